//! However a run fails, and wherever the secret was put by mistake, neither output shows it, nor a digest that
//! would have been right.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::run::{Finished, Run};
use crate::secret::{private_file, set_mode};
use crate::xwsse;

/// Long and mixed, so that it is in no text by chance.
const CANARY: &str = "cAnaRy-0f-tHe-cOmmAnd-7319";
const HEADER: &str = r#"UsernameToken Username="key", PasswordDigest="AAAAAAAAAAAAAAAAAAAAAAAAAAA=", Nonce="AAECAwQFBgcICQoLDA0ODw==", Created="2026-03-14T10:00:00Z""#;
/// Of that nonce and Created with the canary: by Python's hashlib.
const RIGHT_DIGEST: &str = "TjFe96hxanBXIhCGEyV3y7/3vO8=";
const AT: [&str; 2] = ["--at", "2026-03-14T10:00:01Z"];

#[track_caller]
fn fails_silently(run: Run) {
    let Finished { code, out, err } = run.run();
    assert_ne!(code, 0, "{out}{err}");
    for text in [&out, &err] {
        for secret in [CANARY, RIGHT_DIGEST, &hex(CANARY), &format!("{:?}", CANARY.as_bytes())] {
            assert!(!text.contains(secret), "{secret} shows in: {out}{err}");
        }
    }
    assert!(!err.is_empty() || !out.is_empty(), "nothing is said");
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn with_secret(arguments: &[&str]) -> Run {
    xwsse(arguments).env("XWSSE_SECRET", CANARY)
}

#[test]
fn the_digest_that_is_looked_for_is_the_right_one() {
    let header = HEADER.replace("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", RIGHT_DIGEST);
    with_secret(&[&["verify", &header][..], &AT].concat()).run().ok();
}

#[test]
fn a_refused_header_shows_no_secret() {
    for command in ["verify", "explain"] {
        for option in [&[][..], &["--format", "json"], &["--username", "another"]] {
            if command == "explain" && option.first() == Some(&"--username") {
                continue;
            }
            fails_silently(with_secret(&[&[command, HEADER][..], &AT, option].concat()));
        }
        for broken in ["", "nonsense", "Basic a2V5OnNlY3JldA==", &HEADER[..100], &HEADER.replace('"', "'")] {
            fails_silently(with_secret(&[command, broken]));
        }
    }
}

#[test]
fn a_secret_sent_in_the_header_s_place_is_not_shown() {
    for value in ["PasswordDigest=\"AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"", "Username=\"key\"", "UsernameToken"] {
        let header = HEADER.replace(value, &format!("PasswordDigest=\"{CANARY}\""));
        fails_silently(with_secret(&["explain", &header]));
        fails_silently(with_secret(&["explain", "--format", "json", &header]));
        fails_silently(with_secret(&["verify", &header]));
    }
}

#[test]
fn wrong_usage_shows_no_secret() {
    for arguments in [
        &["sign"][..],
        &["sign", "--username", "key\""],
        &["sign", "--username", "key", "--secret", CANARY],
        &["sign", "--username", "key", "--secret=cAnaRy-0f-tHe-cOmmAnd-7319"],
        &["sign", "--username", "key", CANARY],
        &["verify", HEADER, CANARY],
        &["sign", "--username", "key", "--dialect", "nonsense"],
        &["sign", "--username", "key", "--dialect", CANARY],
        &["verify", "--stream", HEADER],
    ] {
        fails_silently(with_secret(arguments));
    }
}

#[test]
fn files_that_cannot_be_used_show_no_secret() {
    let path = |text: &str, mode| {
        let (directory, path) = private_file(text);
        set_mode(&path, mode);
        (directory, path.to_str().unwrap().to_owned())
    };
    let (_open, open) = path(CANARY, 0o644);
    fails_silently(xwsse(["sign", "--username", "key", "--secret-file", &open]));
    let (_good, good) = path(CANARY, 0o600);
    fails_silently(xwsse(["sign", "--username", "key\"", "--secret-file", &good]));
    fails_silently(xwsse(["verify", "--secret-file", &good, HEADER]));
    for credentials in [
        "key = CANARY",
        "[secrets]\nkey = CANARY\nkey = CANARY",
        "[secrets]\nkey = \"CANARY",
        "[secrets]\nkey = [\"CANARY\", 1]",
        "[secrets]\nkey = [\"CANARY\", \"\"]",
        "[secrets]\nkey = { a = \"CANARY\" }",
        "[secrets]\nother = \"CANARY\"",
        "[secrets]\nkey = \"CANARY\"",
    ] {
        let (_directory, file) = path(&credentials.replace("CANARY", CANARY), 0o600);
        fails_silently(xwsse(["verify", "--credentials", &file, HEADER]));
    }
    fails_silently(
        xwsse(["verify", "--stream"]).env("XWSSE_SECRET", CANARY).stdin(format!("{CANARY}\n{HEADER}\n")),
    );
}

#[cfg(unix)]
#[test]
fn a_secret_that_is_no_text_is_not_shown() {
    let bytes = [CANARY.as_bytes(), b"\xff"].concat();
    let secret = OsString::from_vec(bytes.clone());
    fails_silently(xwsse(["verify", HEADER]).env("XWSSE_SECRET", &secret));
    fails_silently(xwsse(["explain", HEADER]).env("XWSSE_SECRET", &secret));
    fails_silently(xwsse(["sign"]).env("XWSSE_USERNAME", &secret).stdin(bytes));
}
