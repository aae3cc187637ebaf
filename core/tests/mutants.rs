//! All behaviour tests of the core in one program: `scripts/prove/mutants.sh` builds it once for each fault that it
//! puts in. `cargo test` has them one by one, and leaves this out.

#![cfg(feature = "std")]

mod common;

#[path = "allocation.rs"]
mod allocation;
#[path = "attacks_a.rs"]
mod attacks_a;
#[path = "attacks_b.rs"]
mod attacks_b;
#[path = "attacks_c.rs"]
mod attacks_c;
#[path = "attacks_d.rs"]
mod attacks_d;
#[path = "attacks_e.rs"]
mod attacks_e;
#[path = "clock_steps.rs"]
mod clock_steps;
#[path = "debug.rs"]
mod debug;
#[path = "properties.rs"]
mod properties;
#[path = "store.rs"]
mod store;
#[path = "threads.rs"]
mod threads;
#[path = "vectors.rs"]
mod vectors;
