"""Against robots, without harm to people: an accommodation or a school is one address."""

import time
from copy import deepcopy
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from config import settings as product
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, reference
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.web.components import guard
from hilfelotse.web.components.guard import too_many
from hilfelotse.web.portal import journey
from hilfelotse.web.portal.views import concern, help
from tests.factories import places, users
from tests.web.world import PASSWORD, can_sign_in

pytestmark = pytest.mark.django_db
QUESTION = "/de/frage/"


def earlier(seconds: float) -> str:
    """The note of a form that was shown so long ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - seconds):
        return guard.started_now()


def question(**changed) -> dict:
    """A question as a person sends it, half a minute after the page came."""
    return {
        "name": "Ngozi Okonjo", "email": "ngozi@post.example", "phone": "", "website": "",
        "text": "Wo kann ich Deutsch lernen?", "started": earlier(30), "key": new_key(),
    } | changed  # fmt: skip


def kept(response, *typed: str) -> bool:
    """Everything that was typed stands in the page that came back."""
    body = response.content.decode()
    return all(text in body for text in typed)


# --- many people, one address ---------------------------------------------------------------

STEPS = {
    "was": {"activities": ["SPR"]},
    "sprachen": {"german": "4"},
    "koennen": {},
    "wann": {"times": ["any"], "frequency": "weekly"},
    "wo": {"postcode": "30449", "radius": "10"},
    "kontakt": {"name": "Toni", "email": "toni@post.example", "age": "adult"},
    "erlaubnis": {"kinds": ["circle"]},
}


@pytest.fixture
def unhurried(monkeypatch):
    """People read; tests do not."""
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


def filled(address: str) -> tuple[Client, str]:
    """A browser that stands before the last button, and the address to press it."""
    browser = Client(REMOTE_ADDR=address)
    base = browser.post("/de/helfen/", {"who": "person"})["Location"].rsplit("/", 2)[0]
    for step, answers in STEPS.items():
        browser.post(f"{base}/{step}/", answers)
    return browser, f"{base}/{journey.CHECK}/"


def somebody_else(browser: Client) -> Client:
    """Another person at the same point of the form, behind the same address."""
    other = Client(**browser.defaults)
    session = other.session
    session["drafts"] = deepcopy(browser.session["drafts"])
    for draft in session["drafts"].values():
        draft["key"] = new_key()
    session.save()
    return other


@pytest.mark.slow
def test_three_hundred_people_behind_one_address_are_all_heard(unhurried):
    places.postcode()
    first, url = filled("10.0.0.1")
    people = [somebody_else(first) for _person in range(300)]
    assert {person.post(url).status_code for person in people} == {302}
    assert Case.objects.count() == 300


def send(data: dict, address: str = "127.0.0.1"):
    return Client(REMOTE_ADDR=address).post(QUESTION, data)


def test_a_robot_is_told_to_wait_and_loses_nothing(monkeypatch):
    monkeypatch.setattr(concern, "SENDS_PER_ADDRESS", 3)
    answers = [send(question(name=f"Robot {number}")) for number in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429, 429]
    assert kept(answers[-1], "Robot 4", "ngozi@post.example", "Wo kann ich Deutsch lernen?")
    assert kept(answers[-1], "sehr viele Anfragen", "0511 168-30088")
    assert Case.objects.count() == 3
    assert send(question(), "10.9.9.9").status_code == 302  # somebody elsewhere


def test_a_robot_that_offers_keeps_its_draft(monkeypatch, unhurried):
    places.postcode()
    monkeypatch.setattr(help, "SENDS_PER_ADDRESS", 1)
    first, url = filled("10.0.0.2")
    robot = somebody_else(first)
    assert [first.post(url).status_code, robot.post(url).status_code] == [302, 429]
    assert kept(robot.get(url), "Toni", "toni@post.example", "30449")
    assert Case.objects.count() == 1


def test_asking_for_lost_links_is_limited_too():
    data = {"reference": reference.make("KF", 2026, 1), "email": "x@post.example"}
    answers = [Client().post("/de/status/", data) for _try in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 429
    assert kept(answers[60], data["reference"], "x@post.example", "sehr viele Anfragen")


def test_a_forged_forwarded_address_does_not_evade_the_limit(monkeypatch):
    monkeypatch.setattr(concern, "SENDS_PER_ADDRESS", 1)
    for number, expected in ((1, 302), (2, 429)):
        headers = {"x-forwarded-for": f"10.1.1.{number}", "forwarded": f"for=10.1.1.{number}"}
        assert Client().post(QUESTION, question(), headers=headers).status_code == expected


# --- the counter itself, in the cache of production -------------------------------------------


@pytest.fixture
def cache_in_the_database(settings):
    call_command("createcachetable", "limits", verbosity=0)
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "limits",
        }
    }
    cache.clear()


def test_a_window_ends_although_somebody_keeps_coming(cache_in_the_database, travel):
    """A busy shared address must not be counted for ever."""
    request, begin = RequestFactory().get("/"), clock.now()
    for minute in range(30):
        travel(begin + timedelta(minutes=minute))
        assert not too_many(request, "test", 15, 600)


def test_the_limit_holds_in_the_cache_of_production(cache_in_the_database):
    request = RequestFactory().get("/")
    assert [too_many(request, "test", 3, 600) for _try in range(5)] == [False] * 3 + [True] * 2


def test_many_addresses_do_not_push_each_other_out():
    assert product.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000


# --- traps for robots, which people can fall into ---------------------------------------------


@pytest.mark.parametrize(
    ("trap", "says"),
    [
        ({"website": "https://spam.example"}, "leer lassen"),
        ({"started": ""}, "Bitte senden Sie noch einmal ab."),
        ({"started": "form:1:forged"}, "Bitte senden Sie noch einmal ab."),
        ({"started": lambda: guard.started_now()}, "Bitte senden Sie noch einmal ab."),
        ({"started": lambda: earlier(25 * 3600)}, "noch einmal ab"),
        ({"key": ""}, "noch einmal ab"),
        ({"key": "../../etc"}, "noch einmal ab"),
    ],
)
def test_whoever_is_stopped_gets_the_form_back_filled(trap, says):
    trap = {name: value() if callable(value) else value for name, value in trap.items()}
    answer = send(question(**trap))
    assert answer.status_code == 200
    assert kept(answer, says, "Ngozi Okonjo", "ngozi@post.example", "Wo kann ich Deutsch lernen?")
    assert Case.objects.count() == 0


def test_sending_the_form_that_came_back_works(unhurried):
    first = send(question(started=earlier(25 * 3600)))
    fresh = first.context["form"].data
    assert send({name: fresh[name] for name in question()}).status_code == 302
    assert Case.objects.count() == 1


def test_an_honest_reader_is_not_stopped():
    assert send(question(started=earlier(3))).status_code == 302
    assert send(question(started=earlier(23 * 3600))).status_code == 302


# --- signing in -------------------------------------------------------------------------------

WRONG = "falsch-und-lang-genug"
SIGN_IN = "/konto/anmelden/"


@pytest.fixture
def lead():
    user = can_sign_in(users.user(Role.LEAD))
    user.authenticator_set.all().delete()
    return user


def sign_in(email: str, password: str = PASSWORD):
    return Client().post(SIGN_IN, {"login": email, "password": password})


def test_eight_wrong_passwords_lock_this_account_for_a_while(lead):
    other = can_sign_in(users.user(Role.CASEWORKER))
    other.authenticator_set.all().delete()
    for _try in range(8):
        assert sign_in(lead.email, WRONG).status_code == 200
    assert sign_in(lead.email).status_code != 302  # even with the right one
    assert sign_in(other.email).status_code == 302  # from the same address
    cache.clear()  # five minutes later
    assert sign_in(lead.email).status_code == 302


def test_seven_wrong_passwords_do_not(lead):
    for _try in range(7):
        sign_in(lead.email, WRONG)
    assert sign_in(lead.email).status_code == 302


def test_nobody_learns_whether_an_account_exists(lead):
    known, unknown = sign_in(lead.email, WRONG), sign_in("niemand@team.example", WRONG)
    assert known.status_code == unknown.status_code == 200
    assert text(known, lead.email) == text(unknown, "niemand@team.example")


def test_nor_by_asking_for_a_new_password(lead, mailoutbox):
    pages = {}
    for address in (lead.email, "niemand@team.example"):
        answer = Client().post(reverse("account_reset_password"), {"email": address}, follow=True)
        pages[address] = (answer.redirect_chain, text(answer, address))
    assert len(set(map(str, pages.values()))) == 1
    assert [mail.to for mail in mailoutbox] == [[lead.email]]


def test_nor_by_a_disabled_account(lead):
    lead.is_active = False
    lead.save()
    right, unknown = sign_in(lead.email), sign_in("niemand@team.example")
    assert right.status_code == unknown.status_code == 200
    assert text(right, lead.email) == text(unknown, "niemand@team.example")


def text(response, address: str) -> str:
    """The page without the address that was typed and without its tokens."""
    lines = response.content.decode().replace(address, "").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)
