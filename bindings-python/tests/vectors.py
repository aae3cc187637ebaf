"""The shared vectors, and what their fields mean in Python."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("XWSSE_VECTORS", Path(__file__).resolve().parents[2] / "tests" / "vectors"))
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


@cache
def cases(name: str, kind: str = "cases") -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("ascii"))[kind]
    assert loaded, f"{name}.json has no {kind}"
    return loaded


def instant(text: str, *, up: bool = True) -> datetime:
    """An RFC 3339 time in UTC; what is finer than a microsecond is rounded up, or down."""
    match = re.fullmatch(r"(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z", text)
    assert match, text
    whole = datetime.fromisoformat(match[1] + "+00:00")
    nanos = int((match[2] or "").ljust(9, "0"))
    return whole + timedelta(microseconds=-(-nanos // 1000) if up else nanos // 1000)


def unix(seconds: int, nanos: int) -> datetime:
    """An instant as ``datetime`` can hold it: microseconds, rounded down."""
    return EPOCH + timedelta(seconds=seconds, microseconds=nanos // 1000)


def secrets(case: dict[str, Any]) -> dict[str, list[str]]:
    """The secrets of a case, empty ones left out."""
    return {username: [secret for secret in found if secret] for username, found in case["secrets"].items()}


def values(step: dict[str, Any]) -> list[str] | list[bytes]:
    """All values of the header in a step."""
    if "values_hex" in step:
        return [bytes.fromhex(value) for value in step["values_hex"]]
    texts: list[str] = step["values"]
    return texts
