//! What threads share, in a test that is small enough for Miri to run in many orders of its steps:
//! `scripts/prove/miri.sh`. The large ones are D13 in `races.rs`, the complete ones run under loom.

use crate::common::{BASE, USER, base_time, base_verifier, secrets_of};
use std::collections::BTreeSet;
use std::thread;
use xwsse::{Dialect, MemoryReplayStore, Rejection, Signer, Verifier};

const THREADS: usize = 3;

/// What each of the threads answers.
fn race<T: Send>(work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..THREADS).map(|number| scope.spawn(move || work(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn of_threads_with_one_header_one_is_accepted() {
    let verifier = base_verifier(Dialect::PENNEO);
    let outcomes = race(|_| verifier.verify_at([BASE], base_time()).map(|_| ()));
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Err(Rejection::Replayed)).count(), THREADS - 1);
}

#[test]
fn a_full_store_accepts_as_many_as_it_has_room_for_and_none_twice() {
    let verifier = Verifier::new(secrets_of(USER, &["secret"]), MemoryReplayStore::with_capacity(3));
    let signer = Signer::builder(USER, "secret").clock(base_time).build().unwrap();
    let tokens = signer.sign_many(4).unwrap();
    let accepted = race(|number| {
        let mine = tokens.iter().cycle().skip(number).take(tokens.len());
        mine.filter(|token| verifier.verify_at([token.header()], base_time()).is_ok()).count()
    });
    let accepted: usize = accepted.iter().sum();
    assert_eq!(verifier.store().live(base_time()), 3 * accepted);
    assert!((1..=tokens.len()).contains(&accepted), "{accepted}");
}

#[test]
fn clones_of_a_signer_never_give_a_created_twice() {
    let signer = Signer::builder(USER, "secret").clock(base_time).build().unwrap();
    let createds = race(|number| {
        let clone = signer.clone();
        (0..=number).map(|_| clone.sign().unwrap().created().to_owned()).collect::<Vec<_>>()
    });
    let all = createds.concat();
    assert!(createds.iter().all(|createds| createds.is_sorted()));
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

#[test]
fn a_clock_offset_is_seen_by_every_clone() {
    let signer = Signer::builder(USER, "secret").clock(base_time).build().unwrap();
    let offsets = race(|_| signer.clone().learn_clock_offset("Sat, 14 Mar 2026 10:07:00 GMT"));
    assert_eq!(offsets, [Ok(420_000); THREADS]);
    assert!(signer.sign().unwrap().created().starts_with("2026-03-14T10:07:00"));
}
