"""What every client hook has in common: how it is made, when it tries again, and what it shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypedDict, overload

from ._errors import UsageError
from ._native import Dialect, Signer
from ._options import refuse_unknown
from ._origin import Origin
from ._origin_signer import HeaderSigner, Origins, OriginSigner

if TYPE_CHECKING:
    from typing_extensions import Unpack

Secret: TypeAlias = str | bytes | bytearray | memoryview

_NOTICEABLE = timedelta(seconds=5)


class HookOptions(TypedDict, total=False):
    """What every client hook takes beside its signer."""

    origins: Origins
    allow_http: bool
    authorization: bool
    strict: bool
    retry_on_401: bool
    learn_clock: bool


class Hook:
    """A client hook: it is made of a signer, or of what a :class:`xwsse.Signer` is made of."""

    _known: Collection[str] = HookOptions.__annotations__

    @overload
    def __init__(self, signer: HeaderSigner, /, **options: Unpack[HookOptions]) -> None: ...
    @overload
    def __init__(
        self, username: str, secret: Secret, dialect: str | Dialect = ..., **options: Unpack[HookOptions]
    ) -> None: ...
    def __init__(
        self,
        username: HeaderSigner | str,
        secret: Secret | None = None,
        dialect: str | Dialect | None = None,
        **options: Unpack[HookOptions],
    ) -> None:
        refuse_unknown(options, self._known)
        self._retry_on_401 = options.get("retry_on_401", False)
        self._signer = OriginSigner(
            _signer_of(username, secret, dialect),
            origins=options.get("origins"),
            allow_http=options.get("allow_http", False),
            authorization=options.get("authorization", True),
            strict=options.get("strict", False),
        )
        self._learn_clock = options.get("learn_clock", False)
        if self._learn_clock and not hasattr(self._signer.signer, "learn_clock_offset"):
            raise TypeError("this signer cannot learn the clock; leave learn_clock out")

    def _tries_again(self, url: str, date: str | None) -> bool:
        """Whether a request that was signed and answered with 401 is to be signed afresh and sent once more.

        ``date`` is the answer's header, from which a wrong clock is learnt.
        """
        return self._signer.covers(url) and (self._learns(url, date) or self._retry_on_401)

    def _learns(self, url: str, date: str | None) -> bool:
        """Sets the signer's clock by the service's, and says whether that is another time than before."""
        origin = Origin.of(url)
        if not self._learn_clock or date is None or origin is None:
            return False
        if origin.scheme != "https" and not origin.is_loopback:
            return False
        signer: Any = self._signer.signer
        before = signer.clock_offset
        try:
            learnt = signer.learn_clock_offset(date)
        except UsageError:
            return False
        if abs(learnt - before) >= _NOTICEABLE:
            return True
        # The header counts in seconds: what it says of a clock that is right would make it wrong.
        signer.clock_offset = before
        return False

    def _settings(self) -> tuple[object, ...]:
        """What two that do the same have in common."""
        return (*self._signer.settings(), self._retry_on_401, self._learn_clock)

    def __repr__(self) -> str:
        bound = self._signer
        about = f"<{type(self).__name__} {bound.signer!r} origins={bound.origins}"
        changed = {
            "allow_http=True": bound.allow_http,
            "authorization=False": not bound.authorization,
            "strict=True": bound.strict,
            "retry_on_401=True": self._retry_on_401,
            "learn_clock=True": self._learn_clock,
        }
        return " ".join([about, *(text for text, shown in changed.items() if shown)]) + ">"

    def __reduce__(self) -> NoReturn:
        name = type(self).__name__
        raise TypeError(
            f"a {name} holds a secret, so it is not pickled or copied; share it, or make one in each process"
        )


def _signer_of(
    username: HeaderSigner | str, secret: Secret | None, dialect: str | Dialect | None
) -> HeaderSigner:
    if isinstance(username, str):
        if secret is None:
            raise TypeError(f"the secret of {username!r} is missing; give it after the username")
        return Signer(username, secret, "penneo" if dialect is None else dialect)
    if not all(hasattr(username, name) for name in ("headers", "header_names", "authorization")):
        raise TypeError(f"give a signer, or a username and a secret, not {type(username).__name__}")
    if secret is not None or dialect is not None:
        raise TypeError("a signer has its secret and its dialect; give nothing beside it")
    return username
