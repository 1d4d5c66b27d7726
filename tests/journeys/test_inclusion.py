"""Everybody can use every page: axe, reflow, targets, errors, keyboard.

The tables say which page is examined in which states. A new route without a row fails
``test_every_page_is_examined``.
"""

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils.translation import get_language_from_path, override
from playwright.sync_api import Error, Page, Response, expect

from hilfelotse.accounts.roles import Role
from hilfelotse.correspondence import demo_mailbox
from tests.factories import users
from tests.journeys import walks, world
from tests.journeys.axe import IN_ANOTHER_LANGUAGE, LOW, THOROUGH, View, errors_of, examine, show
from tests.journeys.walks import go_on
from tests.journeys.world import World

pytestmark = [pytest.mark.journey, pytest.mark.walk]

Open = Callable[[Page, World], object]
Table = dict[str, dict[str, Open]]  # route → state → how to get there
TARGET = 44
PASSWORD = "ein-langes-Kennwort"
BARE = {"embed"}  # pages without our frame, to be shown in pages of others
NOTHING = SimpleNamespace(tokens={})
ERRORS = "errors"  # states of this name (or ending so) show a form that came back


# --- how to get there ----------------------------------------------------------------------------


def at(path: str) -> Open:
    """An address; ``{name}`` is something of the world, ``{ready_token}`` a link's token."""

    def open_it(page: Page, city: World) -> None:
        tokens = {f"{name}_token": token for name, token in city.tokens.items()}
        page.goto(path.format(**vars(city) | tokens))

    return open_it


def then(first: Open, *more: Callable[[Page], object]) -> Open:
    """Go there, then do more."""

    def open_it(page: Page, city: World) -> None:
        first(page, city)
        for do in more:
            do(page)
            page.wait_for_load_state()

    return open_it


def sent_empty(path: str) -> Open:
    """The page's form, sent as it stands."""
    return then(at(path), go_on)


def step(name: str, language: str) -> Open:
    return lambda page, city: walks.walk_to(page, name, language=language, on=True)


def home_step(name: str, language: str) -> Open:
    return lambda page, city: walks.walk_to_home(page, name, language, on=True)


def goods_step(name: str, language: str, **other: str) -> Open:
    on = not other  # other answers ask for a walk of their own
    return lambda page, city: walks.walk_to_goods(page, name, language, on=on, **other)


def with_errors(states: dict[str, Open], *wrong: str) -> dict[str, Open]:
    """The steps, and behind each of ``wrong`` the same step sent empty."""
    table = {}
    for name, open_it in states.items():
        table[name] = open_it
        if name in wrong:
            table[f"{name} {ERRORS}"] = then(open_it, go_on)
    return table


def unfolded(path: str, form: str, **fields: str) -> Open:
    """A folded form of a case, sent empty or with a few wrong words."""

    def send(page: Page) -> None:
        folded = page.locator(f"details form[action$='/{form}/']")
        folded.evaluate("form => { form.closest('details').open = true; }")
        folded.locator(":checked[type=checkbox]").evaluate_all(
            "boxes => boxes.forEach(box => { box.checked = false; })"
        )
        for name, text in fields.items():
            folded.locator(f"[name$={name}]").fill(text)
        folded.evaluate("form => form.submit()")
        expect(page).to_have_url(re.compile(rf"/{form}/$"))

    return then(at(path), send)


def _fill(**fields: str) -> Callable[[Page], None]:
    def fill(page: Page) -> None:
        for field, text in fields.items():
            walks.write(page, field, text)
        go_on(page)

    return fill


def _preview_of(title: str, text: str) -> Callable[[Page], None]:
    def look(page: Page) -> None:
        walks.write(page, "title", title)
        page.locator("main textarea").evaluate(  # an editor stands before it
            "(area, text) => { area.value = text; area.dispatchEvent(new Event('input')); }", text
        )
        walks.press(page, "Vorschau")

    return look


def _bring_a_file(page: Page) -> None:
    content = (
        'msgid ""\nmsgstr "Language: ar\\n"\n\n'
        'msgctxt "nie-gewesen 1 0 0"\nmsgid "Titel"\nmsgstr "عنوان"\n\n'
        'msgctxt "von anderen"\nmsgid "Fremd"\nmsgstr "غريب"\n'
    )
    form = page.locator("main form[method=post]")
    form.get_by_label("Sprache").select_option("ar")
    form.get_by_label("Datei vom Übersetzungsbüro").set_input_files(
        {"name": "ar.po", "mimeType": "text/plain", "buffer": content.encode()}
    )
    form.get_by_role("button", name="Hereinbringen").click()


# --- the tables ----------------------------------------------------------------------------------


