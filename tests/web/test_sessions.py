"""Sessions of people who sign in: they end when they should, and their secrets are encrypted."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from hilfelotse.accounts.models import RoleGrant
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, crypto
from tests.factories import users
from tests.web.world import PASSWORD, TOTP_SECRET, can_sign_in

pytestmark = pytest.mark.django_db
INBOX = "/desk/"
SIGN_IN_PAGE = "/konto/anmelden/"
BEGIN = "2026-11-03 09:00"


@pytest.fixture
def lead():
    return can_sign_in(users.user(Role.LEAD))


@pytest.fixture
def client(lead):
    client = Client()
    client.force_login(lead)
    return client


def is_out(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(SIGN_IN_PAGE)


# --- time -----------------------------------------------------------------------------------


def test_half_an_hour_without_a_request_signs_out(client, travel):
    begin = travel(BEGIN)
    assert client.get(INBOX).status_code == 200
    travel(begin + timedelta(minutes=30, seconds=1))
    answer = client.get(f"{INBOX}?view=mine")
    assert answer["Location"] == f"{SIGN_IN_PAGE}?next=%2Fdesk%2F%3Fview%3Dmine"
    assert is_out(client.get(INBOX))  # and stays out


def test_less_than_half_an_hour_does_not(client, travel):
    begin = travel(BEGIN)
    client.get(INBOX)
    travel(begin + timedelta(minutes=29, seconds=59))
    assert client.get(INBOX).status_code == 200


def test_whoever_works_stays_in(client, travel):
    begin = travel(BEGIN)
    for quarter in range(12):
        travel(begin + timedelta(minutes=20 * quarter))
        assert client.get(INBOX).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "mfa_list_webauthn"])
def test_an_idle_session_does_not_open_the_account_pages_either(client, travel, name):
    begin = travel(BEGIN)
    client.get(INBOX)
    travel(begin + timedelta(minutes=31))
    assert is_out(client.get(reverse(name)))


def test_twelve_hours_end_a_session_however_busy(client, travel):
    begin = travel(BEGIN)
    for step in range(25):
        travel(begin + timedelta(minutes=29 * step))
        assert client.get(INBOX).status_code == 200
    travel(begin + timedelta(hours=12, minutes=1))  # 25 minutes after the last look
    assert is_out(client.get(INBOX))


def test_a_session_can_not_outlive_a_day_in_the_table(client):
    client.get(INBOX)
    assert Session.objects.get().expire_date <= clock.now() + timedelta(hours=12, minutes=1)


# --- being let go -----------------------------------------------------------------------------


def test_a_disabled_user_is_out_at_the_next_request(client, lead):
    assert client.get(INBOX).status_code == 200
    lead.is_active = False
    lead.save()
    assert is_out(client.get(INBOX))


def test_a_role_that_is_taken_away_is_gone_at_once(client, lead):
    assert client.get("/desk/certificates/").status_code == 200
    RoleGrant.objects.filter(user=lead).update(role=Role.CASEWORKER)
    assert client.get("/desk/certificates/").status_code == 403
    assert client.get(INBOX).status_code == 200
    RoleGrant.objects.filter(user=lead).delete()
    assert client.get(INBOX).status_code == 403


def test_a_new_role_works_at_once(client, lead):
    assert client.get("/desk/access/").status_code == 403
    RoleGrant.objects.create(user=lead, role=Role.DPO)
    assert client.get("/desk/access/").status_code == 200


def test_signing_out_kills_the_session_on_the_server(client):
    client.get(INBOX)
    stolen = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert is_out(thief.get(INBOX))
    assert not Session.objects.filter(session_key=stolen).exists()


def test_looking_at_the_sign_out_page_does_not_sign_out(client):
    client.get(reverse("account_logout"))
    assert client.get(INBOX).status_code == 200


def test_a_changed_password_ends_the_other_sessions(client, lead):
    elsewhere = Client()
    elsewhere.force_login(lead)
    lead.set_password("ein-ganz-anderes-99")
    lead.save()
    assert is_out(elsewhere.get(INBOX))
    assert is_out(client.get(INBOX))


# --- signing in with the second factor --------------------------------------------------------


def code() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(TOTP_SECRET, counter))


def signing_in(lead) -> Client:
    """A browser that has sent mail address and password and is asked for the factor."""
    browser = Client()
    data = {"login": lead.email, "password": PASSWORD}
    answer = browser.post(reverse("account_login"), data)
    assert answer["Location"] == reverse("mfa_authenticate")
    return browser


def test_the_password_alone_opens_nothing(lead):
    browser = signing_in(lead)
    assert is_out(browser.get(INBOX))
    assert is_out(browser.get(reverse("mfa_index")))


def test_sign_in_with_a_one_time_password(lead):
    browser = signing_in(lead)
    before = browser.cookies["sessionid"].value
    answer = browser.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer["Location"] == reverse("home")
    assert browser.get(INBOX).status_code == 200
    assert browser.cookies["sessionid"].value != before


def test_a_one_time_password_works_once(lead):
    used = code()
    signing_in(lead).post(reverse("mfa_authenticate"), {"code": used})
    browser = signing_in(lead)
    answer = browser.post(reverse("mfa_authenticate"), {"code": used})
    assert answer.status_code == 200
    assert is_out(browser.get(INBOX))


@pytest.mark.parametrize("wrong", ["000000", "", "1234567890", "\x00", "一二三四五六", "9" * 5000])
def test_a_wrong_one_time_password_does_not_work(lead, wrong):
    browser = signing_in(lead)
    answer = browser.post(reverse("mfa_authenticate"), {"code": wrong})
    assert answer.status_code == 200
    assert is_out(browser.get(INBOX))


def test_a_recovery_code_works_once(lead):
    unused = RecoveryCodes(lead.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0]
    browser = signing_in(lead)
    browser.post(reverse("mfa_authenticate"), {"code": unused})
    assert browser.get(INBOX).status_code == 200
    again = signing_in(lead)
    again.post(reverse("mfa_authenticate"), {"code": unused})
    assert is_out(again.get(INBOX))


def test_the_secrets_of_the_factors_are_encrypted_in_the_table(lead):
    totp = Authenticator.objects.get(user=lead, type="totp")
    recovery = Authenticator.objects.get(user=lead, type="recovery_codes")
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert TOTP_SECRET not in stored
    assert crypto.decrypt(totp.data["secret"]) == TOTP_SECRET
    seed = crypto.decrypt(recovery.data["seed"])
    assert seed not in stored
    assert not [one for one in RecoveryCodes(recovery).get_unused_codes() if one in stored]


def test_activating_a_factor_stores_it_encrypted(lead):
    Authenticator.objects.filter(user=lead).delete()
    browser = Client()
    browser.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.get(reverse("mfa_activate_totp"))
    secret = browser.session["mfa.totp.secret"]
    counter = next(iter(yield_hotp_counters_from_time()))
    right = format_hotp_value(hotp_value(secret, counter))
    browser.post(reverse("mfa_activate_totp"), {"code": right})
    stored = Authenticator.objects.get(user=lead, type="totp").data
    assert secret not in json.dumps(stored)


def test_the_session_of_a_signed_in_user_holds_no_secret(lead):
    browser = signing_in(lead)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    held = json.dumps({key: str(value) for key, value in browser.session.items()})
    assert PASSWORD not in held
    assert TOTP_SECRET not in held
