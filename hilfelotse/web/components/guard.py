"""Against robots, without a riddle for people: a trap field, the time a form takes, a key.

Nothing is thrown away: who is stopped gets the form back as it was and a sentence about why.
"""

import re

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock, idempotency

QUICKEST_SECONDS = 2
LONGEST_SECONDS = 24 * 3600
PHOTOS_PER_ADDRESS, PHOTOS_WINDOW_SECONDS = 200, 600
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_SIGNER = signing.TimestampSigner(salt="form-time")


def started_now() -> str:
    """A signed note of when a form was shown."""
    return _SIGNER.sign("form")


def hurried(started: str) -> bool:
    """Whether a form came back faster than anybody can read it.

    A note that is not ours or is older than a day counts as hurried too: the next one is fresh.
    """
    try:
        _SIGNER.unsign(started, max_age=LONGEST_SECONDS)
    except signing.BadSignature:
        return True
    try:
        _SIGNER.unsign(started, max_age=QUICKEST_SECONDS)
    except signing.SignatureExpired:
        return False
    return True


class GuardedForm(forms.Form):
    """Adds the trap, the time and the idempotency key to a public form."""

    website = forms.CharField(
        label=_("Dieses Feld bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    guards = ("website", "started", "key")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("started", started_now())
        self.initial.setdefault("key", idempotency.new_key())

    def clean(self) -> dict:
        data = super().clean()
        if data.get("website"):
            self.add_error(None, _("Bitte lassen Sie das letzte Feld leer und senden Sie erneut."))
        elif self.errors:
            pass  # one thing after the other: these errors bring the form back anyway
        elif hurried(data.get("started", "")) or not _KEY.fullmatch(data.get("key", "")):
            self._renew()
            self.add_error(None, _("Bitte senden Sie noch einmal ab."))
        return data

    def _renew(self) -> None:
        """Put a fresh time and key into the form that is shown again."""
        self.data = self.data.copy()
        self.data["started"], self.data["key"] = started_now(), idempotency.new_key()


def client_address(request: HttpRequest) -> str:
    """Where a request comes from. Only what our own proxies wrote is believed."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")


def too_many(request: HttpRequest, what: str, limit: int, seconds: int) -> bool:
    """Whether this address did ``what`` more than ``limit`` times in ``seconds``.

    An accommodation, a school or the city hall is one address: limits by address are wide.
    """
    # By the clock: Django's cache in the database begins a key's life anew with each count.
    window = int(clock.now().timestamp()) // seconds
    key = f"limit:{what}:{client_address(request)}:{window}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out in this moment
        return False


TOO_MANY = _(
    "Von diesem Anschluss kamen gerade sehr viele Anfragen. Bitte versuchen Sie es in einigen "
    "Minuten noch einmal oder rufen Sie uns an."
)


def photos_sent(request: HttpRequest) -> tuple[MultiValueDict, bool]:
    """The files of a form, and whether too many came from there: then none is even looked at.

    Drawing a picture anew costs more than anything else that a stranger can ask for.
    """
    if not request.FILES:
        return request.FILES, False
    stopped = too_many(request, "photos", PHOTOS_PER_ADDRESS, PHOTOS_WINDOW_SECONDS)
    return (MultiValueDict(), True) if stopped else (request.FILES, False)
