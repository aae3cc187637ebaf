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
        // A port that is not a number would pass for the default one.
        let port = match authority.as_str().rsplit_once(authority.host())?.1 {
            "" | ":" => None,
            port => Some(port.strip_prefix(':').filter(|port| is_number(port))?.parse().ok()?),
        };
        Self::new(uri.scheme_str()?, authority.host(), port)
    }

    pub(crate) fn new(scheme: &str, host: &str, port: Option<u16>) -> Option<Self> {
        let (scheme, default_port) = match scheme.to_ascii_lowercase().as_str() {
            "http" => ("http", 80),
            "https" => ("https", 443),
            _ => return None,
        };
        let host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(ipv6) => format!("[{}]", Ipv6Addr::from_str(ipv6).ok()?),
            None => host.to_ascii_lowercase(),
        };
        let port = port.unwrap_or(default_port);
        (!host.is_empty() && port != 0).then_some(Self { scheme, host, port })
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

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
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
