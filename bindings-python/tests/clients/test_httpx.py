"""What is of HTTPX alone."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from service import SECRET, USERNAME, Service
from xwsse.httpx import WsseAuth, WsseTransport


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(auth=WsseAuth(USERNAME, SECRET), trust_env=False) as client:
        yield client


def test_for_one_request(home: Service) -> None:
    assert httpx.get(home.url("/1"), auth=WsseAuth(USERNAME, SECRET), trust_env=False).is_success
    assert home.answers == ["accepted"]


def test_a_redirect_that_the_caller_follows(client: httpx.Client, home: Service, foreign: Service) -> None:
    following = client.get(home.url("/1", to="/2")).next_request
    assert following is not None
    assert "X-WSSE" not in following.headers
    assert client.send(following).is_success
    assert home.answers == ["accepted"] * 2
    following = client.get(home.url("/1", to=foreign.url("/open"))).next_request
    assert following is not None
    assert client.send(following).is_success
    assert foreign.received[0].has_nothing_of_a_token


def test_headers_show_the_token_and_do_not_copy_it(client: httpx.Client, home: Service) -> None:
    headers = client.get(home.url("/1"), headers={"X-Other": "kept"}).request.headers
    token = home.received[0].tokens[0]
    assert headers["x-wsse"] == headers.get("X-WSSE") == token
    assert headers.get_list("X-WSSE") == [token]
    assert "X-WSSE" in headers
    assert (b"X-WSSE", token.encode()) in headers.raw
    assert ("x-wsse", token) in headers.multi_items()
    assert ("x-wsse", token) in headers.items()
    assert {"x-wsse", "x-other"} <= set(headers) == set(headers.keys())
    assert token in headers.values()
    assert len(headers) == len(set(headers))
    for copied in (headers.copy(), httpx.Headers(headers)):
        assert copied["X-Other"] == "kept"
        assert not {"x-wsse", "authorization"} & set(copied)
    assert "PasswordDigest" not in repr(headers)


def test_a_redirect_that_another_hook_changes(home: Service) -> None:
    def hook(request: httpx.Request) -> None:
        request.headers["X-Hook"] = "added"

    auth = WsseAuth(USERNAME, SECRET)
    with httpx.Client(
        auth=auth, follow_redirects=True, event_hooks={"request": [hook]}, trust_env=False
    ) as client:
        response = client.get(home.url("/1", to="/2"))
    assert response.is_success
    assert response.request.headers["X-Hook"] == "added"


def test_a_loop_of_redirects_ends(client: httpx.Client, home: Service) -> None:
    client.follow_redirects = True
    with pytest.raises(httpx.TooManyRedirects):
        client.get(home.url("/loop", to="itself"))


@pytest.mark.parametrize("through_transport", [True, False])
def test_what_cannot_be_sent_again_is_not(home: Service, through_transport: bool) -> None:
    hook = (WsseTransport if through_transport else WsseAuth)(USERNAME, SECRET, retry_on_401=True)
    options = {"transport" if through_transport else "auth": hook}
    with httpx.Client(trust_env=False, **options) as client:  # type: ignore[arg-type]
        response = client.post(home.url("/1", refuse=1), content=iter([b"a", b"b"]))
    assert response.status_code == 401
    assert [received.body for received in home.received] == [b"ab"]


def test_a_form_with_files_arrives(client: httpx.Client, home: Service) -> None:
    assert client.post(home.url("/1"), files={"file": b"content"}).is_success
    assert b"content" in home.received[0].body


def test_a_transport_keeps_tokens_off_the_record(home: Service) -> None:
    with httpx.Client(transport=WsseTransport(USERNAME, SECRET), follow_redirects=True) as client:
        response = client.get(home.url("/1", to="/2"))
    assert home.answers == ["accepted"] * 2
    for past in (*response.history, response):
        assert "X-WSSE" not in past.request.headers


def test_a_transport_may_be_mounted(home: Service, foreign: Service) -> None:
    mounts = {home.origin: WsseTransport(USERNAME, SECRET)}
    with httpx.Client(mounts=mounts, follow_redirects=True, trust_env=False) as client:
        assert client.get(home.url("/1", to=foreign.url("/open"))).is_success
    assert home.answers == ["accepted"]
    assert foreign.received[0].has_nothing_of_a_token


def test_a_transport_goes_over_the_one_it_is_given() -> None:
    closed = []

    class Mock(httpx.MockTransport):
        def close(self) -> None:
            closed.append(True)

    inner = Mock(lambda request: httpx.Response(200, text=request.headers["X-WSSE"]))
    transport = WsseTransport(USERNAME, SECRET, transport=inner)
    with httpx.Client(transport=transport) as client:
        assert client.get("https://api.example/").text.startswith("UsernameToken ")
    assert closed
