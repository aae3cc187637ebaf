"""drf-spectacular: the X-WSSE header in the schema of a Django REST framework site.

Import it once, as in the ``ready()`` of an ``AppConfig``::

    import xwsse.drf_spectacular
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

__all__ = ["WsseScheme"]


class WsseScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """What the schema says of :class:`xwsse.drf.WsseAuthentication`, and of its subclasses."""

    target_class = "xwsse.drf.WsseAuthentication"
    match_subclasses = True
    name = "Wsse"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "X-WSSE",
            "description": "X-WSSE UsernameToken, signed afresh for each request",
        }
