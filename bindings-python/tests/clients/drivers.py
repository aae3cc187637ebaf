"""Each client, driven in the same way."""

from __future__ import annotations

import asyncio
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    body: bytes | None = None
    headers: Mapping[str, str] | None = None


class Driver:
    """A client with its hook. All that it is given to ``send`` it sends on one session, in order."""

    def __init__(self, **options: Any) -> None:
        self.hook: Any = self.make_hook(**options)

    def make_hook(self, **options: Any) -> Any:
        raise NotImplementedError

    def send(self, *wanted: Request) -> list[int]:
        raise NotImplementedError

    def send_at_once(self, *wanted: Request) -> list[int]:
        raise NotImplementedError

    def get(self, url: str, **headers: str) -> int:
        return self.send(Request("GET", url, headers=headers or None))[0]

    def post(self, url: str, body: bytes, **headers: str) -> int:
        return self.send(Request("POST", url, body, headers or None))[0]


def in_threads(send: Callable[[Request], int], wanted: tuple[Request, ...]) -> list[int]:
    ready = threading.Barrier(len(wanted))

    def work(request: Request) -> int:
        ready.wait(30)
        return send(request)

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(work, wanted))


class _Requests(Driver):
    def session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        return session

    def send_one(self, session: requests.Session, request: Request) -> int:
        return session.request(
            request.method, request.url, data=request.body, headers=request.headers, timeout=30
        ).status_code

    def send(self, *wanted: Request) -> list[int]:
        with self.session() as session:
            return [self.send_one(session, request) for request in wanted]

    def send_at_once(self, *wanted: Request) -> list[int]:
        with self.session() as session:
            return in_threads(lambda request: self.send_one(session, request), wanted)


class RequestsSession(_Requests):
    def make_hook(self, **options: Any) -> Any:
        return RequestsAuth(USERNAME, SECRET, **options)

    def session(self) -> requests.Session:
        session = super().session()
        session.auth = self.hook
        return session


class RequestsEach(_Requests):
    def make_hook(self, **options: Any) -> Any:
        return RequestsAuth(USERNAME, SECRET, **options)

    def send_one(self, session: requests.Session, request: Request) -> int:
        return session.request(
            request.method,
            request.url,
            data=request.body,
            headers=request.headers,
            auth=self.hook,
            timeout=30,
        ).status_code


class RequestsAdapter(_Requests):
    def make_hook(self, **options: Any) -> Any:
        return WsseAdapter(USERNAME, SECRET, **options)

    def session(self) -> requests.Session:
        session = super().session()
        session.mount("http://", self.hook)
        return session


class _Httpx(Driver):
    def client(self) -> httpx.Client:
        raise NotImplementedError

    def send_one(self, client: httpx.Client, request: Request) -> int:
        return client.request(
            request.method, request.url, content=request.body, headers=request.headers
        ).status_code

    def send(self, *wanted: Request) -> list[int]:
        with self.client() as client:
            return [self.send_one(client, request) for request in wanted]

    def send_at_once(self, *wanted: Request) -> list[int]:
        with self.client() as client:
            return in_threads(lambda request: self.send_one(client, request), wanted)


class HttpxAuthSync(_Httpx):
    def make_hook(self, **options: Any) -> Any:
        return HttpxAuth(USERNAME, SECRET, **options)

    def client(self) -> httpx.Client:
        return httpx.Client(auth=self.hook, follow_redirects=True, trust_env=False, timeout=30)


class HttpxTransport(_Httpx):
    def make_hook(self, **options: Any) -> Any:
        return WsseTransport(USERNAME, SECRET, **options)

    def client(self) -> httpx.Client:
        return httpx.Client(transport=self.hook, follow_redirects=True, trust_env=False, timeout=30)


class _Async(Driver):
    async def run(self, wanted: tuple[Request, ...], at_once: bool) -> list[int]:
        raise NotImplementedError

    def send(self, *wanted: Request) -> list[int]:
        return asyncio.run(self.run(wanted, at_once=False))

    def send_at_once(self, *wanted: Request) -> list[int]:
        return asyncio.run(self.run(wanted, at_once=True))


class _HttpxAsync(_Async):
    def client(self) -> httpx.AsyncClient:
        raise NotImplementedError

    async def run(self, wanted: tuple[Request, ...], at_once: bool) -> list[int]:
        async with self.client() as client:

            async def send(request: Request) -> int:
                response = await client.request(
                    request.method, request.url, content=request.body, headers=request.headers
                )
                return response.status_code

            if at_once:
                return await asyncio.gather(*map(send, wanted))
            return [await send(request) for request in wanted]


class HttpxAuthAsync(_HttpxAsync):
    def make_hook(self, **options: Any) -> Any:
        return HttpxAuth(USERNAME, SECRET, **options)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(auth=self.hook, follow_redirects=True, trust_env=False, timeout=30)


class HttpxTransportAsync(_HttpxAsync):
    def make_hook(self, **options: Any) -> Any:
        return AsyncWsseTransport(USERNAME, SECRET, **options)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self.hook, follow_redirects=True, trust_env=False, timeout=30)


class Aiohttp(_Async):
    def make_hook(self, **options: Any) -> Any:
        return WsseMiddleware(USERNAME, SECRET, **options)

    async def run(self, wanted: tuple[Request, ...], at_once: bool) -> list[int]:
        async with aiohttp.ClientSession(middlewares=[self.hook]) as session:

            async def send(request: Request) -> int:
                async with session.request(
                    request.method, request.url, data=request.body, headers=request.headers
                ) as response:
                    await response.read()
                    return response.status

            if at_once:
                return await asyncio.gather(*map(send, wanted))
            return [await send(request) for request in wanted]


class Urllib(Driver):
    def make_hook(self, **options: Any) -> Any:
        return WsseHandler(USERNAME, SECRET, **options)

    def opener(self) -> urllib.request.OpenerDirector:
        return urllib.request.build_opener(urllib.request.ProxyHandler({}), self.hook)

    def send_one(self, opener: urllib.request.OpenerDirector, wanted: Request) -> int:
        request = urllib.request.Request(
            wanted.url, wanted.body, dict(wanted.headers or {}), method=wanted.method
        )
        try:
            with opener.open(request, timeout=30) as response:
                response.read()
                return int(response.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def send(self, *wanted: Request) -> list[int]:
        opener = self.opener()
        return [self.send_one(opener, request) for request in wanted]

    def send_at_once(self, *wanted: Request) -> list[int]:
        opener = self.opener()
        return in_threads(lambda request: self.send_one(opener, request), wanted)


SIGN_WHEN_ASKED = (HttpxAuthSync, HttpxAuthAsync)
"""Those that reach the next hop of a redirect unsigned, and sign it when it answers 401."""

ALL: tuple[type[Driver], ...] = (
    RequestsSession,
    RequestsEach,
    RequestsAdapter,
    HttpxAuthSync,
    HttpxAuthAsync,
    HttpxTransport,
    HttpxTransportAsync,
    Aiohttp,
    Urllib,
)
