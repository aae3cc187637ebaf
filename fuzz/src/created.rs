use crate::{pick_dialect, reference};
use xwsse::{DateTime, Rejection};

/// A Created is taken if and only if the reference takes it, as the same instant; and chrono reads that
/// instant from it too. No part and no extension of one that is taken is taken.
pub fn created(input: &[u8]) {
    let Some((mut dialect, strict, bytes)) = pick_dialect(input) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if strict {
        (dialect.accept_offset, dialect.accept_rfc2822) = (false, false);
    }
    let read = dialect.read_created(text);
    let expected = reference::created(text, dialect.accept_offset, dialect.accept_rfc2822);
    let parts = read.ok().map(|instant| (instant.timestamp(), instant.timestamp_subsec_nanos()));
    assert_eq!(parts, expected, "{text:?} in {dialect}");
    let Ok(instant) = read else {
        assert_eq!(read, Err(Rejection::CreatedInvalid));
        return;
    };
    let by_chrono = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    assert_eq!(by_chrono.map(|time| time.to_utc()), Ok(instant), "{text:?}");
    for at in 1..text.len() {
        let (prefix, suffix) = text.split_at(at);
        assert!(
            dialect.read_created(prefix).is_err() && dialect.read_created(suffix).is_err(),
            "{text:?} {at}"
        );
    }
}
