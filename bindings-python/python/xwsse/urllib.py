"""Sign what ``urllib.request`` sends. It needs nothing else.

>>> import urllib.request
>>> handler = WsseHandler("my-api-key", "my-api-secret", origins="https://api.example")
>>> opener = urllib.request.build_opener(handler)
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from email.message import Message
from typing import IO, Any
from urllib.request import BaseHandler, Request

from ._errors import ClearTextRefused
from ._hook import Hook

__all__ = ["ClearTextRefused", "WsseHandler"]

_AGAIN = "_xwsse_again"


class WsseHandler(Hook, BaseHandler):
    """Signs requests, for ``urllib.request.build_opener``.

    >>> import urllib.request
    >>> handler = WsseHandler("my-api-key", "my-api-secret")
    >>> request = handler.https_request(urllib.request.Request("https://api.example/v1/files"))
    >>> request.get_header("Authorization")
    'WSSE profile="UsernameToken"'
    >>> handler
    <WsseHandler <Signer username='my-api-key' dialect='penneo'> origins=['https://api.example']>

    Give it a username and a secret, or a signer: a :class:`xwsse.Signer`, or any object with ``headers()``,
    ``header_names`` and ``authorization``. It signs for ``origins``, one or several such as
    ``"https://api.example"``, or else for the origin of its first request. Each hop of a redirect is signed
    afresh, and on a hop to any other origin nothing is left of a token. Over plain http it signs for loopback
    hosts only, and raises :class:`ClearTextRefused` for others unless ``allow_http=True``.

    An ``Authorization`` of your own stays, and ours is left out; ``authorization=False`` leaves ours out
    always.

    ``retry_on_401=True`` makes one more attempt, freshly signed, when a hop is answered with 401 and its
    body, if there is one, is of bytes: processes that share an API key can collide on Created.

    ``learn_clock=True`` sets a wrong clock by the ``Date`` of a 401, over https (or loopback) and from an
    origin of its own, and then makes one more attempt. ``strict=True`` raises :class:`xwsse.OriginRefused`
    for a request to any other origin; by default it goes out unsigned, with a record at DEBUG in the log
    ``xwsse.client``.

    Threads share it.
    """

    # After the handlers that add headers.
    handler_order = 900

    def http_request(self, request: Request) -> Request:
        self._signer.apply(_Headers(request), request.full_url)
        return request

    https_request = http_request

    def http_error_401(
        self, request: Request, response: IO[bytes], code: int, message: str, headers: Message
    ) -> Any:
        """Makes one more attempt, where an option says so."""
        if hasattr(request, _AGAIN) or not self._tries_again(request.full_url, headers.get("Date")):
            return None
        if not isinstance(request.data, bytes | bytearray | None):
            return None
        response.read()
        response.close()
        setattr(request, _AGAIN, True)
        try:
            return self.parent.open(request, timeout=request.timeout)
        finally:
            delattr(request, _AGAIN)


class _Headers(MutableMapping[str, str]):
    """The headers of a request, by names that know no case. A redirect does not copy what is set."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._both = (request.unredirected_hdrs, request.headers)

    def __iter__(self) -> Iterator[str]:
        return iter({name for headers in self._both for name in headers})

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _spellings(self, name: str) -> list[str]:
        return [spelling for spelling in self if spelling.lower() == name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._spellings(name))

    def __getitem__(self, name: str) -> str:
        for headers in self._both:
            for spelling in self._spellings(name):
                if spelling in headers:
                    return headers[spelling]
        raise KeyError(name)

    def __setitem__(self, name: str, value: str) -> None:
        self._request.add_unredirected_header(name, value)

    def __delitem__(self, name: str) -> None:
        for spelling in self._spellings(name):
            for headers in self._both:
                headers.pop(spelling, None)
