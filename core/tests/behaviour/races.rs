//! Threads that present headers all at once (D13). `threads.rs` has a race that is small enough for Miri, and the
//! complete ones run under loom.

use crate::common::{base_secrets, base_signer, base_time, dialect};
use std::sync::Barrier;
use std::thread;
use std::time::Duration;
use xwsse::{Dialect, MemoryReplayStore, Rejection, Verifier};

const THREADS: u32 = 64;
const ROUNDS: u32 = 250;

/// What the threads of one round were refused with; all others were accepted.
type Refusals = Vec<Rejection>;

/// In each round 64 threads present `header(round, thread)` to one verifier, all at once.
fn race(dialect: Dialect, header: impl Fn(u32, u32) -> String) -> Vec<Refusals> {
    let store = MemoryReplayStore::with_capacity(3 * (THREADS * ROUNDS) as usize);
    let verifier = &Verifier::new(base_secrets(), store).with_dialect(dialect);
    let barrier = &Barrier::new(THREADS as usize);
    let present = |thread| {
        let headers: Vec<_> = (0..ROUNDS).map(|round| header(round, thread)).collect();
        move || {
            let at_once = headers.iter().map(|header| {
                barrier.wait();
                verifier.verify_at([header], base_time()).err()
            });
            at_once.collect::<Vec<_>>()
        }
    };
    let of_threads: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(present(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let of_round = |round| of_threads.iter().filter_map(|results| results[round]).collect();
    (0..ROUNDS as usize).map(of_round).collect()
}

/// Every round has one winner, and all others are refused for the one reason.
fn assert_one_winner(rounds: &[Refusals], reason: Rejection) {
    assert_eq!(rounds.len(), ROUNDS as usize);
    for refusals in rounds {
        assert_eq!(refusals, &vec![reason; THREADS as usize - 1]);
    }
}

fn signed(dialect: Dialect, millis: u32, nonce: u32) -> String {
    let created = base_time() + Duration::from_millis(millis.into());
    base_signer(dialect).sign_with(created, &nonce.to_be_bytes()).unwrap().into_header()
}

#[test]
fn d13_of_64_threads_with_one_header_one_is_accepted() {
    let rounds = race(Dialect::PENNEO, |round, _| signed(Dialect::PENNEO, round, round));
    assert_one_winner(&rounds, Rejection::Replayed);
}

#[test]
fn d13_of_64_threads_with_one_header_one_is_accepted_where_only_digests_are_claimed() {
    let digest_only = dialect("penneo,unique=none");
    let rounds = race(digest_only, |round, _| signed(digest_only, round, round));
    assert_one_winner(&rounds, Rejection::Replayed);
}

#[test]
fn d13_of_64_threads_that_share_only_created_one_is_accepted() {
    let rounds =
        race(Dialect::PENNEO, |round, thread| signed(Dialect::PENNEO, round, round * THREADS + thread));
    assert_one_winner(&rounds, Rejection::CreatedReused);
}

#[test]
fn d13_of_64_threads_that_share_only_the_nonce_one_is_accepted() {
    let rounds =
        race(Dialect::PENNEO, |round, thread| signed(Dialect::PENNEO, round * THREADS + thread, round));
    assert_one_winner(&rounds, Rejection::NonceReused);
}

#[test]
fn d13_of_64_threads_with_headers_of_their_own_all_are_accepted() {
    let rounds = race(Dialect::PENNEO, |round, thread| {
        let own = round * THREADS + thread;
        signed(Dialect::PENNEO, own, own)
    });
    assert_eq!(rounds, vec![Refusals::new(); ROUNDS as usize]);
}
