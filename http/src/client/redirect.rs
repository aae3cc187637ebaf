//! Where a redirect leads, by the rules that reqwest goes by.

use http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderName, LOCATION,
    PROXY_AUTHORIZATION, TRANSFER_ENCODING, WWW_AUTHENTICATE,
};
use http::{Method, StatusCode};
use reqwest::{Request, Response};

/// They belong to the body.
const OF_THE_BODY: [HeaderName; 4] = [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING];

/// They are for one origin.
const OF_AN_ORIGIN: [HeaderName; 5] =
    [AUTHORIZATION, COOKIE, HeaderName::from_static("cookie2"), PROXY_AUTHORIZATION, WWW_AUTHENTICATE];

/// What is kept of a request, to make the next attempt or the next hop of. It was made before signing, and so
/// there is no token in it.
pub(super) struct Spare {
    request: Request,
    body_is_missing: bool,
}

impl Spare {
    /// All but the body, where that is a stream.
    pub(super) fn of(request: &mut Request) -> Option<Self> {
        if let Some(copy) = request.try_clone() {
            return Some(Self { request: copy, body_is_missing: false });
        }
        let body = request.body_mut().take();
        let copy = request.try_clone();
        *request.body_mut() = body;
        copy.map(|request| Self { request, body_is_missing: true })
    }

    /// The same request once more; `None` when its body is gone.
    pub(super) fn again(&self) -> Option<Request> {
        if self.body_is_missing { None } else { self.request.try_clone() }
    }

    /// The request that this response asks for; `None` when it asks for none, or for one whose body is gone.
    pub(super) fn next_hop(self, response: &Response) -> Option<Request> {
        let Self { mut request, mut body_is_missing } = self;
        let drops_body = match response.status() {
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => request.method() == Method::POST,
            StatusCode::SEE_OTHER => true,
            StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => false,
            _ => return None,
        };
        if drops_body {
            if request.method() != Method::HEAD {
                *request.method_mut() = Method::GET;
            }
            *request.body_mut() = None;
            remove(&mut request, OF_THE_BODY);
            body_is_missing = false;
        }
        let location = str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
        let next = request.url().join(location).ok()?;
        if body_is_missing {
            return None;
        }
        if next.origin() != request.url().origin() {
            remove(&mut request, OF_AN_ORIGIN);
        }
        *request.url_mut() = next;
        Some(request)
    }
}

fn remove<const N: usize>(request: &mut Request, names: [HeaderName; N]) {
    for name in names {
        request.headers_mut().remove(name);
    }
}
