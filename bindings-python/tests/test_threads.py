from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import pytest
from xwsse import ClaimOutcome, Claims, Replayed, Signer, Verifier

THREADS = 64


class Locked:
    """A store of one's own for threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: set[bytes] = set()

    def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        with self.lock:
            if not self.seen.isdisjoint(claims.ids):
                return ClaimOutcome.SEEN_DIGEST
            self.seen.update(claims.ids)
            return ClaimOutcome.FIRST


VERIFIERS: dict[str, Callable[[], Verifier]] = {
    "at once": lambda: Verifier({"key": "secret"}),
    "secrets by function": lambda: Verifier({"key": "secret"}.get),
    "a store of one's own": lambda: Verifier({"key": "secret"}, store=Locked()),
}


def at_the_same_time(work: Callable[[], Any]) -> list[Any]:
    barrier = threading.Barrier(THREADS)

    def start() -> Any:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(start) for _ in range(THREADS)]]


@pytest.mark.parametrize("name", VERIFIERS)
def test_of_64_threads_with_one_header_exactly_one_is_let_in(name: str) -> None:
    verifier, signer = VERIFIERS[name](), Signer("key", "secret")
    for _ in range(10):
        header = signer.header()

        def attempt(header: str = header) -> str:
            try:
                return verifier.verify(header).username
            except Replayed as error:
                return error.code

        assert sorted(at_the_same_time(attempt)) == ["key"] + ["replayed"] * (THREADS - 1)


def test_a_signer_shared_by_threads_repeats_nothing() -> None:
    signer = Signer("key", "secret")
    tokens = [
        token for many in at_the_same_time(lambda: [signer.sign() for _ in range(50)]) for token in many
    ]
    assert len({token.created for token in tokens}) == len({token.nonce for token in tokens}) == THREADS * 50


def test_each_thread_has_the_time_of_its_own_clock() -> None:
    def work() -> bool:
        year = 1900 + threading.get_native_id() % 200
        signer = Signer("key", "secret", "atom", clock=lambda: datetime(year, 1, 1, tzinfo=timezone.utc))
        return all(signer.sign().created == f"{year}-01-01T00:00:00Z" for _ in range(200))

    assert all(at_the_same_time(work))
