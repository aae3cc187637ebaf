//! One table of codes and numbers: why a header was refused, why a token could not be made.
//!
//! Numbers are shared by every language. They start at 1, are written out, and are never given to
//! another meaning; a retired number stays here as a comment. Next free: 23 (rejections), 109 (signing).

use alloc::string::String;

macro_rules! code_table {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $number:literal $code:literal $text:literal)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum $name {
            $(
                #[doc = concat!("`", $code, "`: ", $text, ".")]
                #[error($text)]
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
    /// Why a header was refused.
    ///
    /// The code, the number and the text are for your logs. The peer is told only the status, which is
    /// the same for every reason that a stranger can cause: see [`http_status`](Self::http_status) and
    /// [`challenge`](Self::challenge). The text never holds any part of the header.
    ///
    /// ```
    /// use xwsse::Rejection;
    ///
    /// assert_eq!(Rejection::CreatedStale.code(), "created_stale");
    /// assert_eq!(Rejection::CreatedStale.number(), 12);
    /// assert_eq!(Rejection::of_code("created_stale"), Some(Rejection::CreatedStale));
    /// assert_eq!(Rejection::of_number(12), Some(Rejection::CreatedStale));
    /// assert_eq!(Rejection::CreatedStale.http_status(), 401);
    /// assert_eq!(Rejection::StoreFull.http_status(), 503);
    /// assert_eq!(
    ///     Rejection::Replayed.challenge("api").unwrap(),
    ///     r#"WSSE realm="api", profile="UsernameToken""#,
    /// );
    /// ```
    Rejection {
        HeaderMissing = 1 "header_missing" "there is no X-WSSE header; send one with the request"
        HeaderTooLarge = 2 "header_too_large" "the X-WSSE header is longer than 4096 bytes; a token needs about 200"
        HeaderMalformed = 3 "header_malformed" "the X-WSSE header does not follow the grammar; send one header with one UsernameToken and its values in double quotes"
        ParameterMissing = 4 "parameter_missing" "Username, PasswordDigest, Nonce or Created is missing, or Nonce or Created is empty; send all four"
        ParameterDuplicate = 5 "parameter_duplicate" "a parameter occurs twice; send each one once"
        ParameterUnknown = 6 "parameter_unknown" "there is a parameter besides Username, PasswordDigest, Nonce and Created; leave it out, or let the verifier ignore unknown parameters"
        UsernameInvalid = 7 "username_invalid" "Username is not 1 to 256 bytes of UTF-8 without control characters; check the API key"
        NonceInvalid = 8 "nonce_invalid" "Nonce is not in the form that the dialect wants; check the dialect, and pad base64 to a multiple of four characters"
        NonceTooLong = 9 "nonce_too_long" "Nonce has more characters than the dialect takes; send a shorter one"
        DigestInvalid = 10 "digest_invalid" "PasswordDigest is not a digest in the dialect's form; check its hash and encoding"
        CreatedInvalid = 11 "created_invalid" "Created is not a UTC time like 2026-01-02T03:04:05.678Z; print it in that form"
        CreatedStale = 12 "created_stale" "Created is older than the window; sign each request when it is sent, and check the clock and time zone"
        CreatedInFuture = 13 "created_in_future" "Created is further ahead than the window; check the clock and that the time is UTC"
        UsernameUnknown = 14 "username_unknown" "nobody has this Username; check the API key and the environment"
        DigestMismatch = 15 "digest_mismatch" "PasswordDigest was not made with a secret of this Username; check the secret and the dialect"
        Replayed = 16 "replayed" "this token was used before; sign every request, redirect and retry afresh"
        NonceReused = 17 "nonce_reused" "this Nonce was used before; draw a new one for each request"
        CreatedReused = 18 "created_reused" "this Created was used before with the same Username; print it with finer steps, or share one Signer"
        StoreFull = 19 "store_full" "the replay store is full, so nothing is accepted until claims age out; give it more capacity"
        StoreUnavailable = 20 "store_unavailable" "the replay store did not answer, so nothing is accepted; check it"
        HistoryGap = 21 "history_gap" "the replay store may have lost claims of this time, so its tokens are not accepted; wait for the window to pass"
        SecretsUnavailable = 22 "secrets_unavailable" "the secrets could not be looked up, so nothing is accepted; check where they are kept"
    }
}

code_table! {
    /// Why a token could not be made, or a value for it could not be used.
    ///
    /// The text names the rule and never the value.
    ///
    /// ```
    /// use xwsse::{SignError, Signer};
    ///
    /// let error = Signer::new("key\"", "secret").unwrap_err();
    /// assert_eq!(error, SignError::UsernameUnusable);
    /// assert_eq!(error.code(), "username_unusable");
    /// ```
    SignError {
        UsernameUnusable = 101 "username_unusable" "the username must be 1 to 256 bytes of printable ASCII without double quote and backslash"
        SecretEmpty = 102 "secret_empty" "the secret is empty; give the API secret"
        NonceUnusable = 103 "nonce_unusable" "the nonce does not fit the dialect: it is empty, too long, or not visible ASCII where its text is digested"
        CreatedOutOfRange = 104 "created_out_of_range" "the time does not fit Created: its year must be 1 to 9999 (1678 to 2261 in nanoseconds); check the clock"
        CreatedExhausted = 105 "created_exhausted" "so many tokens were signed that Created would run too far ahead of the clock; sign more slowly, or let the dialect print finer steps"
        RandomnessUnavailable = 106 "randomness_unavailable" "the operating system gave no random bytes, and no weaker nonce is used; check the system"
        DateInvalid = 107 "date_invalid" "this is not an HTTP date like Sun, 06 Nov 1994 08:49:37 GMT; give the value of a Date header"
        DialectInvalid = 108 "dialect_invalid" "this is not a dialect; write a preset's name, then changes, such as penneo,max_nonce=128"
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
    /// With 503 send `Retry-After: 1`.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::StoreFull | Self::StoreUnavailable | Self::HistoryGap | Self::SecretsUnavailable => 503,
            _ => 401,
        }
    }

    /// The value of `WWW-Authenticate` to answer a 401 with; `None` for a 503.
    ///
    /// The same for every 401, so that a stranger learns nothing from it. `realm` is the operator's own
    /// text; what cannot stand in a quoted string of a header is left out.
    #[must_use]
    pub fn challenge(self, realm: &str) -> Option<String> {
        if self.http_status() != 401 {
            return None;
        }
        let realm: String =
            realm.chars().filter(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\')).collect();
        Some(alloc::format!(r#"WSSE realm="{realm}", profile="UsernameToken""#))
    }
}
