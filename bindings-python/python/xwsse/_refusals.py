"""What is told of a refused request: to the log, and to a function of the application."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ._errors import Rejected

OnRejected: TypeAlias = Callable[[Any, Rejected], object]

FIRST = 10
"""Refusals by one process that are shown where nobody has set logging up."""

_told: dict[str, int] = {}


class Refusals:
    """The log of a hook.

    A refusal is logged at INFO, and at WARNING for an outage. So are the first refusals, which Python prints when no
    logging was set up: that is where a newcomer looks. The header is never logged, which is a credential until
    its window closes.
    """

    def __init__(self, hook: str, on_rejected: OnRejected | None) -> None:
        if not (on_rejected is None or callable(on_rejected)):
            raise TypeError("on_rejected must be a function of the request and the Rejected")
        self._hook = hook
        self._logger = logging.getLogger(f"xwsse.{hook}")
        self._on_rejected = on_rejected

    def tell(
        self, rejected: Rejected, request: Any, carrier: Mapping[str, Any], username: str | None
    ) -> None:
        """Logs it, then calls the application's own function, which cannot change the answer."""
        method, path, peer = _where(carrier)
        fields = {"code": rejected.code, "username": username, "method": method, "path": path, "peer": peer}
        self._logger.log(
            self._level(rejected),
            "refused: %s: %s (%s %r from %s)",
            rejected.code,
            rejected,
            method,
            path,
            peer,
            extra={f"xwsse_{name}": value for name, value in fields.items()},
            exc_info=rejected.__cause__,
        )
        if self._on_rejected is not None:
            try:
                self._on_rejected(request, rejected)
            except Exception:
                self._logger.exception("on_rejected raised an error")

    def _level(self, rejected: Rejected) -> int:
        if rejected.status != 401:
            return logging.WARNING
        told = _told[self._hook] = _told.get(self._hook, 0) + 1
        return logging.WARNING if told <= FIRST else logging.INFO


def _where(carrier: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """Method, path and peer of a request, from a WSGI environ or an ASGI scope."""
    if "REQUEST_METHOD" in carrier:
        return carrier["REQUEST_METHOD"], carrier.get("PATH_INFO"), carrier.get("REMOTE_ADDR")
    client = carrier.get("client")
    method = carrier.get("method", "GET" if carrier.get("type") == "websocket" else None)
    return method, carrier.get("path"), client[0] if client else None
