"""The same application in every framework: it answers with the name of whom it sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import django_site
import serving
import xwsse.asgi
import xwsse.fastapi
import xwsse.flask
import xwsse.starlette
import xwsse.wsgi
from django.test import override_settings
from fastapi import Depends, FastAPI
from flask import Flask, g
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from xwsse import Identity

REALM = "the api"


@dataclass(frozen=True)
class Hook:
    """A hook in its framework, and a server to run it."""

    name: str
    """Of its logger."""
    serve: Callable[..., AbstractContextManager[int]]
    """Takes a verifier or secrets, ``optional``, and options; gives the port."""
    awaits: bool
    """Whether it takes asynchronous secrets."""
    sync_in_thread: bool | None = None
    """Whether secrets functions that are not asynchronous are kept out of the event loop, if there is one."""


def name_of(identity: Identity | None) -> str:
    return "nobody" if identity is None else identity.username


@contextmanager
def serve_wsgi(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        identity = environ["xwsse.identity"]
        assert environ.get("REMOTE_USER") == (identity and identity.username)
        assert environ.get("AUTH_TYPE") == (identity and "WSSE")
        body = name_of(identity).encode()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]

    app_ = xwsse.wsgi.WsseMiddleware(app, verifier, realm=REALM, optional=optional, **options)
    with serving.wsgiref(app_) as port:
        yield port


@contextmanager
def serve_asgi(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        identity = scope["xwsse.identity"]
        assert scope["user"].is_authenticated is (identity is not None)
        assert scope["user"].wsse is identity
        assert scope["auth"].scopes == (() if identity is None else ("authenticated",))
        await PlainTextResponse(name_of(identity))(scope, receive, send)

    app_ = xwsse.asgi.WsseMiddleware(app, verifier, realm=REALM, optional=optional, **options)
    with serving.uvicorn_(app_, lifespan="off") as port:
        yield port


@contextmanager
def serve_starlette(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
    async def app(request: Request) -> PlainTextResponse:
        identity = request.scope["xwsse.identity"]
        assert request.user.is_authenticated is (identity is not None)
        assert request.user.display_name == ("" if identity is None else identity.username)
        assert request.auth.scopes == ([] if identity is None else ["authenticated"])
        return PlainTextResponse(name_of(identity))

    backend = xwsse.starlette.WsseBackend(verifier, realm=REALM, optional=optional, **options)
    routes = [Route("/", app, methods=["GET", "POST"])]
    with serving.uvicorn_(Starlette(routes=routes, middleware=[backend.middleware])) as port:
        yield port


@contextmanager
def serve_fastapi(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
    wsse = xwsse.fastapi.Wsse(verifier, realm=REALM, auto_error=not optional, **options)
    app = FastAPI()

    @app.api_route("/", methods=["GET", "POST"], response_class=PlainTextResponse)
    async def hello(request: Request, identity: Identity | None = Depends(wsse)) -> str:
        assert request.scope["xwsse.identity"] is identity
        return name_of(identity)

    with serving.uvicorn_(app) as port:
        yield port


@contextmanager
def serve_flask(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
    wsse = xwsse.flask.Wsse(verifier, realm=REALM, optional=optional, **options)
    app = Flask(__name__)

    @app.route("/", methods=["GET", "POST"])
    @wsse.required
    def hello() -> str:
        if g.wsse_identity is not None:
            assert xwsse.flask.current_identity() is g.wsse_identity
        return name_of(g.wsse_identity)

    with serving.werkzeug(app) as port:
        yield port


def _django(serve: Callable[[Any], AbstractContextManager[int]], *, asgi: bool, drf: bool) -> Any:
    @contextmanager
    def serve_django(verifier: Any, *, optional: bool = False, **options: Any) -> Iterator[int]:
        key = "VERIFIER" if hasattr(verifier, "verify_headers") else "SECRETS"
        wanted = {key: verifier, "REALM": REALM, "OPTIONAL": optional}
        wanted |= {name.upper(): value for name, value in options.items()}
        more: dict[str, Any] = {"ROOT_URLCONF": "django_site"}
        if drf:
            more = {"ROOT_URLCONF": "drf_site" if not optional else "drf_site_open", "MIDDLEWARE": []}
        with override_settings(XWSSE=wanted, **more), serve(django_site.application(asgi=asgi)) as port:
            yield port

    return serve_django


def _lifespan_off(app: Any) -> AbstractContextManager[int]:
    return serving.uvicorn_(app, lifespan="off")


HOOKS = {
    "wsgi": Hook("wsgi", serve_wsgi, awaits=False),
    "asgi": Hook("asgi", serve_asgi, awaits=True, sync_in_thread=False),
    "starlette": Hook("starlette", serve_starlette, awaits=True, sync_in_thread=True),
    "fastapi": Hook("fastapi", serve_fastapi, awaits=True, sync_in_thread=True),
    "flask": Hook("flask", serve_flask, awaits=False),
    "django-wsgi": Hook("django", _django(serving.wsgiref, asgi=False, drf=False), awaits=True),
    "django-asgi": Hook(
        "django", _django(_lifespan_off, asgi=True, drf=False), awaits=True, sync_in_thread=True
    ),
    "drf-wsgi": Hook("drf", _django(serving.wsgiref, asgi=False, drf=True), awaits=True),
    "drf-asgi": Hook("drf", _django(_lifespan_off, asgi=True, drf=True), awaits=True, sync_in_thread=True),
}
