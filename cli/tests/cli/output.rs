//! What all commands do alike where they print.

use std::io::{Read, Write};
use std::process::Stdio;

use crate::run::command;
use crate::{XWSSE, xwsse};

/// Runs into a pipe whose reader has left; gives the exit code and what was said of it.
fn into_closed_pipe(arguments: &[&str], stdin: &str) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut child = command(XWSSE)
        .args(arguments)
        .env("XWSSE_SECRET", "a-secret-for-tests")
        .stdin(Stdio::piped())
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has ended takes no input.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [
        &["sign", "--username", "key"][..],
        &["verify"],
        &["verify", "--stream"],
        &["explain"],
        &["dialects"],
        &["completions", "bash"],
        &["man"],
    ] {
        assert_eq!(
            into_closed_pipe(arguments, &"x\n".repeat(100)),
            (Some(2), String::new()),
            "{arguments:?}"
        );
    }
    let (_, said) = into_closed_pipe(&["sign", "--help"], "");
    assert_eq!(said, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut sign = command(XWSSE);
    sign.args(["sign", "--username", "key"]).env("XWSSE_SECRET", "a-secret-for-tests");
    let output = sign.stdin(Stdio::null()).stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.starts_with("error: the header cannot be written: "), "{said}");
}

#[test]
fn no_command_is_wrong_usage() {
    let finished = xwsse::<&str>([]).run();
    assert_eq!(finished.code, 2);
    assert!(finished.err.contains("Usage: xwsse <COMMAND>"), "{finished:?}");
}

#[test]
fn help_has_examples_and_goes_well() {
    for command in ["sign", "verify", "explain", "dialects", "completions", "man"] {
        let help = xwsse([command, "--help"]).run().ok();
        assert!(help.contains(&format!("xwsse {command}")), "{help}");
        assert!(help.contains("Examples:"), "{help}");
    }
    assert_eq!(xwsse(["--version"]).run().ok(), concat!("xwsse ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn help_shows_no_value_of_a_variable() {
    for command in ["sign", "verify", "explain"] {
        let run =
            xwsse([command, "--help"]).secret("a-secret-for-tests").env("XWSSE_DIALECT", "atom,max_age=4711");
        let help = run.env("XWSSE_USERNAME", "the-api-key").run().ok();
        assert!(!help.contains("the-api-key") && !help.contains("4711"), "{help}");
    }
}
