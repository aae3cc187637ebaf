"""What only ASGI has: websockets, lifespan, the scope."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import datetime
from typing import Annotated, Any

import pytest
import serving
import websockets
from fastapi import Depends, FastAPI, Security, WebSocket
from fastapi.requests import HTTPConnection
from hooks import REALM
from starlette.applications import Starlette
from starlette.authentication import requires
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from test_every_hook import CHALLENGE, SECRETS, sign
from websockets.asyncio.client import connect
from wire import ask
from xwsse.asgi import WsseMiddleware
from xwsse.fastapi import Wsse
from xwsse.starlette import WsseBackend

from xwsse import Identity, Verifier

wsse = Wsse(SECRETS, realm=REALM)
with_scopes = FastAPI(dependencies=[Depends(wsse)])


async def say_who(websocket: Any) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.scope["xwsse.identity"].username)
    await websocket.close()


def by_asgi() -> Any:
    return WsseMiddleware(Starlette(routes=[WebSocketRoute("/", say_who)]), SECRETS, realm=REALM)


def by_starlette() -> Any:
    backend = WsseBackend(SECRETS, realm=REALM)
    middleware = Middleware(AuthenticationMiddleware, backend=backend, on_error=backend.on_error)
    return Starlette(routes=[WebSocketRoute("/", say_who)], middleware=[middleware])


def by_fastapi() -> Any:
    app = FastAPI()
    dependency = Wsse(SECRETS, realm=REALM)

    @app.websocket("/")
    async def hello(websocket: WebSocket, identity: Any = Depends(dependency)) -> None:
        assert identity.username == "alice"
        await say_who(websocket)

    return app


async def open_websocket(port: int, *headers: tuple[str, str]) -> str:
    async with connect(f"ws://127.0.0.1:{port}/", additional_headers=headers, proxy=None) as websocket:
        return str(await websocket.recv())


def refusal(port: int, *headers: tuple[str, str]) -> Any:
    with pytest.raises(websockets.InvalidStatus) as refused:
        asyncio.run(open_websocket(port, *headers))
    return refused.value.response


@pytest.mark.parametrize("app", [by_asgi, by_starlette, by_fastapi])
def test_a_websocket_is_accepted_once(app: Any) -> None:
    with serving.uvicorn_(app(), ws="websockets-sansio") as port:
        token = sign()
        assert asyncio.run(open_websocket(port, token)) == "alice"
        for headers in [[token], [], [sign(secret="wrong")], [sign(), sign()]]:
            answer = refusal(port, *headers)
            if app is by_starlette:
                assert answer.status_code == 403
            else:
                assert answer.status_code == 401
                assert answer.headers.get_all("WWW-Authenticate") == [CHALLENGE]


@pytest.mark.parametrize("app", [by_asgi, by_fastapi])
def test_a_websocket_is_closed_where_the_server_has_no_denial_response(app: Any) -> None:
    inner, sent = app(), []

    async def without_extensions(scope: Any, receive: Any, send: Any) -> None:
        async def keep(message: Any) -> None:
            sent.append(message)
            await send(message)

        if scope["type"] == "websocket":
            scope = {**scope, "extensions": {}}
        await inner(scope, receive, keep if scope["type"] == "websocket" else send)

    with serving.uvicorn_(without_extensions, ws="websockets-sansio") as port:
        assert refusal(port).status_code == 403
    [message] = sent
    assert (message["type"], message["code"]) == ("websocket.close", 1008)


def test_a_websocket_gets_503_when_the_look_up_fails() -> None:
    async def look_up(username: str) -> str:
        raise ConnectionError

    app = Starlette(routes=[WebSocketRoute("/", say_who)])
    with serving.uvicorn_(WsseMiddleware(app, look_up), ws="websockets-sansio") as port:
        answer = refusal(port, sign())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_lifespan_passes() -> None:
    seen = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "lifespan"
        assert "xwsse.identity" not in scope
        for word in ("startup", "shutdown"):
            assert (await receive())["type"] == f"lifespan.{word}"
            seen.append(word)
            await send({"type": f"lifespan.{word}.complete"})

    with serving.uvicorn_(WsseMiddleware(app, SECRETS), lifespan="on"):
        assert seen == ["startup"]
    assert seen == ["startup", "shutdown"]


def test_the_scope_of_the_server_is_left_as_it_was() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None: ...

    scope = {"type": "http", "headers": [(b"x-wsse", sign()[1].encode())]}
    asyncio.run(WsseMiddleware(app, SECRETS)(scope, None, None))  # type: ignore[arg-type]
    assert list(scope) == ["type", "headers"]


def test_starlette_sees_the_user_of_the_plain_middleware() -> None:
    @requires("authenticated")
    async def hello(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.user.identity} {request.user.display_name}")

    app = WsseMiddleware(Starlette(routes=[Route("/", hello)]), SECRETS, optional=True)
    with serving.uvicorn_(app) as port:
        assert ask(port, sign()).body == "alice alice"
        assert ask(port).status == 403


def test_starlette_answers_400_without_on_error() -> None:
    """Why there is an ``on_error``."""
    middleware = Middleware(AuthenticationMiddleware, backend=WsseBackend(SECRETS))
    with serving.uvicorn_(Starlette(middleware=[middleware])) as port:
        answer = ask(port)
    assert (answer.status, answer.body) == (400, "401 Unauthorized")


def test_the_scheme_is_in_openapi() -> None:
    app = FastAPI()
    named = Wsse(SECRETS, scheme_name="Signed", description=None)

    @app.get("/")
    def hello(identity: Any = Depends(wsse)) -> None: ...

    @app.get("/other")
    def other(identity: Any = Depends(named)) -> None: ...

    openapi = app.openapi()
    assert openapi["components"]["securitySchemes"] == {
        "Wsse": {
            "type": "apiKey",
            "in": "header",
            "name": "X-WSSE",
            "description": "X-WSSE UsernameToken, signed afresh for each request",
        },
        "Signed": {"type": "apiKey", "in": "header", "name": "X-WSSE"},
    }
    assert openapi["paths"]["/"]["get"]["security"] == [{"Wsse": []}]
    assert openapi["paths"]["/other"]["get"]["security"] == [{"Signed": []}]


@with_scopes.get("/")
async def with_scopes_(
    request: HTTPConnection,
    first: Annotated[Identity, Security(wsse, scopes=["read"])],
    second: Annotated[Identity, Security(wsse, scopes=["write"])],
    third: Annotated[Identity, Depends(wsse, use_cache=False)],
) -> str:
    return f"{first.username} {first is second} {first is third}"


def test_several_dependencies_use_the_token_once() -> None:
    with serving.uvicorn_(with_scopes) as port:
        token = sign()
        assert ask(port, token).body == '"alice True True"'
        assert ask(port, token).status == 401


def test_an_identity_may_be_the_answer() -> None:
    app = FastAPI()

    @app.get("/")
    def hello(identity: Annotated[Identity, Depends(Wsse(SECRETS))]) -> Identity:
        return identity

    schema = app.openapi()["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == {"username", "created", "secret_index", "dialect"}
    with serving.uvicorn_(app) as port:
        answer = json.loads(ask(port, sign()).body)
    assert (answer["username"], answer["dialect"]) == ("alice", "penneo")
    assert datetime.fromisoformat(answer["created"]).tzinfo is not None


def test_two_hooks_that_share_a_verifier_use_the_token_once(caplog: pytest.LogCaptureFixture) -> None:
    verifier = Verifier(SECRETS)
    app = FastAPI()
    dependency = Wsse(verifier)

    @app.get("/")
    async def hello(identity: Any = Depends(dependency)) -> str:
        return str(identity.username)

    with serving.uvicorn_(WsseMiddleware(app, verifier)) as port:
        assert ask(port, sign()).body == '"alice"'


def test_a_hook_takes_no_identity_of_another_verifier(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "xwsse")
    app = FastAPI()
    dependency = Wsse({"root": "other"})

    @app.get("/")
    async def hello(identity: Any = Depends(dependency)) -> None: ...

    with serving.uvicorn_(WsseMiddleware(app, SECRETS)) as port:
        assert ask(port, sign()).status == 401
    told: list[Any] = [record for record in caplog.records if record.name.startswith("xwsse")]
    assert [record.xwsse_code for record in told] == ["username_unknown"]
