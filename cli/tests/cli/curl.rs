//! The real curl sends what `sign` prints.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

use crate::run::sh;
use xwsse::{Dialect, MemoryReplayStore, Secret, Verifier};

const USERNAME: &str = "o'key `id` $HOME!";
const SECRET: &str = "a-secret-for-tests";

/// Runs a script that sends one request to `$URL`, and gives the lines of that request.
fn request_of(script: &str) -> Vec<String> {
    assert!(Command::new("curl").arg("--version").output().is_ok(), "curl is needed: apt-get install curl");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(&stream).lines().map(Result::unwrap);
        let request: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        (&stream).write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").unwrap();
        request
    });
    sh(script).env("URL", url).env("XWSSE_USERNAME", USERNAME).secret(SECRET).run().ok();
    server.join().unwrap()
}

#[track_caller]
fn assert_signed(request: &[String], dialect: Dialect) {
    let values = |name: &str| -> Vec<&str> {
        let pairs = request.iter().filter_map(|line| line.split_once(": "));
        pairs.filter(|pair| pair.0 == name).map(|pair| pair.1).collect()
    };
    assert_eq!(values("Authorization"), [dialect.authorization]);
    let secrets = |_: &str| Ok(vec![Secret::new(SECRET).unwrap()]);
    let verifier = Verifier::new(secrets, MemoryReplayStore::new()).with_dialect(dialect);
    assert_eq!(verifier.verify(values("X-WSSE")).unwrap().username(), USERNAME);
}

#[test]
fn headers_from_standard_input() {
    for dialect in Dialect::PRESETS {
        let script = format!(r#"xwsse sign --dialect {} | curl -sS -H @- "$URL""#, dialect.name);
        assert_signed(&request_of(&script), dialect);
    }
}

#[test]
fn arguments() {
    for dialect in Dialect::PRESETS {
        let script =
            format!(r#"eval "curl -sS $(xwsse sign --dialect {} --format curl) $URL""#, dialect.name);
        assert_signed(&request_of(&script), dialect);
    }
}

#[test]
fn what_curl_says_of_a_request_can_be_explained() {
    let script = r#"curl -sSv -H "X-WSSE: UsernameToken Username='key'" "$URL" 2>&1 | xwsse explain > out || true
                    grep -q 'code=header_malformed' out"#;
    let directory = tempfile::tempdir().unwrap();
    request_of(&format!("cd '{}'; {script}", directory.path().display()));
}
