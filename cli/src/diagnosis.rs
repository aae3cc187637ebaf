//! What is wrong with a header, said with the secrets of the user that it names.

use chrono::{DateTime, Utc};
use xwsse::{Diagnosis, Dialect, Part};

use crate::credentials::Known;
use crate::output;

/// Of several secrets, the diagnosis is that with the one that the digest was made with.
pub(crate) fn with_known(header: &[u8], dialect: &Dialect, known: &Known, now: DateTime<Utc>) -> Diagnosis {
    let explain = |secret| xwsse::explain(header, dialect, secret, now);
    let without = explain(None);
    let secrets = known.secrets_of(username(&without).unwrap_or_default());
    let mut with_each = secrets.iter().map(|secret| explain(Some(secret)));
    let first = with_each.next();
    let fits = |diagnosis: &Diagnosis| !diagnosis.digest_dialects().is_empty();
    match first {
        Some(first) if !fits(&first) => with_each.find(fits).or(Some(first)),
        first => first,
    }
    .unwrap_or(without)
}

/// The name in the header, whatever else is wrong with it.
pub(crate) fn username(diagnosis: &Diagnosis) -> Option<&str> {
    let is_username = |part: &&Part| part.name().eq_ignore_ascii_case("Username");
    diagnosis.parts().iter().find(is_username).map(Part::value)
}

/// The name of a parameter, or its beginning: a digest can stand in a name's place.
pub(crate) fn name(part: &Part) -> String {
    const MOST: usize = 20;
    output::begin(part.name(), MOST)
}
