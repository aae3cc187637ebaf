"""Where a client hook may send a token: the part that all of them share."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from threading import Lock
from typing import Final, NamedTuple, TypeAlias

from ._errors import ClearTextRefused
from ._native import Dialect, Signer

Secret: TypeAlias = str | bytes | bytearray | memoryview
Origins: TypeAlias = str | Iterable[str] | None

X_WSSE: Final = "X-WSSE"
AUTHORIZATION: Final = "Authorization"

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
_SCHEMES = {"http": "http", "ws": "http", "https": "https", "wss": "https"}
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
        scheme = _SCHEMES.get(match["scheme"].lower()) if match else None
        if match is None or scheme is None:
            return None
        host: str = match["host"] or ""
        if match["ipv6"]:
            try:
                host = f"[{IPv6Address(match['ipv6']).compressed}]"
            except AddressValueError:
                return None
        port = int(match["port"] or _PORTS[scheme])
        return cls(scheme, host.lower(), port) if port < 65536 else None

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


class OriginSigner:
    """A signer, and the origins that it signs for.

    When none are given, it is the origin of the first request. Threads and tasks share it.

    >>> bound = OriginSigner("key", "secret", origins="https://api.example")
    >>> headers = {"X-WSSE": "of the application"}
    >>> bound.apply(headers, "https://api.example/v1"), sorted(headers)
    (True, ['Authorization', 'X-WSSE'])
    >>> bound.apply(headers, "https://elsewhere.example/"), sorted(headers)
    (False, [])
    """

    def __init__(
        self,
        signer: Signer | str,
        secret: Secret | None = None,
        dialect: str | Dialect | None = None,
        *,
        origins: Origins = None,
        allow_http: bool = False,
    ) -> None:
        if isinstance(signer, Signer):
            if secret is not None or dialect is not None:
                raise TypeError("a Signer has its secret and its dialect; give nothing beside it")
        elif secret is None:
            raise TypeError("give a Signer, or a username and a secret")
        else:
            signer = Signer(signer, secret, "penneo" if dialect is None else dialect)
        self.signer = signer
        self.allow_http = allow_http
        self.given = None if origins is None else frozenset(map(self._parse, _as_list(origins)))
        if self.given is not None and not self.given:
            raise ValueError("name an origin, or leave origins out for that of the first request")
        self._bound = self.given
        self._binding = Lock()
        self._authorization = signer.dialect.authorization

    def _parse(self, text: str) -> Origin:
        origin = Origin.of(text)
        if origin is None:
            raise ValueError(
                f"{text!r} is no origin; write it as in 'https://api.example', and the host in ASCII"
            )
        self._refuse_clear_text(origin)
        return origin

    def _refuse_clear_text(self, origin: Origin) -> None:
        if origin.scheme == "http" and not self.allow_http and not origin.is_loopback:
            raise ClearTextRefused(str(origin))

    def covers(self, url: str) -> bool:
        """Whether a request to this URL is signed. The first one asked about settles it, when no origins
        were given."""
        origin = Origin.of(url)
        if self._bound is None and origin is not None:
            self._refuse_clear_text(origin)
            with self._binding:
                if self._bound is None:
                    self._bound = frozenset([origin])
        return self._bound is not None and origin in self._bound

    def apply(self, headers: MutableMapping[str, str], url: str) -> bool:
        """Makes the headers right for a request to this URL, and says whether they are signed now: a fresh
        token for an origin of its own, and nothing that is left of one for any other."""
        covered = self.covers(url)
        fresh = self.signer.headers() if covered else {}
        self.strip(headers)
        for name, value in fresh.items():
            _remove(headers, name)
            headers[name] = value
        return covered

    def strip(self, headers: MutableMapping[str, str]) -> None:
        """Removes ``X-WSSE``, and ``Authorization`` where it is that of a token."""
        _remove(headers, X_WSSE)
        if self.is_ours(headers.get(AUTHORIZATION)):
            _remove(headers, AUTHORIZATION)

    def is_ours(self, authorization: str | bytes | None) -> bool:
        """Whether it is the ``Authorization`` that goes with a token."""
        if isinstance(authorization, bytes):
            authorization = authorization.decode("latin-1")
        return authorization is not None and authorization.strip() == self._authorization

    def settings(self) -> tuple[object, ...]:
        """Equal for those that do the same."""
        return (id(self.signer), self.given, self.allow_http)

    def describe(self, owner: object, **more: object) -> str:
        """The ``repr`` of the hook that uses it."""
        about = [f"{self.signer.username!r}", f"dialect={str(self.signer.dialect)!r}"]
        about.append(f"origins={sorted(map(str, self._bound or ()))}")
        about.extend(
            f"{name}=True" for name, value in {"allow_http": self.allow_http, **more}.items() if value
        )
        return f"<{type(owner).__name__} {' '.join(about)}>"


def _as_list(origins: str | Iterable[str]) -> Iterable[str]:
    return [origins] if isinstance(origins, str) else origins


def _remove(headers: MutableMapping[str, str], name: str) -> None:
    # Not `pop`: a mapping that holds several of a name would give up only the first.
    if name in headers:
        del headers[name]
