"""What every hook keeps to, with each client, against services that verify."""

from __future__ import annotations

import copy
import logging
import pickle
import socket
import sys
from datetime import datetime, timedelta, timezone

import pytest
from drivers import ALL, SIGN_WHEN_ASKED, Driver, Request, Urllib
from service import ANOTHER_AUTHORIZATION, SECRET, USERNAME, Service

from xwsse import ClearTextRefused, Dialect, OriginRefused, Signer, Verifier, WsseError


@pytest.fixture(params=ALL, ids=lambda driver: driver.__name__)
def client(request: pytest.FixtureRequest) -> type[Driver]:
    return request.param  # type: ignore[no-any-return]


def accepted_of(service: Service) -> list[str]:
    """The paths that were accepted. With an auth of httpx, each hop is first asked for unsigned."""
    return [request.path for request in service.received if request.answer == "accepted"]


def refused_of(service: Service) -> set[str]:
    return {answer for answer in service.answers if answer != "accepted"}


def nothing_but_asking(client: type[Driver]) -> set[str]:
    return {"header_missing"} if client in SIGN_WHEN_ASKED else set()


def test_a_request_is_signed(client: type[Driver], home: Service) -> None:
    assert client().get(home.url("/files")) == 200
    [received] = home.received
    assert received.answer == "accepted"
    assert received.authorizations == (Dialect("penneo").authorization,)


def test_each_request_has_a_token_of_its_own(client: type[Driver], home: Service) -> None:
    assert client().send(*[Request("GET", home.url("/files"))] * 5) == [200] * 5
    assert home.answers == ["accepted"] * 5


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_origin_is_signed_afresh(
    client: type[Driver], home: Service, code: int
) -> None:
    if client is Urllib and code == 308 and sys.version_info < (3, 11):
        pytest.skip("urllib.request does not follow a 308 before Python 3.11")
    assert client().get(home.url("/old", to="/new", code=code)) == 200
    assert accepted_of(home) == ["/old", "/new"]
    assert refused_of(home) <= nothing_but_asking(client)


def test_a_chain_of_redirects_is_signed_afresh(client: type[Driver], home: Service) -> None:
    assert client().get(home.url("/1", to="/2?to=/3?to=/4")) == 200
    assert accepted_of(home) == ["/1", "/2", "/3", "/4"]
    assert refused_of(home) <= nothing_but_asking(client)


@pytest.mark.parametrize("code", [302, 307])
def test_nothing_of_a_token_reaches_another_origin(
    client: type[Driver], home: Service, foreign: Service, code: int
) -> None:
    assert client().get(home.url("/old", to=foreign.url("/open/new"), code=code)) == 200
    assert accepted_of(home) == ["/old"]
    [received] = foreign.received
    assert received.has_nothing_of_a_token
    assert received.authorizations == ()


def test_another_origin_that_asks_for_a_token_gets_none(
    client: type[Driver], home: Service, foreign: Service
) -> None:
    assert client(retry_on_401=True).get(home.url("/old", to=foreign.url("/new"))) == 401
    assert [received.has_nothing_of_a_token for received in foreign.received] == [True]


def test_a_redirect_away_and_back(client: type[Driver], home: Service, foreign: Service) -> None:
    back = foreign.url("/open/away", to=home.url("/back"))
    assert client().get(home.url("/start", to=back)) == 200
    assert accepted_of(home) == ["/start", "/back"]
    assert refused_of(home) <= nothing_but_asking(client)
    assert [received.has_nothing_of_a_token for received in foreign.received] == [True]


def test_the_first_request_settles_the_origin(client: type[Driver], home: Service, foreign: Service) -> None:
    assert (
        client().send(
            Request("GET", home.url("/files")),
            Request("GET", foreign.url("/open/files")),
            Request("GET", home.url("/files")),
        )
        == [200] * 3
    )
    assert home.answers == ["accepted"] * 2
    assert [received.has_nothing_of_a_token for received in foreign.received] == [True]


