//! What another store is asked, as text.

use std::fmt::Write;
use xwsse_authn::Claims;

/// Created and the ends of its window in milliseconds (rounded down, down and up), the seconds that it may be ahead and
/// is kept, the claimant in hex, then each claim's kind and identity in hex.
pub(crate) fn claims_text(claims: &Claims) -> String {
    let until = claims.keep_until();
    let over = until.timestamp_subsec_nanos() % 1_000_000;
    let mut text = format!(
        "{} {} {} {} {} {:032x}",
        claims.created().timestamp_millis(),
        claims.opens().timestamp_millis(),
        until.timestamp_millis() + i64::from(over > 0),
        claims.lead().as_secs_f64(),
        claims.keep_for().as_secs_f64(),
        u128::from_be_bytes(claims.claimant()),
    );
    for claim in claims.iter() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, " {} {:032x}", claim.kind().word(), u128::from_be_bytes(claim.id()));
    }
    text
}