def citizen_pages(language: str) -> Table:
    """What a citizen meets, in one language."""
    base = f"/{language}"
    status = f"{base}/status/"
    steps = {name: step(name, language) for name in [*walks.STEPS[1:], "pruefen"]}
    goods = {name: goods_step(name, language) for name in [*walks.GOODS_STEPS[1:], "pruefen"]}
    home = {name: home_step(name, language) for name in [*walks.HOME_STEPS[1:], "pruefen"]}
    return {
        "portal:start": {"filled": at(f"{base}/")},
        "portal:needs": {
            "filled": at(f"{base}/bedarf/"),
            "empty": at(f"{base}/bedarf/?aufgabe=GES"),
        },
        "portal:need": {
            "open": at(f"{base}/bedarf/{{need.pk}}/"),
            "full": at(f"{base}/bedarf/{{full.pk}}/"),
        },
        "embed": {"filled": at("/einbetten/{circle.pk}/")},
        "portal:goods": {
            "empty": at(f"{base}/sachspende/"),
            ERRORS: sent_empty(f"{base}/sachspende/"),
        },
        "portal:goods_step": {
            **with_errors(goods, "rat", "kontakt"),
            "stopped": goods_step("rat", language, item="Romane", group="school"),
            "never": goods_step("rat", language, item="Matratze", group="furniture"),
        },
        "portal:goods_done": {
            "done": then(goods_step("pruefen", language, item="Herrenjacken"), go_on)
        },
        "portal:help": {
            "empty": at(f"{base}/helfen/"),
            "for a need": at(f"{base}/helfen/?bedarf={{need.pk}}"),
            ERRORS: sent_empty(f"{base}/helfen/"),
        },
        "portal:help_step": {
            "gruppe": then(at(f"{base}/helfen/"), _choose("who", "group"), go_on),
            "kreis": then(at(f"{base}/helfen/"), _choose("who", "circle"), go_on),
            f"gruppe {ERRORS}": then(
                at(f"{base}/helfen/"), _choose("who", "company"), go_on, go_on
            ),
            **with_errors(steps, "was", "wann", "wo", "kontakt"),
        },
        "portal:help_done": {"done": then(step("pruefen", language), go_on)},
        "portal:money": {
            "filled": at(f"{base}/geldspende/"),
            ERRORS: sent_empty(f"{base}/geldspende/"),
        },
        "portal:home": {
            "empty": at(f"{base}/wohnung/"),
            ERRORS: sent_empty(f"{base}/wohnung/"),
        },
        "portal:home_step": {
            **with_errors(home, "groesse", "kontakt"),
        },
        "portal:home_done": {"done": then(home_step("pruefen", language), go_on)},
        "portal:property": {"filled": at(f"{base}/flaeche/")},
        "portal:property_room": {
            "empty": at(f"{base}/flaeche/raum/"),
            ERRORS: sent_empty(f"{base}/flaeche/raum/"),
        },
        "portal:property_building": {
            "empty": at(f"{base}/flaeche/objekt/"),
            ERRORS: sent_empty(f"{base}/flaeche/objekt/"),
        },
        "portal:question": {
            "empty": at(f"{base}/frage/"),
            ERRORS: sent_empty(f"{base}/frage/"),
            "answers": then(
                at(f"{base}/frage/"),
                _fill(text="Wo kann ich Deutsch lernen?", name="Ole", phone="0511 1234"),
            ),
        },
        "portal:idea": {
            "empty": at(f"{base}/idee/"),
            ERRORS: sent_empty(f"{base}/idee/"),
        },
        "portal:organisation": {
            "empty": at(f"{base}/organisation/"),
            ERRORS: sent_empty(f"{base}/organisation/"),
        },
        "portal:thanks": {
            "done": then(
                at(f"{base}/frage/"), _fill(text="?", name="Ole", phone="0511 1234")
            )
        },
        "portal:info": {
            "filled": at(f"{base}/info/"),
            "choosing": then(
                at(f"{base}/info/"),
                lambda page: page.locator("main .disclosure summary").last.click(),
            ),
        },
        "portal:pages_pdf": {
            "refused": at(f"{base}/info/seiten.pdf?{'&'.join(f'seite={n}' for n in range(41))}"),
        },
        "portal:page": {
            "rubric": at(f"{base}/info/lernen/"),
            "filled": at(f"{base}/info/deutsch-lernen/"),
            "doubtful": at(f"{base}/info/wo-ist-das-amt/"),
            "event": at(f"{base}/info/offenes-cafe/"),
            "refused": at(f"{base}/info/nie-gewesen/"),
        },
        "portal:faq": {
            "filled": at(f"{base}/fragen/"),
            "open": then(
                at(f"{base}/fragen/"),
                lambda page: page.locator(".question summary").first.click(),
            ),
        },
        "portal:news": {"filled": at(f"{base}/aktuelles/")},
        "portal:contact_finder": {
            "empty": at(f"{base}/ansprechpartner/"),
            ERRORS: at(f"{base}/ansprechpartner/?plz=12"),
            "filled": at(f"{base}/ansprechpartner/?anliegen=school&plz=30451"),
            "elsewhere": at(f"{base}/ansprechpartner/?anliegen=violence&plz=99999"),
        },
        "portal:accommodations": {"filled": at(f"{base}/unterkuenfte/")},
        "portal:feedback": {
            "empty": at(f"{base}/rueckmeldung/"),
            ERRORS: sent_empty(f"{base}/rueckmeldung/"),
        },
        "portal:feedback_sent": {"done": at(f"{base}/rueckmeldung/danke/")},
        "portal:offline": {"read": at(f"{base}/offline/")},
        "portal:search": {
            "empty": at(f"{base}/suche/"),
            "marks": at(f"{base}/suche/?q=%3F%21"),
            "filled": at(f"{base}/suche/?q=Deutsch"),
            "nothing": at(f"{base}/suche/?q=xylophonkonzert"),
            "done": at(f"{base}/suche/?q=xylophonkonzert&notiert=1"),
        },
        "portal:privacy": {"read": at(f"{base}/datenschutz/")},
        "portal:imprint": {"read": at(f"{base}/impressum/")},
        "portal:accessibility": {"read": at(f"{base}/barrierefreiheit/")},
        "portal:sign_language": {"read": at(f"{base}/gebaerdensprache/")},
        "links:lost": {
            "empty": at(status),
            ERRORS: sent_empty(status),
            "done": then(
                at(status), _fill(reference="KF-26-004711-4", email="a@b.example")
            ),
        },
        "links:status": {
            name: at(f"{status}{{{name}_token}}/")
            for name in ["new", "ready", "waiting", "asking", "placed", "paused", "closed",
                         "question", "passed_on", "taken_on", "proposed", "dated", "home_status",
                         "hotel"]
        } | {"refused": at(f"{status}AAAAAAAAAAAAAAAAAAAAAA/")},
        "links:change": {
            "filled": at(f"{status}{{ready_token}}/aendern/"),
            ERRORS: then(
                at(f"{status}{{ready_token}}/aendern/"), _fill(postcode="x")
            ),
        },
        "links:pause": {
            "empty": at(f"{status}{{ready_token}}/pause/"),
            ERRORS: then(
                at(f"{status}{{ready_token}}/pause/"), _fill(until_day="31")
            ),
        },
        "links:withdraw": {"asked": at(f"{status}{{ready_token}}/zurueckziehen/")},
        "links:none_fits": {"empty": at(f"{status}{{proposed_token}}/nichts-passt/")},
        "links:cancel": {"late": at(f"{status}{{dated_token}}/absagen/{{dated.pk}}/")},
        "links:check_back": {
            "asked": at(f"{base}/wie-laeuft-es/{{check_back_token}}/"),
            ERRORS: sent_empty(f"{base}/wie-laeuft-es/{{check_back_token}}/"),
        },
        "links:address": {
            "empty": at(f"{status}{{ready_token}}/adresse/"),
            ERRORS: then(
                at(f"{status}{{ready_token}}/adresse/"), _fill(email="", phone="x")
            ),
        },
        "links:allow": {"filled": at(f"{status}{{ready_token}}/erlaubnis/")},
        "links:contact_consent": {
            "empty": at(f"{status}{{asking_token}}/kontakt/{{asking.pk}}/"),
            ERRORS: sent_empty(f"{status}{{asking_token}}/kontakt/{{asking.pk}}/"),
        },
        "links:confirm": {
            "asked": at(f"{base}/bestaetigen/{{confirm_token}}/"),
            "done": sent_empty(f"{base}/bestaetigen/{{confirm_token}}/"),
            "refused": at(f"{base}/bestaetigen/{{confirm_token}}/"),
        },
    }  # fmt: skip


def _choose(name: str, value: str) -> Callable[[Page], None]:
    return lambda page: walks.tick(page, name, value)


def press_step(page: Page) -> None:
    """The form of a home's step, as it stands."""
    page.locator("form[action$='/wohnung/'] button").click()


