"""The examples in the documentation are run, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

RUN = """
import asyncio, doctest, importlib, sys
module = importlib.import_module(sys.argv[1])
names = {**vars(module), "asyncio": asyncio}
example = doctest.DocTestParser().get_doctest(module.__doc__, names, module.__name__, None, None)
failed, tried = doctest.DocTestRunner().run(example)
sys.exit(0 if tried and not failed else 1)
"""


@pytest.mark.parametrize(
    "name", ["wsgi", "asgi", "starlette", "fastapi", "flask", "django", "drf", "testing"]
)
def test_an_example_gives_what_it_says(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN, f"xwsse.{name}"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
