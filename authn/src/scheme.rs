//! What a scheme can do, and who looks up for it.

use alloc::string::String;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use core::fmt;
use core::future::Future;

use crate::authenticated::Authenticated;
use crate::codes::{Rejection, SignError};
use crate::secrets::{AsyncSecrets, Credentials, Secrets, SecretsUnavailable};

/// A way to authenticate one message: what it reads, whom it names, and what it holds the message against.
///
/// The steps between these are the same for every scheme: see [`Verifier`](crate::Verifier). What only one scheme has,
/// such as a body that is hashed after the secret was found, is its own step around them.
pub trait Scheme {
    /// The part of a message that the scheme reads.
    type Request<'r>: Send;
    /// What was read: it follows the grammar and falls into the window, and is not authenticated yet. Give it an owned
    /// form, so that a language can keep it between the steps.
    type Candidate<'r>: Send + Sync;
    /// What a look-up returns, such as [`Credentials`].
    type Found<'s>: Send + Sync;

    /// Reads a message, bounded before anything is parsed, and checks the window.
    ///
    /// # Errors
    /// The [`Rejection`]s of the parse, of the values and of the window; the first that applies.
    fn read<'r>(
        &self,
        request: Self::Request<'r>,
        now: DateTime<Utc>,
    ) -> Result<Self::Candidate<'r>, Rejection>;

    /// Whom to look up.
    fn name<'c>(candidate: &'c Self::Candidate<'_>) -> &'c str;

    /// Holds it against what was found, in constant time.
    ///
    /// # Errors
    /// [`Rejection::UsernameUnknown`], [`Rejection::DigestMismatch`], or a scheme's own.
    fn authenticate(
        candidate: &Self::Candidate<'_>,
        found: &Self::Found<'_>,
    ) -> Result<Authenticated, Rejection>;
}

/// A [`Scheme`] whose messages are in the headers of an HTTP request.
pub trait HeaderScheme: Scheme {
    /// The names of the headers that it reads, in lower case. A server hands over all values of each.
    fn header_names(&self) -> &'static [&'static str];

    /// The value of `WWW-Authenticate` for a 401. It is the same for every reason, so that a stranger learns nothing
    /// from it. `realm` is the operator's own text; what cannot stand in a quoted string of a header is left out.
    fn challenge(&self, realm: &str) -> String;

    /// What it reads, of `values`, which returns all values that the request has for a name.
    ///
    /// # Errors
    /// A header is missing, doubled or too large.
    fn request<'r, V: Iterator<Item = &'r [u8]>>(
        &self,
        values: impl Fn(&'static str) -> V,
    ) -> Result<Self::Request<'r>, Rejection>;
}

/// What a client signs requests with, in a scheme whose messages are in headers. Its `Debug` shows no secret.
pub trait HeaderSigner: fmt::Debug + Send + Sync {
    /// The names of the headers that [`sign_headers`](Self::sign_headers) returns, in lower case. A client removes them
    /// from what it sends elsewhere.
    fn header_names(&self) -> &'static [&'static str];

    /// Fresh headers for one attempt of a request, to set in place of those of the same names.
    ///
    /// # Errors
    /// Why there are none.
    fn sign_headers(&self) -> Result<Vec<(&'static str, String)>, SignError>;

    /// The value of `Authorization` that goes with them, for services that want one. It is not a secret, and it is left out
    /// where the request has an `Authorization` of its own.
    fn authorization(&self) -> Option<&str>;
}

/// Finds what a scheme holds its messages against. All [`Secrets`] do, for schemes with [`Credentials`].
pub trait LookUp<S: Scheme + ?Sized> {
    /// What this name has, which comes from a message that is not authenticated yet.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it cannot be known now.
    fn look_up<'s>(&'s self, name: &'s str) -> Result<S::Found<'s>, SecretsUnavailable>;
}

impl<L, S> LookUp<S> for L
where
    L: Secrets,
    S: for<'s> Scheme<Found<'s> = Credentials<'s>>,
{
    fn look_up<'s>(&'s self, name: &'s str) -> Result<Credentials<'s>, SecretsUnavailable> {
        Secrets::look_up(self, name)
    }
}

/// As [`LookUp`], awaited. All [`AsyncSecrets`] do it, for schemes with [`Credentials`].
pub trait AsyncLookUp<S: Scheme + ?Sized>: Send + Sync {
    /// What this name has, which comes from a message that is not authenticated yet. It may be dropped before it is
    /// done.
    ///
    /// # Errors
    /// [`SecretsUnavailable`] when it cannot be known now.
    fn look_up<'s>(
        &'s self,
        name: &'s str,
    ) -> impl Future<Output = Result<S::Found<'s>, SecretsUnavailable>> + Send;
}

impl<L, S> AsyncLookUp<S> for L
where
    L: AsyncSecrets,
    S: for<'s> Scheme<Found<'s> = Credentials<'s>>,
{
    fn look_up<'s>(
        &'s self,
        name: &'s str,
    ) -> impl Future<Output = Result<Credentials<'s>, SecretsUnavailable>> + Send {
        AsyncSecrets::look_up(self, name)
    }
}
