//! Load with replays on `xwsse serve`, while its clock is stepped: see `scripts/prove/soak.sh`.
//!
//! The driver knows of every token whether it was accepted, and follows the server's clock. It ends with 1 when a token
//! was accepted twice, when one in the window was refused without cause, when there was any answer but 200, 401 and
//! 503, or when the server's memory grew.

mod client;
mod clock;
mod full;
mod load;
mod server;
mod tally;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;

use clock::Clock;
use load::{Length, Load};
use server::Codes;
use tally::Tally;

#[derive(Parser)]
struct Arguments {
    /// The command `xwsse`
    program: PathBuf,

    /// How long the load lasts
    #[arg(long, default_value_t = 600)]
    seconds: u64,

    /// Send so many requests instead, however long that takes
    #[arg(long, conflicts_with = "seconds")]
    requests: Option<u64>,

    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let length = match arguments.requests {
        Some(requests) => Length::Requests(requests),
        None => Length::Time(Duration::from_secs(arguments.seconds)),
    };
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(Clock::new(folder.path())?);
    let keys: Vec<_> = (0..load::KEYS)
        .map(|nth| {
            let secret: String = (0..32).map(|_| fastrand::alphanumeric()).collect();
            (format!("soak-{nth}"), secret)
        })
        .collect();

    let load = Load { program: &arguments.program, folder: folder.path(), clock: &clock, keys: &keys };
    let under_load = load.run(&length, arguments.seed).await?;
    let filled = full::run(&load, arguments.seed).await?;
    let faults = under_load + filled;
    println!("soak: {}", if faults == 0 { "nothing was wrong".into() } else { format!("{faults} faults") });
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what a phase has counted, compares it with the server's log, and gives the faults.
fn sum_up(title: &str, tally: &Tally, codes: &Codes) -> u64 {
    let [accepted, refused, unavailable, other] = [200, 401, 503, 0].map(|status| tally.status(status));
    println!("{title}: {} requests, {} of them replays", tally.requests(), tally.replays());
    println!("  answered 200: {accepted}, 401: {refused}, 503: {unavailable}, otherwise: {other}");
    println!(
        "  by code: {}",
        codes.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ")
    );
    println!("  accepted twice: {}", tally.double());
    let logged = |wanted: &[&str]| wanted.iter().filter_map(|code| codes.get(*code)).sum::<u64>();
    if logged(&["accepted"]) != accepted || logged(&["history_gap", "store_full"]) != unavailable {
        tally.wrong("the log does not have the codes of these answers");
    }
    if other > 0 {
        tally.wrong("there were answers that no gate gives");
    }
    tally.faults()
}
