//! The table of codes of all schemes, for the JavaScript layer to make classes of.

use napi_derive::napi;
use serde_json::json;
use xwsse_authn::{Rejection, SignError};

use crate::convert::OrNumber;
use napi::bindgen_prelude::Either;

pub(crate) fn or_rejection<T>(result: Result<T, Rejection>) -> OrNumber<T> {
    match result {
        Ok(value) => Either::A(value),
        Err(rejection) => Either::B(rejection.number().into()),
    }
}

pub(crate) fn or_sign_error<T>(result: Result<T, SignError>) -> OrNumber<T> {
    match result {
        Ok(value) => Either::A(value),
        Err(error) => Either::B(error.number().into()),
    }
}

/// The table of rejections, as JSON: code, number, HTTP status, problem, remedy.
#[napi(catch_unwind)]
pub fn rejections() -> String {
    let row = |r: &Rejection| json!([r.code(), r.number(), r.http_status(), r.problem(), r.remedy()]);
    json!(Rejection::ALL.iter().map(row).collect::<Vec<_>>()).to_string()
}

/// The table of errors of signing, as JSON: code, number, problem, remedy.
#[napi(catch_unwind)]
pub fn sign_errors() -> String {
    let row = |e: &SignError| json!([e.code(), e.number(), e.problem(), e.remedy()]);
    json!(SignError::ALL.iter().map(row).collect::<Vec<_>>()).to_string()
}

/// The version of the crate.
#[napi(catch_unwind)]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// For the test that a panic becomes an error.
#[cfg(feature = "panic-for-tests")]
#[napi(catch_unwind)]
#[allow(clippy::panic, reason = "that is what it is for")]
pub fn panic_for_tests() {
    panic!("a test asked for it");
}

/// The same of a function that is made at run time.
#[cfg(feature = "panic-for-tests")]
#[napi(catch_unwind)]
#[allow(clippy::panic, reason = "that is what it is for")]
pub fn panic_function_for_tests(
    env: &napi::Env,
) -> napi::Result<napi::bindgen_prelude::Function<'_, (), ()>> {
    env.create_function_from_closure("panic", |_| panic!("a test asked for it"))
}
