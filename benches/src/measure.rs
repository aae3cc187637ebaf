//! Minima of many rounds: on a busy machine the smallest time is the one that repeats.

use std::hint::black_box;
use std::time::Instant;

const ROUNDS: u32 = 400;
const PER_ROUND: u32 = 500;

/// Nanoseconds of one call.
pub(crate) fn nanos<T>(mut work: impl FnMut() -> T) -> f64 {
    nanos_each(|| (), |&()| work())
}

/// Nanoseconds of one call on something new, which is made outside the measurement.
pub(crate) fn nanos_each<I, T>(mut make: impl FnMut() -> I, mut work: impl FnMut(&I) -> T) -> f64 {
    let rounds = if crate::report::quick() { ROUNDS / 20 } else { ROUNDS };
    (0..rounds)
        .map(|_| {
            let inputs: Vec<I> = (0..PER_ROUND).map(|_| make()).collect();
            let start = Instant::now();
            for input in &inputs {
                black_box(work(input));
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(PER_ROUND)
        })
        .fold(f64::INFINITY, f64::min)
}

/// Parts of one piece of work, each measured alone.
#[derive(Default)]
pub(crate) struct Parts {
    rows: Vec<(&'static str, f64)>,
}

impl Parts {
    pub(crate) fn measure<T>(mut self, name: &'static str, times: u32, work: impl FnMut() -> T) -> Self {
        self.rows.push((name, nanos(work) * f64::from(times)));
        self
    }

    pub(crate) fn sum(&self) -> f64 {
        self.rows.iter().map(|(_, nanos)| nanos).sum()
    }

    pub(crate) fn print(&self, title: &str) {
        println!("\n{title}");
        for (name, nanos) in &self.rows {
            println!("  {name:<44} {nanos:>8.1} ns");
        }
        println!("  {:<44} {:>8.1} ns", "sum", self.sum());
    }
}

/// A row of the result: the time, and its ratio to the floor.
pub(crate) fn print_row(name: &str, nanos: f64, floor: f64, reach: &str) {
    println!("  {name:<44} {nanos:>8.1} ns   {:>5.2} × floor   {reach}", nanos / floor);
}
