//! Where the sandbox listens, and by which names its page may be called.

use std::net::{IpAddr, SocketAddr, TcpListener};

use anyhow::{Result, anyhow, bail};

pub(super) struct Address {
    socket: SocketAddr,
    names: Vec<String>,
}

impl Address {
    pub(super) fn new(ip: IpAddr, port: u16, allow_remote: bool, names: &[String]) -> Result<Self> {
        if !ip.is_loopback() && !allow_remote {
            bail!(
                "other machines can reach {ip} and would see the requests that arrive; \
                 listen on 127.0.0.1, or add --allow-remote if that is meant"
            );
        }
        Ok(Self { socket: SocketAddr::new(ip, port), names: names.to_vec() })
    }

    pub(super) fn is_remote(&self) -> bool {
        !self.socket.ip().is_loopback()
    }

    pub(super) fn bind(&self) -> Result<TcpListener> {
        TcpListener::bind(self.socket).map_err(|error| {
            anyhow!("{} cannot be listened on ({error}); choose another --port, or 0", self.socket)
        })
    }

    pub(super) fn hosts(&self) -> Hosts {
        Hosts { names: self.names.clone() }
    }
}

/// The names by which the page may be called.
///
/// A site whose own name leads to this machine (DNS rebinding) sends that name, and is turned away. An address
/// is not a name, so it cannot have been made to lead here.
pub(super) struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    /// `host` is the value of the header: a name or an address, with or without a port.
    pub(super) fn allow(&self, host: &str) -> bool {
        let name = without_port(host);
        let is_address = name
            .strip_prefix('[')
            .map_or(name, |inner| inner.strip_suffix(']').unwrap_or_default())
            .parse::<IpAddr>()
            .is_ok();
        let is = |allowed: &str| name.eq_ignore_ascii_case(allowed);
        is_address || is("localhost") || self.names.iter().any(|allowed| is(allowed))
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(host: &str) -> bool {
        Hosts { names: vec!["sandbox.test".into()] }.allow(host)
    }

    #[test]
    fn addresses_localhost_and_given_names_are_allowed() {
        for host in
            ["127.0.0.1:8750", "127.0.0.1", "localhost:1", "LocalHost", "[::1]:8750", "[::1]", "192.0.2.7:80"]
        {
            assert!(allows(host), "{host}");
        }
        assert!(allows("sandbox.test:443") && allows("Sandbox.Test"));
    }

    #[test]
    fn other_names_are_not() {
        for host in [
            "",
            "evil.example",
            "evil.example:8750",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "xsandbox.test",
            "localhost:8750:1",
            "::1]",
            "[localhost]",
            "127.0.0.1@evil.example",
            "2130706433",
        ] {
            assert!(!allows(host), "{host}");
        }
    }

    #[test]
    fn only_loopback_is_listened_on_by_default() {
        let address = |ip: &str, told| Address::new(ip.parse().unwrap(), 0, told, &[]);
        assert!(!address("127.0.0.1", false).unwrap().is_remote());
        assert!(!address("::1", false).unwrap().is_remote());
        assert!(address("0.0.0.0", false).is_err());
        assert!(address("0.0.0.0", true).unwrap().is_remote());
    }
}
