//! The server around the application: its socket, its limits, its beginning and its end.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum_server::accept::DefaultAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use zeroize::Zeroizing;

use super::ServeArgs;
use super::app;
use super::choose::{Chosen, MadeUp, shell_word};
use super::listen::Address;
use super::plain::{HEAD_TIMEOUT, RefusePlain};
use super::sandbox::Sandbox;

/// How long requests under way have when the sandbox ends.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Bytes of the longest head: a header of 4,096 is refused with its code, a far longer one by the server.
const MAX_HEAD: usize = 32 * 1024;

/// Explaining is work without waiting; what is pasted in a row must not take the whole machine.
const EXPLAINERS: usize = 2;

pub(super) fn run(
    args: &ServeArgs,
    address: Address,
    tls: Option<RustlsConfig>,
    secrets: Chosen,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(EXPLAINERS)
        .build()
        .context("the threads cannot be started")?;
    runtime.block_on(serve(args, address, tls, secrets))
}

async fn serve(args: &ServeArgs, address: Address, tls: Option<RustlsConfig>, secrets: Chosen) -> Result<()> {
    // Signals first: one that comes as soon as the port is known must end it well too.
    let signals = Signals::new().context("signals cannot be waited for")?;
    let listener = address.bind()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let url = format!("{scheme}://{}", listener.local_addr()?);
    let sandbox = Sandbox::new(args, &address, url, secrets.known)?;
    announce(&sandbox, secrets.made_up.as_ref(), address.is_remote())?;

    let handle = Handle::new();
    tokio::spawn(end(signals, handle.clone(), Arc::clone(&sandbox)));
    let routes = app::router(sandbox).into_make_service();
    match tls {
        None => limited(listener, handle, DefaultAcceptor::new())?.serve(routes).await,
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(RefusePlain);
            limited(listener, handle, acceptor)?.serve(routes).await
        }
    }
    .context("the server has failed")
}

fn limited<A>(
    listener: TcpListener,
    handle: Handle<SocketAddr>,
    acceptor: A,
) -> io::Result<Server<SocketAddr, A>> {
    let mut server = axum_server::from_tcp(listener)?
        .acceptor(acceptor)
        .handle(handle)
        .http1_only()
        .first_request_timeout(HEAD_TIMEOUT);
    server.http_builder().http1().header_read_timeout(HEAD_TIMEOUT).max_buf_size(MAX_HEAD);
    Ok(server)
}

/// The first line is for programs, the rest for people. All is written at once: who reads only the first line may leave.
fn announce(sandbox: &Sandbox, made_up: Option<&MadeUp>, is_remote: bool) -> Result<()> {
    let url = sandbox.url();
    let mut text = Zeroizing::new(format!("listening url={url}\n"));
    if let Some(MadeUp { username, secret }) = made_up {
        *text += &format!("export XWSSE_USERNAME={} XWSSE_SECRET={}\n", shell_word(username), **secret);
    }
    *text += &format!("inspector {url}/\ntry       {}\n", sandbox.command());
    let mut out = io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the address cannot be printed")?;
    if is_remote {
        tracing::warn!("other machines can reach this sandbox, and see what arrives and who signed it");
    }
    Ok(())
}

/// The first signal lets requests under way finish, for a while; the second does not.
async fn end(mut signals: Signals, handle: Handle<SocketAddr>, sandbox: Arc<Sandbox>) {
    signals.next().await;
    tracing::info!("ending, when the requests under way are answered");
    sandbox.live.close();
    handle.graceful_shutdown(Some(LAST_WORDS));
    signals.next().await;
    handle.shutdown();
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        std::future::poll_fn(|context| {
            let came =
                self.interrupt.poll_recv(context).is_ready() || self.terminate.poll_recv(context).is_ready();
            if came { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
