from django.urls import path

from hilfelotse.web.links.views import (
    confirm,
    gift,
    goods,
    handover,
    home,
    lost,
    premises,
    profile,
    referral,
    status,
    still_needed,
    volunteering,
)

app_name = "links"
urlpatterns = [
    path("bestaetigen/<token:token>/", confirm.confirm, name="confirm"),
    path("status/", lost.lost, name="lost"),
    path("status/<token:token>/", status.status, name="status"),
    path("status/<token:token>/aendern/", status.change, name="change"),
    path("status/<token:token>/pause/", status.pause, name="pause"),
    path("status/<token:token>/weiter/", status.resume, name="resume"),
    path("status/<token:token>/zurueckziehen/", status.withdraw, name="withdraw"),
    path(
        "status/<token:token>/vorschlag/<number:proposal_id>/",
        volunteering.choose,
        name="choose",
    ),
    path("status/<token:token>/nichts-passt/", volunteering.none_fits, name="none_fits"),
    path("status/<token:token>/absagen/<number:placement_id>/", volunteering.cancel, name="cancel"),
    path("wie-laeuft-es/<token:token>/", volunteering.check_back, name="check_back"),
    path("status/<token:token>/adresse/", status.address, name="address"),
    path("status/<token:token>/erlaubnis/", status.allow, name="allow"),
    path(
        "status/<token:token>/kontakt/<number:referral_id>/", status.contact, name="contact_consent"
    ),
    path(
        "status/<token:token>/zustimmung/<number:organisation_id>/",
        status.take_back,
        name="take_back",
    ),
    path("spende/<token:token>/", gift.gift, name="gift"),
    path("eintrag/<token:token>/", profile.profile, name="profile"),
    path("eintrag/<token:token>/aendern/", profile.change, name="profile_change"),
    path(
        "eintrag/<token:token>/person/<number:contact_id>/",
        profile.change_person,
        name="profile_contact",
    ),
    path("status/<token:token>/sachen/", goods.goods_do, name="goods_do"),
    path("uebergabe/<token:token>/", handover.handover, name="handover"),
    path("uebergabe/<token:token>/foto/<number:photo_id>/", handover.photo, name="handover_photo"),
    path("anfrage/<token:token>/", referral.answer, name="answer"),
    path("anfrage/<token:token>/kontakt/", referral.contact, name="contact"),
    path("anfrage/<token:token>/ergebnis/", referral.result, name="result"),
    path("anfrage/<token:token>/wohnung/", home.step, name="home_step"),
    path("anfrage/<token:token>/wohnung.pdf", home.pdf, name="home_pdf"),
    path("anfrage/<token:token>/objekt.pdf", premises.pdf, name="premises_pdf"),
    path("noch-gebraucht/<token:token>/", still_needed.still_needed, name="still_needed"),
    path("noch-frei/<token:token>/", home.still_free, name="still_free"),
]
