//! Which requests may ask for the page: those of the page itself, and of programs that are not browsers.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::headers;
use super::reply::refusal;
use super::sandbox::Sandbox;

/// Around the page and what it asks for. The gate needs none of it: it is for clients, and what is not signed
/// is refused there.
pub(super) async fn page(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    let mut response = match check(&sandbox, request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => {
            tracing::warn!(status = 403, problem, "turned away");
            refusal(StatusCode::FORBIDDEN, problem)
        }
    };
    headers::set_for_the_page(&mut response);
    response
}

fn check(sandbox: &Sandbox, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
    let host = only(headers, &HOST).ok_or("there is no one Host; call the sandbox by its address")?;
    if !sandbox.hosts.allow(host) {
        return Err(
            "this Host is not known; call the sandbox by its address, or give the name with --allow-host",
        );
    }
    // Browsers say where a request comes from; other programs need not.
    let other_site = "the request comes from another site; open the sandbox's own page";
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
        && headers.get("sec-fetch-mode").is_none_or(|mode| mode != "navigate")
    {
        return Err(other_site);
    }
    let origin = format!("{}://{host}", sandbox.scheme());
    match headers.get(ORIGIN) {
        None if matches!(*method, Method::GET | Method::HEAD) => Ok(()),
        None => Err("there is no Origin; send that of the sandbox"),
        Some(given) if given.as_bytes() == origin.as_bytes() => Ok(()),
        Some(_) => Err(other_site),
    }
}

fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())?.to_str().ok()
}
