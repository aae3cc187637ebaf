from __future__ import annotations

import asyncio
import copy
import gc
import pickle
import weakref
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from coded import has_code
from xwsse import Dialect, Signer, SignError, UsageError, UsernameToken, Verifier

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=timezone.utc)


def test_it_gives_the_headers_to_set() -> None:
    headers = Signer("key", "secret").headers()
    assert list(headers) == ["Authorization", "X-WSSE"]
    assert headers["Authorization"] == 'WSSE profile="UsernameToken"'
    assert headers["X-WSSE"].startswith('UsernameToken Username="key", PasswordDigest="')


def test_the_authorization_is_what_the_dialect_wants() -> None:
    headers = Signer("key", "secret", "huawei").headers()
    assert headers["Authorization"] == Dialect("huawei").authorization
    assert 'realm="SDP"' in headers["Authorization"]


def test_each_token_is_fresh() -> None:
    signer = Signer("key", "secret")
    tokens = [signer.sign() for _ in range(100)]
    assert len({token.nonce for token in tokens}) == 100
    assert sorted({token.created for token in tokens}) == [token.created for token in tokens]


@pytest.mark.parametrize("dialect", [dialect.name for dialect in Dialect.presets()])
def test_a_verifier_of_the_same_dialect_accepts_it(dialect: str) -> None:
    signer, verifier = Signer("key", "secret", dialect), Verifier({"key": "secret"}, dialect=dialect)
    assert verifier.verify(signer.header()).dialect == dialect


@pytest.mark.parametrize(
    "secret", ["sécret", "sécret".encode(), bytearray("sécret".encode()), memoryview("sécret".encode())]
)
def test_a_secret_is_text_or_bytes_of_any_kind(secret: str | bytes | bytearray | memoryview) -> None:
    header = Signer("key", secret).header()
    assert Verifier({"key": "sécret"}).verify(header).username == "key"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Signer("", "secret"), "username_unusable"),
        (lambda: Signer('a"b', "secret"), "username_unusable"),
        (lambda: Signer("å", "secret"), "username_unusable"),
        (lambda: Signer("x" * 257, "secret"), "username_unusable"),
        (lambda: Signer("key", ""), "secret_empty"),
        (lambda: Signer("key", b""), "secret_empty"),
        (lambda: Signer("key", "secret", "penneo,max_nonce=257"), "dialect_invalid"),
        (lambda: Signer("key", "secret", "penneo,max_nonce=8").sign(), "nonce_unusable"),
        (lambda: Signer("key", "secret").learn_clock_offset("yesterday"), "date_invalid"),
    ],
)
def test_what_cannot_be_used_is_a_value_error(make: Callable[[], object], code: str) -> None:
    with pytest.raises(ValueError) as error:
        make()
    assert isinstance(error.value, UsageError) and isinstance(error.value, SignError)
    assert error.value.code == code
    assert error.value.number > 100


