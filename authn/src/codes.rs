//! One table of codes and numbers for all schemes: why a message was refused, why one could not be made.
//!
//! It is a register of words, and has no behaviour of any scheme. Numbers are shared by every language. They are written
//! out, and are never given to another meaning; a retired number stays here as a comment.
//!
//! | numbers | for | next free |
//! |---|---|---|
//! | 1–39 | rejections of every scheme | 23 |
//! | 40–59 | rejections of API keys | 40 |
//! | 60–99 | rejections of SOAP messages | 60 |
//! | 101–108 | signing, every scheme | none |
//! | 109–119 | signing with API keys | 109 |
//! | 120–129 | the key store | 120 |
//! | 130–159 | signing SOAP messages | 130 |
//! | 201– | `libxwsse`'s own, in `bindings-c` | |

macro_rules! code_table {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $number:literal $code:literal $problem:literal; $remedy:literal)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum $name {
            $(
                #[doc = concat!("`", $code, "`: ", $problem, "; ", $remedy, ".")]
                #[error("{}; {}", $problem, $remedy)]
                $variant = $number,
            )*
        }

        impl $name {
            /// Every value, in the order of its numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code for logs and metrics, such as `created_stale`: lower case with underscores.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// What is wrong. `Display` prints it, a semicolon and the [`remedy`](Self::remedy).
            #[must_use]
            pub const fn problem(self) -> &'static str {
                match self { $(Self::$variant => $problem),* }
            }

            /// What to do about it.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy),* }
            }

            /// The stable number, the same in every language and version.
            #[must_use]
            pub const fn number(self) -> u16 {
                self as u16
            }

            /// The one with this code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }

            /// The one with this number.
            #[must_use]
            pub fn of_number(number: u16) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.number() == number)
            }
        }
    };
}

code_table! {
    /// Why a message was refused.
    ///
    /// The code, the number and the text are for your logs. The peer is told only the status, which is the same for every
    /// reason that a stranger can cause: see [`http_status`](Self::http_status). The text never holds any part of the
    /// message.
    ///
    /// ```
    /// use xwsse_authn::Rejection;
    ///
    /// assert_eq!(Rejection::CreatedStale.code(), "created_stale");
    /// assert_eq!(Rejection::CreatedStale.number(), 12);
    /// assert_eq!(Rejection::of_code("created_stale"), Some(Rejection::CreatedStale));
    /// assert_eq!(Rejection::of_number(12), Some(Rejection::CreatedStale));
    /// assert_eq!(Rejection::CreatedStale.http_status(), 401);
    /// assert_eq!(Rejection::StoreFull.http_status(), 503);
    /// assert_eq!(Rejection::Replayed.problem(), "this message was used before");
    /// assert_eq!(Rejection::Replayed.remedy(), "sign every request, redirect and retry afresh");
    /// ```
    Rejection {
        HeaderMissing = 1 "header_missing" "the request has no authentication header"; "sign each request, and send the header that this service reads"
        HeaderTooLarge = 2 "header_too_large" "the authentication header is longer than the scheme allows"; "send it as the signer made it"
        HeaderMalformed = 3 "header_malformed" "the authentication header does not follow the scheme's grammar, or there are two"; "send one, exactly as the signer made it"
        ParameterMissing = 4 "parameter_missing" "a value that the scheme needs is missing or empty"; "send all of them"
        ParameterDuplicate = 5 "parameter_duplicate" "a value occurs twice"; "send each one once"
        ParameterUnknown = 6 "parameter_unknown" "there is a parameter that the scheme does not know"; "leave it out, or let the verifier ignore unknown parameters"
        UsernameInvalid = 7 "username_invalid" "the username or key is not in the form that the scheme takes"; "check the API key"
        NonceInvalid = 8 "nonce_invalid" "the nonce is not in the form that this verifier takes"; "check the dialect, and how the nonce is encoded"
        NonceTooLong = 9 "nonce_too_long" "the nonce has more characters than this verifier takes"; "send a shorter one"
        DigestInvalid = 10 "digest_invalid" "the digest or signature is not in the form that this verifier takes"; "check its hash and encoding"
        CreatedInvalid = 11 "created_invalid" "the time is not written in the form that this verifier takes"; "print it in UTC, in the scheme's own form"
        CreatedStale = 12 "created_stale" "the time is older than the window"; "sign each request when it is sent, and check the clock and the time zone"
        CreatedInFuture = 13 "created_in_future" "the time is further ahead than the window"; "check the clock, and that the time is UTC"
        UsernameUnknown = 14 "username_unknown" "nobody has this username or key"; "check it, and the environment"
        DigestMismatch = 15 "digest_mismatch" "the digest was not made with a secret of this user"; "check the secret and the dialect"
        Replayed = 16 "replayed" "this message was used before"; "sign every request, redirect and retry afresh"
        NonceReused = 17 "nonce_reused" "this nonce was used before"; "draw a new one for each request"
        CreatedReused = 18 "created_reused" "this time was used before by the same user"; "print it with finer steps, or share one signer"
        StoreFull = 19 "store_full" "the replay store is full, so nothing is accepted until claims age out"; "give it more capacity"
        StoreUnavailable = 20 "store_unavailable" "the replay store did not answer, so nothing is accepted"; "check it"
        HistoryGap = 21 "history_gap" "the replay store may have lost claims from this period, so messages from it are refused"; "wait until the window has passed"
        SecretsUnavailable = 22 "secrets_unavailable" "the secrets could not be looked up, so nothing is accepted"; "check where they are kept"
    }
}

