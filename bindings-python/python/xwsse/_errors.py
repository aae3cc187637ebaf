"""Why a header was refused, why a token could not be made."""

from __future__ import annotations

from collections.abc import Sequence

from ._native import rejections, sign_errors

_REJECTIONS = {row[0]: row for row in rejections()}
_SIGN_ERRORS = {row[0]: row for row in sign_errors()}


class WsseError(Exception):
    """The base of all errors of this package."""


class Rejected(WsseError):
    """Why a header was refused.

    Answer with :attr:`status` and, for 401, with :meth:`Verifier.challenge`; log :attr:`code`. The peer is
    told nothing else. The text is :attr:`problem` and :attr:`remedy`, and never holds any part of the header.

    >>> try:
    ...     Verifier({"key": "secret"}).verify(None)
    ... except Rejected as error:
    ...     error.code, error.number, error.status
    ('header_missing', 1, 401)

    Some are of a class of their own, as ``OSError`` does it: :class:`Replayed`, :class:`Unavailable`.

    >>> type(Rejected("store_full"))
    <class 'xwsse.Unavailable'>
    """

    code: str
    """The stable code for logs and metrics, such as ``created_stale``."""
    number: int
    """The stable number, the same in every language."""
    status: int
    """The HTTP status: 401 when the request must be signed anew, 503 when nothing is accepted for now."""
    problem: str
    """What is wrong."""
    remedy: str
    """What to do about it."""

    def __new__(cls, code: str) -> Rejected:
        if cls is Rejected:
            if code in _REPLAYS:
                cls = Replayed
            elif code in _OUTAGES:
                cls = Unavailable
        return super().__new__(cls, code)

    def __init__(self, code: str) -> None:
        super().__init__(code)
        if code not in _REJECTIONS:
            raise ValueError(f"there is no rejection {code!r}")
        self.code, self.number, self.status, self.problem, self.remedy = _REJECTIONS[code]

    def __str__(self) -> str:
        return f"{self.problem}; {self.remedy}"


class Replayed(Rejected):
    """The token was used before, or its Nonce or Created by another one: ``replayed``, ``nonce_reused``,
    ``created_reused``.

    A client may sign afresh and try once more: the refused request has had no effect.
    """


class Unavailable(Rejected):
    """The answer is unknown for now, so nothing is accepted: status 503, to be sent with ``Retry-After``.

    What a secrets function or a store raised is the ``__cause__``.
    """


_REPLAYS = {"replayed", "nonce_reused", "created_reused"}
_OUTAGES = {code for code, _, status, *_ in rejections() if status == 503}


class SignError(WsseError):
    """Why a token could not be made, or a value for it could not be used.

    >>> try:
    ...     Signer("key", "")
    ... except SignError as error:
    ...     error.code, error.number
    ('secret_empty', 102)
    """

    code: str
    """The stable code for logs and metrics, such as ``secret_empty``."""
    number: int
    """The stable number, the same in every language."""
    problem: str
    """What is wrong."""
    remedy: str
    """What to do about it."""

    retry_after: float | None
    """Seconds to wait before signing again, where that helps: for ``created_exhausted``."""

    def __new__(cls, code: str, about: str = "", retry_after: float | None = None) -> SignError:
        if cls is SignError and code in _USAGE:
            cls = UsageError
        return super().__new__(cls, code, about)

    def __init__(self, code: str, about: str = "", retry_after: float | None = None) -> None:
        super().__init__(*([code, about, retry_after] if about else [code]))
        self.retry_after = retry_after
        if code not in _SIGN_ERRORS:
            raise ValueError(f"there is no error {code!r}")
        self.code, self.number, self.problem, self.remedy = _SIGN_ERRORS[code]
        self._about = about

    def __str__(self) -> str:
        about = f" ({self._about})" if self._about else ""
        return f"{self.problem}; {self.remedy}{about}"


class UsageError(SignError, ValueError):
    """A value that was given cannot be used: also a ``ValueError``."""


class DialectError(UsageError):
    """A text, or a keyword, that is not a dialect: its code is ``dialect_invalid``.

    >>> try:
    ...     Dialect("penneo,hash=md5")
    ... except DialectError as error:
    ...     error.problem, error.remedy, error.position
    ('"md5" is not a value of hash', 'write sha1 or sha256', 12)
    """

    position: int
    """Where the wrong word begins, in characters from 0. Keywords count as changes at the end of the text."""

    def __new__(cls, problem: str, remedy: str, position: int) -> DialectError:
        return super().__new__(cls, problem, remedy)  # type: ignore[return-value]

    def __init__(self, problem: str, remedy: str, position: int) -> None:
        super().__init__("dialect_invalid")
        self.args = (problem, remedy, position)
        self.problem, self.remedy, self.position = problem, remedy, position


_USAGE = {"username_unusable", "secret_empty", "nonce_unusable", "date_invalid", "dialect_invalid"}


class ClearTextRefused(WsseError, ValueError):
    """A token would have gone over plain http, where everyone on the way can read it and use it first.

    Use https. ``allow_http=True`` signs all the same, and loopback hosts are allowed without it.

    >>> from xwsse.requests import WsseAuth
    >>> try:
    ...     WsseAuth("my-api-key", "my-api-secret", origins="http://api.example")
    ... except ClearTextRefused as error:
    ...     error.origin
    'http://api.example'
    """

    origin: str
    """Where it would have gone."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin

    def __str__(self) -> str:
        return f"no token is sent over plain http to {self.origin}; use https, or say allow_http=True"


class OriginRefused(WsseError, ValueError):
    """A request goes to an origin that no token is for, and the hook is ``strict``.

    >>> from xwsse.requests import WsseAuth
    >>> import requests
    >>> auth = WsseAuth("my-api-key", "my-api-secret", origins="https://api.example", strict=True)
    >>> try:
    ...     requests.Request("GET", "https://www.api.example/", auth=auth).prepare()
    ... except OriginRefused as error:
    ...     print(error)
    no token is for https://www.api.example, which is not among the origins https://api.example; add it to them
    """

    origin: str
    """Where the request would have gone."""

    def __init__(self, origin: str, origins: Sequence[str]) -> None:
        super().__init__(origin, origins)
        self.origin = origin
        self._origins = origins

    def __str__(self) -> str:
        origins = ", ".join(self._origins)
        return f"no token is for {self.origin}, which is not among the origins {origins}; add it to them"
