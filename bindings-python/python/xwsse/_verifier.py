"""The order of checks around what Python code takes part in: the look-up of secrets, the replay store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from inspect import isawaitable, iscoroutine, iscoroutinefunction
from typing import NoReturn, TypeAlias

from ._errors import Rejected, Unavailable
from ._native import (
    Authenticated,
    Candidate,
    Claims,
    Dialect,
    Identity,
    LocalVerifier,
    MemoryReplayStore,
    secret_bytes,
)
from ._store import AsyncReplayStore, ClaimOutcome, ReplayStore

Secret: TypeAlias = str | bytes | bytearray | memoryview
Header: TypeAlias = str | bytes | Iterable[str | bytes] | None


@dataclass(frozen=True)
class Credentials:
    """What a look-up found: the active secrets, and the name that they belong to.

    A look-up that takes "Alice" for "alice" must say so, or a token could be used once for each spelling:
    the claims are made on the canonical name.

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


class Verifier:
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

    __slots__ = ("_asynchronous", "_at_once", "_clock", "_dialect", "_ignore_unknown", "_look_up", "_store")

    def __init__(
        self,
        secrets: Secrets,
        *,
        dialect: str | Dialect = "penneo",
        store: ReplayStore | AsyncReplayStore | None = None,
        ignore_unknown: bool = False,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._dialect = Dialect(dialect)
        self._store = MemoryReplayStore() if store is None else store
        self._ignore_unknown = ignore_unknown
        self._clock = clock
        self._look_up: LookUp
        self._at_once: Callable[[Header, datetime | None], Identity] | None = None
        if isinstance(secrets, Mapping):
            table = {username: secret_bytes(found) for username, found in secrets.items()}
            self._look_up = table.get
            if isinstance(self._store, MemoryReplayStore):
                self._at_once = LocalVerifier(table, self._store, self._dialect, ignore_unknown).verify
        elif callable(secrets):
            self._look_up = secrets
        else:
            raise TypeError(f"secrets must be a mapping or a function, not {type(secrets).__name__}")
        if not callable(getattr(self._store, "claim", None)):
            raise TypeError(f"a store must have a method claim, which {type(self._store).__name__} has not")
        if clock is not None and not callable(clock):
            raise TypeError("the clock must be a function that gives an aware datetime")
        self._asynchronous = _is_async(self._look_up) or _is_async(self._store.claim)

    @property
    def dialect(self) -> Dialect:
        """The dialect that it verifies in."""
        return self._dialect

    @property
    def store(self) -> ReplayStore | AsyncReplayStore:
        """The store that it claims in: for its gauges."""
        return self._store

    def verify(self, header: Header, *, now: datetime | None = None) -> Identity:
        """Verifies all values that the request has for the header ``X-WSSE``.

        ``header`` is the value, ``None`` when there is none, or a sequence of all values: hand over all of
        them, so that two are refused. ``now`` is for tests.

        Raises :class:`Rejected`, which says how to answer.
        """
        if self._at_once is not None:
            return self._at_once(header, now if self._clock is None else self._time(now))
        if self._asynchronous:
            _needs_async()

        candidate = Candidate(self._dialect, header, self._time(now), self._ignore_unknown)
        try:
            found = self._look_up(candidate.username)
        except Exception as error:
            raise Unavailable("secrets_unavailable") from error
        if isawaitable(found):
            _needs_async(found)
        authenticated = _authenticate(candidate, found)
        claims = authenticated.claims
        time = self._time_to_claim(claims, now)
        try:
            outcome = self._store.claim(claims, time)
        except Exception as error:
            raise Unavailable("store_unavailable") from error
        if isawaitable(outcome):
            _needs_async(outcome)
        return _accept(authenticated, outcome)

    async def verify_async(self, header: Header, *, now: datetime | None = None) -> Identity:
        """As :meth:`verify`, for secrets and stores that may be asynchronous.

        Those that are not are called in the event loop.

        >>> async def look_up(username):
        ...     return "secret" if username == "key" else None
        >>> asyncio.run(Verifier(look_up).verify_async(Signer("key", "secret").header())).username
        'key'
        """
        if self._at_once is not None:
            return self._at_once(header, now if self._clock is None else self._time(now))

        candidate = Candidate(self._dialect, header, self._time(now), self._ignore_unknown)
        try:
            found = self._look_up(candidate.username)
            if isawaitable(found):
                found = await found
        except Exception as error:
            raise Unavailable("secrets_unavailable") from error
        authenticated = _authenticate(candidate, found)
        claims = authenticated.claims
        time = self._time_to_claim(claims, now)
        try:
            outcome = self._store.claim(claims, time)
            if isawaitable(outcome):
                outcome = await outcome
        except Exception as error:
            raise Unavailable("store_unavailable") from error
        return _accept(authenticated, outcome)

    def _time(self, given: datetime | None) -> datetime:
        if given is not None:
            return given
        return datetime.now(timezone.utc) if self._clock is None else self._clock()

    def _time_to_claim(self, claims: Claims, given: datetime | None) -> datetime:
        """The time after the look-up. That may have taken so long that a store with a clock of its own has
        already forgotten the token's first use: then it must not be asked."""
        time = self._time(given)
        if time > claims.keep_until:
            raise Rejected("created_stale")
        return time

    def __repr__(self) -> str:
        return f"<Verifier dialect='{self._dialect}'>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Verifier holds secrets, so it is not pickled or copied; share it, or make one in each process"
        )


def _authenticate(candidate: Candidate, found: object) -> Authenticated:
    try:
        if not isinstance(found, Credentials):
            found = Credentials(found)  # type: ignore[arg-type]  # what it is, secret_bytes finds out
        secrets, username = secret_bytes(found.secrets), found.username
        if not isinstance(username, str | None):
            raise TypeError(f"a username must be a str, not {type(username).__name__}")
    except Exception as error:
        raise Unavailable("secrets_unavailable") from error
    return candidate.authenticate(secrets, username)


def _accept(authenticated: Authenticated, outcome: object) -> Identity:
    if not isinstance(outcome, ClaimOutcome):
        error = TypeError(f"a store must answer with a ClaimOutcome, not {type(outcome).__name__}")
        raise Unavailable("store_unavailable") from error
    return authenticated.accept(outcome.value)


def _is_async(function: object) -> bool:
    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))


def _needs_async(answer: object = None) -> NoReturn:
    if iscoroutine(answer):
        answer.close()
    raise TypeError("the secrets or the store are asynchronous; use await verifier.verify_async(header)")
