"""„Ich möchte helfen“, walked once, and then sent many times, each time by a new browser."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from benchmarks.visitor import Visitor
from hilfelotse.accounts.sessions import SessionStore
from hilfelotse.base import idempotency

START = "/de/helfen/"
ANSWERS: dict[str, dict[str, Any]] = {
    "was": {"activities": ["SPR", "BEG", "ESS"]},
    "sprachen": {"german": "6", "language_1": "ar", "level_1": "3"},
    "koennen": {"experience": "Ich habe früher als Lehrerin gearbeitet."},
    "wann": {"times": ["wd_evening", "we_day"], "frequency": "weekly", "volume": "5"},
    "wo": {"postcode": "30449", "radius": "10"},
    "kontakt": {
        "name": "Robin Müller", "email": "robin@post.example", "phone": "0511 123456",
        "age": "adult",
    },
    "erlaubnis": {"kinds": ["circle", "association"]},
}  # fmt: skip


class Offering:
    """One draft, complete up to the check page, and copies of it in sessions of their own."""

    def __init__(self, application: Any) -> None:
        self.cookie = settings.SESSION_COOKIE_NAME
        self.visitor = Visitor(application)
        self.fresh: dict[str, tuple[Visitor, str]] = {}  # each step as one first comes to it
        address = self.visitor.fill_in(START, {"who": "person"})
        for name, answers in ANSWERS.items():
            assert f"/{name}/" in address, (name, address)
            self.fresh[name] = (self._copy(0), address)
            address = self.visitor.fill_in(address, answers)
        self.check = address
        self.token = self.visitor.token(address)

    def copies(self, count: int) -> Iterator[Visitor]:
        """Other people who stand before the same last click."""
        return iter([self._copy(number) for number in range(count)])

    def send(self, visitor: Visitor) -> None:
        """The last click."""
        answer = visitor.post(self.check, {"csrfmiddlewaretoken": self.token})
        assert answer.headers.get("Location", "").endswith("/fertig/"), answer.body.decode()

    def _copy(self, number: int) -> Visitor:
        session = SessionStore()
        session.update(SessionStore(self.visitor.cookies[self.cookie]).items())
        for draft in session["drafts"].values():
            draft["key"] = idempotency.new_key()
        session.save(must_create=True)
        visitor = Visitor(self.visitor.application, f"10.1.{number // 250}.{number % 250}")
        visitor.cookies = self.visitor.cookies | {self.cookie: session.session_key}
        return visitor
