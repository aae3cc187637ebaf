"""ASGI: a middleware that lets only signed requests and websockets through.

>>> from xwsse import Signer
>>> async def app(scope, receive, send):
...     print("hello", scope["user"].display_name)
>>> app = WsseMiddleware(app, {"alice": "s3cr3t"}, realm="api")

>>> async def send(message):
...     print(message["type"], message.get("status"))
>>> header = Signer("alice", "s3cr3t").header().encode()
>>> asyncio.run(app({"type": "http", "headers": [(b"x-wsse", header)]}, None, send))
hello alice
>>> asyncio.run(app({"type": "http", "headers": [(b"x-wsse", header)]}, None, send))
http.response.start 401
http.response.body None
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ._errors import Rejected
from ._native import Identity
from ._server import Gate
from ._verifier import Secrets

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._server import GateOptions, HeaderVerifier

__all__ = ["Auth", "User", "WsseMiddleware"]

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class User:
    """``scope["user"]``, with the attributes that Starlette's users have."""

    wsse: Identity | None
    """The identity; ``None`` for nobody."""

    @property
    def is_authenticated(self) -> bool:
        return self.wsse is not None

    @property
    def display_name(self) -> str:
        return "" if self.wsse is None else self.wsse.username

    @property
    def identity(self) -> str:
        return self.display_name


@dataclass(frozen=True)
class Auth:
    """``scope["auth"]``, for Starlette's ``requires``."""

    scopes: tuple[str, ...]
    """``("authenticated",)``, or nothing for nobody."""


class WsseMiddleware:
    """Stands before an ASGI application.

    ``verifier`` is a :class:`~xwsse.Verifier`, or its secrets, with its other arguments by keyword. With
    ``optional`` a request without the header passes too, as nobody.

    The application finds the :class:`~xwsse.Identity` in ``scope["xwsse.identity"]`` (``None`` for nobody),
    a :class:`User` in ``scope["user"]`` and an :class:`Auth` in ``scope["auth"]``. Two X-WSSE headers are
    refused. The body of the request is not read.

    An asynchronous secrets function or store is awaited. One that is not is called in the event loop, since
    ASGI has no threads of its own: if it blocks, give an asynchronous one.

    It acts on ``http`` and ``websocket``; all else passes. A websocket is refused before it is accepted: with
    the same answer as a request, where the server has the extension ``websocket.http.response``, else by
    closing it with 1008, which the peer sees as 403.
    """

    def __init__(
        self,
        app: ASGIApp,
        verifier: HeaderVerifier | Secrets,
        **options: Unpack[GateOptions],
    ) -> None:
        self._app = app
        self._gate = Gate("asgi", verifier, **options)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        scope = dict(scope)
        try:
            identity = await self._gate.admit_async(scope, self._gate.of_scope(scope), scope)
        except Rejected as rejected:
            await self._refuse(rejected, scope, send)
            return
        scope["user"] = User(identity)
        scope["auth"] = Auth(() if identity is None else ("authenticated",))
        await self._app(scope, receive, send)

    async def _refuse(self, rejected: Rejected, scope: Scope, send: Send) -> None:
        prefix = ""
        if scope["type"] == "websocket":
            if "websocket.http.response" not in (scope.get("extensions") or {}):
                await send({"type": "websocket.close", "code": 1008})
                return
            prefix = "websocket."
        _, headers, body = self._gate.answer(rejected)
        start = {
            "type": f"{prefix}http.response.start",
            "status": rejected.status,
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }
        await send(start)
        await send({"type": f"{prefix}http.response.body", "body": body})
