"""Errors are told apart by their code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def has_code(code: str) -> Callable[[Any], bool]:
    """For ``check`` of ``pytest.raises``."""
    return lambda error: bool(error.code == code)
