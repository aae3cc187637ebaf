"""Signing and verifying leave nothing behind."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from xwsse import MemoryReplayStore, Rejected, Signer, Verifier, explain

CYCLES = 10_000
STATM = Path("/proc/self/statm")


def resident() -> int:
    """Bytes of this process in memory, where that can be told."""
    return int(STATM.read_text().split()[1]) * 4096 if STATM.exists() else 0


@pytest.mark.parametrize("way", ["at once", "in steps"])
def test_ten_thousand_cycles_do_not_grow(way: str) -> None:
    secrets = {"key": "secret"}
    verifier = Verifier(secrets if way == "at once" else secrets.get, store=MemoryReplayStore(100_000))
    signer = Signer("key", "secret")
    stranger = Signer("stranger", "secret")

    def cycles(count: int) -> None:
        for number in range(count):
            header = signer.header()
            assert verifier.verify(header).created
            if number % 10 == 0:
                for refused in (header, stranger.header(), None, "nonsense"):
                    with pytest.raises(Rejected):
                        verifier.verify(refused)
            if number % 100 == 0:
                str(explain(signer.sign().header, secret="secret"))

    cycles(500)  # fills caches
    gc.collect()
    tracemalloc.start()
    cycles(500)
    gc.collect()
    python, whole = tracemalloc.get_traced_memory()[0], resident()
    cycles(CYCLES)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - python
    tracemalloc.stop()
    assert grown < 64 * 1024, f"{grown} bytes of Python's memory"
    # Signers run ahead of the clock, so the cycles end before that does; the store was allocated before.
    assert resident() - whole < 8 * 1024 * 1024