CIRCLE_PAGES: Table = {
    "links:still_needed": {"open": at("/de/noch-gebraucht/{need_token}/")},
    "links:handover": {
        "reserved": at("/de/uebergabe/{handover_token}/"),
        ERRORS: then(
            at("/de/uebergabe/{handover_token}/"),
            lambda page: walks.press(page, "Termin festlegen"),
        ),
    },
    "links:gift": {
        "empty": at("/de/spende/{gift_token}/"),
        ERRORS: sent_empty("/de/spende/{gift_token}/"),
        "done": then(at("/de/spende/{gift_token}/"), _fill(text="500 Euro sind da.")),
        "refused": at("/de/spende/{gift_token}/"),
    },
    "links:contact": {
        "filled": at("/de/anfrage/{contact_token}/kontakt/"),
        "refused": at("/de/anfrage/AAAAAAAAAAAAAAAAAAAAAA/kontakt/"),
    },
    "links:result": {
        "filled": at("/de/anfrage/{result_token}/ergebnis/"),
        ERRORS: sent_empty("/de/anfrage/{result_token}/ergebnis/"),
        "done": then(at("/de/anfrage/{result_token}/ergebnis/"), _fill(result="Am Montag.")),
        "refused": at("/de/anfrage/{result_token}/ergebnis/"),
    },
    "links:home_step": {
        ERRORS: then(at("/de/anfrage/{home_token}/ergebnis/"), lambda page: press_step(page)),
    },
    "links:still_free": {
        "asked": at("/de/noch-frei/{still_free_token}/"),
        "done": then(
            at("/de/noch-frei/{still_free_token}/"),
            lambda page: page.locator("[name=answer][value=yes]").click(),
        ),
        "refused": at("/de/noch-frei/{still_free_token}/"),
    },
    "links:profile_change": {
        "filled": at("/de/eintrag/{profile_token}/aendern/"),
        ERRORS: then(at("/de/eintrag/{profile_token}/aendern/"), _fill(monthly_helpers="viele")),
    },
    "links:profile_contact": {
        "filled": at("/de/eintrag/{profile_token}/person/{contact}/"),
        ERRORS: then(at("/de/eintrag/{profile_token}/person/{contact}/"), _fill(name="")),
    },
    "links:profile": {
        "asked": at("/de/eintrag/{profile_token}/"),
        "done": sent_empty("/de/eintrag/{profile_token}/"),
        "refused": at("/de/eintrag/{profile_token}/"),
    },
    "links:answer": {
        "empty": at("/de/anfrage/{answer_token}/"),
        ERRORS: sent_empty("/de/anfrage/{answer_token}/"),
        "declined without reason errors": then(
            at("/de/anfrage/{answer_token}/"), _choose("answer", "decline"), go_on
        ),
        "done": then(at("/de/anfrage/{answer_token}/"), _choose("answer", "take"), go_on),
        "refused": at("/de/anfrage/{answer_token}/"),
        "concern": at("/de/anfrage/{concern_token}/"),
        "concern errors": sent_empty("/de/anfrage/{concern_token}/"),
        "concern done": then(at("/de/anfrage/{concern_token}/"), _choose("answer", "take"), go_on),
    },
}
PARTNER_PAGES: Table = {
    "partners:referrals": {"filled": at("/partner/")},
    "partners:weekly": {"filled": at("/partner/liste/")},
    "partners:needs": {"filled": at("/partner/bedarf/")},
    "partners:need": {
        "open": at("/partner/bedarf/{need.pk}/"),
        "draft": at("/partner/bedarf/{draft.pk}/"),
    },
    "partners:need_new": {
        "kinds": at("/partner/bedarf/neu/"),
        "empty": at("/partner/bedarf/neu/?art=goods"),
        ERRORS: sent_empty("/partner/bedarf/neu/?art=helpers"),
    },
    "partners:need_edit": {"filled": at("/partner/bedarf/{need.pk}/aendern/")},
    "partners:needs_import": {
        "empty": at("/partner/bedarf/einlesen/"),
        ERRORS: sent_empty("/partner/bedarf/einlesen/"),
    },
    "partners:helpers": {"filled": at("/partner/leute/")},
    "partners:goods": {"filled": at("/partner/sachen/")},
    "partners:handover": {"filled": at("/partner/sachen/{known[handover]}/")},
    "partners:gifts": {"filled": at("/partner/spenden/")},
    "partners:gift": {
        "filled": at("/partner/spenden/{known[advice]}/"),
        ERRORS: sent_empty("/partner/spenden/{known[advice]}/"),
    },
    "partners:profile": {"filled": at("/partner/profil/")},
    "partners:profile_edit": {"filled": at("/partner/profil/{circle.pk}/")},
    "partners:intakes": {"empty": at("/partner/profil/{circle.pk}/annahme/")},
    "partners:calendar": {"empty": at("/partner/profil/{circle.pk}/kalender/")},
    "partners:contact_new": {
        "empty": at("/partner/profil/{circle.pk}/person/"),
        ERRORS: sent_empty("/partner/profil/{circle.pk}/person/"),
    },
    "partners:contact_edit": {"filled": at("/partner/person/{contact}/")},
    "partners:members": {
        "filled": at("/partner/profil/{circle.pk}/konten/"),
        ERRORS: sent_empty("/partner/profil/{circle.pk}/konten/"),
    },
    "partners:referral": {
        "waiting": at("/partner/anfragen/{waiting.pk}/"),
        ERRORS: sent_empty("/partner/anfragen/{waiting.pk}/"),
        "accepted": at("/partner/anfragen/{asking.pk}/"),
        "contact": at("/partner/anfragen/{placed.pk}/"),
        "concern": at("/partner/anfragen/{passed_on.pk}/"),
        "concern in hand": at("/partner/anfragen/{taken_on.pk}/"),
        "home in hand": at("/partner/anfragen/{known[home]}/"),
        "room": at("/partner/anfragen/{known[room_asked]}/"),
    },
    "partners:home_step": {
        ERRORS: then(at("/partner/anfragen/{known[home]}/"), press_step),
    },
    "partners:result": {ERRORS: sent_empty("/partner/anfragen/{taken_on.pk}/")},
}
# By the circle's own link: the templates of the pages above, in another frame.
PLACE_PAGES: Table = {
    "place:referrals": {
        "filled": at("/stelle/{place_token}/"),
        "refused": at("/stelle/{no_token}/"),
    },
    "place:need_new": {ERRORS: sent_empty("/stelle/{place_token}/bedarf/neu/?art=helpers")},
    "place:profile": {"filled": at("/stelle/{place_token}/profil/")},
    "place:weekly": {
        "filled": at("/stelle/{place_token}/liste/"),
        ERRORS: then(
            at("/stelle/{place_token}/liste/"),
            lambda page: page.locator("[value=decline]").first.check(),
            lambda page: page.locator("main form button").last.click(),
        ),
    },
    "place:referral": {"waiting": at("/stelle/{place_token}/anfragen/{waiting.pk}/")},
}
DEMO_PAGES: Table = {
    "demo:sign_ins": {"filled": at("/demo/")},
    "demo:mailbox": {"filled": at("/demo/post/")},
}
_CASE = "/desk/cases/{ready.case_id}/"


