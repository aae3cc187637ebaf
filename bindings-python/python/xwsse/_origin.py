"""What an origin is: the scheme, host and port that a token may be sent to."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple

# Strict on purpose: where two parsers could find two hosts in one text, there is no origin at all.
_URL = re.compile(
    r"""
    (?P<scheme> [a-z]+ ) ://
    (?: [\w.~!$&'()*+,;=:%-]* @ )?
    (?: \[ (?P<ipv6> [0-9a-f:.]+ ) \] | (?P<host> [\w.~-]+ ) )
    (?: : (?P<port> [0-9]{0,5} ) )?
    (?= [/?#] | \Z )
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port, normalised: equal when they mean the same."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Origin | None:
        """The origin of a URL; ``None`` when it has none that every parser would agree on.

        >>> Origin.of("HTTPS://API.example/v1?q") == Origin.of("https://api.example:443")
        True
        """
        match = _URL.match(url)
        if match is None or (scheme := match["scheme"].lower()) not in _PORTS:
            return None
        host: str = match["host"] or ""
        if match["ipv6"]:
            try:
                host = f"[{IPv6Address(match['ipv6']).compressed}]"
            except AddressValueError:
                return None
        port = int(match["port"] or _PORTS[scheme])
        return cls(scheme, host.lower(), port) if 0 < port < 65536 else None

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine, by its name alone."""
        if self.host in ("localhost", "[::1]"):
            return True
        try:
            return IPv4Address(self.host).is_loopback
        except AddressValueError:
            return False

    def __str__(self) -> str:
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"
