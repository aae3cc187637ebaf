use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::run::command;
use crate::{Finished, XWSSE, xwsse};
use serde_json::{Value, json};

const SECRET: &str = "a-secret-for-tests";

/// The example of "Atom Authentication" (Mark Pilgrim, 2003).
const PUBLISHED: &str = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;

fn sign() -> String {
    xwsse(["sign", "--username", "key", "--format", "value"]).secret(SECRET).run().ok()
}

fn verify(arguments: &[&str], stdin: impl AsRef<[u8]>) -> Finished {
    xwsse([&["verify"], arguments].concat()).secret(SECRET).stdin(stdin).run()
}

/// The published header at this time.
fn published(at: &str, more: &[&str]) -> Finished {
    let arguments = [&["verify", "--dialect", "atom", "--at", at, PUBLISHED], more].concat();
    xwsse(arguments).secret("taadtaadpstcsm").run()
}

#[test]
fn a_published_header_is_accepted_at_its_time() {
    assert_eq!(
        published("2003-12-15T14:43:07Z", &[]).ok(),
        "accepted username=bob created=2003-12-15T14:43:07Z dialect=atom secret=1\n"
    );
    published("2003-12-15T15:43:07+01:00", &[]).ok();
    published("2003-12-15T14:48:07Z", &[]).ok();
    published("2003-12-15T14:38:07Z", &[]).ok();
}

#[test]
fn it_is_refused_at_other_times() {
    published("2003-12-15T14:48:07.001Z", &[]).refused("created_stale");
    published("2003-12-15T14:38:06.999Z", &[]).refused("created_in_future");
}

#[test]
fn json_of_what_is_accepted() {
    let answer = published("2003-12-15T14:43:07Z", &["--format", "json"]).ok();
    assert_eq!(
        serde_json::from_str::<Value>(&answer).unwrap(),
        json!({
            "accepted": true,
            "username": "bob",
            "created": "2003-12-15T14:43:07Z",
            "dialect": "atom",
            "secret_index": 0,
        })
    );
}

#[test]
fn json_of_what_is_refused() {
    let refused = published("2026-01-01T00:00:00Z", &["--format", "json"]);
    assert_eq!(refused.code, 1);
    assert_eq!(
        serde_json::from_str::<Value>(&refused.out).unwrap(),
        json!({
            "accepted": false,
            "code": "created_stale",
            "number": 12,
            "status": 401,
            "dialect": "atom",
            "problem": xwsse::Rejection::CreatedStale.problem(),
            "remedy": xwsse::Rejection::CreatedStale.remedy(),
        })
    );
}

#[test]
fn the_header_is_an_argument_or_standard_input() {
    verify(&[sign().trim_end()], "").ok();
    verify(&[&format!("x-wSSe:{}", sign().trim_end())], "").ok();
    verify(&[], sign()).ok();
    verify(&["-"], sign()).ok();
    verify(&["-"], format!("X-WSSE: {}\r\n", sign().trim_end())).ok();
    verify(&[], format!("Host: example.com\r\nX-Wsse: {}\r\n\r\n", sign().trim_end())).ok();
}

#[test]
fn two_headers_are_refused() {
    let line = format!("X-WSSE: {}", sign());
    verify(&[], line.repeat(2)).refused("header_malformed");
}

#[test]
fn nothing_is_no_header() {
    verify(&[], "").refused("header_missing");
    verify(&[], "\n").refused("header_missing");
}

#[test]
fn any_bytes_are_refused_and_nothing_more() {
    for bytes in [&b"\xff\xfe"[..], b"\0", b"UsernameToken Username=\"\xed\xa0\x80\"", b"X-WSSE: \xff"] {
        verify(&[], bytes).refused("header_malformed");
    }
    verify(&[], vec![b'x'; 5_000]).refused("header_too_large");
    assert!(verify(&[], vec![b'x'; 70_000]).error().contains("more than 64 KiB"));
}

#[cfg(unix)]
#[test]
fn any_bytes_in_an_argument_are_refused_and_nothing_more() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let arguments = [OsStr::new("verify"), OsStr::from_bytes(b"X-WSSE: \xff")];
    xwsse(arguments).secret(SECRET).run().refused("header_malformed");
}

#[test]
fn the_username_is_that_of_the_header_unless_one_is_given() {
    verify(&[], sign()).ok();
    verify(&["--username", "key"], sign()).ok();
    verify(&["--username", "other"], sign()).refused("username_unknown");
    let run = || xwsse(["verify"]).secret(SECRET).stdin(sign());
    run().env("XWSSE_USERNAME", "key").run().ok();
    run().env("XWSSE_USERNAME", "other").run().refused("username_unknown");
}

#[test]
fn another_secret_or_dialect_is_refused() {
    xwsse(["verify"]).secret("another secret").stdin(sign()).run().refused("digest_mismatch");
    verify(&["--dialect", "symfony,hash=sha256"], sign()).refused("digest_invalid");
}

