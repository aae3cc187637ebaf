#!/usr/bin/env python3
"""Runs bench.c and rust.rs by turns, and compares the least time of each row.

bench.py C_PROGRAM RUST_PROGRAM
"""

from __future__ import annotations

import os
import subprocess
import sys

TURNS = 1 if "XWSSE_BENCH_QUICK" in os.environ else 10


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
print("C (penneo)")
for name, beside, rival, goal in [
    ("sign", "Rust", rust["sign"], "to reach: at most 1.1"),
    ("sign", "OpenSSL by hand, tuned", c["openssl tuned"], "to reach: at most 1"),
    ("sign", "OpenSSL by hand, plain", c["openssl plain"], ""),
    ("token", "Rust", rust["sign"], ""),
    ("verify", "Rust", rust["verify"], "to reach: at most 1.1"),
]:
    print(f"  {name:<8} {c[name]:7.0f} ns   {c[name] / rival:5.2f} × {beside} ({rival:.0f} ns)   {goal}".rstrip())

# benches/report.py makes one table of these and the other languages' rows.
if path := os.environ.get("XWSSE_BENCH_TSV"):
    with open(path, "a", encoding="utf-8") as file:
        for operation, contender, nanos, target in [
            ("sign", "xwsse", c["sign"], ""),
            ("sign", "floor: Rust", rust["sign"], "≤ 1.1"),
            ("sign", "by hand, tuned (OpenSSL)", c["openssl tuned"], "≥ 1"),
            ("sign", "by hand, usual (OpenSSL)", c["openssl plain"], ""),
            ("verify", "xwsse", c["verify"], ""),
            ("verify", "floor: Rust", rust["verify"], "≤ 1.1"),
        ]:
            print("C", operation, contender, f"{nanos:.1f}", target, sep="\t", file=file)
