"""Holds ATTACKS.md against the cases and tests that it names: none is missing on either side."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASES = "attacks.json"
UNTESTED = ("Not tested yet: ", "By hand: ")


def check(contents):
    """Fail unless catalogue, cases and tests name each other."""
    catalogue = rows()
    cases = {case["row"] for path, content in contents.items() if path.endswith("/" + CASES) for case in content["cases"]}
    tests = tests_of_the_core()
    problems = [f"row {row} of {where} is not in ATTACKS.md" for row, where in
                [(row, CASES) for row in sorted(cases)] + sorted(tests) if row not in catalogue]
    for row, tested in catalogue.items():
        names = re.findall(r"`([^`]+)`", tested)
        if not names and not tested.startswith(UNTESTED):
            problems.append(f"ATTACKS.md, {row}: neither a test nor why there is none")
        if (CASES in names) != (row in cases):
            problems.append(f"ATTACKS.md, {row}: what it says of {CASES} is not true")
        problems += [f"ATTACKS.md, {row}: there is no {name}" for name in names if "/" in name and not exists(row, name)]
        problems += [f"ATTACKS.md, {row}: does not name {path}" for of, path in sorted(tests) if of == row and path not in names]
    if problems:
        raise AssertionError("\n".join(problems))


def rows():
    """Each row of the catalogue, with its last column."""
    found = re.findall(r"^\| ([A-Z]\d+) \|.*\| (.+) \|$", (HERE / "ATTACKS.md").read_text("utf-8"), re.MULTILINE)
    if len(found) != len(dict(found)):
        raise AssertionError("ATTACKS.md: a row occurs twice")
    return dict(found)


def tests_of_the_core():
    """The row and the file of every test in Rust that is named for a row; those that only run its cases are left out."""
    return {(name.upper(), path.relative_to(ROOT).as_posix())
            for folder in ("src", "tests") for path in (ROOT / "core" / folder).rglob("*.rs")
            for name in re.findall(r"^ *fn ([a-e]\d+)_", path.read_text("utf-8"), re.MULTILINE)}


def exists(row, name):
    """Whether `path::test` is there; without a test, one that is named for the row."""
    path, _, test = name.partition("::")
    file = ROOT / path
    return file.is_file() and (test or f"fn {row.lower()}_") in file.read_text("utf-8")
