from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest
from coded import has_code
from xwsse import (
    ClaimOutcome,
    Claims,
    Credentials,
    Dialect,
    Identity,
    MemoryReplayStore,
    Rejected,
    Replayed,
    Signer,
    Unavailable,
    UsageError,
    Verifier,
)

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=timezone.utc)
SECRETS = {"alice": "s3cr3t", "bob": ["new", "old"]}
# The same secrets by all the ways of giving them.
WAYS: list[Any] = [SECRETS, MappingProxyType(SECRETS), SECRETS.get, lambda username: SECRETS.get(username)]


class Forever:
    """A store of one's own."""

    def __init__(self, answer: object = None) -> None:
        self.answer = answer
        self.seen: set[bytes] = set()
        self.times: list[datetime] = []

    def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        self.times.append(now)
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer is not None:
            return self.answer  # type: ignore[return-value]
        for id, kind in zip(claims.ids, claims.kinds):
            if id in self.seen:
                return ClaimOutcome.seen(kind)
        self.seen.update(claims.ids)
        return ClaimOutcome.FIRST


STORES: list[Callable[[], Any]] = [MemoryReplayStore, Forever]


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("secrets", WAYS)
def test_a_token_is_accepted_once(secrets: Any, store: Callable[[], Any]) -> None:
    verifier = Verifier(secrets, store=store())
    header = Signer("alice", "s3cr3t").header()
    identity = verifier.verify(header)
    assert (identity.username, identity.secret_index, identity.dialect) == ("alice", 0, "penneo")
    assert abs(datetime.now(timezone.utc) - identity.created) < timedelta(seconds=30)
    with pytest.raises(Replayed) as error:
        verifier.verify(header)
    assert (error.value.code, error.value.status) == ("replayed", 401)


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("secrets", WAYS)
def test_each_active_secret_is_accepted_and_told(secrets: Any, store: Callable[[], Any]) -> None:
    verifier = Verifier(secrets, store=store())
    # Two signers of one key: each with a time of its own, so that they do not share a Created.
    for index, secret in enumerate(["new", "old"]):
        signer = Signer("bob", secret, clock=lambda index=index: NOW + timedelta(seconds=index))  # type: ignore[misc]
        assert verifier.verify(signer.header(), now=NOW).secret_index == index


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("secrets", WAYS)
def test_why_a_header_is_refused(secrets: Any, store: Callable[[], Any]) -> None:
    verifier = Verifier(secrets, store=store())
    signer = Signer("alice", "s3cr3t", clock=lambda: NOW)
    header = signer.header()

    def code(header: Any, now: datetime = NOW) -> str:
        with pytest.raises(Rejected) as error:
            verifier.verify(header, now=now)
        return error.value.code

    assert code(None) == code([]) == code(()) == "header_missing"
    assert code("") == code(b"\xff") == code("\udcff") == code([header, header]) == "header_malformed"
    assert code(" " * 4097) == "header_too_large"
    assert code(header, NOW + timedelta(seconds=60, milliseconds=1)) == "created_stale"
    assert code(header, NOW - timedelta(seconds=60, milliseconds=1)) == "created_in_future"
    assert code(Signer("carol", "s3cr3t", clock=lambda: NOW).header()) == "username_unknown"
    assert code(Signer("alice", "wrong", clock=lambda: NOW).header()) == "digest_mismatch"
    assert verifier.verify(header, now=NOW).username == "alice"


@pytest.mark.parametrize(
    "shape",
    [
        str,
        str.encode,
        lambda header: [header],
        lambda header: (header.encode(),),
        lambda header: iter([header]),
    ],
)
def test_a_header_is_text_bytes_or_all_its_values(shape: Callable[[str], Any]) -> None:
    assert Verifier(SECRETS).verify(shape(Signer("alice", "s3cr3t").header())).username == "alice"


@pytest.mark.parametrize("header", [1, [1], [None], object(), {"X-WSSE": "…"}, {}])
def test_what_is_no_header_is_a_type_error(header: Any) -> None:
    for verifier in (Verifier(SECRETS), Verifier(SECRETS.get)):
        with pytest.raises(TypeError, match="the header must be"):
            verifier.verify(header)


