//! Which digest it is: every known dialect and the usual slips, until one makes the digest that was sent.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use chrono::{DateTime, Utc};
use md5::Digest as _;

use super::digest::{self, Form};
use super::finding::Finding;
use super::nonces::{self, Nonce};
use super::reading::Reading;
use super::ways::{self, Slip};
use crate::dialect::{Dialect, DigestEncoding, NonceMode};
use crate::header::Parameter;
use xwsse_authn::Hash;
use xwsse_authn::Rejection;
use xwsse_authn::Secret;

/// More slips at once are not looked for: it would be chance rather than insight.
const MOST_SLIPS: usize = 2;

/// What the search for a digest came to.
#[derive(Default)]
pub(super) struct Searched {
    /// Which digest was sent, unless it is the one that the dialect wants.
    pub(super) finding: Option<Finding>,
    /// The dialects in which it is right.
    pub(super) dialects: Vec<String>,
    /// Whether it came out how the digest was made.
    pub(super) is_known: bool,
}

/// Without the secret, only the form is judged.
pub(super) fn check(reading: &Reading<'_>, dialect: &Dialect, secret: Option<&Secret>) -> Searched {
    let Some(text) = reading.value(Parameter::PasswordDigest) else {
        return Searched::default();
    };
    let ingredients = secret.zip(Ingredients::of(reading)).zip(digest::read(&text));
    let mut searched = Searched::default();
    let finding = match ingredients {
        None => digest::check(&text, dialect),
        Some(((secret, ingredients), (form, hash))) => match ingredients.search(dialect, secret, &hash) {
            None => Some(another_secret(&text, form, hash.len(), dialect)),
            Some(recipe) => {
                searched.is_known = true;
                searched.dialects = recipe.dialects(dialect, form, hash.len());
                found(&recipe, &text, form, hash.len(), dialect)
            }
        },
    };
    searched.finding = finding.map(|finding| finding.at(reading.column(Parameter::PasswordDigest)));
    searched
}

fn rejection(text: &str, dialect: &Dialect) -> Rejection {
    match dialect.digest.read(text, dialect.hash) {
        Some(_) => Rejection::DigestMismatch,
        None => Rejection::DigestInvalid,
    }
}

fn found(recipe: &Recipe, text: &str, form: Form, len: usize, dialect: &Dialect) -> Option<Finding> {
    let (problems, remedies) = recipe.differences(dialect, form, len);
    if problems.is_empty() {
        return digest::check(text, dialect);
    }
    let problem = format!("PasswordDigest {}", problems.join(", and "));
    Some(Finding::refused(rejection(text, dialect), None, problem, remedies.join("; ")))
}

/// The search has failed. The form says nothing of the dialect then.
fn another_secret(text: &str, form: Form, len: usize, dialect: &Dialect) -> Finding {
    let mut problem = String::from(
        "PasswordDigest was not made with this secret, in any dialect or with any slip that is known",
    );
    let mut remedies = vec![String::from(
        "the secret is probably a different one: check the environment and the account, and look for stray characters at either end",
    )];
    if let Some(fault) = digest::form_fault(text, dialect) {
        problem += &format!("; and it {fault}");
        remedies.extend(digest::form_remedy(form, len, dialect));
    }
    Finding::refused(rejection(text, dialect), None, problem, remedies.join("; "))
}

/// How the digest that was sent is made.
struct Recipe {
    /// The mode of the dialects that make the nonce so.
    mode: Option<NonceMode>,
    /// What is wrong with the nonce.
    nonce: Option<Slip>,
    slips: Vec<Slip>,
}

impl Recipe {
    fn of(nonce: &Nonce<'_>, slips: impl IntoIterator<Item = Option<Slip>>) -> Self {
        Self { mode: nonce.mode, nonce: nonce.slip, slips: slips.into_iter().flatten().collect() }
    }

    /// What is other than the dialect wants it: how it was made, and what to do.
    fn differences(&self, dialect: &Dialect, form: Form, len: usize) -> (Vec<String>, Vec<String>) {
        let slips = || self.slips.iter().chain(&self.nonce);
        let mut problems: Vec<String> = slips().map(|(problem, _)| format!("was made {problem}")).collect();
        let mut remedies: Vec<String> = slips().map(|(_, remedy)| (*remedy).to_string()).collect();
        if len != dialect.hash.len() {
            let name = |len| digest::hash_name(len).unwrap_or("another hash");
            let wanted = name(dialect.hash.len());
            problems.push(format!("is {}, where {wanted} is wanted", name(len)));
            remedies.push(format!("hash with {wanted}"));
        }
        if form != Form::of(dialect.digest) {
            problems.push(match form {
                Form::Hex => "is written as the hash's hex digits".into(),
                Form::Base64 => "is written as base64 of the hash bytes".into(),
                Form::Base64Hex => "is written as base64 of the hash's hex digits".into(),
                Form::Base64UpperHex => "is written as base64 of the hash's hex digits in upper case".into(),
            });
            remedies.extend(digest::form_remedy(form, len, dialect));
        }
        let dialects = self.dialects(dialect, form, len);
        if !dialects.is_empty() && !problems.is_empty() {
            let names = dialects.join(" or ");
            remedies.push(format!("if the service wants it so, the dialect is {names}"));
        }
        (problems, remedies)
    }

