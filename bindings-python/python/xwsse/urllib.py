"""Sign what ``urllib.request`` sends. It needs nothing else.

>>> import urllib.request
>>> handler = WsseHandler("my-api-key", "my-api-secret", origins="https://api.example")
>>> opener = urllib.request.build_opener(handler)
"""

from __future__ import annotations

from email.message import Message
from typing import IO, Any, NoReturn, overload
from urllib.request import BaseHandler, Request

from ._errors import ClearTextRefused
from ._native import Dialect, Signer
from ._origin import AUTHORIZATION, X_WSSE, Origins, OriginSigner, Secret

__all__ = ["ClearTextRefused", "WsseHandler"]

_AGAIN = "_xwsse_again"


class WsseHandler(BaseHandler):
    """Signs requests, for ``urllib.request.build_opener``.

    >>> import urllib.request
    >>> handler = WsseHandler("my-api-key", "my-api-secret")
    >>> request = handler.https_request(urllib.request.Request("https://api.example/v1/files"))
    >>> request.get_header("Authorization")
    'WSSE profile="UsernameToken"'
    >>> handler
    <WsseHandler 'my-api-key' dialect='penneo' origins=['https://api.example']>

    Give it a username and a secret, or a :class:`xwsse.Signer`. It signs for ``origins``, one or several
    such as ``"https://api.example"``, or else for the origin of its first request. Each hop of a redirect
    is signed afresh, and on a hop to any other origin nothing is left of a token. Over plain http it signs
    for loopback hosts only, and raises :class:`ClearTextRefused` for others unless ``allow_http=True``.

    ``retry_on_401=True`` makes one more attempt, freshly signed, when a hop is answered with 401 and its
    body, if there is one, is of bytes: processes that share an API key can collide on Created.

    Threads share it.
    """

    # After the handlers that add headers.
    handler_order = 900

    @overload
    def __init__(
        self,
        signer: Signer,
        /,
        *,
        origins: Origins = ...,
        allow_http: bool = ...,
        retry_on_401: bool = ...,
    ) -> None: ...
    @overload
    def __init__(
        self,
        username: str,
        secret: Secret,
        dialect: str | Dialect = ...,
        *,
        origins: Origins = ...,
        allow_http: bool = ...,
        retry_on_401: bool = ...,
    ) -> None: ...
    def __init__(
        self,
        username: Signer | str,
        secret: Secret | None = None,
        dialect: str | Dialect | None = None,
        *,
        origins: Origins = None,
        allow_http: bool = False,
        retry_on_401: bool = False,
    ) -> None:
        self._signer = OriginSigner(username, secret, dialect, origins=origins, allow_http=allow_http)
        self._retry_on_401 = retry_on_401

    def http_request(self, request: Request) -> Request:
        fresh: dict[str, str] = {}
        self._signer.apply(fresh, request.full_url)
        for headers in (request.headers, request.unredirected_hdrs):
            for name in list(headers):
                if self._gives_way(name, headers[name], fresh):
                    del headers[name]
        for name, value in fresh.items():
            # A redirect leaves these behind.
            request.add_unredirected_header(name, value)
        return request

    https_request = http_request

    def _gives_way(self, name: str, value: str, fresh: dict[str, str]) -> bool:
        name = name.lower()
        if name == AUTHORIZATION.lower():
            return bool(fresh) or self._signer.is_ours(value)
        return name == X_WSSE.lower()

    def http_error_401(
        self, request: Request, response: IO[bytes], code: int, message: str, headers: Message
    ) -> Any:
        """Makes one more attempt, when told to."""
        if (
            not self._retry_on_401
            or hasattr(request, _AGAIN)
            or not isinstance(request.data, bytes | bytearray | None)
            or not self._signer.covers(request.full_url)
        ):
            return None
        response.read()
        response.close()
        setattr(request, _AGAIN, True)
        try:
            return self.parent.open(request, timeout=request.timeout)
        finally:
            delattr(request, _AGAIN)

    def __repr__(self) -> str:
        return self._signer.describe(self, retry_on_401=self._retry_on_401)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a WsseHandler holds a secret, so it is not pickled or copied; share it")
