"""Django: a middleware, and a backend that finds the user of the same name.

In the settings::

    MIDDLEWARE = [
        ...
        "django.contrib.auth.middleware.AuthenticationMiddleware",  # if there is one: before ours
        "xwsse.django.WsseMiddleware",
    ]
    AUTHENTICATION_BACKENDS = [  # for request.user
        "django.contrib.auth.backends.ModelBackend",
        "xwsse.django.WsseBackend",
    ]
    XWSSE = {"SECRETS": "shop.keys.look_up", "REALM": "api"}

``XWSSE`` takes:

============== =============================================================================================
SECRETS        a mapping from username to secrets; or a function of the username, which may be asynchronous
STORE          the replay store; by default a memory store, which is right for one process
DIALECT        a dialect or its text; by default ``penneo``
CLOCK          a function that returns an aware ``datetime``
VERIFIER       a :class:`~xwsse.Verifier` in place of all of the above
REALM          for the challenge; by default ``api``
ON_REJECTED    a function of the request and the :class:`~xwsse.Rejected`, for metrics
EXEMPT         paths that anybody may ask for, such as ``["/health", "/docs/"]``: one that ends in ``/`` stands for
               all below it
OPTIONAL       whether requests without the header pass, as nobody; by default they do not
============== =============================================================================================

Secrets, store, clock and verifier may be given as the dotted path of an object, which is imported at the
first request. All hooks in a process share one verifier, so a token that the middleware has accepted is
accepted by :class:`xwsse.drf.WsseAuthentication` for the same request.

>>> import django
>>> from django.conf import settings
>>> settings.configure(ROOT_URLCONF=(), XWSSE={"SECRETS": {"alice": "s3cr3t"}})
>>> django.setup()
>>> from django.http import HttpResponse
>>> from django.test import RequestFactory
>>> from xwsse import Signer
>>> def hello(request):
...     return HttpResponse(f"hello {request.wsse.username}")
>>> handler = WsseMiddleware(hello)
>>> header = Signer("alice", "s3cr3t").header()
>>> handler(RequestFactory().get("/", HTTP_X_WSSE=header)).content
b'hello alice'
>>> answer = handler(RequestFactory().get("/", HTTP_X_WSSE=header))
>>> answer.status_code, answer["WWW-Authenticate"]
(401, 'WSSE realm="api", profile="UsernameToken"')
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from asgiref.sync import async_to_sync, iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from ._errors import Rejected
from ._native import Identity
from ._options import unknown_option
from ._server import Gate, VerifierOptions
from ._verifier import Headers, Verifier

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from ._server import Carrier, HeaderVerifier

__all__ = ["WsseBackend", "WsseMiddleware", "wsse_required"]

_View = TypeVar("_View", bound=Callable[..., Any])

_OPTIONS = {name.upper(): name for name in VerifierOptions.__annotations__}
_KNOWN = ("SECRETS", "VERIFIER", "REALM", "OPTIONAL", "EXEMPT", "ON_REJECTED", *_OPTIONS)
_IMPORTED = {"SECRETS", "STORE", "CLOCK", "VERIFIER", "ON_REJECTED"}


class DjangoGate(Gate):
    """A gate that waits for asynchronous secrets from synchronous code, as Django does it."""

    def admit(self, request: Any, headers: Headers, carrier: Carrier) -> Identity | None:
        if self.must_wait:
            return async_to_sync(self.admit_async)(request, headers, carrier)
        return super().admit(request, headers, carrier)

    exempt: tuple[str, ...] = ()

    def exempts(self, request: HttpRequest) -> bool:
        """Whether the settings let everybody through to this path."""
        path = request.path_info
        return any(path == entry or (entry.endswith("/") and path.startswith(entry)) for entry in self.exempt)

    def of_request(self, request: HttpRequest) -> Headers:
        """The headers that the verifier reads. Under ASGI they are there as they came, not joined."""
        scope = getattr(request, "scope", None)
        return self.of_environ(request.META) if scope is None else self.of_scope(scope)


_shared: HeaderVerifier | None = None
_lock = Lock()


def gate(hook: str, *, optional: bool | None = None) -> DjangoGate:
    """A gate as the settings say. Its verifier is the same for all in this process."""
    global _shared
    wanted = getattr(settings, "XWSSE", None)
    if not isinstance(wanted, dict):
        raise ImproperlyConfigured("the setting XWSSE must be a dict with SECRETS or VERIFIER")
    for key in wanted:
        if key not in _KNOWN:
            raise ImproperlyConfigured(f"the setting XWSSE has an {unknown_option(str(key), _KNOWN)}")
    with _lock:
        if _shared is None:
            _shared = _verifier({key: _imported(key, value) for key, value in wanted.items()})
        verifier = _shared
    by_settings = optional is None
    if optional is None:
        optional = bool(wanted.get("OPTIONAL", False))
    on_rejected = _imported("ON_REJECTED", wanted.get("ON_REJECTED"))
    realm = wanted.get("REALM", "api")
    door = DjangoGate(hook, verifier, realm=realm, optional=optional, on_rejected=on_rejected)
    if by_settings:
        door.exempt = tuple(wanted.get("EXEMPT", ()))
    return door


def _imported(key: str, value: object) -> Any:
    return import_string(value) if key in _IMPORTED and isinstance(value, str) else value


def _verifier(wanted: dict[str, Any]) -> HeaderVerifier:
    options = {name: wanted[key] for key, name in _OPTIONS.items() if key in wanted}
    if ("VERIFIER" in wanted) == ("SECRETS" in wanted):
        raise ImproperlyConfigured("the setting XWSSE must have either SECRETS or VERIFIER")
    if "SECRETS" in wanted:
        return Verifier(wanted["SECRETS"], **options)
    verifier: HeaderVerifier = wanted["VERIFIER"]
    if options or not hasattr(verifier, "verify_headers"):
        raise ImproperlyConfigured("VERIFIER in the setting XWSSE must be a verifier, with nothing beside it")
    return verifier


def _forget(*, setting: str, **_: object) -> None:
    global _shared
    if setting == "XWSSE":
        _shared = None


setting_changed.connect(_forget)


class WsseMiddleware:
    """Lets only signed requests through, under WSGI and ASGI.

    A view finds the :class:`~xwsse.Identity` in ``request.wsse`` (``None`` for nobody, where the setting
    says ``OPTIONAL``). If :class:`WsseBackend` is among the authentication backends, ``request.user`` of a
    signed request is the active user of that name, or an ``AnonymousUser``; never the user of a session.

    Two X-WSSE headers are refused. Under WSGI the server joins their values with a comma before anything here
    sees them, so two that have half a token each pass as one. A header that is spelt ``X_WSSE`` has the same
    name in ``request.META``; Django's ``runserver`` drops it, and for another server see
    :class:`xwsse.wsgi.WsseMiddleware`. It does not read the body; under ASGI Django has done so before any
    middleware is called. Mark a view ``csrf_exempt`` if signed requests are to change something: they bring
    no cookie.

    Under ASGI an asynchronous secrets function or store is awaited. If neither is asynchronous, they are
    called by ``sync_to_async``, so they may use the database. Under WSGI an asynchronous one is called by
    ``async_to_sync``.
    """

    sync_capable = True
    async_capable = True

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponseBase]
        | Callable[[HttpRequest], Awaitable[HttpResponseBase]],
        *,
        optional: bool | None = None,
    ) -> None:
        self._get_response: Callable[[HttpRequest], Any] = get_response
        self._gate: DjangoGate | None = None
        self._optional = optional
        self._asynchronous = iscoroutinefunction(get_response)
        if self._asynchronous:
            markcoroutinefunction(self)

    # Not when it is made: apps may not be ready for what the settings name.
    def _ready_gate(self) -> DjangoGate:
        if self._gate is None:
            self._gate = gate("django", optional=self._optional)
        return self._gate

    def __call__(self, request: HttpRequest) -> Any:
        if self._asynchronous:
            return self._call_async(request)
        refused = self._admit(request)
        return self._get_response(request) if refused is None else refused

    async def _call_async(self, request: HttpRequest) -> HttpResponseBase:
        refused = await self._admit_async(request)
        return await self._get_response(request) if refused is None else refused

    def _admit(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to a request that is refused; else it has told the request who signed."""
        door = self._ready_gate()
        try:
            identity = None
            if not door.exempts(request):
                identity = door.admit(request, door.of_request(request), request.META)
        except Rejected as rejected:
            return _answer(door, rejected)
        request.wsse = identity  # type: ignore[attr-defined]
        if identity is not None:
            _set_user(request, find_user(request, identity))
        return None

    async def _admit_async(self, request: HttpRequest) -> HttpResponse | None:
        door = self._ready_gate()
        try:
            identity = None
            if not door.exempts(request):
                headers = door.of_request(request)
                identity = await door.admit_async(request, headers, request.META, _in_thread)
        except Rejected as rejected:
            return _answer(door, rejected)
        request.wsse = identity  # type: ignore[attr-defined]
        if identity is not None:
            _set_user(request, await sync_to_async(find_user)(request, identity))
        return None


