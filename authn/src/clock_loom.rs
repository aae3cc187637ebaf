//! The signing clock under every order of its threads' steps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use loom::sync::Arc;
use loom::sync::atomic::AtomicI64 as LoomI64;
use loom::thread::{JoinHandle, spawn};

use super::*;

/// 2026-03-14T10:00:00Z in milliseconds.
const START: i64 = 1_773_482_400_000;

/// A signing clock in milliseconds over a clock that a thread can set.
#[derive(Clone)]
struct Model {
    millis: Arc<LoomI64>,
    clock: Arc<SigningClock>,
    max_future: Duration,
}

impl Model {
    /// A clock that stands still is no step of its own to the model checker.
    fn new(max_future: u64, steady: bool) -> Self {
        let millis = Arc::new(LoomI64::new(START));
        let shown = Arc::clone(&millis);
        let now = move || {
            let millis = if steady { START } else { shown.load(Ordering::SeqCst) };
            DateTime::from_timestamp_millis(millis).unwrap()
        };
        let max_future = Duration::from_secs(max_future);
        Self { millis, clock: Arc::new(SigningClock::new(Box::new(now))), max_future }
    }

    /// Moves the clock, then takes as many Created at once as each of the counts says.
    fn step_and_take(&self, Thread { step, counts }: Thread) -> Vec<DateTime<Utc>> {
        if step != 0 {
            self.millis.fetch_add(step, Ordering::SeqCst);
        }
        let take = |&count| self.clock.next(Precision::Millis, Some(self.max_future), count).ok();
        counts.iter().filter_map(take).flatten().collect()
    }

    fn spawn(&self, thread: Thread) -> JoinHandle<Vec<DateTime<Utc>>> {
        let model = self.clone();
        spawn(move || model.step_and_take(thread))
    }
}

/// What a thread does.
#[derive(Clone, Copy)]
struct Thread {
    step: i64,
    counts: &'static [usize],
}

const fn thread(step: i64, counts: &'static [usize]) -> Thread {
    Thread { step, counts }
}

/// Each thread steps the clock, then takes Created; one was taken before. All are distinct.
fn all_distinct<const N: usize>(max_future: u64, threads: [Thread; N]) {
    loom::model(move || {
        let model = Model::new(max_future, threads.iter().all(|thread| thread.step == 0));
        let mut taken = model.step_and_take(thread(0, &[1]));
        let (&mine, others) = threads.split_last().unwrap();
        let others: Vec<_> = others.iter().map(|&other| model.spawn(other)).collect();
        taken.extend(model.step_and_take(mine));
        others.into_iter().for_each(|other| taken.extend(other.join().unwrap()));

        let distinct: BTreeSet<_> = taken.iter().collect();
        assert_eq!(distinct.len(), taken.len(), "{taken:?}");
        let wanted = 1 + threads.iter().flat_map(|thread| thread.counts).sum::<usize>();
        assert!(taken.len() == wanted || max_future == 0, "{taken:?}");
    });
}

#[test]
fn two_threads_never_share_a_created() {
    all_distinct(60, [thread(0, &[1, 1]), thread(0, &[1, 1])]);
}

#[test]
fn three_threads_never_share_a_created() {
    all_distinct(60, [thread(0, &[1]), thread(0, &[1]), thread(0, &[1])]);
}

#[test]
fn threads_that_take_many_at_once_never_share_a_created() {
    all_distinct(60, [thread(0, &[3, 1]), thread(0, &[2, 0, 2])]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_moves_on() {
    all_distinct(60, [thread(1, &[1, 2]), thread(0, &[1, 1])]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_steps_back_within_the_window() {
    all_distinct(60, [thread(-10_000, &[1, 1]), thread(0, &[1, 1])]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_steps_back_beyond_the_window() {
    all_distinct(60, [thread(-120_000, &[1, 1]), thread(0, &[1, 1])]);
}

#[test]
fn threads_never_share_a_created_where_nothing_may_run_ahead() {
    all_distinct(0, [thread(1, &[1, 1]), thread(0, &[1])]);
}
