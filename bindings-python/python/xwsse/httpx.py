"""Sign what `HTTPX <https://www.python-httpx.org>`_ sends.

>>> import httpx
>>> client = httpx.Client(transport=WsseTransport("my-api-key", "my-api-secret", origins="https://api.example"))

:class:`WsseTransport` and :class:`AsyncWsseTransport` sign each request on its way out, every hop of a
redirect too. :class:`WsseAuth` goes where HTTPX takes ``auth=``.
"""

from __future__ import annotations

from collections.abc import Generator, ItemsView, Iterator, KeysView, ValuesView
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import httpx

from ._errors import ClearTextRefused
from ._hook import Hook, HookOptions, Secret
from ._native import Dialect
from ._origin_signer import HeaderSigner

__all__ = ["AsyncWsseTransport", "ClearTextRefused", "WsseAuth", "WsseTransport"]

_T = TypeVar("_T")

if TYPE_CHECKING:
    from typing_extensions import Self, TypedDict, Unpack

    class TransportOptions(HookOptions, TypedDict, Generic[_T], total=False):
        transport: _T | None


class WsseAuth(Hook, httpx.Auth):
    """Signs requests, for ``auth=`` of a request, an ``httpx.Client`` or an ``httpx.AsyncClient``.

    >>> import httpx
    >>> def service(request):
    ...     return httpx.Response(200, text=request.headers["Authorization"])
    >>> auth = WsseAuth("my-api-key", "my-api-secret")
    >>> with httpx.Client(auth=auth, transport=httpx.MockTransport(service)) as client:
    ...     client.get("https://api.example/v1/files").text
    'WSSE profile="UsernameToken"'
    >>> auth
    <WsseAuth <Signer username='my-api-key' dialect='penneo'> origins=['https://api.example']>

    Give it a username and a secret, or a signer: a :class:`xwsse.Signer`, or any object with ``headers()``,
    ``header_names`` and ``authorization``. It signs for ``origins``, one or several such as
    ``"https://api.example"``, or else for the origin of its first request. Over plain http it signs for
    loopback hosts only, and raises :class:`ClearTextRefused` for others unless ``allow_http=True``.

    With ``follow_redirects`` HTTPX follows redirects without asking ``auth`` again. So no token goes on to
    the next hop; and where the next hop is at an origin of its own and answers 401, it is sent once more,
    signed, if its body was given whole. :class:`WsseTransport` signs each hop at once: use that where
    redirects are usual, or where an answer without signing would be taken for the right one.

    An ``Authorization`` of your own stays, and ours is left out; ``authorization=False`` leaves ours out
    always.

    ``retry_on_401=True`` makes one more attempt, freshly signed, when a signed request is answered with 401
    and its body was given whole: processes that share an API key can collide on Created.

    ``learn_clock=True`` sets a wrong clock by the ``Date`` of a 401, over https (or loopback) and from an
    origin of its own, and then makes one more attempt. ``strict=True`` raises :class:`xwsse.OriginRefused`
    for a request to any other origin; by default it goes out unsigned, with a record at DEBUG in the log
    ``xwsse.client``.

    Threads and tasks share it.
    """

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        signed, again = self._sign(request), False
        response = yield request
        while response.status_code == httpx.codes.UNAUTHORIZED:
            hop, url = response.request, str(response.request.url)
            if hop is not request:
                # Redirects led to it, and so it went out unsigned.
                wanted, again = self._signer.covers(url), False
            else:
                wanted = signed and not again and self._tries_again(url, response.headers.get("Date"))
                again = True
            if not (wanted and _can_be_sent_again(hop)):
                return
            request, signed = hop, self._sign(hop)
            response = yield request

    def _sign(self, request: httpx.Request) -> bool:
        headers = httpx.Headers(request.headers)
        token = self._signer.replace(headers, str(request.url))
        request.headers = headers if token is None else _SignedHeaders(headers, token)
        return token is not None


class _SignedHeaders(httpx.Headers):
    """Headers with a token that is not copied with them.

    The client makes the headers of the next hop as a copy of these.
    """

    def __init__(self, headers: httpx.Headers, token: dict[str, str]) -> None:
        super().__init__(headers)
        self._token = httpx.Headers(token)

    def _signed(self) -> httpx.Headers:
        signed = httpx.Headers(self)
        signed.update(self._token)
        return signed

    @property
    def raw(self) -> list[tuple[bytes, bytes]]:
        return self._signed().raw

    def keys(self) -> KeysView[str]:
        return self._signed().keys()

    def values(self) -> ValuesView[str]:
        return self._signed().values()

    def items(self) -> ItemsView[str, str]:
        return self._signed().items()

    def multi_items(self) -> list[tuple[str, str]]:
        return self._signed().multi_items()

    def get_list(self, key: str, split_commas: bool = False) -> list[str]:
        return self._signed().get_list(key, split_commas)

    def __getitem__(self, key: str) -> str:
        return self._signed()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._signed()

    def __iter__(self) -> Iterator[str]:
        return iter(self._signed())

    def __len__(self) -> int:
        return len(self._signed())

    def __repr__(self) -> str:
        return repr(httpx.Headers(self))


