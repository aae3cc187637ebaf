use crate::secret::private_file;
use crate::{Finished, xwsse};
use serde_json::Value;

const SECRET: &str = "a long secret for these tests";

/// The example of "Atom Authentication" (Mark Pilgrim, 2003).
const PUBLISHED: &str = r#"UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="d36e316282959a9ed4c89851497a717f", Created="2003-12-15T14:43:07Z""#;

fn sign(dialect: &str) -> String {
    xwsse(["sign", "--username", "key", "--dialect", dialect]).secret(SECRET).run().ok()
}

#[track_caller]
fn assert_explains(finished: &Finished, code: i32, texts: &[&str]) {
    assert_eq!((finished.code, finished.err.as_str()), (code, ""), "{finished:?}");
    for text in texts {
        assert!(finished.out.contains(text), "{text} is not in {finished:?}");
    }
}

#[test]
fn a_good_header_has_no_fault() {
    let finished = xwsse(["explain"]).stdin(sign("penneo")).secret(SECRET).run();
    assert_explains(
        &finished,
        0,
        &["no fault found dialect=penneo\n", "Username        \"key\"\n", " s old; accepted"],
    );
    let finished = xwsse(["explain"]).stdin(sign("penneo")).run();
    assert_explains(&finished, 0, &["no fault found", "\n\nThe digest was not checked"]);
}

#[test]
fn a_stale_header_has_its_age_against_the_window() {
    let finished =
        xwsse(["explain", "--dialect", "atom", "--at", "2003-12-15T15:43:07+00:00", PUBLISHED]).run();
    assert_explains(
        &finished,
        1,
        &[
            "refused code=created_stale dialect=atom\n",
            "  Created         \"2003-12-15T14:43:07Z\"\n",
            "(60.0 minutes old; accepted from 300 s old to 300 s ahead)\n",
            "\n1. Created is ",
            "\n   → ",
        ],
    );
    let finished = xwsse(["explain", "--dialect", "atom", "--at", "2003-12-15T14:42:06.5Z", PUBLISHED]).run();
    assert_explains(&finished, 0, &["(60.5 s ahead; accepted "]);
}

#[test]
fn the_secret_tells_the_dialect() {
    let run = || xwsse(["explain"]).stdin(sign("huawei,max_age=60"));
    assert_explains(&run().secret(SECRET).run(), 1, &["huawei"]);
    let run = xwsse(["explain", "--secret-file", "-", sign("atom").lines().last().unwrap()]).stdin(SECRET);
    assert_explains(&run.never_shows(SECRET).run(), 1, &["digest_mismatch", "atom"]);
}

#[test]
fn a_digest_is_only_begun() {
    let finished = xwsse(["explain", PUBLISHED]).run();
    assert_explains(&finished, 1, &["  quR/EW… (28 characters)\n"]);
    assert!(!finished.out.contains("quR/EWLAV4xLf9Zqyw4pDmfV9OY="), "{finished:?}");
}

#[test]
fn json_is_the_diagnosis() {
    let finished = xwsse(["explain", "--format", "json", "--at", "2003-12-15T14:43:09.5Z", PUBLISHED]).run();
    assert_eq!(finished.code, 0, "{finished:?}");
    assert_eq!(finished.out.lines().count(), 1);
    let diagnosis: Value = serde_json::from_str(&finished.out).unwrap();
    assert_eq!(diagnosis["dialect"], "penneo");
    assert_eq!(diagnosis["header"], PUBLISHED);
    assert_eq!(diagnosis["age_millis"], 2500);
    assert_eq!(diagnosis["verdict"], Value::Null);
    assert_eq!(diagnosis["parts"][0]["name"], "Username");
    assert_eq!(diagnosis["parts"][0]["value"], "bob");

    let finished = xwsse(["explain", "--format", "json", "UsernameToken Username='bob'"]).run();
    assert_eq!(finished.code, 1);
    let diagnosis: Value = serde_json::from_str(&finished.out).unwrap();
    assert_eq!(diagnosis["verdict"], "header_malformed");
    let finding = &diagnosis["findings"][0];
    assert_eq!((&finding["code"], &finding["column"]), (&"header_malformed".into(), &24.into()));
    assert!(finding["problem"].is_string() && finding["remedy"].is_string());
}

#[test]
fn the_secrets_of_several_users_are_searched_for_the_user_of_the_header() {
    let users = format!("[secrets]\nother = \"not this one\"\nkey = [\"a new secret of key\", \"{SECRET}\"]");
    let (_directory, path) = private_file(users);
    let with_users =
        |stdin: String| xwsse(["explain", "--credentials", path.to_str().unwrap()]).stdin(stdin).run();
    assert_explains(&with_users(sign("penneo")), 0, &["no fault found"]);
    assert!(!with_users(sign("penneo")).out.contains("was not checked"));
    assert_explains(&with_users(sign("atom")), 1, &["digest_mismatch", "the dialect is atom"]);
    assert_explains(&with_users("X-WSSE: UsernameToken".into()), 1, &["code=header_malformed"]);

    let nobody = sign("penneo").replace("Username=\"key\"", "Username=\"nobody\"");
    assert!(with_users(nobody).error().contains("nobody in the file has the Username of this header"));
}

#[test]
fn nothing_is_explained_too() {
    assert_explains(&xwsse(["explain"]).run(), 1, &["code=header_missing"]);
}

#[test]
fn any_bytes_are_explained_without_disturbing_a_terminal() {
    let hostile =
        "X-WSSE: UsernameToken Username=\"a\u{202e}\u{1b}[31m\", Nonce=\"\u{2028}\", \u{202e}x=\"\u{9b}\"";
    for pasted in [hostile.as_bytes(), b"\xff username \x1b[31m\x07", &[hostile.as_bytes(), b"\xff"].concat()]
    {
        for format in [&["explain"][..], &["explain", "--format", "json"]] {
            let finished = xwsse(format).stdin(pasted).run();
            assert_eq!((finished.code, finished.err.as_str()), (1, ""), "{finished:?}");
            let disturbs = |c: char| {
                c.is_control() && c != '\n' || ('\u{200b}'..='\u{202e}').contains(&c) && c != '…' && c != '’'
            };
            assert!(!finished.out.contains(disturbs), "{finished:?}");
        }
    }
}

#[test]
fn two_sources_of_the_secret_are_wrong_usage() {
    for sources in [
        ["--ask-secret", "--secret-file", "-"],
        ["--ask-secret", "--credentials", "-"],
        ["--secret-file=-", "--credentials", "-"],
    ] {
        let error = xwsse(["explain", "header"].iter().chain(&sources)).run().error();
        assert!(error.contains("cannot be used with"), "{error}");
    }
}
