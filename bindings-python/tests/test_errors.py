from __future__ import annotations

import copy
import importlib.util
import os
import pickle
from typing import Any

import pytest
from xwsse._native import rejections, sign_errors
import xwsse
from xwsse import Rejected, Replayed, SignError, Unavailable, UsageError, WsseError

REJECTIONS = [code for code, *_ in rejections()]
SIGN_ERRORS = [code for code, *_ in sign_errors()]


@pytest.mark.parametrize("code", REJECTIONS)
def test_a_rejection_has_a_code_a_number_a_status_and_a_class(code: str) -> None:
    error = Rejected(code)
    assert isinstance(error, WsseError) and isinstance(error, Exception)
    assert str(error) == f"{error.problem}; {error.remedy}" and error.args == (code,)
    assert error.problem and error.remedy
    classes = {"replayed": Replayed, "nonce_reused": Replayed, "created_reused": Replayed}
    outages = ("store_full", "store_unavailable", "history_gap", "secrets_unavailable")
    assert type(error) is classes.get(code, Unavailable if code in outages else Rejected)
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(copied), copied.code, str(copied)) == (type(error), code, str(error))


@pytest.mark.parametrize("code", SIGN_ERRORS)
def test_an_error_of_signing_has_a_code_and_a_number(code: str) -> None:
    error = SignError(code)
    assert isinstance(error, WsseError) and error.args == (code,)
    assert str(error) == f"{error.problem}; {error.remedy}" and error.problem and error.remedy
    # What depends on the moment and not on the caller is no ValueError.
    moments = ("created_out_of_range", "created_exhausted", "randomness_unavailable")
    assert isinstance(error, UsageError) == isinstance(error, ValueError) == (code not in moments)
    assert pickle.loads(pickle.dumps(error)).code == code


def test_numbers_are_unique() -> None:
    numbers = [number for _, number, *_ in (*rejections(), *sign_errors())]
    assert len(set(numbers)) == len(numbers) and min(numbers) == 1


def test_what_it_is_about_is_said() -> None:
    error = pickle.loads(pickle.dumps(SignError("dialect_invalid", "hash=md5")))
    assert type(error) is UsageError and str(error).endswith("(hash=md5)")


@pytest.mark.parametrize("error", [Rejected, SignError])
def test_an_unknown_code_is_refused(error: type[Rejected] | type[SignError]) -> None:
    with pytest.raises(ValueError):
        error("no_such_code")


def test_they_are_known_by_their_public_name() -> None:
    for name in xwsse.__all__:
        value = getattr(xwsse, name)
        if name != "__version__":
            assert (value.__module__, value.__name__) == ("xwsse", name)


def test_a_panic_is_an_error_that_a_program_catches(capfd: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("xwsse._native", os.environ["XWSSE_PANIC"])
    assert spec is not None and spec.loader is not None
    native: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(native)
    with pytest.raises(RuntimeError, match="please report it"):
        native.panic_for_tests()
    assert "a test asked for it" in capfd.readouterr().err


def test_the_package_has_no_export_that_panics() -> None:
    assert not hasattr(xwsse._native, "panic_for_tests")
