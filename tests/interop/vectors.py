"""The shared vectors as questions to a peer, which has nothing but a verifier."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Step:
    question: str
    outcome: str


def cases() -> Iterator[tuple[str, str, list[Step]]]:
    """The suite, a title, and the steps that share a replay store."""
    for name in ("attacks", "headers"):
        for case in load(f"xwsse/{name}"):
            title = case.get("id") or f"{case['row']} {case['title']}"
            yield f"{name}.json", title, [step_of(case, step) for step in case["steps"]]
    for token in load("xwsse/tokens"):
        now = text_of(token["created_unix"])
        question = ask(token["dialect"], now, {token["username"]: [token["secret"]]}, [token["header"].encode()])
        yield "tokens.json", token["id"], [Step(question, "accepted"), Step(question, "replayed")]
    for case in load("xwsse/created"):
        if can_stand_in_a_header(case["text"]):
            yield "created.json", case["text"], [step_of_created(case)]


def step_of(case: dict, step: dict) -> Step:
    values = [bytes.fromhex(value) for value in step["values_hex"]] if "values_hex" in step else [
        value.encode() for value in step["values"]
    ]
    dialect = step.get("dialect", case["dialect"])
    return Step(ask(dialect, step["now"], case["secrets"], values), step["outcome"])


def step_of_created(case: dict) -> Step:
    """A token by hand with this Created, judged at its own time."""
    created, nonce = case["text"], b"0123456789abcdef"
    digest = base64.b64encode(hashlib.sha1(nonce + created.encode() + b"secret").digest()).decode()
    header = f'Username="key", PasswordDigest="{digest}", Nonce="{base64.b64encode(nonce).decode()}", Created="{created}"'
    now = text_of(case["unix"]) if case["valid"] else text_of(0)
    question = ask(f"penneo,accept={case['accept']}", now, {"key": ["secret"]}, [b"UsernameToken " + header.encode()])
    return Step(question, "accepted" if case["valid"] else "created_invalid")


def can_stand_in_a_header(text: str) -> bool:
    """The others are refused for the header that they break, which headers.json has."""
    return bool(text) and text.isprintable() and not set(text) & set('"\\')


def ask(dialect: str, now: str, secrets: dict[str, list[str]], values: list[bytes]) -> str:
    users = (f"{name.encode().hex()}=" + ",".join(secret.encode().hex() for secret in found) for name, found in secrets.items())
    headers = ",".join("-" + value.hex() for value in values)
    return "\t".join([dialect, now, ";".join(users), headers])


def text_of(unix: int) -> str:
    """A time in RFC 3339, in the years that every language has."""
    return f"{EPOCH + timedelta(seconds=unix):%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")


def load(name: str) -> list[dict]:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="ascii"))["cases"]
