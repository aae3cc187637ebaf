//! The replay store in memory, and the words for what a store answers.

use napi::bindgen_prelude::External;
use napi_derive::napi;
use std::sync::Arc;
use xwsse::{ClaimKind, ClaimOutcome, MemoryReplayStore, ReplayStore};

use crate::authenticated::Authenticated;
use crate::convert::instant;

pub(crate) type Store = Arc<MemoryReplayStore>;

/// Bytes of a claim in memory, about: for the garbage collector.
const CLAIM: usize = 20;

/// `null` when there is not enough memory.
#[napi(catch_unwind)]
pub fn store_new(capacity: u32, history_from: Option<f64>) -> napi::Result<Option<External<Store>>> {
    let capacity = capacity as usize;
    let Ok(mut store) = MemoryReplayStore::try_with_capacity(capacity) else {
        return Ok(None);
    };
    if history_from.is_some() {
        store = store.with_history_from(instant(history_from)?);
    }
    let size = store.capacity().saturating_mul(CLAIM);
    Ok(Some(External::new_with_size_hint(Arc::new(store), size)))
}

/// How many claims are certain to fit.
#[napi(catch_unwind)]
#[allow(clippy::cast_precision_loss, reason = "it was a number of JavaScript before")]
pub fn store_capacity(store: &External<Store>) -> f64 {
    store.capacity() as f64
}

/// How many claims must be kept.
#[napi(catch_unwind)]
#[allow(clippy::cast_precision_loss, reason = "it is less than the capacity")]
pub fn store_live(store: &External<Store>, now: Option<f64>) -> napi::Result<f64> {
    Ok(store.live(instant(now)?) as f64)
}

/// Makes the claims of a token, or none; returns the word for the outcome.
#[napi(catch_unwind)]
pub fn store_claim(store: &External<Store>, authenticated: &External<Authenticated>, now: f64) -> napi::Result<String> {
    let outcome = store.claim(authenticated.claims(), instant(Some(now))?);
    Ok(word_of(outcome).to_owned())
}

/// The values of `ClaimOutcome` in `src/store.ts`.
const OUTCOMES: [(&str, ClaimOutcome); 7] = [
    ("first", ClaimOutcome::First),
    ("seen_digest", ClaimOutcome::Seen(ClaimKind::Digest)),
    ("seen_nonce", ClaimOutcome::Seen(ClaimKind::Nonce)),
    ("seen_created", ClaimOutcome::Seen(ClaimKind::Created)),
    ("full", ClaimOutcome::Full),
    ("history_gap", ClaimOutcome::HistoryGap),
    ("unavailable", ClaimOutcome::Unavailable),
];

/// The outcome of this word, if there is one.
pub(crate) fn outcome_of(word: &str) -> Option<ClaimOutcome> {
    OUTCOMES.iter().find(|(known, _)| *known == word).map(|(_, outcome)| *outcome)
}

fn word_of(outcome: ClaimOutcome) -> &'static str {
    OUTCOMES.iter().find(|(_, known)| *known == outcome).map_or("unavailable", |(word, _)| *word)
}
