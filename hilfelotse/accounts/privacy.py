from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register

SIGN_IN = Purpose("signing in and knowing who did what", retention="while employed or partner")
DRAFT = Purpose("what a citizen has typed so far, and who is signed in", retention="24 hours")

register.add(
    Entry(
        User,
        group(TECHNICAL, "id", "is_active", "date_joined", "last_login")
        | group(SIGN_IN, "email", "name", "password"),
    )
)
register.add(Entry(RoleGrant, group(TECHNICAL, "id") | group(SIGN_IN, "user", "role")))
register.add(
    Entry(
        EmailAddress,
        group(TECHNICAL, "id", "verified", "primary") | group(SIGN_IN, "user", "email"),
    )
)
register.add(
    Entry(
        EmailConfirmation,
        group(TECHNICAL, "id", "created", "sent", "key") | group(SIGN_IN, "email_address"),
    )
)
register.add(
    Entry(
        Authenticator,
        group(TECHNICAL, "id", "type", "created_at", "last_used_at")
        | group(SIGN_IN, "user", "data"),
    )
)
register.add(Entry(Session, group(DRAFT, "session_key", "session_data", "expire_date")))
