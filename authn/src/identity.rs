//! Who it was.

use alloc::string::String;
use chrono::{DateTime, Utc};

/// Who signed an accepted message. Only a store's answer *first* makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub(crate) username: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) secret_index: usize,
    pub(crate) dialect: &'static str,
}

impl Identity {
    /// The username: the canonical one where the look-up returned it. It may hold any character but control
    /// characters; escape it where you print it.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// When the client says it signed.
    #[must_use]
    pub const fn created(&self) -> DateTime<Utc> {
        self.created
    }

    /// Which of the active secrets it was made with, from 0: tells when an old one is no longer used.
    #[must_use]
    pub const fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// The name of the preset that the verifier's dialect is, or was made from; in another scheme, of its profile.
    #[must_use]
    pub const fn dialect(&self) -> &'static str {
        self.dialect
    }
}