if "X-WSSE" in httpx.Headers(_SignedHeaders(httpx.Headers(), {"X-WSSE": ""})):
    raise ImportError("with this version of httpx, redirects cannot be kept free of tokens; use another")


class _Transport(Hook, Generic[_T]):
    _known = (*HookOptions.__annotations__, "transport")

    @overload
    def __init__(self, signer: HeaderSigner, /, **options: Unpack[TransportOptions[_T]]) -> None: ...
    @overload
    def __init__(
        self,
        username: str,
        secret: Secret,
        dialect: str | Dialect = ...,
        **options: Unpack[TransportOptions[_T]],
    ) -> None: ...
    def __init__(self, *signer: Any, transport: _T | None = None, **options: Any) -> None:
        super().__init__(*signer, **options)
        self._transport = self._default() if transport is None else transport

    def _default(self) -> _T:
        raise NotImplementedError

    def _signed(self, request: httpx.Request) -> httpx.Request:
        # The client makes the next hop from the request that it has, so that one stays without a token.
        headers = httpx.Headers(request.headers)
        self._signer.apply(headers, str(request.url))
        return httpx.Request(
            request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
        )

    def _wants_again(self, request: httpx.Request, response: httpx.Response) -> bool:
        return (
            response.status_code == httpx.codes.UNAUTHORIZED
            and self._tries_again(str(request.url), response.headers.get("Date"))
            and _can_be_sent_again(request)
        )


class WsseTransport(_Transport[httpx.BaseTransport], httpx.BaseTransport):
    """Signs each request on its way out, for ``transport=`` or ``mounts=`` of an ``httpx.Client``.

    >>> import httpx
    >>> def service(request):
    ...     if request.url.path == "/old":
    ...         return httpx.Response(302, headers={"Location": "/new"})
    ...     return httpx.Response(200, text=request.headers["Authorization"])
    >>> transport = WsseTransport("my-api-key", "my-api-secret", transport=httpx.MockTransport(service))
    >>> with httpx.Client(transport=transport, follow_redirects=True) as client:
    ...     client.get("https://api.example/old").text
    'WSSE profile="UsernameToken"'

    The arguments are those of :class:`WsseAuth`, and ``transport``, which sends the requests: by default an
    ``httpx.HTTPTransport()``. A client that is given a transport ignores its own ``proxy``, ``verify``,
    ``cert`` and ``http2``, and the proxies of the environment: give them to that one, as in
    ``transport=httpx.HTTPTransport(proxy=…)``.

    Each hop of a redirect is signed afresh, and on a hop to another origin nothing is left of a token. Use no
    ``auth=`` beside it. The tokens are not on ``response.request``, and so in no record of it.
    """

    def _default(self) -> httpx.BaseTransport:
        return httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._transport.handle_request(self._signed(request))
        if self._wants_again(request, response):
            response.read()  # so that the connection can be used again
            response.close()
            response = self._transport.handle_request(self._signed(request))
        return response

    def close(self) -> None:
        self._transport.close()

    def __enter__(self) -> Self:
        self._transport.__enter__()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self._transport.__exit__(exc_type, exc_value, traceback)


class AsyncWsseTransport(_Transport[httpx.AsyncBaseTransport], httpx.AsyncBaseTransport):
    """As :class:`WsseTransport`, for an ``httpx.AsyncClient``.

    >>> import asyncio, httpx
    >>> async def service(request):
    ...     return httpx.Response(200, text=request.headers["Authorization"])
    >>> async def main():
    ...     transport = AsyncWsseTransport(
    ...         "my-api-key", "my-api-secret", transport=httpx.MockTransport(service)
    ...     )
    ...     async with httpx.AsyncClient(transport=transport) as client:
    ...         return (await client.get("https://api.example/v1/files")).text
    >>> asyncio.run(main())
    'WSSE profile="UsernameToken"'
    """

    def _default(self) -> httpx.AsyncBaseTransport:
        return httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._transport.handle_async_request(self._signed(request))
        if self._wants_again(request, response):
            await response.aread()  # so that the connection can be used again
            await response.aclose()
            response = await self._transport.handle_async_request(self._signed(request))
        return response

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self._transport.__aexit__(exc_type, exc_value, traceback)


def _can_be_sent_again(request: httpx.Request) -> bool:
    return isinstance(request.stream, httpx.ByteStream)
