"""What is of requests alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter
from service import SECRET, USERNAME, Service
from urllib3 import Retry
from xwsse.requests import WsseAdapter, WsseAuth

from xwsse import Signer


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.auth = WsseAuth(USERNAME, SECRET)
        yield session


RETRIES = Retry(total=3, status_forcelist=[503], allowed_methods=None, backoff_factor=0)


def test_without_a_session(home: Service) -> None:
    assert requests.get(home.url("/files"), auth=WsseAuth(USERNAME, SECRET), timeout=30).ok
    assert home.answers == ["accepted"]


def test_the_history_shows_what_was_sent(session: requests.Session, home: Service, foreign: Service) -> None:
    response = session.get(home.url("/1", to=home.url("/2", to=foreign.url("/open"))))
    sent = [past.request.headers["X-WSSE"] for past in response.history]
    assert sent == [received.tokens[0] for received in home.received]
    assert "X-WSSE" not in response.request.headers


def test_the_history_shows_the_attempt_that_was_refused(home: Service) -> None:
    auth = WsseAuth(USERNAME, SECRET, retry_on_401=True)
    response = requests.get(home.url("/1", refuse=1), auth=auth, timeout=30)
    [refused] = response.history
    assert (refused.status_code, response.status_code) == (401, 200)
    assert refused.text == "accepted"
    sent = [past.request.headers["X-WSSE"] for past in (refused, response)]
    assert sent == [received.tokens[0] for received in home.received]


def test_a_redirect_that_the_caller_follows(
    session: requests.Session, home: Service, foreign: Service
) -> None:
    response = session.get(home.url("/1", to="/2"), allow_redirects=False)
    assert response.next is not None
    assert session.send(response.next).ok
    assert home.answers == ["accepted"] * 2
    response = session.get(home.url("/1", to=foreign.url("/open")), allow_redirects=False)
    assert response.next is not None
    assert session.send(response.next).ok
    assert foreign.received[0].has_nothing_of_a_token


@pytest.mark.parametrize(
    "location",
    [
        "//{foreign}/open",
        "///{foreign}/open",
        "HTTP://{foreign}/open",
        "http://{home}@{foreign}/open",
        "http://{home}%2F@{foreign}/open",
        "http:\\\\{foreign}/open",
        "/\\{foreign}/open",
        "\\\\{foreign}/open",
        "http://{foreign}\\@{home}/open",
        "http://{foreign}#@{home}/open",
        "http://{foreign}?@{home}/open",
        "http://{home}\\@{foreign}/open",
        "http:/{foreign}/open",
    ],
)
def test_no_spelling_of_a_location_takes_a_token_away(
    session: requests.Session, home: Service, foreign: Service, location: str
) -> None:
    hosts = {"home": home.origin[7:], "foreign": foreign.origin[7:]}
    try:
        session.get(home.url("/1", to=location.format(**hosts)))
    except requests.RequestException:
        pass
    assert home.received[0].answer == "accepted"
    assert all(received.has_nothing_of_a_token for received in foreign.received)
    assert "replayed" not in home.answers


def test_a_file_is_sent_again_from_where_it_began(home: Service) -> None:
    file = io.BytesIO(b"header and content")
    file.seek(11)
    auth = WsseAuth(USERNAME, SECRET, retry_on_401=True)
    url = home.url("/1", refuse=1, to="/2", code=307)
    assert requests.post(url, data=file, auth=auth, timeout=30).ok
    assert [received.body for received in home.received] == [b"content"] * 3
    assert home.answers == ["accepted"] * 3


@pytest.mark.parametrize("hook", [WsseAuth, WsseAdapter])
def test_what_cannot_be_sent_again_is_not(home: Service, hook: type[WsseAuth | WsseAdapter]) -> None:
    made = hook(USERNAME, SECRET, retry_on_401=True)
    with requests.Session() as session:
        if isinstance(made, WsseAdapter):
            session.mount("http://", made)
        else:
            session.auth = made
        response = session.post(home.url("/1", refuse=1), data=iter([b"a", b"b"]))
    assert response.status_code == 401
    assert [received.body for received in home.received] == [b"ab"]


def test_preparing_again_signs_again(session: requests.Session, home: Service) -> None:
    prepared = session.prepare_request(requests.Request("GET", home.url("/1", refuse=1)))
    auth = WsseAuth(USERNAME, SECRET, retry_on_401=True)
    for _ in range(3):
        prepared.prepare_auth(auth)
    assert session.send(prepared).ok
    assert home.answers == ["accepted"] * 2


def test_two_are_equal_when_they_do_the_same() -> None:
    signer = Signer(USERNAME, SECRET)
    assert WsseAuth(signer) == WsseAuth(signer)
    assert hash(WsseAuth(signer)) == hash(WsseAuth(signer))
    one = WsseAuth(signer, origins=["https://a.example", "https://b.example"])
    assert one == WsseAuth(signer, origins=["https://B.example:443/", "https://a.example"])
    assert one != WsseAuth(signer)
    assert WsseAuth(signer) != WsseAuth(signer, retry_on_401=True)
    assert WsseAuth(USERNAME, SECRET) != WsseAuth(USERNAME, SECRET)
    assert WsseAuth(signer) != signer


def test_a_netrc_is_the_callers_and_stays(
    home: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password something\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with requests.Session() as session:
        session.mount("http://", WsseAdapter(USERNAME, SECRET))
        assert session.get(home.url("/1", to="/2")).ok
    assert home.answers == ["accepted"] * 2
    assert all("Basic" in received.authorizations[0] for received in home.received)


def test_retries_of_the_transport_repeat_the_token_of_an_auth(
    home: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """So the documentation says, and a warning names the adapter, once."""
    auth = WsseAuth(USERNAME, SECRET)
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=RETRIES))
        for path in ("/1", "/2"):
            assert session.get(home.url(path, fail=1), auth=auth).status_code == 401
    assert home.answers == ["accepted", "replayed"] * 2
    [warning] = caplog.records
    assert warning.name == "xwsse.client" and "WsseAdapter" in warning.getMessage()


def test_the_adapter_signs_every_retry(home: Service) -> None:
    with requests.Session() as session:
        session.mount("http://", WsseAdapter(USERNAME, SECRET, max_retries=RETRIES))
        response = session.post(home.url("/1", fail=3), data=b"body")
    assert response.ok
    assert home.answers == ["accepted"] * 4
    assert {received.body for received in home.received} == {b"body"}
    assert "X-WSSE" not in response.request.headers


def test_the_adapter_signs_through_a_proxy_that_forwards(home: Service) -> None:
    # The service takes the whole URL for a path: here it is the proxy, too.
    origin = "http://api.example"
    with requests.Session() as session:
        session.trust_env = False
        session.proxies = {"http": home.origin}
        session.mount("http://", WsseAdapter(USERNAME, SECRET, origins=origin, allow_http=True))
        assert session.get(f"{origin}/1").ok
        assert session.get("http://elsewhere.example/1").status_code == 401
    assert home.answers == ["accepted", "header_missing"]


def test_an_unknown_option_of_the_adapter_is_refused_with_the_nearest_that_is_known() -> None:
    with pytest.raises(TypeError, match="unknown option max_retrys; did you mean max_retries?"):
        WsseAdapter(USERNAME, SECRET, max_retrys=RETRIES)  # type: ignore[call-overload]


def test_the_adapter_keeps_its_options() -> None:
    adapter = WsseAdapter(USERNAME, SECRET, max_retries=RETRIES, pool_maxsize=3)
    assert adapter.max_retries is RETRIES
    assert adapter._pool_maxsize == 3
