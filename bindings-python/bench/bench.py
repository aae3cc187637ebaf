"""What signing and verifying cost in Python, beside the same by hand and beside pywsse if it is installed.

Minima of many rounds; only ratios of one run count. It needs a release build of the package:
``python bindings-python/bench/bench.py``.
"""

from __future__ import annotations

import importlib
import platform
import time
from collections.abc import Callable
from typing import Any

import xwsse
from by_hand import TunedSigner, TunedVerifier, UsualVerifier, sign_usual

try:
    pywsse: Any = importlib.import_module("wsse.utils")
except ImportError:
    pywsse = None

SECRET = "0123456789abcdef0123456789abcdef"
ROUNDS, CALLS = 300, 200
USERNAMES = [f"user{number:04}" for number in range(ROUNDS)]


def fastest(prepare: Callable[[str], tuple[Callable[..., Any], list[tuple[Any, ...]]]]) -> float:
    """Nanoseconds of one call in the best round. Each round has a username of its own, so that its Created
    begins afresh."""
    best = float("inf")
    for username in USERNAMES:
        call, arguments = prepare(username)
        start = time.perf_counter_ns()
        for argument in arguments:
            call(*argument)
        best = min(best, (time.perf_counter_ns() - start) / len(arguments))
    return best


def loop() -> float:
    """What the loop itself costs, which is no part of any row."""
    return fastest(lambda _: ((lambda: None), [()] * CALLS))


def signing() -> dict[str, float]:
    none: list[tuple[Any, ...]] = [()] * CALLS
    rows = {
        "xwsse header()": fastest(lambda name: (xwsse.Signer(name, SECRET).header, none)),
        "xwsse headers()": fastest(lambda name: (xwsse.Signer(name, SECRET).headers, none)),
        "xwsse sign()": fastest(lambda name: (xwsse.Signer(name, SECRET).sign, none)),
        "by hand, usual": fastest(lambda name: (sign_usual, [(name, SECRET)] * CALLS)),
        "by hand, tuned": fastest(lambda name: (TunedSigner(name, SECRET).sign, none)),
    }
    if pywsse is not None:
        rows["pywsse"] = fastest(lambda name: (pywsse.TokenBuilder(name, SECRET).make_token, none))
    return rows


def headers(username: str, dialect: str = "penneo") -> list[tuple[Any, ...]]:
    return [(token.header,) for token in xwsse.Signer(username, SECRET, dialect).sign_many(CALLS)]


def verifying() -> dict[str, float]:
    table = dict.fromkeys(USERNAMES, SECRET)
    at_once, in_steps = xwsse.Verifier(table), xwsse.Verifier(table.get)
    usual, tuned = UsualVerifier(table), TunedVerifier(table)
    rows = {
        "xwsse verify()": fastest(lambda name: (at_once.verify, headers(name))),
        "xwsse, secrets by function": fastest(lambda name: (in_steps.verify, headers(name))),
        "by hand, usual": fastest(lambda name: (usual.verify, headers(name))),
        "by hand, tuned": fastest(lambda name: (tuned.verify, headers(name))),
    }
    if pywsse is not None:
        check = pywsse.check_token
        rows["pywsse"] = fastest(
            lambda name: (check, [(header, table.__getitem__) for (header,) in headers(name, "pywsse")])
        )
    return rows


def show(title: str, rows: dict[str, float], targets: dict[str, int]) -> None:
    print(f"\n{title:<28} {'ns':>8} {'times xwsse':>12} {'to reach':>9}")
    of_ours = next(iter(rows.values()))
    for name, nanos in rows.items():
        target = f"{targets[name]}" if name in targets else ""
        print(f"{name:<28} {nanos:>8.0f} {nanos / of_ours:>12.1f} {target:>9}")


def main() -> None:
    print(f"xwsse {xwsse.__version__}, Python {platform.python_version()}; best of {ROUNDS} × {CALLS} calls")
    overhead = loop()
    for title, rows, targets in [
        ("sign", signing(), {"by hand, tuned": 3, "pywsse": 25}),
        ("verify", verifying(), {"by hand, usual": 8, "by hand, tuned": 3, "pywsse": 60}),
    ]:
        show(title, {name: nanos - overhead for name, nanos in rows.items()}, targets)


if __name__ == "__main__":
    main()
