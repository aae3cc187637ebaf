//! What the peer of a refused request sees: the same for every 401, the same for every 503.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use xwsse::Rejection;

/// The whole answer. Its extensions hold the [`Rejection`], for a layer around this one: they do not go out.
pub(crate) fn refusal<B: From<&'static str>>(rejection: Rejection, challenge: &HeaderValue) -> Response<B> {
    let (status, text) = match rejection.http_status() {
        401 => (StatusCode::UNAUTHORIZED, "401 Unauthorized\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "503 Service Unavailable\n"),
    };
    let mut response = Response::new(B::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, challenge.clone());
    } else {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response.extensions_mut().insert(rejection);
    response
}

pin_project! {
    /// The body of an answer: that of the service behind the layer, or the text of a refusal.
    #[derive(Debug)]
    pub struct VerifyBody<B> {
        #[pin]
        content: Content<B>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = ContentProjection]
    enum Content<B> {
        Served { #[pin] body: B },
        Refusal { text: Option<Bytes> },
    }
}

impl<B> VerifyBody<B> {
    pub(crate) const fn served(body: B) -> Self {
        Self { content: Content::Served { body } }
    }
}

impl<B> From<&'static str> for VerifyBody<B> {
    fn from(text: &'static str) -> Self {
        Self { content: Content::Refusal { text: Some(Bytes::from_static(text.as_bytes())) } }
    }
}

impl<B: Body<Data = Bytes>> Body for VerifyBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.project().content.project() {
            ContentProjection::Served { body } => body.poll_frame(context),
            ContentProjection::Refusal { text } => Poll::Ready(text.take().map(|text| Ok(Frame::data(text)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Served { body } => body.is_end_stream(),
            Content::Refusal { text } => text.is_none(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Served { body } => body.size_hint(),
            Content::Refusal { text } => {
                SizeHint::with_exact(text.as_ref().map_or(0, |text| text.len() as u64))
            }
        }
    }
}