    /// The dialects in which this digest is right: the given one alone, or the presets, or one of its own.
    fn dialects(&self, from: &Dialect, form: Form, len: usize) -> Vec<String> {
        let hash = [Hash::Sha1, Hash::Sha256].into_iter().find(|hash| hash.len() == len);
        let digest = [DigestEncoding::Base64, DigestEncoding::Base64Hex];
        let digest = digest.into_iter().find(|&digest| Form::of(digest) == form);
        let Some(((hash, digest), mode)) = hash.zip(digest).zip(self.mode).filter(|_| self.slips.is_empty())
        else {
            return Vec::new();
        };
        let fits = |dialect: &&Dialect| {
            same_mode(dialect.nonce, mode) && (dialect.hash, dialect.digest) == (hash, digest)
        };
        if fits(&from) {
            return vec![from.to_string()];
        }
        let presets: Vec<_> =
            Dialect::PRESETS.iter().filter(fits).map(|preset| preset.name.to_string()).collect();
        match presets.as_slice() {
            [] => vec![Dialect { nonce: mode, hash, digest, ..*from }.to_string()],
            _ => presets,
        }
    }
}

/// What went into the digest, as far as the header tells.
struct Ingredients<'r> {
    username: Cow<'r, str>,
    nonce: Cow<'r, str>,
    created: Cow<'r, str>,
    instant: Option<DateTime<Utc>>,
}

impl<'r> Ingredients<'r> {
    fn of(reading: &'r Reading<'_>) -> Option<Self> {
        Some(Self {
            username: reading.value(Parameter::Username).unwrap_or_default(),
            nonce: reading.value(Parameter::Nonce)?,
            created: reading.value(Parameter::Created)?,
            instant: reading.created(),
        })
    }

    /// The recipe with the fewest slips.
    fn search(&self, dialect: &Dialect, secret: &Secret, hash: &[u8]) -> Option<Recipe> {
        let nonces = nonces::of(&self.nonce, dialect.nonce);
        let createds = ways::createds(&self.created, self.instant);
        let secrets = ways::secrets(secret, &self.username);
        let pairs =
            || createds.iter().flat_map(|created| secrets.iter().map(move |secret| (created, secret)));
        let mut best = None;
        let mut least = (MOST_SLIPS + 1, false);
        for nonce in &nonces {
            for (created, secret) in pairs() {
                let parts = [&nonce.bytes, &created.bytes, &secret.bytes, self.username.as_bytes()];
                for (order, slip) in ways::orders(parts) {
                    let slips = [created.slip, secret.slip, slip];
                    // Between two that differ in nothing but the nonce, the dialect's own is meant.
                    let count = slips.iter().flatten().count() + usize::from(nonce.mode.is_none());
                    let cost = (count, nonce.slip.is_some());
                    if cost < least && hash_of(&order, hash.len()).as_slice() == hash {
                        let recipe = Recipe::of(nonce, slips);
                        if cost == (0, false) {
                            return Some(recipe);
                        }
                        (least, best) = (cost, Some(recipe));
                    }
                }
            }
        }
        best.or_else(|| self.search_millis(&nonces, secret, hash))
    }

    /// Tries every millisecond of the second in Created, with all else right.
    fn search_millis(&self, nonces: &[Nonce<'_>], secret: &Secret, hash: &[u8]) -> Option<Recipe> {
        let right = || nonces.iter().filter(|nonce| nonce.mode.is_some());
        ways::millis(&self.created, self.instant).find_map(|created| {
            let makes_it = |nonce: &&Nonce<'_>| {
                hash_of(&[&nonce.bytes, &created.bytes, secret.expose()], hash.len()) == hash
            };
            right().find(makes_it).map(|nonce| Recipe::of(nonce, [created.slip]))
        })
    }
}

fn hash_of(parts: &[&[u8]], len: usize) -> Vec<u8> {
    match len {
        16 => parts.iter().fold(md5::Md5::new(), md5::Digest::chain_update).finalize().to_vec(),
        20 => Hash::Sha1.of(parts).as_slice().to_vec(),
        32 => Hash::Sha256.of(parts).as_slice().to_vec(),
        _ => Vec::new(),
    }
}

const fn same_mode(one: NonceMode, other: NonceMode) -> bool {
    matches!(one, NonceMode::Text) == matches!(other, NonceMode::Text)
}
