//! What the README shows is what the program prints.

use std::fs;

use crate::run::sh;
use crate::secret::private_file;
use crate::xwsse;

const README: &str = include_str!("../../README.md");

/// The fenced blocks of one kind.
fn blocks(kind: &str) -> Vec<&'static str> {
    let begin = format!("```{kind}\n");
    README.split(begin.as_str()).skip(1).map(|rest| rest.split_once("```").unwrap().0).collect()
}

#[test]
fn each_console_block_runs() {
    let directory = tempfile::tempdir().unwrap();
    let header = blocks("text").into_iter().find(|block| block.starts_with("X-WSSE: ")).unwrap();
    fs::write(directory.path().join("header.txt"), header).unwrap();
    fs::rename(private_file(blocks("toml")[0]).1, directory.path().join("users.toml")).unwrap();

    let consoles = blocks("console");
    assert_eq!(consoles.len(), 5);
    for block in consoles {
        let (commands, shown): (Vec<_>, Vec<_>) = block.lines().partition(|line| line.starts_with("$ "));
        let script: Vec<_> = commands.iter().map(|line| &line[2..]).collect();
        let script = format!("set +e; exec 2>&1; cd \"$DIRECTORY\"\n{}", script.join("\n"));
        let printed = sh(&script).env("DIRECTORY", directory.path()).run().out;
        assert_eq!(printed.lines().collect::<Vec<_>>(), shown);
    }
}

#[test]
fn the_sample_of_credentials_works() {
    for (username, secret) in [
        ("alice", "a long random secret"),
        ("bob", "his new secret"),
        ("carol@example.com", "another long secret"),
    ] {
        let header = xwsse(["sign", "--username", username]).env("XWSSE_SECRET", secret).run().ok();
        let (_directory, path) = private_file(blocks("toml")[0]);
        xwsse(["verify", "--credentials", path.to_str().unwrap()]).stdin(header).run().ok();
    }
}
