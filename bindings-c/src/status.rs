//! What a function returns.

use xwsse_authn::{CapacityError, Rejection, SignError};

/// What a function returns. XWSSE_OK is 0; the other numbers never change their meaning.
///
/// 1 to 99 are rejections of a header and 101 to 199 are errors of signing, with the same numbers in every
/// language. From 201 on are those of this library.
#[repr(i32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Ok = 0,

    /// 401: there is no header of the scheme.
    HeaderMissing = 1,
    /// 401: the header has more than 4,096 bytes.
    HeaderTooLarge = 2,
    /// 401: the header does not follow the grammar, or there are two.
    HeaderMalformed = 3,
    /// 401: one of the four parameters is missing.
    ParameterMissing = 4,
    /// 401: a parameter occurs twice.
    ParameterDuplicate = 5,
    /// 401: there is a parameter besides the four.
    ParameterUnknown = 6,
    /// 401: Username is not 1 to 256 bytes of UTF-8 without control characters.
    UsernameInvalid = 7,
    /// 401: Nonce is not in the dialect's form.
    NonceInvalid = 8,
    /// 401: Nonce has more characters than the dialect takes.
    NonceTooLong = 9,
    /// 401: PasswordDigest is not in the dialect's form.
    DigestInvalid = 10,
    /// 401: Created is not a UTC time.
    CreatedInvalid = 11,
    /// 401: Created is older than the window.
    CreatedStale = 12,
    /// 401: Created is further ahead than the window.
    CreatedInFuture = 13,
    /// 401: nobody has this Username.
    UsernameUnknown = 14,
    /// 401: PasswordDigest was not made with a secret of this Username.
    DigestMismatch = 15,
    /// 401: the token was used before.
    Replayed = 16,
    /// 401: the Nonce was used before.
    NonceReused = 17,
    /// 401: the Created was used before with the same Username.
    CreatedReused = 18,
    /// 503: the replay store is full.
    StoreFull = 19,
    /// 503: the replay store did not answer.
    StoreUnavailable = 20,
    /// 503: the replay store may have lost claims of this time.
    HistoryGap = 21,
    /// 503: the secrets could not be looked up.
    SecretsUnavailable = 22,

    /// The username is not 1 to 256 bytes of printable ASCII without double quote and backslash.
    UsernameUnusable = 101,
    /// The secret is empty.
    SecretEmpty = 102,
    /// The nonce does not fit the dialect.
    NonceUnusable = 103,
    /// The time does not fit Created.
    CreatedOutOfRange = 104,
    /// So many tokens were signed that Created would run too far ahead of the clock.
    CreatedExhausted = 105,
    /// The operating system returned no random bytes.
    RandomnessUnavailable = 106,
    /// This is not an HTTP date.
    DateInvalid = 107,
    /// This is not a dialect.
    DialectInvalid = 108,

    /// A pointer is NULL where it must not be.
    NullArgument = 201,
    /// A length is larger than any object can be.
    LengthInvalid = 202,
    /// A text is not UTF-8.
    TextInvalid = 203,
    /// The buffer is too small; the length that was written says how small.
    BufferTooSmall = 204,
    /// The nanoseconds are over 999,999,999, or the time is beyond the calendar.
    TimeInvalid = 205,
    // 206 was an option that the library did not know.
    /// The capacity is not 1 to 1,073,741,824 claims.
    CapacityInvalid = 207,
    /// There is not enough memory for the replay store.
    OutOfMemory = 208,
    /// A bug in the library; nothing was accepted.
    Panicked = 209,
}

impl Status {
    /// Every status, in the order of the numbers.
    pub(crate) const ALL: [Self; 39] = {
        use Status::*;
        [
            Ok,
            HeaderMissing,
            HeaderTooLarge,
            HeaderMalformed,
            ParameterMissing,
            ParameterDuplicate,
            ParameterUnknown,
            UsernameInvalid,
            NonceInvalid,
            NonceTooLong,
            DigestInvalid,
            CreatedInvalid,
            CreatedStale,
            CreatedInFuture,
            UsernameUnknown,
            DigestMismatch,
            Replayed,
            NonceReused,
            CreatedReused,
            StoreFull,
            StoreUnavailable,
            HistoryGap,
            SecretsUnavailable,
            UsernameUnusable,
            SecretEmpty,
            NonceUnusable,
            CreatedOutOfRange,
            CreatedExhausted,
            RandomnessUnavailable,
            DateInvalid,
            DialectInvalid,
            NullArgument,
            LengthInvalid,
            TextInvalid,
            BufferTooSmall,
            TimeInvalid,
            CapacityInvalid,
            OutOfMemory,
            Panicked,
        ]
    };

    pub(crate) const fn number(self) -> i32 {
        self as i32
    }

    /// The status with a number of the core's, which has one: see below.
    fn of_core(number: u16) -> Self {
        let known = Self::ALL.iter().find(|status| status.number() == i32::from(number));
        known.copied().unwrap_or(Self::Panicked)
    }
}

// Each rejection and each error of the core stands here with its number, in its place.
const _: () = {
    let (rejections, errors) = (Rejection::ALL, SignError::ALL);
    let mut at = 0;
    while at < rejections.len() {
        assert!(Status::ALL[1 + at].number() == rejections[at] as i32);
        at += 1;
    }
    while at < rejections.len() + errors.len() {
        assert!(Status::ALL[1 + at].number() == errors[at - rejections.len()] as i32);
        at += 1;
    }
    assert!(Status::ALL[1 + at].number() == 201);
};

impl From<Rejection> for Status {
    fn from(rejection: Rejection) -> Self {
        Self::of_core(rejection.number())
    }
}

impl From<CapacityError> for Status {
    fn from(error: CapacityError) -> Self {
        match error {
            CapacityError::OutOfRange => Self::CapacityInvalid,
            _ => Self::OutOfMemory,
        }
    }
}

impl From<SignError> for Status {
    fn from(error: SignError) -> Self {
        Self::of_core(error.number())
    }
}
