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

/// Digits and random hex stand for themselves in the README; everything else must be as the program prints it.
#[cfg(feature = "serve")]
fn shape(text: &str) -> String {
    let is_random = |word: &str| word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()).map(|word| {
        let end = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_random(end) {
            word.replace(end, "RANDOM")
        } else {
            word.replace(|c: char| c.is_ascii_digit(), "")
        }
    });
    words.collect()
}

#[cfg(feature = "serve")]
#[test]
fn the_sandbox_prints_and_answers_what_is_shown() {
    let block = |command: &str| {
        let mut blocks = blocks("text").into_iter();
        blocks.find_map(|block| block.strip_prefix(command)?.strip_prefix('\n')).unwrap()
    };
    let script = r#"
        xwsse serve --port 0 2>log >printed &
        trap 'kill $!' EXIT
        until grep -q '^try ' printed; do :; done
        cat printed
        eval "$(grep '^export ' printed)"
        echo "$(sed -n 's/^try *//p' printed) -s" >command
        sh command
    "#;
    let directory = tempfile::tempdir().unwrap();
    let printed = sh(&format!("cd \"$DIRECTORY\"\n{script}")).env("DIRECTORY", directory.path()).run().ok();
    let shown = block("$ xwsse serve").to_owned()
        + block("$ xwsse sign | curl -H @- http://127.0.0.1:8750/api/hello");
    assert_eq!(shape(&printed), shape(&shown));
}
