"""WSGI servers: gunicorn with several workers, and what each server does with another spelling."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import serving
from flask import Flask
from hooks import HOOKS, serve_flask, serve_wsgi
from test_every_hook import CHALLENGE, SECRETS, sign
from wire import ask
from xwsse.flask import Wsse, current_identity
from xwsse.wsgi import WsseMiddleware

HERE = Path(__file__).parent


@contextmanager
def process(*arguments: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, *arguments], cwd=HERE, **silent, **options) as server:
        try:
            yield server
        finally:
            server.terminate()
            server.wait(20)


@contextmanager
def gunicorn(app: str, *arguments: str) -> Iterator[int]:
    with serving.listener() as sock:
        port = sock.getsockname()[1]
        bind = ["--bind", f"fd://{sock.fileno()}"]
        with process("-m", "gunicorn", f"gunicorn_apps:{app}", *bind, *arguments, pass_fds=[sock.fileno()]):
            ask(port)
            yield port


@contextmanager
def runserver() -> Iterator[int]:
    with serving.listener() as sock:
        port = sock.getsockname()[1]
    arguments = ["-m", "runserver_site", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with process(*arguments, env={**os.environ, "PYTHONPATH": str(HERE)}) as server:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline
                time.sleep(0.05)
        yield port


@pytest.mark.parametrize("app", ["wsgi", "flask"])
@pytest.mark.parametrize("preload", [[], ["--preload"]])
def test_each_worker_accepts_a_token_once(app: str, preload: list[str]) -> None:
    with gunicorn(app, "--workers", "3", *preload) as port:
        token = sign()
        answers = [ask(port, token) for _ in range(40)]
        accepted = [answer.body for answer in answers if answer.status == 200]
        refused = [answer for answer in answers if answer.status != 200]
        assert 1 <= len(accepted) <= 3
        assert len(set(accepted)) == len(accepted)
        assert all(body.startswith("alice ") for body in accepted)
        refused += [ask(port), ask(port, sign(secret="wrong")), ask(port, sign(), sign())]
        assert {answer.status for answer in refused} == {401}
        assert len({answer.undated for answer in refused}) == 1
        assert refused[0].all("www-authenticate") == [CHALLENGE]
        assert ask(port, method="HEAD").body == ""


@pytest.mark.parametrize("app", ["wsgi", "flask"])
def test_one_worker_accepts_a_token_once(app: str) -> None:
    with gunicorn(app, "--workers", "1", "--threads", "4") as port:
        token = sign()
        assert [ask(port, token).status for _ in range(5)] == [200, 401, 401, 401, 401]


Serve = Callable[[], AbstractContextManager[int]]


@pytest.mark.parametrize(
    ("serve", "takes"),
    [
        (lambda: gunicorn("wsgi"), False),
        (lambda: serve_flask(SECRETS), False),
        (runserver, False),
        (lambda: serve_wsgi(SECRETS), True),
    ],
    ids=["gunicorn", "werkzeug", "runserver", "wsgiref"],
)
def test_what_servers_do_with_an_underscore(serve: Serve, takes: bool) -> None:
    with serve() as port:
        for spelling in ["X_WSSE", "x_wsse"]:
            assert ask(port, (spelling, sign()[1])).status == (200 if takes else 401)
        # Beside the right spelling it lets nothing in that would not be let in without it.
        bad, good = sign(secret="wrong")[1], sign()[1]
        assert ask(port, ("X-WSSE", bad), ("X_WSSE", good)).status == 401
        assert ask(port, ("X-WSSE", good), ("X_WSSE", good)).status == (401 if takes else 200)


def test_djangos_own_server_answers_as_the_others() -> None:
    with runserver() as port:
        token = sign()
        first, second = ask(port, token), ask(port, token)
        assert (first.status, first.body) == (200, "alice")
        assert (second.status, second.all("www-authenticate")) == (401, [CHALLENGE])
        assert ask(port, sign(), sign()).status == 401
        assert ask(port, method="HEAD").status == 401


def test_a_peer_cannot_name_the_user() -> None:
    with HOOKS["wsgi"].serve(SECRETS, optional=True) as port:
        assert ask(port, ("Remote-User", "root"), ("Xwsse.Identity", "root")).body == "nobody"


def test_a_flask_view_may_be_asynchronous() -> None:
    app = Flask(__name__)
    wsse = Wsse(SECRETS)

    @app.get("/<word>")
    @wsse.required
    async def hello(word: str) -> str:
        """Says a word."""
        return f"{word} {current_identity().username}"

    assert (hello.__name__, hello.__doc__) == ("hello", "Says a word.")
    with serving.werkzeug(app) as port:
        assert ask(port, sign(), path="/hello").body == "hello alice"
        assert ask(port, path="/hello").status == 401


def test_an_error_handler_of_flask_keeps_the_headers() -> None:
    app = Flask(__name__)
    wsse = Wsse(SECRETS, realm="the api")

    @app.errorhandler(401)
    @app.errorhandler(503)
    def as_json(error):  # type: ignore[no-untyped-def]
        response = error.get_response()
        response.data = '{"error":1}'
        response.content_type = "application/json"
        return response

    @app.get("/")
    @wsse.required
    def hello() -> str:
        raise AssertionError

    with serving.werkzeug(app) as port:
        answer = ask(port)
    assert (answer.status, answer.body) == (401, '{"error":1}')
    assert answer.all("www-authenticate") == [CHALLENGE]


def test_current_identity_is_never_nobody() -> None:
    app = Flask(__name__)
    with app.test_request_context(), pytest.raises(RuntimeError, match="decorated with wsse.required"):
        current_identity()


def test_hooks_share_the_environ() -> None:
    from xwsse import Verifier

    verifier = Verifier(SECRETS)
    app = Flask(__name__)
    wsse = Wsse(verifier)

    @app.get("/")
    @wsse.required
    @wsse.required
    def hello() -> str:
        return current_identity().username

    app.wsgi_app = WsseMiddleware(app.wsgi_app, verifier)  # type: ignore[method-assign]
    with serving.werkzeug(app) as port:
        token = sign()
        assert ask(port, token).body == "alice"
        assert ask(port, token).status == 401


def test_arguments_that_cannot_be_used_are_refused_at_once() -> None:
    from xwsse import Verifier

    def app(environ, start_response):  # type: ignore[no-untyped-def]
        raise AssertionError

    with pytest.raises(TypeError, match="dialect: these belong to the verifier"):
        WsseMiddleware(app, Verifier(SECRETS), dialect="atom")
    with pytest.raises(TypeError, match="unknown option relm; did you mean realm"):
        WsseMiddleware(app, SECRETS, relm="api")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="realm must be a str"):
        WsseMiddleware(app, SECRETS, realm=None)  # type: ignore[arg-type]
