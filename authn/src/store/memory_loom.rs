//! The memory store under every order of its threads' steps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use alloc::vec::Vec;
use chrono::TimeDelta;
use core::hash::BuildHasherDefault;
use loom::sync::Arc;
use loom::thread;
use std::collections::hash_map::DefaultHasher;

use super::*;
use crate::claim::Claimed;
use crate::window::Window;

type Store = MemoryReplayStore<BuildHasherDefault<DefaultHasher>>;

/// Enough claims for a store of two shards.
const TWO_SHARDS: usize = 2 * MIN_SHARD_BUCKETS * SLOTS * 2 / 3;

/// A store whose places are the same in every run.
fn store(claims: usize) -> Store {
    Store::with_hasher(claims, BuildHasherDefault::default())
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_482_400, 0).unwrap()
}

/// A token that claims a digest of this number, and a nonce and a Created of these numbers where there are any.
fn token(digest: u32, nonce: impl Into<Option<u32>>, created: impl Into<Option<u32>>) -> Claims {
    let (nonce, created) = (nonce.into(), created.into());
    let instant = now() + TimeDelta::nanoseconds(created.unwrap_or(0).into());
    let (digest, nonce) = (digest.to_be_bytes(), nonce.map(u32::to_be_bytes));
    let claimed = [
        Some(Claimed::digest("x-wsse", &digest)),
        nonce.as_ref().map(|nonce| Claimed::nonce("x-wsse", nonce)),
        created.map(|_| Claimed::created("x-wsse")),
    ];
    Claims::new("user", instant, Window::seconds(60, 60), claimed)
}

/// The first number whose claim of this kind has its place in this shard.
fn number_in_shard(store: &Store, kind: ClaimKind, shard: usize) -> u32 {
    let is_there = |number: &u32| {
        let token = token(*number, *number, *number);
        let claim = token.iter().find(|claim| claim.kind() == kind).unwrap();
        store.place(&store.claimant(&token), &claim).shard == shard
    };
    (0..).find(is_there).unwrap()
}

/// Claims each token in a thread of its own, and returns the answers.
fn race(store: &Arc<Store>, tokens: &[Claims]) -> Vec<ClaimOutcome> {
    let spawn = |token: &Claims| {
        let (store, token) = (Arc::clone(store), token.clone());
        thread::spawn(move || store.claim(&token, now()))
    };
    let (mine, others) = tokens.split_last().unwrap();
    let others: Vec<_> = others.iter().map(spawn).collect();
    let mine = store.claim(mine, now());
    others.into_iter().map(|thread| thread.join().unwrap()).chain([mine]).collect()
}

/// Exactly one is the first; all others are answered with this.
fn assert_one_first(outcomes: &[ClaimOutcome], others: ClaimOutcome) {
    let first = outcomes.iter().filter(|outcome| **outcome == ClaimOutcome::First).count();
    assert_eq!(first, 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| [ClaimOutcome::First, others].contains(outcome)), "{outcomes:?}");
}

#[test]
fn of_two_threads_with_one_token_one_is_the_first() {
    loom::model(|| {
        let store = Arc::new(store(TWO_SHARDS));
        let token = token(1, 2, None);
        let outcomes = race(&store, &[token.clone(), token]);
        assert_one_first(&outcomes, ClaimOutcome::Seen(ClaimKind::Digest));
        assert_eq!(store.live(now()), 2);
    });
}

#[test]
fn of_three_threads_with_one_token_one_is_the_first() {
    loom::model(|| {
        let store = Arc::new(store(10));
        let token = token(1, 2, 3);
        let outcomes = race(&store, &[token.clone(), token.clone(), token]);
        assert_one_first(&outcomes, ClaimOutcome::Seen(ClaimKind::Digest));
        assert_eq!(store.live(now()), 3);
    });
}

