//! The replay store in memory.

use napi::bindgen_prelude::{Either, External};
use napi_derive::napi;
use std::sync::Arc;
use xwsse_authn::{MemoryReplayStore, ReplayStore};

use crate::authenticated::Authenticated;
use crate::convert::instant;

pub(crate) type Store = Arc<MemoryReplayStore>;

/// Bytes of a claim in memory, about: for the garbage collector.
const CLAIM: usize = 20;

/// The store, or why there can be none of this capacity.
#[napi(catch_unwind)]
pub fn store_new(capacity: f64, history_from: Option<f64>) -> napi::Result<Either<External<Store>, String>> {
    // What is not a number or below zero becomes 0, which is out of the range as well.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let mut store = match MemoryReplayStore::try_with_capacity(capacity as usize) {
        Ok(store) => store,
        Err(error) => return Ok(Either::B(error.to_string())),
    };
    if history_from.is_some() {
        store = store.with_history_from(instant(history_from)?);
    }
    let size = store.capacity().saturating_mul(CLAIM);
    Ok(Either::A(External::new_with_size_hint(Arc::new(store), size)))
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

/// Makes all claims, or none; returns the word for the outcome.
#[napi(catch_unwind)]
pub fn store_claim(
    store: &External<Store>,
    authenticated: &External<Authenticated>,
    now: f64,
) -> napi::Result<String> {
    let outcome = store.claim(authenticated.claims(), instant(Some(now))?);
    Ok(outcome.word().to_owned())
}
