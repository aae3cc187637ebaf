//! Several clients at once, a fifth of whose requests are replays, while the clock is stepped.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinSet;

use crate::client::Client;
use crate::clock::Clock;
use crate::server::Server;
use crate::tally::Tally;

/// API keys, each with two connections.
pub(crate) const KEYS: usize = 8;

/// Claims that the store has room for when nobody knows how many requests there will be.
const CAPACITY: u32 = 1 << 22;

/// Claims that a token of `penneo` makes.
const CLAIMS: u64 = 3;

/// Times that the clock is stepped in a run that is counted in requests, and requests between two steps otherwise.
const STEPS: u64 = 60;
const REQUESTS_PER_STEP: u64 = 5_000;

/// KiB that the server may grow by after the first tenth.
const GROWTH: u64 = 4 * 1024;

#[derive(Clone, Copy)]
pub(crate) enum Length {
    Time(Duration),
    Requests(u64),
}

pub(crate) struct Load<'a> {
    pub(crate) program: &'a Path,
    pub(crate) folder: &'a Path,
    pub(crate) clock: &'a Arc<Clock>,
    pub(crate) keys: &'a [(String, String)],
}

/// How far the run has come.
struct Progress {
    length: Length,
    start: Instant,
    /// KiB at the end of the first tenth, and the most since.
    warm: AtomicU64,
    most: AtomicU64,
}

impl Load<'_> {
    pub(crate) fn server(&self, capacity: u32) -> Result<Server> {
        Server::start(self.program, self.folder, self.clock, self.keys, capacity)
    }

    /// Gives the faults.
    pub(crate) async fn run(&self, length: &Length, seed: u64) -> Result<u64> {
        let capacity = match *length {
            Length::Time(_) => CAPACITY,
            Length::Requests(requests) => u32::try_from(requests * CLAIMS)?,
        };
        let server = Arc::new(self.server(capacity)?);
        let tally = Arc::new(Tally::default());
        let progress = Arc::new(Progress::new(*length));
        let at_start = server.resident()?;
        let mut clients = JoinSet::new();
        let mut random = fastrand::Rng::with_seed(seed);
        for key in self.keys {
            let client = Client::connect(&server, self.clock, &tally, key, random.fork()).await?;
            let (server, clock) = (Arc::clone(&server), Arc::clone(self.clock));
            let (tally, progress) = (Arc::clone(&tally), Arc::clone(&progress));
            clients.spawn(async move { keep_asking(client, &server, &clock, &tally, &progress).await });
        }
        while let Some(client) = clients.join_next().await {
            client??;
        }

        let (at_end, seconds) = (server.resident()?, progress.start.elapsed().as_secs_f64());
        let [warm, most] = [&progress.warm, &progress.most].map(|number| number.load(Ordering::Relaxed));
        let codes = Arc::into_inner(server).context("a client is left")?.stop()?;
        if warm == 0 || most.max(at_end) > warm + GROWTH {
            tally.wrong("the server's memory grew");
        }
        let faults = crate::sum_up("under load", &tally, &codes);
        let steps = self.clock.steps();
        println!(
            "  the clock was set {} times forwards, by up to {} s, and {} times backwards, by up to {} s",
            steps.forwards,
            steps.furthest_forwards / 1000,
            steps.backwards,
            steps.furthest_backwards / 1000,
        );
        println!(
            "  resident: {at_start} KiB at the start, {warm} KiB after a tenth, {at_end} KiB at the end, {most} KiB at most"
        );
        println!(
            "  {seconds:.0} s, {} requests a second",
            tally.requests() * 1000 / progress.millis().max(1)
        );
        Ok(faults)
    }
}

/// Of 1,070 requests 214 are replays: of the 1,000 that are sent alone or as the first of two, 786 are fresh alone, 70
/// are fresh and sent on both connections at once, 72 follow at once on a fresh one, and 72 come later.
async fn keep_asking(
    mut client: Client,
    server: &Server,
    clock: &Clock,
    tally: &Tally,
    progress: &Progress,
) -> Result<()> {
    let mut last = client.fresh();
    loop {
        let (created, at_once, replays) = match client.random.u16(..1000) {
            ..786 => (client.fresh(), false, 0),
            786..856 => (client.fresh(), true, 1),
            856..928 => (last, false, 1),
            _ => match client.earlier() {
                Some(created) => (created, false, 1),
                None => (client.fresh(), false, 0),
            },
        };
        let requests = 1 + u64::from(at_once);
        let before = tally.sending(requests, replays);
        if progress.is_over(before) {
            tally.not_sent(requests, replays);
            return Ok(());
        }
        let step = progress.step();
        if before / step != (before + requests) / step {
            clock.step_by_chance(&mut client.random)?;
            progress.measure(before, server.resident()?);
        }
        client.send(created, at_once).await?;
        last = created;
    }
}

impl Progress {
    fn new(length: Length) -> Self {
        Self { length, start: Instant::now(), warm: AtomicU64::new(0), most: AtomicU64::new(0) }
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn is_over(&self, requests: u64) -> bool {
        match self.length {
            Length::Time(time) => self.start.elapsed() >= time,
            Length::Requests(most) => requests >= most,
        }
    }

    fn is_warm(&self, requests: u64) -> bool {
        match self.length {
            Length::Time(time) => self.start.elapsed() >= time / 10,
            Length::Requests(most) => requests >= most / 10,
        }
    }

    /// Requests from one step of the clock to the next.
    fn step(&self) -> u64 {
        match self.length {
            Length::Time(_) => REQUESTS_PER_STEP,
            Length::Requests(most) => (most / STEPS).max(1),
        }
    }

    fn measure(&self, requests: u64, resident: u64) {
        if self.is_warm(requests) {
            let _ = self.warm.compare_exchange(0, resident, Ordering::Relaxed, Ordering::Relaxed);
            self.most.fetch_max(resident, Ordering::Relaxed);
        }
    }
}
