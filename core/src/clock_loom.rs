//! The signing clock under every order of its threads' steps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must fail")]

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use loom::sync::Arc;
use loom::sync::atomic::AtomicI64 as LoomI64;
use loom::thread;

use super::*;
use crate::window::Window;

/// 2026-03-14T10:00:00Z in milliseconds.
const START: i64 = 1_773_482_400_000;

/// A signing clock in `penneo` over a clock that a thread can set.
#[derive(Clone)]
struct Model {
    millis: Arc<LoomI64>,
    clock: Arc<SigningClock>,
    dialect: Dialect,
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
        let mut dialect = Dialect::PENNEO;
        dialect.window = Window::seconds(60, max_future);
        Self { millis, clock: Arc::new(SigningClock::new(Box::new(now))), dialect }
    }

    /// Moves the clock, then takes as many Created.
    fn step_and_take(&self, step: i64, count: usize) -> Vec<Taken> {
        if step != 0 {
            self.millis.fetch_add(step, Ordering::SeqCst);
        }
        (0..count).map(|_| self.clock.next(&self.dialect)).collect()
    }

    fn spawn(&self, step: i64, count: usize) -> thread::JoinHandle<Vec<Taken>> {
        let model = self.clone();
        thread::spawn(move || model.step_and_take(step, count))
    }
}

type Taken = Result<DateTime<Utc>, SignError>;

/// Each thread steps the clock, then takes Created; one was taken before. All are distinct.
fn all_distinct(max_future: u64, threads: &'static [(i64, usize)]) {
    loom::model(move || {
        let model = Model::new(max_future, threads.iter().all(|&(step, _)| step == 0));
        let mut taken = model.step_and_take(0, 1);
        let (mine, others) = threads.split_last().unwrap();
        let others: Vec<_> = others.iter().map(|&(step, count)| model.spawn(step, count)).collect();
        taken.extend(model.step_and_take(mine.0, mine.1));
        others.into_iter().for_each(|thread| taken.extend(thread.join().unwrap()));

        let given: Vec<_> = taken.into_iter().flatten().collect();
        let distinct: BTreeSet<_> = given.iter().collect();
        assert_eq!(distinct.len(), given.len(), "{given:?}");
        assert!(max_future == 0 || given.len() == 1 + threads.iter().map(|(_, count)| count).sum::<usize>());
    });
}

#[test]
fn two_threads_never_share_a_created() {
    all_distinct(60, &[(0, 2), (0, 2)]);
}

#[test]
fn three_threads_never_share_a_created() {
    all_distinct(60, &[(0, 1), (0, 1), (0, 1)]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_moves_on() {
    all_distinct(60, &[(1, 2), (0, 2)]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_steps_back_within_the_window() {
    all_distinct(60, &[(-10_000, 2), (0, 2)]);
}

#[test]
fn threads_never_share_a_created_when_the_clock_steps_back_beyond_the_window() {
    all_distinct(60, &[(-120_000, 2), (0, 2)]);
}

#[test]
fn threads_never_share_a_created_where_nothing_may_run_ahead() {
    all_distinct(0, &[(1, 2), (0, 1)]);
}