def _press(what: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f"main button[name=do][value={what}]").click()


def _write_reply(page: Page) -> None:
    page.locator("[name=reply-text]").fill("Guten Tag {{name}},\n\nam Montag.")


def _fill_pass_on(page: Page) -> None:
    page.locator("[name=organisation]").select_option(label="Café Linden")
    walks.write(page, "cover", "Eine Familie sucht einen Kurs.")


def _result(value: str) -> Callable[[Page], None]:
    """How a call ends."""
    return lambda page: page.locator(f"button[name=result][value={value}]").click()


def _unfold_result(label: str) -> Callable[[Page], None]:
    return lambda page: page.locator("summary.result").filter(has_text=label).click()


def _type_a_call(page: Page) -> None:
    walks.write(page, "who", "Toni")
    page.locator("[name=chosen]").first.check()
    expect(page.locator(".chosen-case")).to_be_visible()
    page.locator("[name=wish][value=goods]").check(force=True)
    page.locator("#id_text").press_sequentially("Deutsch")
    expect(page.locator(".answer").first).to_be_visible()


DESK_PAGES: Table = {
    "desk:inbox": {
        "new": at("/desk/"),
        "all": at("/desk/?view=all"),
        "waiting": at("/desk/?view=waiting"),
    },
    "desk:search": {
        "nothing": at("/desk/search/?q=Niemand"),
        "found": at("/desk/search/?q=Toni"),
    },
    "desk:call": {
        "empty": at("/desk/call/"),
        "chosen": at("/desk/call/?case={question.pk}"),
        f"answered {ERRORS}": then(at("/desk/call/"), _result("answered")),
        f"callback {ERRORS}": then(
            at("/desk/call/"), _unfold_result("Rückruf"), _result("callback")
        ),
        # The last one: a note that was begun comes back.
        "while typing": then(at("/desk/call/"), _type_a_call),
    },
    "desk:call_find": {"found": at("/desk/call/callers/?who=Toni")},
    "desk:call_case": {"chosen": at("/desk/call/case/?chosen=c{question.pk}")},
    "desk:call_lookup": {
        "emergency": at("/desk/call/lookup/?wish=emergency"),
        "found": at("/desk/call/lookup/?wish=goods&text=Deutsch+Schule"),
    },
    "desk:call_outdated": {
        "done": then(
            at("/desk/call/lookup/?text=Deutsch"),
            lambda page: page.locator("form[action$='/outdated/']").first.evaluate(
                "form => { form.target = ''; form.submit(); }"
            ),
            lambda page: expect(page).to_have_url(re.compile("/outdated/$")),
        )
    },
    "desk:call_offer": {
        "empty": at("/desk/call/offer/"),
        ERRORS: sent_empty("/desk/call/offer/"),
    },
    "desk:goods_new": {
        "empty": at("/desk/goods/new/"),
        ERRORS: sent_empty("/desk/goods/new/"),
    },
    "desk:goods": {"filled": at("/desk/goods/")},
    "desk:callbacks": {
        "waiting": at("/desk/callbacks/"),
        "calling": then(at("/desk/callbacks/"), lambda page: walks.press(page, "Ich rufe an")),
    },
    "switchboard:note": {
        "empty": at("/switchboard/"),
        ERRORS: then(at("/switchboard/"), _result("callback")),
    },
    "switchboard:lookup": {"found": at("/switchboard/lookup/?text=Deutsch")},
    "desk:welcome": {"read": at("/desk/welcome/")},
    "desk:case": {
        "new": at("/desk/cases/{new.case_id}/"),
        "minor": at("/desk/cases/{minor.case_id}/"),
        "ready": at(_CASE),
        "waiting": at("/desk/cases/{waiting.case_id}/"),
        "asking": at("/desk/cases/{asking.case_id}/"),
        "placed": at("/desk/cases/{placed.case_id}/"),
        "question": at("/desk/cases/{question.pk}/"),
        "in danger": at("/desk/cases/{known[restricted]}/"),
        "closed": at("/desk/cases/{closed.pk}/"),
        "passed on": at("/desk/cases/{passed_on.case_id}/"),
        "taken on": at("/desk/cases/{taken_on.case_id}/"),
        "reported": at("/desk/cases/{reported.case_id}/"),
        "things": at("/desk/cases/{known[jackets]}/"),
        "gift of money": at("/desk/cases/{known[gift]}/"),
        "hotel": at("/desk/cases/{known[hotel]}/"),
        "in reserve": at("/desk/cases/{known[reserved]}/"),
        "room": at("/desk/cases/{known[room]}/"),
        "home": at("/desk/cases/{known[home_case]}/"),
        "home without facts": at("/desk/cases/{known[bare_home]}/"),
    },
    "desk:reply": {
        "empty": at(_CASE + "reply/"),
        "hindered": at("/desk/cases/{new.case_id}/reply/"),
        ERRORS: then(at(_CASE + "reply/"), _press("preview")),
        "preview": then(at(_CASE + "reply/"), _write_reply, _press("preview")),
    },
    "desk:post": {"filled": at("/desk/post/")},
    "desk:textblocks": {"filled": at("/desk/textblocks/")},
    "desk:textblock_new": {
        "empty": at("/desk/textblocks/new/"),
        ERRORS: sent_empty("/desk/textblocks/new/"),
    },
    "desk:textblock_edit": {"filled": at("/desk/textblocks/{text_block}/")},
    "desk:note": {ERRORS: unfolded(_CASE, "note")},
    "desk:split": {ERRORS: unfolded(_CASE, "split")},
    "desk:keys": {"read": at("/desk/keys/")},
    "desk:due": {ERRORS: unfolded(_CASE, "due")},
    "desk:close": {ERRORS: unfolded(_CASE, "close")},
    "desk:answer": {ERRORS: unfolded("/desk/cases/{passed_on.case_id}/", "answer")},
    "desk:result": {ERRORS: unfolded("/desk/cases/{taken_on.case_id}/", "result")},
    "desk:pass_on": {
        "empty": at("/desk/cases/{question.pk}/pass-on/"),
        ERRORS: sent_empty("/desk/cases/{question.pk}/pass-on/"),
        "preview": then(at("/desk/cases/{question.pk}/pass-on/"), _fill_pass_on, go_on),
    },
    "desk:opinions": {
        "empty": at("/desk/cases/{question.pk}/opinions/"),
        ERRORS: sent_empty("/desk/cases/{question.pk}/opinions/"),
    },
    "desk:guardian": {
        ERRORS: then(
            at("/desk/cases/{minor.case_id}/"),
            lambda page: page.locator("form[action$='/guardian/'] button").click(),
        )
    },
    "desk:consent": {
        ERRORS: then(
            at("/desk/cases/{asking.case_id}/"),
            lambda page: page.locator("form[action$='/consent/'] button").click(),
        )
    },
    "desk:alerts": {"filled": at("/desk/alerts/")},
    "desk:propose": {
        ERRORS: then(
            at("/desk/cases/{ready.case_id}/"),
            lambda page: page.locator("form[action$='/propose/'] button").click(),
        )
    },
    "desk:placement_step": {
        ERRORS: unfolded("/desk/cases/{placed.case_id}/", "step", responsible="", insurer="")
    },
    "desk:end": {ERRORS: unfolded("/desk/cases/{placed.case_id}/", "end")},
    "desk:pause": {ERRORS: unfolded(_CASE, "pause", until_day="31")},
    "desk:case_person": {
        "filled": at(_CASE + "person/"),
        ERRORS: then(at(_CASE + "person/"), _fill(name="")),
    },
    "desk:case_offer": {
        "filled": at(_CASE + "offer/"),
        ERRORS: then(at(_CASE + "offer/"), _fill(postcode="x")),
    },
    "desk:contact_edit": {
        "filled": at("/desk/contacts/{contact}/"),
        ERRORS: then(at("/desk/contacts/{contact}/"), _fill(name="")),
    },
    "desk:refer": {
        "possible": at(_CASE + "refer/{need.pk}/"),
        "hindered": at("/desk/cases/{new.case_id}/refer/{need.pk}/"),
    },
    "desk:answers": {
        "filled": at("/desk/answers/"),
        "found": at("/desk/answers/?q=Deutsch"),
        "nothing": at("/desk/answers/?q=Xylophon"),
    },
    "desk:answer_page": {
        "sure": at("/desk/answers/{known[answer]}/"),
        "doubtful": at("/desk/answers/{known[doubtful]}/"),
    },
    "desk:responsibilities": {
        "now": at("/desk/responsibilities/"),
        "past": at("/desk/responsibilities/?view=past"),
    },
    "desk:responsibility_new": {
        "empty": at("/desk/responsibilities/new/"),
        ERRORS: sent_empty("/desk/responsibilities/new/"),
    },
    "desk:surplus": {"filled": at("/desk/surplus/")},
    "desk:neutrality": {
        "filled": at("/desk/neutrality/"),
        ERRORS: at("/desk/neutrality/?since_day=99"),
    },
    "desk:stops": {"filled": at("/desk/stops/")},
    "desk:stop_new": {"empty": at("/desk/stops/new/"), ERRORS: sent_empty("/desk/stops/new/")},
    "desk:rules": {
        "danger": at("/desk/rules/"),
        "a subject": at("/desk/rules/?view=school"),
        "tried": then(
            at("/desk/rules/"),
            lambda page: page.locator("[name=text]").fill("Schule gesucht, das Kind wird bedroht"),
            lambda page: page.locator("form:has([name=text]) button").click(),
        ),
        ERRORS: then(
            at("/desk/rules/"),
            lambda page: page.locator("form:has([name=text]) button").click(),
        ),
    },
    "desk:rule_new": {
        ERRORS: then(
            at("/desk/rules/"),
            lambda page: page.locator("form[action$='/rules/new/'] button").click(),
        )
    },
    "desk:mark": {
        ERRORS: unfolded("/desk/cases/{question.pk}/", "mark", postcode="x"),
    },
    "desk:advise": {
        ERRORS: then(
            at("/desk/cases/{known[gift]}/"),
            lambda page: page.locator("form[action$='/advise/'] button").click(),
        )
    },
    "desk:council": {
        ERRORS: then(
            at("/desk/cases/{known[gift]}/"),
            lambda page: page.locator("[name=council-on_day]").fill("99"),
            lambda page: page.locator("form[action$='/council/'] button").click(),
        )
    },
    "desk:gift_result": {ERRORS: unfolded("/desk/cases/{known[gift]}/", "result")},
    "desk:recipients": {"filled": at("/desk/recipients/")},
    "desk:recipient_new": {
        "empty": at("/desk/recipients/new/"),
        ERRORS: sent_empty("/desk/recipients/new/"),
    },
    "desk:recipient_edit": {"filled": at("/desk/recipients/{known[recipient]}/")},
    "desk:premises": {"filled": at("/desk/cases/{known[hotel]}/premises/")},
    "desk:premises_missing": {"filled": at("/desk/cases/{known[hotel]}/premises/missing/")},
    "desk:premises_decide": {
        "empty": at("/desk/cases/{known[hotel]}/premises/decide/"),
        ERRORS: sent_empty("/desk/cases/{known[hotel]}/premises/decide/"),
    },
    "desk:reserve": {"filled": at("/desk/reserve/")},
    "desk:homes": {"filled": at("/desk/homes/")},
    "desk:home_edit": {
        "filled": at("/desk/cases/{known[home_case]}/home/"),
        ERRORS: sent_empty("/desk/cases/{known[bare_home]}/home/"),
    },
    "desk:home_advise": {ERRORS: unfolded("/desk/cases/{known[home_case]}/", "advise")},
    "desk:home_still_free": {ERRORS: unfolded("/desk/cases/{known[home_case]}/", "still-free")},
    "desk:home_step": {ERRORS: unfolded("/desk/cases/{known[home_case]}/", "home-step")},
    "desk:limits": {"filled": at("/desk/limits/")},
    "desk:limit_new": {
        ERRORS: then(
            at("/desk/limits/"),
            lambda page: page.locator("form[action$='/limits/new/'] button").click(),
        )
    },
    "desk:criteria": {"filled": at("/desk/criteria/")},
    "desk:criterion_new": {
        "empty": at("/desk/criteria/new/"),
        ERRORS: sent_empty("/desk/criteria/new/"),
    },
    "desk:criterion_edit": {"filled": at("/desk/criteria/{known[criterion]}/")},
    "desk:needs": {
        "open": at("/desk/needs/"),
        "empty": at("/desk/needs/?view=paused"),
    },
    "desk:need_new": {
        "kinds": at("/desk/needs/new/"),
        "empty": at("/desk/needs/new/?art=interpreting"),
        ERRORS: sent_empty("/desk/needs/new/?art=goods"),
    },
    "desk:need": {"open": at("/desk/needs/{need.pk}/"), "full": at("/desk/needs/{full.pk}/")},
    "desk:need_edit": {"filled": at("/desk/needs/{need.pk}/edit/")},
    "desk:organisations": {"filled": at("/desk/organisations/")},
    "desk:organisation_new": {
        "empty": at("/desk/organisations/new/"),
        ERRORS: sent_empty("/desk/organisations/new/"),
    },
    "desk:organisation": {"filled": at("/desk/organisations/{circle.pk}/")},
    "desk:organisation_edit": {"filled": at("/desk/organisations/{circle.pk}/edit/")},
    "desk:organisation_intakes": {"filled": at("/desk/organisations/{circle.pk}/intakes/")},
    "desk:accommodations": {"filled": at("/desk/accommodations/")},
    "desk:accommodation_new": {
        "empty": at("/desk/accommodations/new/"),
        ERRORS: sent_empty("/desk/accommodations/new/"),
    },
    "desk:accommodation": {"filled": at("/desk/accommodations/{house}/")},
    "desk:accommodation_edit": {"filled": at("/desk/accommodations/{house}/edit/")},
    "desk:organisation_contact": {
        "empty": at("/desk/organisations/{circle.pk}/contact/"),
        ERRORS: sent_empty("/desk/organisations/{circle.pk}/contact/"),
    },
    "desk:certificates": {
        "empty": at("/desk/certificates/"),
        ERRORS: sent_empty("/desk/certificates/"),
    },
    "desk:certificate": {
        "empty": at("/desk/certificates/{ready.case_id}/"),
        ERRORS: sent_empty("/desk/certificates/{ready.case_id}/"),
    },
    "desk:duplicates": {"filled": at("/desk/duplicates/")},
    "desk:mail": {"filled": at("/desk/mail/")},
    "desk:access_log": {"filled": at("/desk/access/")},
    "desk:person_find": {"empty": at("/desk/person/"), ERRORS: sent_empty("/desk/person/")},
    "desk:person": {"filled": at("/desk/person/{ready.party_id}/")},
    "desk:team": {"filled": at("/desk/team/")},
    "desk:week": {
        "filled": at("/desk/team/{lead.pk}/"),
        ERRORS: then(at("/desk/team/{lead.pk}/"), _fill(from_0="25 Uhr")),
    },
    "desk:absence": {
        "empty": at("/desk/team/{lead.pk}/absence/"),
        ERRORS: sent_empty("/desk/team/{lead.pk}/absence/"),
    },
    "desk:closing": {"filled": at("/desk/closing/")},
    "desk:day": {"today": at("/desk/day/"), "a day": at("/desk/day/?day=2026-01-02")},
}
EMPTY_DESK_PAGES: Table = {
    "desk:callbacks": {"nothing": at("/desk/callbacks/")},
    "desk:call_find": {"nobody": at("/desk/call/callers/?who=Niemand")},
    "desk:inbox": {"nothing": at("/desk/")},
    "desk:needs": {"nothing": at("/desk/needs/")},
    "desk:homes": {"nothing": at("/desk/homes/")},
    "desk:organisations": {"nothing": at("/desk/organisations/")},
    "desk:duplicates": {"nothing": at("/desk/duplicates/")},
    "desk:mail": {"nothing": at("/desk/mail/")},
    "desk:access_log": {"nothing": at("/desk/access/?q=x")},
    "portal:start": {"nothing": at("/de/")},
    "portal:needs": {"nothing": at("/de/bedarf/")},
    "portal:info": {"nothing": at("/de/info/")},
    "portal:faq": {"nothing": at("/de/fragen/")},
    "portal:news": {"nothing": at("/de/aktuelles/")},
    "portal:accommodations": {"nothing": at("/de/unterkuenfte/")},
    "demo:mailbox": {"nothing": at("/demo/post/")},
}
SIGN_IN_PAGES: Table = {
    "account_login": {
        "empty": at("/konto/anmelden/"),
        ERRORS: then(at("/konto/anmelden/"), lambda page: walks.press(page, "Anmelden")),
    },
    "account_reset_password": {
        "empty": at("/konto/passwort/vergessen/"),
        ERRORS: sent_empty("/konto/passwort/vergessen/"),
    },
    "account_reset_password_done": {"done": at("/konto/passwort/vergessen/gesendet/")},
    "account_reset_password_from_key": {"refused": at("/konto/passwort/neu/1-falsch/")},
    "account_reset_password_from_key_done": {"done": at("/konto/passwort/neu/fertig/")},
}
ACCOUNT_PAGES: Table = {
    "account_logout": {"asked": at("/konto/abmelden/")},
    "account_change_password": {
        "empty": at("/konto/passwort/"),
        ERRORS: sent_empty("/konto/passwort/"),
    },
    "account_reauthenticate": {"empty": at("/konto/bestaetigen/")},
    "mfa_index": {"filled": at("/konto/zweiter-faktor/")},
    "mfa_reauthenticate": {"empty": at("/konto/zweiter-faktor/reauthenticate/")},
    "mfa_reauthenticate_webauthn": {"empty": at("/konto/zweiter-faktor/webauthn/reauthenticate/")},
    "mfa_deactivate_totp": {"asked": at("/konto/zweiter-faktor/totp/deactivate/")},
    "mfa_view_recovery_codes": {"filled": at("/konto/zweiter-faktor/recovery-codes/")},
    "mfa_generate_recovery_codes": {"asked": at("/konto/zweiter-faktor/recovery-codes/generate/")},
    "mfa_list_webauthn": {"filled": at("/konto/zweiter-faktor/webauthn/")},
    "mfa_add_webauthn": {"empty": at("/konto/zweiter-faktor/webauthn/add/")},
    "mfa_remove_webauthn": {"asked": at("/konto/zweiter-faktor/webauthn/keys/{key}/remove/")},
    "mfa_edit_webauthn": {"filled": at("/konto/zweiter-faktor/webauthn/keys/{key}/edit/")},
}
FRESH_ACCOUNT_PAGES: Table = {
    "mfa_index": {"empty": at("/konto/zweiter-faktor/")},
    "mfa_activate_totp": {
        "empty": at("/konto/zweiter-faktor/totp/activate/"),
        ERRORS: sent_empty("/konto/zweiter-faktor/totp/activate/"),
    },
}
SECOND_FACTOR: Table = {
    "mfa_authenticate": {"empty": lambda page, city: _first_factor(page, city)},
}
_PAGE = "/redaktion/seiten/{known[answer]}/"
EDITORS_PAGES: Table = {
    "editors:pages": {
        "filled": at("/redaktion/"),
        "region": at("/redaktion/?view=region"),
    },
    "editors:new": {
        "empty": at("/redaktion/neu/"),
        "asked": at("/redaktion/neu/?gap={known[gap]}"),
        ERRORS: sent_empty("/redaktion/neu/"),
    },
    "editors:page": {
        "sure": at(_PAGE),
        "doubtful": at("/redaktion/seiten/{known[doubtful]}/"),
    },
    "editors:text": {
        "filled": at(_PAGE + "text/"),
        "preview": then(at(_PAGE + "text/"), lambda page: walks.press(page, "Vorschau")),
        ERRORS: then(at(_PAGE + "text/"), _fill(title="")),
    },
    "editors:details": {
        "filled": at(_PAGE + "angaben/"),
        ERRORS: then(at(_PAGE + "angaben/"), _fill(slug="")),
    },
    "editors:pictures": {
        "filled": at(_PAGE + "bilder/"),
        ERRORS: sent_empty(_PAGE + "bilder/"),
    },
    "editors:picture_edit": {
        "filled": at(_PAGE + "bilder/{known[picture]}/"),
        ERRORS: then(at(_PAGE + "bilder/{known[picture]}/"), _fill(credit="")),
    },
    "editors:history": {
        "one": at(_PAGE + "verlauf/"),
        "nothing": at(_PAGE + "verlauf/?language=ar"),
    },
    "editors:board": {
        "filled": at("/redaktion/sprachen/"),
        "nothing": at("/redaktion/sprachen/?language=ar&state=outdated"),
    },
    "editors:translate": {
        "ar": at(_PAGE + "sprache/ar/"),
        "preview": then(at(_PAGE + "sprache/en/"), _preview_of("Where?", "There.")),
        ERRORS: sent_empty(_PAGE + "sprache/ar/"),
    },
    "editors:exchange": {
        "empty": at("/redaktion/austausch/?language=ar"),
        ERRORS: sent_empty("/redaktion/austausch/"),
        "done": then(at("/redaktion/austausch/?language=de-simple"), _bring_a_file),
    },
    "editors:export": {ERRORS: at("/redaktion/austausch/datei.po?language=xx")},
    "editors:links": {"filled": at("/redaktion/links/")},
    "editors:synonyms": {
        "empty": at("/redaktion/suchwoerter/"),
        ERRORS: sent_empty("/redaktion/suchwoerter/"),
    },
}
# Answers that are no pages, and actions that only send one back to a page (POST).
NO_PAGES = {
    "picture", "editors:picture", "editors:picture_remove",
    "editors:synonyms_remove", "editors:gap_close", "editors:confirm", "editors:retire",
    "editors:approve", "editors:restore",
    "editors:translate_start", "editors:translate_approve",
    "desk:restrict", "desk:unrestrict", "desk:answer_outdated",
    "desk:responsibility_end", "desk:stop_end",
    "desk:rule_end", "desk:callback_hold", "desk:callback_release", "desk:callback_failed",
    "desk:callback_reached", "desk:callback_not_needed", "switchboard:outdated",
    "desk:counts", "desk:filter_keep", "desk:filter_share",
    "desk:filter_delete", "desk:keys_switch", "desk:undo", "desk:pair", "desk:unmerge",
    "portal:search_missing", "portal:sitemap", "sitemaps",
    "portal:need_picture", "portal:needs_feed", "portal:news_feed", "root", "worker",
    "portal:core_list", "portal:manifest", "other_tag", "robots", "health", "home",
    "mfa_login_webauthn", "mfa_download_recovery_codes",
    "account_set_password",  # sends on to account_change_password: everybody here has a password
    "partners:needs_csv", "partners:need_do", "partners:helper_step", "partners:profile_confirm",
    "partners:member_remove", "place:needs_csv", "place:need_do", "place:helper_step",
    "place:profile_confirm", "place:member_remove", "place:feed",
    "place:members",  # accounts are kept by accounts: not there
    "desk:organisation_list",
    "links:resume", "links:take_back", "desk:resume", "desk:withdraw", "desk:mail_seen",
    "desk:post_case", "desk:recipient_end", "desk:premises_again",
    "links:home_pdf", "partners:home_pdf", "place:home_pdf", "desk:home_dossier",
    "links:premises_pdf", "partners:premises_pdf", "place:premises_pdf", "desk:premises_dossier",
    "desk:home_identity",
    "desk:take", "desk:assign", "desk:talk", "desk:ready", "desk:allow",
    "desk:recall", "desk:organisation_confirm", "desk:organisations_table",
    "desk:neutrality_table",
    "desk:placement_cancel", "desk:move_up",
    "desk:checklist", "desk:none_fits", "desk:proposal_choose", "desk:alert_seen", "links:choose",
    "desk:need_state", "desk:mail_again", "desk:person_export",
    "desk:person_erase", "desk:absence_cancel",
    # what strangers sent: handed over as files, or on a page that runs not even our examiner
    "desk:attachment", "desk:mail_raw", "desk:mail_html", "desk:photo", "links:handover_photo",
    "partners:handover_photo", "place:handover_photo",
    # the same templates as by the account's door
    "place:goods", "place:handover", "place:gifts", "place:gift", "place:needs", "place:need",
    "place:need_edit", "place:needs_import", "place:helpers", "place:profile_edit",
    "place:intakes", "place:calendar", "place:contact_new", "place:contact_edit",
    "place:home_step", "place:result",
    "desk:goods_reserve", "desk:goods_do", "desk:handover", "links:goods_do",
}  # fmt: skip
TABLES = [
    citizen_pages("de"), CIRCLE_PAGES, PARTNER_PAGES, PLACE_PAGES, DEMO_PAGES, DESK_PAGES,
    EMPTY_DESK_PAGES, EDITORS_PAGES,
    SIGN_IN_PAGES, ACCOUNT_PAGES, FRESH_ACCOUNT_PAGES, SECOND_FACTOR,
]  # fmt: skip


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        else:
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, space)


