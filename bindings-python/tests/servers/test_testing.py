"""What the package brings for the tests of programs that use it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Depends, FastAPI
from flask import Flask
from hooks import HOOKS, Hook
from test_every_hook import SECRETS, said
from wire import ask
from xwsse import Identity, Rejected, Signer
from xwsse.fastapi import Wsse
from xwsse.flask import Wsse as FlaskWsse
from xwsse.flask import current_identity
from xwsse.testing import FixedVerifier, signing


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_fixed_verifier_says_who_it_is(hook: Hook) -> None:
    with hook.serve(FixedVerifier("alice")) as port:
        assert [said(ask(port, ("X-WSSE", "anything"))) for _ in range(2)] == ["alice", "alice"]
        # The framework leaves a request without the header to its permissions.
        assert ask(port).status == (401 if hook.name == "drf" else 200)
    with hook.serve(FixedVerifier(Rejected("store_full"))) as port:
        assert ask(port, ("X-WSSE", "anything")).status == 503


def test_every_request_of_a_test_client_is_signed() -> None:
    app = FastAPI()

    @app.get("/")
    def hello(identity: Annotated[Identity, Depends(Wsse(SECRETS))]) -> str:
        return identity.username

    async def ask_twice() -> list[Any]:
        transport = httpx.ASGITransport(signing(app, Signer("alice", "s3cr3t")))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            return [(await client.get("/")).json() for _ in range(2)]

    assert asyncio.run(ask_twice()) == ["alice", "alice"]


def test_every_request_of_a_wsgi_test_client_is_signed() -> None:
    app = Flask(__name__)

    @app.get("/")
    @FlaskWsse(SECRETS).required
    def hello() -> str:
        return current_identity().username

    wsgi: Any = signing(app.wsgi_app, Signer("alice", "s3cr3t"))
    app.wsgi_app = wsgi  # type: ignore[method-assign]
    client = app.test_client()
    assert [client.get("/").text for _ in range(2)] == ["alice", "alice"]
