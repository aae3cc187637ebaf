"""Two services: that of ours, and another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from service import Service


@pytest.fixture
def home() -> Iterator[Service]:
    with Service() as service:
        yield service


@pytest.fixture
def foreign() -> Iterator[Service]:
    with Service() as service:
        yield service