def test_every_page_is_examined() -> None:
    examined = {route for table in TABLES for route in table}
    assert examined & NO_PAGES == set()
    assert examined | NO_PAGES == set(routes(get_resolver()))


# --- the walks -----------------------------------------------------------------------------------


@pytest.fixture
def city(transactional_db) -> World:
    return world.build()


def route_of(page: Page) -> str:
    path = walks.path(page)
    with override(get_language_from_path(path) or "de"):
        return resolve(path).view_name


def _failure(answer: Response) -> list[str]:
    """Broken, or not the page that was meant."""
    is_page = answer.request.is_navigation_request()
    wrong = answer.status >= 500 or (is_page and answer.status in {403, 404, 429})
    return [f"{answer.status} for {answer.url}"] if wrong else []


def walk(
    page: Page,
    city: World,
    table: Table,
    *,
    least_target: int = 0,
    colours: bool = True,
    views: list[View] | None = None,
) -> list[str]:
    """Open each page in each state and examine it; returns what is wrong."""
    found: list[str] = []
    failures: list[str] = []
    page.on("response", lambda answer: failures.extend(_failure(answer)))
    for route, states in table.items():
        for state, open_it in states.items():
            where = f"{route} ({state})"
            failures.clear()
            show(page, LOW)
            try:
                open_it(page, city)
                page.wait_for_load_state()
                assert route_of(page) == route, page.url
            except (Error, AssertionError) as error:  # told, and the walk goes on
                found.append(f"{where} cannot be reached: {error}")
                continue
            if state != "refused":
                found += [f"{where}: {failure}" for failure in failures]
            if state.endswith(ERRORS):
                found += errors_of(page, where)
            looks = {"colours": colours and state == next(iter(states)), "frame": route not in BARE}
            found += examine(page, where, least_target=least_target, views=views, **looks)
    return found


