"""Write the shared test vectors, or check that the files on disk are what would be written.

    python3 tests/vectors/generate.py                  write the JSON files beside this one
    python3 tests/vectors/generate.py --check          compare them instead; exit 1 if one differs
    python3 tests/vectors/generate.py --against FILE   compare with known answers from elsewhere

Outcomes are typed into the case modules and cross-checked here against a plain model of the
rules; nothing is written when the two disagree.
"""

import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the modules beside this file leave no cache in the tree

import attacks_a_boundaries
import attacks_a_encoding
import attacks_b_created
import attacks_c_syntax
import attacks_c_values
import attacks_d_replay
import cases_created
import cases_dialects
import cases_explain
import cases_headers
import cases_tokens
import known_answers
from wsse_verifier import verify

HERE = Path(__file__).resolve().parent
SHOWN_LINES = 5


def build():
    """The content of every file, by name."""
    attacks = (attacks_a_boundaries.cases() + attacks_a_encoding.cases()
               + attacks_b_created.cases() + attacks_c_syntax.cases()
               + attacks_c_values.cases() + attacks_d_replay.cases())
    headers = cases_headers.cases()
    tokens = cases_tokens.cases()
    check_names(attacks, lambda case: (case["row"], case.get("case")))
    check_names(headers, lambda case: case["id"])
    check_names(tokens, lambda case: case["id"])
    explained = cases_explain.cases()
    check_names(explained, lambda case: case["id"])
    check_outcomes(attacks)
    check_outcomes(headers)
    check_tokens(tokens)
    return {
        "tokens.json": document(
            "Tokens that are right, with every intermediate from the four values to the claims.",
            tokens),
        "created.json": document(
            "Texts, whether each is a Created under an accept setting, and its instant.",
            cases_created.cases()),
        "dialects.json": document(
            "Presets with their fields, changed presets, and texts that name no dialect.",
            cases_dialects.dialect_cases()),
        "rejections.json": document(
            "Number, code and HTTP status of every rejection.",
            cases_dialects.rejection_cases()),
        "attacks.json": document(
            "Headers an attacker might send, step by step, with the outcome each must have.",
            attacks),
        "headers.json": document(
            "Headers at the edges of the grammar, with the outcome each must have.",
            headers),
        "explain.json": document(
            "Broken headers, the verdict on each, and what its diagnosis must mention.",
            explained),
    }


def document(about, cases):
    """The text of one file."""
    content = {"about": about, "cases": cases}
    return json.dumps(content, indent=1, ensure_ascii=True) + "\n"


def check_names(cases, name_of):
    """Fail if two cases go by the same name."""
    names = [name_of(case) for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise AssertionError(f"two cases are named {name}")


def check_outcomes(cases):
    """Fail if the model of the rules does not arrive at the typed outcomes."""
    problems = []
    for case in cases:
        name = case.get("id") or f"{case['row']} {case.get('case', '')}"
        store = set()
        for number, step in enumerate(case["steps"], start=1):
            outcome = verify(header_values(step), step.get("dialect", case["dialect"]),
                             case["secrets"], step["now"], store,
                             case.get("ignore_unknown", False))
            if outcome != step["outcome"]:
                problems.append(f"{name}, step {number}: the case says {step['outcome']}, "
                                f"the rules say {outcome}")
    if problems:
        raise AssertionError("\n".join(problems))


def header_values(step):
    """The bytes of all values of the header."""
    if "values_hex" in step:
        return [bytes.fromhex(value) for value in step["values_hex"]]
    return [value.encode("utf-8") for value in step["values"]]


def check_tokens(tokens):
    """Fail if the model refuses a token at the second in which it was created."""
    for token in tokens:
        now = cases_tokens.verifying_time(token)
        outcome = verify([token["header"].encode("utf-8")], token["dialect"],
                         {token["username"]: [token["secret"]]}, now, set())
        if outcome != "accepted":
            raise AssertionError(f"token {token['id']} is {outcome}")


def write(files):
    """Write every file and say how many cases it holds."""
    for name, text in files.items():
        (HERE / name).write_text(text, encoding="ascii", newline="\n")
        print(f"{name}: {len(json.loads(text)['cases'])} cases")


def check(files):
    """The number of files on disk that are not as they would be written."""
    differing = 0
    for name, text in files.items():
        path = HERE / name
        on_disk = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
        if on_disk != text:
            differing += 1
            print_difference(name, on_disk, text)
    return differing


def print_difference(name, on_disk, expected):
    """The first lines in which two texts differ."""
    print(f"--- {name} (on disk)\n+++ {name} (expected)")
    old, new = on_disk.split("\n"), expected.split("\n")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    print(f"@@ line {start + 1} @@")
    for mark, lines in (("-", old), ("+", new)):
        for line in lines[start:start + SHOWN_LINES]:
            print(f"{mark}{line[:120]}")


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
    files = build()
    if arguments.check:
        return 1 if check(files) else 0
    write(files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
