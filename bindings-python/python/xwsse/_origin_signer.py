"""A signer that is bound to origins: the part of a client hook that no client differs in."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from threading import Lock
from typing import Final, Protocol, TypeAlias

from ._errors import ClearTextRefused, OriginRefused
from ._origin import Origin

Origins: TypeAlias = str | Iterable[str] | None

AUTHORIZATION: Final = "Authorization"

_logger = logging.getLogger("xwsse.client")


class HeaderSigner(Protocol):
    """What a client hook asks of a signer, whatever its scheme. A :class:`xwsse.Signer` is one."""

    def headers(self) -> Mapping[str, str]:
        """The headers of one request, made afresh."""

    @property
    def header_names(self) -> Sequence[str]:
        """The headers that hold a token: they are removed where no token may go."""

    @property
    def authorization(self) -> str | None:
        """The ``Authorization`` among its headers, if there is one."""


class OriginSigner:
    """A signer, and the origins that it signs for.

    When none are given, it is the origin of the first request. Threads and tasks share it.

    >>> from xwsse import Signer
    >>> bound = OriginSigner(Signer("key", "secret"), origins="https://api.example")
    >>> headers = {"X-WSSE": "of the application"}
    >>> bound.apply(headers, "https://api.example/v1"), sorted(headers)
    (True, ['Authorization', 'X-WSSE'])
    >>> bound.apply(headers, "https://elsewhere.example/"), sorted(headers)
    (False, [])
    """

    def __init__(
        self,
        signer: HeaderSigner,
        *,
        origins: Origins = None,
        allow_http: bool = False,
        authorization: bool = True,
        strict: bool = False,
    ) -> None:
        self.signer = signer
        self.allow_http = allow_http
        self.authorization = authorization
        self.strict = strict
        self.given = None if origins is None else frozenset(map(self._parse, _as_list(origins)))
        if self.given is not None and not self.given:
            raise ValueError(
                "the list of origins is empty; name at least one, or omit it to bind to the origin of the "
                "first request"
            )
        self._bound = self.given
        self._binding = Lock()

    def _parse(self, text: str) -> Origin:
        origin = Origin.of(text)
        if origin is None:
            raise ValueError(
                f"{text!r} is not an origin; write it as in 'https://api.example', and the host in ASCII"
            )
        self._refuse_clear_text(origin)
        return origin

    def _refuse_clear_text(self, origin: Origin) -> None:
        if origin.scheme == "http" and not self.allow_http and not origin.is_loopback:
            raise ClearTextRefused(str(origin))

    @property
    def origins(self) -> list[str]:
        """The origins that it signs for, as far as they are known."""
        return sorted(map(str, self._bound or ()))

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
        """Makes the headers right for a request to this URL, and says whether they are signed now."""
        fresh = self.replace(headers, url)
        headers.update(fresh or {})
        return fresh is not None

    def replace(self, headers: MutableMapping[str, str], url: str) -> dict[str, str] | None:
        """Removes from the headers what is left of a token, and returns what to set on a request to this URL:
        a fresh token for an origin of its own, ``None`` for any other.

        An ``Authorization`` of somebody else's stays, and takes the place of ours.
        """
        covered = self.covers(url)
        fresh = dict(self.signer.headers()) if covered else {}
        self.strip(headers)
        if not covered:
            self._leave_unsigned(url)
            return None
        if not self.authorization or AUTHORIZATION in headers:
            _remove(fresh, AUTHORIZATION)
        for name in fresh:
            _remove(headers, name)
        return fresh

    def _leave_unsigned(self, url: str) -> None:
        refused = OriginRefused(str(Origin.of(url) or "that URL"), self.origins)
        if self.strict:
            raise refused
        _logger.debug("not signed: %s", refused)

    def strip(self, headers: MutableMapping[str, str]) -> None:
        """Removes the headers of a token, and ``Authorization`` where it is that of a token."""
        for name in self.signer.header_names:
            _remove(headers, name)
        if self.is_ours(headers.get(AUTHORIZATION)):
            _remove(headers, AUTHORIZATION)

    def is_ours(self, authorization: str | bytes | None) -> bool:
        """Whether it is the ``Authorization`` that goes with a token."""
        if isinstance(authorization, bytes):
            authorization = authorization.decode("latin-1")
        ours = self.signer.authorization
        return authorization is not None and ours is not None and authorization.strip() == ours.strip()

    def settings(self) -> tuple[object, ...]:
        """What two that do the same have in common."""
        return id(self.signer), self.given, self.allow_http, self.authorization, self.strict


def _as_list(origins: str | Iterable[str]) -> Iterable[str]:
    return [origins] if isinstance(origins, str) else origins


def _remove(headers: MutableMapping[str, str], name: str) -> None:
    # Not `pop`: a mapping that holds several of a name would remove only the first.
    if name in headers:
        del headers[name]