def wsse_required(view: _View) -> _View:
    """Lets only signed requests through to one view, which may be asynchronous, with the middleware or without it.

    >>> @wsse_required
    ... def hello(request):
    ...     return HttpResponse(f"hello {request.wsse.username}")
    """
    door = WsseMiddleware(view, optional=False)
    if iscoroutinefunction(view):

        @wraps(view)
        async def checked_async(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refused = await door._admit_async(request)
            return await view(request, *args, **kwargs) if refused is None else refused

        return cast(_View, checked_async)

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        refused = door._admit(request)
        return view(request, *args, **kwargs) if refused is None else refused

    return cast(_View, checked)


def _answer(door: DjangoGate, rejected: Rejected) -> HttpResponse:
    _, headers, body = door.answer(rejected)
    return HttpResponse(body, status=rejected.status, headers=headers)


async def _in_thread(verify: Callable[[Headers], Any], headers: Headers) -> Any:
    return await sync_to_async(verify)(headers)


def find_user(request: HttpRequest, identity: Identity) -> AbstractBaseUser | AnonymousUser | None:
    """The user of that name, or an ``AnonymousUser``; ``None`` when no :class:`WsseBackend` is configured.

    Not by ``authenticate`` of Django: where nobody has the name, that would tell of a failed login.
    """
    if not apps.is_installed("django.contrib.auth"):
        return None
    from django.contrib.auth.models import AnonymousUser

    nobody = None
    for path in settings.AUTHENTICATION_BACKENDS:
        backend = import_string(path)
        if not (isinstance(backend, type) and issubclass(backend, WsseBackend)):
            continue
        nobody = AnonymousUser()
        try:
            user = backend().authenticate(request, wsse=identity)
        except PermissionDenied:
            return nobody
        if user is not None:
            user.backend = path
            return user
    return nobody


def _set_user(request: HttpRequest, user: AbstractBaseUser | AnonymousUser | None) -> None:
    if user is None:
        return

    async def auser() -> AbstractBaseUser | AnonymousUser:
        return user

    request.user = user
    request.auser = auser


class WsseBackend:
    """Finds the active user whose name is that of the :class:`~xwsse.Identity`.

    It finds users, not permissions: those come from Django's ``ModelBackend``, which stays beside it. To find
    users in another way, override :meth:`authenticate`.
    """

    def authenticate(
        self, request: HttpRequest | None, wsse: Identity | None = None
    ) -> AbstractBaseUser | None:
        """The user; ``None`` when nobody has the name, or an inactive user."""
        if not isinstance(wsse, Identity):
            return None
        from django.contrib.auth import get_user_model

        model = get_user_model()
        manager: Any = model._default_manager
        try:
            user: AbstractBaseUser = manager.get_by_natural_key(wsse.username)
        except model.DoesNotExist:
            return None
        # A database may take "Alice" for "alice"; someone who knows the secret of one is not the other.
        if user.get_username() != wsse.username or not getattr(user, "is_active", True):
            return None
        return user

    async def aauthenticate(
        self, request: HttpRequest | None, wsse: Identity | None = None
    ) -> AbstractBaseUser | None:
        """As :meth:`authenticate`."""
        return await sync_to_async(self.authenticate)(request, wsse)

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        """The active user of a session that was begun with ``login``."""
        from django.contrib.auth import get_user_model

        user = get_user_model()._default_manager.filter(pk=user_id).first()
        return user if user is not None and getattr(user, "is_active", True) else None

    async def aget_user(self, user_id: Any) -> AbstractBaseUser | None:
        """As :meth:`get_user`."""
        return await sync_to_async(self.get_user)(user_id)
