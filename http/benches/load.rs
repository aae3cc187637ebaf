//! Requests a second of one axum server, without the verifying layer and with it.
//!
//! Both take the same bytes: signed requests over 16 connections that stay open. A server has one thread; the load
//! comes from another. Rounds take turns, and medians count. The time that the server's thread was on a processor
//! is shown too (Linux): other programs do not change it as they change the rate.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use xwsse::{Dialect, MemoryReplayStore, Precision, Secret, Signer};
use xwsse_http::{AsyncVerifier, VerifyLayer};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const ROUNDS: usize = 15;
const CONNECTIONS: usize = 16;
const REQUESTS_PER_CONNECTION: usize = 600;
const BODY: &str = "served";

#[derive(Clone, Copy)]
struct Server {
    address: SocketAddr,
    thread: u32,
}

/// What one round shows: requests a second, and microseconds of processor time for each in the server.
struct Round {
    rate: f64,
    cost: f64,
}

fn main() -> Outcome<()> {
    let secrets = HashMap::from([("key", Secret::new("secret")?)]);
    let store = MemoryReplayStore::with_capacity(3 * (ROUNDS + 1) * CONNECTIONS * REQUESTS_PER_CONNECTION);
    let app = Router::new().route("/", get(async || BODY));
    let verified = app.clone().layer(VerifyLayer::new(AsyncVerifier::new(secrets, store)));
    let servers = [serve(app)?, serve(verified)?];

    let mut dialect = Dialect::PENNEO;
    dialect.created = Precision::Nanos; // so that the signer can sign ahead
    let signer = Signer::builder("key", "secret").dialect(dialect).build()?;
    let runtime = one_thread()?;
    let round = |server: Server| runtime.block_on(load(server, &signer));

    for server in servers {
        round(server)?; // to warm up
    }
    let (mut plain, mut verified) = (vec![], vec![]);
    let rounds = if std::env::var_os("XWSSE_BENCH_QUICK").is_some() { 1 } else { ROUNDS };
    for nth in 0..rounds {
        if nth % 2 == 0 {
            plain.push(round(servers[0])?);
            verified.push(round(servers[1])?);
        } else {
            verified.push(round(servers[1])?);
            plain.push(round(servers[0])?);
        }
    }
    for (title, rounds) in [("axum alone", &plain), ("behind the VerifyLayer", &verified)] {
        let rate = median(rounds.iter().map(|round| round.rate));
        let cost = median(rounds.iter().map(|round| round.cost));
        println!("{title:<24}{rate:>8.0} requests/s {cost:>8.2} µs of the server's processor for each");
    }
    let ratio = median(plain.iter().zip(&verified).map(|(plain, verified)| verified.rate / plain.rate));
    println!("the layer costs {:.1} % of the requests/s", 100.0 * (1.0 - ratio));
    report(1e9 / median(plain.iter().map(|round| round.rate)), ratio)
}

/// Appends rows to the file that `XWSSE_BENCH_TSV` names: `benches/report.py` makes one table of them.
fn report(nanos: f64, ratio: f64) -> Outcome<()> {
    let Some(path) = std::env::var_os("XWSSE_BENCH_TSV") else { return Ok(()) };
    let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
    writeln!(file, "Rust over HTTP\trequest\txwsse\t{:.1}\t", nanos / ratio)?;
    writeln!(file, "Rust over HTTP\trequest\taxum alone\t{nanos:.1}\t≤ 1.11")?;
    Ok(())
}

fn one_thread() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// Serves on a thread of its own until the process ends.
fn serve(app: Router) -> Outcome<Server> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = one_thread()?;
    let (say, hear) = mpsc::channel();
    thread::spawn(move || {
        let _ = say.send(this_thread());
        runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, app).await })
    });
    Ok(Server { address, thread: hear.recv()?? })
}

fn this_thread() -> Outcome<u32> {
    let link = fs::read_link("/proc/thread-self")?; // such as 12/task/34
    Ok(link.file_name().and_then(|name| name.to_str()).ok_or("no thread")?.parse()?)
}

/// Nanoseconds that a thread was on a processor.
fn processor_time(thread: u32) -> Outcome<f64> {
    let times = fs::read_to_string(format!("/proc/self/task/{thread}/schedstat"))?;
    Ok(times.split(' ').next().ok_or("no time")?.parse()?)
}

/// One round. The requests are signed before the time is taken.
async fn load(server: Server, signer: &Signer) -> Outcome<Round> {
    let mut ready = vec![];
    for _ in 0..CONNECTIONS {
        let requests: Vec<String> = signer
            .sign_many(REQUESTS_PER_CONNECTION)?
            .iter()
            .map(|token| format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-WSSE: {token}\r\n\r\n"))
            .collect();
        let stream = TcpStream::connect(server.address).await?;
        stream.set_nodelay(true)?;
        ready.push((stream, requests));
    }
    let (start, busy) = (Instant::now(), processor_time(server.thread)?);
    let mut connections = JoinSet::new();
    for (stream, requests) in ready {
        connections.spawn(send_all(stream, requests));
    }
    while let Some(connection) = connections.join_next().await {
        connection??;
    }
    let (seconds, busy) = (start.elapsed().as_secs_f64(), processor_time(server.thread)? - busy);
    #[allow(clippy::cast_precision_loss, reason = "they are few")]
    let requests = (CONNECTIONS * REQUESTS_PER_CONNECTION) as f64;
    Ok(Round { rate: requests / seconds, cost: busy / 1000.0 / requests })
}

/// Sends each request when the one before it is answered. Every answer must be 200.
async fn send_all(mut stream: TcpStream, requests: Vec<String>) -> Outcome<()> {
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
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
