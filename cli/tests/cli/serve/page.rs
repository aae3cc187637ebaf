//! The page: what the inspector answers, and who is turned away.

use serde_json::{Value, json};
use xwsse::Dialect;

use crate::vectors::cases;

use super::{SECRET, Sandbox, USERNAME, sign, sign_with};

/// The example of "Atom Authentication" (Mark Pilgrim, 2003).
const PUBLISHED: &str = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;

fn published() -> Value {
    json!({
        "pasted": PUBLISHED, "secret": "taadtaadpstcsm", "dialect": "atom", "at": "2003-12-15T14:43:10Z",
    })
}

#[test]
fn a_published_header_is_taken_apart() {
    let sandbox = Sandbox::start(&[]);
    let answer = sandbox.inspect(&published());
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    assert!(answer.body.is_ascii() && !answer.body.contains("taadtaadpstcsm"));
    let answer = answer.json();
    assert_eq!(answer["verdict"]["accepted"], true);
    assert_eq!(answer["digest_dialects"], json!(["atom"]));
    assert_eq!(answer["calculation"]["hash_hex"], "aae47f1162c0578c4b7fd66acb0e290e67d5f4e6");
    assert_eq!(answer["calculation"]["matches"], true);
    assert_eq!(answer["picture"]["text"], "Created is 3 s old; accepted from 300 s old to 300 s ahead");
    let pieces = answer["pieces"].as_array().unwrap();
    let texts: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
    assert_eq!(texts, PUBLISHED);
    let kinds = pieces.iter().map(|piece| piece["kind"].as_str().unwrap()).filter(|kind| *kind != "between");
    assert_eq!(kinds.collect::<Vec<_>>(), ["username", "digest", "nonce", "created"]);
}

#[test]
fn each_fault_stands_at_its_place() {
    let sandbox = Sandbox::start(&[]);
    for header in [
        "UsernameToken Username='key', Nonce=\"€\" Created=\"2026-01-15T12:30:00Z\";",
        "UsernameToken, Username=\"k\\\"",
        "\u{a0}UsernameToken UsernameToken Wsse Username=\"\", Username=\"b\", x=y,",
        "Username=",
    ] {
        let answer = sandbox.inspect(&json!({ "pasted": format!("X-WSSE: {header}") })).json();
        let pieces = answer["pieces"].as_array().unwrap();
        let texts: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
        assert_eq!(texts, header, "nothing is lost");
        // Each finding with a column has its number at the piece that begins there, and only there.
        let mut column = 1;
        let mut numbered = Vec::new();
        for piece in pieces {
            let len = piece["text"].as_str().unwrap().chars().count();
            for number in piece["findings"].as_array().unwrap() {
                let finding = &answer["findings"][usize::try_from(number.as_u64().unwrap()).unwrap() - 1];
                let at = usize::try_from(finding["column"].as_u64().unwrap()).unwrap();
                assert!((column..column + len.max(1)).contains(&at), "{finding} {piece}");
                numbered.push(number.as_u64().unwrap());
            }
            column += len;
        }
        let with_column = answer["findings"].as_array().unwrap().iter().zip(1..);
        let with_column: Vec<u64> = with_column
            .filter(|(finding, _)| !finding["column"].is_null())
            .map(|(_, number)| number)
            .collect();
        numbered.sort_unstable();
        assert_eq!(numbered, with_column, "{header}");
    }
}

/// All that the core's vectors know of broken headers: each is answered, whole, and with the verdict of the core.
#[test]
fn every_known_fault_has_its_answer() {
    let sandbox = Sandbox::start(&[]);
    for case in cases("xwsse/explain.json") {
        let question = json!({
            "pasted": case["pasted"], "dialect": case["dialect"], "at": case["now"],
            "secret": case["secret"].as_str().unwrap_or_default(),
        });
        let answer = sandbox.inspect(&question);
        assert_eq!(answer.status, 200, "{}: {}", case["id"], answer.body);
        let answer = answer.json();
        assert_eq!(answer["verdict"]["code"], case["verdict"], "{}", case["id"]);
        let findings = answer["findings"].as_array().unwrap();
        for mention in case["mentions"].as_array().unwrap() {
            let mention = mention.as_str().unwrap();
            let says = |finding: &Value, name: &str| finding[name].as_str().unwrap().contains(mention);
            assert!(
                findings.iter().any(|finding| says(finding, "problem") || says(finding, "remedy")),
                "{} should mention {mention}",
                case["id"],
            );
        }
    }
}

