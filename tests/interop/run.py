"""Runs every language against every other: see README.md.

    XWSSE_PEERS='{"python": ["python3", "peer.py"], …}' python3 run.py [--page FILE [--write]]

With a page it fails where that does not hold the table of what held, or writes it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import broken
import vectors

USERNAME, SECRET = "interop-key", secrets.token_urlsafe(32)
VECTORS = Path(__file__).resolve().parents[1] / "vectors"
PRESETS = [case["text"] for case in json.loads((VECTORS / "xwsse/dialects.json").read_text())["cases"] if case["kind"] == "preset"]
CHALLENGE = 'WSSE realm="interop", profile="UsernameToken"'


class Peer:
    """A program in one language, that does one of its jobs until its input ends."""

    def __init__(self, command: list[str], job: str) -> None:
        environment = os.environ | {"XWSSE_USERNAME": USERNAME, "XWSSE_SECRET": SECRET}
        self._process = subprocess.Popen(
            [*command, job], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def line(self) -> str:
        line = self._process.stdout.readline()
        if not line:
            raise EOFError(f"the peer ended with {self._process.wait()}")
        return line.rstrip("\n")

    def ask(self, line: str) -> str:
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.line()

    def rest(self) -> list[str]:
        lines = self._process.communicate(timeout=60)[0].splitlines()
        if self._process.returncode:
            raise EOFError(f"the peer ended with {self._process.returncode}")
        return lines

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.stdin.close()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()


class Results:
    """What held, by what was tried and by language; what did not is printed at once."""

    def __init__(self) -> None:
        self.passed: Counter[tuple[str, str]] = Counter()
        self.failed = 0

    def check(self, suite: str, language: str, title: str, got: object, wanted: object) -> None:
        if got == wanted:
            self.passed[suite, language] += 1
        else:
            self.failed += 1
            print(f"FAILED {suite}, {language}: {title}\n  wanted {wanted!r}\n  got    {got!r}", flush=True)


def get(port: int, dialect: str, values: list[str]) -> tuple[int, str | None, str | None, str | None]:
    """Status, code, challenge and Retry-After of a request with these X-WSSE headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("GET", f"/{dialect}")
    for value in values:
        connection.putheader("X-WSSE", value)
    connection.endheaders()
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, *(response.getheader(name) for name in ("X-Code", "WWW-Authenticate", "Retry-After"))


def refusal(code: str) -> tuple[int, str, str, None]:
    return 401, code, CHALLENGE, None


def every_pair(peers: dict[str, list[str]], results: Results) -> None:
    """Each client sends to each server in each preset; what arrived is then sent once more."""
    for server, command in peers.items():
        if server == "curl":
            continue
        with Peer(command, "serve") as gate:
            port = int(gate.line())
            for client, client_command in peers.items():
                with Peer(client_command, "send") as sender:
                    for dialect in PRESETS:
                        title = f"{client} to {server}, {dialect}"
                        status, _, header = sender.ask(f"http://127.0.0.1:{port}/{dialect} {dialect}").partition(" ")
                        results.check("accepted once, as a client", client, title, status, "200")
                        results.check("replay refused, as a server", server, title, get(port, dialect, [header]), refusal("replayed"))
            for title, values, code in broken.refused(USERNAME, SECRET):
                results.check("refused with the same code", server, title, get(port, "penneo", values), refusal(code))
            for title, first, second, code in broken.used(USERNAME, SECRET):
                results.check("used again", server, f"{title}, first", get(port, "penneo", [first])[0], 200)
                results.check("used again", server, title, get(port, "penneo", [second]), refusal(code))


def same_diagnosis(peers: dict[str, list[str]], results: Results) -> None:
    """Each language explains every case of explain.json; all must say what Rust says."""
    cases = json.loads((VECTORS / "xwsse/explain.json").read_text())["cases"]
    said: dict[str, list[str]] = {}
    for language, command in peers.items():
        if language == "curl":
            continue
        with Peer(command, "explain") as explainer:
            said[language] = [bytes.fromhex(explainer.ask(question(case))).decode().rstrip("\n") for case in cases]
    for language, answers in said.items():
        for case, answer, reference in zip(cases, answers, said[next(iter(said))], strict=True):
            results.check("same diagnosis", language, case["id"], answer, reference)
            verdict = f"refused: {case['verdict']} (" if case["verdict"] else "no fault found ("
            results.check("the verdict of the vectors", language, case["id"], answer.startswith(verdict), True)


def question(case: dict[str, str]) -> str:
    secret = "-" if case["secret"] is None else case["secret"].encode().hex()
    return "\t".join([case["pasted"].encode().hex(), secret, case["dialect"], case["now"]])


def same_verdicts(peers: dict[str, list[str]], results: Results) -> None:
    """Each language judges the shared vectors: every step of attacks and headers, every token, every Created."""
    for language, command in peers.items():
        if language == "curl":
            continue
        with Peer(command, "verify") as verifier:
            for suite, title, steps in vectors.cases():
                verifier.ask("new")
                for step in steps:
                    results.check(suite, language, title, verifier.ask(step.question), step.outcome)


def nothing_missing(peers: dict[str, list[str]], results: Results) -> None:
    """Each language has every code, with its number and status, and every preset."""
    tables = {}
    for language, command in peers.items():
        if language != "curl":
            with Peer(command, "table") as peer:
                tables[language] = peer.rest()
    cases = json.loads((VECTORS / "shared/rejections.json").read_text())["cases"]
    wanted = {f"rejection {case['number']} {case['code']} {case['status']}" for case in cases}
    wanted |= {f"preset {name}" for name in PRESETS}
    wanted |= {line for line in tables[next(iter(tables))] if line.startswith("signing ")}
    for language, table in tables.items():
        for line in sorted(wanted):
            results.check("codes and presets", language, line, line in table, True)
        results.check("codes and presets", language, "nothing else", set(table) - wanted, set())


def report(results: Results, languages: list[str]) -> str:
    """The table of what held, as Markdown."""
    suites = list(dict.fromkeys(suite for suite, _ in results.passed))
    lines = ["| | " + " | ".join(languages) + " |", "|---|" + "--:|" * len(languages)]
    for suite in suites:
        counts = [str(results.passed[suite, language] or "–") for language in languages]
        lines.append(f"| {suite} | " + " | ".join(counts) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--page", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    peers: dict[str, list[str]] = json.loads(os.environ["XWSSE_PEERS"])
    results = Results()
    suites: list[Callable[[dict[str, list[str]], Results], None]] = [every_pair, same_verdicts, same_diagnosis, nothing_missing]
    for suite in suites:
        suite(peers, results)
    table = report(results, list(peers))
    print(table)
    if options.page and options.write:
        options.page.write_text(table, encoding="utf-8")
    elif options.page and not results.failed:
        shown = options.page.read_text(encoding="utf-8") if options.page.exists() else ""
        results.check("page", options.page.name, "says what held; run with --write", shown, table)
    print(f"{sum(results.passed.values())} passed, {results.failed} failed")
    return 1 if results.failed else 0


sys.exit(main())
