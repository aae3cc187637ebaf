"""A default store in one of several workers is told of, once."""

from __future__ import annotations

import logging
import sys

import pytest
from xwsse import MemoryReplayStore, Verifier, _workers


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "_told", False)
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["/venv/bin/gunicorn", "-w", "3", "app:app"], 3),
        (["/venv/bin/gunicorn", "-w3", "app:app"], 3),
        (["/venv/bin/uvicorn", "app:app", "--workers=4"], 4),
        (["/venv/lib/uvicorn/__main__.py", "app:app", "--workers", "4"], 4),
        (["/venv/bin/gunicorn", "app:app"], 1),
        (["/venv/bin/gunicorn", "-w", "1", "app:app"], 1),
        (["/venv/bin/pytest", "-w", "3"], 1),
        (["/venv/lib/pytest/__main__.py", "-w", "3"], 1),
    ],
)
def test_the_command_line_says_how_many(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, command: list[str], count: int
) -> None:
    monkeypatch.setattr(sys, "argv", command)
    for _ in range(2):
        Verifier({})
    messages = [record.getMessage().split(" each")[0] for record in caplog.records]
    assert messages == ([] if count == 1 else [f"{count} workers"])


def test_the_environment_says_how_many(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", "2")
    Verifier({}, store=MemoryReplayStore())
    assert not caplog.records
    Verifier({})
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
