"""The shared vectors give the same answers here as in every other language."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import Any

import pytest
import vectors
import xwsse
from xwsse import ClaimOutcome, Claims, Dialect, MemoryReplayStore, Rejected, UsernameToken, Verifier


class Recorder:
    """Lets everything in, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Claims] = []

    def claim(self, claims: Claims, now: datetime) -> ClaimOutcome:
        self.asked.append(claims)
        return ClaimOutcome.FIRST


def outcome(verifier: Verifier, header: list[str] | list[bytes] | str, now: datetime) -> str:
    try:
        verifier.verify(header, now=now)
    except Rejected as rejected:
        return rejected.code
    return "accepted"


@pytest.mark.parametrize("case", vectors.cases("xwsse/tokens"), ids=lambda case: case["id"])
def test_a_token_is_accepted_once_with_its_claims(case: dict[str, Any]) -> None:
    secrets, now = {case["username"]: case["secret"]}, vectors.unix(case["created_unix"], 0)
    created = vectors.unix(case["created_unix"], case["created_nanos"])

    verifier = Verifier(secrets, dialect=case["dialect"], store=MemoryReplayStore(10))
    identity = verifier.verify(case["header"], now=now)
    assert (identity.username, identity.created, identity.secret_index) == (case["username"], created, 0)
    assert identity.dialect == case["dialect"].split(",")[0]
    assert outcome(verifier, case["header"], now) == "replayed"

    recorder = Recorder()
    Verifier(secrets.get, dialect=case["dialect"], store=recorder).verify(case["header"].encode(), now=now)
    [claims] = recorder.asked
    assert [id.hex() for id in claims.ids] == [claim["id_hex"] for claim in case["claims"]]
    assert list(claims.kinds) == [claim["kind"] for claim in case["claims"]]
    assert claims.created == created
    assert claims.claimant.hex() == case["claimant_hex"]
    assert claims.opens == vectors.instant(case["opens"], up=False)
    dialect = Dialect(case["dialect"])
    assert claims.lead == dialect.max_future
    assert claims.keep_until == vectors.instant(case["keep_until"])
    assert claims.keep_for == dialect.max_age + dialect.max_future


@pytest.mark.parametrize("case", vectors.cases("xwsse/tokens"), ids=lambda case: case["id"])
def test_a_header_is_parsed_into_the_four_values_and_back(case: dict[str, Any]) -> None:
    token = UsernameToken.parse(case["header"])
    assert (token.username, token.password_digest) == (case["username"], case["digest"])
    assert (token.nonce, token.created) == (case["nonce"], case["created"])
    assert str(token) == token.header == case["header"]


@pytest.mark.parametrize("accept", ["strict", "offset", "rfc2822", "offset+rfc2822"])
def test_created_is_read_by_the_dialect_s_grammar(accept: str) -> None:
    checked = 0
    for case in vectors.cases("xwsse/created"):
        text = case["text"]
        # What cannot stand in a header is for the vectors of headers.
        if case["accept"] != accept or not text or not text.isprintable() or '"' in text or "\\" in text:
            continue
        nonce = b"0123456789abcdef"
        digest = base64.b64encode(hashlib.sha1(nonce + text.encode() + b"secret").digest()).decode()
        header = (
            f'UsernameToken Username="key", PasswordDigest="{digest}", '
            f'Nonce="{base64.b64encode(nonce).decode()}", Created="{text}"'
        )
        store = MemoryReplayStore(3)
        verifier = Verifier({"key": "secret"}, dialect=f"penneo,accept={accept}", store=store)
        now = vectors.unix(case["unix"], case["nanos"]) if case["valid"] else vectors.EPOCH
        try:
            assert verifier.verify(header, now=now).created == now, text
            assert case["valid"], text
        except Rejected as rejected:
            assert not case["valid"] and rejected.code == "created_invalid", text
        checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    "case", vectors.cases("xwsse/dialects"), ids=lambda case: f"{case['kind']}-{case['text']}"
)
def test_a_dialect_is_read_from_its_text(case: dict[str, Any]) -> None:
    if case["kind"] == "invalid":
        with pytest.raises(xwsse.DialectError) as error:
            Dialect(case["text"])
        assert (error.value.code, error.value.position) == ("dialect_invalid", case["position"])
        return
    dialect = Dialect(case["text"])
    assert dialect.name == case["text"].split(",")[0]
    for field in ("nonce", "hash", "digest", "created", "accept", "max_nonce", "unique", "word", "unknown"):
        assert getattr(dialect, field) == case[field], field
    assert dialect.max_age.total_seconds() == case["max_age"]
    assert dialect.max_future.total_seconds() == case["max_future"]
    assert Dialect(str(dialect)) == dialect
    changes = {
        field: case[field]
        for field in ("nonce", "hash", "digest", "created", "accept", "unique", "word", "unknown")
    }
    changes |= {field: case[field] for field in ("max_age", "max_future", "max_nonce")}
    assert Dialect(dialect.name, **changes) == dialect


def test_there_are_exactly_the_rejections_of_the_vectors() -> None:
    rejections = vectors.cases("shared/rejections")
    table = [(code, number, status) for code, number, status, *_ in xwsse._native.rejections()]
    assert table == [(case["code"], case["number"], case["status"]) for case in rejections]
    for case in rejections:
        error = Rejected(case["code"])
        assert (error.code, error.number, error.status) == (case["code"], case["number"], case["status"])
        assert isinstance(error, xwsse.Unavailable) == (case["status"] == 503)


STEPS = [
    pytest.param(case, id="-".join(str(case[key]) for key in ("id", "row", "case") if key in case))
    for name in ("attacks", "headers")
    for case in vectors.cases(f"xwsse/{name}")
]


@pytest.mark.parametrize("look_up", ["mapping", "function"])
@pytest.mark.parametrize("case", STEPS)
def test_each_step_has_its_outcome(case: dict[str, Any], look_up: str) -> None:
    secrets, store = vectors.secrets(case), MemoryReplayStore(20_000)
    for number, step in enumerate(case["steps"]):
        verifier = Verifier(
            secrets if look_up == "mapping" else secrets.get,
            dialect=step.get("dialect", case["dialect"]),
            store=store,
        )
        now = vectors.instant(step["now"])
        assert outcome(verifier, vectors.values(step), now) == step["outcome"], (
            f"step {number}: {case['note']}"
        )


@pytest.mark.parametrize("case", vectors.cases("xwsse/explain"), ids=lambda case: case["id"])
def test_a_diagnosis_says_what_it_must(case: dict[str, Any]) -> None:
    now = vectors.instant(case["now"])
    diagnosis = xwsse.explain(case["pasted"], dialect=case["dialect"], secret=case["secret"], now=now)
    assert diagnosis.verdict == case["verdict"], str(diagnosis)
    if case["mentions"]:
        first = diagnosis.findings[0]
        for piece in case["mentions"]:
            assert piece in first.problem + first.remedy, str(diagnosis)
    else:
        assert all(finding.code is None for finding in diagnosis.findings), str(diagnosis)


@pytest.mark.parametrize("case", vectors.cases("xwsse/tokens"), ids=lambda case: case["id"])
def test_a_diagnosis_names_the_dialect_that_makes_the_digest(case: dict[str, Any]) -> None:
    def dialects(dialect: str, secret: str | None) -> tuple[str, ...]:
        return xwsse.explain(case["header"], dialect=dialect, secret=secret).digest_dialects

    assert dialects(case["dialect"], case["secret"]) == (case["dialect"],)
    assert dialects(case["dialect"], "another secret than that") == dialects(case["dialect"], None) == ()
