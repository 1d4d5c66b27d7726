"""Who gets what, for every address of the product. Written by hand; the test walks all of it.

A row names the route, who may use it, and what they get: for GET, for POST without any fields, and
where the address holds an id or a link also for a ``foreign`` one (somebody else's, or one that the
page is not for) and a ``guessed`` one. Everybody else is asked to sign in or gets 403, before the
page looks at the id. 405: the page does not know the method.
"""

from dataclasses import dataclass

from tests.web.world import ANONYMOUS, ROLES

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {ANONYMOUS}
DESK = frozenset({"lead", "caseworker"})
LEAD = frozenset({"lead"})
SWITCHBOARD = DESK | {"switchboard"}
LEAD = frozenset({"lead"})
LEAD_AND_DPO = frozenset({"lead", "dpo"})
INSPECTORS = frozenset({"lead", "inspector"})
OURS = frozenset({"partner_admin", "partner_member"})
PARTNERS = OURS | {"other_partner", "department"}
EDITORS = DESK | {"editor_city", "editor_region"}
# The city's page: who writes the Region's finds nothing to change; in a retired one nobody does.
CITY = {"owners": EDITORS - {"editor_region"}, "foreign": 404, "guessed": 404}

# What only the administrators of a body may: for its other members it is not there.
ADMINS = {"owners": frozenset({"partner_admin"}), "foreign": 404, "guessed": 404}

SIGN_IN = "sign in"  # 302 to the sign-in page, and back afterwards
Answer = int | str


@dataclass(frozen=True)
class Row:
    """``foreign`` and ``guessed``: for GET and POST alike; None where the answer is as for own."""

    who: frozenset[str]
    get: Answer
    post: Answer
    foreign: Answer | None = None
    guessed: Answer | None = None
    owners: frozenset[str] | None = None  # for whom "own" is their own; None: for all of ``who``
    outsiders: Answer | None = None  # what others get; None: sign in, or 403

    def expected(self, role: str, method: str, whose: str) -> Answer:
        if role not in self.who:
            return self.outsiders or (SIGN_IN if role == ANONYMOUS else 403)
        answer = self.get if method == "GET" else self.post
        if answer == 405 or (whose == "own" and (self.owners is None or role in self.owners)):
            return answer
        other = self.guessed if whose == "guessed" else self.foreign
        return answer if other is None else other


def page(who: frozenset[str], **more) -> Row:
    """Only to be looked at."""
    return Row(who, 200, 405, **more)


def form(who: frozenset[str], empty: int = 200, **more) -> Row:
    """Shows a form; ``empty``: what sending it empty gives."""
    return Row(who, 200, empty, **more)


def act(who: frozenset[str], empty: int = 302, **more) -> Row:
    """Only to be sent."""
    return Row(who, 405, empty, guessed=404, **more)


def door(get: Answer, post: Answer, **more) -> Row:
    """Behind a link: a wrong link looks like none, to everybody."""
    return Row(EVERYBODY, get, post, foreign=404, guessed=404, **more)


