//! The memory store in a steady state: each new claim comes as an old one ages out, on two threads.

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
    for live in [1_000_000, 10_000_000] {
        let store = MemoryReplayStore::with_capacity(live + live / 20);
        let mut tokens = Tokens::new(live)?;
        // Fill it, and go once around so that every slot in use was used before.
        for _ in 0..(2 * live).div_ceil(CHUNK) {
            for (claims, now) in tokens.next_chunk()? {
                if store.claim(&claims, now) != ClaimOutcome::First {
                    return Err("the store refused a fresh claim".into());
                }
            }
        }
        let mut seconds = 0.0;
        for _ in 0..CHUNKS {
            let chunk = tokens.next_chunk()?;
            let start = Instant::now();
            let first =
                |(claims, now): &(Claims, DateTime<Utc>)| store.claim(claims, *now) == ClaimOutcome::First;
            let accepted = chunk.iter().filter(|token| first(token)).count();
            seconds += start.elapsed().as_secs_f64();
            assert_eq!(accepted, chunk.len());
        }
        let per_second = (CHUNK * CHUNKS) as f64 / seconds;

        let mut nanos = Vec::new();
        for _ in 0..CHUNKS {
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
            per_second / 1e6
        );
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

/// Nanoseconds of each claim of the chunk, its claims dealt out to the threads.
fn timed(store: &MemoryReplayStore, chunk: &[(Claims, DateTime<Utc>)]) -> Vec<u128> {
    let barrier = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    let mine = chunk.iter().skip(thread).step_by(THREADS);
                    mine.map(|(claims, now)| {
                        let start = Instant::now();
                        let outcome = std::hint::black_box(store.claim(claims, *now));
                        let elapsed = start.elapsed().as_nanos();
                        assert_eq!(outcome, ClaimOutcome::First);
                        elapsed
                    })
                    .collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// Tokens that are made ahead of the measurement: few, so that they do not take the store's place in the
/// processor's cache.
const CHUNK: usize = 5_000;
const CHUNKS: usize = 100;

/// Claims and the time to make them at.
type Chunk = Vec<(Claims, DateTime<Utc>)>;

/// Claims of fresh tokens, so many a second that `live` of them must be kept at any time.
struct Tokens {
    signer: Signer,
    credentials: Credentials<'static>,
    dialect: Dialect,
    step: Duration,
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
            now: Utc::now(),
            count: 0,
        })
    }

    fn next_chunk(&mut self) -> Result<Chunk, Box<dyn std::error::Error>> {
        (0..CHUNK)
            .map(|_| {
                self.now += self.step;
                self.count += 1;
                let token = self.signer.sign_with(self.now, &self.count.to_be_bytes())?;
                let candidate = Candidate::read(&self.dialect, [token.header()], self.now, false)?;
                Ok((*candidate.authenticate(&self.credentials)?.claims(), self.now))
            })
            .collect()
    }
}
