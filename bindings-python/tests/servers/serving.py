"""Real servers on loopback, each in a thread of this process, so that a test can see what they log."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import uvicorn
from werkzeug.serving import WSGIRequestHandler as WerkzeugHandler
from werkzeug.serving import make_server


def listener() -> socket.socket:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(128)
    return sock


class ThreadingWSGIServer(ThreadingMixIn, WSGIServer):
    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


class QuietWerkzeug(WerkzeugHandler):
    def log(self, type: str, message: str, *args: Any) -> None: ...


@contextmanager
def _in_thread(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def wsgiref(app: Any) -> Iterator[int]:
    server = ThreadingWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(app)
    with _in_thread(server) as port:
        yield port


@contextmanager
def werkzeug(app: Any) -> Iterator[int]:
    with _in_thread(make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietWerkzeug)) as port:
        yield port


@contextmanager
def uvicorn_(app: Any, **options: Any) -> Iterator[int]:
    sock = listener()
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, **options))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive() and time.monotonic() < deadline
            time.sleep(0.01)
        yield sock.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        sock.close()
