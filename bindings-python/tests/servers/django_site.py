"""A Django site: its settings, its users, its views, and its applications."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

ACCESS = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

if not settings.configured:
    import django

    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend", "xwsse.django.WsseBackend"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": os.path.join(tempfile.mkdtemp(prefix="xwsse-"), "db.sqlite3"),
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        LOGGING_CONFIG=None,
        MIDDLEWARE=[*ACCESS, "django.middleware.csrf.CsrfViewMiddleware", "xwsse.django.WsseMiddleware"],
        REST_FRAMEWORK={"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]},
        ROOT_URLCONF="django_site",
        SECRET_KEY="for these tests only",
        USE_TZ=True,
        XWSSE={"SECRETS": {"alice": "s3cr3t"}, "REALM": "the api"},
    )
    django.setup()

    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    User.objects.create_user("alice")
    User.objects.create_user("bob", is_active=False)
    connections.close_all()


@csrf_exempt
def hello(request: HttpRequest) -> HttpResponse:
    identity = request.wsse  # type: ignore[attr-defined]
    return HttpResponse("nobody" if identity is None else identity.username, content_type="text/plain")


def user(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.user!s} {request.user.is_authenticated}", content_type="text/plain")


async def auser(request: HttpRequest) -> HttpResponse:
    user = await request.auser()
    return HttpResponse(f"{user!s} {user.is_authenticated}", content_type="text/plain")


async def ahello(request: HttpRequest) -> HttpResponse:
    return hello(request)


# Imported late: a hook of Django wants the settings above.
from xwsse.django import wsse_required  # noqa: E402

urlpatterns = [
    path("", hello),
    path("user", user),
    path("auser", auser),
    path("hello", hello),
    path("hello2", hello),
    path("open", hello),
    path("open/a", hello),
    path("required", wsse_required(hello)),
    path("arequired", wsse_required(ahello)),
]


def application(*, asgi: bool) -> Any:
    from django.core.asgi import get_asgi_application
    from django.core.wsgi import get_wsgi_application

    return get_asgi_application() if asgi else get_wsgi_application()
