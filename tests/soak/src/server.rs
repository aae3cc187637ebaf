//! `xwsse serve` as a process of its own, with its memory and the codes of its log.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, ensure};

use crate::clock::Clock;

/// libfaketime for programs with threads, of Debian's package `libfaketime`.
const FAKETIME: &str = "faketime/libfaketimeMT.so.1";

/// How often each code is in the log; `accepted` stands for none.
pub(crate) type Codes = BTreeMap<String, u64>;

pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    log: Option<JoinHandle<Codes>>,
    /// Held open: the server has more to say than its first line.
    _output: BufReader<ChildStdout>,
}

impl Server {
    pub(crate) fn start(
        program: &Path,
        folder: &Path,
        clock: &Clock,
        keys: &[(String, String)],
        capacity: u32,
    ) -> Result<Self> {
        let credentials = folder.join("credentials.toml");
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&credentials)?;
        writeln!(file, "[secrets]")?;
        for (username, secret) in keys {
            writeln!(file, "{username} = \"{secret}\"")?;
        }
        let mut process = Command::new(program)
            .args(["serve", "--port", "0", "--log-format", "json"])
            .args(["--replay-capacity", &capacity.to_string(), "--credentials"])
            .arg(&credentials)
            .env("LD_PRELOAD", faketime()?)
            .env("FAKETIME_TIMESTAMP_FILE", clock.file())
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} cannot be started; build it first", program.display()))?;
        let log = process.stderr.take().context("there is no log")?;
        let log = thread::spawn(move || count(BufReader::new(log)));
        let mut first = String::new();
        let mut output = BufReader::new(process.stdout.take().context("there is no output")?);
        output.read_line(&mut first)?;
        let address = first.trim().strip_prefix("listening url=http://").and_then(|rest| rest.parse().ok());
        let address = address.ok_or_else(|| anyhow!("the server did not say where it listens"))?;
        Ok(Self { process, address, log: Some(log), _output: output })
    }

    /// Its memory that is really there, in KiB.
    pub(crate) fn resident(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        number.context("the server has ended")
    }

    /// Ends it as an operator does, and gives what its log says.
    pub(crate) fn stop(mut self) -> Result<Codes> {
        Command::new("kill").arg(self.process.id().to_string()).status()?;
        ensure!(self.process.wait()?.success(), "the server did not end well");
        let log = self.log.take().and_then(|log| log.join().ok());
        log.context("the log cannot be read")
    }
}

/// When the run fails, nothing is left behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn faketime() -> Result<String> {
    let lib = Path::new("/usr/lib");
    let near = fs::read_dir(lib)?.flatten().map(|entry| entry.path().join(FAKETIME));
    let found = near.chain([lib.join(FAKETIME)]).find(|path| path.exists());
    let found = found.ok_or_else(|| anyhow!("libfaketime is missing; apt-get install libfaketime"))?;
    Ok(found.display().to_string())
}

fn count(log: impl BufRead) -> Codes {
    let mut codes = Codes::new();
    for line in log.lines().map_while(std::result::Result::ok) {
        let Ok(event) = serde_json::from_str::<serde_json::Value>(&line) else {
            eprintln!("{line}");
            continue;
        };
        // What is said of a request; other events have no path.
        if event.get("path").is_some() {
            let code = event.get("code").and_then(|code| code.as_str()).unwrap_or("accepted");
            *codes.entry(code.to_owned()).or_default() += 1;
        }
    }
    codes
}