def test_an_unknown_parameter_is_refused_unless_told() -> None:
    header = Signer("alice", "s3cr3t").header() + ', Organization="acme"'
    with pytest.raises(Rejected, check=has_code("parameter_unknown")):
        Verifier(SECRETS).verify(header)
    assert Verifier(SECRETS, dialect="penneo,unknown=ignore").verify(header).username == "alice"
    with pytest.raises(TypeError, match="ignore_unknown is a field of the dialect now; .*unknown=ignore"):
        Verifier(SECRETS, ignore_unknown=True)  # type: ignore[call-arg]
    with pytest.raises(Replayed):
        verifier = Verifier(SECRETS.get, dialect="penneo,unknown=ignore")
        verifier.verify(header)
        verifier.verify(header)


def test_a_mapping_is_read_once() -> None:
    secrets = {"alice": ["s3cr3t"]}
    for store in (MemoryReplayStore(), Forever()):
        verifier = Verifier(secrets, store=store)
        secrets["alice"].append("more")
        secrets["mallory"] = ["m"]
        for username, secret in [("mallory", "m"), ("alice", "more")]:
            with pytest.raises(Rejected):
                verifier.verify(Signer(username, secret).header())
        secrets["alice"].pop()
        del secrets["mallory"]


@pytest.mark.parametrize("now", [NOW, NOW.astimezone(timezone(timedelta(hours=-8)))])
@pytest.mark.parametrize("secrets", WAYS)
def test_the_time_is_the_clock_s_or_what_is_given(secrets: Any, now: datetime) -> None:
    header = Signer("alice", "s3cr3t", clock=lambda: NOW).header()
    for verifier, given in [
        (Verifier(secrets, clock=lambda: now), None),
        (Verifier(secrets, clock=lambda: NOW - timedelta(days=9)), now),
        (Verifier(secrets), now),
    ]:
        identity = verifier.verify(header, now=given)
        assert identity.created == NOW and identity.created.tzinfo is timezone.utc


@pytest.mark.parametrize("secrets", WAYS)
def test_a_naive_time_is_told_what_to_do(secrets: Any) -> None:
    naive = NOW.replace(tzinfo=None)
    for verifier, now in [(Verifier(secrets), naive), (Verifier(secrets, clock=lambda: naive), None)]:
        with pytest.raises(ValueError, match="give an aware one"):
            verifier.verify(None, now=now)


def test_the_canonical_name_is_claimed() -> None:
    def look_up(username: str) -> Credentials | None:
        return Credentials("s3cr3t", username="alice") if username.lower() == "alice" else None

    recorder = Forever()
    verifier = Verifier(look_up, store=recorder)
    assert verifier.verify(Signer("ALICE", "s3cr3t").header()).username == "alice"
    direct = Forever()
    token = Signer("Alice", "s3cr3t", clock=lambda: NOW).sign()
    assert Verifier(look_up, store=direct).verify(token.header, now=NOW).username == "alice"
    assert "s3cr3t" not in repr(Credentials("s3cr3t", username="alice"))


def test_one_token_counts_once_for_all_spellings_of_a_name() -> None:
    # The username is not part of the digest, so only the canonical name keeps these two apart.
    header = Signer("alice", "s3cr3t").header()
    verifier = Verifier(lambda username: Credentials("s3cr3t", username=username.lower()))
    verifier.verify(header)
    with pytest.raises(Replayed):
        verifier.verify(header.replace('"alice"', '"ALICE"'))


def test_a_look_up_that_fails_is_unavailable_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    failure = ConnectionError("the database is down")

    def look_up(username: str) -> str:
        raise failure

    with pytest.raises(Unavailable) as error:
        Verifier(look_up).verify(Signer("alice", "s3cr3t").header())
    assert (error.value.code, error.value.status) == ("secrets_unavailable", 503)
    assert error.value.__cause__ is failure
    assert not caplog.records


