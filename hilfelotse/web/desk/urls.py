from django.urls import path

from hilfelotse.web.desk.views import (
    act,
    case,
    certificates,
    inbox,
    mail,
    needs,
    organisations,
    privacy,
    refer,
)

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("search/", inbox.search, name="search"),
    path("welcome/", inbox.welcome, name="welcome"),
    path("cases/<number:case_id>/", case.case, name="case"),
    path("cases/<number:case_id>/take/", act.take, name="take"),
    path("cases/<number:case_id>/assign/", act.assign, name="assign"),
    path("cases/<number:case_id>/due/", act.due, name="due"),
    path("cases/<number:case_id>/note/", act.note, name="note"),
    path("cases/<number:case_id>/talk/", act.talk, name="talk"),
    path("cases/<number:case_id>/ready/", act.ready, name="ready"),
    path("cases/<number:case_id>/allow/", act.allow, name="allow"),
    path("cases/<number:case_id>/guardian/", act.guardian, name="guardian"),
    path("cases/<number:case_id>/close/", act.close, name="close"),
    path("cases/<number:case_id>/refer/<number:need_id>/", refer.refer, name="refer"),
    path("referrals/<number:referral_id>/recall/", refer.recall, name="recall"),
    path("referrals/<number:referral_id>/consent/", refer.consent, name="consent"),
    path("placements/<number:placement_id>/start/", refer.start, name="start"),
    path("placements/<number:placement_id>/end/", refer.end, name="end"),
    path("needs/", needs.needs, name="needs"),
    path("needs/new/", needs.new, name="need_new"),
    path("needs/<number:need_id>/", needs.need, name="need"),
    path("needs/<number:need_id>/edit/", needs.edit, name="need_edit"),
    path("needs/<number:need_id>/state/", needs.state, name="need_state"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new, name="organisation_new"),
    path(
        "organisations/<number:organisation_id>/", organisations.organisation, name="organisation"
    ),
    path(
        "organisations/<number:organisation_id>/edit/",
        organisations.edit,
        name="organisation_edit",
    ),
    path(
        "organisations/<number:organisation_id>/contact/",
        organisations.contact,
        name="organisation_contact",
    ),
    path("certificates/", certificates.find, name="certificates"),
    path("certificates/<number:case_id>/", certificates.inspect, name="certificate"),
    path("mail/", mail.attention, name="mail"),
    path("mail/<number:mail_id>/again/", mail.again, name="mail_again"),
    path("access/", privacy.access_log, name="access_log"),
    path("person/", privacy.find, name="person_find"),
    path("person/<number:party_id>/", privacy.person, name="person"),
    path("person/<number:party_id>/export/", privacy.export, name="person_export"),
    path("person/<number:party_id>/erase/", privacy.erase, name="person_erase"),
]
