"""The hooks with what tests of programs put in the place of a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
import requests
import requests_mock
import responses
import respx
import vcr  # type: ignore[import-untyped]
from service import SECRET, USERNAME, Service
from xwsse.httpx import WsseAuth as HttpxAuth
from xwsse.httpx import WsseTransport
from xwsse.requests import WsseAuth

from xwsse import Verifier

URL = "https://api.example/v1/files"


@pytest.fixture
def verifier() -> Verifier:
    return Verifier({USERNAME: SECRET})


def test_responses_sees_the_token(verifier: Verifier) -> None:
    with responses.RequestsMock() as mock:
        mock.get(URL, status=401)
        mock.get(URL, json={})
        assert requests.get(URL, auth=WsseAuth(USERNAME, SECRET, retry_on_401=True), timeout=9).ok
        for call in mock.calls:
            assert verifier.verify(call.request.headers["X-WSSE"]).username == USERNAME


def test_requests_mock_sees_the_token(verifier: Verifier) -> None:
    with requests_mock.Mocker() as mock:
        mock.get(URL, [{"status_code": 401}, {"json": {}}])
        assert requests.get(URL, auth=WsseAuth(USERNAME, SECRET, retry_on_401=True), timeout=9).ok
        for request in mock.request_history:
            assert verifier.verify(request.headers["X-WSSE"]).username == USERNAME


@pytest.mark.parametrize("hook", ["auth", "transport"])
def test_respx_sees_the_token(verifier: Verifier, hook: str) -> None:
    with respx.mock() as mock:
        route = mock.get(URL).mock(side_effect=[httpx.Response(401), httpx.Response(200)])
        made: Any = (HttpxAuth if hook == "auth" else WsseTransport)(USERNAME, SECRET, retry_on_401=True)
        options: dict[str, Any] = {hook: made}
        with httpx.Client(**options) as client:
            assert client.get(URL).is_success
        for call in route.calls:
            assert verifier.verify(call.request.headers["X-WSSE"]).username == USERNAME


def test_vcr_plays_back_what_it_recorded_without_the_token(tmp_path: Path) -> None:
    recorder = vcr.VCR(filter_headers=["X-WSSE"], cassette_library_dir=str(tmp_path))
    with Service() as service, recorder.use_cassette("files.yaml"):
        auth = WsseAuth(USERNAME, SECRET, origins=service.origin)
        assert requests.get(service.url("/files"), auth=auth, timeout=9).ok
    assert "PasswordDigest" not in (tmp_path / "files.yaml").read_text()
    with recorder.use_cassette("files.yaml") as cassette:
        assert requests.get(service.url("/files"), auth=auth, timeout=9).ok
    assert cassette.play_count == 1 and len(service.received) == 1
