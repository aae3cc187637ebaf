//! Can a stranger tell an unknown username from a wrong secret by the time? A report, not a gate: other
//! work on the machine shows in it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::hint::black_box;
use std::time::Instant;
use xwsse::{MemoryReplayStore, Secret, Signer, UsernameToken, Utc, Verifier};

const SAMPLES: usize = 1_000_000;

pub(crate) fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let secrets = HashMap::from([("known-name".to_owned(), [Secret::new(super::SECRET)?])]);
    let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(1));
    let header =
        |username: &str| Signer::new(username, "a wrong secret")?.sign().map(UsernameToken::into_header);
    let (known, unknown) = (header("known-name")?, header("other-name")?);
    let now = Utc::now();

    // By chance, so that whatever else goes on falls on both alike.
    let mut nanos = [Vec::with_capacity(SAMPLES), Vec::with_capacity(SAMPLES)];
    let coin = RandomState::new();
    for n in 0..2 * SAMPLES {
        let which = usize::from(coin.hash_one(n) % 2 == 0);
        let header = [&known, &unknown][which];
        let start = Instant::now();
        let _ = black_box(verifier.authenticate([black_box(header)], now));
        nanos[which].push(start.elapsed().as_nanos() as f64);
    }
    let [known, unknown] = nanos.map(Sample::of);
    println!("\nUnknown username against wrong secret, {SAMPLES} times each, without the slowest twentieth");
    println!("  median      {} ns against {} ns   to reach: 2 % apart", unknown.median, known.median);
    println!("  Welch's t   {:.1}   to reach: below 4.5 on a quiet machine", unknown.welch_t(&known));
    Ok(())
}

struct Sample {
    median: f64,
    mean: f64,
    /// Variance of the mean.
    variance: f64,
}

impl Sample {
    /// Without the slowest twentieth, which is other work on the machine.
    fn of(mut nanos: Vec<f64>) -> Self {
        nanos.sort_unstable_by(f64::total_cmp);
        nanos.truncate(nanos.len() / 20 * 19);
        let count = nanos.len() as f64;
        let mean = nanos.iter().sum::<f64>() / count;
        let squares: f64 = nanos.iter().map(|nanos| (nanos - mean).powi(2)).sum();
        Self { median: nanos[nanos.len() / 2], mean, variance: squares / (count - 1.0) / count }
    }

    fn welch_t(&self, other: &Self) -> f64 {
        ((self.mean - other.mean) / (self.variance + other.variance).sqrt()).abs()
    }
}
