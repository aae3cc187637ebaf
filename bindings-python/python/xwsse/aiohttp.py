"""Sign what `aiohttp <https://docs.aiohttp.org>`_ sends.

>>> import aiohttp
>>> async def files():
...     middleware = WsseMiddleware("my-api-key", "my-api-secret", origins="https://api.example")
...     async with aiohttp.ClientSession(middlewares=[middleware]) as session:
...         async with session.get("https://api.example/v1/files") as response:
...             return await response.json()
"""

from __future__ import annotations

from aiohttp import BytesPayload, ClientHandlerType, ClientRequest, ClientResponse, RequestInfo

from ._errors import ClearTextRefused
from ._hook import Hook

__all__ = ["ClearTextRefused", "WsseMiddleware", "wsse_middleware"]


class WsseMiddleware(Hook):
    """Signs requests, for ``middlewares=`` of a session or of a request.

    >>> WsseMiddleware("my-api-key", "my-api-secret", origins="https://api.example")
    <WsseMiddleware <Signer username='my-api-key' dialect='penneo'> origins=['https://api.example']>

    Give it a username and a secret, or a signer: a :class:`xwsse.Signer`, or any object with ``headers()``,
    ``header_names`` and ``authorization``. It signs for ``origins``, one or several such as
    ``"https://api.example"``, or else for the origin of its first request. Each hop of a redirect and each
    retry is signed afresh, and on a hop to any other origin nothing is left of a token. Over plain http it
    signs for loopback hosts only, and raises :class:`ClearTextRefused` for others unless ``allow_http=True``.

    An ``Authorization`` of your own stays, and ours is left out; ``authorization=False`` leaves ours out
    always.

    ``retry_on_401=True`` makes one more attempt, freshly signed, when a hop is answered with 401 and its
    body can be sent again: processes that share an API key can collide on Created.

    ``learn_clock=True`` sets a wrong clock by the ``Date`` of a 401, over https (or loopback) and from an
    origin of its own, and then makes one more attempt. ``strict=True`` raises :class:`xwsse.OriginRefused`
    for a request to any other origin; by default it goes out unsigned, with a record at DEBUG in the log
    ``xwsse.client``.

    Put it last among the middlewares, after those that send a request again. Tasks and sessions share it.
    """

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        signed = self._signer.apply(request.headers, _url(request))
        response = await handler(request)
        if response.status == 401 and signed and self._wants_again(response) and _can_be_sent_again(request):
            await response.read()  # so that the connection can be used again
            response.release()
            self._signer.apply(request.headers, _url(request))
            response = await handler(request)
        return response

    def _wants_again(self, response: ClientResponse) -> bool:
        return self._tries_again(_url(response.request_info), response.headers.get("Date"))


wsse_middleware = WsseMiddleware
"""The same, for those who like middlewares to be named as functions are."""


def _url(request: ClientRequest | RequestInfo) -> str:
    """The URL that is asked for: a websocket is opened by a request over http."""
    url = request.url
    return str(url.with_scheme({"ws": "http", "wss": "https"}.get(url.scheme, url.scheme)))


def _can_be_sent_again(request: ClientRequest) -> bool:
    # A payload knows whether it was used up; in the first versions with middlewares it does not say so.
    body = request.body
    return not body or isinstance(body, BytesPayload) or not getattr(body, "consumed", True)