def test_only_the_given_origins_are_signed_for(client: type[Driver], home: Service, foreign: Service) -> None:
    assert client(origins=home.origin).get(foreign.url("/open/files")) == 200
    assert foreign.received[0].has_nothing_of_a_token
    assert client(origins=[foreign.origin + "/v1", home.origin.upper()]).send(
        Request("GET", home.url("/files")), Request("GET", foreign.url("/files"))
    ) == [200, 200]


def test_a_redirect_between_two_origins_of_ours(
    client: type[Driver], home: Service, foreign: Service
) -> None:
    hook = client(origins=[home.origin, foreign.origin])
    assert hook.get(home.url("/old", to=foreign.url("/new"))) == 200
    assert accepted_of(home) == ["/old"]
    assert accepted_of(foreign) == ["/new"]


@pytest.mark.parametrize("name", ["X-WSSE", "x-wsse", "X-Wsse", "x-WSSE"])
def test_a_token_that_is_there_is_replaced(
    client: type[Driver], home: Service, foreign: Service, name: str
) -> None:
    ours = f"  {Dialect('penneo').authorization} "
    stale = {name: Signer(USERNAME, "another secret").header(), "authorization": ours.strip()}
    driver = client()
    assert driver.get(home.url("/files", to=foreign.url("/open/files")), **stale) == 200
    [received] = home.received
    assert (received.answer, len(received.tokens)) == ("accepted", 1)
    assert received.authorizations == (Dialect("penneo").authorization,)
    # Nor does it go elsewhere.
    assert driver.get(foreign.url("/open/files"), **stale) == 200
    assert all(request.has_nothing_of_a_token for request in foreign.received)


@pytest.mark.parametrize("authorization", [ANOTHER_AUTHORIZATION, 'WSSE profile="another"', "Basic dTpw"])
def test_an_authorization_of_the_caller_stays_and_the_token_goes_beside_it(
    client: type[Driver], home: Service, authorization: str
) -> None:
    driver = client(retry_on_401=True)
    assert driver.get(home.url("/files", refuse=1), Authorization=authorization) == 200
    assert home.answers == ["accepted"] * 2
    assert [received.authorizations for received in home.received] == [(authorization,)] * 2


def test_our_authorization_can_be_left_out(client: type[Driver], home: Service) -> None:
    driver = client(authorization=False)
    assert driver.get(home.url("/old", to="/new")) == 200
    assert accepted_of(home) == ["/old", "/new"]
    assert {received.authorizations for received in home.received} == {()}
    assert "authorization=False" in repr(driver.hook)


class Keys:
    """A signer of another scheme."""

    header_names = ("X-Key", "X-Signature")
    authorization = None

    def __init__(self) -> None:
        self.count = 0

    def headers(self) -> dict[str, str]:
        self.count += 1
        return {"X-Key": "k", "X-Signature": str(self.count)}


def test_any_signer_is_taken(client: type[Driver], home: Service, foreign: Service) -> None:
    driver = client(retry_on_401=True)
    driver.hook = type(driver.hook)(Keys(), origins=home.origin, retry_on_401=True)
    url = home.url("/open/1", refuse=1, to=foreign.url("/open/2"))
    assert driver.get(url, Authorization=ANOTHER_AUTHORIZATION, **{"x-signature": "stale"}) == 200
    assert [received.other["X-Signature"] for received in home.received] == ["1", "2"]
    assert {received.authorizations for received in home.received} == {(ANOTHER_AUTHORIZATION,)}
    assert not {"X-Key", "X-Signature"} & set(foreign.received[0].other)


def test_a_request_to_another_origin_leaves_a_trace(
    client: type[Driver], foreign: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "xwsse.client")
    assert client(origins="https://api.example").get(foreign.url("/open/files")) == 200
    [record] = [record for record in caplog.records if record.name == "xwsse.client"]
    assert record.getMessage() == (
        f"not signed: no token is for {foreign.origin}, which is not among the origins https://api.example; "
        "add it to them"
    )


