"""Real servers, real sockets: the hooks are asked as a peer asks them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import django_site  # noqa: E402, F401  # the settings, before anything of Django
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from hooks import HOOKS, Hook  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    from django.contrib.auth.models import User

    call_command("migrate", verbosity=0)
    User.objects.create_user("alice")
    User.objects.create_user("bob", is_active=False)
    connections.close_all()
    yield
    connections.close_all()


@pytest.fixture(params=HOOKS)
def hook(request: pytest.FixtureRequest) -> Hook:
    return HOOKS[request.param]
