"""The examples in the documentation are run, and everything public has some."""

from __future__ import annotations

import asyncio
import doctest
import inspect
import threading
from datetime import datetime, timedelta, timezone

import pytest
import xwsse

PUBLIC = [name for name in xwsse.__all__ if name != "__version__"]
NAMES = {name: getattr(xwsse, name) for name in PUBLIC}
NAMES |= {
    "asyncio": asyncio,
    "datetime": datetime,
    "threading": threading,
    "timedelta": timedelta,
    "timezone": timezone,
}


def examples(name: str, value: object) -> list[doctest.DocTest]:
    found = [(name, value)]
    if inspect.isclass(value):
        found += [(f"{name}.{attribute}", member) for attribute, member in vars(value).items()]
    parser = doctest.DocTestParser()
    tests = []
    for label, member in found:
        text = inspect.getdoc(member.__func__ if isinstance(member, staticmethod) else member)
        if text and ">>>" in text:
            tests.append(parser.get_doctest(text, dict(NAMES), label, None, None))
    return tests


@pytest.mark.parametrize(
    "test",
    [
        test
        for name, value in [("xwsse", xwsse), *NAMES.items()]
        if name in ("xwsse", *PUBLIC)
        for test in examples(name, value)
    ],
    ids=lambda test: test.name,
)
def test_an_example_gives_what_it_says(test: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    printed: list[str] = []
    runner.run(test, out=printed.append)
    assert not runner.failures, "".join(printed)


@pytest.mark.parametrize("name", PUBLIC)
def test_everything_public_is_documented(name: str) -> None:
    value = NAMES[name]
    assert inspect.getdoc(value)
    for attribute, member in vars(value).items():
        if not attribute.startswith("_") and (callable(member) or inspect.isdatadescriptor(member)):
            slot = inspect.ismemberdescriptor(member)
            assert slot or inspect.getdoc(member), f"{name}.{attribute}"


def test_there_are_examples() -> None:
    for name in (
        "Dialect",
        "Signer",
        "UsernameToken",
        "Verifier",
        "Identity",
        "MemoryReplayStore",
        "ReplayStore",
    ):
        assert examples(name, NAMES[name]), name
    for name in ("Credentials", "ClaimOutcome", "Rejected", "SignError", "explain"):
        assert examples(name, NAMES[name]), name


@pytest.mark.parametrize(
    "name", ["Dialect", "Identity", "MemoryReplayStore", "Signer", "Verifier", "explain"]
)
def test_the_parameters_can_be_seen(name: str) -> None:
    assert inspect.signature(NAMES[name]).parameters
