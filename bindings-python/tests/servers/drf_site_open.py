"""The same view, for everybody."""

from __future__ import annotations

from django.urls import path
from drf_site import Hello
from rest_framework.permissions import AllowAny

urlpatterns = [path("", Hello.as_view(permission_classes=[AllowAny]))]
