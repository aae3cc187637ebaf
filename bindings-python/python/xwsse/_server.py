"""What every server hook does alike: ask the verifier, log the code, answer 401 or 503."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from ._errors import Rejected
from ._native import Dialect, Identity
from ._store import AsyncReplayStore, ReplayStore
from ._verifier import Secrets, Verifier

if TYPE_CHECKING:
    from typing_extensions import Unpack

Header: TypeAlias = str | Iterable[bytes] | Iterable[str] | None
Carrier: TypeAlias = MutableMapping[str, Any]
InThread: TypeAlias = Callable[[Callable[[Header], Identity], Header], Awaitable[Identity]]

IDENTITY = "xwsse.identity"
_VERIFIER = "xwsse.verifier"


class VerifierOptions(TypedDict, total=False):
    """The arguments of a :class:`xwsse.Verifier`, where a hook is given the secrets instead of one."""

    dialect: str | Dialect
    store: ReplayStore | AsyncReplayStore | None
    ignore_unknown: bool
    clock: Callable[[], datetime] | None


class Gate:
    """A verifier behind which a framework stands.

    The carrier is what a framework keeps of a request in a mapping: a WSGI environ or an ASGI scope. The
    identity is put there, with the verifier that gave it. So two hooks that share a verifier may both stand
    in the way of a request: its token is used once.
    """

    def __init__(
        self,
        hook: str,
        verifier: Verifier | Secrets,
        *,
        realm: str,
        optional: bool = False,
        only_sync: bool = False,
        **options: Unpack[VerifierOptions],
    ) -> None:
        if isinstance(verifier, Verifier):
            if options:
                raise TypeError(f"{', '.join(options)}: give them to the Verifier, not beside it")
        else:
            verifier = Verifier(verifier, **options)
        if not isinstance(realm, str):
            raise TypeError(f"the realm must be a str, not {type(realm).__name__}")
        if only_sync and verifier._needs_async:
            raise TypeError(f"xwsse.{hook} cannot wait for asynchronous secrets or an asynchronous store")
        self.verifier = verifier
        self.realm = realm
        self.optional = optional
        self._logger = logging.getLogger(f"xwsse.{hook}")

    def admit(self, header: Header, carrier: Carrier) -> Identity | None:
        """The identity, or ``None`` when there is no header and none is demanded.

        Raises :class:`Rejected`, whose code it has logged.
        """
        if self._is_settled(header, carrier):
            return carrier[IDENTITY]  # type: ignore[no-any-return]
        try:
            carrier[IDENTITY] = identity = self.verifier.verify(header)
        except Rejected as rejected:
            self.log(rejected)
            raise
        return identity

    async def admit_async(
        self, header: Header, carrier: Carrier, in_thread: InThread | None = None
    ) -> Identity | None:
        """As :meth:`admit`. ``in_thread`` is how the framework calls a function that may block: it is used
        when the verifier calls Python functions none of which is asynchronous."""
        if self._is_settled(header, carrier):
            return carrier[IDENTITY]  # type: ignore[no-any-return]
        verifier = self.verifier
        try:
            if in_thread is None or verifier._needs_async or verifier._at_once:
                identity = await verifier.verify_async(header)
            else:
                identity = await in_thread(verifier.verify, header)
        except Rejected as rejected:
            self.log(rejected)
            raise
        carrier[IDENTITY] = identity
        return identity

    def _is_settled(self, header: Header, carrier: Carrier) -> bool:
        if carrier.get(_VERIFIER) is self.verifier and carrier[IDENTITY] is not None:
            return True
        carrier[_VERIFIER] = self.verifier
        carrier[IDENTITY] = None
        return self.optional and (header is None or header == [])

    def log(self, rejected: Rejected) -> None:
        """Logs the code, and what a look-up or a store raised; never the header, which is a credential until
        its window closes."""
        level = logging.INFO if rejected.status == 401 else logging.WARNING
        extra = {"xwsse_code": rejected.code}
        self._logger.log(level, "refused: %s", rejected.code, extra=extra, exc_info=rejected.__cause__)

    @property
    def challenge(self) -> str:
        """The value of ``WWW-Authenticate``, which is the same for every 401."""
        return Rejected("header_missing").challenge(self.realm) or ""

    def headers(self, rejected: Rejected) -> dict[str, str]:
        """The headers that belong to the status: the challenge, or when to come again."""
        challenge = rejected.challenge(self.realm)
        return {"Retry-After": "1"} if challenge is None else {"WWW-Authenticate": challenge}

    def answer(self, rejected: Rejected) -> tuple[str, dict[str, str], bytes]:
        """The status line, the headers and the body of a whole answer: the same for every 401."""
        status = "401 Unauthorized" if rejected.status == 401 else "503 Service Unavailable"
        body = f"{status}\n".encode()
        headers = self.headers(rejected)
        headers["Content-Type"] = "text/plain; charset=utf-8"
        headers["Content-Length"] = str(len(body))
        return status, headers, body
