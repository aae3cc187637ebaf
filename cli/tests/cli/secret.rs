//! Where the secret comes from, for every command that wants one.

use std::fs;
use std::path::PathBuf;

use crate::xwsse;
use tempfile::TempDir;

const SECRET: &str = "a-secret-for-tests";

/// A file that holds this text, readable for its owner only.
pub(crate) fn private_file(text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("file");
    fs::write(&path, text).unwrap();
    set_mode(&path, 0o600);
    (directory, path)
}

#[cfg(unix)]
pub(crate) fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
pub(crate) fn set_mode(_: &std::path::Path, _: u32) {}

const SIGN: [&str; 5] = ["sign", "--username", "key", "--format", "value"];

#[track_caller]
fn assert_signed_with(secret: &str, header: &str) {
    xwsse(["verify", header.trim_end()]).stdin(secret).run().ok();
}

#[test]
fn from_the_variable() {
    assert_signed_with(SECRET, &xwsse(SIGN).secret(SECRET).run().ok());
}

#[test]
fn from_standard_input() {
    assert_signed_with(SECRET, &xwsse(SIGN).stdin(SECRET).never_shows(SECRET).run().ok());
    let explicit = xwsse(SIGN.iter().chain(&["--secret-file", "-"])).stdin(SECRET);
    assert_signed_with(SECRET, &explicit.never_shows(SECRET).run().ok());
}

#[test]
fn from_a_file() {
    let (_directory, path) = private_file(SECRET);
    let run = xwsse(SIGN.iter().chain(&["--secret-file", path.to_str().unwrap()]));
    assert_signed_with(SECRET, &run.never_shows(SECRET).run().ok());
}

#[test]
fn the_file_goes_before_the_variable_and_that_before_standard_input() {
    let (_directory, path) = private_file(SECRET);
    let run = xwsse(SIGN.iter().chain(&["--secret-file", path.to_str().unwrap()]));
    assert_signed_with(SECRET, &run.secret("the variable's").stdin("standard input's").run().ok());
    assert_signed_with(SECRET, &xwsse(SIGN).secret(SECRET).stdin("standard input's").run().ok());
}

#[test]
fn one_line_end_is_cut_from_a_file_and_from_standard_input() {
    for (text, secret) in [("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret")] {
        let (_directory, path) = private_file(text);
        let run = xwsse(SIGN.iter().chain(&["--secret-file", path.to_str().unwrap()]));
        assert_signed_with(secret, &run.run().ok());
        assert_signed_with(secret, &xwsse(SIGN).stdin(text).run().ok());
    }
}

#[test]
fn a_byte_order_mark_or_a_second_line_is_never_meant() {
    for (text, problem) in [
        ("\u{feff}s3cret\n", "byte order mark"),
        ("s3cret\n\n", "several lines"),
        ("\ns3cret", "several lines"),
        ("username\r\ns3cret\r\n", "several lines"),
    ] {
        let (_directory, path) = private_file(text);
        let path = path.to_str().unwrap();
        let error = xwsse(SIGN.iter().chain(&["--secret-file", path])).never_shows("s3cret").run().error();
        assert!(error.contains(path) && error.contains(problem), "{text:?}: {error}");
        let error = xwsse(SIGN).stdin(text).never_shows("s3cret").run().error();
        assert!(error.contains("standard input") && error.contains(problem), "{text:?}: {error}");
    }
}

#[test]
fn the_variable_is_taken_as_it_is() {
    let header = xwsse(SIGN).env("XWSSE_SECRET", "s3cret\n").run().ok();
    xwsse(["verify", header.trim_end()]).env("XWSSE_SECRET", "s3cret\n").run().ok();
    xwsse(["verify", header.trim_end()]).env("XWSSE_SECRET", "s3cret").run().refused("digest_mismatch");
}

#[test]
fn a_secret_is_any_bytes() {
    let header = xwsse(SIGN).stdin(b"\xff\0sec\nret").run().ok();
    xwsse(["verify", header.trim_end()]).stdin(b"\xff\0sec\nret\n").run().ok();
}

#[cfg(unix)]
#[test]
fn a_secret_in_the_variable_is_any_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let header = xwsse(SIGN).env("XWSSE_SECRET", OsStr::from_bytes(b"\xffsecret")).run().ok();
    xwsse(["verify", header.trim_end()]).stdin(b"\xffsecret").run().ok();
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_or_change_is_refused_by_default() {
    let (_directory, path) = private_file(SECRET);
    let arguments: Vec<_> = SIGN.iter().copied().chain(["--secret-file", path.to_str().unwrap()]).collect();
    for mode in [0o640, 0o604, 0o644, 0o444, 0o622, 0o602] {
        set_mode(&path, mode);
        let error = xwsse(&arguments).never_shows(SECRET).run().error();
        assert!(error.contains("chmod 600") && error.contains("--allow-open-secret-file"), "{error}");
        let told = xwsse(arguments.iter().chain(&["--allow-open-secret-file"]));
        assert_signed_with(SECRET, &told.never_shows(SECRET).run().ok());
    }
    for mode in [0o600, 0o400, 0o700] {
        set_mode(&path, mode);
        assert_signed_with(SECRET, &xwsse(&arguments).run().ok());
    }
}

#[test]
fn an_empty_secret_is_an_error_that_names_its_source() {
    assert!(xwsse(SIGN).env("XWSSE_SECRET", "").run().error().contains("XWSSE_SECRET is empty"));
    assert!(xwsse(SIGN).run().error().contains("standard input holds no secret"));
    assert!(xwsse(SIGN).stdin("\n").run().error().contains("standard input holds no secret"));
    let (_directory, path) = private_file("\r\n");
    let error = xwsse(SIGN.iter().chain(&["--secret-file", path.to_str().unwrap()])).run().error();
    assert!(error.contains("is empty; put the API secret in it"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_that_names_it() {
    let directory = tempfile::tempdir().unwrap();
    for path in [directory.path().join("missing"), directory.path().to_owned()] {
        let path = path.to_str().unwrap();
        let error = xwsse(SIGN.iter().chain(&["--secret-file", path])).run().error();
        assert!(error.contains(path), "{error}");
    }
}

#[test]
fn a_secret_is_never_an_argument() {
    for arguments in [
        &["sign", "--username", "key", "--secret", SECRET][..],
        &["sign", "--username", "key", "--secret=a-secret-for-tests"],
        &["sign", "--username", "key", SECRET],
        &["verify", "header", SECRET],
        &["explain", "header", "--secret", SECRET],
    ] {
        let error = xwsse(arguments).never_shows(SECRET).run().error();
        assert!(error.contains("XWSSE_SECRET"), "{error}");
    }
}

#[test]
fn standard_input_cannot_hold_both_secret_and_header() {
    for arguments in [
        &["verify", "--secret-file", "-"][..],
        &["verify", "--secret-file", "-", "-"],
        &["verify", "--secret-file", "-", "--stream"],
        &["explain", "--secret-file", "-"],
    ] {
        let error = xwsse(arguments).stdin(SECRET).never_shows(SECRET).run().error();
        assert!(error.contains("cannot hold both"), "{error}");
    }
}
