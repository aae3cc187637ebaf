from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest
import vectors
from xwsse import Diagnosis, Dialect, Finding, Part, Signer, UsageError, explain

NOW = datetime(2026, 1, 15, 12, 30, 1, tzinfo=timezone.utc)
HEADER = (
    'UsernameToken Username="key", PasswordDigest="EAtSxaPiHnK28I4FJ6qxEIh5UQQ=", '
    'Nonce="AAECAwQFBgc=", Created="2026-01-15T13:30:00Z"'
)


def test_it_says_what_it_read_and_what_is_wrong() -> None:
    diagnosis = explain(f"X-WSSE: {HEADER}", now=NOW)
    assert (diagnosis.dialect, diagnosis.header, diagnosis.verdict) == ("penneo", HEADER, "created_in_future")
    assert diagnosis.age == timedelta(seconds=-3599)
    assert [part.name for part in diagnosis.parts] == ["Username", "PasswordDigest", "Nonce", "Created"]
    first = diagnosis.findings[0]
    assert first.code == "created_in_future" and "UTC+01:00" in first.problem and first.remedy


def test_a_part_is_found_in_the_header_by_its_characters() -> None:
    diagnosis = explain('UsernameToken Username="blåbær", Nonce="æøå", Created="x"', now=NOW)
    assert [diagnosis.header[part.start : part.end] for part in diagnosis.parts] == ["blåbær", "æøå", "x"]
    assert diagnosis.parts[0] == Part("Username", "blåbær", 24, 30)
    assert diagnosis.age is None


def test_it_prints_well() -> None:
    diagnosis = explain(HEADER, now=NOW)
    text = str(diagnosis)
    assert text.startswith("refused: created_in_future (penneo)\n")
    assert "EAtSxaPiHnK28I4FJ6qxEIh5UQQ=" not in text
    assert repr(diagnosis) == "<Diagnosis refused: created_in_future (penneo)>"


class Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_it_with_everything_escaped() -> None:
    diagnosis = explain(
        'UsernameToken <script>alert(1)</script>, Username="<img src=x>", PasswordDigest="<b>&lt;</b>", '
        """Nonce='"><svg onload=x>', Created="</pre></li>", <i>="x" """,
        dialect=Dialect("penneo", max_nonce=128),
        now=NOW,
    )
    page = Texts()
    page.feed(diagnosis._repr_html_())
    page.close()
    assert page.tags == {"p", "strong", "pre", "ol", "li", "br"}
    assert "<img src=x>" in page.text and "</pre></li>" in page.text
    for finding in diagnosis.findings:
        assert finding.problem in page.text and finding.remedy in page.text
    assert "EAtSxaPiHnK28I4FJ6qxEIh5UQQ=" not in explain(HEADER, now=NOW)._repr_html_()


def test_the_secret_is_used_and_never_shown() -> None:
    secret = "a-long-random-secret-of-mine"
    header = Signer("key", secret, clock=lambda: NOW).header()
    right = explain(header, secret=secret, now=NOW)
    assert right.verdict is None and not right.findings
    for given in (
        "another-long-random-secret",
        secret.encode() + b"\n",
        bytearray(b"x" * 20),
        memoryview(b"y" * 20),
    ):
        diagnosis = explain(header, secret=given, now=NOW)
        shown = str(diagnosis) + repr(diagnosis) + diagnosis._repr_html_() + repr(diagnosis.findings)
        assert diagnosis.verdict == "digest_mismatch"
        assert (given if isinstance(given, str) else secret) not in shown


def test_the_time_is_now_unless_told() -> None:
    assert explain(Signer("key", "a-long-random-secret-of-mine").header()).verdict is None
    with pytest.raises(ValueError, match="aware"):
        explain(HEADER, now=NOW.replace(tzinfo=None))


def test_bytes_are_taken_as_they_are() -> None:
    assert explain(HEADER.encode(), now=NOW) == explain(HEADER, now=NOW)
    assert explain(b"UsernameToken Username=\xff", now=NOW).verdict == "header_malformed"
    assert explain("UsernameToken Username=\udcff", now=NOW).verdict == "header_malformed"


def test_mistakes_are_told() -> None:
    with pytest.raises(TypeError, match="pasted"):
        explain(None)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        explain(HEADER, secret="")
    with pytest.raises(UsageError):
        explain(HEADER, dialect="unknown")


def test_a_diagnosis_is_a_value() -> None:
    diagnosis = explain(HEADER, now=NOW)
    assert pickle.loads(pickle.dumps(diagnosis)) == diagnosis
    assert isinstance(diagnosis, Diagnosis) and isinstance(diagnosis.findings[0], Finding)
    with pytest.raises(AttributeError):
        diagnosis.verdict = None  # type: ignore[misc]


def test_it_names_the_dialect_that_the_header_is_in() -> None:
    [article] = [case for case in vectors.cases("xwsse/tokens") if case["id"] == "atom-article"]
    diagnosis = explain(article["header"], dialect="penneo", secret=article["secret"])
    assert diagnosis.digest_dialects == ("atom",)


def test_it_says_whether_the_digest_was_checked() -> None:
    header = Signer("alice", "s3cr3t").header()
    assert not explain(header).digest_checked
    assert explain(header, secret="s3cr3t").digest_checked
