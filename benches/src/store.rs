//! The memory store in a steady state: each new claim comes as an old one ages out, on two threads.

use crate::report::{quick, row};
use std::panic::resume_unwind;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use xwsse::{
    Candidate, ClaimOutcome, Claims, Credentials, DateTime, Dialect, MemoryReplayStore, ReplayStore, Secret,
    Signer, Utc,
};

const THREADS: usize = 2;
/// The age of a claim when it is free again.
const AGE: Duration = Duration::from_secs(60);

pub(crate) fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: &[usize] = &[10_000, 100_000, 1_000_000, 10_000_000];
    for &live in if quick() { &sizes[..2] } else { sizes } {
        let store = MemoryReplayStore::with_capacity(live + live / 20);
        let mut tokens = Tokens::new(live)?;
        // Fill it, and go once around so that every slot in use was used before.
        for _ in 0..(2 * live).div_ceil(tokens.chunk) {
            for (claims, now) in tokens.next_chunk()? {
                if store.claim(&claims, now) != ClaimOutcome::First {
                    return Err("the store refused a fresh claim".into());
                }
            }
        }
        let mut each = Vec::new();
        for _ in 0..CLAIMS / tokens.chunk {
            let chunk = tokens.next_chunk()?;
            let start = Instant::now();
            let first =
                |(claims, now): &(Claims, DateTime<Utc>)| store.claim(claims, *now) == ClaimOutcome::First;
            let accepted = chunk.iter().filter(|token| first(token)).count();
            each.push(start.elapsed().as_nanos() as f64 / chunk.len() as f64);
            assert_eq!(accepted, chunk.len());
        }
        each.sort_unstable_by(f64::total_cmp);
        let one_thread = each[each.len() / 2];

        let mut nanos = Vec::new();
        for _ in 0..CLAIMS / tokens.chunk {
            nanos.extend(timed(&store, &tokens.next_chunk()?));
        }
        nanos.sort_unstable();
        let quantile = |per_mille: usize| nanos[(nanos.len() - 1) * per_mille / 1000];
        println!(
            "\nMemory store, {} live claims in a capacity of {}",
            store.live(tokens.now),
            store.capacity()
        );
        println!(
            "  one thread                  {:>10.1} million claims a second   to reach: 6",
            1e3 / one_thread
        );
        report(live, one_thread, quantile)?;
        println!(
            "  two threads, one claim      p50 {} ns, p99 {} ns, p99.9 {} ns, max {} ns   (the timer's own {} ns in each)",
            quantile(500),
            quantile(990),
            quantile(999),
            quantile(1000),
            crate::measure::nanos(Instant::now).round()
        );
    }
    Ok(())
}

fn report(live: usize, one_thread: f64, quantile: impl Fn(usize) -> u128) -> std::io::Result<()> {
    let targets = match live {
        1_000_000 => ["≤ 166.7 ns", "", "", "≤ 1000 ns", "≤ 1000000 ns"],
        10_000_000 => ["≤ 166.7 ns", "", "", "≤ 2000 ns", "≤ 1000000 ns"],
        _ => [""; 5],
    };
    let [p50, p99, p99_9, max] = [500, 990, 999, 1000].map(|per_mille| quantile(per_mille) as f64);
    let figures = [("one thread", one_thread), ("p50", p50), ("p99", p99), ("p99.9", p99_9), ("max", max)];
    for ((figure, nanos), target) in figures.into_iter().zip(targets) {
        row("store", &live.to_string(), figure, nanos, target)?;
    }
    Ok(())
}

/// Nanoseconds of each claim of the chunk, its claims dealt out to the threads. The first tenth, in which the new
/// threads warm up, does not count.
fn timed(store: &MemoryReplayStore, chunk: &[(Claims, DateTime<Utc>)]) -> Vec<u128> {
    let barrier = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    let mine = chunk.iter().skip(thread).step_by(THREADS);
                    let timed = mine.map(|(claims, now)| {
                        let start = Instant::now();
                        let outcome = std::hint::black_box(store.claim(claims, *now));
                        let elapsed = start.elapsed().as_nanos();
                        assert_eq!(outcome, ClaimOutcome::First);
                        elapsed
                    });
                    timed.collect::<Vec<_>>().split_off(chunk.len() / THREADS / 10)
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

/// How many are measured.
const CLAIMS: usize = 500_000;
/// Tokens that are made ahead of the measurement at most: few, so that they do not take the store's place in
/// the processor's cache.
const CHUNK: usize = 5_000;

/// Claims and the time to make them at.
type Chunk = Vec<(Claims, DateTime<Utc>)>;

/// Claims of fresh tokens, so many a second that `live` of them must be kept at any time.
struct Tokens {
    signer: Signer,
    credentials: Credentials<'static>,
    dialect: Dialect,
    step: Duration,
    /// A second's at most, or one thread would be so far ahead of the other that the store refuses the other's.
    chunk: usize,
    now: DateTime<Utc>,
    count: u128,
}

impl Tokens {
    fn new(live: usize) -> Result<Self, xwsse::SignError> {
        let dialect: Dialect = "symfony,created=nanos,max_age=60,unique=none".parse()?;
        Ok(Self {
            signer: Signer::builder("key", "secret").dialect(dialect).build()?,
            credentials: vec![Secret::new("secret")?].into(),
            dialect,
            step: AGE / u32::try_from(live).unwrap_or(u32::MAX),
            chunk: (live / 100).min(CHUNK),
            now: Utc::now(),
            count: 0,
        })
    }

    fn next_chunk(&mut self) -> Result<Chunk, Box<dyn std::error::Error>> {
        (0..self.chunk)
            .map(|_| {
                self.now += self.step;
                self.count += 1;
                let token = self.signer.sign_with(self.now, &self.count.to_be_bytes())?;
                let candidate = Candidate::read(&self.dialect, [token.header()], self.now)?;
                Ok((candidate.authenticate(&self.credentials)?.claims().clone(), self.now))
            })
            .collect()
    }
}
