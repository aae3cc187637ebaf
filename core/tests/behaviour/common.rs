//! What the test files share: the vector files, and verifiers made from their cases.

use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use xwsse::{
    ClaimOutcome, Claims, DateTime, Dialect, MemoryReplayStore, Rejection, ReplayStore, Secret, Signer, Utc,
    Verifier,
};

/// The base vector of the attack cases.
pub(crate) const USER: &str = "user";
pub(crate) const SECRET: &str = "s3cr3t";
pub(crate) const CREATED: &str = "2026-03-14T10:00:00Z";
pub(crate) const BASE: &str = r#"UsernameToken Username="user", PasswordDigest="IAi+AjzrFAdVY2bqeCpaDzzKE6U=", Nonce="YWJjZA==", Created="2026-03-14T10:00:00Z""#;

pub(crate) type SecretsByName = Arc<HashMap<String, Vec<Secret>>>;

/// The cases of one vector file.
pub(crate) fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let Value::Object(mut file) = serde_json::from_str(&text).unwrap() else {
        panic!("{path}: not an object");
    };
    let Some(Value::Array(cases)) = file.remove("cases") else {
        panic!("{path}: no list of cases");
    };
    assert!(!cases.is_empty(), "{path}: no cases");
    cases
}

/// A field that every case of the file has.
pub(crate) fn text<'v>(case: &'v Value, field: &str) -> &'v str {
    case[field].as_str().unwrap_or_else(|| panic!("no text {field} in {case}"))
}

pub(crate) fn list<'v>(case: &'v Value, field: &str) -> &'v [Value] {
    case[field].as_array().unwrap_or_else(|| panic!("no list {field} in {case}"))
}

pub(crate) fn number(case: &Value, field: &str) -> i64 {
    case[field].as_i64().unwrap_or_else(|| panic!("no number {field} in {case}"))
}

pub(crate) fn dialect(text: &str) -> Dialect {
    text.parse().unwrap_or_else(|_| panic!("no dialect: {text}"))
}

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The instant of the base vector.
pub(crate) fn base_time() -> DateTime<Utc> {
    instant(CREATED)
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "half a byte: {text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// A look-up for one username.
pub(crate) fn secrets_of(username: &str, secrets: &[&str]) -> SecretsByName {
    let secrets = secrets.iter().map(|secret| Secret::new(secret).unwrap()).collect();
    Arc::new(HashMap::from([(username.to_owned(), secrets)]))
}

/// The look-up of the base vector.
pub(crate) fn base_secrets() -> SecretsByName {
    secrets_of(USER, &[SECRET])
}

/// A verifier of the base vector's user, with a store of its own.
pub(crate) fn base_verifier(dialect: Dialect) -> Verifier<SecretsByName, MemoryReplayStore> {
    Verifier::new(base_secrets(), MemoryReplayStore::with_capacity(1_000)).with_dialect(dialect)
}

/// A signer of the base vector's user that cannot tell time.
pub(crate) fn base_signer(dialect: Dialect) -> Signer {
    Signer::builder(USER, SECRET).dialect(dialect).clock(base_time).build().unwrap()
}

/// Runs the steps of a case of `attacks.json` or `headers.json` against one store.
pub(crate) fn run_case(case: &Value) {
    let store = MemoryReplayStore::with_capacity(10_000);
    let secrets = secrets_in(case);
    for (number, step) in (1..).zip(list(case, "steps")) {
        let dialect = dialect(step["dialect"].as_str().unwrap_or_else(|| text(case, "dialect")));
        let verifier = Verifier::new(Arc::clone(&secrets), &store).with_dialect(dialect);
        let outcome = verifier.verify_at(&values_of(step), instant(text(step, "now")));
        let outcome = outcome.map_or_else(Rejection::code, |_| "accepted");
        assert_eq!(outcome, text(step, "outcome"), "step {number} of {case}");
    }
}

/// An empty secret cannot be built, so it is as good as none.
fn secrets_in(case: &Value) -> SecretsByName {
    let active = |secrets: &Value| {
        let secrets = secrets.as_array().unwrap().iter();
        secrets.filter_map(|secret| Secret::new(secret.as_str().unwrap()).ok()).collect()
    };
    let users = case["secrets"].as_object().unwrap().iter();
    Arc::new(users.map(|(username, secrets)| (username.clone(), active(secrets))).collect())
}

/// All values of the header, as bytes.
fn values_of(step: &Value) -> Vec<Vec<u8>> {
    match &step["values_hex"] {
        Value::Array(values) => values.iter().map(|value| unhex(value.as_str().unwrap())).collect(),
        _ => list(step, "values").iter().map(|value| value.as_str().unwrap().into()).collect(),
    }
}

/// Runs every case that `attacks.json` has of this row.
pub(crate) fn run_row(row: &str) {
    let mut cases = cases("xwsse/attacks");
    cases.retain(|case| text(case, "row") == row);
    assert!(!cases.is_empty(), "attacks.json has no row {row}");
    cases.iter().for_each(run_case);
}

/// Fails unless these are all rows of `attacks.json` whose names begin with this letter.
pub(crate) fn assert_complete(section: char, rows: &[&str]) {
    let cases = cases("xwsse/attacks");
    let in_file = cases.iter().map(|case| text(case, "row")).filter(|row| row.starts_with(section));
    let in_file: std::collections::BTreeSet<_> = in_file.collect();
    assert_eq!(in_file, rows.iter().copied().collect());
}

/// One test for each row of the catalogue that `attacks.json` covers, and one that none is left out.
macro_rules! rows_of_section {
    ($section:literal: $($test:ident = $row:literal,)*) => {
        $(#[test] fn $test() { $crate::common::run_row($row); })*

        #[test]
        fn every_row_of_this_section_has_a_test() {
            $crate::common::assert_complete($section, &[$($row),*]);
        }
    };
}
pub(crate) use rows_of_section;

/// A memory store that counts how often it is asked.
pub(crate) struct CountingStore {
    pub(crate) inner: MemoryReplayStore,
    asked: AtomicUsize,
}

impl CountingStore {
    pub(crate) fn new() -> Self {
        Self { inner: MemoryReplayStore::with_capacity(1_000), asked: AtomicUsize::new(0) }
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl ReplayStore for CountingStore {
    fn claim(&self, claims: &Claims, now: DateTime<Utc>) -> ClaimOutcome {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.inner.claim(claims, now)
    }
}
