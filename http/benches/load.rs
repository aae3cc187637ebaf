//! What a request costs an axum server, without the verifying layer and with it.
//!
//! All take the same bytes: signed requests over 16 connections that stay open. A server has one thread; the load
//! comes from another, which never sleeps: else the slower server would pay for waking it up more often. Contenders
//! take turns, and the least time that a server's thread was on a processor counts (Linux): what else the machine does
//! can only add to it.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinSet, yield_now};
use tower::util::MapRequestLayer;
use xwsse::{Dialect, MemoryReplayStore, Precision, Secret, Signer};
use xwsse_http::{AsyncVerifier, VerifyLayer};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ROUNDS: usize = 150;
const CONNECTIONS: usize = 16;
const REQUESTS_PER_CONNECTION: usize = 60;
const BODY: &str = "served";
const OURS: &str = "xwsse";
const ALONE: &str = "axum alone";

struct Contender {
    title: &'static str,
    /// Of its server.
    thread: u32,
    connections: Vec<TcpStream>,
    /// Nanoseconds for a request in its best round.
    best: f64,
}

fn main() -> Outcome<()> {
    let secrets = HashMap::from([("key", Secret::new("secret")?)]);
    let store = MemoryReplayStore::with_capacity(3 * (ROUNDS + 1) * CONNECTIONS * REQUESTS_PER_CONNECTION);
    let app = Router::new().route("/", get(async || BODY));
    let idle = app.clone().layer(MapRequestLayer::new(|request: Request| request));
    let verified = app.clone().layer(VerifyLayer::new(AsyncVerifier::new(secrets, store)));

    let runtime = one_thread()?;
    let mut contenders = vec![
        runtime.block_on(Contender::start(OURS, verified))?,
        runtime.block_on(Contender::start(ALONE, app))?,
        runtime.block_on(Contender::start("axum, a layer that does nothing", idle))?,
    ];
    let mut dialect = Dialect::PENNEO;
    dialect.created = Precision::Nanos; // so that the signer can sign ahead
    let signer = Signer::builder("key", "secret").dialect(dialect).build()?;
    let rounds = if std::env::var_os("XWSSE_BENCH_QUICK").is_some() { 1 } else { ROUNDS };
    for round in 0..=rounds {
        for contender in &mut contenders {
            let nanos = runtime.block_on(contender.round(&signer))?;
            // The first is to warm up.
            if round > 0 {
                contender.best = contender.best.min(nanos);
            }
        }
    }
    report(&contenders)
}

/// Prints the times, and appends rows to the file that `XWSSE_BENCH_TSV` names: `benches/report.py` makes one table
/// of them.
fn report(contenders: &[Contender]) -> Outcome<()> {
    let mut rows = String::new();
    for Contender { title, best, .. } in contenders {
        println!("{title:<34}{best:>7.0} ns of the server's processor for a request");
        match *title {
            OURS => writeln!(rows, "Rust over HTTP\trequest\t{title}\t{best:.1}\t")?,
            ALONE => writeln!(rows, "Rust over HTTP\trequest\t{title}\t{best:.1}\t≤ 1.11")?,
            _ => {}
        }
    }
    if let Some(path) = std::env::var_os("XWSSE_BENCH_TSV") {
        fs::OpenOptions::new().append(true).create(true).open(path)?.write_all(rows.as_bytes())?;
    }
    Ok(())
}

fn one_thread() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// Serves on a thread of its own until the process ends.
fn serve(app: Router) -> Outcome<(SocketAddr, u32)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = one_thread()?;
    let (say, hear) = mpsc::channel();
    thread::spawn(move || {
        let _ = say.send(this_thread());
        runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, app).await })
    });
    Ok((address, hear.recv()??))
}

fn this_thread() -> Outcome<u32> {
    let link = fs::read_link("/proc/thread-self")?; // such as 12/task/34
    Ok(link.file_name().and_then(|name| name.to_str()).ok_or("no thread")?.parse()?)
}

/// Nanoseconds that a thread was on a processor. The system counts them when the thread goes to sleep, so this waits a
/// little.
fn processor_time(thread: u32) -> Outcome<f64> {
    thread::sleep(Duration::from_millis(1));
    let times = fs::read_to_string(format!("/proc/self/task/{thread}/schedstat"))?;
    Ok(times.split(' ').next().ok_or("no time")?.parse()?)
}

impl Contender {
    async fn start(title: &'static str, app: Router) -> Outcome<Self> {
        let (address, thread) = serve(app)?;
        let mut connections = vec![];
        for _ in 0..CONNECTIONS {
            let connection = TcpStream::connect(address).await?;
            connection.set_nodelay(true)?;
            connections.push(connection);
        }
        Ok(Self { title, thread, connections, best: f64::INFINITY })
    }

    /// Nanoseconds of the server's processor for a request. They are signed before the time is taken.
    async fn round(&mut self, signer: &Signer) -> Outcome<f64> {
        let mut all = JoinSet::new();
        let before = processor_time(self.thread)?;
        for connection in self.connections.drain(..) {
            let tokens = signer.sign_many(REQUESTS_PER_CONNECTION)?;
            let requests = tokens
                .iter()
                .map(|token| format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-WSSE: {token}\r\n\r\n"));
            all.spawn(send_all(connection, requests.collect()));
        }
        let awake = tokio::spawn(async {
            loop {
                yield_now().await;
            }
        });
        while let Some(connection) = all.join_next().await {
            self.connections.push(connection??);
        }
        awake.abort();
        let nanos = processor_time(self.thread)? - before;
        #[allow(clippy::cast_precision_loss, reason = "they are few")]
        let requests = (CONNECTIONS * REQUESTS_PER_CONNECTION) as f64;
        Ok(nanos / requests)
    }
}

/// Sends each request when the one before it is answered. Every answer must be 200.
async fn send_all(mut stream: TcpStream, requests: Vec<String>) -> Outcome<TcpStream> {
    let mut answer = Vec::with_capacity(1024);
    for request in requests {
        stream.write_all(request.as_bytes()).await?;
        answer.clear();
        while !answer.ends_with(BODY.as_bytes()) {
            if stream.read_buf(&mut answer).await? == 0 || answer.starts_with(b"HTTP/1.1 4") {
                return Err(String::from_utf8_lossy(&answer).into());
            }
        }
    }
    Ok(stream)
}
