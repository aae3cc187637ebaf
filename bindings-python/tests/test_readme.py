"""What the README says is so: its programs run and print what stands beside them, its tables are complete."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import xwsse
from xwsse import Dialect, Rejected, Signer, Unavailable, Verifier
from xwsse._native import rejections

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
ENVIRONMENT = {"API_KEY": "my-api-key", "API_SECRET": "my-api-secret"}


def block(words: str) -> str:
    [found] = [block for block in BLOCKS if words in block]
    return found


def run(program: str) -> dict[str, Any]:
    """Each block stands alone. It is a module of its own, as annotations are looked up in one."""
    module = type(sys)("readme")
    exec(compile(program, "README.md", "exec"), module.__dict__)
    return module.__dict__


@contextmanager
def served(app: Any) -> Iterator[str]:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            deadline = time.monotonic() + 20
            while not server.started:
                assert thread.is_alive() and time.monotonic() < deadline
                time.sleep(0.01)
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The README's own service."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        app = run(block("FastAPI()"))["app"]
    with served(app) as url:
        yield url


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_program_prints_what_it_says(number: int, url: str) -> None:
    program = BLOCKS[number]
    printed = subprocess.run(
        [sys.executable, "-W", "error", "-I", "-c", program],
        env={**os.environ, **ENVIRONMENT, "API_URL": url, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert printed.returncode == 0, printed.stderr
    assert not printed.stderr
    assert printed.stdout.splitlines() == re.findall(r"^ *print\(.*\)  # (.*)$", program, re.MULTILINE)


def test_the_service_refuses_what_is_not_signed(url: str) -> None:
    import httpx

    with httpx.Client(trust_env=False) as client:
        headers = Signer(ENVIRONMENT["API_KEY"], ENVIRONMENT["API_SECRET"]).headers()
        assert client.get(f"{url}/orders", headers=headers).json() == {"for": "my-api-key"}
        for refused in (client.get(f"{url}/orders", headers=headers), client.get(f"{url}/orders")):
            assert refused.status_code == 401
            assert refused.headers["WWW-Authenticate"] == 'WSSE realm="orders", profile="UsernameToken"'


def test_the_answer_to_an_outage_is_503() -> None:
    names = run(block("the database is away"))
    header = Signer("key", "secret").header()
    assert names["answer"](Verifier(names["look_up"]), [header]) == (503, {"Retry-After": "1"})
    assert names["answer"](Verifier({"key": "secret"}), [header]) == (200, {})


def test_the_shared_store_lets_one_of_many_in(tmp_path: Path) -> None:
    store = run(block("sqlite3"))["SqliteReplayStore"]
    header = Signer("key", "secret").header()
    answers: list[str] = []
    ready = threading.Barrier(8)

    def worker() -> None:
        verifier = Verifier({"key": "secret"}, store=store(tmp_path / "claims"))
        ready.wait()
        try:
            answers.append(verifier.verify(header).username)
        except Rejected as error:
            answers.append(error.code)

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["key"] + ["replayed"] * 7


def test_the_shared_store_accepts_nothing_twice_when_a_clock_steps_back(tmp_path: Path) -> None:
    store = run(block("sqlite3"))["SqliteReplayStore"](tmp_path / "claims")
    start = datetime(2026, 1, 15, 12, 30, tzinfo=timezone.utc)
    later = start + timedelta(minutes=10)
    verifier = Verifier({"key": "secret"}, store=store)
    header = Signer("key", "secret", clock=lambda: start).header()
    assert verifier.verify(header, now=start)
    assert verifier.verify(Signer("key", "secret", clock=lambda: later).header(), now=later)
    with pytest.raises(Unavailable) as refused:
        verifier.verify(header, now=start)
    assert refused.value.code == "history_gap"


def rows(of: str) -> list[list[str]]:
    """The cells of the rows in the table under this line."""
    table = README[README.index(of) :].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def test_the_table_of_codes_is_complete() -> None:
    said = [
        (code, int(status))
        for codes, status, _ in rows("| code | status |")
        for code in re.findall("`(.*?)`", codes)
    ]
    assert said == [(code, status) for code, _, status, *_ in rejections()]


def test_the_table_of_dialects_is_true() -> None:
    said = rows("| preset | for |")
    for dialect, (name, _, *fields) in zip(Dialect.presets(), said, strict=True):
        window = f"{dialect.max_age.seconds} s / {dialect.max_future.seconds} s"
        created = [dialect.created, window, str(dialect.max_nonce), dialect.unique]
        assert name.removesuffix(" (default)") == f"`{dialect.name}`"
        assert fields == [dialect.nonce, dialect.hash, dialect.digest, *created]


def test_the_classes_of_errors_are_there() -> None:
    names = [row[0].strip("`") for row in rows("| class | when |")]
    for name in names:
        found = getattr(xwsse, name, None) or getattr(importlib.import_module("xwsse.requests"), name)
        assert issubclass(found, xwsse.WsseError)


@pytest.mark.parametrize("hook", sorted(set(re.findall(r"`(xwsse\.[a-z]+\.[A-Z]\w+)`", README))))
def test_a_hook_is_there(hook: str) -> None:
    module, _, name = hook.rpartition(".")
    # Read, not imported: those for Django want its settings.
    spec = importlib.util.find_spec(module)
    assert spec is not None and spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def test_links_lead_somewhere() -> None:
    titles = {title.lower().replace(" ", "-") for title in re.findall(r"^## (.*)$", README, re.MULTILINE)}
    links = re.findall(r"\]\((.*?)\)", README)
    assert links and all(link.startswith("#") and link[1:] in titles for link in links)


def test_the_programs_of_the_front_page_run() -> None:
    front_page = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    programs: list[str] = re.findall(r"^```python\n(.*?)^```$", front_page, re.DOTALL | re.MULTILINE)
    assert programs
    for program in programs:
        run(program)
