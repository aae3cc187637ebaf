//! `make bench`: what signing and verifying cost, beside the sum of the parts that they cannot do
//! without, measured in the same run. Only the ratios mean anything on another machine, and only with what
//! counts as a part in mind: putting a hash's input together does, and so does looking into a bucket of a
//! store of the same size. The argument `timing` runs that part alone.

mod floor;
mod measure;
mod report;
mod store;
mod timing;

use measure::{nanos, nanos_each, print_row};
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use xwsse::{DateTime, Dialect, MemoryReplayStore, Secret, SignError, Signer, UsernameToken, Utc, Verifier};

const USERNAME: &str = "penneo12";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|a| a == "timing") {
        return timing::measure();
    }
    sign()?;
    verify()?;
    store::measure()?;
    timing::measure()?;
    Ok(())
}

fn sign() -> Result<(), Box<dyn std::error::Error>> {
    let floor = floor::of_signing();
    floor.print("Parts of signing (username 8, secret 32, nonce 16, Created 24 characters)");
    let signer = Signer::new(USERNAME, SECRET)?;
    let one_by_one = Signer::builder(USERNAME, SECRET).clock(ticking(1)).build()?;
    let many = Signer::builder(USERNAME, SECRET).clock(ticking(100)).build()?;
    let now = Utc::now();
    let mut failed = 0;
    println!("\nSigning, penneo");
    let nanos_of_one = nanos(|| failed += u32::from(one_by_one.sign().is_err()));
    print_row("sign", nanos_of_one, floor.sum(), "to reach: 1.25");
    report::row("Rust", "sign", "xwsse", nanos_of_one, "")?;
    report::row("Rust", "sign", "floor: the sum of its parts", floor.sum(), "≤ 1.25")?;
    let nanos_of_many = nanos(|| failed += u32::from(many.sign_many(100).is_err())) / 100.0;
    print_row("sign_many(100), a token", nanos_of_many, floor.sum(), "");
    assert_eq!(failed, 0, "each call signed");
    print_row("sign_with (time and nonce given)", nanos(|| signer.sign_with(now, &[7; 16])), floor.sum(), "");
    Ok(())
}

/// A clock that costs what the system's does and moves on with each reading: a signer on a fixed one is soon
/// ahead of it.
fn ticking(millis: i64) -> impl Fn() -> DateTime<Utc> + Send + Sync + 'static {
    let next = AtomicI64::new(1_773_482_400_000);
    move || {
        black_box(Utc::now());
        DateTime::from_timestamp_millis(next.fetch_add(millis, Ordering::Relaxed)).unwrap_or_default()
    }
}

fn verify() -> Result<(), Box<dyn std::error::Error>> {
    let floor = floor::of_verifying();
    floor.print("Parts of verifying (penneo: three claims)");
    let signer = Signer::new(USERNAME, SECRET)?;
    let secrets = HashMap::from([(USERNAME.to_owned(), [Secret::new(SECRET)?])]);
    let header = signer.sign()?.into_header();
    let now = Utc::now();

    // Each header is verified once, one in each millisecond, so that claims age out as new ones come.
    let mut dialect = Dialect::PENNEO;
    dialect.window.max_age = Duration::from_secs(10);
    let verifier = Verifier::new(secrets, MemoryReplayStore::with_capacity(40_000)).with_dialect(dialect);
    let mut clock = now;
    let next_header = || {
        clock += Duration::from_millis(1);
        let nonce = clock.timestamp_micros().to_be_bytes();
        (signer.sign_with(clock, &[nonce, nonce].concat()).map(UsernameToken::into_header), clock)
    };
    let mut refused = 0;
    let verify = |(header, now): &(Result<String, SignError>, DateTime<Utc>)| {
        let accepted = header.as_ref().is_ok_and(|header| verifier.verify_at([header], *now).is_ok());
        refused += u32::from(!accepted);
    };
    println!("\nVerifying, penneo");
    print_row("authenticate", nanos(|| verifier.authenticate([&header], now)), floor.sum(), "");
    let verified = nanos_each(next_header, verify);
    assert_eq!(refused, 0, "each header was fresh");
    print_row("verify (30,000 live claims)", verified, floor.sum(), "to reach: 1.5");
    report::row("Rust", "verify", "xwsse", verified, "")?;
    report::row("Rust", "verify", "floor: the sum of its parts", floor.sum(), "≤ 1.5")?;
    Ok(())
}
