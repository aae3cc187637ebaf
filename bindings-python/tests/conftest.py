"""The tests run against the installed package, from outside the source tree."""

from __future__ import annotations

from pathlib import Path

import xwsse
from hypothesis import settings

# The same examples in each run: a change, not chance, makes a test fail.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

SOURCE = Path(__file__).resolve().parents[1]


def pytest_sessionstart() -> None:
    package = Path(xwsse.__file__).resolve()
    assert SOURCE not in package.parents, f"these tests are for the installed package, not for {package}"
