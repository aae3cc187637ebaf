"""The view of a REST framework site, for those who are signed in."""

from __future__ import annotations

from typing import Any

import django_site  # noqa: F401  # the settings
from django.urls import path
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView
from xwsse.drf import WsseAuthentication


class Hello(APIView):
    authentication_classes = [WsseAuthentication]
    permission_classes: list[type[BasePermission]] = [IsAuthenticated]

    def get(self, request: Request) -> Response:
        identity: Any = request.auth
        return Response("nobody" if identity is None else identity.username)

    post = get


class Who(Hello):
    def get(self, request: Request) -> Response:
        return Response(f"{type(request.user).__name__} {request.user} {request.user.is_authenticated}")


class TwoAMinute(UserRateThrottle):
    rate = "2/min"


class Throttled(Hello):
    throttle_classes = [TwoAMinute]


urlpatterns = [path("throttled", Throttled.as_view()), path("", Hello.as_view()), path("who", Who.as_view())]
