from __future__ import annotations

import asyncio
import warnings
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from coded import has_code
from xwsse import (
    ClaimOutcome,
    Claims,
    Credentials,
    MemoryReplayStore,
    Rejected,
    Replayed,
    Signer,
    Unavailable,
    Verifier,
)

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=timezone.utc)


async def look_up(username: str) -> str | None:
    await asyncio.sleep(0)
    return "s3cr3t" if username == "alice" else None


class LookUp:
    async def __call__(self, username: str) -> Credentials:
        return Credentials(["other", await look_up(username) or "none"], username=username.lower())


class AsyncStore:
    """A store of one's own, whose claim is atomic because nothing is awaited in it."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()

    async def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        await asyncio.sleep(0)
        for id, kind in zip(claims.ids, claims.kinds):
            if id in self.seen:
                return ClaimOutcome.seen(kind)
        self.seen.update(claims.ids)
        return ClaimOutcome.FIRST


VERIFIERS: dict[str, Any] = {
    "nothing asynchronous": lambda: Verifier({"alice": "s3cr3t"}),
    "function": lambda: Verifier({"alice": "s3cr3t"}.get),
    "async function": lambda: Verifier(look_up),
    "async object": lambda: Verifier(LookUp()),
    "function that gives an awaitable": lambda: Verifier(lambda username: look_up(username)),
    "async store": lambda: Verifier({"alice": "s3cr3t"}, store=AsyncStore()),
    "async function and store": lambda: Verifier(look_up, store=AsyncStore()),
    "with a clock": lambda: Verifier(look_up, clock=lambda: datetime.now(timezone.utc)),
}


@pytest.mark.parametrize("name", VERIFIERS)
def test_of_many_tasks_with_one_header_exactly_one_is_let_in(name: str) -> None:
    verifier, header = VERIFIERS[name](), Signer("alice", "s3cr3t").header()

    async def attempt() -> str:
        try:
            return (await verifier.verify_async(header)).username  # type: ignore[no-any-return]
        except Replayed as error:
            return error.code

    async def attempts() -> list[str]:
        return await asyncio.gather(*(attempt() for _ in range(64)))

    outcomes = asyncio.run(attempts())
    assert sorted(outcomes) == ["alice"] + ["replayed"] * 63


@pytest.mark.parametrize("name", VERIFIERS)
def test_why_a_header_is_refused(name: str) -> None:
    verifier = VERIFIERS[name]()

    async def code(header: Any) -> str:
        with pytest.raises(Rejected) as error:
            await verifier.verify_async(header)
        return error.value.code

    assert asyncio.run(code(None)) == "header_missing"
    assert asyncio.run(code(Signer("alice", "wrong").header())) == "digest_mismatch"


@pytest.mark.parametrize("name", [name for name in VERIFIERS if "async " in name or "awaitable" in name])
@pytest.mark.parametrize("signed", [True, False])
def test_verify_says_that_it_needs_the_other_one(name: str, signed: bool) -> None:
    verifier = VERIFIERS[name]()
    header = Signer("alice", "s3cr3t").header() if signed else None
    if header is None and "awaitable" in name:
        return  # that is only known once it was called
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a coroutine that was never awaited
        with pytest.raises(TypeError, match="await verifier.verify_async"):
            verifier.verify(header)


def test_the_time_may_be_given() -> None:
    header = Signer("alice", "s3cr3t", clock=lambda: NOW).header()
    for verifier in (Verifier({"alice": "s3cr3t"}), Verifier(look_up), Verifier(look_up, store=AsyncStore())):
        assert asyncio.run(verifier.verify_async(header, now=NOW)).created == NOW


@pytest.mark.parametrize("store", [MemoryReplayStore, AsyncStore])
def test_a_look_up_that_outlasts_the_window_lets_nothing_in(store: Any) -> None:
    time = NOW

    async def slow(username: str) -> str:
        nonlocal time
        time += timedelta(seconds=61)
        return "s3cr3t"

    header = Signer("alice", "s3cr3t", clock=lambda: NOW).header()
    with pytest.raises(Rejected, check=has_code("created_stale")):
        asyncio.run(Verifier(slow, store=store(), clock=lambda: time).verify_async(header))


def test_what_an_async_look_up_or_store_raises_is_the_cause() -> None:
    failure = ConnectionError("down")

    async def broken(*_: object) -> Any:
        raise failure

    class BrokenStore:
        claim = staticmethod(broken)

    header = Signer("alice", "s3cr3t").header()
    for verifier, code in [
        (Verifier(broken), "secrets_unavailable"),
        (Verifier(look_up, store=BrokenStore()), "store_unavailable"),
    ]:
        with pytest.raises(Unavailable) as error:
            asyncio.run(verifier.verify_async(header))
        assert (error.value.code, error.value.__cause__) == (code, failure)


def test_a_cancelled_task_is_cancelled() -> None:
    async def forever(username: str) -> str:
        await asyncio.sleep(3600)
        return "s3cr3t"

    async def main() -> None:
        task = asyncio.create_task(Verifier(forever).verify_async(Signer("alice", "s3cr3t").header()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
