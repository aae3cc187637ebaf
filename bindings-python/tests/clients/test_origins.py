"""What an origin is, and that no two parsers find two of them in one URL."""

from __future__ import annotations

import doctest
import importlib

import pytest
from xwsse._origin import Origin


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://api.example", "https://api.example"),
        ("HTTPS://API.Example:443/v1?q#f", "https://api.example"),
        ("https://api.example:", "https://api.example"),
        ("https://api.example:0443/", "https://api.example"),
        ("https://api.example:8443", "https://api.example:8443"),
        ("http://api.example:80", "http://api.example"),
        ("http://api.example:443", "http://api.example:443"),
        ("https://user:pa%20ss@api.example/", "https://api.example"),
        ("https://[2001:DB8:0::1]:443/", "https://[2001:db8::1]"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://api_1.example?x=https://other.example", "https://api_1.example"),
    ],
)
def test_an_origin_is_normalised(url: str, origin: str) -> None:
    assert str(Origin.of(url)) == origin
    assert Origin.of(origin) == Origin.of(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/v1",
        "//api.example",
        "api.example:443",
        "ftp://api.example",
        "ws://api.example",
        "wss://api.example",
        "https:/api.example",
        "https:///api.example",
        "https://",
        "https://:443",
        "https://@/",
        " https://api.example",
        "https://api.example\\@other.example/",
        "https://other.example\\.api.example/",
        "https://api.example@x@other.example/",
        "https://api.example%2f.other.example/",
        "https://api.exa\tmple/",
        "https://api.example\n.other.example/",
        "https://api.example\n",
        "https://api.example:99999",
        "https://api.example:4 43",
        "https://api.example:٤٤٣/",
        "https://bücher.example/",
        "https://api。example/",
        "https://[::1/",
        "https://[::1%25eth0]/",
        "https://[v1.x]/",
    ],
)
def test_what_could_be_read_in_two_ways_has_none(url: str) -> None:
    assert Origin.of(url) is None


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.255.0.9", True),
        ("[::1]", True),
        ("[0:0::1]", True),
        ("localhost.", False),
        ("localhost.example", False),
        ("127.0.0.1.example", False),
        ("127.1", False),
        ("0177.0.0.1", False),
        ("2130706433", False),
        ("0.0.0.0", False),
        ("[::]", False),
        ("[::ffff:127.0.0.1]", False),
        ("10.0.0.1", False),
    ],
)
def test_loopback_is_told_by_the_name(host: str, loopback: bool) -> None:
    origin = Origin.of(f"http://{host}:8080/")
    assert origin is not None
    assert origin.is_loopback is loopback


@pytest.mark.parametrize(
    "name", ["_options", "_origin", "_origin_signer", "aiohttp", "httpie", "httpx", "requests", "urllib"]
)
def test_the_examples_give_what_they_say(name: str) -> None:
    tested = doctest.testmod(importlib.import_module(f"xwsse.{name}"))
    assert tested.attempted
    assert not tested.failed
