"""Sign what `requests <https://requests.readthedocs.io>`_ sends.

>>> import requests
>>> session = requests.Session()
>>> session.auth = WsseAuth("my-api-key", "my-api-secret", origins="https://api.example")
>>> prepared = session.prepare_request(requests.Request("GET", "https://api.example/v1/files"))
>>> sorted(set(prepared.headers) & {"Authorization", "X-WSSE"})
['Authorization', 'X-WSSE']

:class:`WsseAuth` is what most programs want. :class:`WsseAdapter` signs further down, each time that a
request goes out, so it is for those that let urllib3 repeat requests.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, MutableMapping
from io import UnsupportedOperation
from typing import TYPE_CHECKING, Any, cast, overload
from urllib.parse import urljoin, urlparse

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from requests.sessions import SessionRedirectMixin
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri

from ._errors import ClearTextRefused
from ._hook import Hook, HookOptions, Secret
from ._native import Dialect
from ._origin_signer import HeaderSigner, OriginSigner

if TYPE_CHECKING:
    from typing_extensions import Unpack
    from urllib3.util.retry import Retry

__all__ = ["ClearTextRefused", "WsseAdapter", "WsseAuth"]

_SESSION = SessionRedirectMixin()

_logger = logging.getLogger("xwsse.client")


class WsseAuth(Hook, AuthBase):
    """Signs requests, for ``auth=`` of a request or of a session.

    >>> import requests
    >>> auth = WsseAuth("my-api-key", "my-api-secret")
    >>> request = requests.Request("GET", "https://api.example/v1/files", auth=auth).prepare()
    >>> request.headers["Authorization"]
    'WSSE profile="UsernameToken"'
    >>> auth
    <WsseAuth <Signer username='my-api-key' dialect='penneo'> origins=['https://api.example']>

    Give it a username and a secret, or a signer: a :class:`xwsse.Signer`, or any object with ``headers()``,
    ``header_names`` and ``authorization``. It signs for ``origins``, one or several such as
    ``"https://api.example"``, or else for the origin of its first request. Each hop of a redirect is signed
    afresh, and on a hop to any other origin nothing is left of a token. Over plain http it signs for loopback
    hosts only, and raises :class:`ClearTextRefused` for others unless ``allow_http=True``.

    An ``Authorization`` of your own stays, and ours is left out; ``authorization=False`` leaves ours out
    always.

    ``retry_on_401=True`` makes one more attempt, freshly signed, when a hop is answered with 401 and its
    body can be sent again: processes that share an API key can collide on Created.

    ``learn_clock=True`` sets a wrong clock by the ``Date`` of a 401, over https (or loopback) and from an
    origin of its own, and then makes one more attempt. ``strict=True`` raises :class:`xwsse.OriginRefused`
    for a request to any other origin; by default it goes out unsigned, with a record at DEBUG in the log
    ``xwsse.client``.

    A request is signed when it is prepared, so what is repeated without being prepared again repeats its
    token: a prepared request that is sent twice, and the retries of urllib3 (``HTTPAdapter(max_retries=…)``
    for more than failures to connect). For those there is :class:`WsseAdapter`.

    Threads share it. Two are equal when they share a signer and have the same settings.
    """

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        self._signer.apply(_headers(request), _url(request))
        hooks: list[Any] = [hook for hook in request.hooks["response"] if not self._is_ours(hook)]
        request.hooks["response"] = [*hooks, _OnResponse(self, _Body(request))]
        return request

    def _warn_of_repeats(self, response: Response) -> None:
        """Says once that urllib3 sent a token twice, which hides the true answer."""
        retries = getattr(response.raw, "retries", None)
        if self._warned or not getattr(retries, "history", ()):
            return
        self._warned = True
        _logger.warning(
            "urllib3 sent a request again with the token that it had, and that is refused; sign each attempt with "
            "WsseAdapter(…, max_retries=…)"
        )

    _warned = False

    def _is_ours(self, hook: object) -> bool:
        return isinstance(hook, _OnResponse) and hook.auth is self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WsseAuth):
            return NotImplemented
        return self._settings() == other._settings()

    def __hash__(self) -> int:
        return hash(self._settings())


class _OnResponse:
    """What follows on a response: the next hop, or one more attempt."""

    def __init__(self, auth: WsseAuth, body: _Body) -> None:
        self.auth = auth
        self._body = body

    def __call__(self, response: Response, **send_options: Any) -> Response:
        # The session makes the next hop from this request, whichever response it is given.
        request = response.request
        if response.status_code == 401:
            self.auth._warn_of_repeats(response)
            response = self._try_again(response, send_options)

        target = _redirect_target(response)
        if target is not None:
            # What was sent stays on record as it was.
            response.request = response.request.copy()
            self.auth._signer.apply(_headers(request), target)
        return response

    def _try_again(self, refused: Response, send_options: dict[str, Any]) -> Response:
        sent = refused.request
        signer = self.auth._signer
        if not self.auth._tries_again(_url(sent), refused.headers.get("Date")):
            return refused
        if not self._body.can_be_sent_again(sent):
            return refused
        _free(refused)

        again = sent.copy()
        signer.apply(_headers(again), _url(again))
        response = cast(Any, refused).connection.send(again, **send_options)
        response.history.append(refused)
        response.request = again
        return cast(Response, response)

    def __repr__(self) -> str:
        return f"<response hook of {self.auth!r}>"


class AdapterOptions(HookOptions, total=False):
    """What a :class:`WsseAdapter` takes beside its signer."""

    pool_connections: int
    pool_maxsize: int
    max_retries: int | Retry
    pool_block: bool


_OF_ADAPTER = AdapterOptions.__annotations__.keys() - HookOptions.__annotations__.keys()


class WsseAdapter(Hook, HTTPAdapter):
    """Signs each attempt on its way out, the retries of urllib3 too.

    >>> import requests
    >>> from urllib3 import Retry
    >>> session = requests.Session()
    >>> retries = Retry(total=3, backoff_factor=0.5, status_forcelist=[502, 503])
    >>> session.mount("https://", WsseAdapter("my-api-key", "my-api-secret", max_retries=retries))

    The arguments are those of :class:`WsseAuth`, and after them those of ``requests.adapters.HTTPAdapter``.
    Use no ``auth=`` beside it. The tokens are not on ``response.request``, and so in no record of it.

    By default it signs for the origin of its first request; everything else that passes through it is
    sent unsigned, without any ``X-WSSE``.
    """

    _known = AdapterOptions.__annotations__

    @overload
    def __init__(self, signer: HeaderSigner, /, **options: Unpack[AdapterOptions]) -> None: ...
    @overload
    def __init__(
        self, username: str, secret: Secret, dialect: str | Dialect = ..., **options: Unpack[AdapterOptions]
    ) -> None: ...
    def __init__(self, *signer: Any, **options: Any) -> None:
        of_adapter = {name: options.pop(name) for name in _OF_ADAPTER if name in options}
        Hook.__init__(self, *signer, **options)
        HTTPAdapter.__init__(self, **of_adapter)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self._sign_in(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        known = proxy in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **options)
        if not known:
            self._sign_in(manager)
        return manager

    def _sign_in(self, manager: Any) -> None:
        manager.pool_classes_by_scheme = {
            scheme: type(f"Wsse{pool.__name__}", (_SigningPool, pool), {"wsse_signer": self._signer})
            for scheme, pool in manager.pool_classes_by_scheme.items()
        }

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        body = _Body(request)
        response = super().send(request, *args, **options)
        if response.status_code != 401 or not self._tries_again(_url(request), response.headers.get("Date")):
            return response
        if not body.can_be_sent_again(request):
            return response
        _free(response)
        return super().send(request, *args, **options)


class _SigningPool:
    """A urllib3 pool whose ``urlopen`` signs. It calls itself for each retry."""

    wsse_signer: OriginSigner
    scheme: str
    host: str
    port: int | None

    def urlopen(
        self,
        method: str,
        url: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        *args: Any,
        **options: Any,
    ) -> Any:
        signed: MutableMapping[str, str] = CaseInsensitiveDict(headers or {})
        # To a forwarding proxy the URL is whole; else the pool is that of the origin.
        host = f"[{self.host}]" if ":" in self.host else self.host
        origin = f"{self.scheme}://{host}:{self.port or ''}"
        self.wsse_signer.apply(signed, origin if url.startswith("/") else url)
        # Of the class it was made from, which comes next.
        return super().urlopen(method, url, body, signed, *args, **options)  # type: ignore[misc]


class _Body:
    """Where the body of a request began, when it is read from a file."""

    def __init__(self, request: PreparedRequest) -> None:
        self._start: int | None = None
        try:
            self._start = cast(Any, request.body).tell()
        except (AttributeError, OSError, UnsupportedOperation):
            pass

    def can_be_sent_again(self, request: PreparedRequest) -> bool:
        """Whether the body is there from its start, which a file is put back to."""
        if request.body is None or isinstance(request.body, str | bytes | bytearray):
            return True
        if self._start is None:
            return False
        try:
            cast(Any, request.body).seek(self._start)
        except (AttributeError, OSError, UnsupportedOperation):
            return False
        return True


def _headers(request: PreparedRequest) -> MutableMapping[str, str]:
    return cast("MutableMapping[str, str]", request.headers)


def _free(response: Response) -> None:
    """Reads what is left, so that the connection can be used again."""
    _ = response.content
    response.close()


def _url(request: PreparedRequest) -> str:
    return request.url or ""


def _redirect_target(response: Response) -> str | None:
    """Where a session goes next, found in the way that a session does."""
    location = _SESSION.get_redirect_target(response)
    if not location:
        return None
    if location.startswith("//"):
        location = f"{urlparse(response.url).scheme}:{location}"
    parsed = urlparse(location)
    location = requote_uri(parsed.geturl())
    return location if parsed.netloc else urljoin(response.url, location)
