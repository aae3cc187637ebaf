"""Packages that freeze time leave nothing behind, and a clock can follow them."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone

import time_machine
from xwsse import Signer

PROGRAM = """
from datetime import datetime, timezone
from freezegun import freeze_time
import xwsse

def now():
    import datetime
    return datetime.datetime.now(datetime.timezone.utc)

with freeze_time("2026-01-01"):
    # The first datetime that the package sees in this process is not of the class itself.
    signer = xwsse.Signer("k", "s", clock=now)
    header = signer.header()
    verifier = xwsse.Verifier({"k": "s"}, clock=now)
    frozen = verifier.verify(header)
assert 'Created="2026-01-01T00:00:00.000Z"' in header
real = datetime.now(timezone.utc)
assert type(frozen.created) is type(real) is datetime
assert xwsse.Identity("x", real).created == real
header = xwsse.Signer("k", "s").header()
assert xwsse.Verifier({"k": "s"}, store=xwsse.MemoryReplayStore(9, history_from=frozen.created)).verify(header)
class Store:
    def claim(self, claims, now):
        assert type(now) is type(claims.created) is datetime
        return xwsse.ClaimOutcome.FIRST
assert xwsse.Verifier({"k": "s"}, store=Store()).verify(header, now=real)
"""


def test_a_frozen_test_leaves_the_rest_of_the_process_as_it_was() -> None:
    ran = subprocess.run([sys.executable, "-I", "-c", PROGRAM], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr


def test_time_machine_moves_a_clock_and_not_the_system_s() -> None:
    then = datetime(2026, 1, 1, tzinfo=timezone.utc)
    with time_machine.travel(then, tick=False):
        moved = Signer("k", "s", clock=lambda: datetime.now(timezone.utc)).sign()
        system = Signer("k", "s").sign()
    assert moved.created == "2026-01-01T00:00:00.000Z"
    assert datetime.fromisoformat(system.created.replace("Z", "+00:00")) - then > timedelta(days=1)
