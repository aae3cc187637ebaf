"""The order of checks around what Python code takes part in: the look-up of secrets, the replay store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from inspect import iscoroutine, iscoroutinefunction
from typing import Any, NoReturn, TypeAlias

from . import _native
from ._errors import Rejected, Unavailable
from ._native import Authenticated, Candidate, Dialect, Identity, MemoryReplayStore, UsernameToken
from ._options import refuses_unknown
from ._store import AsyncReplayStore, ClaimOutcome, ReplayStore
from ._workers import warn_of_workers

Secret: TypeAlias = str | bytes | bytearray | memoryview
Header: TypeAlias = str | bytes | Iterable[str | bytes] | None
Headers: TypeAlias = Mapping[str, Sequence[str | bytes]]


@dataclass(frozen=True)
class Credentials:
    """What a look-up found: the active secrets, and the name that they belong to.

    A look-up that takes "Alice" for "alice" says whose token it is: the identity, and the claims on nonce and
    Created, are made of the canonical name.

    >>> Credentials(["new secret", "old secret"], username="alice")
    Credentials(…, username='alice')
    """

    secrets: Secret | Sequence[Secret] | None
    username: str | None = None

    def __repr__(self) -> str:
        return f"Credentials(…, username={self.username!r})"


Found: TypeAlias = Secret | Sequence[Secret] | Credentials | None
LookUp: TypeAlias = Callable[[str], Found] | Callable[[str], Awaitable[Found]]
Wait: TypeAlias = Callable[[str, Any], Awaitable[Any]]
Secrets: TypeAlias = Mapping[str, Secret | Sequence[Secret]] | LookUp


class Verifier(_native.Verifier):
    """Turns a header into an :class:`Identity`, or raises :class:`Rejected`.

    >>> verifier = Verifier({"alice": "s3cr3t", "bob": ["new secret", "old secret"]})
    >>> header = Signer("bob", "old secret").header()
    >>> verifier.verify(header).secret_index
    1
    >>> verifier.verify(header)
    Traceback (most recent call last):
    xwsse.Replayed: this message was used before; sign every request, redirect and retry afresh

    ``secrets`` is a mapping from username to a secret or a list of them, read once, now; or a function of
    the username, which may be asynchronous. The function returns ``None`` for nobody, one secret, a list
    of secrets while they are rotated, or :class:`Credentials`. What it raises becomes :class:`Unavailable`.

    ``dialect`` is a :class:`Dialect` or its text. A verifier takes one dialect, and never guesses.
    ``store`` is where tokens are claimed: by default a :class:`MemoryReplayStore` of its own, which is
    right for one process. ``clock`` returns an aware ``datetime`` in place of the system's time.

    Threads and tasks share it.
    """

    __slots__ = ("_at_once", "_clock", "_dialect", "_look_up", "_needs_async", "_store")

    _at_once: bool
    _clock: Callable[[], datetime] | None
    _dialect: Dialect
    _look_up: LookUp
    _needs_async: bool
    _store: ReplayStore | AsyncReplayStore

    @refuses_unknown
    def __new__(
        cls,
        secrets: Secrets,
        *,
        dialect: str | Dialect = "penneo",
        store: ReplayStore | AsyncReplayStore | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> Verifier:
        if not (isinstance(secrets, Mapping) or callable(secrets)):
            raise TypeError(f"secrets must be a mapping or a function, not {type(secrets).__name__}")
        if not (clock is None or callable(clock)):
            raise TypeError("the clock must be a function that returns an aware datetime")
        dialect = Dialect(dialect)
        if store is None:
            store = MemoryReplayStore()
            warn_of_workers()
        if isinstance(store, type) or not callable(getattr(store, "claim", None)):
            raise TypeError("a store must be an object with a method claim(claims, now)")

        table = dict(secrets) if isinstance(secrets, Mapping) else None
        in_memory = store if isinstance(store, MemoryReplayStore) and clock is None else None
        self = super().__new__(cls, table, in_memory, dialect)
        self._at_once = table is not None and in_memory is not None
        self._look_up = _reader(secrets) if isinstance(secrets, Mapping) else secrets
        self._store = store
        self._dialect = dialect
        self._clock = clock
        self._needs_async = _is_async(self._look_up) or _is_async(store.claim)
        return self

    @property
    def dialect(self) -> Dialect:
        """The dialect that it verifies in."""
        return self._dialect

    @property
    def store(self) -> ReplayStore | AsyncReplayStore:
        """The store that it claims in, for example to read its gauges."""
        return self._store

    @property
    def header_names(self) -> Sequence[str]:
        """The headers that it reads, in lower case: for server hooks, which know no scheme."""
        return ("x-wsse",)

    def challenge(self, realm: str) -> str:
        """The value of ``WWW-Authenticate`` to answer a 401 with: the same for every one.

        >>> Verifier({}).challenge("api")
        'WSSE realm="api", profile="UsernameToken"'
        """
        return _native.challenge(realm)

    def username_in(self, headers: Headers) -> str | None:
        """The username that the header claims, for logs: nothing vouches for it. ``None`` if it cannot be read.

        >>> Verifier({}).username_in({"x-wsse": [Signer("key", "secret").header()]})
        'key'
        """
        try:
            [value] = headers["x-wsse"]
            return UsernameToken.parse(value if isinstance(value, str) else value.decode()).username
        except (ValueError, Rejected):
            return None

    def verify_headers(self, headers: Headers) -> Identity:
        """As :meth:`verify`, of all values that the request has for each of :attr:`header_names`.

        >>> headers = {"x-wsse": [Signer("key", "secret").header()]}
        >>> Verifier({"key": "secret"}).verify_headers(headers).username
        'key'
        """
        return self.verify(headers["x-wsse"])

    async def verify_headers_async(self, headers: Headers) -> Identity:
        """As :meth:`verify_headers`, for secrets and stores that may be asynchronous."""
        return await self.verify_async(headers["x-wsse"])

    # `verify` is native. Where Python code takes part, it goes on here.
    def _verify_in_steps(self, header: Header, now: datetime | None) -> Identity:
        if self._needs_async:
            raise _needs_async()
        # A coroutine that never waits ends at the first step.
        try:
            self._steps(header, now, _wait_never).send(None)
        except StopIteration as ended:
            return ended.value  # type: ignore[no-any-return]
        raise AssertionError("a step waited")

    async def verify_async(self, header: Header, *, now: datetime | None = None) -> Identity:
        """As :meth:`verify`, for secrets and stores that may be asynchronous.

        Those that are not are called in the event loop.

        >>> async def look_up(username):
        ...     return "secret" if username == "key" else None
        >>> asyncio.run(Verifier(look_up).verify_async(Signer("key", "secret").header())).username
        'key'
        """
        if self._at_once:
            return self.verify(header, now=now)
        return await self._steps(header, now, _wait)

    async def _steps(self, header: Header, now: datetime | None, wait: Wait) -> Identity:
        """All checks in their order. ``wait`` is for what an asynchronous look-up or store returns."""
        candidate = Candidate(self._dialect, header, self._time(now))
        found = _call("secrets_unavailable", self._look_up, candidate.username)
        if hasattr(found, "__await__"):
            found = await wait("secrets_unavailable", found)
        if isinstance(self._store, MemoryReplayStore):
            return candidate.accept(found, self._store, self._time(now))
        authenticated = candidate.authenticate(found)
        time = self._time(now) or datetime.now(timezone.utc)
        outcome = _call("store_unavailable", self._store.claim, authenticated.claims_at(time), time)
        if hasattr(outcome, "__await__"):
            outcome = await wait("store_unavailable", outcome)
        return _accept(authenticated, outcome)

    def _time(self, given: datetime | None) -> datetime | None:
        """The time, or ``None`` for the system's, which native code reads itself."""
        return self._clock() if given is None and self._clock is not None else given

    def __repr__(self) -> str:
        return f"<Verifier dialect='{self._dialect}'>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Verifier holds secrets, so it is not pickled or copied; share it, or make one in each process"
        )


