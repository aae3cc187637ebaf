//! What was sent, answered and found wrong.

use std::sync::atomic::{AtomicU64, Ordering};

/// Faults that are printed; the others are counted.
const SHOWN: u64 = 10;

#[derive(Default)]
pub(crate) struct Tally {
    /// Whether the store is meant to be full at times.
    pub(crate) may_be_full: bool,
    requests: AtomicU64,
    replays: AtomicU64,
    statuses: [AtomicU64; 4],
    double: AtomicU64,
    wrong: AtomicU64,
}

impl Tally {
    pub(crate) fn of_a_small_store() -> Self {
        Self { may_be_full: true, ..Self::default() }
    }

    pub(crate) fn answered(&self, status: u16) {
        let place = [200, 401, 503].iter().position(|known| *known == status).unwrap_or(3);
        self.statuses[place].fetch_add(1, Ordering::Relaxed);
    }

    /// Requests that were answered with this status; 0 stands for any other.
    pub(crate) fn status(&self, status: u16) -> u64 {
        let place = [200, 401, 503].iter().position(|known| *known == status).unwrap_or(3);
        self.statuses[place].load(Ordering::Relaxed)
    }

    /// Counts requests before they are sent, and gives how many there were before.
    pub(crate) fn sending(&self, requests: u64, replays: u64) -> u64 {
        self.replays.fetch_add(replays, Ordering::Relaxed);
        self.requests.fetch_add(requests, Ordering::Relaxed)
    }

    /// Takes back what `sending` has counted.
    pub(crate) fn not_sent(&self, requests: u64, replays: u64) {
        self.replays.fetch_sub(replays, Ordering::Relaxed);
        self.requests.fetch_sub(requests, Ordering::Relaxed);
    }

    pub(crate) fn accepted(&self, before: bool, distance: i64) {
        if before {
            self.double.fetch_add(1, Ordering::Relaxed);
            self.wrong(&format!("a token was accepted again, {distance} ms from Created"));
        }
    }

    pub(crate) fn wrong(&self, what: &str) {
        if self.wrong.fetch_add(1, Ordering::Relaxed) < SHOWN {
            eprintln!("WRONG: {what}");
        }
    }

    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    pub(crate) fn replays(&self) -> u64 {
        self.replays.load(Ordering::Relaxed)
    }

    pub(crate) fn double(&self) -> u64 {
        self.double.load(Ordering::Relaxed)
    }

    pub(crate) fn faults(&self) -> u64 {
        self.wrong.load(Ordering::Relaxed)
    }
}
