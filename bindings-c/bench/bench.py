#!/usr/bin/env python3
"""Runs bench.c and rust.rs by turns, and compares the least time of each row.

bench.py C_PROGRAM RUST_PROGRAM
"""

from __future__ import annotations

import subprocess
import sys

TURNS = 5


def least(programs: list[str]) -> list[dict[str, float]]:
    rows: list[dict[str, float]] = [{} for _ in programs]
    for _ in range(TURNS):
        for program, row in zip(programs, rows):
            done = subprocess.run([program], check=True, capture_output=True, text=True)
            for line in done.stdout.splitlines():
                name, nanos = line.split("\t")
                row[name] = min(float(nanos), row.get(name, float("inf")))
    return rows


c, rust = least(sys.argv[1:3])
print("C (penneo; the signer without unique Created, which would hold a benchmark up)")
for name, beside, rival, goal in [
    ("sign", "Rust", rust["sign"], "to reach: at most 1.1"),
    ("sign", "OpenSSL by hand, tuned", c["openssl tuned"], "to reach: at most 1"),
    ("sign", "OpenSSL by hand, plain", c["openssl plain"], ""),
    ("token", "Rust", rust["sign"], ""),
    ("verify", "Rust", rust["verify"], "to reach: at most 1.1"),
]:
    print(f"  {name:<8} {c[name]:7.0f} ns   {c[name] / rival:5.2f} × {beside} ({rival:.0f} ns)   {goal}".rstrip())
