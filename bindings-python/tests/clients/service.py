"""A service on loopback that verifies what it is sent, and remembers it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from xwsse import Rejected, Verifier

USERNAME, SECRET = "my-api-key", "my-api-secret"
ANOTHER_AUTHORIZATION = "Bearer of-another-service"


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    method: str
    path: str
    tokens: tuple[str, ...]
    authorizations: tuple[str, ...]
    body: bytes
    answer: str
    """"accepted", or the code of the rejection."""
    other: Mapping[str, str]
    """All headers, by their names in title case."""

    @property
    def has_nothing_of_a_token(self) -> bool:
        return not self.tokens and not any("WSSE" in value for value in self.authorizations)

    @property
    def created(self) -> str:
        return self.tokens[0].partition('Created="')[2].partition('"')[0]


class Service:
    """What it does is told by the path.

    ``/…`` answers 200, or 401 when the request is not accepted; ``/open/…`` answers all.
    ``?to=URL&code=302`` redirects whoever is accepted, and ``?to=itself`` without end. ``?refuse=N`` answers
    the first N of that URL with 401 and ``?fail=N`` with 503, though they are accepted.
    """

    def __init__(self) -> None:
        self.verifier = Verifier({USERNAME: SECRET})
        self.received: list[Received] = []
        self._met: dict[str, int] = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": self}))
        self._server.daemon_threads = True
        self._server.request_queue_size = 128
        self._server.socket.listen(128)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Service:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str, **query: object) -> str:
        asked = "&".join(f"{name}={quote(str(value), safe=':/?=')}" for name, value in query.items())
        return f"{self.origin}{path}?{asked}" if asked else f"{self.origin}{path}"

    @property
    def answers(self) -> list[str]:
        return [request.answer for request in self.received]

    def count(self, url: str) -> int:
        with self._lock:
            self._met[url] = self._met.get(url, 0) + 1
            return self._met[url]


class _Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        tokens = tuple(self.headers.get_all("X-WSSE", ()))
        body = self._body()
        try:
            self.service.verifier.verify(tokens)
            answer = "accepted"
        except Rejected as rejected:
            answer = rejected.code
        authorizations = tuple(self.headers.get_all("Authorization", ()))
        parts = urlsplit(self.path)
        self.service.received.append(
            Received(
                self.command,
                parts.path,
                tokens,
                authorizations,
                body,
                answer,
                {name.title(): value for name, value in self.headers.items()},
            )
        )

        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        met = self.service.count(self.path)
        lets_in = answer == "accepted" or parts.path.startswith("/open")
        if not lets_in or met <= int(query.get("refuse", 0)):
            return self._send(401, answer)
        if met <= int(query.get("fail", 0)):
            return self._send(503, "busy")
        if "to" in query:
            to = self.path if query["to"] == "itself" else query["to"]
            return self._send(int(query.get("code", 302)), "", ("Location", to))
        return self._send(200, answer)

    do_GET = do_POST = do_PUT = do_HEAD = answer

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            chunks = []
            while size := int(self.rfile.readline(), 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _send(self, status: int, text: str, *headers: tuple[str, str]) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass
