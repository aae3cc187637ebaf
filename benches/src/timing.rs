//! Can a stranger learn by the time whether a username is known, or how much of a digest is right? Pairs of
//! inputs in random order, compared as dudect does: Welch's t without and with the slowest samples cut off, at
//! thresholds that are the same for both. A report, not a gate: other work on the machine shows in it, which is
//! why the first row compares a header with itself.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use xwsse::{
    Candidate, Credentials, DateTime, Dialect, MemoryReplayStore, Secret, Secrets, Signer, UsernameToken,
    Utc, Verifier,
};

const SAMPLES: usize = 400_000;
/// Calls in a sample, so that the timer is a small part of it.
const CALLS: u32 = 4;
const KNOWN: &str = "known-name";
const UNKNOWN: &str = "other-name";

pub(crate) fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let now = Utc::now();
    let secrets = Arc::new(HashMap::from([(KNOWN.to_owned(), [Secret::new(super::SECRET)?])]));
    let one = [Secret::new(super::SECRET)?];
    let (somebody, nobody) = (Credentials::from(&one[..]), Credentials::nobody());
    let verifier = Verifier::new(Arc::clone(&secrets), MemoryReplayStore::with_capacity(1));
    let wrong = |name: &str| signed(name, "a wrong secret", now);
    let (known, unknown, other_known) = (wrong(KNOWN)?, wrong(UNKNOWN)?, wrong(KNOWN)?);
    let nearly = nearly_right(&signed(KNOWN, super::SECRET, now)?)?;
    let judged = |header: &String| verifier.authenticate([black_box(header)], now).is_ok();
    let (candidate, random) = (read(&known, now)?, read(&other_known, now)?);
    let nearly_read = read(&nearly, now)?;

    println!("\nTime as a channel: {SAMPLES} samples of {CALLS} calls each, two kinds in random order");
    println!(
        "  {:<62} {:>8} {:>8} {:>7} {:>8}",
        "means of the faster nine tenths; the worst t", "first", "apart", "", "t"
    );
    print_row(
        "noise: a wrong secret against the same header",
        compare(|which| judged([&known, &known][which])),
    );
    print_row(
        "verify: a wrong secret, unknown username (2 %, t < 4.5)",
        compare(|which| judged([&known, &unknown][which])),
    );
    print_row(
        "  its look-up alone, a HashMap: hit, miss",
        compare(|which| secrets.look_up(black_box([KNOWN, UNKNOWN][which])).is_ok()),
    );
    print_row(
        "  the core alone: one secret, nobody",
        compare(|which| candidate.authenticate(black_box([&somebody, &nobody][which])).is_ok()),
    );
    print_row(
        "verify: wrong digests, random against all but one bit right",
        compare(|which| judged([&other_known, &nearly][which])),
    );
    print_row(
        "  the core alone",
        compare(|which| [&random, &nearly_read][which].authenticate(black_box(&somebody)).is_ok()),
    );
    Ok(())
}

fn signed(username: &str, secret: &str, now: DateTime<Utc>) -> Result<String, xwsse::SignError> {
    // The nonce in full view: both kinds differ only in what they are named for.
    Signer::new(username, secret)?.sign_with(now, &[7; 16]).map(UsernameToken::into_header)
}

fn read(header: &str, now: DateTime<Utc>) -> Result<Candidate<'_>, xwsse::Rejection> {
    Candidate::read(&Dialect::PENNEO, [header], now)
}

/// The header with one bit of its digest changed, the last one.
fn nearly_right(header: &str) -> Result<String, Box<dyn std::error::Error>> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let digest = header.parse::<UsernameToken>()?.password_digest().to_owned();
    let mut bytes = STANDARD.decode(&digest)?;
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    Ok(header.replace(&digest, &STANDARD.encode(bytes)))
}

/// Nanoseconds of one call, of both kinds.
fn compare(mut work: impl FnMut(usize) -> bool) -> [Vec<f64>; 2] {
    let mut nanos = [Vec::with_capacity(SAMPLES), Vec::with_capacity(SAMPLES)];
    let coin = RandomState::new();
    for n in 0..2 * SAMPLES {
        let which = usize::from(coin.hash_one(n) % 2 == 0);
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(work(black_box(which)));
        }
        nanos[which].push(start.elapsed().as_nanos() as f64 / f64::from(CALLS));
    }
    nanos
}

fn print_row(name: &str, mut nanos: [Vec<f64>; 2]) {
    nanos.iter_mut().for_each(|nanos| nanos.sort_unstable_by(f64::total_cmp));
    let mut all = nanos.concat();
    all.sort_unstable_by(f64::total_cmp);
    let below = |per_mille: usize| {
        let cut = all[(all.len() - 1) * per_mille / 1000];
        nanos.each_ref().map(|nanos| Moments::below(cut, nanos))
    };
    // With everything, and cut at ever smaller times: the worst counts.
    let worst = [1000, 990, 950, 900, 750, 500].map(|per_mille| welch_t(&below(per_mille)));
    let worst = worst.into_iter().fold(0.0, |worst: f64, t| if t.abs() > worst.abs() { t } else { worst });
    let [a, b] = below(900).map(|moments| moments.mean);
    println!("  {name:<62} {a:>5.1} ns {:>5.1} ns {:>5.1} % {worst:>8.1}", b - a, (b - a) / a * 100.0);
}

/// Of the samples up to a time.
struct Moments {
    count: f64,
    mean: f64,
    variance: f64,
}

impl Moments {
    fn below(cut: f64, sorted: &[f64]) -> Self {
        let kept = &sorted[..sorted.partition_point(|&nanos| nanos <= cut)];
        let count = kept.len() as f64;
        let mean = kept.iter().sum::<f64>() / count;
        let squares: f64 = kept.iter().map(|nanos| (nanos - mean).powi(2)).sum();
        Self { count, mean, variance: squares / (count - 1.0) }
    }
}

fn welch_t([a, b]: &[Moments; 2]) -> f64 {
    let deviation = (a.variance / a.count + b.variance / b.count).sqrt();
    if deviation > 0.0 { (b.mean - a.mean) / deviation } else { 0.0 }
}
