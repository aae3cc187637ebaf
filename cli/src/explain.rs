//! `xwsse explain`: what is wrong with a header, and what to change.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use clap::Args;
use xwsse::{Diagnosis, Finding, Part, Secret, Window};

use crate::credentials::{CredentialsOption, Known};
use crate::diagnosis;
use crate::header::HeaderArgument;
use crate::options::{DialectOption, FormatOption, TimeOption};
use crate::output::{self, BAD, GOOD};
use crate::secret::{self, SecretOptions};

/// Say what is wrong with a header, and what to change
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    header: HeaderArgument,

    #[command(flatten)]
    dialect: DialectOption,

    #[command(flatten)]
    time: TimeOption,

    /// Ask for the API secret, to search for how the digest was made
    #[arg(long, conflicts_with_all = ["secret_file", "credentials"])]
    ask_secret: bool,

    #[command(flatten)]
    credentials: CredentialsOption,

    #[command(flatten)]
    secret: SecretOptions,

    #[command(flatten)]
    format: FormatOption,
}

const EXAMPLES: &str = r#"Examples:
  Explain a request that was refused:
    curl -v -H "$X_WSSE" https://api.example.com/ 2>&1 | xwsse explain
  Find out how the digest was made:
    xwsse explain --ask-secret 'UsernameToken Username="KEY", …'
  Judge a header from a log at the time when it came:
    xwsse explain --at 2026-03-14T11:00:00+01:00 < header.txt

The header may be a bare value, a line with its name, an argument -H '…', or
all that `curl -v` prints. The secret is optional; without it, only the form of
the digest is judged.

Exit codes:
  0  it would be accepted once
  1  it would be refused
  2  wrong usage, or anything else that went wrong"#;

pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode> {
    let known = args.known()?;
    let pasted = args.header.read()?;
    let dialect = &args.dialect.dialect;
    let diagnosis = match &known {
        Some(known) => diagnosis::with_known(&pasted, dialect, known, args.time.now()),
        None => xwsse::explain(&pasted, dialect, None, args.time.now()),
    };
    if let (Some(known), Some(username)) = (&known, diagnosis::username(&diagnosis))
        && known.secrets_of(username).is_empty()
    {
        bail!("nobody in the file has the Username of this header; check the API key, or add it there");
    }
    let text = match args.format.is_json() {
        true => output::json(&diagnosis)?,
        false => render(&diagnosis, &dialect.window)?,
    };
    writeln!(anstream::stdout(), "{text}").context("the diagnosis cannot be written")?;
    Ok(if diagnosis.verdict().is_none() { ExitCode::SUCCESS } else { ExitCode::from(crate::REFUSED) })
}

impl ExplainArgs {
    /// The secrets to search with, if any.
    fn known(&self) -> Result<Option<Known>> {
        if let Some(known) = self.credentials.read(&self.secret)? {
            return Ok(Some(known));
        }
        let secret = if self.ask_secret {
            Some(secret::ask()?)
        } else {
            self.secret.read_given(self.header.stdin())?
        };
        let Some(secret) = secret else { return Ok(None) };
        Ok(Some(Known::One { username: None, secret: Secret::new(&*secret)? }))
    }
}

const NAME: Style = AnsiColor::Cyan.on_default();
const NOTE: Style = AnsiColor::Yellow.on_default().bold();

fn render(diagnosis: &Diagnosis, window: &Window) -> Result<String> {
    let mut text = match diagnosis.verdict() {
        Some(rejection) => format!("{BAD}refused{BAD:#} code={}", rejection.code()),
        None => format!("{GOOD}no fault found{GOOD:#}"),
    };
    writeln!(text, " dialect={}", diagnosis.dialect())?;
    for part in diagnosis.parts() {
        line(&mut text, &diagnosis::name(part), &shown(part))?;
    }
    if let Some(millis) = diagnosis.age_millis() {
        line(&mut text, "", &format!("({}; {})", age(millis), reach(window)))?;
    }
    for (finding, number) in diagnosis.findings().iter().zip(1..) {
        write!(text, "\n{}", numbered(finding, number))?;
    }
    if !diagnosis.digest_checked() && !diagnosis.parts().is_empty() {
        text += "\nThe digest was not checked, which takes the secret: --ask-secret asks for it.";
    }
    Ok(text.trim_end().to_owned())
}

fn line(text: &mut String, name: &str, value: &str) -> Result<()> {
    Ok(writeln!(text, "  {NAME}{name:<15}{NAME:#} {value}")?)
}

/// A value as it stands in the header, quotes included; what could be a digest as the core shows it.
fn shown(part: &Part) -> String {
    if part.could_be_digest() { part.shown() } else { output::quoted(part.value()) }
}

/// An age in the unit that says most: `61 s old`, `2.5 hours ahead`.
pub(crate) fn age(millis: i64) -> String {
    let side = if millis < 0 { "ahead" } else { "old" };
    let millis = millis.unsigned_abs();
    let (length, unit) = match millis {
        0..120_000 => return format!("{} s {side}", Duration::from_millis(millis).as_secs_f64()),
        120_000..7_200_000 => (60_000, "minutes"),
        7_200_000..172_800_000 => (3_600_000, "hours"),
        _ => (86_400_000, "days"),
    };
    let tenths = (millis / (length / 20)).div_ceil(2); // rounded
    format!("{}.{} {unit} {side}", tenths / 10, tenths % 10)
}

pub(crate) fn reach(window: &Window) -> String {
    let [past, future] = [window.max_age, window.max_future].map(|side| side.as_secs_f64());
    format!("accepted from {past} s old to {future} s ahead")
}

fn numbered(finding: &Finding, number: usize) -> String {
    let style = if finding.rejection().is_some() { BAD } else { NOTE };
    let column = finding.column().map(|column| format!(" (column {column})")).unwrap_or_default();
    let (problem, remedy) = (finding.problem(), finding.remedy());
    format!("{style}{number}.{style:#} {problem}{column}\n   → {remedy}\n")
}