TABLE: dict[str, Row] = {
    # --- what machines and browsers ask for -------------------------------------------------
    "root": Row(EVERYBODY, 302, 405),
    "robots": page(EVERYBODY),
    "sitemaps": page(EVERYBODY),
    "portal:sitemap": page(EVERYBODY),
    "worker": page(EVERYBODY),
    "portal:offline": page(EVERYBODY),
    "portal:core_list": page(EVERYBODY),
    "portal:manifest": page(EVERYBODY),
    "health": page(EVERYBODY),
    "home": Row(SIGNED_IN, 302, 405),
    "other_tag": Row(EVERYBODY, 301, 405, guessed=404),
    # --- the public portal --------------------------------------------------------------------
    "portal:start": page(EVERYBODY),
    "portal:needs": page(EVERYBODY),
    "portal:need": page(EVERYBODY, foreign=404, guessed=404),
    "portal:need_picture": page(EVERYBODY, foreign=404, guessed=404),
    "portal:needs_feed": page(EVERYBODY),
    "embed": page(EVERYBODY, guessed=404),
    "picture": page(EVERYBODY, foreign=404, guessed=404),
    "portal:search": page(EVERYBODY),
    "portal:search_missing": Row(EVERYBODY, 405, 302),
    "portal:privacy": page(EVERYBODY),
    "portal:imprint": page(EVERYBODY),
    "portal:accessibility": page(EVERYBODY),
    "portal:sign_language": page(EVERYBODY),
    "portal:info": page(EVERYBODY),
    "portal:page": page(EVERYBODY, guessed=404),
    "portal:pages_pdf": Row(EVERYBODY, 404, 405),  # none of the world's pages is a core page
    "portal:faq": page(EVERYBODY),
    "portal:news": page(EVERYBODY),
    "portal:news_feed": page(EVERYBODY),
    "portal:contact_finder": page(EVERYBODY),
    "portal:accommodations": page(EVERYBODY),
    "portal:feedback": form(EVERYBODY),
    "portal:feedback_sent": page(EVERYBODY),
    "portal:money": form(EVERYBODY),
    "portal:property": page(EVERYBODY),
    "portal:property_room": form(EVERYBODY),
    "portal:property_building": form(EVERYBODY),
    "portal:question": form(EVERYBODY),
    "portal:idea": form(EVERYBODY),
    "portal:organisation": form(EVERYBODY),
    "portal:goods": form(EVERYBODY),
    "portal:goods_step": form(EVERYBODY, foreign=302, guessed=302),  # to the beginning
    "portal:home": form(EVERYBODY),
    "portal:home_step": form(EVERYBODY, foreign=302, guessed=302),  # to the beginning
    "portal:home_done": page(EVERYBODY, foreign=404, guessed=404),
    "portal:goods_done": page(EVERYBODY, foreign=404, guessed=404),
    "portal:help": form(EVERYBODY),
    "portal:help_step": form(EVERYBODY, foreign=302, guessed=302),  # to the beginning
    "portal:help_done": page(EVERYBODY, foreign=404, guessed=404),
    "portal:thanks": page(EVERYBODY, foreign=404, guessed=404),
    # --- behind links -------------------------------------------------------------------------
    "links:lost": form(EVERYBODY),
    "links:confirm": door(200, 200),
    "links:still_needed": door(200, 200),
    "links:status": door(200, 405),
    "links:change": door(200, 200),
    "links:pause": door(200, 302),
    "links:resume": door(405, 302),
    "links:goods_do": door(405, 302),
    "links:handover": door(200, 200),
    "links:handover_photo": door(200, 405),
    "links:withdraw": door(200, 302),
    "links:choose": door(405, 302),
    "links:none_fits": door(200, 302),
    "links:cancel": door(200, 302),
    "links:check_back": door(200, 200),
    "links:address": door(200, 200),
    "links:allow": door(200, 302),
    # 404 here, because nothing was allowed beforehand; see test_status_link.py for the way it goes
    "links:take_back": Row(EVERYBODY, 405, 404, foreign=404, guessed=404),
    "links:contact_consent": door(200, 200),
    "links:profile": door(200, 200),
    "links:profile_change": door(200, 200),
    "links:profile_contact": door(200, 200),
    "links:answer": door(200, 200),
    "links:gift": door(200, 200),
    "links:contact": door(200, 405),
    "links:result": door(200, 200),
    "links:home_step": door(405, 422),
    "links:home_pdf": door(200, 405),
    "links:premises_pdf": door(200, 405),
    "links:still_free": door(200, 200),
    # --- the desk -----------------------------------------------------------------------------
    "desk:welcome": page(SIGNED_IN),
    "desk:inbox": page(DESK),
    "desk:search": page(DESK),
    "desk:counts": Row(DESK, 302, 405),
    "desk:filter_keep": act(DESK, 422),
    "desk:filter_share": act(DESK, owners=frozenset({"lead"}), foreign=404),
    "desk:filter_delete": act(DESK, owners=frozenset({"lead"}), foreign=404),
    "desk:keys": page(DESK),
    "desk:keys_switch": act(DESK),
    "desk:case": page(DESK, guessed=404),
    "desk:split": act(DESK, 422),
    "desk:undo": act(DESK),
    "desk:take": act(DESK),
    "desk:assign": act(DESK),
    "desk:due": act(DESK, 422),
    "desk:note": act(DESK, 422),
    "desk:homes": page(DESK),
    "desk:home_edit": form(DESK, foreign=404, guessed=404),
    "desk:home_advise": act(DESK, 422, foreign=404),
    "desk:home_identity": act(DESK, foreign=404),
    "desk:home_still_free": act(DESK, 422, foreign=404),
    "desk:home_dossier": page(DESK, foreign=404, guessed=404),
    "desk:home_step": act(DESK, 422, foreign=404),
    "desk:limits": page(DESK),
    "desk:limit_new": act(LEAD, 422),
    "desk:talk": act(DESK, foreign=404),
    "desk:reply": form(DESK, guessed=404),
    "desk:attachment": page(DESK, foreign=404, guessed=404),
    "desk:mail_raw": page(DESK, foreign=404, guessed=404),
    "desk:mail_html": page(DESK, foreign=404, guessed=404),
    "desk:photo": page(DESK, foreign=404, guessed=404),
    "desk:goods": page(DESK),
    "desk:goods_new": form(DESK, 422),
    "desk:goods_reserve": act(DESK, 422, foreign=404),
    "desk:goods_do": act(DESK, foreign=404),
    "desk:handover": act(DESK, 404),
    "desk:ready": act(DESK, foreign=404),
    "desk:allow": act(DESK, foreign=404),
    "desk:guardian": act(DESK, 422, foreign=404),
    "desk:case_person": form(DESK, guessed=404),
    "desk:case_offer": form(DESK, foreign=404, guessed=404),
    "desk:pause": act(DESK, 302, foreign=404),
    "desk:resume": act(DESK, foreign=404),
    "desk:withdraw": act(DESK, foreign=404),
    "desk:close": act(DESK, 422),
    "desk:refer": form(DESK, foreign=404, guessed=404),
    "desk:pass_on": form(DESK, foreign=404, guessed=404),
    "desk:answer": act(DESK, 422),
    "desk:result": act(DESK, 422, foreign=404),
    "desk:recall": act(DESK),
    "desk:opinions": form(DESK, foreign=404, guessed=404),
    "desk:consent": act(DESK, 422),
    "desk:placement_step": Row(DESK, 405, 404, guessed=404),  # empty: no step at all
    "desk:placement_cancel": act(DESK),
    "desk:move_up": act(DESK),
    "desk:end": act(DESK, 422),
    "desk:checklist": act(DESK, foreign=404),
    "desk:propose": act(DESK, 422, foreign=404),
    "desk:none_fits": act(DESK),
    "desk:proposal_choose": act(DESK),
    "desk:alerts": page(LEAD),
    "desk:alert_seen": act(LEAD),
    "desk:mark": act(DESK, 422),
    "desk:restrict": act(DESK),
    "desk:unrestrict": act(LEAD),
    "desk:answers": page(DESK),
    "desk:answer_page": page(DESK, guessed=404),
    "desk:answer_outdated": act(DESK),
    "editors:pages": page(EDITORS),
    "editors:new": form(EDITORS, 422),
    "editors:gap_close": act(EDITORS),
    "editors:board": page(EDITORS),
    "editors:exchange": form(EDITORS, 422),
    "editors:export": Row(EDITORS, 422, 405),
    "editors:links": page(EDITORS),
    "editors:synonyms": form(EDITORS, 422),
    "editors:synonyms_remove": act(EDITORS),
    "editors:page": page(EDITORS, guessed=404),
    "editors:history": page(EDITORS, guessed=404),
    "editors:text": form(EDITORS, 422, **CITY),
    "editors:details": form(EDITORS, 422, **CITY),
    "editors:pictures": form(EDITORS, 422, **CITY),
    "editors:picture": page(EDITORS, guessed=404),
    "editors:picture_edit": form(EDITORS, 422, **CITY),
    "editors:picture_remove": Row(EDITORS, 405, 302, **CITY),
    "editors:confirm": Row(EDITORS, 405, 302, **CITY),
    "editors:retire": Row(EDITORS, 405, 302, **CITY),
    "editors:approve": Row(EDITORS, 405, 302, **CITY),
    "editors:restore": Row(EDITORS, 405, 302, **CITY),
    "editors:translate": form(EDITORS, 422, **CITY),
    "editors:translate_start": Row(EDITORS, 405, 302, **CITY),
    "editors:translate_approve": Row(EDITORS, 405, 302, **CITY),
    "desk:responsibilities": page(DESK),
    "desk:responsibility_new": form(LEAD),
    "desk:responsibility_end": act(LEAD),
    "desk:surplus": page(DESK),
    "desk:neutrality": page(LEAD),
    "desk:neutrality_table": page(LEAD),
    "desk:stops": page(DESK),
    "desk:stop_new": form(DESK),
    "desk:stop_end": act(DESK),
    "desk:rules": form(DESK),
    "desk:rule_new": act(LEAD, 422),
    "desk:rule_end": act(LEAD),
    "desk:advise": act(DESK, 422, foreign=404),
    "desk:council": act(DESK, 422, foreign=404),
    "desk:gift_result": act(DESK, 422),
    "desk:recipients": page(DESK),
    "desk:recipient_new": form(DESK),
    "desk:recipient_edit": form(DESK, guessed=404),
    "desk:recipient_end": act(DESK),
    "desk:premises": form(DESK, 200, foreign=404, guessed=404),
    "desk:premises_missing": form(DESK, 302, foreign=404, guessed=404),
    "desk:premises_decide": form(DESK, foreign=404, guessed=404),
    "desk:premises_again": act(DESK, foreign=404),
    "desk:premises_dossier": page(DESK, foreign=404, guessed=404),
    "desk:reserve": page(DESK),
    "desk:criteria": page(DESK),
    "desk:criterion_new": form(LEAD),
    "desk:criterion_edit": form(LEAD, guessed=404),
    "desk:needs": page(DESK),
    "desk:need_new": form(DESK),
    "desk:need": page(DESK, guessed=404),
    "desk:need_edit": form(DESK, guessed=404),
    "desk:need_state": act(DESK),
    "desk:organisations": page(DESK),
    "desk:organisations_table": page(DESK),
    "desk:organisation_intakes": form(DESK, guessed=404),
    "desk:organisation_confirm": act(DESK, 422),
    "desk:accommodations": page(DESK),
    "desk:accommodation_new": form(DESK),
    "desk:accommodation": page(DESK, guessed=404),
    "desk:accommodation_edit": form(DESK, guessed=404),
    "desk:organisation_new": form(DESK),
    "desk:organisation": page(DESK, guessed=404),
    "desk:organisation_list": act(DESK),
    "desk:organisation_edit": form(DESK, guessed=404),
    "desk:organisation_contact": form(DESK, guessed=404),
    "desk:contact_edit": form(DESK, guessed=404),
    "desk:call": form(DESK),
    "desk:call_find": page(DESK),
    "desk:call_case": page(DESK),
    "desk:call_lookup": page(DESK),
    "desk:call_offer": form(DESK),
    "desk:call_outdated": act(DESK, 200),
    "desk:callbacks": page(DESK),
    "desk:callback_hold": act(DESK),
    "desk:callback_release": act(DESK),
    "desk:callback_failed": act(DESK),
    "desk:callback_reached": act(DESK),
    "desk:callback_not_needed": act(DESK),
    "desk:duplicates": page(DESK),
    "desk:pair": act(DESK),
    "desk:unmerge": act(DESK),
    "desk:mail": page(DESK),
    "desk:mail_again": Row(DESK, 405, 302),  # a guessed one "does not wait for you"
    "desk:mail_seen": Row(DESK, 405, 302),  # likewise
    "desk:post": page(DESK),
    "desk:post_case": act(DESK),  # the mail is in a case: said on the next page
    "desk:textblocks": page(DESK),
    "desk:textblock_new": form(DESK),
    "desk:textblock_edit": form(DESK, guessed=404),
    "desk:team": page(DESK),
    # a caseworker's own; for somebody else's see test_team.py
    "desk:week": form(DESK, guessed=404),
    "desk:absence": form(DESK, guessed=404),
    "desk:absence_cancel": act(DESK),
    "desk:closing": page(DESK),
    "desk:day": page(DESK),
    "desk:certificates": form(INSPECTORS),
    "desk:certificate": form(INSPECTORS, foreign=404, guessed=404),
    "desk:access_log": page(frozenset({"dpo"})),
    "desk:person_find": form(LEAD_AND_DPO),
    "desk:person": page(LEAD_AND_DPO, guessed=404),
    "desk:person_export": act(LEAD_AND_DPO, 200),
    "desk:person_erase": act(LEAD_AND_DPO),  # unsaid that one is sure: back to the page
    # --- the switchboard: its own notes, nobody else's ------------------------------------------
    "switchboard:note": form(SWITCHBOARD),
    "switchboard:lookup": page(SWITCHBOARD),
    "switchboard:outdated": act(SWITCHBOARD),
    # --- partners: nobody learns that another organisation's referral exists ------------------
    "partners:referrals": page(PARTNERS),
    "partners:weekly": form(PARTNERS),
    "partners:needs": page(PARTNERS),
    "partners:need_new": form(PARTNERS),
    "partners:need_edit": form(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:needs_csv": page(PARTNERS),
    "partners:needs_import": form(PARTNERS, 422),
    "partners:need": page(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:need_do": Row(PARTNERS, 405, 302, owners=OURS, foreign=404, guessed=404),
    "partners:helpers": page(PARTNERS),
    "partners:helper_step": Row(PARTNERS, 405, 404),  # 404: it was not said which step
    "partners:goods": page(PARTNERS),
    "partners:handover": form(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:handover_photo": page(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:gifts": page(PARTNERS),
    "partners:gift": form(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:profile": page(PARTNERS),
    "partners:profile_confirm": Row(PARTNERS, 405, 302, owners=OURS, foreign=404, guessed=404),
    "partners:profile_edit": form(PARTNERS, **ADMINS),
    "partners:intakes": form(PARTNERS, **ADMINS),
    "partners:calendar": form(PARTNERS, **ADMINS),
    "partners:members": form(PARTNERS, **ADMINS),
    "partners:member_remove": Row(PARTNERS, 405, 302, **ADMINS),
    "partners:contact_new": form(PARTNERS, **ADMINS),
    "partners:contact_edit": form(PARTNERS, **ADMINS),
    "partners:referral": form(PARTNERS, owners=OURS, foreign=404, guessed=404),
    "partners:home_step": Row(PARTNERS, 405, 422, owners=OURS, foreign=404, guessed=404),
    "partners:home_pdf": Row(PARTNERS, 200, 405, owners=OURS, foreign=404, guessed=404),
    "partners:premises_pdf": Row(PARTNERS, 200, 405, owners=OURS, foreign=404, guessed=404),
    "partners:result": Row(PARTNERS, 405, 422, owners=OURS, foreign=404, guessed=404),
    # --- the same behind the link of a body's mail: without an account, by the body's own rows ---
    "place:referrals": door(200, 405),
    "place:weekly": door(200, 200),
    "place:feed": door(200, 405),
    "place:needs": door(200, 405),
    "place:need_new": door(200, 200),
    "place:need_edit": door(200, 200),
    "place:needs_csv": door(200, 405),
    "place:needs_import": door(200, 422),
    "place:need": door(200, 405),
    "place:need_do": door(405, 302),
    "place:helpers": door(200, 405),
    "place:helper_step": door(405, 404),
    "place:goods": door(200, 405),
    "place:handover": door(200, 200),
    "place:handover_photo": door(200, 405),
    "place:gifts": door(200, 405),
    "place:gift": door(200, 200),
    "place:profile": door(200, 405),
    "place:profile_confirm": door(405, 302),
    "place:profile_edit": door(200, 200),
    "place:intakes": door(200, 200),
    "place:calendar": door(200, 200),
    "place:members": door(404, 404),  # accounts are kept by accounts
    "place:member_remove": door(405, 404),
    "place:contact_new": door(200, 200),
    "place:contact_edit": door(200, 200),
    "place:referral": door(200, 200),
    "place:result": door(405, 422),
    "place:home_step": door(405, 422),
    "place:home_pdf": door(200, 405),
    "place:premises_pdf": door(200, 405),
    # --- signing in (allauth); everybody of the world has a password, TOTP and recovery codes --
    "account_login": Row(frozenset({ANONYMOUS}), 200, 200, outsiders=302),
    "account_logout": Row(SIGNED_IN, 200, 302, outsiders=302),
    "account_reset_password": form(EVERYBODY),
    "account_reset_password_done": page(EVERYBODY),
    "account_reset_password_from_key": Row(EVERYBODY, 200, 200),  # "the link is not valid"
    "account_reset_password_from_key_done": page(EVERYBODY),
    "account_reauthenticate": form(SIGNED_IN),
    "account_change_password": form(SIGNED_IN),
    "account_set_password": Row(SIGNED_IN, 302, 302),  # has one: to changing it
    "mfa_index": page(SIGNED_IN),
    "mfa_authenticate": Row(EVERYBODY, 302, 302),  # only in the middle of signing in
    "mfa_reauthenticate": form(SIGNED_IN),
    # What changes or shows a factor asks for the password or the factor once more.
    "mfa_activate_totp": Row(SIGNED_IN, 302, 302),
    "mfa_deactivate_totp": Row(SIGNED_IN, 302, 302),
    "mfa_view_recovery_codes": Row(SIGNED_IN, 302, 405),
    "mfa_generate_recovery_codes": Row(SIGNED_IN, 302, 302),
    "mfa_download_recovery_codes": Row(SIGNED_IN, 302, 302),
    "mfa_list_webauthn": page(SIGNED_IN),
    "mfa_add_webauthn": Row(SIGNED_IN, 302, 302),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN, 302, 302),
    "mfa_remove_webauthn": Row(SIGNED_IN, 302, 302),
    "mfa_edit_webauthn": Row(SIGNED_IN, 302, 302),
    "mfa_login_webauthn": Row(EVERYBODY, 302, 302),  # only asked by our script
    # --- the demo only ------------------------------------------------------------------------
    "demo:sign_ins": page(EVERYBODY),
    "demo:mailbox": page(EVERYBODY),
}
