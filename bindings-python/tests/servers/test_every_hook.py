"""What every hook does alike."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hooks import HOOKS, REALM, Hook
from wire import Answer, ask
from xwsse import (
    AsyncReplayStore,
    ClaimOutcome,
    Identity,
    MemoryReplayStore,
    Rejected,
    Signer,
    Verifier,
    _refusals,
)

SECRETS = {"alice": "s3cr3t"}
CHALLENGE = f'WSSE realm="{REALM}", profile="UsernameToken"'


@pytest.fixture(params=HOOKS)
def hook(request: pytest.FixtureRequest) -> Hook:
    return HOOKS[request.param]


@cache
def signer(username: str, secret: str, **options: Any) -> Signer:
    """One for each key: two might sign in the same millisecond."""
    return Signer(username, secret, **options)


def sign(username: str = "alice", secret: str = "s3cr3t", **options: Any) -> tuple[str, str]:
    return "X-WSSE", signer(username, secret, **options).header()


def at(offset: float) -> Callable[[], datetime]:
    return lambda: datetime.now(timezone.utc) + timedelta(seconds=offset)


def said(answer: Answer) -> str:
    return answer.body.strip('"')


def codes(caplog: pytest.LogCaptureFixture, hook: Hook) -> list[str]:
    return [record.xwsse_code for record in caplog.records if record.name == f"xwsse.{hook.name}"]  # type: ignore[attr-defined]


def test_a_token_is_accepted_once_and_the_application_sees_who_it_is(hook: Hook) -> None:
    with hook.serve(SECRETS) as port:
        token = sign()
        first = ask(port, token)
        assert (first.status, said(first)) == (200, "alice")
        assert first.all("www-authenticate") == []
        assert ask(port, token).status == 401
        assert ask(port, sign(), method="POST").status == 200


def test_every_401_is_the_same_to_the_byte(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with hook.serve(SECRETS) as port:
        used, good = sign(), sign()[1]
        assert ask(port, used).status == 200
        refused = {
            "header_missing": [],
            "header_malformed": [("X-WSSE", good.replace('"', "'"))],
            "header_too_large": [("X-WSSE", good + ", " + 'Extra="%s"' % ("a" * 5000))],
            "parameter_missing": [("X-WSSE", good.rsplit(",", 1)[0])],
            "parameter_unknown": [("X-WSSE", good + ', Extra="1"')],
            "created_stale": [sign(clock=at(-300))],
            "created_in_future": [sign(clock=at(300))],
            "username_unknown": [sign("mallory")],
            "digest_mismatch": [sign(secret="wrong")],
            "replayed": [used],
        }
        answers = {code: ask(port, *headers) for code, headers in refused.items()}
    assert {answer.status for answer in answers.values()} == {401}
    assert len({answer.undated for answer in answers.values()}) == 1
    # The framework itself answers where there is no header, and logs nothing of ours.
    assert codes(caplog, hook) == list(refused)[1 if hook.name == "drf" else 0 :]


def test_the_challenge_is_exact(hook: Hook) -> None:
    with hook.serve(SECRETS) as port:
        answer = ask(port)
        assert answer.status == 401
        assert answer.all("www-authenticate") == [CHALLENGE]
        assert answer.all("retry-after") == []
        if hook.name not in ("django", "drf"):  # they leave HEAD to the server
            assert ask(port, method="HEAD").body == ""


@pytest.mark.parametrize("order", ["twice the same", "good first", "good last", "empty first", "two good"])
def test_two_headers_are_refused(hook: Hook, order: str) -> None:
    with hook.serve(SECRETS) as port:
        good, bad = sign(), sign(secret="wrong")
        headers = {
            "twice the same": [good, good],
            "good first": [good, bad],
            "good last": [bad, good],
            "empty first": [("X-WSSE", ""), good],
            "two good": [good, sign()],
        }[order]
        assert ask(port, *headers).status == 401
        # Nothing was used up by it.
        assert ask(port, good).status == 200


def test_503_when_the_look_up_fails(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    def look_up(username: str) -> str:
        raise ConnectionError("no key server")

    with hook.serve(look_up) as port:
        unsigned = ask(port)
        answer = ask(port, sign())
    assert unsigned.status == 401
    assert answer.status == 503
    assert answer.all("retry-after") == ["1"]
    assert answer.all("www-authenticate") == []
    assert "key server" not in answer.body
    [record] = [record for record in caplog.records if record.name == f"xwsse.{hook.name}"]
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("refused: secrets_unavailable: ")
    assert record.exc_info and isinstance(record.exc_info[1], ConnectionError)


def test_503_when_the_store_is_full(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    class Full:
        def claim(self, claims: object, now: datetime, /) -> ClaimOutcome:
            return ClaimOutcome.FULL

    with hook.serve(SECRETS, store=Full()) as port:
        answer = ask(port, sign())
    assert (answer.status, answer.all("retry-after")) == (503, ["1"])
    assert codes(caplog, hook) == ["store_full"]


def test_the_log_has_the_code_and_nothing_of_the_header(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    name, header = sign(secret="wrong")
    with hook.serve(SECRETS) as port:
        ask(port, (name, header))
    [record] = [record for record in caplog.records if record.name == f"xwsse.{hook.name}"]
    told: Any = record
    assert record.getMessage().startswith(
        f"refused: digest_mismatch: {Rejected('digest_mismatch')} (GET '/' from "
    )
    fields = (told.xwsse_code, told.xwsse_username, told.xwsse_method, told.xwsse_path, told.xwsse_peer)
    assert fields == ("digest_mismatch", "alice", "GET", "/", "127.0.0.1")
    for value in header.split('"')[1::2]:
        assert value not in caplog.text


def test_the_first_refusals_are_warnings(
    hook: Hook, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_refusals, "_told", {})
    caplog.set_level(logging.INFO)
    with hook.serve(SECRETS) as port:
        for _ in range(_refusals.FIRST + 2):
            ask(port, sign(secret="wrong"))
    levels = [record.levelno for record in caplog.records if record.name == f"xwsse.{hook.name}"]
    assert levels == [logging.WARNING] * _refusals.FIRST + [logging.INFO] * 2


def test_a_function_of_the_application_is_told_of_a_refusal(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[tuple[str, str]] = []

    def on_rejected(request: Any, rejected: Rejected) -> None:
        told.append((path_of(request), rejected.code))
        raise RuntimeError("a fault in the application")

    with hook.serve(SECRETS, on_rejected=on_rejected) as port:
        assert ask(port, sign(secret="wrong")).status == 401
        assert ask(port, sign()).status == 200
    assert told == [("/", "digest_mismatch")]
    assert "on_rejected raised an error" in caplog.text


def path_of(request: Any) -> str:
    """The path of a request, which each framework has in its own way."""
    if isinstance(request, dict):
        return str(request.get("path", request.get("PATH_INFO")))
    return str(
        request.url.path if hasattr(request, "scope") and not hasattr(request, "META") else request.path
    )


def test_of_64_at_once_with_one_token_one_is_accepted(hook: Hook) -> None:
    with hook.serve(SECRETS) as port, ThreadPoolExecutor(64) as pool:
        token = sign()
        statuses = list(pool.map(lambda _: ask(port, token).status, range(64)))
    assert sorted(statuses) == [200] + [401] * 63


def test_of_64_at_once_with_a_look_up_one_is_accepted(hook: Hook) -> None:
    with hook.serve(lambda username: SECRETS.get(username)) as port, ThreadPoolExecutor(64) as pool:
        token = sign()
        statuses = list(pool.map(lambda _: ask(port, token).status, range(64)))
    assert sorted(statuses) == [200] + [401] * 63


def test_the_body_is_not_waited_for(hook: Hook) -> None:
    if hook.name in ("django", "drf") and hook.sync_in_thread:
        pytest.skip("under ASGI Django reads the body before its middleware is called")
    with hook.serve(SECRETS) as port:
        assert ask(port, ("Content-Length", "1000000"), method="POST").status == 401


def test_optional_lets_nobody_through_and_no_false_token(hook: Hook) -> None:
    with hook.serve(SECRETS, optional=True) as port:
        assert said(ask(port)) == "nobody"
        assert said(ask(port, sign())) == "alice"
        refused = ask(port, sign(secret="wrong"))
        assert refused.status == 401
        assert refused.all("www-authenticate") == [CHALLENGE]
        assert ask(port, ("X-WSSE", "")).status == 401
        assert said(ask(port, ("Remote-User", "mallory"))) == "nobody"


def test_a_verifier_is_taken(hook: Hook) -> None:
    store = MemoryReplayStore()
    with hook.serve(Verifier(SECRETS, dialect="emarsys", store=store)) as port:
        assert ask(port, sign()).status == 401
        assert ask(port, sign(dialect="emarsys")).status == 200
    assert store.live() > 0


class Words:
    """A verifier of another scheme."""

    header_names = ("x-name", "x-word")

    def verify_headers(self, headers: Any) -> Identity:
        assert list(headers) == ["x-name", "x-word"]
        name, word = ([text(value) for value in values] for values in headers.values())
        if word != ["sesame"]:
            raise Rejected("digest_mismatch")
        return Identity(name[0], datetime.now(timezone.utc))

    def challenge(self, realm: str) -> str:
        return f'Word realm="{realm}"'


class AsyncWords(Words):
    async def verify_headers(self, headers: Any) -> Identity:  # type: ignore[override]
        await asyncio.sleep(0)
        return super().verify_headers(headers)


def text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


@pytest.mark.parametrize("verifier", [Words, AsyncWords])
def test_a_verifier_of_another_scheme_is_taken(hook: Hook, verifier: type[Words]) -> None:
    if verifier is AsyncWords and not hook.awaits:
        with pytest.raises(TypeError, match=f"xwsse.{hook.name} cannot wait for asynchronous"):
            hook.serve(verifier()).__enter__()
        return
    with hook.serve(verifier(), optional=True) as port:
        assert said(ask(port, ("X-Name", "alice"), ("X-Word", "sesame"))) == "alice"
        refused = ask(port, ("X-Name", "alice"), ("X-Word", "mellon"))
        assert (refused.status, refused.all("www-authenticate")) == (401, [f'Word realm="{REALM}"'])
        assert said(ask(port, sign())) == "nobody"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("answer", [None, True, "alice"], ids=repr)
def test_a_verifier_that_does_not_say_who_lets_nobody_in(hook: Hook, answer: object) -> None:
    class Wrong(Words):
        def verify_headers(self, headers: Any) -> Any:
            return answer

    # The server says 500, or ends the connection.
    with hook.serve(Wrong()) as port:
        raw = ask(port, ("X-Name", "alice")).raw
    assert not raw or b" 500 " in raw.split(b"\r\n")[0]


@pytest.mark.parametrize("name", [name for name in HOOKS if not name.startswith(("django", "drf"))])
def test_an_unknown_option_is_refused_with_the_nearest_that_is_known(name: str) -> None:
    for wrong, near in [("dialekt", "dialect"), ("stor", "store"), ("replayStore", "store")]:
        with pytest.raises(TypeError, match=f"unknown option {wrong}; did you mean {near}?"):
            HOOKS[name].serve(SECRETS, **{wrong: None}).__enter__()
    with pytest.raises(TypeError, match="write dialect='penneo,unknown=ignore'"):
        HOOKS[name].serve(SECRETS, ignore_unknown=True).__enter__()


def test_the_arguments_of_a_verifier_are_taken(hook: Hook) -> None:
    then = datetime(2026, 1, 15, 12, 30, tzinfo=timezone.utc)
    options: dict[str, Any] = {"dialect": "atom", "clock": lambda: then}
    with hook.serve(SECRETS, **options) as port:
        assert ask(port, sign(dialect="atom", clock=lambda: then)).status == 200


def test_where_a_look_up_is_called(hook: Hook) -> None:
    called_in = []

    def look_up(username: str) -> str | None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            called_in.append("thread")
        else:
            called_in.append("loop")
        return SECRETS.get(username)

    with hook.serve(look_up) as port:
        assert ask(port, sign()).status == 200
    assert called_in == ["loop" if hook.sync_in_thread is False else "thread"]


class AsyncStore:
    """Claims in a memory store, a little later."""

    def __init__(self) -> None:
        self._store = MemoryReplayStore()

    async def claim(self, claims: Any, now: datetime, /) -> ClaimOutcome:
        await asyncio.sleep(0.001)
        return self._store.claim(claims, now)


def test_asynchronous_secrets_and_stores_are_awaited(hook: Hook) -> None:
    async def look_up(username: str) -> str | None:
        await asyncio.sleep(0.001)
        return SECRETS.get(username)

    store: AsyncReplayStore = AsyncStore()
    if not hook.awaits:
        for arguments in [(look_up, {}), (SECRETS, {"store": store})]:
            with pytest.raises(TypeError, match=f"xwsse.{hook.name} cannot wait for asynchronous"):
                hook.serve(arguments[0], **arguments[1]).__enter__()
        return
    with hook.serve(look_up, store=store) as port, ThreadPoolExecutor(16) as pool:
        token = sign()
        statuses = list(pool.map(lambda _: ask(port, token).status, range(16)))
        assert ask(port, sign("mallory")).status == 401
    assert sorted(statuses) == [200] + [401] * 15


def test_a_slow_look_up_holds_nobody_else_up(hook: Hook) -> None:
    if hook.sync_in_thread is False:
        pytest.skip("a look-up that blocks is called in the event loop, as the documentation says")
    if hook.name in ("django", "drf") and hook.sync_in_thread:
        pytest.skip("sync_to_async has one thread for code that is not asynchronous")
    began, go_on = threading.Event(), threading.Event()

    def look_up(username: str) -> str | None:
        if username == "slow":
            began.set()
            assert go_on.wait(20)
        return SECRETS.get(username)

    with hook.serve(look_up) as port, ThreadPoolExecutor(1) as pool:
        slow = pool.submit(ask, port, sign("slow"))
        assert began.wait(20)
        assert ask(port, sign()).status == 200
        go_on.set()
        assert slow.result().status == 401