def clean(found: list[str]) -> None:
    """Nothing was found; else all of it is told at once."""
    assert not found, "\n".join(found)


def first_states(table: Table) -> Table:
    """Each page once."""
    return {route: dict([next(iter(states.items()))]) for route, states in table.items()}


@pytest.mark.parametrize("language", ["de", "ar"])
def test_citizens(page: Page, city: World, language: str) -> None:
    table = citizen_pages(language)
    if language != "de" and not THOROUGH:  # the other way round, once for each page
        table = first_states(table)
    # Colours do not depend on the language.
    clean(walk(page, city, table, least_target=TARGET, colours=language == "de"))


@pytest.mark.skipif(not THOROUGH, reason="`make a11y` reads every language")
@pytest.mark.parametrize("language", sorted(dict(settings.LANGUAGES).keys() - {"de", "ar"}))
def test_other_languages(page: Page, city: World, language: str) -> None:
    table = first_states(citizen_pages(language))
    clean(walk(page, city, table, least_target=TARGET, views=IN_ANOTHER_LANGUAGE))


def test_circles(page: Page, city: World) -> None:
    clean(walk(page, city, PLACE_PAGES, least_target=TARGET))
    clean(walk(page, city, CIRCLE_PAGES, least_target=TARGET))


def test_partners(city: World, desk_page: Callable[..., Page]) -> None:
    clean(walk(desk_page(city.partner), city, PARTNER_PAGES, least_target=TARGET))


