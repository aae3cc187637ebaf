//! The rows of `bench.c` in Rust, without the ABI: the same work, measured in the same way.

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};
use xwsse::{DateTime, MemoryReplayStore, Secret, Signer, Utc, Verifier};

const USERNAME: &str = "penneo12";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const START: i64 = 1_773_482_400_000;
const ROUNDS: u32 = 40;
const CALLS: u32 = 2000;

fn main() -> Result<(), Box<dyn Error>> {
    // As in bench.c, each round has a signer of its own.
    let signers = (0..ROUNDS).map(|_| Signer::new(USERNAME, SECRET)).collect::<Result<Vec<_>, _>>()?;
    let headers = (0..ROUNDS * CALLS)
        .map(|i| Ok(signers[0].sign_with(at(i), format!("{i:016}").as_bytes())?.into_header()))
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let secrets = HashMap::from([(USERNAME.to_owned(), [Secret::new(SECRET)?])]);
    let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(40_000))
        .with_dialect("penneo,max_age=10".parse()?);

    // The whole result counts, or the compiler leaves out what nobody looks at.
    measure("sign", |i| black_box(signers[(i / CALLS) as usize].sign()).is_ok());
    measure("verify", |i| black_box(verifier.verify_at([&headers[i as usize]], at(i))).is_ok());
    Ok(())
}

fn at(i: u32) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(START + i64::from(i)).unwrap_or_default()
}

fn measure(name: &str, mut call: impl FnMut(u32) -> bool) {
    let mut least = Duration::MAX;
    for round in 0..ROUNDS {
        let start = Instant::now();
        for i in 0..CALLS {
            assert!(call(round * CALLS + i), "each call did its work");
        }
        least = least.min(start.elapsed());
    }
    println!("{name}\t{:.1}", least.as_secs_f64() * 1e9 / f64::from(CALLS));
}