@pytest.mark.parametrize(
    "make",
    [
        lambda: Signer(1, "secret"),  # type: ignore[arg-type]
        lambda: Signer("key", 1),  # type: ignore[arg-type]
        lambda: Signer("key", [1, 2]),  # type: ignore[arg-type]
        lambda: Signer("key", None),  # type: ignore[arg-type]
        lambda: Signer("key"),  # type: ignore[call-arg]
        lambda: Signer("key", "secret", dialekt="atom"),  # type: ignore[call-arg]
        lambda: Signer("key", "secret", 1),  # type: ignore[arg-type]
        lambda: Signer("key", "secret", clock=NOW),  # type: ignore[arg-type]
        lambda: Signer("key", "secret", clock=lambda: "now").sign(),  # type: ignore[arg-type, return-value]
        lambda: Signer("key", "secret").sign_many("ten"),  # type: ignore[arg-type]
    ],
)
def test_what_has_the_wrong_type_is_a_type_error(make: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        make()


def test_a_clock_says_when() -> None:
    signer = Signer("key", "secret", clock=lambda: NOW)
    assert signer.sign().created == "2026-03-14T10:00:00.000Z"
    assert signer.sign().created == "2026-03-14T10:00:00.001Z"


def test_a_clock_may_be_in_any_time_zone() -> None:
    local = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert Signer("key", "secret", clock=lambda: local).sign().created == "2026-03-14T10:00:00.000Z"


def test_a_naive_clock_is_told_what_to_do() -> None:
    signer = Signer("key", "secret", clock=lambda: datetime(2026, 3, 14))
    with pytest.raises(ValueError, match=r"datetime\.now\(timezone\.utc\)"):
        signer.header()


def test_an_error_of_the_clock_comes_through_and_changes_nothing() -> None:
    times = iter([NOW])
    signer = Signer("key", "secret", clock=lambda: next(times))
    assert signer.sign().created == "2026-03-14T10:00:00.000Z"
    with pytest.raises(StopIteration):
        signer.sign()


def test_a_burst_beyond_the_window_is_refused_rather_than_signed() -> None:
    signer = Signer("key", "secret", "penneo,max_future=0.1", clock=lambda: NOW)
    with pytest.raises(SignError) as error:
        signer.sign_many(100)
    assert error.value.code == "created_exhausted"
    assert not isinstance(error.value, ValueError)
    assert error.value.retry_after == 0.1 and "(wait 0.1 s)" in str(error.value)
    assert pickle.loads(pickle.dumps(error.value)).retry_after == 0.1


def test_an_awaited_signer_goes_on_when_the_clock_has() -> None:
    time = NOW

    def clock() -> datetime:
        nonlocal time
        time += timedelta(microseconds=100)
        return time

    async def sign() -> list[str]:
        return [(await signer.sign_async()).created for _ in range(200)]

    signer = Signer("key", "secret", "penneo,max_future=0.1", clock=clock)
    assert len(set(asyncio.run(sign()))) == 200
    still = Signer("key", "secret", "penneo,max_future=0.01", clock=lambda: NOW)

    async def sign_until_exhausted() -> None:
        while True:
            await still.sign_async()

    with pytest.raises(SignError, check=has_code("created_exhausted")):
        asyncio.run(sign_until_exhausted())


def test_a_time_that_does_not_fit_is_an_error() -> None:
    signer = Signer("key", "secret", clock=lambda: datetime.max.replace(tzinfo=timezone.utc))
    signer.clock_offset = timedelta(hours=1)
    with pytest.raises(SignError) as error:
        signer.sign()
    assert error.value.code == "created_out_of_range"


def test_many_tokens_are_all_fresh() -> None:
    tokens = Signer("key", "secret").sign_many(3_000)
    assert len(tokens) == len({token.nonce for token in tokens}) == len({token.created for token in tokens})
    assert Signer("key", "secret").sign_many(0) == []
    with pytest.raises(ValueError):
        Signer("key", "secret").sign_many(-1)


def test_the_clock_s_offset_is_set_and_learnt() -> None:
    signer = Signer("key", "secret", clock=lambda: NOW)
    assert signer.clock_offset == timedelta()
    signer.clock_offset = timedelta(minutes=-3)
    assert signer.clock_offset == timedelta(minutes=-3)
    assert signer.sign().created == "2026-03-14T09:57:00.000Z"
    assert signer.learn_clock_offset("Sat, 14 Mar 2026 10:07:00 GMT") == timedelta(minutes=7)
    assert signer.clock_offset == timedelta(minutes=7)
    signer.clock_offset = timedelta(days=40)
    assert signer.clock_offset == timedelta(hours=24)
    signer.clock_offset = timedelta.max
    assert signer.clock_offset == timedelta(hours=24)


def test_it_tells_its_username_and_dialect() -> None:
    signer = Signer("key", "secret", Dialect("penneo", created="micros"))
    assert (signer.username, str(signer.dialect)) == ("key", "penneo,created=micros")
    assert repr(signer) == "<Signer username='key' dialect='penneo,created=micros'>"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_it_is_neither_copied_nor_pickled(copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="holds a secret"):
        copied(Signer("key", "secret"))


def test_nothing_can_be_set_on_it() -> None:
    for name in ("username", "dialect", "anything"):
        with pytest.raises(AttributeError):
            setattr(Signer("key", "secret"), name, "x")


def test_a_cycle_through_its_clock_is_collected() -> None:
    class Clock:
        def __call__(self) -> datetime:
            return NOW

    clock = Clock()
    clock.signer = Signer("key", "secret", clock=clock)  # type: ignore[attr-defined]
    gone = weakref.ref(clock)
    del clock
    gc.collect()
    assert gone() is None


def test_a_token_is_a_value() -> None:
    token = Signer("key", "secret").sign()
    assert UsernameToken.parse(str(token)) is not token
    assert token.headers()["X-WSSE"] == token.header == str(token)
    assert token.api_keys() == {
        "key": "key",
        "nonce": token.nonce,
        "created_at": token.created,
        "digest": token.password_digest,
    }
    assert token.password_digest not in repr(token)
    same, other = UsernameToken.parse(token.header), Signer("key", "secret").sign()
    assert same == token and hash(same) == hash(token)
    assert token != other and token != token.header
