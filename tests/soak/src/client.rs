//! One API key with two connections that stay open, and what became of each of its tokens.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response, body::Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use xwsse::{DateTime, Signer};

use crate::clock::{Clock, Reading};
use crate::server::Server;
use crate::tally::Tally;

/// Milliseconds around the clock's time that tokens are dated in: the window of `penneo`, less what an answer may take.
pub(crate) const WINDOW: i64 = 55_000;

/// Milliseconds beyond which no token can pass, however long its answer took.
const OUTSIDE: i64 = 60_000 + 3_000;

/// An answer that took longer is not judged by the time at which it was asked for: the token may have left the window.
const SLOW: Duration = Duration::from_secs(3);

pub(crate) struct Client {
    clock: Arc<Clock>,
    tally: Arc<Tally>,
    signer: Signer,
    connections: [SendRequest<Empty<Bytes>>; 2],
    /// Every token that was ever sent, by its Created, which none shares with another.
    tokens: BTreeMap<i64, Token>,
    pub(crate) random: fastrand::Rng,
}

struct Token {
    nonce: [u8; 16],
    is_accepted: bool,
}

/// What the server said to one request.
#[derive(Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    asked: Reading,
    /// The clock was not set meanwhile, and it did not take long.
    is_certain: bool,
}

impl Client {
    pub(crate) async fn connect(
        server: &Server,
        clock: &Arc<Clock>,
        tally: &Arc<Tally>,
        (username, secret): &(String, String),
        random: fastrand::Rng,
    ) -> Result<Self> {
        Ok(Self {
            clock: Arc::clone(clock),
            tally: Arc::clone(tally),
            signer: Signer::new(username, secret)?,
            connections: [connect(server).await?, connect(server).await?],
            tokens: BTreeMap::new(),
            random,
        })
    }

    /// A token that was not sent before, dated in the window; gives its Created.
    pub(crate) fn fresh(&mut self) -> i64 {
        let now = self.clock.read().now;
        loop {
            let created = now + self.random.i64(-WINDOW..=WINDOW);
            if let std::collections::btree_map::Entry::Vacant(entry) = self.tokens.entry(created) {
                let mut nonce = [0; 16];
                self.random.fill(&mut nonce);
                entry.insert(Token { nonce, is_accepted: false });
                return created;
            }
        }
    }

    /// Some token that is in the window by the clock's present time, whenever it was sent.
    pub(crate) fn earlier(&mut self) -> Option<i64> {
        let now = self.clock.read().now;
        let from = now + self.random.i64(-WINDOW..=WINDOW);
        self.tokens.range(from..=now + WINDOW).next().map(|(created, _)| *created)
    }

    /// All tokens that were accepted and are in the window by the clock's present time.
    pub(crate) fn accepted(&self) -> Vec<i64> {
        let now = self.clock.read().now;
        let in_window = self.tokens.range(now - WINDOW..=now + WINDOW);
        in_window.filter(|(_, token)| token.is_accepted).map(|(created, _)| *created).collect()
    }

    /// Sends the token, on one connection or on both at once, and notes what became of it.
    pub(crate) async fn send(&mut self, created: i64, at_once: bool) -> Result<Vec<Answer>> {
        let token = &self.tokens[&created];
        let time = DateTime::from_timestamp_millis(created).context("the clock is out of the calendar")?;
        let header = self.signer.sign_with(time, &token.nonce)?.header().to_owned();
        let (clock, tally) = (&self.clock, &self.tally);
        let [one, other] = &mut self.connections;
        let mut answers = if at_once {
            let (one, other) =
                tokio::join!(ask(clock, tally, one, &header), ask(clock, tally, other, &header));
            vec![one?, other?]
        } else {
            let connection = if self.random.bool() { one } else { other };
            vec![ask(clock, tally, connection, &header).await?]
        };
        // Which of two was first is not seen here.
        answers.sort_unstable_by_key(|answer| answer.status);
        for answer in &answers {
            self.note(created, *answer);
        }
        Ok(answers)
    }

    fn note(&mut self, created: i64, answer: Answer) {
        let Some(token) = self.tokens.get_mut(&created) else { return };
        let was_accepted = token.is_accepted;
        let distance = (answer.asked.now - created).abs();
        if answer.status == 200 {
            self.tally.accepted(was_accepted, distance);
            token.is_accepted = true;
            if answer.is_certain && distance > OUTSIDE {
                self.tally.wrong(&format!("a token was accepted {distance} ms from Created"));
            }
        }
        let is_right = match answer.status {
            _ if !answer.is_certain => true,
            200 => true, // judged above
            401 => was_accepted || distance > WINDOW,
            // A store that is too small is judged by whoever fills it.
            503 => distance <= OUTSIDE && (!answer.asked.is_latest || self.tally.may_be_full),
            _ => true, // judged by the sum
        };
        if !is_right {
            let kind = if was_accepted { "a replay" } else { "a fresh token" };
            let clock = if answer.asked.is_latest { "at its latest" } else { "behind its latest" };
            let status = answer.status;
            self.tally.wrong(&format!(
                "{kind} was answered {status}, {distance} ms from Created, the clock {clock}"
            ));
        }
    }
}

async fn connect(server: &Server) -> Result<SendRequest<Empty<Bytes>>> {
    let stream = TcpStream::connect(server.address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    // Its errors are those of the requests on it.
    tokio::spawn(connection);
    Ok(sender)
}

async fn ask(
    clock: &Clock,
    tally: &Tally,
    connection: &mut SendRequest<Empty<Bytes>>,
    header: &str,
) -> Result<Answer> {
    let (asked, start) = (clock.read(), Instant::now());
    connection.ready().await.context("the server has closed a connection")?;
    let request = Request::get("/api/soak").header("Host", "127.0.0.1").header("X-WSSE", header);
    let response =
        connection.send_request(request.body(Empty::new())?).await.context("there is no answer")?;
    let is_certain = clock.is_steady_since(asked) && start.elapsed() < SLOW;
    let status = response.status().as_u16();
    tally.answered(status);
    if !is_well_formed(&response) {
        tally.wrong(&format!("{status} with the headers of another answer"));
    }
    response.into_body().collect().await.context("the answer breaks off")?;
    Ok(Answer { status, asked, is_certain })
}

/// Nothing but what a gate answers: 200, 401 with the challenge, 503 with the time to wait.
fn is_well_formed(response: &Response<Incoming>) -> bool {
    let challenge = response.headers().get("www-authenticate").is_some();
    let retry_after = response.headers().get("retry-after").is_some_and(|value| value == "1");
    matches!(
        (response.status().as_u16(), challenge, retry_after),
        (200, false, false) | (401, true, false) | (503, false, true)
    )
}
