"""What each client would send to a URL: its headers when the hook is done, before any connection."""

from __future__ import annotations

import asyncio
import urllib.request
from collections.abc import Iterable
from typing import Any

import aiohttp
import httpx
import requests
from service import SECRET, USERNAME
from xwsse.aiohttp import WsseMiddleware
from xwsse.httpx import AsyncWsseTransport, WsseTransport
from xwsse.httpx import WsseAuth as HttpxAuth
from xwsse.requests import WsseAdapter
from xwsse.requests import WsseAuth as RequestsAuth
from xwsse.urllib import WsseHandler


class Sent(Exception):
    def __init__(self, headers: Iterable[str]) -> None:
        self.headers = list(headers)


class Asked:
    """A client with its hook."""

    def __init__(self, **options: Any) -> None:
        raise NotImplementedError

    def headers(self, url: str) -> list[str]:
        """The names of the headers that would be sent."""
        try:
            self.send(url)
        except Sent as sent:
            return sent.headers
        raise AssertionError("it was not sent")

    def send(self, url: str) -> None:
        raise NotImplementedError


class Requests(Asked):
    def __init__(self, **options: Any) -> None:
        self.hook = RequestsAuth(USERNAME, SECRET, **options)

    def send(self, url: str) -> None:
        raise Sent(requests.Request("GET", url, auth=self.hook).prepare().headers)


class RequestsAdapter(Asked):
    def __init__(self, **options: Any) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        adapter = WsseAdapter(USERNAME, SECRET, **options)
        for pools in adapter.poolmanager.pool_classes_by_scheme.values():
            # The hook's own class signs, and then calls this one in place of what opens a connection.
            pools.__bases__ = (pools.__bases__[0], _no_connection(pools.__bases__[1]))
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)

    def send(self, url: str) -> None:
        self.session.get(url)


def _no_connection(pool: Any) -> Any:
    class Pool(pool):  # type: ignore[misc]
        def urlopen(self, method: str, url: str, body: Any, headers: Any, *_: Any, **__: Any) -> Any:
            raise Sent(headers)

    return Pool


def _answer(request: httpx.Request) -> httpx.Response:
    raise Sent(request.headers)


async def _answer_async(request: httpx.Request) -> httpx.Response:
    raise Sent(request.headers)


class Httpx(Asked):
    def __init__(self, **options: Any) -> None:
        auth = HttpxAuth(USERNAME, SECRET, **options)
        self.client = httpx.Client(auth=auth, transport=httpx.MockTransport(_answer))

    def send(self, url: str) -> None:
        self.client.get(url)


class HttpxTransport(Httpx):
    def __init__(self, **options: Any) -> None:
        transport = WsseTransport(USERNAME, SECRET, transport=httpx.MockTransport(_answer), **options)
        self.client = httpx.Client(transport=transport)


class HttpxTransportAsync(Asked):
    def __init__(self, **options: Any) -> None:
        inner = httpx.MockTransport(_answer_async)
        self.transport = AsyncWsseTransport(USERNAME, SECRET, transport=inner, **options)

    def send(self, url: str) -> None:
        async def get() -> None:
            await httpx.AsyncClient(transport=self.transport).get(url)

        asyncio.run(get())


class Aiohttp(Asked):
    def __init__(self, **options: Any) -> None:
        self.hook = WsseMiddleware(USERNAME, SECRET, **options)

    def send(self, url: str) -> None:
        async def no_connection(request: aiohttp.ClientRequest, handler: Any) -> Any:
            raise Sent(request.headers)

        async def get() -> None:
            async with aiohttp.ClientSession(middlewares=[self.hook, no_connection]) as session:
                await session.get(url)

        asyncio.run(get())


class Urllib(Asked):
    def __init__(self, **options: Any) -> None:
        self.hook = WsseHandler(USERNAME, SECRET, **options)

    def send(self, url: str) -> None:
        request = self.hook.https_request(urllib.request.Request(url))
        raise Sent(dict(request.header_items()))


ASKED: list[type[Asked]] = [
    Requests,
    RequestsAdapter,
    Httpx,
    HttpxTransport,
    HttpxTransportAsync,
    Aiohttp,
    Urllib,
]
