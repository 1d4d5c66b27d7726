from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm


class PasskeyLoginForm(LoginWebAuthnForm):
    """Signing in with a passkey; anybody may send anything here."""

    def clean_credential(self) -> Authenticator:
        """What is no credential at all is a wrong one: allauth lets some shapes of JSON fail."""
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise get_adapter().validation_error("incorrect_code") from fault
