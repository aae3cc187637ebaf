"""Flask: a decorator for views, or a check before every request.

>>> from flask import Flask
>>> from xwsse import Signer
>>> app = Flask(__name__)
>>> wsse = Wsse({"alice": "s3cr3t"}, realm="api")
>>> @app.get("/")
... @wsse.required
... def hello():
...     return f"hello {current_identity().username}"

>>> client = app.test_client()
>>> client.get("/", headers=Signer("alice", "s3cr3t").headers()).text
'hello alice'
>>> answer = client.get("/")
>>> answer.status, answer.headers["WWW-Authenticate"]
('401 UNAUTHORIZED', 'WSSE realm="api", profile="UsernameToken"')

For a whole application or blueprint: ``app.before_request(wsse.check)``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flask import current_app, g, request
from werkzeug.exceptions import ServiceUnavailable, Unauthorized

from ._errors import Rejected
from ._native import Identity
from ._server import Gate
from ._verifier import Secrets

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from typing_extensions import Unpack

    from ._server import GateOptions, HeaderVerifier

__all__ = ["Wsse", "WsseUnauthorized", "current_identity"]

_P = ParamSpec("_P")
_R = TypeVar("_R")


def current_identity() -> Identity:
    """The identity of the request that is handled now.

    It is in ``g.wsse_identity`` too, which is ``None`` where nobody was demanded and nobody came.
    """
    identity = g.get("wsse_identity")
    if not isinstance(identity, Identity):
        raise RuntimeError(
            "no X-WSSE header was accepted in this request; is the view decorated with wsse.required?"
        )
    return identity


class WsseUnauthorized(Unauthorized):
    """The 401 with its challenge. The ``__cause__`` is the :class:`~xwsse.Rejected`."""

    def __init__(self, challenge: str) -> None:
        super().__init__()
        self.challenge = challenge

    def get_headers(
        self, environ: WSGIEnvironment | None = None, scope: dict[str, Any] | None = None
    ) -> list[tuple[str, str]]:
        return [*super().get_headers(environ, scope), ("WWW-Authenticate", self.challenge)]


class Wsse:
    """Lets only signed requests through.

    ``verifier`` is a :class:`~xwsse.Verifier`, or its secrets, with its other arguments by keyword. Secrets
    and store must not be asynchronous. With ``optional`` a request without the header passes too, as nobody.

    A refused request is a :class:`WsseUnauthorized`, or Werkzeug's ``ServiceUnavailable``: an error handler
    of the application may give them another body, and starts from ``error.get_response()`` so that the
    headers stay. The body of the request is not read.

    Two X-WSSE headers are refused; what holds for a WSGI server holds here: see
    :class:`xwsse.wsgi.WsseMiddleware`.
    """

    def __init__(
        self,
        verifier: HeaderVerifier | Secrets,
        **options: Unpack[GateOptions],
    ) -> None:
        self._gate = Gate("flask", verifier, only_sync=True, **options)

    def check(self) -> None:
        """Checks the request that is handled now: for ``before_request``."""
        try:
            headers = self._gate.of_environ(request.environ)
            g.wsse_identity = self._gate.admit(request, headers, request.environ)
        except Rejected as rejected:
            if rejected.status == 401:
                raise WsseUnauthorized(self._gate.challenge) from rejected
            raise ServiceUnavailable(retry_after=1) from rejected

    def required(self, view: Callable[_P, _R]) -> Callable[_P, _R]:
        """Checks before this view, which may be asynchronous. Below the route: ``@app.get`` comes first."""

        @wraps(view)
        def checked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            self.check()
            return current_app.ensure_sync(view)(*args, **kwargs)  # type: ignore[no-any-return]

        return checked
