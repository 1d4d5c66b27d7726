"""Supporter circles, operators, departments, the Region: their own place.

Each of ``PAGES`` has two addresses: here for an account, in ``place_urls`` for a mail's link.
"""

from django.urls import path

from hilfelotse.web.partners.acting import Page, with_account
from hilfelotse.web.partners.views import (
    gifts,
    goods,
    helpers,
    home,
    needs,
    premises,
    profile,
    referrals,
    table,
    weekly,
)

PAGES: list[tuple[str, Page, str]] = [
    ("", referrals.referrals, "referrals"),
    ("liste/", weekly.weekly, "weekly"),
    ("anfragen/<number:referral_id>/", referrals.referral, "referral"),
    ("anfragen/<number:referral_id>/ergebnis/", referrals.result, "result"),
    ("anfragen/<number:referral_id>/wohnung/", home.step, "home_step"),
    ("anfragen/<number:referral_id>/wohnung.pdf", home.pdf, "home_pdf"),
    ("anfragen/<number:referral_id>/objekt.pdf", premises.pdf, "premises_pdf"),
    ("bedarf/", needs.needs, "needs"),
    ("bedarf.csv", table.needs_csv, "needs_csv"),
    ("bedarf/neu/", needs.need_new, "need_new"),
    ("bedarf/einlesen/", table.needs_import, "needs_import"),
    ("bedarf/<number:need_id>/", needs.need, "need"),
    ("bedarf/<number:need_id>/aendern/", needs.need_edit, "need_edit"),
    ("bedarf/<number:need_id>/tun/", needs.need_do, "need_do"),
    ("leute/", helpers.helpers, "helpers"),
    ("leute/<number:placement_id>/", helpers.helper_step, "helper_step"),
    ("sachen/", goods.goods, "goods"),
    ("sachen/<number:reservation_id>/", goods.handover, "handover"),
    ("sachen/<number:reservation_id>/foto/<number:photo_id>/", goods.photo, "handover_photo"),
    ("spenden/", gifts.gifts, "gifts"),
    ("spenden/<number:advice_id>/", gifts.gift, "gift"),
    ("profil/", profile.profile, "profile"),
    ("profil/<number:organisation_id>/", profile.profile_edit, "profile_edit"),
    ("profil/<number:organisation_id>/stimmt/", profile.profile_confirm, "profile_confirm"),
    ("profil/<number:organisation_id>/annahme/", profile.intakes, "intakes"),
    ("profil/<number:organisation_id>/kalender/", profile.calendar, "calendar"),
    ("profil/<number:organisation_id>/konten/", profile.members, "members"),
    ("konten/<number:membership_id>/entfernen/", profile.member_remove, "member_remove"),
    ("profil/<number:organisation_id>/person/", profile.contact_new, "contact_new"),
    ("person/<number:contact_id>/", profile.contact_edit, "contact_edit"),
]

app_name = "partners"
urlpatterns = [path(address, with_account(page), name=name) for address, page, name in PAGES]
