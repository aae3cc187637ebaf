//! The tokens that every language shares.

use std::path::Path;

use crate::xwsse;
use serde_json::Value;
use xwsse::DateTime;

pub(crate) fn cases(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["cases"].as_array().unwrap().clone()
}

#[test]
fn every_token_is_accepted_at_its_time() {
    let tokens = cases("xwsse/tokens.json");
    assert!(tokens.len() > 200);
    for token in tokens {
        let field = |name: &str| token[name].as_str().unwrap();
        let at = DateTime::from_timestamp(token["created_unix"].as_i64().unwrap(), 0).unwrap().to_rfc3339();
        let arguments =
            ["verify", "--format", "json", "--at", &at, "--dialect", field("dialect"), field("header")];
        let secret = field("secret");
        // Several lines are not taken from standard input.
        let run = match secret.contains(['\r', '\n']) {
            true => xwsse(arguments).env("XWSSE_SECRET", secret),
            false => xwsse(arguments).stdin(format!("{secret}\n")),
        };
        let answer: Value = serde_json::from_str(&run.run().ok()).unwrap();
        assert_eq!(answer["username"], token["username"], "{}", field("id"));
    }
}