def test_demo(page: Page, city: World) -> None:
    letter = EmailMessage("Betreff", "Guten Tag,\n\nhttp://localhost/de/", to=["a@b.example"])
    demo_mailbox.Backend().send_messages([letter])
    clean(walk(page, city, DEMO_PAGES))  # the text of a mail has links of any size


def test_the_desk(city: World, desk_page: Callable[..., Page]) -> None:
    clean(walk(desk_page(city.lead), city, DESK_PAGES))


def test_the_editors(city: World, desk_page: Callable[..., Page]) -> None:
    clean(walk(desk_page(users.user(Role.EDITOR_CITY)), city, EDITORS_PAGES))


def test_an_empty_city(
    transactional_db, desk_page: Callable[..., Page], settings, tmp_path
) -> None:
    settings.DEMO_MAILBOX = tmp_path / "mailbox"
    clean(walk(desk_page(world.empty()), NOTHING, EMPTY_DESK_PAGES))


def test_signing_in(page: Page, transactional_db) -> None:
    clean(walk(page, NOTHING, SIGN_IN_PAGES, least_target=TARGET))


def test_a_new_password(page: Page, transactional_db) -> None:
    """Forgotten, asked for by mail, set anew, and good for signing in."""
    user = users.caseworker(password="längst vergessen")
    page.goto("/konto/passwort/vergessen/")
    walks.write(page, "email", user.email)
    go_on(page)
    expect(page).to_have_url(re.compile("/gesendet/$"))
    (letter,) = mail.outbox
    page.goto(walks.link_in(letter.body))
    expect(page.locator("[type=password]")).to_have_count(2)
    found = examine(page, "new password", least_target=TARGET)
    go_on(page)
    expect(page.locator(".error-summary")).to_be_visible()
    clean(found + errors_of(page, "new password") + examine(page, "new password, errors"))
    walks.write(page, "password1", PASSWORD)
    walks.write(page, "password2", PASSWORD)
    go_on(page)
    expect(page).to_have_url(re.compile("/fertig/$"))
    page.goto("/desk/")
    walks.sign_in(page, user.email, PASSWORD)
    expect(page).to_have_url(re.compile("/desk/$"))


