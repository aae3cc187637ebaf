//! `xwsse serve`, asked over real sockets.

mod gate;
mod live;
mod page;
mod server;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::thread::{self, JoinHandle};

use serde_json::Value;
use xwsse::{Dialect, Signer};

use crate::XWSSE;
use crate::run::command;

const USERNAME: &str = "key";
const SECRET: &str = "canary-secret-of-the-sandbox-tests";

/// The real program; it is killed when the test ends before it has ended it.
struct Sandbox {
    child: Child,
    out: BufReader<ChildStdout>,
    /// Reads the log all the time: a pipe that is full would stop the sandbox.
    log: Option<JoinHandle<String>>,
    address: SocketAddr,
    scheme: String,
}

/// What was printed and logged until the sandbox ended, after the first line.
struct Ended {
    status: ExitStatus,
    out: String,
    log: String,
}

impl Sandbox {
    /// One with the secret of these tests, in the dialect of Penneo.
    fn start(options: &[&str]) -> Self {
        Self::start_with(&[("XWSSE_SECRET", SECRET), ("XWSSE_USERNAME", USERNAME)], options)
    }

    fn start_with(variables: &[(&str, &str)], options: &[&str]) -> Self {
        let mut child = command(XWSSE)
            .args(["serve", "--port", "0"])
            .args(options)
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut stderr = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).unwrap();
            log
        });
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening url=").unwrap_or_else(|| panic!("{line:?}")).trim_end();
        let (scheme, address) = url.split_once("://").unwrap();
        Self { child, out, log: Some(log), address: address.parse().unwrap(), scheme: scheme.to_owned() }
    }

    /// The next line of standard output.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
        stream
    }

    fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Sends a request with these lines of headers, `Host` and `Connection` beside them.
    fn ask(&self, line: &str, headers: &[&str], body: &str) -> Answer {
        let host = format!("Host: {}", self.address);
        let length = format!("Content-Length: {}", body.len());
        let own = [host.as_str(), "Connection: close", length.as_str()];
        self.ask_raw(&text(line, &[&own, headers].concat(), body))
    }

    fn ask_raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        Answer::read(&mut stream)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1"), &[], "")
    }

    /// Sends a header to the gate.
    fn gate(&self, header: &str) -> Answer {
        self.ask("GET /api/orders HTTP/1.1", &[&format!("X-WSSE: {header}")], "")
    }

    /// Asks the inspector as its page does.
    fn inspect(&self, question: &Value) -> Answer {
        let origin = format!("Origin: {}", self.origin());
        let headers = [origin.as_str(), "Content-Type: application/json"];
        self.ask("POST /inspect HTTP/1.1", &headers, &question.to_string())
    }

    #[cfg(unix)]
    fn signal(&self, name: &str) {
        let sent = command("sh").args(["-c", &format!("kill -{name} {}", self.child.id())]).status().unwrap();
        assert!(sent.success());
    }

    #[cfg(unix)]
    fn end(self) -> Ended {
        self.signal("TERM");
        self.wait()
    }

    fn wait(mut self) -> Ended {
        let mut ended = Ended { status: self.child.wait().unwrap(), out: String::new(), log: String::new() };
        self.out.read_to_string(&mut ended.out).unwrap();
        ended.log = self.log.take().unwrap().join().unwrap();
        ended
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(line: &str, headers: &[&str], body: &str) -> String {
    format!("{line}\r\n{}\r\n\r\n{body}", headers.join("\r\n"))
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn read(stream: &mut impl Read) -> Self {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|line| line.0.eq_ignore_ascii_case(name)).map(|line| line.1)
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{} {}", self.head, self.body))
    }
}

/// A fresh header in the dialect of Penneo. All come from one signer, so that no two have the same Created.
fn sign() -> String {
    static SIGNER: LazyLock<Signer> = LazyLock::new(|| Signer::new(USERNAME, SECRET).unwrap());
    SIGNER.sign().unwrap().into_header()
}

fn sign_with(secret: &str, dialect: Dialect) -> String {
    let signer = Signer::builder(USERNAME, secret).dialect(dialect).build().unwrap();
    signer.sign().unwrap().into_header()
}
