//! A store that is too small: it fills up, says so, forgets nothing, and recovers as claims age out.

use std::sync::Arc;

use anyhow::Result;

use crate::client::Client;
use crate::load::Load;
use crate::tally::Tally;

const CAPACITY: u32 = 3_000;

/// Tokens that fit for certain: each makes three claims.
const TOKENS: u32 = CAPACITY / 3;

/// The store has room to spare, but never for as many again.
const MOST: u32 = 2 * TOKENS;

/// Tokens that still must be known when it is full.
const REPLAYED: usize = 50;

const ROUNDS: u32 = 10;

/// Milliseconds after which no token can pass the window any more, and two seconds of grace.
const AGED: i64 = 60_000 + 60_000 + 3_000;

/// Gives the faults.
pub(crate) async fn run(load: &Load<'_>, seed: u64) -> Result<u64> {
    let server = load.server(CAPACITY)?;
    let tally = Arc::new(Tally::of_a_small_store());
    let random = fastrand::Rng::with_seed(seed);
    let mut client = Client::connect(&server, load.clock, &tally, &load.keys[0], random).await?;
    for round in 1..=ROUNDS {
        let accepted = fill(&mut client, &tally).await?;
        if !(TOKENS..MOST).contains(&accepted) {
            tally.wrong(&format!("round {round}: {accepted} tokens were accepted before the store was full"));
        }
        let known = replay(&mut client, &tally, REPLAYED).await?;
        if known.iter().any(|status| *status != 401) {
            tally.wrong(&format!("round {round}: the full store does not know a token that it accepted"));
        }
        load.clock.step(AGED)?;
    }
    // The last round has aged out; its tokens are in the window again, and are not forgotten or said to be.
    fill(&mut client, &tally).await?;
    load.clock.step(-AGED)?;
    replay(&mut client, &tally, usize::MAX).await?;

    let codes = server.stop()?;
    if codes.get("store_full").is_none_or(|count| *count < u64::from(ROUNDS)) {
        tally.wrong("the log does not say that the store was full");
    }
    let faults = crate::sum_up("a small store", &tally, &codes);
    println!("  filled and recovered {ROUNDS} times, at {CAPACITY} claims");
    Ok(faults)
}

/// Sends fresh tokens until one finds no room; gives how many did.
async fn fill(client: &mut Client, tally: &Tally) -> Result<u32> {
    for accepted in 0..MOST {
        tally.sending(1, 0);
        let created = client.fresh();
        if client.send(created, false).await?[0].status == 503 {
            return Ok(accepted);
        }
    }
    Ok(MOST)
}

/// Sends accepted tokens again; gives the answers.
async fn replay(client: &mut Client, tally: &Tally, most: usize) -> Result<Vec<u16>> {
    let mut statuses = vec![];
    for created in client.accepted().into_iter().take(most) {
        tally.sending(1, 1);
        statuses.push(client.send(created, false).await?[0].status);
    }
    Ok(statuses)
}