def test_a_strict_hook_refuses_another_origin(client: type[Driver], foreign: Service) -> None:
    driver = client(origins="https://api.example", strict=True)
    with pytest.raises(OriginRefused, match="not among the origins https://api.example"):
        driver.get(foreign.url("/open/files"))
    assert not foreign.received
    assert "strict=True" in repr(driver.hook)


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_wrong_clock_is_learnt_from_the_answer(client: type[Driver], home: Service, minutes: int) -> None:
    signer = Signer(USERNAME, SECRET, clock=lambda: datetime.now(timezone.utc) + timedelta(minutes=minutes))
    driver = client()
    driver.hook = type(driver.hook)(signer, learn_clock=True)
    assert driver.send(*[Request("GET", home.url("/files"))] * 3) == [200] * 3
    wrong = "created_in_future" if minutes > 0 else "created_stale"
    assert home.answers == [wrong, "accepted", "accepted", "accepted"]
    assert abs(signer.clock_offset + timedelta(minutes=minutes)) < timedelta(seconds=5)


def test_a_clock_that_is_right_is_left_alone(client: type[Driver], home: Service) -> None:
    signer = Signer(USERNAME, SECRET)
    driver = client()
    driver.hook = type(driver.hook)(signer, learn_clock=True)
    assert driver.get(home.url("/files", refuse=1)) == 401
    assert home.answers == ["accepted"]
    assert signer.clock_offset == timedelta()


def test_a_clock_is_learnt_over_https_from_its_own_origin_alone(client: type[Driver]) -> None:
    late = "Sun, 06 Nov 1994 08:49:37 GMT"
    for url, learnt in [
        ("https://api.example/v1", True),
        ("https://elsewhere.example/v1", False),
        ("http://api.example/v1", False),
    ]:
        signer = Signer(USERNAME, SECRET)
        origins = ["https://api.example", "http://api.example"]
        hook = type(client().hook)(signer, origins=origins, allow_http=True, learn_clock=True)
        assert hook._tries_again(url, late) is learnt
        assert not hook._tries_again(url, None) and not hook._tries_again(url, "yesterday")
        assert signer.clock_offset == (timedelta(hours=-24) if learnt else timedelta())


def test_an_unknown_option_is_refused_with_the_nearest_that_is_known(client: type[Driver]) -> None:
    hook = type(client().hook)
    for wrong, near in [("orgins", "origins"), ("alow_http", "allow_http"), ("retryOn401", "retry_on_401")]:
        with pytest.raises(TypeError, match=f"unknown option {wrong}; did you mean {near}?"):
            hook(USERNAME, SECRET, **{wrong: None})
    with pytest.raises(TypeError, match="unknown option colour; known are origins, allow_http"):
        hook(USERNAME, SECRET, colour="red")


def test_what_others_send_to_another_origin_stays(
    client: type[Driver], home: Service, foreign: Service
) -> None:
    headers = {"Authorization": ANOTHER_AUTHORIZATION}
    assert client(origins=home.origin).get(foreign.url("/open/files"), **headers) == 200
    assert foreign.received[0].authorizations == (ANOTHER_AUTHORIZATION,)


