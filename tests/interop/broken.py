"""Headers that every server must refuse, and the code that each must give: typed in from the rules of `penneo`."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone


def created(seconds: float = 0) -> str:
    """So many seconds from now, as Penneo has it."""
    instant = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return f"{instant:%Y-%m-%dT%H:%M:%S}.{instant.microsecond // 1000:03}Z"


def header(username: str, secret: str, at: str, nonce: bytes | None = None, nonce_text: str | None = None) -> str:
    """A header by hand, for the bytes or the text of a nonce, or a fresh one."""
    nonce = os.urandom(16) if nonce is None else nonce
    digest = base64.b64encode(hashlib.sha1(nonce + at.encode() + secret.encode()).digest()).decode()
    text = base64.b64encode(nonce).decode() if nonce_text is None else nonce_text
    return f'UsernameToken Username="{username}", PasswordDigest="{digest}", Nonce="{text}", Created="{at}"'


def refused(username: str, secret: str) -> Iterator[tuple[str, list[str], str]]:
    """What is wrong, the values of X-WSSE, and the code."""

    def at(when: str, **nonce: object) -> list[str]:
        return [header(username, secret, when, **nonce)]

    good = at(created())[0]
    yield "no header", [], "header_missing"
    yield "two headers", [good, at(created(1))[0]], "header_malformed"
    yield "the same header twice", [good, good], "header_malformed"
    yield "two tokens in one header", [f"{good}, {at(created(1))[0]}"], "header_malformed"
    yield "too long", [good.replace(", ", "," + " " * 4096, 1)], "header_too_large"
    yield "single quotes", [good.replace('"', "'")], "header_malformed"
    yield "text behind the last value", [good + " x"], "header_malformed"
    yield "an unknown parameter", [good + ', Organization="acme"'], "parameter_unknown"
    yield "a parameter twice", [good + f', Created="{created()}"'], "parameter_duplicate"
    yield "no Created", [good.rsplit(",", 1)[0]], "parameter_missing"
    yield "a nonce that is no base64", at(created(), nonce_text="%%%%"), "nonce_invalid"
    yield "a nonce that is not canonical", at(created(), nonce=b"a", nonce_text="YR=="), "nonce_invalid"
    yield "a nonce of 72 characters", at(created(), nonce=os.urandom(54)), "nonce_too_long"
    yield "a digest of another length", [good.replace('Digest="', 'Digest="AAAA')], "digest_invalid"
    yield "Created with an offset", at(created()[:-1] + "+00:00"), "created_invalid"
    yield "Created on no day", at("2026-02-30T00:00:00Z"), "created_invalid"
    yield "stale", at(created(-90)), "created_stale"
    yield "in the future", at(created(90)), "created_in_future"
    yield "local time labelled Z", at(created(3600)), "created_in_future"
    yield "an unknown username", [header("nobody", secret, created())], "username_unknown"
    yield "another secret", [header(username, secret + "x", created())], "digest_mismatch"


def used(username: str, secret: str) -> Iterator[tuple[str, str, str, str]]:
    """What is used again, a header that is accepted, one that then is not, and the code.

    They are dated where no signer's tokens are: further ahead than a burst may run.
    """
    nonce = os.urandom(16)
    first = header(username, secret, created(40), nonce)
    yield "a token", first, first, "replayed"
    first = header(username, secret, created(41))
    yield "a token in other words", first, first.replace(", ", ",  ").replace("Nonce", "NONCE"), "replayed"
    first = header(username, secret, created(42), nonce := os.urandom(16))
    yield "a nonce", first, header(username, secret, created(43), nonce), "nonce_reused"
    at = created(44)
    yield "a Created", header(username, secret, at), header(username, secret, at), "created_reused"
