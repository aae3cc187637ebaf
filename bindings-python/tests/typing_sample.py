"""What a type checker must make of programs that use the package. It is checked, never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import xwsse
from typing_extensions import assert_type
from xwsse import (
    AsyncReplayStore,
    ClaimOutcome,
    Claims,
    Credentials,
    Dialect,
    Identity,
    MemoryReplayStore,
    ReplayStore,
    Signer,
    UsernameToken,
    Verifier,
)

signer = Signer("key", b"secret", Dialect("penneo", max_age=timedelta(minutes=2), accept="rfc2822"))
assert_type(signer.headers(), dict[str, str])
assert_type(signer.header(), str)
assert_type(signer.sign(), UsernameToken)
assert_type(signer.sign_many(3), list[UsernameToken])
assert_type(signer.clock_offset, timedelta)
Dialect("penneo", accept="both")  # type: ignore[arg-type]
Dialect("penneo", colour="red")  # type: ignore[call-arg]


class Own:
    def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        return ClaimOutcome.FIRST


class OwnAsync:
    async def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        return ClaimOutcome.FIRST


class Wrong:
    def claim(self, claims: Claims, now: datetime) -> bool:
        return True


stores: Sequence[ReplayStore] = [MemoryReplayStore(), Own()]
async_store: AsyncReplayStore = OwnAsync()


async def look_up(username: str) -> Credentials | None:
    return Credentials(["new", b"old"], username=username.lower())


def rotated(username: str) -> list[str]:
    return ["new", "old"]


one: dict[str, str] = {"key": "secret"}
several: dict[str, list[bytes]] = {"key": [b"new", b"old"]}
Verifier(one)
Verifier(several, store=Own())
Verifier(one.get)
Verifier(rotated, store=OwnAsync())
Verifier(look_up, store=MemoryReplayStore(1_000))
Verifier(one, store=Wrong())  # type: ignore[arg-type]
Verifier(1)  # type: ignore[arg-type]

verifier = Verifier(one, dialect="atom")
assert_type(verifier.verify(["one value"]), Identity)
assert_type(verifier.verify(None), Identity)
assert_type(verifier.verify_headers({"x-wsse": ["one value"]}), Identity)
assert_type(verifier.challenge("api"), str)
verifier.verify(str(number) for number in range(2))
verifier.verify(1)  # type: ignore[arg-type]


async def main() -> None:
    assert_type(await verifier.verify_async(b"bytes"), Identity)


try:
    verifier.verify(None)
except xwsse.Replayed as replayed:
    assert_type(replayed.code, str)
except xwsse.Rejected as rejected:
    assert_type(rejected.status, int)

diagnosis = xwsse.explain("…", secret="secret")
assert_type(diagnosis.verdict, str | None)
assert_type(diagnosis.age, timedelta | None)
