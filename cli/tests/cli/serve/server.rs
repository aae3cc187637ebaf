//! The server: how it begins, what it prints and logs, and how it ends.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use super::{Answer, SECRET, Sandbox, USERNAME, sign};
use crate::run::{Finished, sh};
use crate::secret::{private_file, set_mode};
use crate::xwsse;
use xwsse::Signer;

fn serve(options: &[&str]) -> Finished {
    xwsse([&["serve"], options].concat()).secret(SECRET).run()
}

#[test]
fn without_a_secret_one_is_made_up_that_signs() {
    let mut sandbox = Sandbox::start_with(&[], &[]);
    let line = sandbox.line();
    let (username, secret) =
        line.strip_prefix("export XWSSE_USERNAME=").unwrap().split_once(" XWSSE_SECRET=").unwrap();
    assert!(username.starts_with("sandbox-") && secret.len() == 64, "{line}");
    assert_eq!(sandbox.line(), format!("inspector {}/", sandbox.origin()));
    let command = format!("xwsse sign --username {username} | curl -H @- {}/api/hello", sandbox.origin());
    assert_eq!(sandbox.line(), format!("try       {command}"));

    let header = Signer::new(username, secret).unwrap().sign().unwrap().into_header();
    assert_eq!(sandbox.gate(&header).json()["identity"]["username"], username);
    // Another run has another one, and what is printed works in a shell.
    let mut other = Sandbox::start_with(&[], &[]);
    assert_ne!(other.line(), line);
    let answer = sh(&format!("{line}\n{} -s", command.replace("--username", "--format headers --username")))
        .run()
        .ok();
    assert!(answer.contains(r#""path":"/api/hello""#), "{answer}");
    // A username alone keeps its name.
    let mut named = Sandbox::start_with(&[("XWSSE_USERNAME", "named")], &[]);
    assert!(named.line().starts_with("export XWSSE_USERNAME=named XWSSE_SECRET="));
    let mut quoted = Sandbox::start_with(&[("XWSSE_USERNAME", "o'key $(exit 7)")], &[]);
    let line = quoted.line();
    assert_eq!(sh(&format!("{line}; printf %s \"$XWSSE_USERNAME\"")).run().ok(), "o'key $(exit 7)");
}

#[test]
fn a_given_secret_is_not_printed() {
    let mut sandbox = Sandbox::start(&[]);
    assert_eq!(sandbox.line(), format!("inspector {}/", sandbox.origin()));
    assert_eq!(sandbox.gate(&sign()).status, 200);
}

#[cfg(unix)]
#[test]
fn the_log_has_the_code_and_neither_header_nor_secret() {
    let sandbox = Sandbox::start(&["--log-format", "json", "--reveal"]);
    let (header, canary) = (sign(), "canary-typed-secret");
    let headers = [&format!("X-WSSE: {header}"), "Authorization: canary-authorization"];
    sandbox.ask("GET /api/a?token=canary-query HTTP/1.1", &headers, "canary-body");
    sandbox.gate(&header);
    sandbox.gate("UsernameToken Username=\"canary-username\"");
    sandbox.inspect(&json!({ "pasted": sign(), "secret": canary }));
    sandbox.inspect(&json!({ "pasted": canary, "secret": 1 }));
    let answer = sandbox.ask("GET / HTTP/1.1", &["Origin: http://canary-origin"], "");
    assert_eq!(answer.status, 403);
    let ended = sandbox.end();
    assert!(ended.status.success());
    let all = format!("{}{}", ended.out, ended.log);
    for secret in [SECRET, "canary"].into_iter().chain(header.split('"').skip(3).step_by(2).take(2)) {
        assert!(!all.contains(secret), "{secret} is in {all}");
    }
    let events: Vec<Value> = ended.log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events[0]["message"], "accepted");
    assert_eq!((&events[0]["path"], &events[0]["username"]), (&json!("/api/a"), &json!(USERNAME)));
    assert_eq!((&events[1]["message"], &events[1]["code"]), (&json!("refused"), &json!("replayed")));
    assert_eq!(events[2]["code"], "parameter_missing");
}

#[cfg(unix)]
#[test]
fn a_username_cannot_disturb_the_log() {
    let sandbox = Sandbox::start_with(&[("XWSSE_SECRET", SECRET)], &["--log-format", "text"]);
    // The username is not part of the digest.
    let header = sign().replace("Username=\"key\"", "Username=\"a\u{202e}b code=never\"");
    assert_eq!(sandbox.gate(&header).status, 200);
    let log = sandbox.end().log;
    assert!(log.contains(r#" username="a\u{202e}b code=never""#) && log.is_ascii(), "{log}");
}

#[cfg(unix)]
#[test]
fn a_path_cannot_disturb_the_log() {
    let sandbox = Sandbox::start(&["--log-format", "text"]);
    // U+009B begins a command to a terminal, as ESC [ does.
    sandbox.ask("GET /api/a\u{9b}31m\u{202e} HTTP/1.1", &[], "");
    let log = sandbox.end().log;
    assert!(log.contains(r"/api/a\u{9b}31m\u{202e}"), "{log}");
    assert!(log.is_ascii(), "{log}");
}

#[test]
fn only_loopback_is_listened_on_by_default() {
    assert!(serve(&["--listen", "0.0.0.0"]).error().contains("--allow-remote"));
    assert!(serve(&["--listen", "192.0.2.1"]).error().contains("--allow-remote"));
    let sandbox = Sandbox::start(&["--listen", "::1"]);
    assert!(sandbox.address.ip().is_loopback());
}

#[cfg(unix)]
#[test]
fn listening_to_other_machines_is_warned_of() {
    let sandbox = Sandbox::start(&["--listen", "0.0.0.0", "--allow-remote"]);
    assert_eq!(sandbox.get("/session").status, 200);
    let log = sandbox.end().log;
    assert!(log.contains("other machines can reach this sandbox"), "{log}");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let sandbox = Sandbox::start(&[]);
    let port = sandbox.address.port().to_string();
    assert!(serve(&["--port", &port]).error().contains("choose another --port, or 0"));
}

#[test]
fn files_that_cannot_be_used_are_errors() {
    let (_directory, path) = private_file("[secrets]\nkey = 1\n");
    let bad = path.to_str().unwrap();
    let run = |options: &[&str]| xwsse([&["serve"], options].concat()).run().error();
    assert!(run(&["--credentials", bad]).contains("put the secret in quotes"));
    assert!(run(&["--credentials", "no such file"]).contains("cannot be opened"));
    let error = run(&["--tls-cert", bad, "--tls-key", bad]);
    assert!(error.contains("holds no certificate in PEM"), "{error}");
    assert!(run(&["--tls-cert", bad]).contains("--tls-key"));
    assert!(run(&["--credentials", bad, "--username", "key"]).contains("cannot be used with"));
}

/// A certificate for localhost, and its key.
fn certificate() -> (tempfile::TempDir, String, String) {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (directory, key) = private_file(certified.signing_key.serialize_pem());
    let cert = directory.path().join("cert.pem");
    std::fs::write(&cert, certified.cert.pem()).unwrap();
    let text = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    let (cert, key) = (text(&cert), text(&key));
    (directory, cert, key)
}

#[test]
fn https_with_a_given_certificate() {
    let (_directory, cert, key) = certificate();
    let sandbox = Sandbox::start(&["--tls-cert", &cert, "--tls-key", &key]);
    assert_eq!(sandbox.scheme, "https");
    let url = format!("https://localhost:{}", sandbox.address.port());
    let curl = format!("curl -sS --cacert {cert} --resolve localhost:{}:127.0.0.1", sandbox.address.port());
    let signed =
        sh(&format!("xwsse sign --username {USERNAME} | {curl} -H @- {url}/api/x")).secret(SECRET).run().ok();
    assert!(signed.contains(r#""path":"/api/x""#), "{signed}");
    let question = r#"{"pasted":"x"}"#;
    let inspected = sh(&format!(
        "{curl} -H 'Origin: {url}' -H 'Content-Type: application/json' -d '{question}' {url}/inspect"
    ));
    assert!(inspected.run().ok().contains("header_missing"));
    // The certificate is checked.
    assert_ne!(sh(&format!("curl -sS {url}/api/x")).run().code, 0);
}

#[cfg(unix)]
#[test]
fn plain_http_on_the_port_of_https_is_called_that() {
    let (_directory, cert, key) = certificate();
    let sandbox = Sandbox::start(&["--tls-cert", &cert, "--tls-key", &key, "--log-format", "text"]);
    let answer = sandbox.gate(&sign());
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("this port speaks HTTPS; begin the URL with https://"), "{}", answer.body);
    let log = sandbox.end().log;
    assert!(log.contains("plain HTTP on the port of HTTPS"), "{log}");
}

#[test]
fn an_encrypted_private_key_is_called_that() {
    let (_directory, cert, key) = certificate();
    let plain = std::fs::read_to_string(&key).unwrap();
    for encrypted in [
        plain.replace(" PRIVATE KEY", " ENCRYPTED PRIVATE KEY"),
        plain.replace("-----\nM", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nM"),
    ] {
        assert_ne!(encrypted, plain);
        std::fs::write(&key, encrypted).unwrap();
        let error = serve(&["--tls-cert", &cert, "--tls-key", &key]).error();
        assert!(error.contains("encrypted key") && error.contains("openssl pkey -in"), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_is_refused() {
    let (_directory, cert, key) = certificate();
    set_mode(std::path::Path::new(&key), 0o644);
    let error = serve(&["--tls-cert", &cert, "--tls-key", &key]).error();
    assert!(error.contains("chmod 600"), "{error}");
}

/// Half of a request: the sandbox waits for the rest.
#[cfg(unix)]
fn begin(sandbox: &Sandbox) -> TcpStream {
    let mut stream = sandbox.connect();
    let (header, host) = (sign(), sandbox.address);
    write!(stream, "POST /api/ HTTP/1.1\r\nHost: {host}\r\nX-WSSE: {header}\r\nContent-Length: 4\r\n")
        .unwrap();
    write!(stream, "Expect: 100-continue\r\nConnection: close\r\n\r\n").unwrap();
    // It has taken the head when it asks for the body.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

#[cfg(unix)]
#[test]
fn requests_under_way_are_answered_when_it_ends() {
    for signal in ["TERM", "INT"] {
        let sandbox = Sandbox::start(&[]);
        let mut under_way: Vec<_> = (0..16).map(|_| begin(&sandbox)).collect();
        sandbox.signal(signal);
        // It is ending when nobody new is let in.
        while TcpStream::connect(sandbox.address).is_ok() {
            std::thread::yield_now();
        }
        for stream in &mut under_way {
            stream.write_all(b"body").unwrap();
            let answer = Answer::read(stream);
            assert_eq!(answer.status, 200, "{}", answer.head);
        }
        let ended = sandbox.wait();
        assert!(ended.status.success(), "{signal} {}", ended.log);
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_ends_it_at_once() {
    let sandbox = Sandbox::start(&[]);
    let stream = begin(&sandbox);
    sandbox.signal("TERM");
    while TcpStream::connect(sandbox.address).is_ok() {
        std::thread::yield_now();
    }
    sandbox.signal("INT");
    assert!(sandbox.wait().status.success());
    drop(stream);
}

#[test]
fn what_is_no_http_or_far_too_long_does_no_harm() {
    let sandbox = Sandbox::start(&[]);
    for junk in ["\0\0\0\0", "GET\r\n\r\n", "\x16\x03\x01\x02\0"] {
        let mut stream = sandbox.connect();
        stream.write_all(junk.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let long = format!("GET /api/ HTTP/1.1\r\nX-WSSE: {}\r\n\r\n", "x".repeat(100_000));
    let mut stream = sandbox.connect();
    let _ = stream.write_all(long.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1.1 431 "),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert_eq!(sandbox.gate(&sign()).status, 200);
}
