from __future__ import annotations

import copy
import pickle
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from coded import has_code
from xwsse import Dialect, DialectError, Signer, UsageError, Verifier


def test_there_are_six_presets() -> None:
    names = ["penneo", "atom", "emarsys", "symfony", "huawei", "pywsse"]
    assert [dialect.name for dialect in Dialect.presets()] == names
    assert [str(dialect) for dialect in Dialect.presets()] == names
    assert Dialect() == Dialect("penneo") == Dialect.presets()[0]


def test_a_preset_is_changed_by_keyword_as_by_text() -> None:
    dialect = Dialect("penneo", max_nonce=128, accept="rfc2822")
    assert (
        dialect
        == Dialect("penneo,max_nonce=128,accept=rfc2822")
        == Dialect(Dialect("penneo,max_nonce=128"), accept="rfc2822")
    )
    assert str(dialect) == "penneo,max_nonce=128,accept=rfc2822"
    assert repr(dialect) == "Dialect('penneo,max_nonce=128,accept=rfc2822')"
    assert (dialect.max_nonce, dialect.accept) == (128, "rfc2822")


@pytest.mark.parametrize("seconds", [timedelta(seconds=90), 90, 90.0, "90", Decimal(90)])
def test_a_duration_is_a_timedelta_or_seconds(seconds: Any) -> None:
    dialect = Dialect("penneo", max_age=seconds, max_future=seconds)
    assert dialect == Dialect("penneo,max_age=90,max_future=90")
    assert dialect.max_age == dialect.max_future == timedelta(seconds=90)


def test_fractions_of_a_second_are_kept() -> None:
    exact = timedelta(seconds=1, microseconds=1)
    assert Dialect("penneo", max_age=exact).max_age == exact
    assert str(Dialect("penneo", max_age=0.25)) == "penneo,max_age=0.25"


@pytest.mark.parametrize(
    "changes",
    [
        {"max_age": -1},
        {"max_age": timedelta(seconds=-1)},
        {"max_age": timedelta(days=367)},
        {"max_age": float("nan")},
        {"max_age": float("inf")},
        {"max_age": "60,max_future=600"},
        {"max_nonce": 0},
        {"max_nonce": 64.5},
        {"accept": "anything"},
        {"accept": None},
        {"hash": "md5"},
        {"word": "thrice"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_is_not_a_change_says_which(changes: dict[str, Any]) -> None:
    with pytest.raises(DialectError, check=has_code("dialect_invalid")) as error:
        Dialect("penneo", **changes)
    [(key, _)] = changes.items()
    assert key in error.value.problem and error.value.remedy
    copied = pickle.loads(pickle.dumps(error.value))
    assert (str(copied), copied.position) == (str(error.value), error.value.position)


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("Emarsys", 'there is no preset "Emarsys"; did you mean emarsys?', 0),
        ("penneo,max_nonce=1000", '"1000" is not a value of max_nonce; write 1 to 256', 17),
        ("penneo,hash=md5", '"md5" is not a value of hash; write sha1 or sha256', 12),
        ("penneo,colour=red", 'there is no setting "colour"', 7),
    ],
)
def test_a_wrong_word_is_named_with_what_is_allowed(text: str, message: str, position: int) -> None:
    for make in (Dialect, lambda text: Signer("k", "s", text), lambda text: Verifier({}, dialect=text)):
        with pytest.raises(UsageError, match=re.escape(message)) as error:
            make(text)
        assert isinstance(error.value, DialectError)
        assert (error.value.position, error.value.code, error.value.number) == (
            position,
            "dialect_invalid",
            108,
        )


def test_a_text_that_was_never_meant_as_a_dialect_is_not_shown() -> None:
    with pytest.raises(UsageError) as error:
        Dialect("my-secret-in-the-wrong-place")
    assert "my-secret" not in str(error.value) + repr(error.value)


def test_what_is_not_a_text_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        Dialect(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Dialect("penneo", "atom")  # type: ignore[call-arg, arg-type]


def test_it_is_a_value() -> None:
    dialect, same, other = Dialect("atom", max_age=5), Dialect("atom,max_age=5"), Dialect("atom")
    assert dialect == same and hash(dialect) == hash(same)
    assert dialect != other and dialect != "atom,max_age=5"
    assert len({dialect, same, other}) == 2
    assert copy.copy(dialect) == copy.deepcopy(dialect) == dialect
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(dialect, protocol)) == dialect