@pytest.mark.parametrize(
    "found",
    [
        1,
        "",
        b"",
        [""],
        ["s3cr3t", ""],
        [1],
        {"secret": "s3cr3t"},
        {"s3cr3t"},
        object(),
        True,
        Credentials([1]),  # type: ignore[list-item]
        Credentials("s3cr3t", username=b"alice"),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_a_look_up_that_gives_no_secrets_is_unavailable(found: Any) -> None:
    with pytest.raises(Unavailable, check=has_code("secrets_unavailable")) as error:
        Verifier(lambda username: found).verify(Signer("alice", "s3cr3t").header())
    assert isinstance(error.value.__cause__, (TypeError, ValueError))
    assert "s3cr3t" not in str(error.value.__cause__)


@pytest.mark.parametrize("nobody", [None, [], (), Credentials(None), Credentials([])], ids=repr)
def test_nobody_is_unknown(nobody: Any) -> None:
    with pytest.raises(Rejected, check=has_code("username_unknown")):
        Verifier(lambda username: nobody).verify(Signer("alice", "s3cr3t").header())


def test_what_ends_the_program_is_not_caught() -> None:
    def look_up(username: str) -> str:
        raise KeyboardInterrupt

    class Secrets(list[str]):
        def __iter__(self) -> Iterator[str]:
            raise KeyboardInterrupt

    look_ups: list[Callable[[str], Any]] = [look_up, lambda username: Secrets()]
    for secrets in look_ups:
        with pytest.raises(KeyboardInterrupt):
            Verifier(secrets).verify(Signer("alice", "s3cr3t").header())


def test_a_store_that_fails_is_unavailable_with_its_cause() -> None:
    failure = ConnectionError("the store is down")
    with pytest.raises(Unavailable) as error:
        Verifier(SECRETS, store=Forever(failure)).verify(Signer("alice", "s3cr3t").header())
    assert error.value.code == "store_unavailable"
    assert error.value.__cause__ is failure


@pytest.mark.parametrize("answer", [True, 1, "first", object()])
def test_a_store_that_answers_anything_else_lets_nothing_in(answer: object) -> None:
    with pytest.raises(Unavailable, check=has_code("store_unavailable")) as error:
        Verifier(SECRETS, store=Forever(answer)).verify(Signer("alice", "s3cr3t").header())
    assert isinstance(error.value.__cause__, TypeError)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ClaimOutcome.SEEN_DIGEST, "replayed"),
        (ClaimOutcome.SEEN_NONCE, "nonce_reused"),
        (ClaimOutcome.SEEN_CREATED, "created_reused"),
        (ClaimOutcome.FULL, "store_full"),
        (ClaimOutcome.HISTORY_GAP, "history_gap"),
        (ClaimOutcome.UNAVAILABLE, "store_unavailable"),
    ],
)
def test_each_answer_of_a_store_has_its_code(answer: ClaimOutcome, code: str) -> None:
    with pytest.raises(Rejected) as error:
        Verifier(SECRETS, store=Forever(answer)).verify(Signer("alice", "s3cr3t").header())
    assert error.value.code == code


@pytest.mark.parametrize("store", STORES)
def test_a_look_up_that_outlasts_the_window_lets_nothing_in(store: Callable[[], Any]) -> None:
    header = Signer("alice", "s3cr3t", clock=lambda: NOW).header()
    time = NOW

    def look_up(username: str) -> str:
        nonlocal time
        time += timedelta(seconds=61)
        return "s3cr3t"

    with pytest.raises(Rejected, check=has_code("created_stale")):
        Verifier(look_up, store=store(), clock=lambda: time).verify(header)


