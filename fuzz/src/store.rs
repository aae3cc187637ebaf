use crate::now;
use std::time::Duration;
use xwsse::{
    Candidate, ClaimKind, ClaimOutcome, Claims, Credentials, DateTime, Dialect, MemoryReplayStore,
    ReplayStore, Secret, Signer, Utc,
};

const SECRET: &str = "secret";

/// Any claims at any times, held against a list that forgets nothing: no claim is the first twice while its
/// token could pass, and what the store refuses it has a reason for.
pub fn store(input: &[u8]) {
    let Some((&[claims, history], mut steps)) = input.split_first_chunk::<2>() else { return };
    let capacity = usize::from(claims % 64);
    let mut store = MemoryReplayStore::with_capacity(capacity);
    let mut model = Model { latest: i64::MIN, ..Model::default() };
    if history & 1 != 0 {
        let from = now() + Duration::from_secs(u64::from(history / 2));
        store = store.with_history_from(from);
        model.history_from = Some(from);
    }
    assert!(store.capacity() >= capacity);

    let mut clock = now();
    while let Some((&[step, nonce, created], rest)) = steps.split_first_chunk::<3>() {
        steps = rest;
        clock = moved(clock, step >> 3);
        if let Some(claims) = claims_of(step & 7, nonce, created, clock) {
            model.check(store.claim(&claims, clock), &claims, clock, store.capacity());
        }
        model.check_live(store.live(clock), clock);
    }
}

/// Time stands still, goes on, jumps, and steps back.
fn moved(clock: DateTime<Utc>, by: u8) -> DateTime<Utc> {
    let millis = [
        0, 0, 0, 1, 250, 999, 1_000, 1_001, 3_000, 20_000, 59_000, 60_000, 61_000, 120_000, 124_000, 600_000,
    ];
    let by_millis = Duration::from_millis(millis[usize::from(by & 15)]);
    if by & 16 == 0 { clock + by_millis } else { clock - by_millis }
}

/// The claims of a token of few possible values, if it passes the window.
fn claims_of(form: u8, nonce: u8, created: u8, now: DateTime<Utc>) -> Option<Claims> {
    let mut dialect = Dialect::PENNEO;
    (dialect.unique_nonce, dialect.unique_created) = (form & 1 == 0, form & 2 == 0);
    let username = if form & 4 == 0 { "a" } else { "b" };
    let signer = Signer::builder(username, SECRET).dialect(dialect).build().ok()?;
    // Half a second apart, around the clock.
    let created = now - Duration::from_secs(60) + Duration::from_millis(u64::from(created) * 500);
    let token = signer.sign_with(created, &[nonce]).ok()?;
    let candidate = Candidate::read(&dialect, [token.header()], now).ok()?;
    let credentials = Credentials::from(vec![Secret::new(SECRET).ok()?]);
    Some(candidate.authenticate(&credentials).ok()?.claims().clone())
}

#[derive(Default)]
struct Model {
    /// Identity, kind and last instant of all claims that were ever made.
    made: Vec<([u8; 16], ClaimKind, DateTime<Utc>)>,
    history_from: Option<DateTime<Utc>>,
    /// The latest time at which anything was asked, in whole seconds.
    latest: i64,
    stepped_back: bool,
}

/// The store counts whole seconds: a claim's end is rounded up.
fn end(keep_until: DateTime<Utc>) -> i64 {
    keep_until.timestamp() + i64::from(keep_until.timestamp_subsec_nanos() > 0)
}

impl Model {
    fn check(&mut self, outcome: ClaimOutcome, claims: &Claims, now: DateTime<Utc>, capacity: usize) {
        self.stepped_back |= now.timestamp() < self.latest;
        self.latest = self.latest.max(now.timestamp());
        let known = |id: [u8; 16]| self.made.iter().filter(move |made| made.0 == id);
        match outcome {
            ClaimOutcome::First => {
                for claim in claims.iter() {
                    let could_pass = known(claim.id()).any(|made| now <= made.2);
                    assert!(!could_pass, "{claim:?} is the first for the second time");
                }
                assert!(self.history_from.is_none_or(|from| claims.created() > from));
                self.made.extend(claims.iter().map(|claim| (claim.id(), claim.kind(), claims.keep_until())));
            }
            ClaimOutcome::Seen(kind) => {
                let is_live =
                    |claim: &xwsse::Claim<'_>| known(claim.id()).any(|made| end(made.2) >= now.timestamp());
                let mut live: Vec<_> = claims.iter().filter(is_live).map(|claim| claim.kind()).collect();
                live.sort();
                // After a step back the first of them may be forgotten, and the token refused for another.
                let named =
                    if self.stepped_back { live.contains(&kind) } else { live.first() == Some(&kind) };
                assert!(named, "{kind:?} of {live:?} in {claims:?}");
            }
            ClaimOutcome::Full => {
                // A slot is kept two seconds longer, for threads that read the clock a moment ago.
                let kept = self.made.iter().filter(|made| end(made.2) + 2 >= now.timestamp()).count();
                assert!(kept + claims.iter().len() > capacity, "full with {kept} of {capacity}");
            }
            ClaimOutcome::HistoryGap => {
                let before = self.history_from.is_some_and(|from| claims.created() <= from);
                let forgotten = self
                    .made
                    .iter()
                    .any(|made| end(made.2) + 2 < self.latest && now.timestamp() <= end(made.2));
                assert!(before || forgotten, "a gap without a reason");
            }
            _ => panic!("memory is always there"),
        }
    }

    fn check_live(&self, live: usize, now: DateTime<Utc>) {
        if !self.stepped_back && now.timestamp() >= self.latest {
            let expected = self.made.iter().filter(|made| end(made.2) >= now.timestamp()).count();
            assert_eq!(live, expected, "live claims");
        }
    }
}
