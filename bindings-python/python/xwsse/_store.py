"""What a replay store is: for those who bring their own."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Protocol

from ._native import Claims


class ClaimOutcome(enum.Enum):
    """What a replay store answers to :class:`Claims`. There is no other question to ask it.

    >>> ClaimOutcome.seen("nonce")
    <ClaimOutcome.SEEN_NONCE: 'seen_nonce'>
    """

    FIRST = "first"
    """None was claimed before; now all are."""
    SEEN_DIGEST = "seen_digest"
    """The token was claimed before; nothing has changed."""
    SEEN_NONCE = "seen_nonce"
    """The nonce was claimed before; nothing has changed."""
    SEEN_CREATED = "seen_created"
    """Created was claimed before; nothing has changed."""
    FULL = "full"
    """There is no room; nothing has changed."""
    HISTORY_GAP = "history_gap"
    """Claims of this time may have been lost; nothing has changed."""
    UNAVAILABLE = "unavailable"
    """No answer. The claims may have been made, and the token is refused all the same."""

    @classmethod
    def seen(cls, kind: str) -> ClaimOutcome:
        """The outcome for a claim of this kind, one of :attr:`Claims.kinds`, that was made before."""
        return cls(f"seen_{kind}")


class ReplayStore(Protocol):
    """Remembers what was used.

    ``claim`` is one atomic step: of any number of calls that hold the same claim, in any threads and
    processes, at most one is answered ``FIRST`` while the claim must be kept. All claims of a call are
    made, or none. When several were seen, the answer is about the first of them. A store never forgets a
    claim before its time to make room: it answers ``FULL``. What it raises becomes a 503.

    All verifiers that share a store must have the same window for the same username.

    >>> class Forever:
    ...     '''Never forgets: for a short-lived program.'''
    ...     def __init__(self):
    ...         self._lock, self._seen = threading.Lock(), set()
    ...     def claim(self, claims, now):
    ...         with self._lock:
    ...             for id, kind in zip(claims.ids, claims.kinds):
    ...                 if id in self._seen:
    ...                     return ClaimOutcome.seen(kind)
    ...             self._seen.update(claims.ids)
    ...             return ClaimOutcome.FIRST
    >>> verifier = Verifier({"key": "secret"}, store=Forever())
    >>> verifier.verify(Signer("key", "secret").header()).username
    'key'
    """

    def claim(self, claims: Claims, now: datetime, /) -> ClaimOutcome:
        """Makes all claims, or none. ``now`` is the verifier's time."""


class AsyncReplayStore(Protocol):
    """As :class:`ReplayStore`, for :meth:`Verifier.verify_async`."""

    async def claim(self, claims: Claims, now: datetime, /) -> ClaimOutcome:
        """Makes all claims, or none. ``now`` is the verifier's time."""