def test_an_account_without_a_second_factor(page: Page, transactional_db) -> None:
    user = users.caseworker(password=PASSWORD)
    page.goto("/desk/")
    walks.sign_in(page, user.email, PASSWORD)
    expect(page).to_have_url(re.compile("/desk/$"))
    show_who_you_are(page)
    clean(walk(page, NOTHING, FRESH_ACCOUNT_PAGES, least_target=TARGET))


def test_an_account_with_a_second_factor(
    page: Page, new_page: Callable[..., Page], transactional_db
) -> None:
    user = users.caseworker(password=PASSWORD)
    page.goto("/desk/")
    walks.sign_in(page, user.email, PASSWORD)
    expect(page).to_have_url(re.compile("/desk/$"))
    show_who_you_are(page)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    adds_a_key(page)
    key = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    account = SimpleNamespace(tokens={}, key=key.pk, email=user.email)
    clean(walk(page, account, ACCOUNT_PAGES, least_target=TARGET))
    clean(walk(new_page(), account, SECOND_FACTOR, least_target=TARGET))


def show_who_you_are(page: Page) -> None:
    """The account's settings ask for the password once more."""
    page.goto("/konto/bestaetigen/?next=/konto/zweiter-faktor/")
    walks.write(page, "password", PASSWORD)
    go_on(page)
    expect(page).to_have_url(re.compile("/zweiter-faktor/$"))


def adds_a_key(page: Page) -> None:
    """A passkey, in an authenticator that Chromium plays."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
           "hasUserVerification": True, "isUserVerified": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto("/konto/zweiter-faktor/webauthn/add/")
    walks.write(page, "name", "Mein Schlüssel")
    page.locator("#mfa_webauthn_add").click()
    expect(page).to_have_url(re.compile("/zweiter-faktor/$"))


def _first_factor(page: Page, account) -> None:
    page.goto("/konto/anmelden/")
    walks.sign_in(page, account.email, PASSWORD)
    expect(page).to_have_url(re.compile("/authenticate/"))


def test_pages_of_refusal(
    page: Page, desk_page: Callable[..., Page], transactional_db, monkeypatch
) -> None:
    assert page.goto("/de/gibt-es-nicht/").status == 404
    found = examine(page, "404", least_target=TARGET)
    page.goto("/de/frage/")
    page.context.clear_cookies()
    walks.write(page, "text", "Ist das weg?")
    go_on(page)
    expect(page.locator("h1")).to_contain_text("noch einmal")
    found += examine(page, "403 CSRF", least_target=TARGET)
    desk = desk_page(users.user(Role.SWITCHBOARD))
    assert desk.goto("/desk/access/").status == 403
    found += examine(desk, "403", least_target=TARGET)

    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("hilfelotse.web.portal.views.start.board", fail)
    assert page.goto("/de/").status == 500
    clean(found + examine(page, "500", least_target=TARGET, frame=False))
