"""The command, with the plugin that the package brings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from service import SECRET, USERNAME, Service

from xwsse import Signer, Verifier


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPIE_CONFIG_DIR", str(tmp_path))
    monkeypatch.delenv("XWSSE_DIALECT", raising=False)


pytestmark = pytest.mark.usefixtures("config")


def http(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    credentials = ["--auth-type=wsse", f"--auth={USERNAME}:{SECRET}"]
    return subprocess.run(
        [sys.executable, "-m", "httpie", "--ignore-stdin", "--check-status", *credentials, *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_request_is_signed(home: Service) -> None:
    done = http("POST", home.url("/files"), "name=value")
    assert done.returncode == 0, done.stderr
    [received] = home.received
    assert (received.answer, received.body) == ("accepted", b'{"name": "value"}')


def test_a_redirect_is_signed_afresh_and_none_leaves_the_origin(home: Service, foreign: Service) -> None:
    url = home.url("/1", to=home.url("/2", to=foreign.url("/open")))
    done = http("--follow", "--all", url)
    assert done.returncode == 0, done.stderr
    assert home.answers == ["accepted"] * 2
    assert [received.has_nothing_of_a_token for received in foreign.received] == [True]


def test_the_environment_names_the_dialect(home: Service) -> None:
    home.verifier = Verifier({USERNAME: SECRET}, dialect="emarsys")
    assert http(home.url("/1"), XWSSE_DIALECT="emarsys").returncode == 0
    assert http(home.url("/1")).returncode == 4
    done = http(home.url("/1"), XWSSE_DIALECT="no such")
    assert done.returncode == 1
    assert "there is no preset of this name" in done.stderr


def test_a_token_that_is_there_is_replaced(home: Service, foreign: Service) -> None:
    stale = Signer(USERNAME, "another secret").header()
    done = http("--follow", home.url("/1", to=foreign.url("/open")), f"x-wsse:{stale}")
    assert done.returncode == 0, done.stderr
    assert [len(received.tokens) for received in home.received] == [1]
    assert home.answers == ["accepted"]
    assert foreign.received[0].has_nothing_of_a_token


def test_plain_http_is_refused() -> None:
    done = http("http://api.example/")
    assert done.returncode == 1
    assert "use https" in done.stderr
    assert SECRET not in done.stderr + done.stdout


def test_the_plugin_is_in_the_help() -> None:
    assert "wsse" in http("--help").stdout
