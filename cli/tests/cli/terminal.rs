//! What is different on a terminal: the prompt, the colours, the hints.

#![cfg(unix)]

use crate::run::command;
use crate::{XWSSE, xwsse};

const SECRET: &str = "a-secret-for-tests";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/terminal.py");

/// Runs the program on a terminal and types a line there; gives the exit code and all that was shown.
fn on_terminal(typed: &str, variables: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String) {
    let mut python = command("python3");
    python.args([SCRIPT, typed, XWSSE]).args(arguments);
    python.env("TERM", "xterm").envs(variables.iter().copied());
    let output = python.output().expect("python3 is needed for its module pty");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn sign() -> String {
    let header = xwsse(["sign", "--username", "key", "--format", "value"]).secret(SECRET).run().ok();
    header.trim_end().to_owned()
}

#[test]
fn the_secret_is_asked_for_without_echo() {
    let (code, shown) = on_terminal(SECRET, &[], &["sign", "--username", "key", "--format", "value"]);
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.starts_with("API secret: ") && !shown.contains(SECRET), "{shown}");
    let header = shown.lines().last().unwrap();
    xwsse(["verify", header]).secret(SECRET).run().ok();
}

#[test]
fn verify_asks_too() {
    let (code, shown) = on_terminal(SECRET, &[], &["verify", &sign()]);
    assert!(code == Some(0) && !shown.contains(SECRET), "{shown}");
    assert!(shown.contains("username=key"), "{shown}");
}

#[test]
fn explain_asks_only_when_told() {
    let (code, shown) = on_terminal("another-secret", &[], &["explain", "--ask-secret", &sign()]);
    assert!(code == Some(1) && !shown.contains("another-secret"), "{shown}");
    assert!(shown.contains("digest_mismatch"), "{shown}");
    let (code, shown) = on_terminal("", &[], &["explain", &sign()]);
    assert!(code == Some(0) && !shown.contains("API secret"), "{shown}");
}

#[test]
fn an_empty_line_is_no_secret() {
    let (code, shown) = on_terminal("\r", &[], &["sign", "--username", "key"]);
    assert_eq!(code, Some(2), "{shown}");
    assert!(shown.contains("the secret is empty; type the API secret"), "{shown}");
}

#[test]
fn without_a_terminal_nobody_is_asked() {
    // In a session of its own, away from the terminal that the tests may run on.
    let script = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";
    let output = command("python3").args(["-c", script, XWSSE, "verify"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("nor a terminal to ask for it"), "{said}");
}

#[test]
fn a_refusal_leads_to_explain() {
    let (code, shown) = on_terminal("", &[("XWSSE_SECRET", "another-secret")], &["verify", &sign()]);
    assert!(code == Some(1) && shown.contains("Run `xwsse explain`"), "{shown}");
    let (_, shown) =
        on_terminal("", &[("XWSSE_SECRET", "another-secret")], &["verify", "--format", "json", &sign()]);
    assert!(!shown.contains("xwsse explain"), "{shown}");
}

#[test]
fn colours_are_for_a_terminal_without_no_color() {
    for arguments in [["verify", "header"], ["explain", "header"]] {
        let (_, shown) = on_terminal("", &[("XWSSE_SECRET", SECRET)], &arguments);
        assert!(shown.contains("\u{1b}["), "{shown}");
        let (_, shown) = on_terminal("", &[("XWSSE_SECRET", SECRET), ("NO_COLOR", "1")], &arguments);
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(!xwsse(arguments).secret(SECRET).run().out.contains('\u{1b}'));
    }
}
