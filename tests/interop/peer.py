"""The peer that speaks through the Python package: see README.md."""

from __future__ import annotations

import os
import sys
import threading
from datetime import datetime
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import requests
from xwsse import Dialect, MemoryReplayStore, Rejected, Signer, Verifier, explain
from xwsse._native import rejections, sign_errors
from xwsse.requests import WsseAuth

PRESETS = [dialect.name for dialect in Dialect.presets()]
USERNAME, SECRET = os.environ["XWSSE_USERNAME"], os.environ["XWSSE_SECRET"]


unhex = bytes.fromhex


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve() -> None:
    verifiers = {name: Verifier({USERNAME: SECRET}, dialect=name) for name in PRESETS}

    def application(environ, start_response):
        verifier = verifiers[environ["PATH_INFO"].lstrip("/")]
        header = environ.get("HTTP_X_WSSE")
        try:
            verifier.verify([] if header is None else [header.encode("latin-1")])
        except Rejected as rejected:
            status = f"{rejected.status} Refused"
            challenge = verifier.challenge("interop")
            headers = [("WWW-Authenticate", challenge)] if rejected.status == 401 else [("Retry-After", "1")]
            start_response(status, [*headers, ("X-Code", rejected.code)])
            return [b""]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [header.encode("latin-1")]

    server = make_server("127.0.0.1", 0, application, Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


def send() -> None:
    signers = {name: Signer(USERNAME, SECRET, dialect=name) for name in PRESETS}
    for line in sys.stdin:
        url, dialect = line.split()
        response = requests.get(url, auth=WsseAuth(signers[dialect]), timeout=20)
        print(response.status_code, response.text.strip(), flush=True)


def verify() -> None:
    store = MemoryReplayStore(4000)
    for line in sys.stdin:
        if line == "new\n":
            store = MemoryReplayStore(4000)
            print("ok", flush=True)
            continue
        dialect, now, secrets, values = line.rstrip("\n").split("\t")
        verifier = Verifier(
            {unhex(name).decode(): [unhex(secret) for secret in found.split(",") if secret]
             for name, found in (user.split("=") for user in secrets.split(";"))},
            dialect=dialect, store=store,
        )
        try:
            verifier.verify([unhex(value[1:]) for value in values.split(",") if value], now=instant(now))
            print("accepted", flush=True)
        except Rejected as rejected:
            print(rejected.code, flush=True)


def explain_all() -> None:
    for line in sys.stdin:
        pasted, secret, dialect, now = line.rstrip("\n").split("\t")
        diagnosis = explain(
            unhex(pasted).decode(),
            secret=None if secret == "-" else unhex(secret),
            dialect=dialect,
            now=instant(now),
        )
        print(str(diagnosis).encode().hex(), flush=True)


def table() -> None:
    for code, number, status, *_ in rejections():
        print("rejection", number, code, status)
    for code, number, *_ in sign_errors():
        print("signing", number, code)
    for name in PRESETS:
        print("preset", name)


{"serve": serve, "send": send, "verify": verify, "explain": explain_all, "table": table}[sys.argv[1]]()
