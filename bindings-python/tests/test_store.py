from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from coded import has_code
from xwsse._native import claim_outcomes
from xwsse import ClaimOutcome, Claims, MemoryReplayStore, Rejected, Signer, Unavailable, Verifier

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=timezone.utc)


def claims_of(header: str) -> Claims:
    """What a store is asked for this header."""
    asked: list[Claims] = []

    class Recorder:
        def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
            asked.append(claims)
            return ClaimOutcome.FIRST

    Verifier({"key": "secret"}, store=Recorder()).verify(header, now=NOW)
    return asked[0]


def header() -> str:
    return Signer("key", "secret", clock=lambda: NOW).header()


def test_it_holds_what_was_asked_for() -> None:
    assert MemoryReplayStore().capacity >= 1_048_576
    assert MemoryReplayStore(1).capacity >= 1
    assert MemoryReplayStore(capacity=10_000).capacity >= 10_000
    assert repr(MemoryReplayStore(1)).startswith("<MemoryReplayStore capacity=")


@pytest.mark.parametrize("capacity", [0, -1, 1 << 31])
def test_a_capacity_out_of_range_is_a_value_error(capacity: int) -> None:
    with pytest.raises(ValueError, match="the capacity is not 1 to 1073741824 claims"):
        MemoryReplayStore(capacity)


def test_it_counts_what_is_live() -> None:
    store = MemoryReplayStore(100)
    assert store.live() == store.live(NOW) == 0
    Verifier({"key": "secret"}, store=store).verify(header(), now=NOW)
    assert store.live(NOW) == 3
    assert store.live(NOW + timedelta(seconds=61)) == 0


def test_it_refuses_when_it_is_full_and_recovers() -> None:
    store = MemoryReplayStore(3)
    time = NOW
    signer = Signer("key", "secret", clock=lambda: time)
    verifier = Verifier({"key": "secret"}, store=store)
    with pytest.raises(Unavailable, check=has_code("store_full")):
        for _ in range(1_000):
            verifier.verify(signer.header(), now=time)
    time += timedelta(seconds=121)
    assert verifier.verify(signer.header(), now=time).username == "key"


def test_it_refuses_what_may_be_from_before_its_history() -> None:
    store = MemoryReplayStore(100, history_from=NOW)
    for secrets in ({"key": "secret"}, {"key": "secret"}.get):
        with pytest.raises(Unavailable, check=has_code("history_gap")):
            Verifier(secrets, store=store).verify(header(), now=NOW)
    later = Signer("key", "secret", clock=lambda: NOW + timedelta(milliseconds=1)).header()
    assert Verifier({"key": "secret"}, store=store).verify(later, now=NOW).username == "key"
    with pytest.raises(ValueError, match="aware"):
        MemoryReplayStore(history_from=NOW.replace(tzinfo=None))


def test_it_can_be_asked_directly() -> None:
    store, claims = MemoryReplayStore(100), claims_of(header())
    assert store.claim(claims, NOW) is ClaimOutcome.FIRST
    assert store.claim(claims, NOW) is ClaimOutcome.SEEN_DIGEST
    assert store.claim(claims, NOW + timedelta(hours=1)) is ClaimOutcome.HISTORY_GAP


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_it_is_neither_copied_nor_pickled(copied: Any) -> None:
    with pytest.raises(TypeError, match="for one process"):
        copied(MemoryReplayStore(1))


def test_claims_tell_what_to_keep_and_for_how_long() -> None:
    claims = claims_of(header())
    assert claims.kinds == ("digest", "nonce", "created")
    assert [len(id) for id in claims.ids] == [16, 16, 16] and len(claims) == len(set(claims.ids)) == 3
    assert claims.created == NOW and claims.created.tzinfo is timezone.utc
    assert claims.keep_until == NOW + timedelta(seconds=60)
    assert claims.keep_for == timedelta(seconds=120)
    assert repr(claims) == "<Claims ('digest', 'nonce', 'created') keep_until='2026-03-14T10:01:00+00:00'>"
    with pytest.raises(TypeError):
        Claims()


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    end = datetime.max.replace(tzinfo=timezone.utc)
    asked: list[Claims] = []

    class Recorder:
        def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
            asked.append(claims)
            return ClaimOutcome.FIRST

    last = Signer("key", "secret", clock=lambda: end).header()
    assert Verifier({"key": "secret"}, store=Recorder()).verify(last, now=end).created.year == 9999
    assert asked[0].keep_until == end


def test_there_are_exactly_the_outcomes_of_the_core() -> None:
    assert [outcome.value for outcome in ClaimOutcome] == claim_outcomes()


def test_an_outcome_is_known_by_its_kind() -> None:
    assert [ClaimOutcome.seen(kind) for kind in ("digest", "nonce", "created")] == [
        ClaimOutcome.SEEN_DIGEST,
        ClaimOutcome.SEEN_NONCE,
        ClaimOutcome.SEEN_CREATED,
    ]
    with pytest.raises(ValueError):
        ClaimOutcome.seen("username")


def test_every_outcome_but_first_is_refused() -> None:
    for answer in set(ClaimOutcome) - {ClaimOutcome.FIRST}:

        class Stubborn:
            def claim(self, claims: Claims, now: datetime, answer: ClaimOutcome = answer) -> ClaimOutcome:
                return answer

        with pytest.raises(Rejected):
            Verifier({"key": "secret"}, store=Stubborn()).verify(header(), now=NOW)
