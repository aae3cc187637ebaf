"""The shared vectors: what an origin is, which are the same, and for whom each hook signs."""

from __future__ import annotations

import doctest
import importlib
from typing import Any

import pytest
from asked import ASKED, Asked
from vectors import cases
from xwsse._origin import Origin

from xwsse import ClearTextRefused


@pytest.mark.parametrize("case", cases("shared/origins"), ids=lambda case: repr(case["text"]))
def test_a_text_has_the_origin_of_the_vectors(case: dict[str, Any]) -> None:
    if "python" in case.get("differs", ()):
        return
    origin = Origin.of(case["text"])
    assert (None if origin is None else str(origin)) == case["origin"]
    if origin is not None:
        assert (origin.scheme == "http" and not origin.is_loopback) == case["clear_text"]


@pytest.mark.parametrize(
    "pair", cases("shared/origins", "pairs"), ids=lambda pair: f"{pair['a']} {pair['b']}"
)
def test_two_texts_are_the_same_origin_or_not(pair: dict[str, Any]) -> None:
    assert (Origin.of(pair["a"]) == Origin.of(pair["b"])) == pair["same"]


REFUSED: dict[str, tuple[type[Exception], str]] = {
    "clear_text": (ClearTextRefused, "use https"),
    "not_an_origin": (ValueError, "is not an origin; write it as in"),
    "no_origins": (ValueError, "the list of origins is empty; name at least one"),
}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.__name__)
@pytest.mark.parametrize("case", cases("shared/origins", "outcomes"), ids=lambda case: case["id"])
def test_each_hook_signs_for_whom_the_vectors_say(asked: type[Asked], case: dict[str, Any]) -> None:
    options = {"origins": case["origins"], "allow_http": case["allow_http"]}
    if case.get("refused_at") == "construction":
        error, message = REFUSED[case["refused_as"]]
        with pytest.raises(error, match=message):
            asked(**options)
        return
    client = asked(**options)
    for request in case["requests"]:
        url, outcome = request["url"], request["outcome"]
        if outcome == "refused_clear_text":
            with pytest.raises(ClearTextRefused):
                client.headers(url)
            continue
        names = {name.lower() for name in client.headers(url)}
        ours = {"x-wsse", "authorization"}
        assert names & ours == (ours if outcome == "signed" else set()), url


@pytest.mark.parametrize(
    "name", ["_options", "_origin", "_origin_signer", "aiohttp", "httpie", "httpx", "requests", "urllib"]
)
def test_the_examples_give_what_they_say(name: str) -> None:
    tested = doctest.testmod(importlib.import_module(f"xwsse.{name}"))
    assert tested.attempted
    assert not tested.failed
