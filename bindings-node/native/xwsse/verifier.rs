//! A verification in one call: a table of secrets and a store in memory, no JavaScript between.

use napi::bindgen_prelude::{External, Function};
use napi::{Env, JsString};
use napi_derive::napi;
use std::collections::HashMap;
use std::sync::Arc;
use xwsse::{Dialect, Secret, SignError, Utc, Verifier};

use crate::convert::{OrNumber, Text, TextOrBytes, Values, instant, with_header, with_text};
use crate::credentials::secrets;
use crate::errors::{or_rejection, or_sign_error};
use crate::identity::identity_text;
use crate::store::Store;

type Table = HashMap<String, Vec<Secret>>;
type AtOnce = Arc<Verifier<Table, Store>>;

/// `found` has the active secrets of each of the `usernames`.
#[napi(catch_unwind)]
pub fn verifier_new(
    dialect: &External<Dialect>,
    usernames: Vec<String>,
    found: Vec<Vec<TextOrBytes>>,
    store: &External<Store>,
) -> OrNumber<External<AtOnce>> {
    let table = || -> Result<Table, SignError> {
        usernames.into_iter().zip(&found).map(|(name, found)| Ok((name, secrets(found)?))).collect()
    };
    or_sign_error(table().map(|table| {
        External::new(Arc::new(Verifier::new(table, Arc::clone(store)).with_dialect(**dialect)))
    }))
}

/// A function that verifies one value, of text, by the system's clock, and returns the identity.
#[napi(catch_unwind)]
pub fn verifier_function<'e>(
    env: &'e Env,
    verifier: &External<AtOnce>,
) -> napi::Result<Function<'e, String, OrNumber<Text>>> {
    let verifier = Arc::clone(verifier);
    env.create_function_from_closure("verify", move |call| {
        // Nothing waits between reading and claiming, so the clock is read once.
        let text = call.first_arg::<JsString<'_>>()?;
        let identity = with_text(text, |text| verifier.verify_at([text], Utc::now()))?;
        Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
    })
}

/// Verifies; returns the identity.
#[napi(catch_unwind)]
pub fn verifier_verify(
    verifier: &External<AtOnce>,
    values: Values<'_>,
    now: Option<f64>,
) -> napi::Result<OrNumber<Text>> {
    let now = instant(now)?;
    let identity = with_header(&values, |values| verifier.verify_at(values.iter().copied(), now))?;
    Ok(or_rejection(identity.map(|identity| identity_text(&identity))))
}

/// The value of `WWW-Authenticate` to answer a 401 with.
#[napi(catch_unwind)]
pub fn challenge(realm: String) -> String {
    xwsse::challenge(&realm)
}
