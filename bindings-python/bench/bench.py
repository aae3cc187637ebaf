"""What signing and verifying cost in Python, beside the same by hand and beside other packages.

Minima of many rounds that take turns, so that what else the machine does hits all alike; only ratios of one run
count. It needs what ``scripts/build/python.sh`` installs.
"""

from __future__ import annotations

import importlib
import os
import platform
import time
from collections.abc import Callable
from typing import Any

import xwsse
from by_hand import TunedSigner, TunedVerifier, UsualVerifier, sign_as_the_sample, sign_usual

pywsse: Any = importlib.import_module("wsse.utils")
wsse_headers: Any = importlib.import_module("WsseHeaders")

SECRET = "0123456789abcdef0123456789abcdef"
ROUNDS, CALLS = 15 if "XWSSE_BENCH_QUICK" in os.environ else 60, 200
USERNAMES = [f"user{number:04}" for number in range(ROUNDS)]


# Gives the call for a username, and the arguments of each call.
Prepare = Callable[[str], tuple[Callable[..., Any], list[tuple[Any, ...]]]]
NONE: list[tuple[Any, ...]] = [()] * CALLS


def race(contenders: dict[str, Prepare]) -> dict[str, float]:
    """Nanoseconds of one call of each in its best round, without what the loop itself costs. Each round has a
    username of its own, so that its Created begins afresh."""
    best = dict.fromkeys(["loop", *contenders], float("inf"))
    for username in USERNAMES:
        for name, prepare in {"loop": empty, **contenders}.items():
            call, arguments = prepare(username)
            start = time.perf_counter_ns()
            for argument in arguments:
                call(*argument)
            best[name] = min(best[name], (time.perf_counter_ns() - start) / len(arguments))
    loop = best.pop("loop")
    return {name: nanos - loop for name, nanos in best.items()}


def empty(_: str) -> tuple[Callable[..., Any], list[tuple[Any, ...]]]:
    return (lambda: None), NONE


def signing() -> dict[str, float]:
    return race(
        {
            "xwsse header()": lambda name: (xwsse.Signer(name, SECRET).header, NONE),
            "xwsse headers()": lambda name: (xwsse.Signer(name, SECRET).headers, NONE),
            "xwsse sign()": lambda name: (xwsse.Signer(name, SECRET).sign, NONE),
            "by hand, tuned": lambda name: (TunedSigner(name, SECRET).sign, NONE),
            "by hand, usual": lambda name: (sign_usual, [(name, SECRET)] * CALLS),
            "the service's sample": lambda name: (sign_as_the_sample, [(name, SECRET)] * CALLS),
            "PyPI pywsse": lambda name: (pywsse.TokenBuilder(name, SECRET).make_token, NONE),
            "PyPI WsseHeaders": lambda name: (sign_with_wsse_headers, [(name,)] * CALLS),
        }
    )


def sign_with_wsse_headers(username: str) -> str:
    # One object, one nonce: a fresh header takes a fresh object. The secret must be the Base64 text of some text.
    token = wsse_headers.WsseToken(username, "organization", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")
    header: str = token.generateHeaderString()
    return header


def headers(username: str, dialect: str = "penneo") -> list[tuple[Any, ...]]:
    return [(token.header,) for token in xwsse.Signer(username, SECRET, dialect).sign_many(CALLS)]


def verifying() -> dict[str, float]:
    table = dict.fromkeys(USERNAMES, SECRET)
    # Each with a store for what it will hold, about as much as in Rust and Node: the best of the dictionaries' rounds is
    # an early one, when they are small.
    capacity = 3 * ROUNDS * CALLS
    at_once = xwsse.Verifier(table, store=xwsse.MemoryReplayStore(capacity))
    in_steps = xwsse.Verifier(table.get, store=xwsse.MemoryReplayStore(capacity))
    usual, tuned = UsualVerifier(table), TunedVerifier(table)
    check, secret_of = pywsse.check_token, table.__getitem__
    return race(
        {
            "xwsse verify()": lambda name: (at_once.verify, headers(name)),
            "xwsse, secrets by function": lambda name: (in_steps.verify, headers(name)),
            "by hand, tuned": lambda name: (tuned.verify, headers(name)),
            "by hand, usual": lambda name: (usual.verify, headers(name)),
            "PyPI pywsse": lambda name: (
                check,
                [(header, secret_of) for (header,) in headers(name, "pywsse")],
            ),
        }
    )


def show(title: str, rows: dict[str, float], targets: dict[str, int]) -> None:
    print(f"\n{title:<28} {'ns':>8} {'times xwsse':>12} {'to reach':>9}")
    of_ours = next(iter(rows.values()))
    for name, nanos in rows.items():
        target = f"{targets[name]}" if name in targets else ""
        print(f"{name:<28} {nanos:>8.0f} {nanos / of_ours:>12.1f} {target:>9}")


def report(operation: str, rows: dict[str, float], targets: dict[str, int]) -> None:
    """Rows for ``benches/report.py``, which makes one table of every language's: the first of ours, and the rivals."""
    ours, *others = rows.items()
    rivals = [(name, nanos) for name, nanos in others if not name.startswith("xwsse")]
    if path := os.environ.get("XWSSE_BENCH_TSV"):
        with open(path, "a", encoding="utf-8") as file:
            for name, nanos in [("xwsse", ours[1]), *rivals]:
                target = f"≥ {targets[name]}" if name in targets else ""
                print("Python", operation, name, f"{nanos:.1f}", target, sep="\t", file=file)


def main() -> None:
    print(f"xwsse {xwsse.__version__}, Python {platform.python_version()}; best of {ROUNDS} × {CALLS} calls")
    for operation, measure, targets in [
        ("sign", signing, {"by hand, tuned": 3, "the service's sample": 8, "PyPI pywsse": 25}),
        ("verify", verifying, {"by hand, tuned": 3, "by hand, usual": 8, "PyPI pywsse": 60}),
    ]:
        rows = measure()
        show(operation, rows, targets)
        report(operation, rows, targets)


if __name__ == "__main__":
    main()
