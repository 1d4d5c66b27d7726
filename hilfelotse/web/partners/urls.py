"""Supporter circles, operators, departments, the Region: their own place.

Each of ``PAGES`` has two addresses: here for an account, in ``place_urls`` for a mail's link.
"""

from django.urls import path

from hilfelotse.web.partners.acting import Page, with_account
from hilfelotse.web.partners.views import referrals

PAGES: list[tuple[str, Page, str]] = [
    ("", referrals.referrals, "referrals"),
    ("anfragen/<number:referral_id>/", referrals.referral, "referral"),
    ("anfragen/<number:referral_id>/ergebnis/", referrals.result, "result"),
]

app_name = "partners"
urlpatterns = [path(address, with_account(page), name=name) for address, page, name in PAGES]
