"""What gunicorn serves: each answers with the name and the worker."""

from __future__ import annotations

import os
from typing import Any

from flask import Flask
from xwsse.flask import Wsse, current_identity
from xwsse.wsgi import WsseMiddleware

SECRETS = {"alice": "s3cr3t"}


def _hello(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_USER']} {os.getpid()}".encode()]


wsgi = WsseMiddleware(_hello, SECRETS, realm="the api")

flask = Flask(__name__)
_wsse = Wsse(SECRETS, realm="the api")
flask.before_request(_wsse.check)


@flask.route("/")
def hello() -> str:
    return f"{current_identity().username} {os.getpid()}"
