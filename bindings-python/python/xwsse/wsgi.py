"""WSGI: a middleware that lets only signed requests through.

>>> from wsgiref.util import setup_testing_defaults
>>> from xwsse import Signer
>>> def application(environ, start_response):
...     start_response("200 OK", [("Content-Type", "text/plain")])
...     return [environ["xwsse.identity"].username.encode()]
>>> application = WsseMiddleware(application, {"alice": "s3cr3t"}, realm="api")

>>> environ = {"HTTP_X_WSSE": Signer("alice", "s3cr3t").header()}
>>> setup_testing_defaults(environ)
>>> def start_response(status, headers):
...     print(status, dict(headers).get("WWW-Authenticate"))
>>> application(environ, start_response)
200 OK None
[b'alice']

The second time the same header is refused:

>>> del environ["xwsse.identity"], environ["xwsse.verifier"]
>>> application(environ, start_response)
401 Unauthorized WSSE realm="api", profile="UsernameToken"
[b'401 Unauthorized\\n']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ._errors import Rejected
from ._server import Gate
from ._verifier import Secrets

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from typing_extensions import Unpack

    from ._server import GateOptions, HeaderVerifier

__all__ = ["WsseMiddleware"]


class WsseMiddleware:
    """Stands before a WSGI application.

    ``verifier`` is a :class:`~xwsse.Verifier`, or its secrets, with its other arguments by keyword. Secrets
    and store must not be asynchronous. With ``optional`` a request without the header passes too, as nobody.

    The application finds the :class:`~xwsse.Identity` in ``environ["xwsse.identity"]`` (``None`` for nobody),
    and the username in ``REMOTE_USER`` beside the ``AUTH_TYPE`` ``WSSE``. The body of the request is not
    read.

    A server joins the values of two X-WSSE headers with a comma. Two whole tokens that are joined are
    refused; two headers that have half a token each pass as one. A header that is spelt ``X_WSSE`` has the
    same name in the environ: gunicorn 27, Werkzeug 3.1 and Django's ``runserver`` drop it; ``wsgiref`` takes
    it, and then it is verified as an X-WSSE header is, and two are refused. If a proxy in front looks at
    X-WSSE, have it drop the other spelling, as nginx does by default.

    Several worker processes need a store that they share: with memory stores each of them would accept the
    same token once.
    """

    def __init__(
        self,
        app: WSGIApplication,
        verifier: HeaderVerifier | Secrets,
        **options: Unpack[GateOptions],
    ) -> None:
        self._app = app
        self._gate = Gate("wsgi", verifier, only_sync=True, **options)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            identity = self._gate.admit(environ, self._gate.of_environ(environ), environ)
        except Rejected as rejected:
            status, headers, body = self._gate.answer(rejected)
            start_response(status, list(headers.items()))
            return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]
        if identity is not None:
            environ["REMOTE_USER"] = identity.username
            environ["AUTH_TYPE"] = "WSSE"
        return self._app(environ, start_response)
