//! `make bench`: what signing and verifying cost, beside the sum of the parts that they cannot do
//! without, measured in the same run. Only the ratios mean anything on another machine.

mod floor;
mod measure;
mod store;
mod timing;

use measure::{nanos, nanos_each, print_row};
use std::collections::HashMap;
use std::time::Duration;
use xwsse::{DateTime, Dialect, MemoryReplayStore, Secret, SignError, Signer, UsernameToken, Utc, Verifier};

const USERNAME: &str = "penneo12";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    // A clock that moves on with every token: a signer on a fixed one is soon ahead of it.
    let ticks = std::sync::atomic::AtomicI64::new(1_773_482_400_000);
    let tick = move || {
        let _ = Utc::now();
        let tick = ticks.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        DateTime::from_timestamp_millis(tick).unwrap_or_default()
    };
    let fresh = Signer::builder(USERNAME, SECRET).clock(tick).build()?;
    let now = Utc::now();
    println!("\nSigning, penneo");
    print_row("sign", nanos(|| fresh.sign()), floor.sum(), "to reach: 1.25");
    print_row("sign_many(100), a token", nanos(|| fresh.sign_many(100)) / 100.0, floor.sum(), "");
    print_row("sign_with (time and nonce given)", nanos(|| signer.sign_with(now, &[7; 16])), floor.sum(), "");
    Ok(())
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
    Ok(())
}
