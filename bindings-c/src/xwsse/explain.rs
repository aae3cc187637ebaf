//! What is wrong with a header, and what to change.

use std::ffi::c_void;
use xwsse::Secret;

use super::dialect::{self, Dialect};
use crate::guard::{guard, guard_value};
use crate::handle::{self, Out, borrow};
use crate::slice::{Slice, bytes};
use crate::status::Status;
use crate::texts::Texts;
use crate::time::{self, Time};

/// What xwsse_explain() found. All threads may read one at once.
#[derive(Debug)]
pub struct Diagnosis {
    verdict: Status,
    texts: Texts<2>,
}

/// Explains a header to the developer who sent it, in a dialect or NULL, at this time, or by the system's clock for
/// NULL. Free the diagnosis with xwsse_diagnosis_free().
///
/// `pasted` is the header's value, a line or a piece of code with the header's name, or the whole output of `curl -v`.
/// With the secret, or NULL for none, the digest is searched for: in every known dialect, and with the usual slips.
/// It claims nothing, and accepts nothing. The diagnosis holds the header, so show it only to its sender; it never
/// holds the secret or a digest that would have been right.
///
/// XWSSE_SECRET_EMPTY when there is a pointer and no length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_explain(
    pasted: *const c_void,
    pasted_len: usize,
    dialect: *const Dialect,
    secret: *const c_void,
    secret_len: usize,
    now: *const Time,
    diagnosis: *mut *mut Diagnosis,
) -> Status {
    guard(|| {
        // SAFETY: topics "Inputs", "Handles" and "Outputs".
        let (pasted, dialect, bytes, now, out) = unsafe {
            (
                bytes(pasted, pasted_len)?,
                dialect::or_default(dialect),
                bytes(secret, secret_len)?,
                time::now(now)?,
                Out::new(diagnosis)?,
            )
        };
        let secret = if secret.is_null() { None } else { Some(Secret::new(bytes)?) };
        let diagnosis = xwsse::explain(pasted, &dialect, secret.as_ref(), now);
        let json = serde_json::to_string(&diagnosis).map_err(|_| Status::Panicked)?;
        out.put_new(Diagnosis {
            verdict: diagnosis.verdict().map_or(Status::Ok, Status::from),
            texts: Texts::new([&diagnosis.to_string(), &json]),
        })
    })
}

/// Frees a diagnosis; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_diagnosis_free(diagnosis: *mut Diagnosis) {
    // SAFETY: topic "Handles".
    unsafe { handle::free(diagnosis) };
}

/// Writes why a verifier of this dialect would refuse the header; XWSSE_OK when it would accept it once. Without the
/// secret, the digest is not judged.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_diagnosis_verdict(
    diagnosis: *const Diagnosis,
    verdict: *mut Status,
) -> Status {
    guard(|| {
        // SAFETY: topics "Handles" and "Outputs".
        let (diagnosis, verdict) = unsafe { (borrow(diagnosis)?, Out::new(verdict)?) };
        verdict.put(diagnosis.verdict)
    })
}

/// Plain text of several lines in UTF-8: every fault with its remedy, worst first. Of what could be a digest, only the
/// beginning is shown.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_diagnosis_text(diagnosis: *const Diagnosis) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(diagnosis) }.map(|diagnosis| diagnosis.texts.slice(0)))
}

/// The same as a JSON object, the header as a whole: `dialect`, `header`, `parts`, `age_millis`, `digest_checked`,
/// `digest_dialects`, `verdict`, `findings`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn xwsse_diagnosis_json(diagnosis: *const Diagnosis) -> Slice {
    // SAFETY: topic "Handles".
    guard_value(|| unsafe { borrow(diagnosis) }.map(|diagnosis| diagnosis.texts.slice(1)))
}
