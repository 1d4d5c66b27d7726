"""Where allauth meets our rules: nobody signs up alone, secrets are stored encrypted."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from hilfelotse.base import crypto

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are invited by an administrator; there is no public registration."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A disabled account looks like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down is no error page: it would tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("account mail not sent: %s", type(error).__name__)

    def respond_user_inactive(
        self, request: HttpRequest, user: AbstractBaseUser
    ) -> HttpResponseRedirect:
        """A passkey of a disabled account opens nothing either."""
        return HttpResponseRedirect(reverse("account_login"))


class MfaAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        """Seeds of one-time passwords and recovery codes: encrypted in the database."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed that ``encrypt`` was given."""
        return crypto.decrypt(encrypted_text)
