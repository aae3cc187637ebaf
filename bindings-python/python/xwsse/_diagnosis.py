"""What is wrong with a header, and what to change: for the developer whose request was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape

from . import _native
from ._native import Dialect


@dataclass(frozen=True)
class Part:
    """A parameter of the header; ``header[start:end]`` is its value."""

    name: str
    value: str
    start: int
    end: int

    def __repr__(self) -> str:
        return f"<Part {self.name!r}, {len(self.value)} characters>"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth knowing, and what to do about it."""

    code: str | None
    """The code of the rejection that it leads to; ``None`` when it is only worth knowing."""
    column: int | None
    """Where in the header, in characters from 1."""
    problem: str
    """What is so."""
    remedy: str
    """What to do."""


@dataclass(frozen=True)
class Diagnosis:
    """What :func:`explain` found. ``str()`` returns it as text of several lines, the digest shortened."""

    dialect: str
    """The dialect that the header was held against, as text."""
    header: str
    """The header value that was found in what was pasted; empty when there was none."""
    parts: tuple[Part, ...]
    """The parameters that could be read, in their order in the header."""
    age: timedelta | None
    """How old Created is, negative when it is ahead; ``None`` when it cannot be read."""
    digest_checked: bool
    """Whether the digest was held against a secret."""
    digest_dialects: tuple[str, ...]
    """The dialects in which the digest is right with that secret, as text: the one that it was held against, alone,
    when that is one of them. None when only a slip explains the digest, when nothing does, and without the secret."""
    verdict: str | None
    """The code with which a verifier of this dialect would refuse the header; ``None`` when it would take it
    once. Without the secret, the digest is not judged."""
    findings: tuple[Finding, ...]
    """Everything that was found, worst first."""
    _text: str = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Diagnosis {self._text.splitlines()[0]}>"

    def _repr_html_(self) -> str:
        verdict, *lines = self._text.splitlines()
        # One line for each part: in the text they are made safe, and the digest is shortened.
        parts = escape("\n".join(lines[: len(self.parts)]))
        findings = "".join(
            f"<li>{escape(finding.problem)}"
            + (f" (column {finding.column})" if finding.column else "")
            + f"<br>→ {escape(finding.remedy)}</li>"
            for finding in self.findings
        )
        more = escape("\n".join(lines[len(self.parts) + 2 * len(self.findings) :]))
        return f"<p><strong>{escape(verdict)}</strong></p><pre>{parts}</pre><ol>{findings}</ol><p>{more}</p>"


def explain(
    pasted: str | bytes,
    *,
    dialect: str | Dialect = "penneo",
    secret: str | bytes | bytearray | memoryview | None = None,
    now: datetime | None = None,
) -> Diagnosis:
    """Explains a header to the developer who sent it.

    ``pasted`` is the header's value, a line with the header's name, a ``-H`` argument, or a whole block as
    ``curl -v`` prints it; from a block the server's ``Date`` is read too. With the secret, the digest is
    searched for: in every known dialect, and with the usual slips.

    Nothing is claimed, and nothing is let in by it: for that there is a :class:`Verifier`. The diagnosis
    holds the header, so show it only to the sender; it never holds the secret or a digest that
    would have been right.

    >>> diagnosis = explain(
    ...     '''X-WSSE: UsernameToken Username='key\\'''',
    ...     now=datetime(2026, 1, 15, 12, 30, tzinfo=timezone.utc),
    ... )
    >>> diagnosis.verdict, diagnosis.findings[0].remedy
    ('header_malformed', 'put it in double quotes')
    """
    text, dialect_text, header, parts, age, digest_checked, digest_dialects, verdict, findings = (
        _native.explain(pasted, dialect, secret, now)
    )
    return Diagnosis(
        dialect=dialect_text,
        header=header,
        parts=tuple(Part(*part) for part in parts),
        age=None if age is None else timedelta(milliseconds=age),
        digest_checked=digest_checked,
        digest_dialects=tuple(digest_dialects),
        verdict=verdict,
        findings=tuple(Finding(*finding) for finding in findings),
        _text=text,
    )
