"""The order of checks around what Python code takes part in: the look-up of secrets, the replay store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from inspect import iscoroutine, iscoroutinefunction
from typing import NoReturn, TypeAlias

from . import _native
from ._errors import Rejected, Unavailable
from ._native import Authenticated, Candidate, Dialect, Identity, MemoryReplayStore
from ._store import AsyncReplayStore, ClaimOutcome, ReplayStore

Secret: TypeAlias = str | bytes | bytearray | memoryview
Header: TypeAlias = str | bytes | Iterable[str | bytes] | None


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
Secrets: TypeAlias = Mapping[str, Secret | Sequence[Secret]] | LookUp


class Verifier(_native.Verifier):
    """Turns a header into an :class:`Identity`, or raises :class:`Rejected`.

    >>> verifier = Verifier({"alice": "s3cr3t", "bob": ["new secret", "old secret"]})
    >>> header = Signer("bob", "old secret").header()
    >>> verifier.verify(header).secret_index
    1
    >>> verifier.verify(header)
    Traceback (most recent call last):
    xwsse.Replayed: replayed: this token was used before; sign every request, redirect and retry afresh

    ``secrets`` is a mapping from username to a secret or a list of them, read once, now; or a function of
    the username, which may be asynchronous. The function gives ``None`` for nobody, one secret, a list of
    secrets while they are rotated, or :class:`Credentials`. What it raises becomes :class:`Unavailable`.

    ``dialect`` is a :class:`Dialect` or its text. A verifier takes one dialect, and never guesses.
    ``store`` is where tokens are claimed: a :class:`MemoryReplayStore` of its own unless told, which is
    right for one process. ``ignore_unknown`` passes over parameters that the scheme does not have.
    ``clock`` gives an aware ``datetime`` in place of the system's time.

    Threads and tasks share it.
    """

    __slots__ = ("_at_once", "_clock", "_dialect", "_ignore_unknown", "_look_up", "_needs_async", "_store")

    _at_once: bool
    _clock: Callable[[], datetime] | None
    _dialect: Dialect
    _ignore_unknown: bool
    _look_up: LookUp
    _needs_async: bool
    _store: ReplayStore | AsyncReplayStore

    def __new__(
        cls,
        secrets: Secrets,
        *,
        dialect: str | Dialect = "penneo",
        store: ReplayStore | AsyncReplayStore | None = None,
        ignore_unknown: bool = False,
        clock: Callable[[], datetime] | None = None,
    ) -> Verifier:
        if not (isinstance(secrets, Mapping) or callable(secrets)):
            raise TypeError(f"secrets must be a mapping or a function, not {type(secrets).__name__}")
        if not (clock is None or callable(clock)):
            raise TypeError("the clock must be a function that gives an aware datetime")
        dialect = Dialect(dialect)
        store = MemoryReplayStore() if store is None else store
        if isinstance(store, type) or not callable(getattr(store, "claim", None)):
            raise TypeError("a store must be an object with a method claim(claims, now)")

        table = dict(secrets) if isinstance(secrets, Mapping) else None
        in_memory = store if isinstance(store, MemoryReplayStore) and clock is None else None
        self = super().__new__(cls, table, in_memory, dialect, ignore_unknown)
        self._at_once = table is not None and in_memory is not None
        self._look_up = _reader(secrets) if isinstance(secrets, Mapping) else secrets
        self._store = store
        self._dialect = dialect
        self._ignore_unknown = ignore_unknown
        self._clock = clock
        self._needs_async = _is_async(self._look_up) or _is_async(store.claim)
        return self

    @property
    def dialect(self) -> Dialect:
        """The dialect that it verifies in."""
        return self._dialect

    @property
    def store(self) -> ReplayStore | AsyncReplayStore:
        """The store that it claims in: for its gauges."""
        return self._store

    # `verify` is native. Where Python code takes part, it goes on here.
    def _verify_in_steps(self, header: Header, now: datetime | None) -> Identity:
        if self._needs_async:
            raise _needs_async()
        candidate = Candidate(self._dialect, header, self._time(now), self._ignore_unknown)
        try:
            found = self._look_up(candidate.username)
        except Exception as error:
            raise Unavailable("secrets_unavailable") from error
        if isinstance(found, Awaitable):
            raise _needs_async(found)
        if isinstance(self._store, MemoryReplayStore):
            return candidate.accept(found, self._store, self._time(now))
        authenticated = candidate.authenticate(found)
        time = self._time(now) or datetime.now(timezone.utc)
        claims = authenticated.claims_at(time)
        try:
            outcome = self._store.claim(claims, time)
        except Exception as error:
            raise Unavailable("store_unavailable") from error
        if isinstance(outcome, Awaitable):
            raise _needs_async(outcome)
        return _accept(authenticated, outcome)

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
        candidate = Candidate(self._dialect, header, self._time(now), self._ignore_unknown)
        try:
            found = self._look_up(candidate.username)
            if isinstance(found, Awaitable):
                found = await found
        except Exception as error:
            raise Unavailable("secrets_unavailable") from error
        if isinstance(self._store, MemoryReplayStore):
            return candidate.accept(found, self._store, self._time(now))
        authenticated = candidate.authenticate(found)
        time = self._time(now) or datetime.now(timezone.utc)
        claims = authenticated.claims_at(time)
        try:
            outcome = self._store.claim(claims, time)
            if isinstance(outcome, Awaitable):
                outcome = await outcome
        except Exception as error:
            raise Unavailable("store_unavailable") from error
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


def _needs_async(answer: object = None) -> TypeError:
    if iscoroutine(answer):
        answer.close()
    return TypeError("the secrets or the store are asynchronous; use await verifier.verify_async(header)")
