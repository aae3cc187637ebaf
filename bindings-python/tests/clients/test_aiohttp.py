"""What is of aiohttp alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from service import SECRET, USERNAME, Service
from xwsse.aiohttp import WsseMiddleware

from xwsse import Verifier


def test_what_cannot_be_sent_again_is_not(home: Service) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"b"

    async def post() -> int:
        middleware = WsseMiddleware(USERNAME, SECRET, retry_on_401=True)
        async with aiohttp.ClientSession() as session:
            url = home.url("/1", refuse=1)
            async with session.post(url, data=body(), middlewares=[middleware]) as response:
                return response.status

    assert asyncio.run(post()) == 401
    assert [received.body for received in home.received] == [b"ab"]


def test_a_connection_that_was_dropped_is_tried_again_with_a_token_of_its_own() -> None:
    tokens: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        tokens.extend(line for line in head.splitlines() if line.lower().startswith("x-wsse:"))
        if len(tokens) > 1:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def get() -> int:
        server = await asyncio.start_server(answer, "127.0.0.1")
        port = server.sockets[0].getsockname()[1]
        async with server, aiohttp.ClientSession(middlewares=[WsseMiddleware(USERNAME, SECRET)]) as session:
            async with session.get(f"http://127.0.0.1:{port}/") as response:
                return response.status

    assert asyncio.run(get()) == 200
    assert len(tokens) == len(set(tokens)) == 2


def test_another_middleware_that_sends_again(home: Service) -> None:
    async def twice(
        request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        (await handler(request)).release()
        return await handler(request)

    async def get() -> int:
        middlewares: list[aiohttp.ClientMiddlewareType] = [twice, WsseMiddleware(USERNAME, SECRET)]
        async with aiohttp.ClientSession(middlewares=middlewares) as session:
            async with session.get(home.url("/1")) as response:
                return response.status

    assert asyncio.run(get()) == 200
    assert home.answers == ["accepted"] * 2


def test_a_web_socket_is_signed_when_it_opens() -> None:
    verifier = Verifier({USERNAME: SECRET})

    async def talk(request: web.Request) -> web.WebSocketResponse:
        identity = verifier.verify(request.headers.getall("X-WSSE"))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(identity.username)
        await socket.close()
        return socket

    async def listen() -> str:
        app = web.Application()
        app.router.add_get("/", talk)
        middleware = WsseMiddleware(USERNAME, SECRET)
        async with TestServer(app) as server, aiohttp.ClientSession(middlewares=[middleware]) as session:
            async with session.ws_connect(server.make_url("/").with_scheme("ws")) as socket:
                return await socket.receive_str()

    assert asyncio.run(listen()) == USERNAME
