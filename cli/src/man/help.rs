//! What `--help` says after the options, by the section of a manual page that it belongs in.

use clap::Command;

#[derive(Default)]
pub(super) struct Help {
    pub(super) examples: Vec<Example>,
    /// Each exit code with its meaning.
    pub(super) exit_codes: Vec<(String, String)>,
    /// A sample of the file of credentials, line by line.
    pub(super) credentials: Vec<String>,
    /// Paragraphs of text.
    pub(super) notes: Vec<String>,
}

/// Lines for a shell, with what they do.
#[derive(Default)]
pub(super) struct Example {
    pub(super) caption: String,
    pub(super) lines: Vec<String>,
}

impl Help {
    pub(super) fn of(command: &Command) -> Self {
        let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let mut help = Self::default();
        for paragraph in text.split("\n\n") {
            let (title, lines) = paragraph.split_once(":\n").unwrap_or(("", paragraph));
            let lines = lines.lines();
            match title {
                "Examples" => help.examples = examples(lines),
                "Exit codes" => help.exit_codes.extend(lines.filter_map(exit_code)),
                "A file of credentials" => {
                    help.credentials.extend(lines.map(|line| line.trim_start().into()));
                }
                _ if !paragraph.is_empty() => help.notes.push(paragraph.replace('\n', " ")),
                _ => {}
            }
        }
        help
    }
}

fn examples<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Example> {
    let mut examples = vec![Example::default()];
    for line in lines {
        let text = line.trim_start().to_owned();
        let is_shell = line.starts_with("    ") || text.starts_with("xwsse ");
        match examples.last_mut() {
            Some(example) if is_shell => example.lines.push(text),
            _ => examples.push(Example { caption: text, lines: Vec::new() }),
        }
    }
    examples.retain(|example| !example.lines.is_empty());
    examples
}

fn exit_code(line: &str) -> Option<(String, String)> {
    let (code, meaning) = line.trim_start().split_once(' ')?;
    Some((code.to_owned(), meaning.trim_start().to_owned()))
}
