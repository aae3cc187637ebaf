//! The clock of the server, as libfaketime shows it there and as the driver reads it here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use xwsse::Utc;

/// How far ahead of the real clock the run begins, so that no step leads to a negative offset.
const START: i64 = 10 * 24 * 3_600_000;

/// Milliseconds that the server's clock may lie behind the latest that it has shown while its store still answers for
/// certain. The store itself promises two seconds; the rest is for what passes between two readings.
const CERTAIN: i64 = 1_000;

pub(crate) struct Clock {
    /// Read by libfaketime at each look at the clock: seconds to add to the real time.
    file: PathBuf,
    offset: AtomicI64,
    /// The latest time that was shown.
    latest: AtomicI64,
    /// Even; odd while the clock is being set.
    epoch: AtomicU64,
    steps: Mutex<Steps>,
}

/// What was done to the clock, in milliseconds.
#[derive(Clone, Copy, Default)]
pub(crate) struct Steps {
    pub(crate) forwards: u32,
    pub(crate) backwards: u32,
    pub(crate) furthest_forwards: i64,
    pub(crate) furthest_backwards: i64,
}

/// A reading of the clock.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    /// Unix milliseconds.
    pub(crate) now: i64,
    /// Whether a store that never forgets early can still tell what was used: the clock is where it was at its latest.
    pub(crate) is_latest: bool,
    epoch: u64,
}

impl Clock {
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let clock = Self {
            file: folder.join("clock"),
            offset: AtomicI64::new(START),
            latest: AtomicI64::new(0),
            epoch: AtomicU64::new(0),
            steps: Mutex::default(),
        };
        clock.write(START)?;
        Ok(clock)
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) fn read(&self) -> Reading {
        let epoch = self.epoch.load(Ordering::SeqCst);
        let now = Utc::now().timestamp_millis() + self.offset.load(Ordering::SeqCst);
        let latest = self.latest.fetch_max(now, Ordering::SeqCst);
        Reading { now, is_latest: now >= latest - CERTAIN, epoch }
    }

    /// Whether the clock has run on evenly since that reading.
    pub(crate) fn is_steady_since(&self, reading: Reading) -> bool {
        reading.epoch.is_multiple_of(2) && self.epoch.load(Ordering::SeqCst) == reading.epoch
    }

    /// Sets the clock forwards or backwards by so many milliseconds, whatever is under way.
    pub(crate) fn step(&self, millis: i64) -> Result<()> {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        self.read();
        self.epoch.fetch_add(1, Ordering::SeqCst);
        let offset = self.offset.load(Ordering::SeqCst) + millis;
        self.write(offset)?;
        self.offset.store(offset, Ordering::SeqCst);
        self.epoch.fetch_add(1, Ordering::SeqCst);

        if millis < 0 {
            steps.backwards += 1;
            steps.furthest_backwards = steps.furthest_backwards.max(-millis);
        } else {
            steps.forwards += 1;
            steps.furthest_forwards = steps.furthest_forwards.max(millis);
        }
        Ok(())
    }

    /// A step as clocks take them: mostly small, at times by hours. Behind its latest time it often comes back to
    /// that, since a store may answer nothing but `history_gap` there.
    pub(crate) fn step_by_chance(&self, random: &mut fastrand::Rng) -> Result<()> {
        let Reading { now, is_latest, .. } = self.read();
        let behind = self.latest.load(Ordering::SeqCst) - now;
        let most = [2_000, 10_000, 150_000, 7_200_000][random.usize(..4)];
        let millis = match (is_latest, random.u8(..3)) {
            (false, 0 | 1) => (behind + random.i64(0..2_000)).min(7_200_000),
            _ => random.i64(-most..=most),
        };
        self.step(millis)
    }

    pub(crate) fn steps(&self) -> Steps {
        *self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// In one step for whoever reads it meanwhile.
    fn write(&self, offset: i64) -> Result<()> {
        let next = self.file.with_extension("next");
        let text = format!("+{}.{:03}\n", offset / 1000, offset % 1000);
        fs::write(&next, text).and_then(|()| fs::rename(&next, &self.file)).context("the clock cannot be set")
    }
}
