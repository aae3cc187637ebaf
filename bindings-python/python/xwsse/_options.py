"""An option that is not known is refused by name, with the nearest that is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")

_MOVED = {
    "ignore_unknown": "ignore_unknown is a field of the dialect now; write dialect='penneo,unknown=ignore'",
}


def unknown_option(name: str, known: Collection[str]) -> str:
    """What to say of an option that is not among those that are known.

    >>> unknown_option("orgins", ["origins", "allow_http"])
    'unknown option orgins; did you mean origins?'
    """
    from difflib import get_close_matches  # only for a mistake: importing it takes a while

    folded = {option.lower(): option for option in known}
    near = get_close_matches(name.lower(), folded, n=1, cutoff=0.5)
    if name.lower() in _MOVED:
        return _MOVED[name.lower()]
    return f"unknown option {name}; " + (
        f"did you mean {folded[near[0]]}?" if near else f"known are {', '.join(known)}"
    )


def refuse_unknown(given: Collection[str], known: Collection[str]) -> None:
    """Raises a ``TypeError`` for the first option that is not among those that are known."""
    for name in given:
        if name not in known:
            raise TypeError(unknown_option(name, known))


def refuses_unknown(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Refuses options that the function has no parameter for, as :func:`refuse_unknown` does."""
    known = [name for name in signature(function).parameters if name not in ("cls", "self")]

    @wraps(function)
    def checked(*args: _P.args, **options: _P.kwargs) -> _R:
        refuse_unknown(options, known)
        return function(*args, **options)

    return checked
