"""FastAPI: a dependency that returns the identity, and shows in OpenAPI.

>>> from typing import Annotated
>>> from fastapi import Depends, FastAPI
>>> from xwsse import Identity
>>> app = FastAPI()
>>> wsse = Wsse({"alice": "s3cr3t"}, realm="api")
>>> @app.get("/")
... async def hello(identity: Annotated[Identity, Depends(wsse)]) -> str:
...     return f"hello {identity.username}"
>>> scheme = app.openapi()["components"]["securitySchemes"]["Wsse"]
>>> scheme["type"], scheme["in"], scheme["name"]
('apiKey', 'header', 'X-WSSE')

For every path operation at once: ``FastAPI(dependencies=[Depends(wsse)])``.
"""

# Annotations are not deferred here: FastAPI reads those of `__call__`, and not every release of it looks up
# the names in them for an object that is called.
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException, WebSocket, WebSocketException
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.models import APIKey, APIKeyIn
from fastapi.requests import HTTPConnection
from fastapi.security.base import SecurityBase

from ._errors import Rejected
from ._native import Identity
from ._options import refuse_unknown
from ._server import DependencyOptions, Gate
from ._verifier import Secrets

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._server import HeaderVerifier

__all__ = ["Wsse"]


def _can_deny(websocket: HTTPConnection) -> bool:
    """Whether a websocket can be answered with a response, by the server and by Starlette (from 0.37)."""
    extensions = websocket.scope.get("extensions") or {}
    return "websocket.http.response" in extensions and hasattr(WebSocket, "send_denial_response")


_OPTIONS = (*DependencyOptions.__annotations__, "scheme_name", "description", "auto_error")


class Wsse(SecurityBase):
    """A dependency for path operations and websockets.

    ``verifier`` is a :class:`~xwsse.Verifier`, or its secrets, with its other arguments by keyword. With
    ``auto_error=False`` a request without the header gets ``None`` for its identity, so that another way to
    authenticate may follow; a header that is there and refused is an error all the same.

    It raises ``HTTPException``: 401 with the challenge, or 503 with ``Retry-After``. A websocket gets the
    same answer where the server has the extension ``websocket.http.response``, else it is closed with 1008.

    The :class:`~xwsse.Identity` is in ``request.scope["xwsse.identity"]`` too. Depend on it as often as you
    like, also with scopes: the token is used once for each request. Two X-WSSE headers are refused.

    An asynchronous secrets function or store is awaited. If neither is asynchronous, they are called in
    FastAPI's thread pool, as a dependency would be that is not asynchronous.

    It does not read the body. For a path operation that declares one, FastAPI reads it before the
    dependencies are solved; to refuse a request before that, put :class:`xwsse.asgi.WsseMiddleware` in front.
    With the same ``Verifier`` both may be used.
    """

    def __init__(
        self,
        verifier: "HeaderVerifier | Secrets",
        *,
        scheme_name: str | None = None,
        description: str | None = "X-WSSE UsernameToken, signed afresh for each request",
        auto_error: bool = True,
        **options: "Unpack[DependencyOptions]",
    ) -> None:
        refuse_unknown(
            options, [*DependencyOptions.__annotations__, "scheme_name", "description", "auto_error"]
        )
        self._gate = Gate("fastapi", verifier, optional=not auto_error, **options)
        place: dict[str, Any] = {"in": APIKeyIn.header}
        name = self._gate.verifier.header_names[0].upper()
        self.model = APIKey(**place, name=name, description=description)
        self.scheme_name = scheme_name or type(self).__name__
        self.auto_error = auto_error

    @property
    def responses(self) -> dict[int | str, dict[str, Any]]:
        """For ``responses=`` of path operations, a router or the application, so that OpenAPI shows 401 and 503."""
        return {
            401: {"description": "Not authenticated: the request must be signed afresh"},
            503: {"description": "Service unavailable: nothing is accepted for now"},
        }

    async def __call__(self, request: HTTPConnection) -> Identity | None:
        try:
            return await self._gate.admit_async(
                request, self._gate.of_scope(request.scope), request.scope, run_in_threadpool
            )
        except Rejected as rejected:
            if request.scope["type"] == "websocket" and not _can_deny(request):
                raise WebSocketException(1008) from rejected
            detail = "Not authenticated" if rejected.status == 401 else "Service unavailable"
            raise HTTPException(rejected.status, detail, self._gate.headers(rejected)) from rejected
