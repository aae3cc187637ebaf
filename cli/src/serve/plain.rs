//! A client that speaks plain HTTP to the port of HTTPS is told so.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use axum_server::accept::Accept;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long a client may take for the head of a request, and how long a connection may wait for one.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// Stands before the handshake, which would end such a connection without a word.
#[derive(Clone)]
pub(super) struct RefusePlain;

impl<S: Send + 'static> Accept<TcpStream, S> for RefusePlain {
    type Stream = TcpStream;
    type Service = S;
    type Future = Pin<Box<dyn Future<Output = io::Result<(TcpStream, S)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        Box::pin(async move {
            let mut first = [0];
            timeout(HEAD_TIMEOUT, stream.peek(&mut first)).await??;
            // A handshake begins with the byte 22, a request with the name of its method.
            if first[0].is_ascii_alphabetic() {
                refuse(&stream).await?;
                return Err(io::Error::other("plain HTTP"));
            }
            Ok((stream, service))
        })
    }
}

async fn refuse(stream: &TcpStream) -> io::Result<()> {
    tracing::warn!(
        status = 400,
        "plain HTTP on the port of HTTPS; the client's URL must begin with https://"
    );
    // What is left unread would reset the connection, and take the answer with it.
    stream.try_read(&mut [0; 8192])?;
    let text = "400 Bad Request: this port speaks HTTPS; begin the URL with https://\n";
    let head = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n";
    stream.writable().await?;
    stream.try_write(format!("{head}Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes())?;
    Ok(())
}
