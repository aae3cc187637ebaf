//! A manual page in its usual sections.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::help::{Example, Help};

/// When the text of the commands changed last.
const DATE: &str = "2026-11-30";

/// The variables, each with the argument that it stands in for.
const VARIABLES: [(&str, &str, &str); 3] = [
    ("username", "XWSSE_USERNAME", "The API key, where --username is not given."),
    (
        "secret_file",
        "XWSSE_SECRET",
        "The API secret, where --secret-file is not given. It is taken as it is.",
    ),
    ("dialect", "XWSSE_DIALECT", "The dialect, where --dialect is not given."),
];

/// The files, each with the argument that names it.
const FILES: [(&str, &str, &str); 3] = [
    ("secret_file", "--secret-file", "The API secret alone, on one line. Run chmod 600 on it."),
    (
        "credentials",
        "--credentials",
        "TOML: in the table [secrets], a secret or a list of them for each API key. Run chmod 600 on it.",
    ),
    ("tls_key", "--tls-key", "The private key of --tls-cert, in PEM and not encrypted. Run chmod 600 on it."),
];

/// The name of a command's page.
pub(super) fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

pub(super) fn render(root: &Command, command: &Command) -> io::Result<Vec<u8>> {
    let help = Help::of(command);
    let man = Man::new(command.clone())
        .date(DATE)
        .source(concat!("xwsse ", env!("CARGO_PKG_VERSION")))
        .manual("xwsse");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    // A command must be fit to be copied: no hyphens of ours, no stretched blanks.
    section(&mut page, |roff| {
        roff.control("nr", ["HY", "0"]).control("nh", []).control("ad", ["l"]);
    })?;
    man.render_name_section(&mut page)?;
    section(&mut page, |roff| synopsis(roff, command))?;
    man.render_description_section(&mut page)?;
    section(&mut page, |roff| notes(roff, &help))?;
    match command.has_subcommands() {
        true => man.render_subcommands_section(&mut page)?,
        false => man.render_options_section(&mut page)?,
    }
    section(&mut page, |roff| examples(roff, &help))?;
    section(&mut page, |roff| environment(roff, command))?;
    section(&mut page, |roff| exit_status(roff, &help))?;
    section(&mut page, |roff| files(roff, command, &help))?;
    section(&mut page, |roff| see_also(roff, root, command))?;
    Ok(page)
}

fn section(page: &mut Vec<u8>, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::new();
    write(&mut roff);
    roff.to_writer(page)
}

fn synopsis(roff: &mut Roff, command: &Command) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let rest = usage.strip_prefix(name).unwrap_or_default();
    roff.control("SH", ["SYNOPSIS"]).text([bold(name), roman(rest)]);
}

fn notes(roff: &mut Roff, help: &Help) {
    for paragraph in &help.notes {
        roff.control("PP", []).text([roman(paragraph)]);
    }
}

fn examples(roff: &mut Roff, help: &Help) {
    if help.examples.is_empty() {
        return;
    }
    roff.control("SH", ["EXAMPLES"]);
    for Example { caption, lines } in &help.examples {
        roff.control("PP", []).text([roman(caption)]);
        verbatim(roff, lines);
    }
}

/// Lines as they are, indented.
fn verbatim(roff: &mut Roff, lines: &[String]) {
    roff.control("PP", []).control("RS", ["4"]).control("EX", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("EE", []).control("RE", []);
}

fn environment(roff: &mut Roff, command: &Command) {
    let takes = |id: &str| command.has_subcommands() || has_argument(command, id);
    let variables: Vec<_> = VARIABLES.iter().filter(|(id, ..)| takes(id)).collect();
    if variables.is_empty() {
        return;
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (_, name, text) in variables {
        term(roff, name, text);
    }
}

fn exit_status(roff: &mut Roff, help: &Help) {
    const USUAL: [(&str, &str); 2] = [("0", "done"), ("2", "wrong usage, or anything else that went wrong")];
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in &help.exit_codes {
        term(roff, code, meaning);
    }
    for (code, meaning) in USUAL.iter().filter(|_| help.exit_codes.is_empty()) {
        term(roff, code, meaning);
    }
}

fn files(roff: &mut Roff, command: &Command, help: &Help) {
    let files: Vec<_> = FILES.iter().filter(|(id, ..)| has_argument(command, id)).collect();
    if files.is_empty() {
        return;
    }
    roff.control("SH", ["FILES"]);
    for (_, option, text) in files {
        term(roff, option, text);
    }
    if !help.credentials.is_empty() {
        verbatim(roff, &help.credentials);
    }
}

fn see_also(roff: &mut Roff, root: &Command, command: &Command) {
    let pages = [root].into_iter().chain(root.get_subcommands()).map(name);
    let others = pages.filter(|&page| page != name(command)).chain(["curl"]);
    let text = others.map(|page| format!("{page}(1)")).collect::<Vec<_>>().join(", ");
    roff.control("SH", ["SEE ALSO"]).text([roman(text)]);
}

fn term(roff: &mut Roff, term: &str, text: &str) {
    roff.control("TP", []).text([bold(term)]).text([roman(text)]);
}

fn has_argument(command: &Command, id: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_id() == id)
}
