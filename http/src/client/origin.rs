//! Scheme, host and port: whom a token is for.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use http::Uri;

use super::ClientError;

/// Scheme, host and port, normalised: equal when they mean the same.
///
/// ```
/// use xwsse_http::Origin;
///
/// let origin: Origin = "HTTPS://API.example/v1?q".parse()?;
/// assert_eq!(origin, "https://api.example:443".parse()?);
/// assert_eq!(origin.to_string(), "https://api.example");
/// assert!("api.example".parse::<Origin>().is_err());
/// # Ok::<(), xwsse_http::ClientError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: &'static str,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an absolute URI; `None` when it has none.
    #[must_use]
    pub fn of(uri: &Uri) -> Option<Self> {
        let authority = uri.authority()?;
        let port = authority.port_u16();
        // A port that is no number would pass for the default one.
        let after_host = authority.as_str().rsplit_once(authority.host())?.1;
        if port.is_none() && !matches!(after_host, "" | ":") {
            return None;
        }
        Self::new(uri.scheme_str()?, authority.host(), port)
    }

    pub(crate) fn new(scheme: &str, host: &str, port: Option<u16>) -> Option<Self> {
        let (scheme, default_port) = match scheme.to_ascii_lowercase().as_str() {
            "http" | "ws" => ("http", 80),
            "https" | "wss" => ("https", 443),
            _ => return None,
        };
        let host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(ipv6) => format!("[{}]", Ipv6Addr::from_str(ipv6).ok()?),
            None => host.to_ascii_lowercase(),
        };
        (!host.is_empty()).then(|| Self { scheme, host, port: port.unwrap_or(default_port) })
    }

    /// Whether everyone on the way can read what is sent there.
    pub(crate) fn is_clear_text(&self) -> bool {
        self.scheme == "http" && !self.is_loopback()
    }

    /// Whether it is this machine, by its name alone.
    fn is_loopback(&self) -> bool {
        let ipv4 = self.host.parse::<Ipv4Addr>();
        matches!(self.host.as_str(), "localhost" | "[::1]") || ipv4.is_ok_and(|ip| ip.is_loopback())
    }
}

impl FromStr for Origin {
    type Err = ClientError;

    fn from_str(text: &str) -> Result<Self, ClientError> {
        text.parse().ok().and_then(|uri| Self::of(&uri)).ok_or(ClientError::OriginInvalid)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scheme, host, port } = self;
        match (*scheme, port) {
            ("http", 80) | ("https", 443) => write!(f, "{scheme}://{host}"),
            _ => write!(f, "{scheme}://{host}:{port}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Option<String> {
        text.parse::<Origin>().ok().map(|origin| origin.to_string())
    }

    #[test]
    fn an_origin_is_normalised() {
        for (text, expected) in [
            ("https://api.example", "https://api.example"),
            ("HTTPS://API.Example:443/v1?q=1", "https://api.example"),
            ("https://api.example:/", "https://api.example"),
            ("wss://api.example/socket", "https://api.example"),
            ("http://api.example:80", "http://api.example"),
            ("http://api.example:443", "http://api.example:443"),
            ("https://user:pass@api.example:8443/", "https://api.example:8443"),
            ("https://api.example:1@evil.example/", "https://evil.example"),
            ("https://[2001:DB8:0:0::1]/", "https://[2001:db8::1]"),
            ("https://[::1]:8443", "https://[::1]:8443"),
        ] {
            assert_eq!(origin(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_has_no_certain_origin_has_none() {
        for text in [
            "",
            "/path",
            "api.example",
            "api.example:443",
            "ftp://api.example",
            "https://",
            "https://:443",
            "https://api.example:99999",
            "https://api.example:x",
            "https://[::g]/",
            "https://api.example\\@evil.example/",
            "https://api example/",
        ] {
            assert_eq!(origin(text), None, "{text}");
        }
    }

    #[test]
    fn plain_http_is_clear_text_but_to_this_machine() {
        for (text, clear_text) in [
            ("http://api.example", true),
            ("http://localhost.example", true),
            ("http://127.0.0.1.example", true),
            ("http://10.0.0.1", true),
            ("http://0.0.0.0", true),
            ("http://[::2]", true),
            ("https://api.example", false),
            ("http://localhost:8080", false),
            ("http://127.0.0.1", false),
            ("http://127.9.9.9:1", false),
            ("http://[::1]:1", false),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().is_clear_text(), clear_text, "{text}");
        }
    }
}