def _reader(secrets: Mapping[str, Secret | Sequence[Secret]]) -> Callable[[str], Found]:
    """Looks up what the mapping holds now."""
    return {
        username: found if isinstance(found, Secret) else tuple(found) for username, found in secrets.items()
    }.get


def _accept(authenticated: Authenticated, outcome: object) -> Identity:
    if not isinstance(outcome, ClaimOutcome):
        error = TypeError(f"a store must answer with a ClaimOutcome, not {type(outcome).__name__}")
        raise Unavailable("store_unavailable") from error
    return authenticated.accept(outcome.value)


def _is_async(function: object) -> bool:
    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))


def _call(code: str, function: Callable[..., Any], *arguments: object) -> Any:
    """What somebody's own function returns; what it raises is why the header is refused with this code."""
    try:
        return function(*arguments)
    except Exception as error:
        raise Unavailable(code) from error


async def _wait(code: str, answer: Awaitable[Any]) -> Any:
    try:
        return await answer
    except Exception as error:
        raise Unavailable(code) from error


async def _wait_never(code: str, answer: Awaitable[Any]) -> NoReturn:
    if iscoroutine(answer):
        answer.close()
    raise _needs_async()


def _needs_async() -> TypeError:
    return TypeError("the secrets or the store are asynchronous; use await verifier.verify_async(header)")
