"""Django REST framework: an authentication class.

The settings are those of :mod:`xwsse.django`, whose middleware is not needed for it::

    XWSSE = {"SECRETS": "shop.keys.look_up", "REALM": "api"}
    REST_FRAMEWORK = {
        "DEFAULT_AUTHENTICATION_CLASSES": ["xwsse.drf.WsseAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    }

>>> import django
>>> from django.conf import settings
>>> settings.configure(
...     ROOT_URLCONF=(),
...     XWSSE={"SECRETS": {"alice": "s3cr3t"}},
...     REST_FRAMEWORK={"UNAUTHENTICATED_USER": None},
... )
>>> django.setup()
>>> from rest_framework.decorators import api_view, authentication_classes
>>> from rest_framework.response import Response
>>> from rest_framework.test import APIRequestFactory
>>> from xwsse import Signer
>>> from xwsse.drf import WsseAuthentication
>>> @api_view(["GET"])
... @authentication_classes([WsseAuthentication])
... def hello(request):
...     return Response(f"hello {request.user.username}")
>>> header = Signer("alice", "s3cr3t").header()
>>> hello(APIRequestFactory().get("/", HTTP_X_WSSE=header)).data
'hello alice'
>>> answer = hello(APIRequestFactory().get("/", HTTP_X_WSSE=header))
>>> answer.status_code, answer["WWW-Authenticate"]
(401, 'WSSE realm="api", profile="UsernameToken"')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, NotAuthenticated

from ._errors import Rejected
from ._native import Identity
from .django import find_user, gate

if TYPE_CHECKING:
    from rest_framework.request import Request

__all__ = ["WsseAuthentication", "WsseUnavailable", "WsseUser"]


@dataclass(frozen=True)
class WsseUser:
    """``request.user`` where no :class:`~xwsse.django.WsseBackend` is configured: a name without a row in the
    database.

    Its ``pk`` is a text for each username, such as ``wsse:alice``: throttles and caches tell users apart by it, and it
    cannot equal the number of a row.
    """

    username: str
    email = first_name = last_name = ""
    is_active = True
    is_staff = False
    is_superuser = False
    is_anonymous = False
    is_authenticated = True

    @property
    def pk(self) -> str:
        return f"wsse:{self.username}"

    @property
    def id(self) -> str:
        return self.pk

    @property
    def groups(self) -> Any:
        return _none_of("Group")

    @property
    def user_permissions(self) -> Any:
        return _none_of("Permission")

    def get_username(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username

    def get_all_permissions(self, obj: object = None) -> set[str]:
        return set()

    get_group_permissions = get_user_permissions = get_all_permissions

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_perms(self, perm_list: Any, obj: object = None) -> bool:
        return False

    def has_module_perms(self, module: str) -> bool:
        return False

    def __str__(self) -> str:
        return self.username


def _none_of(model: str) -> Any:
    """The manager of a user who has none, as Django's ``AnonymousUser`` has it."""
    from django.contrib.auth import models
    from django.db.models.manager import EmptyManager

    return EmptyManager(getattr(models, model))


class WsseUnavailable(APIException):
    """503, with ``Retry-After``. The ``__cause__`` is the :class:`~xwsse.Rejected`."""

    status_code = 503
    default_detail = "Service unavailable."
    default_code = "unavailable"
    wait = 1


class WsseAuthentication(BaseAuthentication):
    """Authenticates requests by their X-WSSE header.

    ``request.auth`` is the :class:`~xwsse.Identity`. If :class:`xwsse.django.WsseBackend` is among the
    authentication backends, ``request.user`` is the active user of that name, and a request is refused when
    there is none; without it a :class:`WsseUser`. Override :meth:`get_user` for another.

    A request without the header is left to the next authentication class, and to the permissions. For every
    401 the answer is the one that the framework sends to such a request, so the peer is told nothing more.
    Put this class first: the framework sends the challenge of the first one, and without any answers 403.

    It does not read the body. Two X-WSSE headers are refused; see
    :class:`xwsse.django.WsseMiddleware`. Asynchronous secrets and stores are called by ``async_to_sync``.
    """

    def authenticate(self, request: Request) -> tuple[Any, Identity] | None:
        door = gate("drf", optional=True)
        try:
            headers = door.of_request(request._request)
            identity = door.admit(request, headers, request.META)
            if identity is None:
                return None
            user = self.get_user(request, identity)
            if not user.is_authenticated:
                rejected = Rejected("username_unknown")
                door.tell(rejected, request, headers, request.META)
                raise rejected
        except Rejected as rejected:
            raise (NotAuthenticated if rejected.status == 401 else WsseUnavailable)() from rejected
        return user, identity

    def authenticate_header(self, request: Request) -> str:
        """The challenge."""
        return gate("drf").challenge

    def get_user(self, request: Request, identity: Identity) -> Any:
        """The user for an identity; one who is not authenticated is refused."""
        user = find_user(request._request, identity)
        return WsseUser(identity.username) if user is None else user
