"""Headers on every response, cookies only where there is a form, nothing inline on any page."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.web.access_table import TABLE
from tests.web.html import Page, is_page
from tests.web.world import ANONYMOUS, ROUTES, undone

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# What strangers sent us: on these pages nothing may run, load or lead anywhere by itself.
CSP_OF_MAILS = {"default-src": "'none'", "sandbox": ""}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# What is made for the pages of others. All else refuses to be framed, errors of these too.
FOR_OTHERS = {
    "embed": {"Cross-Origin-Resource-Policy": "cross-origin", "X-Frame-Options": None},
    "portal:need_picture": {"Cross-Origin-Resource-Policy": "cross-origin"},
}
OFF = {
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb",
}  # fmt: skip


def faults(response, route: str = "") -> list[str]:
    """What is wrong with the headers of a response."""
    is_shown = response.status_code == 200
    always = ALWAYS | (FOR_OTHERS.get(route, {}) if is_shown else {})
    found = [
        f"{name}: {response.headers.get(name)}"
        for name, value in always.items()
        if response.headers.get(name) != value
    ]
    framed = is_shown and route == "embed"
    allowed = [CSP | {"frame-ancestors": "*"}] if framed else [CSP, CSP_OF_MAILS]
    if policy(response) not in allowed:
        found.append(f"CSP: {response.headers.get('Content-Security-Policy')}")
    switched_off = set(response.headers.get("Permissions-Policy", "").split(", "))
    if switched_off != {f"{feature}=()" for feature in OFF}:
        found.append("Permissions-Policy")
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/") and "utf-8" not in kind:
        found.append(f"charset: {kind}")
    return found


def policy(response) -> dict[str, str]:
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


def every_answer(world, role: str) -> Iterator[tuple[str, object]]:
    """GET and POST of every route, for own and guessed ids."""
    client = world.client(role)
    for name in ROUTES:
        for whose in ("own", "guessed"):
            for method in ("get", "post"):
                with undone(client):
                    response = getattr(client, method)(world.url(name, whose))
                yield f"{method} {name} {whose}", response


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("role", [ANONYMOUS, "lead", "partner_admin"])
def test_every_answer_has_its_headers_and_nothing_inline(world, role):
    wrong, codes = [], set()
    for name, response in every_answer(world, role):
        found = faults(response, name.split()[1])
        wrong += [f"{name} ({response.status_code}): {fault}" for fault in found]
        wrong += [f"{name}: {fault}" for fault in faults_in_page(response)]
        wrong += [f"{name}: {fault}" for fault in kept_by_a_cache(name.split()[1], response)]
        codes.add(response.status_code)
    assert not wrong, "\n".join(wrong)
    assert {200, 302, 404, 405} <= codes


def faults_in_page(response) -> list[str]:
    if not is_page(response):
        return []
    page = Page(response.content.decode())
    return page.inline + page.from_elsewhere


def test_pages_of_the_second_factor_have_nothing_inline(world):
    lead = world.team["lead"]
    lead.authenticator_set.all().delete()
    client = world.client("lead")
    client.post("/konto/bestaetigen/", {"password": "lindener-marktplatz-42"})
    for url in ("totp/activate/", "webauthn/", "webauthn/add/", ""):
        response = client.get(f"/konto/zweiter-faktor/{url}")
        assert response.status_code == 200, url
        assert faults(response) + faults_in_page(response) == [], url


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nirgends/", 404),
        ("/de/nirgends/", 404),
        ("/unmarked/", 403),
        ("/broken/", 500),
        ("/de/status", 301),
        ("/desk/", 302),
    ],
)
def test_answers_that_no_view_of_ours_gave(settings, path, status):
    settings.ROOT_URLCONF = "tests.web.stub_urls"
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == status
    assert faults(response) + faults_in_page(response) == []
    assert not response.cookies
    assert b"on purpose" not in response.content
    assert b"secret" not in response.content


@pytest.mark.django_db
def test_a_forged_form_and_a_forged_host():
    client = Client(enforce_csrf_checks=True)
    forged = client.post("/de/frage/", {"name": "x"})
    assert (forged.status_code, faults(forged)) == (403, [])
    foreign = client.get("/de/", headers={"host": "evil.example"})
    assert (foreign.status_code, faults(foreign)) == (400, [])


@pytest.mark.django_db
def test_static_files(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "look.css").write_text("a{}")
    client = Client()
    there, missing = client.get("/static/look.css"), client.get("/static/../settings.py")
    assert (there.status_code, faults(there), bool(there.cookies)) == (200, [], False)
    assert missing.status_code == 404


# --- caches ---------------------------------------------------------------------------------

PERSONAL = {
    "portal:goods_step", "portal:goods_done", "portal:help_step", "portal:help_done",
    "portal:thanks", "home",
}  # fmt: skip


def is_personal(name: str) -> bool:
    return name.startswith(("desk:", "partners:", "links:", "account_", "mfa_")) or name in PERSONAL


def kept_by_a_cache(name: str, response) -> list[str]:
    """A personal page that anybody may store. A refusal says nothing about anybody."""
    if not is_personal(name) or response.status_code in (404, 405):
        return []
    stored = "no-store" not in response.headers.get("Cache-Control", "")
    return ["may be kept by a cache"] * stored


@pytest.mark.slow
@pytest.mark.one_engine
def test_no_search_engine_keeps_a_link(world):
    client = world.client(ANONYMOUS)
    for name in [name for name in ROUTES if name.startswith("links:")]:
        for whose in ("own", "guessed"):
            response = client.get(world.url(name, whose))
            if response.status_code != 405:
                assert response.headers["X-Robots-Tag"] == "noindex, nofollow", name


# --- cookies ----------------------------------------------------------------------------------
def test_the_cookies_of_a_form_are_closed_to_scripts_and_other_sites(world):
    client = Client()
    client.get("/de/helfen/")
    client.post("/de/helfen/", {"who": "person"})
    assert set(client.cookies) == {"csrftoken", "sessionid"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""


# --- the second factor --------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(TABLE["home"].who))
def test_without_a_second_factor_no_page_opens_in_production(world, settings, role):
    settings.SECOND_FACTOR_REQUIRED = True
    client, wrong = world.client(role), []
    protected = [name for name in ROUTES if name.startswith(("desk:", "partners:", "home"))]
    world.team[role].authenticator_set.all().delete()
    for name in protected:
        for method in ("get", "post"):
            response = getattr(client, method)(world.url(name))
            if response.headers.get("Location") != "/konto/zweiter-faktor/":
                wrong.append(f"{method} {name}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_with_a_second_factor_the_desk_opens(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert world.client("lead").get("/desk/").status_code == 200
