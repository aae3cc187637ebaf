use std::time::Duration;
use xwsse::{Dialect, DigestEncoding, Hash, NonceMode, Precision, SchemeWord};

/// A text that is a dialect prints as a text of the same dialect. So does a dialect made of any values, at the
/// nearest that a text can say.
pub fn dialect(input: &[u8]) {
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(dialect) = text.parse::<Dialect>()
    {
        assert!(text.starts_with(dialect.name));
        assert_eq!(dialect.to_string().parse(), Ok(dialect), "{text:?}");
    }
    let Some(made) = of_bytes(input) else { return };
    let printed = made.to_string();
    let read: Dialect = printed.parse().expect("what is printed can be read");
    let most = Duration::from_secs(366 * 24 * 3600);
    let mut nearest = made;
    nearest.window.max_age = nearest.window.max_age.min(most);
    nearest.window.max_future = nearest.window.max_future.min(most);
    nearest.max_nonce_len = nearest.max_nonce_len.clamp(1, 256);
    assert_eq!(read, nearest, "{printed:?}");
    assert_eq!(read.to_string().parse(), Ok(read));
}

/// A dialect of any values.
fn of_bytes(input: &[u8]) -> Option<Dialect> {
    let (choices, rest) = input.split_first_chunk::<8>()?;
    let (numbers, rest) = rest.split_first_chunk::<24>()?;
    let mut dialect = Dialect::PRESETS[usize::from(choices[0]) % 6];
    dialect.nonce = [NonceMode::Raw, NonceMode::Letters, NonceMode::Text][usize::from(choices[1]) % 3];
    dialect.hash = [Hash::Sha1, Hash::Sha256][usize::from(choices[2]) % 2];
    dialect.digest = [DigestEncoding::Base64, DigestEncoding::Base64Hex][usize::from(choices[3]) % 2];
    let precisions = [Precision::Seconds, Precision::Millis, Precision::Micros, Precision::Nanos];
    dialect.created = precisions[usize::from(choices[4]) % 4];
    dialect.scheme_word =
        [SchemeWord::Required, SchemeWord::Optional, SchemeWord::Twice][usize::from(choices[5]) % 3];
    (dialect.accept_offset, dialect.accept_rfc2822) = (choices[6] & 1 != 0, choices[6] & 2 != 0);
    (dialect.unique_nonce, dialect.unique_created) = (choices[6] & 4 != 0, choices[6] & 8 != 0);
    let number = |at: usize| numbers[at..at + 8].iter().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    let nanos = |at: usize| rest.get(at).map_or(0, |&byte| u32::from(byte) * 3_906_251 % 1_000_000_000);
    dialect.window.max_age = Duration::new(number(0) >> (choices[7] & 63), nanos(0));
    dialect.window.max_future = Duration::new(number(8) >> (choices[7] & 63), nanos(1));
    dialect.max_nonce_len = usize::try_from(number(16) >> (choices[7] & 63)).unwrap_or(usize::MAX);
    Some(dialect)
}
