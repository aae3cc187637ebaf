//! The live list as a stream.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use super::{Sandbox, USERNAME, sign};

/// Follows the list, from behind this event on.
struct Follower(BufReader<TcpStream>);

impl Follower {
    fn start(sandbox: &Sandbox, last: Option<&str>) -> Self {
        let last = last.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
        let mut stream = sandbox.connect();
        write!(stream, "GET /events HTTP/1.1\r\nHost: {}\r\n{last}\r\n", sandbox.address).unwrap();
        let mut follower = Self(BufReader::new(stream));
        assert_eq!(follower.line(), "HTTP/1.1 200 OK");
        while !follower.line().is_empty() {}
        follower
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// The value of the next line with this name.
    fn field(&mut self, name: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended before {name}");
            if let Some(value) = line.trim_end().strip_prefix(&format!("{name}: ")) {
                return value.to_owned();
            }
        }
    }

    /// The next request, with its id.
    fn request(&mut self) -> (String, Value) {
        while self.field("event") != "request" {}
        let (id, data) = (self.field("id"), self.field("data"));
        (id, serde_json::from_str(&data).unwrap())
    }
}

#[test]
fn it_tells_what_was_and_what_comes() {
    let sandbox = Sandbox::start(&[]);
    let header = sign();
    sandbox.ask("POST /api/before?token=private HTTP/1.1", &[&format!("X-WSSE: {header}")], "");
    let mut follower = Follower::start(&sandbox, None);
    let (_, before) = follower.request();
    assert_eq!(before["path"], "/api/before");
    assert_eq!(
        (&before["method"], &before["status"], &before["accepted"]),
        (&json!("POST"), &json!(200), &json!(true))
    );
    assert_eq!((&before["username"], &before["code"]), (&json!(USERNAME), &Value::Null));

    sandbox.gate(&header);
    let (_, after) = follower.request();
    assert_eq!((&after["status"], &after["code"]), (&json!(401), &json!("replayed")));
    assert_eq!(after["problem"], "this message was used before");
    let told = format!("{before}{after}");
    // Digest and nonce. Created may be the very millisecond in which the request came.
    for part in header.split('"').skip(3).step_by(2).take(2) {
        assert!(!told.contains(part), "{part} of the header is in {told}");
    }
    assert!(!told.contains("private"));
}

#[test]
fn who_comes_back_is_told_what_was_missed() {
    let sandbox = Sandbox::start(&[]);
    for path in ["/api/1", "/api/2", "/api/3"] {
        sandbox.get(path);
    }
    let mut follower = Follower::start(&sandbox, None);
    let (first, _) = follower.request();
    drop(follower);
    let path = |last: &str| Follower::start(&sandbox, Some(last)).request().1["path"].clone();
    assert_eq!(path(&first), "/api/2");
    // What is not of this run, or is no id, counts for nothing.
    for other in ["0000000000000000-2", "2", "", "x-y-z"] {
        assert_eq!(path(other), "/api/1", "{other}");
    }
}

#[test]
fn the_list_is_bounded() {
    let sandbox = Sandbox::start(&[]);
    for _ in 0..105 {
        sandbox.get("/api/");
    }
    let mut follower = Follower::start(&sandbox, None);
    assert_eq!(follower.request().1["id"], 6);
    assert_eq!(sandbox.get("/requests/5").status, 404);
    assert_eq!(sandbox.get("/requests/6").status, 200);
}

#[test]
fn there_are_seats_for_32_and_those_who_leave_make_room() {
    let sandbox = Sandbox::start(&[]);
    let mut followers: Vec<_> = (0..32).map(|_| Follower::start(&sandbox, None)).collect();
    assert_eq!(sandbox.get("/events").status, 503);
    followers.pop();
    // That one has left is noticed when it is written to.
    for round in 0.. {
        sandbox.get("/api/");
        followers.iter_mut().for_each(|follower| drop(follower.request()));
        let mut stream = sandbox.connect();
        write!(stream, "GET /events HTTP/1.1\r\nHost: {}\r\n\r\n", sandbox.address).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        if line.starts_with("HTTP/1.1 200 ") {
            break;
        }
        assert!(round < 100, "no seat is free");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_with_the_sandbox() {
    let sandbox = Sandbox::start(&[]);
    let mut follower = Follower::start(&sandbox, None);
    assert_eq!(follower.field("event"), "run");
    assert!(sandbox.end().status.success());
    while !follower.line().is_empty() || !follower.0.fill_buf().unwrap().is_empty() {}
}