#[test]
fn the_examples_are_what_they_say() {
    let sandbox = Sandbox::start(&[]);
    let verdict = |name: &str| {
        let example = sandbox.get(&format!("/examples/{name}"));
        assert_eq!(example.status, 200);
        sandbox.inspect(&example.json()).json()
    };
    assert_eq!(verdict("good")["verdict"]["accepted"], true);
    assert_eq!(verdict("local-time")["verdict"]["code"], "created_in_future");
    assert!(verdict("local-time")["findings"][0]["problem"].as_str().unwrap().contains("UTC+01:00"));
    assert_eq!(verdict("base64-text")["verdict"]["code"], "digest_mismatch");
    assert_eq!(verdict("base64-text")["digest_dialects"], json!(["atom"]));
    assert_eq!(sandbox.get("/examples/other").status, 404);
}

#[test]
fn a_question_that_is_none_is_refused_without_quoting_it() {
    let sandbox = Sandbox::start(&[]);
    let canary = "canary-typed-secret";
    for question in [
        json!({ "secret": canary }),
        json!({ "pasted": "x", "secret": { "text": canary } }),
        json!({ "pasted": "x", "dialect": canary }),
        json!({ "pasted": "x", "at": canary }),
        json!({ "pasted": "x", "other": canary }),
        json!(canary),
    ] {
        let answer = sandbox.inspect(&question);
        assert_eq!((answer.status, answer.body.contains(canary)), (422, false), "{}", answer.body);
        assert!(!answer.json()["problem"].as_str().unwrap().is_empty());
    }
    let origin = format!("Origin: {}", sandbox.origin());
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"] {
        let headers = [origin.as_str(), &format!("Content-Type: {content_type}")];
        assert_eq!(sandbox.ask("POST /inspect HTTP/1.1", &headers, r#"{"pasted":"x"}"#).status, 415);
    }
    let long = json!({ "pasted": "x".repeat(300_000) });
    assert_eq!(sandbox.inspect(&long).status, 413);
}

/// The page, what it reads and what it asks.
const PAGE: [&str; 5] = ["/", "/page/app.js", "/session", "/events", "/requests/1"];

#[test]
fn other_hosts_are_turned_away() {
    let sandbox = Sandbox::start(&["--allow-host", "sandbox.test"]);
    let status = |path: &str, hosts: &[&str]| {
        let hosts: Vec<_> = hosts.iter().map(|host| format!("Host: {host}")).collect();
        let lines: Vec<_> = hosts.iter().map(String::as_str).chain(["Connection: close"]).collect();
        sandbox.ask_raw(&super::text(&format!("GET {path} HTTP/1.1"), &lines, "")).status
    };
    for path in PAGE {
        for host in ["evil.example", "localhost.evil.example:8750", "", "127.0.0.1.evil.example"] {
            assert_eq!(status(path, &[host]), 403, "{path} {host}");
        }
        assert_eq!(status(path, &["localhost", "evil.example"]), 403, "{path}");
        assert_eq!(status(path, &[]), 403, "{path}");
    }
    for host in ["localhost:1", "127.0.0.1", "[::1]:8750", "sandbox.test:8750"] {
        assert_eq!(status("/session", &[host]), 200, "{host}");
    }
    // The gate is for clients, by whatever name they know it.
    assert_eq!(status("/api/", &["evil.example"]), 401);
}

#[test]
fn other_sites_are_turned_away() {
    let sandbox = Sandbox::start(&[]);
    let (question, own) = (json!({ "pasted": "x" }).to_string(), format!("Origin: {}", sandbox.origin()));
    let post = |headers: &[&str]| {
        let headers = [headers, &["Content-Type: application/json"]].concat();
        sandbox.ask("POST /inspect HTTP/1.1", &headers, &question).status
    };
    let port = sandbox.address.port();
    assert_eq!(post(&[&own]), 200);
    assert_eq!(post(&[&own, "Sec-Fetch-Site: same-origin"]), 200);
    assert_eq!(post(&[]), 403);
    for origin in [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("http://localhost:{port}"),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
    ] {
        assert_eq!(post(&[&format!("Origin: {origin}")]), 403, "{origin}");
    }
    for path in PAGE {
        let line = format!("GET {path} HTTP/1.1");
        let from = |headers: &[&str]| sandbox.ask(&line, headers, "").status;
        for site in ["cross-site", "same-site"] {
            assert_eq!(from(&[&format!("Sec-Fetch-Site: {site}"), "Sec-Fetch-Mode: no-cors"]), 403, "{path}");
        }
        assert_eq!(from(&["Origin: http://evil.example"]), 403, "{path}");
    }
    // A link from elsewhere may lead to the page.
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(sandbox.ask("GET / HTTP/1.1", &link, "").status, 200);
}

#[test]
fn the_page_runs_nothing_but_its_own_files_and_stands_in_no_frame() {
    let sandbox = Sandbox::start(&[]);
    let index = sandbox.get("/");
    assert_eq!(index.header("content-type"), Some("text/html; charset=utf-8"));
    let mut files: Vec<_> = index.body.split('"').filter(|text| text.starts_with("/page/")).collect();
    files.sort_unstable();
    files.dedup();
    assert!(files.len() >= 6, "{files:?}");
    for path in files.iter().copied().chain(["/", "/nothing", "/page/nothing"]) {
        let answer = sandbox.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        for rule in
            ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'"]
        {
            assert!(policy.split("; ").any(|given| given == rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.status, if path.ends_with("nothing") { 404 } else { 200 }, "{path}");
    }
    // Nothing of the page comes from elsewhere, and nothing stands in its mark-up that the policy would stop.
    assert!(!index.body.contains("://") && !index.body.contains(" style="));
    let mut words = index.body.split_ascii_whitespace();
    assert!(words.all(|word| !(word.starts_with("on") && word.contains('='))));
}

#[test]
fn a_request_that_arrived_is_explained_with_the_sandboxs_secret_and_its_digest_only_begun() {
    let sandbox = Sandbox::start(&[]);
    let header = sign_with(SECRET, Dialect::ATOM);
    sandbox.gate(&header);
    let answer = sandbox.get("/requests/1");
    let digest = header.split('"').nth(3).unwrap();
    assert!(answer.body.contains(&digest[..6]) && !answer.body.contains(digest), "{}", answer.body);
    let answer = answer.json();
    assert_eq!(answer["verdict"]["title"], "Refused");
    assert_eq!(answer["digest_checked"], true);
    assert_eq!(answer["pieces"][1], json!({ "text": USERNAME, "kind": "username", "findings": [] }));
    for id in ["0", "2", "-1", "x", "99999999999999999999"] {
        assert_eq!(sandbox.get(&format!("/requests/{id}")).status, 404, "{id}");
    }

    // Where the header cannot be read, a digest may stand anywhere.
    sandbox.gate(&format!("Token {digest} UsernameToken {digest}=\"x\""));
    let answer = sandbox.get("/requests/2");
    assert!(answer.status == 200 && !answer.body.contains(digest.trim_end_matches('=')), "{}", answer.body);
}

#[test]
fn what_was_accepted_says_so_and_what_is_used_up_is_no_longer_good() {
    let sandbox = Sandbox::start(&[]);
    let header = sign();
    sandbox.gate(&header);
    sandbox.gate(&header);
    assert_eq!(sandbox.get("/requests/1").json()["verdict"]["title"], "Accepted");
    let replayed = sandbox.get("/requests/2").json();
    assert_eq!(replayed["verdict"]["code"], "replayed");
    assert_eq!(replayed["findings"][0]["code"], "replayed");
}
