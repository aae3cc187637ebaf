"""What is of urllib.request alone."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from service import SECRET, USERNAME, Service
from xwsse.urllib import WsseHandler

from xwsse import Signer


def opener(retry_on_401: bool = False) -> urllib.request.OpenerDirector:
    handler = WsseHandler(USERNAME, SECRET, retry_on_401=retry_on_401)
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), handler)


def test_a_request_may_be_opened_again(home: Service) -> None:
    open_ = opener(retry_on_401=True).open
    request = urllib.request.Request(home.url("/1", refuse=1))
    for _ in range(2):
        with open_(request) as response:
            assert response.status == 200
    assert home.answers == ["accepted"] * 3
    refused = urllib.request.Request(home.url("/2", refuse=9))
    for _ in range(2):
        with pytest.raises(urllib.error.HTTPError) as caught:
            open_(refused)
        caught.value.close()
    assert home.answers == ["accepted"] * 7


def test_a_token_of_whatever_origin_is_replaced(home: Service, foreign: Service) -> None:
    stale = Signer(USERNAME, "another secret").header()
    director = opener()
    director.addheaders = [("X-WSSE", stale)]
    request = urllib.request.Request(home.url("/1", to=foreign.url("/open")), headers={"x-wsse": stale})
    request.headers["X-WSSE"] = stale
    request.unredirected_hdrs["X-WsSe"] = stale
    with director.open(request) as response:
        assert response.status == 200
    [received] = home.received
    assert (received.answer, len(received.tokens)) == ("accepted", 1)
    assert foreign.received[0].has_nothing_of_a_token
    # What a redirect copies has none either.
    assert not {"x-wsse", "authorization"} & {name.lower() for name in request.headers}


def test_what_cannot_be_sent_again_is_not(home: Service) -> None:
    request = urllib.request.Request(home.url("/1", refuse=1), iter([b"a", b"b"]))
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener(retry_on_401=True).open(request)
    caught.value.close()
    assert [received.body for received in home.received] == [b"ab"]


def test_it_may_be_installed_for_all(home: Service) -> None:
    urllib.request.install_opener(opener())
    try:
        with urllib.request.urlopen(home.url("/1")) as response:
            assert response.status == 200
    finally:
        urllib.request.install_opener(urllib.request.build_opener())
    assert home.answers == ["accepted"]
