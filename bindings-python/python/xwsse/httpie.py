"""Sign what `HTTPie <https://httpie.io>`_ sends.

::

    pip install 'xwsse[httpie]'
    http --auth-type=wsse -a my-api-key:my-api-secret https://api.example/v1/files

The environment variable ``XWSSE_DIALECT`` names the dialect, as in ``XWSSE_DIALECT=emarsys``; by default
it is ``penneo``. With ``--follow``, each hop of a redirect is signed afresh, and on a hop to another
origin nothing is left of a token. Plain http is refused, but for loopback hosts.
A named session (``--session``) keeps the secret in its file, as it keeps that of any ``--auth``.
"""

from __future__ import annotations

import os

from httpie.plugins import AuthPlugin  # type: ignore[import-untyped]

from .requests import WsseAuth

__all__ = ["WssePlugin"]


class WssePlugin(AuthPlugin):  # type: ignore[misc]
    """``--auth-type=wsse``.

    >>> WssePlugin().get_auth("my-api-key", "my-api-secret")
    <WsseAuth <Signer username='my-api-key' dialect='penneo'> origins=[]>
    """

    name = "X-WSSE"
    description = "UsernameToken in the X-WSSE header; XWSSE_DIALECT names the dialect"
    auth_type = "wsse"

    def get_auth(self, username: str, password: str) -> WsseAuth:
        """The ``auth`` for the request that HTTPie sends."""
        return WsseAuth(username, password, os.environ.get("XWSSE_DIALECT") or "penneo")
