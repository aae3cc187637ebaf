"""Makes one table of the rows that the benchmarks of all languages wrote: printed, and in the guides.

    python3 benches/report.py ROWS.TSV PAGE.MD

A row is language, operation, contender, nanoseconds and target, with tabs between them. The contender `xwsse` is ours.
A target `≤ 1.25` is for our time beside theirs, `≥ 3` for their time beside ours, `≤ 1000 ns` for a time alone.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ["floor", "by hand, tuned", "by hand, usual", "the service's sample"]
HEAD = ["language", "operation", "xwsse", "beside", "its time", "ratio", "to reach", ""]


@dataclass
class Row:
    language: str
    operation: str
    contender: str
    nanos: float
    target: str


def read(path: Path) -> list[Row]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(language, operation, name, float(nanos), target) for language, operation, name, nanos, target in lines]


def with_unit(nanos: float) -> str:
    for size, unit in [(1e6, "ms"), (1e3, "µs")]:
        if nanos >= size:
            return f"{nanos / size:.3g} {unit}"
    return f"{nanos:.3g} ns"


@dataclass
class Comparison:
    """Ours beside another."""

    ours: Row
    other: Row

    @property
    def slower(self) -> bool:
        """Is it about how much longer we take, rather than how much faster we are?"""
        return self.other.target.startswith("≤")

    @property
    def ratio(self) -> float:
        return self.ours.nanos / self.other.nanos if self.slower else self.other.nanos / self.ours.nanos

    @property
    def reached(self) -> bool | None:
        return reached(self.other.target, self.ratio)

    def cells(self) -> list[str]:
        verdict = {None: "", True: "reached", False: "missed"}[self.reached]
        ratio = f"{self.ratio:.2f} × its time" if self.slower else f"{self.ratio:.1f} × as fast"
        return [
            self.ours.language,
            self.ours.operation,
            f"{self.ours.nanos:,.0f} ns",
            self.other.contender,
            f"{self.other.nanos:,.0f} ns",
            ratio,
            self.other.target,
            verdict,
        ]


def reached(target: str, value: float) -> bool | None:
    if not target:
        return None
    limit = float(target.split()[1])
    return value <= limit if target.startswith("≤") else value >= limit


def comparisons(rows: list[Row]) -> list[Comparison]:
    def kind(row: Row) -> int:
        return next((place for place, name in enumerate(KINDS) if row.contender.startswith(name)), len(KINDS))

    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.language != "store":
            groups.setdefault((row.language, row.operation), []).append(row)
    pairs = []
    for group in groups.values():
        [ours] = [row for row in group if row.contender == "xwsse"]
        pairs += [Comparison(ours, other) for other in sorted(group, key=kind) if other is not ours]
    return pairs


def in_columns(table: list[list[str]]) -> str:
    """For a terminal. What stands in the row above is not said again."""
    widths = [max(map(len, column)) for column in zip(*table)]
    lines, above = [], ["", "", ""]
    for cells in table:
        first = [""] * 3 if cells[:3] == above else cells[:3]
        above = cells[:3]
        padded = [cell.rjust(width) if cell.endswith(" ns") else cell.ljust(width)
                  for cell, width in zip([*first, *cells[3:]], widths)]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def in_markdown(table: list[list[str]], alignment: str) -> str:
    head, *body = table
    lines = [head, [{"l": "---", "r": "--:"}[side] for side in alignment], *body]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def bold_ratio(cells: list[str]) -> list[str]:
    return [re.sub(r"^[\d.]+ ×", r"**\g<0>**", cell) for cell in cells]


def summary(pairs: list[Comparison], store: list[Row]) -> str:
    """How many targets were reached, and which were not."""
    verdicts = {
        f"{pair.ours.language} {pair.ours.operation}, beside {pair.other.contender}:"
        f" {pair.ratio:.2f}, to reach {pair.other.target}": pair.reached
        for pair in pairs
    } | {
        f"store of {int(row.operation):,} live claims, {row.contender}:"
        f" {with_unit(row.nanos)}, to reach {limit(row)}": reached(row.target, row.nanos)
        for row in store
    }
    asked = [verdict for verdict in verdicts.values() if verdict is not None]
    missed = [f"- {name}" for name, verdict in verdicts.items() if verdict is False]
    return "\n".join([f"{sum(asked)} of {len(asked)} targets reached{'; missed:' if missed else ''}\n", *missed])


def store_table(store: list[Row]) -> list[list[str]]:
    table = [["live claims", *dict.fromkeys(row.contender for row in store)]]
    for live in dict.fromkeys(row.operation for row in store):
        table.append([f"{int(live):,}", *(store_cell(row) for row in store if row.operation == live)])
    return table


def store_cell(row: Row) -> str:
    verdict = {None: "", True: f", reached {limit(row)}", False: f", missed {limit(row)}"}
    return with_unit(row.nanos) + verdict[reached(row.target, row.nanos)]


def limit(row: Row) -> str:
    """The target of a time alone."""
    return f"≤ {with_unit(float(row.target.split()[1]))}" if row.target else ""


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.splitlines()[0] if done.stdout else ""


def machine() -> list[list[str]]:
    processor = re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    changed = " with changes" if output("git", "status", "--porcelain", "--untracked-files=no", "--", ":!docs") else ""
    openssl = re.search(r'VERSION_STR "(.*)"', Path("/usr/include/openssl/opensslv.h").read_text())
    commit = output("git", "rev-parse", "--short", "HEAD")
    return [
        ["what", "which"],
        ["measured", f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC, at commit {commit}{changed}"],
        ["processor", f"{processor[1] if processor else platform.machine()}, {os.cpu_count()} cores"],
        ["load in the end", f"{os.getloadavg()[0]:.1f} (above the number of cores, times are noisy)"],
        ["system", f"{system}, Linux {platform.release().split('-')[0]}, {' '.join(platform.libc_ver())}"],
        ["Rust", output("rustc", "--version")],
        ["C", output("gcc", "--version") + (f", OpenSSL {openssl[1]}" if openssl else "")],
        ["Python", platform.python_version()],
        ["Node", output("node", "--version")],
        ["PHP", output("php", "-n", "-r", "echo PHP_VERSION;")],
    ]


def fill(page: str, part: str, text: str) -> str:
    """Replaces what stands between the marks of a part."""
    marks = re.compile(rf"(<!-- measured: {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    filled, count = marks.subn(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page)
    if count != 1:
        raise SystemExit(f"the page has {count} places for: {part}")
    return filled


def main() -> None:
    rows = read(Path(sys.argv[1]))
    pairs = comparisons(rows)
    store = [row for row in rows if row.language == "store"]
    table = [HEAD, *(pair.cells() for pair in pairs)]
    said = summary(pairs, store)
    print(in_columns(table), in_columns(store_table(store)), said, sep="\n\n")

    path = Path(sys.argv[2])
    page = path.read_text(encoding="utf-8")
    page = fill(page, "table", in_markdown([HEAD, *map(bold_ratio, table[1:])], "llrlrrll") + f"\n\n{said}")
    page = fill(page, "store", in_markdown(store_table(store), "rrrrrr"))
    page = fill(page, "machine", in_markdown(machine(), "ll"))
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
