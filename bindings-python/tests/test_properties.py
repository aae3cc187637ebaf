"""What must hold for any input."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from xwsse import Dialect, Identity, MemoryReplayStore, Rejected, Signer, UsernameToken, Verifier, explain

USERNAMES = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters='"\\'), min_size=1, max_size=256
)
SECRETS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100),
    st.binary(min_size=1, max_size=100),
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "nonce": st.sampled_from(["raw", "letters", "text"]),
        "hash": st.sampled_from(["sha1", "sha256"]),
        "digest": st.sampled_from(["base64", "base64hex"]),
        "created": st.sampled_from(["seconds", "millis", "micros", "nanos"]),
        "accept": st.sampled_from(["strict", "offset", "rfc2822", "offset+rfc2822"]),
        "max_age": st.one_of(st.integers(60, 3600), st.timedeltas(timedelta(minutes=1), timedelta(days=366))),
        "max_future": st.floats(60, 3600),
        "max_nonce": st.integers(88, 256),
        "unique": st.sampled_from(["none", "nonce", "created", "nonce+created"]),
        "word": st.sampled_from(["required", "optional", "twice"]),
    },
)
DIALECTS = st.builds(
    lambda name, changes: Dialect(f"{name},max_nonce=256", **changes),
    st.sampled_from([dialect.name for dialect in Dialect.presets()]),
    CHANGES,
)
# Created of nanoseconds ends in 2261, and a signer needs room for its window.
TIMES = st.datetimes(
    datetime(1700, 1, 1),
    datetime(2200, 1, 1),
    timezones=st.sampled_from([timezone.utc, timezone(timedelta(hours=-9, minutes=-30))]),
)


@given(USERNAMES, SECRETS, DIALECTS, TIMES)
def test_what_is_signed_is_verified_once(
    username: str, secret: str | bytes, dialect: Dialect, now: datetime
) -> None:
    token = Signer(username, secret, dialect, clock=lambda: now).sign()
    assert UsernameToken.parse(str(token)).header == token.header
    assert token.username == username
    for secrets in ({username: secret}, {username: secret}.get):
        verifier = Verifier(secrets, dialect=dialect, store=MemoryReplayStore(10))
        identity = verifier.verify(token.header, now=now)
        assert (identity.username, identity.dialect) == (username, dialect.name)
        assert timedelta() <= now - identity.created < timedelta(seconds=1)
        try:
            verifier.verify(token.header.encode(), now=now)
            raise AssertionError("accepted twice")
        except Rejected as error:
            assert error.code == "replayed"


@given(DIALECTS)
def test_a_dialect_is_its_text(dialect: Dialect) -> None:
    assert Dialect(str(dialect)) == dialect
    assert hash(Dialect(str(dialect))) == hash(dialect)


VALUES: Any = st.one_of(st.text(), st.binary(), st.text(st.sampled_from('UsernameToken="\\, \t\x00é\udcff')))


@given(st.one_of(st.none(), VALUES, st.lists(VALUES, max_size=3)))
def test_any_header_is_refused_with_a_reason(header: Any) -> None:
    for verifier in (
        Verifier({"key": "secret"}, store=MemoryReplayStore(1)),
        Verifier({"key": "secret"}.get),
    ):
        try:
            verifier.verify(header)
            raise AssertionError("accepted")
        except Rejected as error:
            assert error.status == 401


@given(st.data())
@settings(max_examples=300)
def test_no_change_of_one_character_is_let_in(data: st.DataObject) -> None:
    now = datetime(2026, 3, 14, tzinfo=timezone.utc)
    signer = Signer("key", "a secret", clock=lambda: now)
    header = signer.header()
    place = data.draw(st.integers(0, len(header) - 1))
    changed = header[:place] + data.draw(st.characters(exclude_categories=())) + header[place + 1 :]
    verifier = Verifier({"key": "a secret"}, store=MemoryReplayStore(10))
    try:
        verifier.verify(changed, now=now)
    except Rejected:
        verifier.verify(header, now=now)
    else:
        # White space for white space, or the case of a name: nothing that is digested.
        assert UsernameToken.parse(changed).header == header


@given(VALUES, st.one_of(st.none(), SECRETS), DIALECTS)
def test_anything_is_explained(pasted: str | bytes, secret: str | bytes | None, dialect: Dialect) -> None:
    diagnosis = explain(pasted, dialect=dialect, secret=secret)
    assert diagnosis.verdict is not None and diagnosis.findings
    assert str(diagnosis) and diagnosis._repr_html_()
    for part in diagnosis.parts:
        assert diagnosis.header[part.start : part.end] == part.value


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.timezones()))
def test_an_instant_is_kept_to_the_microsecond(created: datetime) -> None:
    assert Identity("key", created).created == created.astimezone(timezone.utc)


@given(st.timedeltas(timedelta(hours=-24), timedelta(hours=24)))
def test_a_clock_s_offset_is_kept_to_the_millisecond(offset: timedelta) -> None:
    signer = Signer("key", "secret")
    signer.clock_offset = offset
    assert abs(signer.clock_offset - offset) < timedelta(milliseconds=1)
