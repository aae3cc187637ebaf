"""What other packages sign is verified in their dialect, and one of them verifies what we sign."""

from __future__ import annotations

import base64
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from xwsse import Rejected, Replayed, Signer, Verifier, explain

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import httplib2  # type: ignore[import-untyped]
    from emarsysauthenticator import create_xwsse_header  # type: ignore[import-untyped]
    from wsse import exceptions, utils  # type: ignore[import-untyped]
    from WsseHeaders import WsseToken  # type: ignore[import-untyped]
    from WsseHeaders.AES import AESCipher  # type: ignore[import-untyped]
    from WsseHeaders.utilities import generateMD5  # type: ignore[import-untyped]

pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")

USERNAME, SECRET = "my-api-key", "0123456789abcdef0123456789abcdef"
ORGANIZATION_TOKEN = base64.b64encode(SECRET.encode()).decode()


def pywsse() -> str:
    return str(utils.TokenBuilder(USERNAME, SECRET).make_token())


def emarsysauthenticator() -> str:
    return str(create_xwsse_header(USERNAME, SECRET)["X-WSSE"])


def wsseheaders() -> str:
    # An object of it signs once.
    return str(WsseToken(USERNAME, "my-organization", ORGANIZATION_TOKEN).generateHeader()["X-WSSE"])


def wsseheaders_secret() -> str:
    """What it digests in place of the token that it is given."""
    encrypted = AESCipher(generateMD5(USERNAME)).encrypt(raw=ORGANIZATION_TOKEN, iv=SECRET[:16])
    return bytes(encrypted).decode()


def httplib2_() -> str:
    """It signs when it is challenged."""
    received: list[str] = []

    class Challenging(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = self.headers.get("X-WSSE")
            received.extend(filter(None, [token]))
            self.send_response(200 if token else 401)
            if not token:
                self.send_header("WWW-Authenticate", Verifier({}).challenge("api"))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Challenging) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        client = httplib2.Http(proxy_info=None)
        try:
            client.add_credentials(USERNAME, SECRET)
            response, _ = client.request(f"http://127.0.0.1:{server.server_address[1]}/")
        finally:
            client.close()
            server.shutdown()
            thread.join()
    assert response.status == 200
    [token] = received
    return token


@dataclass(frozen=True)
class Package:
    sign: Callable[[], str]
    dialect: str
    secret: str = SECRET

    def verifier(self, secret: str | None = None) -> Verifier:
        secrets = {USERNAME: secret or self.secret}
        return Verifier(secrets, dialect=self.dialect)


PACKAGES = {
    "pywsse": Package(pywsse, "pywsse"),
    "emarsysauthenticator": Package(emarsysauthenticator, "emarsys"),
    "WsseHeaders": Package(wsseheaders, "symfony,unknown=ignore", wsseheaders_secret()),
    "httplib2": Package(httplib2_, "atom"),
}


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> Package:
    return PACKAGES[request.param]


def test_its_header_is_accepted_once(package: Package) -> None:
    verifier = package.verifier()
    header = package.sign()
    assert verifier.verify(header).username == USERNAME
    with pytest.raises(Replayed):
        verifier.verify(header)
    assert verifier.verify(package.sign()).username == USERNAME


def test_its_header_is_refused_with_another_secret(package: Package) -> None:
    with pytest.raises(Rejected) as refused:
        package.verifier("another secret").verify(package.sign())
    assert refused.value.code == "digest_mismatch"


def test_explain_finds_its_dialect(package: Package) -> None:
    # Held against another dialect, which is the mistake that is made.
    diagnosis = explain(package.sign(), dialect="huawei", secret=package.secret)
    remedies = " ".join(finding.remedy for finding in diagnosis.findings)
    assert re.search(
        rf"if the service wants it so, the dialect is (\w+ or )?{package.dialect.split(',')[0]}\b", remedies
    )


def test_another_parameter_is_refused_unless_told() -> None:
    with pytest.raises(Rejected) as refused:
        Verifier({USERNAME: wsseheaders_secret()}, dialect="symfony").verify(wsseheaders())
    assert refused.value.code == "parameter_unknown"


def test_pywsse_accepts_ours_once() -> None:
    signer = Signer(USERNAME, SECRET, "pywsse")
    for _ in range(20):
        header = signer.header()
        assert utils.check_token(header, lambda username: {USERNAME: SECRET}[username]) == USERNAME
        with pytest.raises(exceptions.InvalidNonce):
            utils.check_token(header, lambda username: SECRET)
    assert utils.check_token(signer.header(), lambda username: "another secret") is None


def test_pywsse_has_our_window() -> None:
    from wsse import settings

    dialect = Verifier({}, dialect="pywsse").dialect
    assert dialect.max_age == timedelta(seconds=settings.TIMESTAMP_DURATION)
    assert dialect.max_future == timedelta(seconds=settings.DRIFT_OFFSET)
