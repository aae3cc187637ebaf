//! Rows for `benches/report.py`, which makes one table of every language's.

use std::fs::OpenOptions;
use std::io::Write;

/// Appends a row to the file that `XWSSE_BENCH_TSV` names, if it is set. The target is `≤ N` where our time
/// may be so many times theirs, `≥ N` where theirs must be so many times ours, and ends in `ns` where it stands alone.
pub(crate) fn row(
    language: &str,
    operation: &str,
    contender: &str,
    nanos: f64,
    target: &str,
) -> std::io::Result<()> {
    let Some(path) = std::env::var_os("XWSSE_BENCH_TSV") else { return Ok(()) };
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    writeln!(file, "{language}\t{operation}\t{contender}\t{nanos:.1}\t{target}")
}

/// Is it a smoke run, in which the figures mean nothing? `XWSSE_BENCH_QUICK` says so.
pub(crate) fn quick() -> bool {
    std::env::var_os("XWSSE_BENCH_QUICK").is_some()
}
