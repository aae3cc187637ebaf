//! A real server on a loopback socket, and a client that writes bytes.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests")]

pub(crate) mod client;
pub(crate) mod refused;
pub(crate) mod service;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use xwsse::{Secret, Signer};

pub(crate) const USERNAME: &str = "canary-username";
pub(crate) const SECRET: &str = "canary-secret";

pub(crate) type Secrets = HashMap<String, Vec<Secret>>;

pub(crate) fn secrets() -> Secrets {
    HashMap::from([(USERNAME.to_owned(), vec![Secret::new(SECRET).unwrap()])])
}

/// One for all: two with the same key can collide on Created.
pub(crate) fn signer() -> Signer {
    static SIGNER: LazyLock<Signer> = LazyLock::new(|| Signer::new(USERNAME, SECRET).unwrap());
    SIGNER.clone()
}

/// A server that ends with the test.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(app: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, task }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a GET with these header lines on a connection of its own; gives the whole answer.
    pub(crate) async fn get_raw(&self, path: &str, lines: &[String]) -> Answer {
        let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{lines}\r\n", self.address);
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        Answer(String::from_utf8(answer).unwrap())
    }

    /// Sends a GET with these values for the header X-WSSE.
    pub(crate) async fn get_with(&self, path: &str, values: &[String]) -> Answer {
        let lines: Vec<_> = values.iter().map(|value| format!("X-WSSE: {value}")).collect();
        self.get_raw(path, &lines).await
    }

    pub(crate) async fn get(&self, path: &str, header: &str) -> Answer {
        self.get_raw(path, &[format!("X-WSSE: {header}")]).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// An answer as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer(String);

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.0.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    pub(crate) fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines =
            self.0.split_once("\r\n\r\n")?.0.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All bytes but the value of Date.
    pub(crate) fn without_date(&self) -> String {
        self.0.lines().filter(|line| !line.starts_with("date: ")).collect::<Vec<_>>().join("\r\n")
    }
}
