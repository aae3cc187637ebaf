//! The gate: who is let in, and what the others are told.

use std::sync::{Arc, Barrier};
use std::thread;

use serde_json::json;
use xwsse::{Dialect, Signer};

use super::{SECRET, Sandbox, USERNAME, sign, sign_with};
use crate::secret::private_file;

#[test]
fn a_good_header_is_answered_with_who_signed_and_what_was_asked() {
    let sandbox = Sandbox::start(&[]);
    let token = Signer::new(USERNAME, SECRET).unwrap().sign().unwrap();
    let header = format!("x-wsse: {}", token.header());
    let answer = sandbox.ask("PATCH /api/orders/7?open=yes HTTP/1.1", &[&header], "some body");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let expected = json!({
        "identity": {
            "username": USERNAME, "created": token.created(), "secret_index": 0, "dialect": "penneo",
        },
        "request": { "method": "PATCH", "path": "/api/orders/7", "query": "open=yes", "body_bytes": 9 },
    });
    assert_eq!(answer.json(), expected);
    assert!(!answer.body.contains(token.nonce()) && !answer.body.contains(token.password_digest()));
}

#[test]
fn any_method_and_path_under_api_is_the_gates_and_no_other() {
    let sandbox = Sandbox::start(&[]);
    for line in
        ["GET /api", "POST /api/", "DELETE /api/a/b/c", "OPTIONS /api/x", "PURGE /api/%2e%2e/y", "PUT /api//"]
    {
        assert_eq!(sandbox.ask(&format!("{line} HTTP/1.1"), &[], "").status, 401, "{line}");
        let header = format!("X-WSSE: {}", sign());
        assert_eq!(sandbox.ask(&format!("{line} HTTP/1.1"), &[&header], "").status, 200, "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_client_that_asks_elsewhere_is_told_where_the_gate_is() {
    let sandbox = Sandbox::start(&["--log-format", "text"]);
    let header = sign();
    for line in ["GET /apis", "GET /orders", "POST /orders", "DELETE /a\u{9b}31m"] {
        let answer = sandbox.ask(&format!("{line} HTTP/1.1"), &[&format!("X-WSSE: {header}")], "");
        assert_eq!(answer.status, 404, "{line}");
        assert_eq!(answer.body, "404 Not Found: the gate is under /api/, the page at /\n", "{line}");
    }
    assert_eq!(sandbox.gate(&header).status, 200, "it was not used up");
    let log = sandbox.end().log;
    assert!(log.contains("path=/orders") && log.contains("the gate is under /api/"), "{log}");
    assert!(log.is_ascii(), "{log}");
}

#[test]
fn every_reason_has_the_same_refusal() {
    let sandbox = Sandbox::start(&[]);
    let used = sign();
    assert_eq!(sandbox.gate(&used).status, 200);
    let stale = "2020-01-01T00:00:00.000Z".parse().unwrap();
    let stale = Signer::new(USERNAME, SECRET).unwrap().sign_with(stale, b"0123456789abcdef").unwrap();
    let other_user = Signer::new("other", SECRET).unwrap().sign().unwrap();
    let refused = [
        sandbox.get("/api/orders"),
        sandbox.gate(&used),
        sandbox.gate("nonsense"),
        sandbox.gate(stale.header()),
        sandbox.gate(other_user.header()),
        sandbox.gate(&sign_with("another secret", Dialect::PENNEO)),
        sandbox.gate(&format!("{}\r\nX-WSSE: {}", sign(), sign())),
        sandbox.gate(&"x".repeat(5000)),
    ];
    for answer in &refused {
        assert_eq!((answer.status, answer.body.as_str()), (401, "401 Unauthorized\n"));
        let challenge = r#"WSSE realm="api", profile="UsernameToken""#;
        assert_eq!(answer.header("www-authenticate"), Some(challenge));
        // The date aside, not a byte differs.
        let head = |answer: &super::Answer| -> Vec<String> {
            answer.head.lines().filter(|line| !line.starts_with("date: ")).map(str::to_owned).collect()
        };
        assert_eq!(head(answer), head(&refused[0]));
    }
}

#[test]
fn with_reveal_a_refusal_says_why_and_holds_no_secret() {
    let sandbox = Sandbox::start(&["--reveal"]);
    let answer = sandbox.gate(&sign_with(&format!("{SECRET}\n"), Dialect::PENNEO));
    assert_eq!((answer.status, answer.header("content-type")), (401, Some("application/json")));
    assert_eq!(answer.header("www-authenticate"), Some(r#"WSSE realm="api", profile="UsernameToken""#));
    let why = answer.json();
    assert_eq!((&why["code"], &why["number"]), (&json!("digest_mismatch"), &json!(15)));
    assert_eq!(
        why["diagnosis"]["findings"][0]["problem"],
        "PasswordDigest was made with a newline after the secret"
    );
    assert!(!answer.body.contains(SECRET));

    // A used token, whose digest is right: it is the sender's own, and no other right digest is told.
    let used = sign();
    assert_eq!(sandbox.gate(&used).status, 200);
    assert_eq!(sandbox.gate(&used).json()["code"], "replayed");
    assert_eq!(sandbox.get("/api/").json()["diagnosis"]["verdict"], "header_missing");
}

/// The digest that a refused header should have had is in no answer.
#[test]
fn the_right_digest_is_never_told() {
    let sandbox = Sandbox::start(&["--reveal"]);
    let right = Signer::new(USERNAME, SECRET).unwrap().sign().unwrap();
    let wrong = right.header().replace(right.password_digest(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    let answer = sandbox.gate(&wrong);
    assert_eq!(answer.json()["code"], "digest_mismatch");
    let inspected = sandbox.get("/requests/1");
    assert_eq!((inspected.status, inspected.json()["calculation"]["hash_hex"].is_null()), (200, true));
    // Pasted without the secret of the sandbox.
    let pasted = sandbox.inspect(&json!({ "pasted": wrong }));
    assert_eq!(pasted.status, 200);
    for answer in [answer, inspected, pasted] {
        assert!(!answer.body.contains(right.password_digest()));
    }
}

#[test]
fn a_full_store_answers_503_and_when_to_try_again() {
    let sandbox = Sandbox::start(&["--replay-capacity", "1", "--reveal"]);
    // The smallest store may take more than it is asked to.
    let full = (0..1000).map(|_| sandbox.gate(&sign())).find(|answer| answer.status != 200).unwrap();
    assert_eq!((full.status, full.header("retry-after")), (503, Some("1")));
    assert_eq!(full.header("www-authenticate"), None);
    assert_eq!(full.json()["code"], "store_full");
}

#[test]
fn the_dialect_and_a_file_of_credentials_are_those_given() {
    let (_directory, path) = private_file("[secrets]\nkey = [\"new secret\", \"old secret\"]\n");
    let options = ["--credentials", path.to_str().unwrap(), "--dialect", "emarsys", "--reveal"];
    let sandbox = Sandbox::start_with(&[], &options);
    let answer = sandbox.gate(&sign_with("old secret", Dialect::EMARSYS)).json();
    assert_eq!(answer["identity"]["secret_index"], 1);
    assert_eq!(answer["identity"]["dialect"], "emarsys");
    assert_eq!(sandbox.gate(&sign_with("old secret", Dialect::PENNEO)).status, 401);
    // Of the two secrets, the one that explains the digest.
    let slip = sandbox.gate(&sign_with("old secret\n", Dialect::EMARSYS)).json();
    assert_eq!(slip["code"], "digest_mismatch");
}

#[test]
fn a_body_that_is_too_long_is_refused() {
    let sandbox = Sandbox::start(&[]);
    let header = format!("X-WSSE: {}", sign());
    assert_eq!(sandbox.ask("POST /api/ HTTP/1.1", &[&header], &"x".repeat(1 << 20)).status, 200);
    let header = format!("X-WSSE: {}", sign());
    assert_eq!(sandbox.ask("POST /api/ HTTP/1.1", &[&header], &"x".repeat((1 << 20) + 1)).status, 413);
}

#[test]
fn of_64_clients_with_the_same_tokens_one_wins_each() {
    const CLIENTS: usize = 64;
    let sandbox = Arc::new(Sandbox::start(&[]));
    let tokens: Arc<Vec<String>> = Arc::new((0..8).map(|_| sign()).collect());
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (sandbox, tokens, barrier) =
                (Arc::clone(&sandbox), Arc::clone(&tokens), Arc::clone(&barrier));
            thread::spawn(move || {
                barrier.wait();
                let own: Vec<_> = (0..2).map(|_| sandbox.gate(&sign()).status).collect();
                let shared: Vec<_> = tokens.iter().map(|token| sandbox.gate(token).status).collect();
                (client, own, shared)
            })
        })
        .collect();
    let mut wins = [0; 8];
    for client in clients {
        let (client, own, shared) = client.join().unwrap();
        assert_eq!(own, [200, 200], "client {client}");
        for (won, status) in wins.iter_mut().zip(shared) {
            assert!(matches!(status, 200 | 401));
            *won += usize::from(status == 200);
        }
    }
    assert_eq!(wins, [1; 8]);
}