#[test]
fn unknown_parameters_are_refused_by_default() {
    let header = format!(r#"{}, Organization="acme""#, sign().trim_end());
    verify(&[], &header).refused("parameter_unknown");
    verify(&["--dialect", "penneo,unknown=ignore"], &header).ok();
    assert!(verify(&["--ignore-unknown"], &header).error().contains("--dialect penneo,unknown=ignore"));
}

#[test]
fn a_username_cannot_disturb_a_terminal() {
    let token = |username: &str| {
        // The username is not part of the digest.
        sign().replace("Username=\"key\"", &format!("Username=\"{username}\""))
    };
    let answer = verify(&[], token("a\u{202e}b\u{2028}c created=never")).ok();
    assert!(
        answer.starts_with(r#"accepted username="a\u{202e}b\u{2028}c created=never" created=20"#),
        "{answer}"
    );
    let json = verify(&["--format", "json"], token("jørgen\u{202e}")).ok();
    assert!(json.is_ascii() && json.lines().count() == 1, "{json}");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["username"], "jørgen\u{202e}");
    assert!(verify(&[], token("jørgen")).ok().starts_with("accepted username=jørgen created="));
}

#[test]
fn a_stream_answers_each_line_and_accepts_a_token_once() {
    let (first, second) = (sign(), sign());
    let lines = [&first, "x-wsse: ", &second, "\n", &first, "nonsense\n", second.trim_end()].concat();
    let finished = verify(&["--stream"], lines);
    let answers: Vec<_> = finished.out.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    let expected = [
        "username=key",
        "username=key",
        "code=header_missing",
        "code=replayed",
        "code=header_malformed",
        "code=replayed",
    ];
    assert_eq!((finished.code, &answers[..]), (1, &expected[..]));
}

#[test]
fn a_stream_of_accepted_tokens_ends_well() {
    let answers = verify(&["--stream", "--format", "json"], [sign(), sign()].concat()).ok();
    let accepted = |line| serde_json::from_str::<Value>(line).unwrap()["accepted"] == true;
    assert_eq!(answers.lines().filter(|line| accepted(line)).count(), 2);
}

#[test]
fn a_stream_without_a_header_is_an_error() {
    // What should have written the headers may have failed.
    assert!(verify(&["--stream"], "").error().contains("standard input holds no header"));
}

#[test]
fn accepted_and_refused_name_the_dialect_alike() {
    let dialect = ["--dialect", "penneo,max_age=30"];
    assert!(verify(&dialect, sign()).ok().contains(" dialect=penneo,max_age=30 secret=1"));
    let refused = verify(&dialect, "");
    assert!(
        refused.out.starts_with("refused code=header_missing dialect=penneo,max_age=30: "),
        "{refused:?}"
    );
}

#[test]
fn json_is_asked_for_by_format_everywhere() {
    for command in ["verify", "explain", "dialects"] {
        let error = xwsse([command, "--json"]).secret(SECRET).run().error();
        assert!(error.contains("write --format json"), "{error}");
        let help = xwsse([command, "--help"]).run().ok();
        assert!(help.contains("--format <FORMAT>") && !help.contains("--json"), "{help}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let bytes = OsStr::from_bytes(b"\xff");
    for (variable, command) in [
        ("XWSSE_USERNAME", "sign"),
        ("XWSSE_USERNAME", "verify"),
        ("XWSSE_DIALECT", "sign"),
        ("XWSSE_DIALECT", "verify"),
        ("XWSSE_DIALECT", "explain"),
    ] {
        let error = xwsse([command]).secret(SECRET).env(variable, bytes).run().error();
        assert!(error.contains(variable) && error.contains("not UTF-8"), "{command} {variable}: {error}");
    }
}

#[test]
fn a_stream_refuses_an_endless_line_and_goes_on() {
    let lines = format!("{}\n{}", "x".repeat(1_000_000), sign());
    let finished = verify(&["--stream"], lines);
    let answers: Vec<_> = finished.out.lines().collect();
    assert!(answers[0].starts_with("refused code=header_too_large dialect=penneo: "), "{answers:?}");
    assert!(answers[1].starts_with("accepted username=key "), "{answers:?}");
    assert_eq!((finished.code, answers.len()), (1, 2));
}

#[test]
fn a_stream_answers_at_once() {
    let mut child = command(XWSSE)
        .args(["verify", "--stream"])
        .env("XWSSE_SECRET", SECRET)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..2 {
        stdin.write_all(sign().as_bytes()).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with("accepted "), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn wrong_usage_is_an_error() {
    let error = |arguments: &[&str]| verify(arguments, "").error();
    assert!(error(&["--at", "yesterday"]).contains("2026-01-02T03:04:05Z"));
    assert!(error(&["--at", "2026-01-02T03:04:05"]).contains("2026-01-02T03:04:05Z"));
    assert!(error(&["--stream", "header"]).contains("cannot be used with"));
    assert!(error(&["--dialect", "penneo, max_nonce=128"]).contains(r#"there is no setting " max_nonce""#));
}