code_table! {
    /// Why a message could not be signed, or a value for it could not be used.
    ///
    /// The text names the rule and never the value.
    ///
    /// ```
    /// use xwsse_authn::{Secret, SignError};
    ///
    /// let error = Secret::new("").unwrap_err();
    /// assert_eq!(error, SignError::SecretEmpty);
    /// assert_eq!(error.code(), "secret_empty");
    /// assert_eq!(error.to_string(), "the secret is empty; give the API secret");
    /// ```
    SignError {
        UsernameUnusable = 101 "username_unusable" "the username is not 1 to 256 bytes of printable ASCII without double quote and backslash"; "check the API key"
        SecretEmpty = 102 "secret_empty" "the secret is empty"; "give the API secret"
        NonceUnusable = 103 "nonce_unusable" "the nonce is empty, longer than the dialect takes, or not visible ASCII where its text is digested"; "give one that fits the dialect"
        CreatedOutOfRange = 104 "created_out_of_range" "the time cannot be written: its year must be 1 to 9999 (1678 to 2261 in nanoseconds)"; "check the clock"
        CreatedExhausted = 105 "created_exhausted" "so many messages were signed that their times would run too far ahead of the clock"; "sign more slowly, or with finer steps of time"
        RandomnessUnavailable = 106 "randomness_unavailable" "the operating system returned no random bytes, and no weaker source is used"; "check the system"
        DateInvalid = 107 "date_invalid" "this is not an HTTP date like Sun, 06 Nov 1994 08:49:37 GMT"; "give the value of a Date header"
        DialectInvalid = 108 "dialect_invalid" "this is not a dialect"; "write a preset's name, then changes, such as penneo,max_nonce=128"
    }
}

/// A rejection is serialized as its code.
#[cfg(feature = "serde")]
impl serde::Serialize for Rejection {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl Rejection {
    /// 401 when the request must be signed anew, 503 when nothing can be accepted for now.
    ///
    /// With 503 send `Retry-After: 1`, with 401 the challenge of the scheme.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::StoreFull | Self::StoreUnavailable | Self::HistoryGap | Self::SecretsUnavailable => 503,
            _ => 401,
        }
    }
}
