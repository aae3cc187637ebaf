//! The shared table of origins: what is one, which are the same, and for whom a client signs.
#![allow(clippy::unwrap_used, reason = "they are tests")]

use http::HeaderMap;
use serde_json::Value;
use xwsse::Signer;
use xwsse_http::{ClientError, Origin, OriginSigner};

const TABLE: &str = include_str!("../../tests/vectors/shared/origins.json");

fn rows(list: &str) -> Vec<Value> {
    let table: Value = serde_json::from_str(TABLE).unwrap();
    let rows = table[list].as_array().unwrap().clone();
    assert!(!rows.is_empty());
    rows.into_iter().filter(|row| !is_apart(row)).collect()
}

/// Whether Rust's parser of URIs reads this text in a way of its own.
fn is_apart(row: &Value) -> bool {
    row["differs"].as_array().is_some_and(|languages| languages.iter().any(|language| language == "rust"))
}

fn text<'v>(row: &'v Value, field: &str) -> &'v str {
    row[field].as_str().unwrap()
}

fn bound(origins: &[&str], allow_http: bool) -> Result<OriginSigner, ClientError> {
    let signer = Signer::new("key", "secret").unwrap();
    OriginSigner::builder(signer).origins(origins.to_vec()).allow_http(allow_http).build()
}

#[test]
fn what_is_an_origin_is_normalised_and_all_else_is_refused() {
    for row in rows("cases") {
        let origin = text(&row, "text").parse::<Origin>().ok();
        assert_eq!(origin.as_ref().map(ToString::to_string).as_deref(), row["origin"].as_str(), "{row}");
        if origin.is_some() {
            let refused = bound(&[text(&row, "text")], false).is_err();
            assert_eq!(Some(refused), row["clear_text"].as_bool(), "{row}");
        }
    }
}

#[test]
fn origins_that_mean_the_same_are_equal() {
    for row in rows("pairs") {
        let [a, b] = ["a", "b"].map(|side| text(&row, side).parse::<Origin>().unwrap());
        assert_eq!(Some(a == b), row["same"].as_bool(), "{row}");
    }
}

#[test]
fn a_client_signs_for_its_origins_alone() {
    for row in rows("outcomes") {
        let allow_http = row["allow_http"].as_bool().unwrap();
        let made = match row["origins"].as_array() {
            Some(origins) => {
                bound(&origins.iter().map(|origin| origin.as_str().unwrap()).collect::<Vec<_>>(), allow_http)
            }
            None => {
                OriginSigner::builder(Signer::new("key", "secret").unwrap()).allow_http(allow_http).build()
            }
        };
        if row["refused_at"] == "construction" {
            let kind = match made.unwrap_err() {
                ClientError::ClearTextRefused { .. } => "clear_text",
                ClientError::OriginInvalid => "not_an_origin",
                ClientError::NoOrigins => "no_origins",
                other => panic!("{other}"),
            };
            assert_eq!(kind, text(&row, "refused_as"), "{row}");
            continue;
        }
        let signer = made.unwrap();
        for request in row["requests"].as_array().unwrap() {
            let mut headers = HeaderMap::new();
            let outcome = match signer.sign(&text(request, "url").parse().unwrap(), &mut headers) {
                Ok(true) => "signed",
                Ok(false) => "unsigned",
                Err(ClientError::ClearTextRefused { .. }) => "refused_clear_text",
                Err(other) => panic!("{other}"),
            };
            assert_eq!(outcome, text(request, "outcome"), "{request} of {row}");
            assert_eq!(headers.contains_key("x-wsse"), outcome == "signed", "{request} of {row}");
        }
    }
}
