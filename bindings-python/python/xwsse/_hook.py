"""What every client hook has in common: how it is made, when it tries again, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypedDict, overload

from ._native import Dialect, Signer
from ._options import refuse_unknown
from ._origin_signer import HeaderSigner, Origins, OriginSigner

if TYPE_CHECKING:
    from typing_extensions import Unpack

Secret: TypeAlias = str | bytes | bytearray | memoryview


class HookOptions(TypedDict, total=False):
    """What every client hook takes beside its signer."""

    origins: Origins
    allow_http: bool
    authorization: bool
    retry_on_401: bool


class Hook:
    """A client hook: it is made of a signer, or of what a :class:`xwsse.Signer` is made of."""

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
        refuse_unknown(options, HookOptions.__annotations__)
        self._retry_on_401 = options.get("retry_on_401", False)
        self._signer = OriginSigner(
            _signer_of(username, secret, dialect),
            origins=options.get("origins"),
            allow_http=options.get("allow_http", False),
            authorization=options.get("authorization", True),
        )

    def _settings(self) -> tuple[object, ...]:
        """What two that do the same have in common."""
        return (*self._signer.settings(), self._retry_on_401)

    def __repr__(self) -> str:
        bound = self._signer
        about = f"<{type(self).__name__} {bound.signer!r} origins={bound.origins}"
        changed = {
            "allow_http=True": bound.allow_http,
            "authorization=False": not bound.authorization,
            "retry_on_401=True": self._retry_on_401,
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
