use crate::run::sh;
use crate::{Finished, xwsse};
use serde_json::{Value, json};
use xwsse::Dialect;

const SECRET: &str = "a-secret-for-tests";

fn sign(dialect: &str, format: &str) -> String {
    let run = xwsse(["sign", "--username", "o'key $HOME", "--dialect", dialect, "--format", format]);
    run.secret(SECRET).run().ok()
}

fn verify(dialect: &str, header: &str) -> Finished {
    xwsse(["verify", "--dialect", dialect, "--format", "json"]).stdin(header).secret(SECRET).run()
}

#[track_caller]
fn assert_accepted(dialect: &str, header: &str) {
    let answer: Value = serde_json::from_str(&verify(dialect, header).ok()).unwrap();
    assert_eq!(answer["accepted"], true, "{answer}");
    assert_eq!(answer["username"], "o'key $HOME");
    assert_eq!(answer["dialect"], dialect);
}

fn each_dialect(check: impl Fn(&str)) {
    for dialect in Dialect::PRESETS {
        check(dialect.name);
    }
}

#[test]
fn headers_are_two_lines_that_verify_takes() {
    each_dialect(|dialect| {
        let headers = sign(dialect, "headers");
        let lines: Vec<_> = headers.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("Authorization: WSSE "), "{headers}");
        assert!(lines[1].starts_with("X-WSSE: UsernameToken Username="), "{headers}");
        assert_accepted(dialect, &headers);
    });
}

#[test]
fn headers_are_the_default() {
    let headers = xwsse(["sign", "--username", "key"]).secret(SECRET).run().ok();
    assert!(headers.starts_with("Authorization: WSSE profile=\"UsernameToken\"\nX-WSSE: UsernameToken "));
    assert!(headers.ends_with("Z\"\n"));
}

#[test]
fn a_value_is_one_line_that_verify_takes() {
    each_dialect(|dialect| {
        let value = sign(dialect, "value");
        assert!(value.starts_with("UsernameToken Username="), "{value}");
        assert_eq!(value.lines().count(), 1);
        assert_accepted(dialect, &value);
        let argument = xwsse(["verify", "--dialect", dialect, value.trim_end()]).secret(SECRET).run().ok();
        assert!(argument.starts_with("accepted username=\"o'key $HOME\" created="), "{argument}");
    });
}

#[test]
fn curl_arguments_mean_the_headers_to_a_shell() {
    each_dialect(|dialect| {
        let arguments = sign(dialect, "curl");
        assert_eq!(arguments.lines().count(), 1);
        let script = format!(r#"eval "set -- {}"; printf '%s\n' "$@""#, "$ARGUMENTS");
        let words = sh(&script).env("ARGUMENTS", arguments.trim_end()).run().ok();
        let words: Vec<_> = words.lines().collect();
        let ["-H", authorization, "-H", header] = words[..] else { panic!("{words:?}") };
        assert!(authorization.starts_with("Authorization: WSSE "));
        assert_accepted(dialect, header);
    });
}

#[test]
fn json_has_the_four_values_and_the_headers() {
    each_dialect(|dialect| {
        let text = sign(dialect, "json");
        assert_eq!(text.lines().count(), 1);
        let token: Value = serde_json::from_str(&text).unwrap();
        let header = token["headers"]["X-WSSE"].as_str().unwrap();
        assert_accepted(dialect, header);
        let parsed: xwsse::UsernameToken = header.parse().unwrap();
        let expected = json!({
            "username": parsed.username(),
            "password_digest": parsed.password_digest(),
            "nonce": parsed.nonce(),
            "created": parsed.created(),
            "headers": {
                "Authorization": Dialect::preset(dialect).unwrap().authorization,
                "X-WSSE": header,
            },
        });
        assert_eq!(token, expected);
    });
}

#[test]
fn a_grant_has_the_fields_of_api_keys() {
    each_dialect(|dialect| {
        let grant: Value = serde_json::from_str(&sign(dialect, "grant")).unwrap();
        assert_eq!(grant.as_object().unwrap().len(), 4);
        let [key, nonce, created_at, digest] =
            ["key", "nonce", "created_at", "digest"].map(|name| grant[name].as_str().unwrap());
        assert_accepted(
            dialect,
            &format!(
                r#"UsernameToken Username="{key}", PasswordDigest="{digest}", Nonce="{nonce}", Created="{created_at}""#
            ),
        );
    });
}

#[test]
fn each_run_makes_another_token() {
    let run = || xwsse(["sign", "--username", "key", "--format", "json"]).secret(SECRET).run().ok();
    let tokens = [run(), run()].map(|text| serde_json::from_str::<Value>(&text).unwrap());
    for name in ["nonce", "created", "password_digest"] {
        assert_ne!(tokens[0][name], tokens[1][name], "{name}");
    }
}

#[test]
fn username_and_dialect_come_from_variables_too() {
    let run = || xwsse(["sign", "--format", "json"]).secret(SECRET).env("XWSSE_USERNAME", "of the variable");
    let token: Value = serde_json::from_str(&run().env("XWSSE_DIALECT", "emarsys").run().ok()).unwrap();
    assert_eq!(token["username"], "of the variable");
    assert_eq!(token["nonce"].as_str().unwrap().len(), 32);
    assert_eq!(token["password_digest"].as_str().unwrap().len(), 56);
}

#[test]
fn an_argument_goes_before_its_variable() {
    let run = xwsse(["sign", "--username", "argument", "--dialect", "atom", "--format", "json"]);
    let run = run.secret(SECRET).env("XWSSE_USERNAME", "variable").env("XWSSE_DIALECT", "penneo");
    let token: Value = serde_json::from_str(&run.run().ok()).unwrap();
    assert_eq!(token["username"], "argument");
    assert_eq!(token["nonce"].as_str().unwrap().len(), 32);
}

#[test]
fn a_dialect_can_be_changed() {
    let value = sign("penneo,created=nanos", "value");
    let token: xwsse::UsernameToken = value.trim_end().parse().unwrap();
    assert_eq!(token.created().len(), "2026-01-02T03:04:05.123456789Z".len());
}

#[test]
fn what_cannot_be_signed_is_an_error() {
    let error = |arguments: &[&str]| xwsse(arguments).secret(SECRET).run().error();
    assert!(error(&["sign"]).contains("give --username, or set XWSSE_USERNAME"));
    assert!(error(&["sign", "--username", "a\"b"]).contains("printable ASCII"));
    assert!(error(&["sign", "--username", ""]).contains("1 to 256 bytes"));
    assert!(error(&["sign", "--username", "a", "--dialect", "penno"]).contains("`xwsse dialects` lists all"));
    assert!(error(&["sign", "--username", "a", "--dialect", "penneo,max_nonce=2"]).contains("nonce"));
    assert!(error(&["sign", "--username", "a", "--format", "xml"]).contains("headers"));
}
