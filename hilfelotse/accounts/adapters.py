"""Where allauth meets our rules: nobody signs up alone, secrets are stored encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from hilfelotse.base import crypto


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are invited by an administrator; there is no public registration."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        """Seeds of one-time passwords and recovery codes: encrypted in the database."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed that ``encrypt`` was given."""
        return crypto.decrypt(encrypted_text)
