//! What has arrived at the gate: the last requests, and a bell for those who follow them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use tokio::sync::watch;
use xwsse::Rejection;

use crate::output;

/// Requests that are remembered.
const HISTORY: usize = 100;

/// Characters of the longest text that is remembered of a request, its X-WSSE aside.
const LONGEST: usize = 200;

/// A request, as it came and as it was answered.
#[derive(Clone)]
pub(super) struct Arrival {
    pub(super) received: DateTime<Utc>,
    pub(super) method: String,
    /// Without the query, which may hold what is private.
    pub(super) path: String,
    pub(super) client: Option<String>,
    /// The lines of X-WSSE. They stay in this process: what the page is shown has its digests only begun.
    pub(super) header: Vec<u8>,
    pub(super) status: u16,
    pub(super) rejection: Option<Rejection>,
    pub(super) username: Option<String>,
}

/// A text with a bounded length.
pub(super) fn shown(text: &str) -> String {
    output::begin(text, LONGEST)
}

/// What the list on the page shows of a request.
#[derive(Serialize)]
pub(super) struct Event {
    pub(super) id: u64,
    received: String,
    method: String,
    path: String,
    client: Option<String>,
    status: u16,
    accepted: bool,
    code: Option<&'static str>,
    problem: Option<&'static str>,
    username: Option<String>,
}

impl Event {
    fn of(id: u64, arrival: &Arrival) -> Self {
        Self {
            id,
            received: arrival.received.to_rfc3339_opts(SecondsFormat::Millis, true),
            method: arrival.method.clone(),
            path: arrival.path.clone(),
            client: arrival.client.clone(),
            status: arrival.status,
            accepted: arrival.username.is_some(),
            code: arrival.rejection.map(Rejection::code),
            problem: arrival.rejection.map(Rejection::problem),
            username: arrival.username.clone(),
        }
    }
}

pub(super) struct Live {
    /// Tells one run of the sandbox from another, whose numbers begin at 1 again.
    pub(super) run: String,
    history: Mutex<VecDeque<(u64, Arrival)>>,
    bell: watch::Sender<Bell>,
}

#[derive(Clone, Copy, Default)]
struct Bell {
    last: u64,
    is_closed: bool,
}

impl Live {
    pub(super) fn new(run: &str) -> Self {
        Self { run: run.to_owned(), history: Mutex::default(), bell: watch::Sender::default() }
    }

    fn history(&self) -> MutexGuard<'_, VecDeque<(u64, Arrival)>> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, arrival: Arrival) {
        let mut history = self.history();
        let id = history.back().map_or(0, |(id, _)| *id) + 1;
        if history.len() == HISTORY {
            history.pop_front();
        }
        history.push_back((id, arrival));
        drop(history);
        self.bell.send_modify(|bell| bell.last = bell.last.max(id));
    }

    /// The request with this number, while it is remembered.
    pub(super) fn get(&self, id: u64) -> Option<Arrival> {
        self.history().iter().find(|(known, _)| *known == id).map(|(_, arrival)| arrival.clone())
    }

    fn since(&self, last: u64) -> VecDeque<Event> {
        let history = self.history();
        history.iter().filter(|(id, _)| *id > last).map(|(id, arrival)| Event::of(*id, arrival)).collect()
    }

    /// Ends what all followers read.
    pub(super) fn close(&self) {
        self.bell.send_modify(|bell| bell.is_closed = true);
    }

    /// Follows what arrives after the request with the number `last`.
    pub(super) fn follow(self: &Arc<Self>, last: u64) -> Follower {
        Follower { live: Arc::clone(self), bell: self.bell.subscribe(), last, backlog: VecDeque::new() }
    }
}

/// Reads the history on, at its own pace: one that is slow misses what was forgotten, and costs nothing.
pub(super) struct Follower {
    live: Arc<Live>,
    bell: watch::Receiver<Bell>,
    last: u64,
    backlog: VecDeque<Event>,
}

impl Follower {
    /// The next request; `None` when the sandbox ends.
    pub(super) async fn next(&mut self) -> Option<Event> {
        loop {
            if self.bell.borrow_and_update().is_closed {
                return None;
            }
            if self.backlog.is_empty() {
                self.backlog = self.live.since(self.last);
            }
            if let Some(event) = self.backlog.pop_front() {
                self.last = event.id;
                return Some(event);
            }
            self.bell.changed().await.ok()?;
        }
    }
}
