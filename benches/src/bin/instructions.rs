//! One operation so many times, for `scripts/instructions.sh`, which counts the processor's instructions under
//! callgrind: the difference of two runs is what the calls took, whatever else the machine does.
//!
//! `instructions OPERATION CALLS`

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;
use xwsse::{
    Candidate, Claims, Credentials, DateTime, Dialect, MemoryReplayStore, ReplayStore, Secret, SignError,
    Signer, UsernameToken, Utc, Verifier, explain,
};

const USERNAME: &str = "penneo12";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// Tokens that are made in any case, so that making them drops out of the difference.
const TOKENS: usize = 300;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, operation, calls] = arguments.as_slice() else {
        return Err("instructions OPERATION CALLS".into());
    };
    let calls: usize = calls.parse()?;
    let work = Work::new(DateTime::from_timestamp(1_773_482_400, 0).ok_or("no such time")?)?;
    for n in 0..calls {
        work.call(operation, n % TOKENS)?;
    }
    Ok(())
}

struct Work {
    now: DateTime<Utc>,
    signer: Signer,
    tokens: Vec<UsernameToken>,
    claims: Vec<Claims>,
    credentials: Credentials<'static>,
    verifier: Verifier<HashMap<String, [Secret; 1]>, MemoryReplayStore>,
    store: MemoryReplayStore,
    secret: Secret,
    wrong: Secret,
}

impl Work {
    fn new(now: DateTime<Utc>) -> Result<Self, Box<dyn std::error::Error>> {
        let signer = Signer::new(USERNAME, SECRET)?;
        let token = |n: usize| {
            let nonce = [n.to_be_bytes(), n.to_le_bytes()].concat();
            signer.sign_with(now - Duration::from_millis(n as u64), &nonce)
        };
        let tokens = (0..TOKENS).map(token).collect::<Result<Vec<_>, SignError>>()?;
        let credentials = Credentials::from(vec![Secret::new(SECRET)?]);
        let claims = tokens.iter().map(|token| {
            let candidate = Candidate::read(&Dialect::PENNEO, [token.header()], now)?;
            Ok(candidate.authenticate(&credentials)?.claims().clone())
        });
        let claims = claims.collect::<Result<_, xwsse::Rejection>>()?;
        let secrets = HashMap::from([(USERNAME.to_owned(), [Secret::new(SECRET)?])]);
        Ok(Self {
            now,
            signer,
            tokens,
            claims,
            credentials,
            verifier: Verifier::new(secrets, MemoryReplayStore::with_capacity(10_000)),
            store: MemoryReplayStore::with_capacity(10_000),
            secret: Secret::new(SECRET)?,
            wrong: Secret::new("another")?,
        })
    }

    fn call(&self, operation: &str, n: usize) -> Result<(), Box<dyn std::error::Error>> {
        let token = black_box(&self.tokens[n]);
        let read = || Candidate::read(&Dialect::PENNEO, [token.header()], self.now);
        match operation {
            "sign" => drop(black_box(self.signer.sign()?)),
            "sign_with" => drop(black_box(self.signer.sign_with(self.now, black_box(&[7; 16]))?)),
            "parse" => drop(black_box(token.header().parse::<UsernameToken>()?)),
            "read_created" => _ = black_box(Dialect::PENNEO.read_created(token.created())?),
            "read" => drop(black_box(read()?)),
            "authenticate" => drop(black_box(read()?.authenticate(black_box(&self.credentials))?)),
            "claim_ids" => self.claims[n].iter().for_each(|claim| _ = black_box(claim.id())),
            "claim" => _ = black_box(self.store.claim(black_box(&self.claims[n]), self.now)),
            "verify" => drop(black_box(self.verifier.verify_at([token.header()], self.now)?)),
            "explain" => drop(explain(token.header(), &Dialect::PENNEO, Some(&self.secret), self.now)),
            "explain_search" => drop(explain(token.header(), &Dialect::PENNEO, Some(&self.wrong), self.now)),
            _ => return Err("there is no such operation".into()),
        }
        Ok(())
    }
}
