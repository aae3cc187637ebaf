"""HTTP as it goes over the wire: what is sent and what comes back, byte for byte."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    raw: bytes

    @property
    def status(self) -> int:
        return int(self.raw.split(b" ", 2)[1])

    @property
    def headers(self) -> list[tuple[str, str]]:
        lines = self.raw.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")[1:]
        return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]

    def all(self, name: str) -> list[str]:
        return [value for other, value in self.headers if other == name]

    @property
    def body(self) -> str:
        body = self.raw.split(b"\r\n\r\n", 1)[1]
        if self.all("transfer-encoding") == ["chunked"]:
            rest, body = body, b""
            while rest:
                size, _, rest = rest.partition(b"\r\n")
                body, rest = body + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
        return body.decode()

    @property
    def undated(self) -> bytes:
        return re.sub(rb"\r\ndate: [^\r]*", b"", self.raw, flags=re.IGNORECASE)


def ask(
    port: int,
    *headers: tuple[str, str],
    method: str = "GET",
    path: str = "/",
) -> Answer:
    """One request on a connection of its own. No body is sent, whatever the headers say."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
        raw = bytearray()
        while block := connection.recv(65536):
            raw += block
    return Answer(bytes(raw))
