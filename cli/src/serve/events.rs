//! The live list as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use tokio::sync::OwnedSemaphorePermit;

use super::live::Follower;
use super::sandbox::Sandbox;
use crate::output;

/// Sends the requests that arrived after the one that the page saw last, and then each as it comes.
///
/// The first event is `run`, which tells one run of the sandbox from another; a page that reconnects to
/// another run starts its list anew.
pub(super) async fn follow(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response {
    let Ok(seat) = Arc::clone(&sandbox.seats).try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "too many pages follow the requests; close one\n")
            .into_response();
    };
    let live = &sandbox.live;
    let last = last_seen(&headers, &live.run);
    let hello = stream::iter([Ok(Event::default().event("run").data(&live.run))]);
    let requests = stream::unfold((live.follow(last), live.run.clone(), seat), next);
    Sse::new(hello.chain(requests)).keep_alive(KeepAlive::default()).into_response()
}

/// Where a page stands in the list, the run that it follows, and its seat, which it gives back in the end.
type Reader = (Follower, String, OwnedSemaphorePermit);

async fn next((mut follower, run, seat): Reader) -> Option<(Result<Event, Infallible>, Reader)> {
    let event = follower.next().await?;
    let data = output::json(&event).ok()?;
    let event = Event::default().event("request").id(format!("{run}-{}", event.id)).data(data);
    Some((Ok(event), (follower, run, seat)))
}

/// The number in `Last-Event-ID`, which a browser sends when it reconnects; 0 for another run's.
fn last_seen(headers: &HeaderMap, run: &str) -> u64 {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let number = last.and_then(|last| last.strip_prefix(run)?.strip_prefix('-')?.parse().ok());
    number.unwrap_or(0)
}
