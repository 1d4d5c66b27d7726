"""Production: refuses to start half-configured, and is closed once it runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import production

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "HILFELOTSE_MODE": "production",
    "SECRET_KEY": "d8Fq2-Lm0_zXv7Rk4Tn9Wb6Yc3Hs5Jp1Ga-Ue_Io0Qx8Zt2Vy6Mw4",
    "ALLOWED_HOSTS": "hilfe.example",
    "SITE_URL": "https://hilfe.example",
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none",
    "EMAIL_URL": "smtp+tls://post:secret@mail.example:587",
}
# Runs under production settings; there is no database behind them, so only pages without one.
LOOK = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import get_commands
from django.test import Client
from django.urls import Resolver404, resolve

def found(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False

names = [
    "DEBUG", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_PATH", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "SECOND_FACTOR_REQUIRED",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "USE_X_FORWARDED_HOST", "EMAIL_BACKEND",
]
client = Client(headers={"host": "hilfe.example"})
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names},
    "apps": settings.INSTALLED_APPS,
    "commands": sorted(get_commands()),
    "paths": {path: found(path) for path in ("/demo/", "/demo/post/", "/admin/", "/desk/")},
    "plain": dict(client.get("/robots.txt").headers),
    "plain_status": client.get("/robots.txt").status_code,
    "secure": dict(client.get("/robots.txt", secure=True).headers),
    "hashers": settings.PASSWORD_HASHERS,
}))
"""


def run(tmp_path, *command: str, **changed: str) -> subprocess.CompletedProcess:
    """A command in a process of its own, with nothing in its environment but this."""
    environment = {"PATH": os.environ["PATH"], "HILFELOTSE_DATA": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"} | COMPLETE | changed
    return subprocess.run(
        [sys.executable, *command],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.fixture(scope="module")
def look(tmp_path_factory) -> dict:
    """What an installation in production says of itself."""
    result = run(tmp_path_factory.mktemp("production"), "-W", "ignore", "-c", LOOK)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


# --- starting ---------------------------------------------------------------------------------


@pytest.fixture
def given(monkeypatch):
    """``given(NAME=value)``: the complete environment with this changed; None takes it away."""

    def require(**changed: str | None) -> None:
        monkeypatch.setattr(
            environ.Env,
            "ENVIRON",
            {name: value for name, value in (COMPLETE | changed).items() if value is not None},
        )
        production.require(environ.Env())

    return require


def test_a_complete_configuration_is_accepted(given):
    given()


@pytest.mark.parametrize("name", sorted(production.REQUIRED))
@pytest.mark.parametrize("value", [None, ""])
def test_each_missing_variable_is_named(given, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        given(**{name: value})
    others = set(production.REQUIRED) - {name}
    assert f"{name}: " in str(refusal.value)
    assert not [other for other in others if f"  {other}: " in str(refusal.value)]


def test_all_missing_variables_are_named_at_once(given):
    with pytest.raises(ImproperlyConfigured) as refusal:
        given(**dict.fromkeys(production.REQUIRED))
    assert [name for name in production.REQUIRED if f"  {name}: " in str(refusal.value)] == list(
        production.REQUIRED
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "k" * 49),
        ("SITE_URL", "http://hilfe.example"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "hilfe.example,*"),
        ("DATABASE_URL", "sqlite:////srv/hilfe.sqlite3"),
        ("EMAIL_URL", "consolemail://"),
        ("HILFELOTSE_MODE", "prod"),
    ],
)
def test_values_that_only_fit_a_demo_are_refused(given, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        given(**{name: value})


@pytest.mark.slow
def test_it_does_not_start_without_a_variable(tmp_path):
    result = run(tmp_path, "manage.py", "check", EMAIL_URL="")
    assert result.returncode != 0
    assert "EMAIL_URL: smtp://" in result.stderr
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.slow
def test_the_deployment_check_is_clean(tmp_path):
    result = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stderr) == (0, "")


# --- running ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_cookies_belong_to_this_host_and_to_https(look):
    given = look["settings"]
    assert given["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert given["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    for kind in ("SESSION", "CSRF"):  # what a browser asks of a name that begins with __Host-
        assert given[f"{kind}_COOKIE_SECURE"] is True
        assert given[f"{kind}_COOKIE_PATH"] == "/"
        assert given[f"{kind}_COOKIE_DOMAIN"] is None
        assert given[f"{kind}_COOKIE_HTTPONLY"] is True


@pytest.mark.slow
def test_only_https_for_two_years(look):
    assert look["secure"]["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains; preload"
    )
    assert look["plain_status"] == 301
    assert look["plain"]["Location"] == "https://hilfe.example/robots.txt"


@pytest.mark.slow
def test_the_way_to_https_has_the_security_headers_too(look):
    for headers in (look["plain"], look["secure"]):
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert look["secure"]["X-Frame-Options"] == "DENY"


@pytest.mark.slow
def test_nothing_of_the_demo_is_there(look):
    assert "demo" not in look["apps"]
    assert not [name for name in look["commands"] if "demo" in name]
    assert look["paths"] == {
        "/demo/": False, "/demo/post/": False, "/admin/": False, "/desk/": True,
    }  # fmt: skip


@pytest.mark.slow
def test_closed(look):
    given = look["settings"]
    assert "django.contrib.admin" not in look["apps"]
    assert given["DEBUG"] is False
    assert given["SECOND_FACTOR_REQUIRED"] is True
    assert given["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert given["USE_X_FORWARDED_HOST"] is False
    assert given["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert look["hashers"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["seed_demo", "demo_signins"])
def test_the_commands_of_the_demo_refuse(tmp_path, command):
    result = run(tmp_path, "manage.py", command)
    assert result.returncode != 0
    assert "Unknown command" in result.stderr