#[test]
fn of_three_threads_that_share_one_kind_one_is_the_first_and_the_others_claim_nothing() {
    loom::model(|| {
        let store = Arc::new(store(TWO_SHARDS));
        let nonce = number_in_shard(&store, ClaimKind::Nonce, 1);
        let tokens = [1, 2, 3].map(|digest| token(digest, nonce, None));
        let outcomes = race(&store, &tokens);
        assert_one_first(&outcomes, ClaimOutcome::Seen(ClaimKind::Nonce));
        assert_eq!(store.live(now()), 2);
    });
}

#[test]
fn threads_whose_claims_cross_two_shards_do_not_wait_in_a_circle() {
    loom::model(|| {
        let store = Arc::new(store(TWO_SHARDS));
        let [digest_0, digest_1] = [0, 1].map(|shard| number_in_shard(&store, ClaimKind::Digest, shard));
        let [nonce_0, nonce_1] = [0, 1].map(|shard| number_in_shard(&store, ClaimKind::Nonce, shard));
        let created_0 = number_in_shard(&store, ClaimKind::Created, 0);
        let tokens = [token(digest_0, nonce_1, created_0), token(digest_1, nonce_0, created_0)];
        assert_one_first(&race(&store, &tokens), ClaimOutcome::Seen(ClaimKind::Created));
        assert_eq!(store.live(now()), 3);
    });
}

#[test]
fn threads_with_claims_of_their_own_are_all_first() {
    loom::model(|| {
        let store = Arc::new(store(TWO_SHARDS));
        let tokens = [1, 2, 3].map(|digest| token(digest, None, None));
        assert_eq!(race(&store, &tokens), [ClaimOutcome::First; 3]);
    });
}

/// A store of one bucket with room for this many claims.
fn nearly_full(room: usize) -> Store {
    let store = store(1);
    for digest in (100..).take(SLOTS - room) {
        assert_eq!(store.claim(&token(digest, None, None), now()), ClaimOutcome::First);
    }
    store
}

#[test]
fn of_two_threads_for_the_last_places_one_gets_all_and_the_other_none() {
    loom::model(|| {
        let store = Arc::new(nearly_full(3));
        let tokens = [1, 2].map(|number| token(number, number, None));
        assert_one_first(&race(&store, &tokens), ClaimOutcome::Full);
        assert_eq!(store.live(now()), SLOTS - 1);
    });
}

#[test]
fn threads_that_find_too_little_room_give_back_what_they_took() {
    loom::model(|| {
        let store = Arc::new(nearly_full(1));
        let tokens = [1, 2].map(|number| token(number, number, None));
        assert_eq!(race(&store, &tokens), [ClaimOutcome::Full; 2]);
        assert_eq!(store.live(now()), SLOTS - 1);
        assert_eq!(store.claim(&token(1, None, None), now()), ClaimOutcome::First);
    });
}

#[test]
fn a_thread_that_read_the_clock_earlier_never_gets_a_forgotten_claim_again() {
    loom::model(|| {
        let store = Arc::new(store(1));
        let used = token(1, None, None);
        assert_eq!(store.claim(&used, now()), ClaimOutcome::First);
        let (last_chance, later) = (now() + TimeDelta::seconds(60), now() + TimeDelta::seconds(120));

        // One thread makes the store forget it, while another one shows it at the last moment of its window.
        let other = Arc::clone(&store);
        let forget = thread::spawn(move || {
            for digest in (100..).take(SLOTS) {
                let digest = u32::to_be_bytes(digest);
                let claimed = [Some(Claimed::digest("x-wsse", &digest))];
                let fresh = Claims::new("user", later, Window::seconds(60, 60), claimed);
                assert_eq!(other.claim(&fresh, later), ClaimOutcome::First);
            }
        });
        let replayed = store.claim(&used, last_chance);
        forget.join().unwrap();
        let expected = [ClaimOutcome::Seen(ClaimKind::Digest), ClaimOutcome::HistoryGap];
        assert!(expected.contains(&replayed), "{replayed:?}");
        assert_eq!(store.claim(&used, last_chance), ClaimOutcome::HistoryGap);
    });
}
