"""Write the shared test vectors, or check that the files on disk are what would be written.

    python3 tests/vectors/generate.py                  write the JSON files of every folder beside this one
    python3 tests/vectors/generate.py --check          compare them instead; exit 1 if one differs
    python3 tests/vectors/generate.py --against FILE   compare X-WSSE with known answers from elsewhere

Each folder is a package whose `files()` returns the content of its files by name. Outcomes are typed into
its modules of cases and held there against a plain model of the rules; nothing is written when the two disagree.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the modules leave no cache in the tree

import attack_catalogue
from xwsse import known_answers

HERE = Path(__file__).resolve().parent
SHOWN_BEFORE, SHOWN = 40, 200  # characters of a line that differs


def build():
    """The content of every file, by its path from here."""
    contents = {}
    for package in sorted(HERE.glob("*/__init__.py")):
        folder = package.parent.name
        for name, content in importlib.import_module(folder).files().items():
            contents[f"{folder}/{name}"] = content
    for path, content in contents.items():
        for value in content.values():
            check_names(path, [case for case in value if isinstance(case, dict)])
    attack_catalogue.check(contents)
    return contents


def check_names(path, cases):
    """Fail if two cases of a file have the same name."""
    names = [case.get("id") or (case["row"], case.get("case")) for case in cases if "id" in case or "row" in case]
    for name in names:
        if names.count(name) > 1:
            raise AssertionError(f"{path}: two cases are named {name}")


def text_of(content):
    """A file as it is written: one case a line, so that a change of one shows as one."""
    fields = (f"{json.dumps(name)}: {lines_of(value) if isinstance(value, list) else json.dumps(value)}"
              for name, value in content.items())
    return "{" + ", ".join(fields) + "}\n"


def lines_of(cases):
    return "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]"


def write(contents):
    """Write every file and say how many cases it holds."""
    for path, content in contents.items():
        (HERE / path).write_text(text_of(content), encoding="ascii", newline="\n")
        print(f"{path}: {len(content['cases'])} cases")


def check(contents):
    """The number of files on disk that are not as they would be written, and of those that nobody writes."""
    problems = 0
    for path, content in contents.items():
        file, text = HERE / path, text_of(content)
        on_disk = file.read_bytes().decode("utf-8", "replace") if file.exists() else ""
        if on_disk != text:
            problems += 1
            print_difference(path, on_disk, text)
    for file in sorted(HERE.rglob("*.json")):
        if file.relative_to(HERE).as_posix() not in contents:
            problems += 1
            print(f"{file.relative_to(HERE)}: no module writes this file")
    return problems


def print_difference(path, on_disk, expected):
    """Where the first line that differs does so, and what each of the two says there."""
    old, new = on_disk.split("\n"), expected.split("\n")
    number = first_difference(old, new)
    old_line, new_line = ("".join(lines[number:number + 1]) for lines in (old, new))
    start = max(0, first_difference(old_line, new_line) - SHOWN_BEFORE)
    print(f"{path}: line {number + 1} differs at character {start + 1}")
    print(f"- {old_line[start:start + SHOWN]}\n+ {new_line[start:start + SHOWN]}")


def first_difference(old, new):
    return next((at for at, (one, other) in enumerate(zip(old, new)) if one != other), min(len(old), len(new)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--check", action="store_true",
                       help="write nothing; exit 1 if a file on disk differs")
    modes.add_argument("--against", metavar="FILE",
                       help="compare with a file of known answers; exit 1 on any difference")
    arguments = parser.parse_args()
    if arguments.against:
        return 1 if known_answers.compare(arguments.against) else 0
    contents = build()
    if arguments.check:
        return 1 if check(contents) else 0
    write(contents)
    return 0


if __name__ == "__main__":
    sys.exit(main())
