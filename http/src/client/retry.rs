//! One more attempt after a 401.

use std::future::{Ready, ready};

use http::{Request, Response, StatusCode};
use tower::retry::Policy;

use super::layer::Signed;

/// A policy for [`tower::retry::RetryLayer`] around a [`SignLayer`](crate::SignLayer): one more attempt, freshly
/// signed, when a signed request is answered with 401.
///
/// Processes that share an API key can collide on Created; a request that was refused has had no effect.
#[derive(Debug, Clone, Copy, Default)]
pub struct RetryOn401 {
    done: bool,
}

impl<ReqBody: Clone, ResBody, E> Policy<Request<ReqBody>, Response<ResBody>, E> for RetryOn401 {
    type Future = Ready<()>;

    fn retry(
        &mut self,
        _: &mut Request<ReqBody>,
        result: &mut Result<Response<ResBody>, E>,
    ) -> Option<Ready<()>> {
        let response = result.as_ref().ok()?;
        let is_refused = response.status() == StatusCode::UNAUTHORIZED;
        let again = !self.done && is_refused && response.extensions().get::<Signed>().is_some();
        self.done = true;
        again.then(|| ready(()))
    }

    fn clone_request(&mut self, request: &Request<ReqBody>) -> Option<Request<ReqBody>> {
        Some(request.clone())
    }
}
