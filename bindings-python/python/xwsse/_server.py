"""What every server hook does alike: ask the verifier, tell of a refusal, answer 401 or 503."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from datetime import datetime
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict, cast

from ._errors import Rejected
from ._native import Dialect, Identity
from ._options import refuse_unknown
from ._refusals import OnRejected, Refusals
from ._store import AsyncReplayStore, ReplayStore
from ._verifier import Headers, Secrets, Verifier

if TYPE_CHECKING:
    from typing_extensions import Unpack

Carrier: TypeAlias = MutableMapping[str, Any]
InThread: TypeAlias = Callable[[Callable[[Headers], Any], Headers], Awaitable[Any]]

IDENTITY = "xwsse.identity"
_VERIFIER = "xwsse.verifier"


class HeaderVerifier(Protocol):
    """What a server hook asks of a verifier, whatever its scheme. A :class:`xwsse.Verifier` is one."""

    @property
    def header_names(self) -> Sequence[str]:
        """The headers that it reads, by their names in lower case."""

    def verify_headers(self, headers: Headers, /) -> Any:
        """Who signed: an object with a ``username``, or an awaitable of one. Raises :class:`Rejected`."""

    def challenge(self, realm: str, /) -> str:
        """The value of ``WWW-Authenticate`` to answer a 401 with."""


class VerifierOptions(TypedDict, total=False):
    """The arguments of a :class:`xwsse.Verifier`, where a hook is given the secrets instead of one."""

    dialect: str | Dialect
    store: ReplayStore | AsyncReplayStore | None
    clock: Callable[[], datetime] | None


class DependencyOptions(VerifierOptions, total=False):
    """What a hook takes that says in its own way whether a request without the header passes."""

    realm: str
    on_rejected: OnRejected | None


class GateOptions(DependencyOptions, total=False):
    """What every other server hook takes beside its verifier, or the secrets of one."""

    optional: bool


class Gate:
    """A verifier, and how the framework is told who signed.

    The carrier is what a framework keeps of a request in a mapping: a WSGI environ or an ASGI scope. The
    identity is put there, with the verifier that returned it. So two hooks that share a verifier may both
    stand in the way of a request: its token is used once.
    """

    def __init__(
        self,
        hook: str,
        verifier: HeaderVerifier | Secrets,
        *,
        only_sync: bool = False,
        **options: Unpack[GateOptions],
    ) -> None:
        refuse_unknown(options, [*GateOptions.__annotations__])
        self.realm = options.pop("realm", "api")
        self.optional = options.pop("optional", False)
        on_rejected = options.pop("on_rejected", None)
        self.verifier = _verifier_of(verifier, options)
        if not isinstance(self.realm, str):
            raise TypeError(f"the realm must be a str, not {type(self.realm).__name__}")
        self.must_wait = _must_wait(self.verifier)
        if only_sync and self.must_wait:
            raise TypeError(f"xwsse.{hook} cannot wait for asynchronous secrets or an asynchronous store")
        self._refusals = Refusals(hook, on_rejected)

    def admit(self, request: Any, headers: Headers, carrier: Carrier) -> Identity | None:
        """The identity, or ``None`` when there is no header and none is demanded.

        Raises :class:`Rejected`, which it has told.
        """
        if self._is_settled(headers, carrier):
            return carrier[IDENTITY]  # type: ignore[no-any-return]
        try:
            identity = _who(self.verifier.verify_headers(headers))
        except Rejected as rejected:
            self.tell(rejected, request, headers, carrier)
            raise
        carrier[IDENTITY] = identity
        return identity

    async def admit_async(
        self, request: Any, headers: Headers, carrier: Carrier, in_thread: InThread | None = None
    ) -> Identity | None:
        """As :meth:`admit`. ``in_thread`` is how the framework calls a function that may block: it is used
        when the verifier calls Python functions none of which is asynchronous."""
        if self._is_settled(headers, carrier):
            return carrier[IDENTITY]  # type: ignore[no-any-return]
        try:
            identity = _who(await self._verify(headers, in_thread))
        except Rejected as rejected:
            self.tell(rejected, request, headers, carrier)
            raise
        carrier[IDENTITY] = identity
        return identity

    async def _verify(self, headers: Headers, in_thread: InThread | None) -> Any:
        verifier = self.verifier
        blocks = not (self.must_wait or getattr(verifier, "_at_once", False))
        if in_thread is not None and blocks:
            return await in_thread(verifier.verify_headers, headers)
        identity = getattr(verifier, "verify_headers_async", verifier.verify_headers)(headers)
        return await identity if isinstance(identity, Awaitable) else identity

    def _is_settled(self, headers: Headers, carrier: Carrier) -> bool:
        if carrier.get(_VERIFIER) is self.verifier and carrier[IDENTITY] is not None:
            return True
        carrier[_VERIFIER] = self.verifier
        carrier[IDENTITY] = None
        return self.optional and not any(headers.values())

    def tell(self, rejected: Rejected, request: Any, headers: Headers, carrier: Carrier) -> None:
        """Tells of a refusal. The username is what the header claims: nothing vouches for it."""
        username_in = getattr(self.verifier, "username_in", None)
        username = None if username_in is None else username_in(headers)
        self._refusals.tell(rejected, request, carrier, username)

    @property
    def challenge(self) -> str:
        """The value of ``WWW-Authenticate``, which is the same for every 401."""
        return self.verifier.challenge(self.realm)

    def headers(self, rejected: Rejected) -> dict[str, str]:
        """The headers that belong to the status: the challenge, or when to come again."""
        return {"WWW-Authenticate": self.challenge} if rejected.status == 401 else {"Retry-After": "1"}

    def answer(self, rejected: Rejected) -> tuple[str, dict[str, str], bytes]:
        """The status line, the headers and the body of a whole answer: the same for every 401."""
        status = "401 Unauthorized" if rejected.status == 401 else "503 Service Unavailable"
        body = f"{status}\n".encode()
        headers = self.headers(rejected)
        headers["Content-Type"] = "text/plain; charset=utf-8"
        headers["Content-Length"] = str(len(body))
        return status, headers, body

    def of_environ(self, environ: Mapping[str, Any]) -> Headers:
        """The headers that the verifier reads, in a WSGI environ. The server has joined those of one name."""
        found = {name: environ.get(_in_environ(name)) for name in self.verifier.header_names}
        return {name: [] if value is None else [value] for name, value in found.items()}

    def of_scope(self, scope: Mapping[str, Any]) -> Headers:
        """The headers that the verifier reads, in an ASGI scope."""
        return {
            name: [value for other, value in scope["headers"] if other == name.encode("ascii")]
            for name in self.verifier.header_names
        }


def _in_environ(name: str) -> str:
    key = name.upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"


def _verifier_of(verifier: HeaderVerifier | Secrets, options: VerifierOptions) -> HeaderVerifier:
    # `options` has what is left of a hook's own.
    if isinstance(verifier, Mapping) or not hasattr(verifier, "verify_headers"):
        return Verifier(verifier, **options)
    if options:
        raise TypeError(f"{', '.join(options)}: these belong to the verifier; set them where it is made")
    return cast(HeaderVerifier, verifier)


def _who(identity: Any) -> Identity:
    """Who signed, as a verifier says. Anything without a username, such as ``None`` or ``True``, lets nobody in."""
    if not isinstance(getattr(identity, "username", None), str):
        raise TypeError(f"a verifier must return who signed, with a username, not {type(identity).__name__}")
    return identity  # type: ignore[no-any-return]


def _must_wait(verifier: HeaderVerifier) -> bool:
    if isinstance(verifier, Verifier):
        return verifier._needs_async
    return iscoroutinefunction(verifier.verify_headers)
