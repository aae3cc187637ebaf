"""What only Django has: users, settings, a hook behind a hook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import serving
from django.contrib.auth import get_user_model, user_login_failed
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory, override_settings
from django_site import application
from test_every_hook import CHALLENGE, SECRETS, sign
from wire import ask
from xwsse.django import WsseBackend, WsseMiddleware

from xwsse import Identity, Verifier

EVERYBODY = {"alice": "s3cr3t", "ALICE": "s3cr3t", "bob": "s3cr3t", "nobody-here": "s3cr3t"}
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@contextmanager
def serve(asgi: bool, **settings: Any) -> Iterator[int]:
    settings.setdefault("XWSSE", {"SECRETS": EVERYBODY, "REALM": "the api"})
    with override_settings(**settings):
        app = application(asgi=asgi)
        with serving.uvicorn_(app, lifespan="off") if asgi else serving.wsgiref(app) as port:
            yield port


@pytest.mark.parametrize("asgi", [False, True])
@pytest.mark.parametrize("path", ["/user", "/auser"])
def test_the_user_is_the_active_one_of_that_name(asgi: bool, path: str) -> None:
    failed: list[object] = []
    user_login_failed.connect(lambda **_: failed.append(1), weak=False, dispatch_uid="test")
    with serve(asgi) as port:
        assert ask(port, sign("alice"), path=path).body == "alice True"
        for other in ["bob", "ALICE", "nobody-here"]:
            assert ask(port, sign(other), path=path).body == "AnonymousUser False"
    user_login_failed.disconnect(dispatch_uid="test")
    assert failed == []


@pytest.mark.parametrize("asgi", [False, True])
def test_without_the_backend_the_user_is_left_alone(asgi: bool) -> None:
    with serve(asgi, AUTHENTICATION_BACKENDS=[MODEL_BACKEND]) as port:
        assert ask(port, sign("alice"), path="/user").body == "AnonymousUser False"
        assert ask(port, sign("alice")).body == "alice"


def test_the_user_of_a_session_does_not_stand_in() -> None:
    with override_settings(XWSSE={"SECRETS": EVERYBODY, "OPTIONAL": True}):
        client = Client()
        client.force_login(get_user_model().objects.get(username="alice"), MODEL_BACKEND)
        assert client.get("/user").content == b"alice True"
        answer = client.get("/user", HTTP_X_WSSE=sign("nobody-here")[1])
        assert answer.content == b"AnonymousUser False"


def test_the_backend_takes_nothing_but_an_identity() -> None:
    backend = WsseBackend()
    assert backend.authenticate(None) is None
    assert backend.authenticate(None, wsse="alice") is None  # type: ignore[arg-type]
    alice = get_user_model().objects.get(username="alice")
    bob = get_user_model().objects.get(username="bob")
    assert backend.get_user(alice.pk) == alice
    assert backend.get_user(bob.pk) is None
    assert backend.get_user(0) is None


def test_djangos_authenticate_finds_the_user() -> None:
    from datetime import datetime, timezone

    from django.contrib.auth import authenticate

    identity = Identity("alice", datetime.now(timezone.utc))
    user = authenticate(None, wsse=identity)
    assert user is not None and user.get_username() == "alice"
    assert user.backend == "xwsse.django.WsseBackend"


def look_up(username: str) -> str | None:
    from django.contrib.auth.models import User

    return "s3cr3t" if User.objects.filter(username=username).exists() else None


async def look_up_async(username: str) -> str | None:
    from django.contrib.auth.models import User

    return "s3cr3t" if await User.objects.filter(username=username).aexists() else None


@pytest.mark.parametrize("asgi", [False, True])
@pytest.mark.parametrize("secrets", ["look_up", "look_up_async"])
def test_a_look_up_may_use_the_database(asgi: bool, secrets: str) -> None:
    with serve(asgi, XWSSE={"SECRETS": f"test_django.{secrets}"}) as port:
        token = sign()
        assert ask(port, token).body == "alice"
        assert ask(port, token).status == 401
        assert ask(port, sign("mallory")).status == 401


def test_an_unknown_setting_is_refused_with_the_nearest_that_is_known() -> None:
    for wrong, said in [("REALMS", "did you mean REALM?"), ("IGNORE_UNKNOWN", "unknown=ignore")]:
        with override_settings(XWSSE={"SECRETS": SECRETS, wrong: 1}):
            with pytest.raises(ImproperlyConfigured, match=said.replace("?", r"\?")):
                WsseMiddleware(lambda request: None)(RequestFactory().get("/"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        {},
        {"SECRETS": SECRETS, "VERIFIER": Verifier(SECRETS)},
        {"VERIFIER": SECRETS},
        {"VERIFIER": Verifier(SECRETS), "DIALECT": "atom"},
        {"SECRETS": SECRETS, "REALMS": "api"},
        {"SECRETS": SECRETS, "IGNORE_UNKNOWN": True},
    ],
)
def test_settings_that_cannot_be_used_are_refused(wanted: Any) -> None:
    with override_settings(XWSSE=wanted), pytest.raises(ImproperlyConfigured, match="XWSSE"):
        WsseMiddleware(lambda request: None)(RequestFactory().get("/"))  # type: ignore[arg-type]


def test_two_headers_with_half_a_token_each_are_refused_where_the_server_tells_them_apart() -> None:
    first, _, second = sign()[1].partition(", Nonce")
    halves = [("X-WSSE", first), ("X-WSSE", f"Nonce{second}")]
    with serve(True) as port:
        assert ask(port, *halves).status == 401
    with serve(False) as port:
        assert ask(port, *halves).status == 200


@pytest.mark.parametrize("asgi", [False, True])
def test_the_framework_behind_the_middleware_uses_the_token_once(asgi: bool) -> None:
    with serve(asgi, ROOT_URLCONF="drf_site") as port:
        token = sign()
        assert ask(port, token, path="/who").body == '"User alice True"'
        assert ask(port, token, path="/who").status == 401


def test_the_user_of_the_framework() -> None:
    with serve(False, ROOT_URLCONF="drf_site", MIDDLEWARE=[]) as port:
        assert ask(port, sign("alice"), path="/who").body == '"User alice True"'
        unsigned = ask(port, path="/who")
        for other in ["bob", "ALICE", "nobody-here"]:
            refused = ask(port, sign(other), path="/who")
            assert refused.status == 401
            assert refused.undated == unsigned.undated
            assert refused.all("www-authenticate") == [CHALLENGE]
    with serve(
        False, ROOT_URLCONF="drf_site", MIDDLEWARE=[], AUTHENTICATION_BACKENDS=[MODEL_BACKEND]
    ) as port:
        assert ask(port, sign("nobody-here"), path="/who").body == '"WsseUser nobody-here True"'


def test_the_scheme_is_in_the_schema_of_drf_spectacular(capsys: pytest.CaptureFixture[str]) -> None:
    import drf_site
    import xwsse.drf_spectacular  # noqa: F401
    from drf_spectacular.generators import SchemaGenerator
    from drf_spectacular.openapi import AutoSchema

    class Documented(drf_site.Hello):
        schema = AutoSchema()

    from django.urls import path

    schema = SchemaGenerator(patterns=[path("hello", Documented.as_view())]).get_schema(public=True)  # type: ignore[no-untyped-call]
    assert schema["components"]["securitySchemes"]["Wsse"]["name"] == "X-WSSE"
    assert schema["paths"]["/hello"]["get"]["security"] == [{"Wsse": []}]
    assert "could not resolve authenticator" not in capsys.readouterr().err


def test_each_user_of_the_framework_has_a_throttle_of_its_own() -> None:
    cache.clear()
    site: dict[str, Any] = {"ROOT_URLCONF": "drf_site", "MIDDLEWARE": []}
    with serve(False, AUTHENTICATION_BACKENDS=[MODEL_BACKEND], **site) as port:
        statuses = [ask(port, sign("alice"), path="/throttled").status for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert ask(port, sign("bob"), path="/throttled").status == 200


def test_the_user_of_the_framework_has_what_users_have() -> None:
    from xwsse.drf import WsseUser

    user = WsseUser("alice")
    assert user.pk == user.id == "wsse:alice" != WsseUser("bob").pk
    assert (user.email, user.get_full_name(), user.get_short_name()) == ("", "alice", "alice")
    assert (user.get_all_permissions(), user.has_perm("any")) == (set(), False)
    assert list(user.groups.all()) == list(user.user_permissions.all()) == []


@pytest.mark.parametrize("asgi", [False, True])
def test_one_view_may_be_guarded_alone(asgi: bool) -> None:
    with serve(asgi, MIDDLEWARE=[]) as port:
        for path in ("/required", "/arequired"):
            token = sign()
            assert ask(port, token, path=path).body == "alice"
            for refused in (ask(port, token, path=path), ask(port, path=path)):
                assert (refused.status, refused.all("www-authenticate")) == (401, [CHALLENGE])
    # With the middleware, the token is used once.
    settings = {"SECRETS": EVERYBODY, "REALM": "the api", "OPTIONAL": True}
    with serve(asgi, XWSSE=settings) as port:
        assert ask(port).body == "nobody"
        assert ask(port, path="/required").status == 401
        assert ask(port, sign(), path="/required").body == "alice"


@pytest.mark.parametrize("asgi", [False, True])
def test_exempt_paths_are_for_everybody(asgi: bool) -> None:
    settings = {"SECRETS": EVERYBODY, "EXEMPT": ["/hello", "/open/"]}
    with serve(asgi, XWSSE=settings) as port:
        answers = {path: ask(port, path=path) for path in ["/hello", "/open/a", "/open", "/hello2", "/"]}
    assert {path: answer.status for path, answer in answers.items()} == {
        "/hello": 200,
        "/open/a": 200,
        "/open": 401,
        "/hello2": 401,
        "/": 401,
    }
    assert answers["/hello"].body == "nobody"


def test_the_middleware_needs_no_users() -> None:
    with serve(False, MIDDLEWARE=["xwsse.django.WsseMiddleware"]) as port:
        assert ask(port, sign("alice")).body == "alice"
