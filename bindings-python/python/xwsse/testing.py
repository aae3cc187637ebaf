"""For the tests of programs that sign or verify.

>>> from datetime import timedelta
>>> from xwsse import Rejected, Signer, Verifier
>>> clock = Clock()
>>> verifier = Verifier({"key": "secret"}, clock=clock)
>>> header = Signer("key", "secret", clock=clock).header()
>>> clock.advance(timedelta(minutes=2))
>>> try:
...     verifier.verify(header)
... except Rejected as rejected:
...     print(rejected.code)
created_stale
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from inspect import iscoroutinefunction
from typing import Any

from ._errors import Rejected
from ._native import Identity
from ._origin_signer import HeaderSigner
from ._verifier import Verifier

__all__ = ["Clock", "FixedVerifier", "signing"]


class Clock:
    """A clock that stands still until it is set: for ``clock=`` of a signer, a verifier, or a server hook."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = datetime.now(timezone.utc) if now is None else now
        """What it shows, an aware ``datetime``. Set it to any other."""

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        """Moves it on, or back."""
        self.now += by


class FixedVerifier:
    """A verifier for server hooks that takes every request for that of one user, signed or not.

    With a :class:`xwsse.Rejected` in place of the username it refuses every request, to try what a client or an
    error handler makes of that.

    >>> FixedVerifier("alice").verify_headers({}).username
    'alice'
    """

    header_names: Sequence[str] = ("x-wsse",)

    def __init__(self, answer: str | Rejected) -> None:
        self._answer = answer

    def verify_headers(self, headers: Mapping[str, Sequence[str | bytes]]) -> Identity:
        if isinstance(self._answer, Rejected):
            raise Rejected(self._answer.code)
        return Identity(self._answer, datetime.now(timezone.utc))

    challenge = staticmethod(Verifier({}).challenge)


def signing(app: Any, signer: HeaderSigner) -> Any:
    """The same WSGI or ASGI application, to which every request comes signed: for its test client.

    >>> from flask import Flask
    >>> from xwsse import Signer
    >>> from xwsse.flask import Wsse, current_identity
    >>> app = Flask(__name__)
    >>> @app.get("/")
    ... @Wsse({"key": "secret"}).required
    ... def hello():
    ...     return f"hello {current_identity().username}"
    >>> app.wsgi_app = signing(app.wsgi_app, Signer("key", "secret"))
    >>> app.test_client().get("/").text
    'hello key'
    """

    def wsgi(environ: dict[str, Any], start_response: Any) -> Any:
        fresh = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signer.headers().items()}
        return app({**environ, **fresh}, start_response)

    async def asgi(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] in ("http", "websocket"):
            fresh = {name.lower().encode(): value.encode() for name, value in signer.headers().items()}
            others = [(name, value) for name, value in scope["headers"] if name not in fresh]
            scope = {**scope, "headers": [*others, *fresh.items()]}
        await app(scope, receive, send)

    is_asgi = iscoroutinefunction(app) or iscoroutinefunction(getattr(app, "__call__", None))
    return asgi if is_asgi else wsgi