def test_a_store_is_told_the_time_of_the_claim() -> None:
    header = Signer("alice", "s3cr3t", clock=lambda: NOW).header()
    times = iter([NOW, NOW + timedelta(seconds=5)])
    store = Forever()
    Verifier(SECRETS, store=store, clock=lambda: next(times)).verify(header)
    assert store.times == [NOW + timedelta(seconds=5)]


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Verifier(None), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier("secret"), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier(SECRETS, store=object()), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier(SECRETS, store=MemoryReplayStore), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier(SECRETS, clock=NOW), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier(SECRETS, dialect=1), TypeError),  # type: ignore[arg-type]
        (lambda: Verifier(SECRETS, dialect="unknown"), UsageError),
        (lambda: Verifier({"alice": 1}), TypeError),  # type: ignore[dict-item]
        (lambda: Verifier({1: "s3cr3t"}), TypeError),  # type: ignore[dict-item]
        (lambda: Verifier({"alice": {"secret": "s3cr3t"}}), TypeError),  # type: ignore[dict-item]
        (lambda: Verifier({"alice": ""}), UsageError),
        (lambda: Verifier({"alice": ["s3cr3t", ""]}), UsageError),
        (lambda: Verifier({"alice": ""}, store=Forever()), UsageError),
    ],
)
def test_a_mistake_is_told_at_once(make: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        make()
    assert "s3cr3t" not in str(raised.value)


def test_it_tells_its_dialect_and_store() -> None:
    store = MemoryReplayStore(100)
    verifier = Verifier(SECRETS, dialect=Dialect("atom", max_age=5), store=store)
    assert (str(verifier.dialect), verifier.store) == ("atom,max_age=5", store)
    assert repr(verifier) == "<Verifier dialect='atom,max_age=5'>"
    assert isinstance(Verifier(SECRETS).store, MemoryReplayStore)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
@pytest.mark.parametrize("verifier", [Verifier(SECRETS), Verifier(SECRETS.get)])
def test_it_is_neither_copied_nor_pickled(verifier: Verifier, copied: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="holds secrets"):
        copied(verifier)


def test_verifiers_may_share_a_store() -> None:
    store, header = MemoryReplayStore(), Signer("alice", "s3cr3t").header()
    Verifier(SECRETS, store=store).verify(header)
    for secrets in (SECRETS, SECRETS.get):
        with pytest.raises(Replayed):
            Verifier(secrets, store=store).verify(header)


def test_an_identity_is_a_value() -> None:
    identity = Verifier(SECRETS).verify(Signer("alice", "s3cr3t", clock=lambda: NOW).header(), now=NOW)
    same = Identity("alice", NOW)
    assert identity == same and hash(identity) == hash(same)
    assert copy.deepcopy(identity) == pickle.loads(pickle.dumps(identity)) == identity
    assert Identity("alice", NOW, 1, "atom") != same and same != "alice"
    assert (
        repr(same)
        == "<Identity username='alice' created='2026-03-14T10:00:00+00:00' secret_index=0 dialect='penneo'>"
    )
    with pytest.raises(AttributeError):
        same.username = "bob"  # type: ignore[misc]


def test_the_challenge_is_safe_whatever_the_realm() -> None:
    challenge = Verifier({}).challenge('a"b\\c\r\nSet-Cookie: x')
    assert challenge == 'WSSE realm="abcSet-Cookie: x", profile="UsernameToken"'


def test_it_verifies_the_headers_that_it_names() -> None:
    verifier, header = Verifier(SECRETS), Signer("alice", "s3cr3t").header()
    assert tuple(verifier.header_names) == ("x-wsse",)
    assert verifier.verify_headers({"x-wsse": [header.encode()]}).username == "alice"
    for values, code in [
        ([header], "replayed"),
        ([header, header], "header_malformed"),
        ([], "header_missing"),
    ]:
        with pytest.raises(Rejected, check=has_code(code)):
            verifier.verify_headers({"x-wsse": values})


@pytest.mark.parametrize(
    ("secrets", "message"),
    [
        ({"alice": None}, "the secret of 'alice' is missing"),
        ({"alice": [None]}, "the secret of 'alice': a secret must be a str or bytes, not NoneType"),
        ({"alice": ""}, "the secret is empty; .* \\('alice'\\)"),
        ({None: "s3cr3t"}, "a username in the table of secrets is missing"),
        ({1: "s3cr3t"}, "a username in the table of secrets must be a str, not int"),
    ],
    ids=str,
)
@pytest.mark.parametrize("store", STORES)
def test_a_secret_that_is_missing_says_whose_it_is(secrets: Any, message: str, store: Any) -> None:
    with pytest.raises((TypeError, UsageError), match=message):
        Verifier(secrets, store=store())


@pytest.mark.parametrize("secrets", [["s3cr3t"], ("s3cr3t",), "s3cr3t", {"s3cr3t"}, None])
def test_a_bare_list_is_not_a_table(secrets: Any) -> None:
    with pytest.raises(TypeError, match="secrets must be a mapping or a function") as error:
        Verifier(secrets)
    assert "s3cr3t" not in str(error.value)


def test_it_may_be_subclassed() -> None:
    class Logged(Verifier):
        def verify(self, header: Any, *, now: datetime | None = None) -> Identity:
            self.last = super().verify(header, now=now)
            return self.last

    verifier = Logged(SECRETS)
    assert verifier.verify(Signer("alice", "s3cr3t").header()) is verifier.last


def test_secrets_of_every_type_are_taken() -> None:
    kinds: Mapping[str, Any] = {
        "a": b"s",
        "b": bytearray(b"s"),
        "c": memoryview(b"s"),
        "d": [b"x", "s"],
        "e": ("x", "s"),
    }
    for secrets in (kinds, kinds.get):
        verifier = Verifier(secrets)
        for username in kinds:
            assert verifier.verify(Signer(username, "s").header()).username == username