@pytest.mark.parametrize("url", ["http://api.example/", "http://127.0.0.1.example/", "http://localhost.:80/"])
def test_plain_http_is_refused_before_any_connection(
    client: type[Driver], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*args: object, **options: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(ClearTextRefused, match="use https") as caught:
        client().get(url)
    assert isinstance(caught.value, WsseError)
    assert SECRET not in str(caught.value)
    with pytest.raises(ClearTextRefused):
        client(origins=["https://api.example", url])


def test_plain_http_can_be_allowed(client: type[Driver]) -> None:
    assert "allow_http=True" in repr(client(origins="http://api.example", allow_http=True).hook)


def test_one_more_attempt_after_a_401(client: type[Driver], home: Service) -> None:
    assert client(retry_on_401=True).get(home.url("/files", refuse=1)) == 200
    assert home.answers == ["accepted"] * 2


def test_no_more_than_one(client: type[Driver], home: Service) -> None:
    assert client(retry_on_401=True).get(home.url("/files", refuse=5)) == 401
    assert home.answers == ["accepted"] * 2


def test_none_unless_told(client: type[Driver], home: Service) -> None:
    assert client().get(home.url("/files", refuse=1)) == 401
    assert home.answers == ["accepted"]


def test_one_more_attempt_for_every_request(client: type[Driver], home: Service) -> None:
    driver = client(retry_on_401=True)
    wanted = [Request("GET", home.url(f"/{number}", refuse=1)) for number in range(3)]
    assert driver.send(*wanted) == [200] * 3
    assert home.answers == ["accepted"] * 6


def test_one_more_attempt_then_a_redirect_away(client: type[Driver], home: Service, foreign: Service) -> None:
    url = home.url("/old", refuse=1, to=foreign.url("/open/new"))
    assert client(retry_on_401=True).get(url) == 200
    assert home.answers == ["accepted"] * 2
    assert [received.has_nothing_of_a_token for received in foreign.received] == [True]


def test_one_more_attempt_after_a_redirect(client: type[Driver], home: Service) -> None:
    assert client(retry_on_401=True).get(home.url("/old", to="/new?refuse=1")) == 200
    # With an auth of httpx, the unsigned request was the one that was refused.
    assert accepted_of(home) == ["/old"] + ["/new"] * (1 if client in SIGN_WHEN_ASKED else 2)
    assert refused_of(home) <= nothing_but_asking(client)


def test_a_body_arrives_whole(client: type[Driver], home: Service) -> None:
    body = bytes(range(256)) * 64
    assert client().post(home.url("/files"), body) == 200
    [received] = home.received
    assert (received.method, received.body) == ("POST", body)


def test_a_body_is_sent_again_after_a_401(client: type[Driver], home: Service) -> None:
    body = b"what is to be signed"
    assert client(retry_on_401=True).post(home.url("/files", refuse=1), body) == 200
    assert [received.body for received in home.received] == [body, body]
    assert home.answers == ["accepted"] * 2


def test_a_body_goes_with_a_redirect(client: type[Driver], home: Service) -> None:
    if client is Urllib:
        pytest.skip("urllib.request does not follow a 307 with a body")
    body = b"what is to be signed"
    assert client().post(home.url("/old", to="/new", code=307), body) == 200
    assert {received.body for received in home.received} == {body}
    assert accepted_of(home) == ["/old", "/new"]


def test_fifty_at_once_on_one_session(client: type[Driver], home: Service) -> None:
    wanted = [Request("GET", home.url(f"/{number}")) for number in range(50)]
    assert client().send_at_once(*wanted) == [200] * 50
    assert home.answers == ["accepted"] * 50
    assert len({received.created for received in home.received}) == 50


def test_a_signer_may_be_given(client: type[Driver], home: Service) -> None:
    home.verifier = Verifier({"someone else": "s3cr3t"}, dialect="atom")
    hook = type(client().hook)
    driver = client()
    driver.hook = hook(Signer("someone else", "s3cr3t", "atom"))
    assert driver.get(home.url("/files")) == 200
    driver.hook = hook("someone else", b"s3cr3t", "atom")
    assert driver.get(home.url("/files")) == 200
    driver.hook = hook(username="someone else", secret="s3cr3t", dialect=Dialect("atom"))
    assert driver.get(home.url("/files")) == 200


def test_what_it_is_made_of_is_checked(client: type[Driver]) -> None:
    hook = type(client().hook)
    for wrong, message in [
        ((USERNAME,), "the secret of 'my-api-key' is missing"),
        ((USERNAME, None), "the secret of 'my-api-key' is missing"),
        ((Signer(USERNAME, SECRET), SECRET), "a signer has its secret"),
        ((None, SECRET), "give a signer, or a username and a secret, not NoneType"),
    ]:
        with pytest.raises(TypeError, match=message):
            hook(*wrong)
    for origins in [
        "",
        "api.example",
        "ftp://api.example",
        "wss://api.example",
        "https://bücher.example",
        [],
        ["https://a@b@c"],
    ]:
        with pytest.raises(ValueError, match="origin"):
            hook(USERNAME, SECRET, origins=origins)


def test_it_shows_no_secret_and_no_token(client: type[Driver], home: Service) -> None:
    driver = client(retry_on_401=True)
    assert driver.get(home.url("/files")) == 200
    shown = repr(driver.hook)
    assert USERNAME in shown
    assert home.origin in shown
    assert SECRET not in shown
    assert "PasswordDigest" not in shown


def test_it_is_not_pickled_or_copied(client: type[Driver]) -> None:
    hook = client().hook
    for away in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="holds a secret"):
            away(hook)
