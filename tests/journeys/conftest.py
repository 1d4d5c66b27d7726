"""What all journeys share: forms may be sent as fast as a browser types, and ways of signing in."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page

from hilfelotse.accounts.models import User
from hilfelotse.web.components import guard


@pytest.fixture(autouse=True)
def _fast_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard against robots would stop a test that types faster than people."""
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", 0)


@pytest.fixture
def post(run_tasks: Callable[[], int]) -> Callable[[str], list[str]]:
    """``post("toni@post.example")``: let the worker deliver, then the mails there, oldest first."""

    def letters(address: str) -> list[str]:
        run_tasks()
        return [
            f"{letter.subject}\n{letter.body}" for letter in mail.outbox if address in letter.to
        ]

    return letters


@pytest.fixture
def desk_page(new_page: Callable[..., Page], live_server) -> Callable[..., Page]:
    """``desk_page(user)``: a new visitor who is signed in as ``user``, without the form."""

    def signed_in(user: User, **options) -> Page:
        client = Client()
        client.force_login(user)
        page = new_page(**options)
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": live_server.url,
                }
            ]
        )
        return page

    return signed_in
