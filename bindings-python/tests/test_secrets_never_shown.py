"""No text that comes from an object or an error of the package holds a secret or a digest."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

import pytest
from xwsse import ClaimOutcome, Claims, Credentials, Dialect, Rejected, Signer, Verifier, explain

SECRET = "correct-horse-battery-staple"


def texts(value: object) -> str:
    """Everything that printing, logging or a debugger would take from an object."""
    found = [repr(value), str(value), f"{value}", ascii(value)]
    for name in dir(value):
        if not name.startswith("__"):
            attribute = getattr(value, name, None)
            if not callable(attribute):
                found.append(repr(attribute))
    return "\n".join(found)


@pytest.mark.parametrize("secret", [SECRET, SECRET.encode()])
def test_objects_do_not_show_it(secret: str | bytes) -> None:
    signer = Signer("key", secret)
    verifier = Verifier({"key": secret})
    header = signer.header()
    shown = [signer, verifier, verifier.verify(header), signer.sign(), explain(header, secret=secret)]
    for value in shown:
        assert SECRET not in texts(value), type(value)
    assert SECRET not in repr(Credentials(secret)) + str(Credentials(secret))


def test_a_token_s_repr_shows_no_digest_and_no_nonce() -> None:
    token = Signer("key", SECRET).sign()
    assert token.password_digest not in repr(token) and token.nonce not in repr(token)
    diagnosis = explain(token.header)
    for text in (repr(diagnosis), str(diagnosis), repr(diagnosis.parts), diagnosis._repr_html_()):
        assert token.password_digest not in text


def errors() -> list[Callable[[], object]]:
    def fail(username: str) -> str:
        raise OSError("down")

    class Full:
        def claim(self, claims: Claims, now: object) -> ClaimOutcome:
            return ClaimOutcome.FULL

    header = Signer("key", SECRET).header()
    once = Verifier({"key": SECRET})
    once.verify(header)
    return [
        lambda: Signer('"', SECRET),
        lambda: Signer("key", SECRET, "nonsense"),
        lambda: Signer("key", "penneo", SECRET),
        lambda: Dialect(SECRET),
        lambda: Signer("key", SECRET + "\udcff"),
        lambda: Verifier({"key": [SECRET, ""]}),
        lambda: Verifier({"key": [SECRET, SECRET + "\udcff"]}),
        lambda: Verifier({"key": {SECRET: SECRET}}),  # type: ignore[dict-item]
        lambda: Verifier(lambda _: [SECRET, SECRET + "\udcff"]).verify(header),
        lambda: Verifier(lambda _: {SECRET}).verify(header),  # type: ignore[arg-type]
        lambda: Verifier(fail).verify(header),
        lambda: Verifier({"key": SECRET}, store=Full()).verify(header),
        lambda: Verifier({"key": SECRET + "x"}).verify(header),
        lambda: once.verify(header),
        lambda: explain(header, secret=SECRET + "\udcff"),
    ]


@pytest.mark.parametrize("number", range(len(errors())))
def test_errors_do_not_show_it(number: int) -> None:
    with pytest.raises(Exception) as caught:
        errors()[number]()
    error: BaseException | None = caught.value
    while error is not None:
        values: list[Any] = [str(error), repr(error), error.args, vars(error)]
        shown = "".join(map(repr, values)) + "".join(traceback.format_exception_only(type(error), error))
        assert SECRET not in shown
        error = error.__cause__ or error.__context__


def test_a_rejection_holds_no_part_of_the_header() -> None:
    header = Signer("some-username", SECRET).header()
    with pytest.raises(Rejected) as error:
        Verifier({}).verify(header)
    assert "some-username" not in str(error.value) + repr(error.value) + repr(vars(error.value))
