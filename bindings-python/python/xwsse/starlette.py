"""Starlette: a backend for its ``AuthenticationMiddleware``.

>>> from starlette.applications import Starlette
>>> from starlette.authentication import requires
>>> from starlette.responses import PlainTextResponse
>>> from starlette.routing import Route
>>> @requires("authenticated")
... async def hello(request):
...     return PlainTextResponse(f"hello {request.user.display_name}")
>>> backend = WsseBackend({"alice": "s3cr3t"}, realm="api")
>>> app = Starlette(routes=[Route("/", hello)], middleware=[backend.middleware])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    BaseUser,
)
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import Response

from ._errors import Rejected
from ._native import Identity
from ._server import Gate
from ._verifier import Secrets

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._server import GateOptions, HeaderVerifier

__all__ = ["WsseAuthenticationError", "WsseBackend", "WsseUser"]


class WsseUser(BaseUser):
    """``request.user`` of a signed request."""

    def __init__(self, wsse: Identity) -> None:
        self.wsse = wsse

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def display_name(self) -> str:
        return self.wsse.username

    @property
    def identity(self) -> str:
        return self.wsse.username


class WsseAuthenticationError(AuthenticationError):
    """Raised by the backend. The text is for the peer; the ``__cause__`` is the :class:`~xwsse.Rejected`."""


class WsseBackend(AuthenticationBackend):
    """Authenticates requests and websockets by their X-WSSE header.

    ``verifier`` is a :class:`~xwsse.Verifier`, or its secrets, with its other arguments by keyword. With
    ``optional`` a request without the header passes as Starlette's ``UnauthenticatedUser``.

    Put its :attr:`middleware` into the application: it answers 401 with the challenge, or 503. Starlette's
    own ``AuthenticationMiddleware`` needs ``on_error=backend.on_error`` for that; without it Starlette
    answers 400. A websocket is closed by Starlette before it is accepted, which the peer sees as 403;
    :class:`xwsse.asgi.WsseMiddleware` answers it with 401, and sets ``request.user`` as well.

    A signed request has ``request.user.wsse`` (a :class:`~xwsse.Identity`, also in
    ``request.scope["xwsse.identity"]``) and the scope ``authenticated``. Two X-WSSE headers are refused. The
    body of the request is not read.

    An asynchronous secrets function or store is awaited. If neither is asynchronous, they are called in
    Starlette's thread pool, as an endpoint would be that is not asynchronous.
    """

    def __init__(
        self,
        verifier: HeaderVerifier | Secrets,
        **options: Unpack[GateOptions],
    ) -> None:
        self._gate = Gate("starlette", verifier, **options)

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser] | None:
        try:
            identity = await self._gate.admit_async(
                conn, self._gate.of_scope(conn.scope), conn.scope, run_in_threadpool
            )
        except Rejected as rejected:
            status, _, _ = self._gate.answer(rejected)
            raise WsseAuthenticationError(status) from rejected
        if identity is None:
            return None
        return AuthCredentials(["authenticated"]), WsseUser(identity)

    @property
    def middleware(self) -> Middleware:
        """For the ``middleware`` of an application: Starlette's ``AuthenticationMiddleware`` with this backend and
        :meth:`on_error`."""
        return Middleware(AuthenticationMiddleware, backend=self, on_error=self.on_error)

    def on_error(self, conn: HTTPConnection, error: AuthenticationError) -> Response:
        """The answer to a refused request: 401 with the challenge, or 503 with ``Retry-After``."""
        if not isinstance(error.__cause__, Rejected):
            return AuthenticationMiddleware.default_on_error(conn, error)
        _, headers, body = self._gate.answer(error.__cause__)
        return Response(body, error.__cause__.status, headers)
