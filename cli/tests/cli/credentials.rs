//! The file that `verify --credentials` reads.

use crate::secret::{private_file, set_mode};
use crate::{Finished, xwsse};

fn sign(username: &str, secret: &str) -> String {
    xwsse(["sign", "--username", username, "--format", "value"]).secret(secret).run().ok()
}

fn verify(credentials: impl AsRef<[u8]>, header: &str) -> Finished {
    let (_directory, path) = private_file(credentials);
    let run = xwsse(["verify", "--credentials", path.to_str().unwrap(), header.trim_end()]);
    run.never_shows("hunter2hunter2").run()
}

const USERS: &str = r#"
[secrets]
alice = "alice's secret"                                   # one secret
"bob@example.com" = ["bob's new secret", 'bob"s old one']  # two while the secret is changed
"#;

#[test]
fn each_user_has_secrets_of_their_own() {
    for (username, secret, nth) in [
        ("alice", "alice's secret", 1),
        ("bob@example.com", "bob's new secret", 1),
        ("bob@example.com", "bob\"s old one", 2),
    ] {
        let answer = verify(USERS, &sign(username, secret)).ok();
        assert!(answer.contains(&format!("username={username} ")), "{answer}");
        assert!(answer.ends_with(&format!(" secret={nth}\n")), "{answer}");
    }
    verify(USERS, &sign("alice", "bob's new secret")).refused("digest_mismatch");
    verify(USERS, &sign("carol", "alice's secret")).refused("username_unknown");
}

#[test]
fn the_variables_for_one_user_do_not_matter() {
    let (_directory, path) = private_file(USERS);
    let header = sign("alice", "alice's secret");
    let run = xwsse(["verify", "--credentials", path.to_str().unwrap(), header.trim_end()]);
    run.env("XWSSE_USERNAME", "bob@example.com").secret("not hers").run().ok();
}

#[test]
fn options_for_one_user_do_not_go_with_it() {
    for option in [["--username", "alice"], ["--secret-file", "file"]] {
        let error = xwsse(["verify", "--credentials", "file"].iter().chain(&option)).run().error();
        assert!(error.contains("cannot be used with"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn it_is_refused_by_default_when_others_can_read_it() {
    let (_directory, path) = private_file(USERS);
    set_mode(&path, 0o644);
    let header = sign("alice", "alice's secret");
    let arguments = ["verify", "--credentials", path.to_str().unwrap(), header.trim_end()];
    assert!(xwsse(arguments).run().error().contains("chmod 600"));
    xwsse(arguments.iter().chain(&["--allow-open-secret-file"])).run().ok();
}

#[test]
fn a_fault_is_named_without_the_secret() {
    for (file, fault) in [
        ("", "no table [secrets]"),
        ("alice = \"hunter2hunter2\"", "\"alice\" outside the table"),
        ("[secret]\nalice = \"hunter2hunter2\"", "\"secret\" outside the table"),
        ("secrets = \"hunter2hunter2\"", "no table [secrets]"),
        ("[secrets]\n\nalice = hunter2hunter2", "line 3, column 9 is not TOML"),
        ("[secrets]\nalice = \"hunter2hunter2", "line 2, column 24 is not TOML"),
        ("[secrets]\nalice = \"hunter2hunter2\"\nalice = \"x\"", "line 3, column 1 repeats a name"),
        ("[secrets]\nalice = \"\"", "the entry \"alice\" has an empty secret"),
        ("[secrets]\nalice = [\"hunter2hunter2\", \"\"]", "the entry \"alice\" has an empty secret"),
        ("[secrets]\n\"\" = \"hunter2hunter2\"", "the entry \"\" has a name that no header can carry"),
        ("[secrets]\n\"a\\u0007\" = \"hunter2hunter2\"", "has a name that no header can carry"),
        ("[secrets]\n'a\"b' = \"hunter2hunter2\"", "has a name that no header can carry"),
        ("[secrets]\nalice = []", "the entry \"alice\" has an empty list"),
        ("[secrets]\nalice = 12345", "the entry \"alice\" has a value that is not text"),
        ("[secrets]\na.lice = \"hunter2hunter2\"", "the entry \"a\" is a table"),
    ] {
        let error = verify(file, "header").error();
        assert!(error.contains(fault), "{file:?}: {error}");
        assert!(!error.contains("12345"), "{error}");
    }
    assert!(verify(b"[secrets]\nalice = \"\xff\"", "header").error().contains("not UTF-8"));
}
