"""The editors' pages: writing, checking, translating; two owners, two editors at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.history.models import Event
from hilfelotse.knowledge.actions import count_gap, mark_outdated, save_text, write_page
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.freshness import Freshness, freshness
from hilfelotse.knowledge.models import Gap, Page, Revision, Translation
from tests.factories import directory, knowledge, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, travel) -> User:
    travel("2026-11-02 10:00")
    user = users.user(Role.EDITOR_CITY, name="Clara")
    client.force_login(user)
    return user


@pytest.fixture
def region(travel) -> User:
    return users.user(Role.EDITOR_REGION, name="Hauke")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def url(name: str, *args) -> str:
    return reverse(f"editors:{name}", args=args)


NEW = {"kind": "question", "title": "Wo gibt es Sprachkurse?", "subject": "german"}
WORDS = {"title": "Wo gibt es Sprachkurse?", "text": "Beim Bildungsträger.", "base": "1"}


def send(client, page: Page, do: str = "publish", **changed):
    return client.post(url("text", page.pk), WORDS | {"do": do} | changed)


def latest(page: Page, language: str = "de") -> Revision:
    return page.revisions.filter(language=language).first()


# --- the tree and what is to be done -----------------------------------------------------------


def test_signing_in_leads_there(client, editor):
    assert client.get(reverse("home")).url == url("pages")


def test_the_tree_says_where_each_page_stands(client, editor):
    rubric = write_page(user=editor, title="Wohnen", kind="rubric", subject="housing")
    write_page(user=editor, title="Miete", parent=rubric, subject="housing", as_draft=True)
    ends = clock.today() + timedelta(days=14)
    knowledge.page("Kaution", parent=rubric, valid_until=ends)
    knowledge.page("Nur am Telefon", is_public=False)
    waiting = knowledge.page("Mit Freigabe", needs_approval=True)
    page = text_of(client.get(url("pages")))
    tree = page[page.index("Alle Seiten") :]
    assert [tree.index(word) for word in ("Wohnen", "Kaution", "Miete")] == sorted(
        tree.index(word) for word in ("Wohnen", "Kaution", "Miete")
    )
    for title, badge in (
        ("Miete", "Entwurf"), ("Kaution", "läuft ab"), ("Nur am Telefon", "nur Telefon"),
        (waiting.title, "wartet auf Freigabe"),
    ):  # fmt: skip
        line = tree[tree.index(f">{title}</a>") :]
        assert badge in line[: line.index("</span> </li>") if "</span> </li>" in line else 900]


def test_filters_show_the_rubrics_above(client, editor, region):
    rubric = write_page(user=editor, title="Gesundheit", kind="rubric", subject="health")
    knowledge.page("Impfen in der Region", user=region, parent=rubric)
    knowledge.page("Arzt in der Stadt", parent=rubric)
    of_region = text_of(client.get(url("pages"), {"view": "region"}))
    assert [word in of_region for word in ("Gesundheit", "Impfen", "Arzt")] == [True, True, False]
    mine = text_of(client.get(url("pages"), {"view": "own"}))
    assert [word in mine for word in ("Gesundheit", "Impfen", "Arzt")] == [True, False, False]


def test_what_is_to_be_done_is_ones_own(client, editor, region):
    mark_outdated(user=users.caseworker(), page=knowledge.page("Alt"), note="Umgezogen")
    elsewhere = knowledge.page("Alt in der Region", user=region)
    mark_outdated(user=users.caseworker(), page=elsewhere, note="Fremde Notiz")
    page = text_of(client.get(url("pages")))
    assert "Umgezogen" in page
    assert "Fremde Notiz" not in page


def test_a_gap_becomes_a_page(client, editor):
    for _call in range(23):
        gap = count_gap(text="Wo gibt es Sprachkurse am Abend?", subject="german")
    assert "23× gefragt" in text_of(client.get(url("pages")))
    new = f"{url('new')}?gap={gap.pk}"
    assert "Wo gibt es Sprachkurse am Abend?" in text_of(client.get(new))
    response = client.post(new, NEW)
    gap.refresh_from_db()
    page = Page.objects.get()
    assert (gap.state, gap.page, response.url) == ("answered", page, url("text", page.pk))
    assert (page.owner, page.published_at, latest(page).state) == ("city", None, "draft")


def test_a_gap_whose_answer_is_there_already(client, editor):
    known = knowledge.page("Wo lerne ich Deutsch?")
    gap = count_gap(text="Deutsch lernen am Abend")
    assert "Wo lerne ich Deutsch?" in text_of(client.get(url("new"), {"gap": gap.pk}))
    client.post(url("gap_close", gap.pk), {"page": known.pk})
    gap.refresh_from_db()
    assert (gap.state, gap.page) == (Gap.State.ANSWERED, known)


@pytest.mark.parametrize("page", ["", "x", "987654321", "9" * 30])
def test_a_gap_without_an_answer_is_dismissed(client, editor, page):
    gap = count_gap(text="Wie wird das Wetter?")
    client.post(url("gap_close", gap.pk), {"page": page})
    gap.refresh_from_db()
    assert (gap.state, gap.page) == (Gap.State.DISMISSED, None)


@pytest.mark.parametrize("gap", ["x", "987654321", "9" * 30, "-1"])
def test_a_gap_that_does_not_exist(client, editor, gap):
    assert client.get(url("new"), {"gap": gap}).status_code == 200


# --- a new page and its words -----------------------------------------------------------------


def test_a_page_is_made_once_and_published(client, editor):
    for _click in range(2):
        client.post(url("new"), NEW | {"key": "A" * 22})
    page = Page.objects.get()
    response = send(client, page)
    page.refresh_from_db()
    assert response.url == url("page", page.pk)
    assert (page.text, page.checked_by) == ("Beim Bildungsträger.", editor)
    assert page.published_at
    assert "Beim Bildungsträger." in text_of(client.get(response.url))


def test_an_event_needs_its_day(client, editor):
    event = NEW | {"kind": "event", "title": "Fest"}
    assert "Ein Termin braucht einen Tag." in text_of(client.post(url("new"), event))
    day = {"starts_on_day": "24", "starts_on_month": "12", "starts_on_year": "2026"}
    client.post(url("new"), event | day | {"starts_time": "14.30"})
    assert Page.objects.get().starts_at.isoformat() == "2026-12-24T13:30:00+00:00"


def test_a_preview_saves_nothing_and_says_what_is_hard(client, editor):
    page = knowledge.page()
    long = "Dies ist ein Satz, " + "der nicht enden will und weiter geht und " * 4 + "endet."
    response = send(client, page, "preview", text=f"## Termine\n\n**Montag** {long}")
    shown = text_of(response)
    assert response.status_code == 200
    assert "<h2>Termine</h2>" in shown
    assert "<strong>Montag</strong>" in shown
    assert "Langer Satz" in shown
    assert page.revisions.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("## Eins\n\n#### Drei", "überspringt eine Ebene: „#### Drei“"),
     ("[hier](https://a.example)", "sagt nicht, wohin er führt: „hier“"),
     ("[Amt](javascript:alert(1))", "Diese Adresse ist kein Link"),
     ("![Bild](https://a.example/b.png)", "Ein Bild dieser Seite steht allein"),
     ("<script>alert(1)</script>", "HTML geht hier nicht: „&lt;script&gt;“")],
)  # fmt: skip
def test_what_shuts_people_out_is_refused_with_its_place(client, editor, text, said):
    page = knowledge.page()
    for do in ("preview", "draft", "publish"):
        response = send(client, page, do, text=text)
        assert response.status_code == 422
        assert said in text_of(response)
        assert "<script>alert" not in response.content.decode()
    assert page.revisions.count() == 1


def test_a_draft_may_be_empty_and_is_seen_by_nobody(client, editor):
    page = knowledge.page(text="Alt.")
    assert send(client, page, text="").status_code == 422
    assert send(client, page, "draft", text="").status_code == 302
    page.refresh_from_db()
    assert (page.text, latest(page).state) == ("Alt.", "draft")
    assert "Entwurf" in text_of(client.get(url("page", page.pk)))


def test_points_of_a_list_keep_their_depth(client, editor):
    page = knowledge.page()
    send(client, page, text="- Eins\r\n  - Eins  a\r\n\r\n\r\n- Zwei\t\x00")
    assert latest(page).text == "- Eins\n  - Eins a\n\n- Zwei"


def test_a_minor_change_keeps_translations(client, editor):
    page = translated("en")
    send(client, page, text="In der Volkshochschule!", is_minor="on")
    page.refresh_from_db()
    assert fresh(page, "en") == Freshness.UP_TO_DATE
    send(client, page, text="Nirgends.", base="2")
    page.refresh_from_db()
    assert fresh(page, "en") == Freshness.OUTDATED


def test_a_text_for_later(client, editor, travel):
    page = knowledge.page(text="Alt.")
    day = {"publish_on_day": "3", "publish_on_month": "11", "publish_on_year": "2026"}
    past = send(client, page, **(day | {"publish_on_day": "1"}))
    assert "Diese Zeit ist schon vorbei." in text_of(past)
    assert "Zu der Uhrzeit fehlt der Tag." in text_of(send(client, page, publish_time="9"))
    response = send(client, page, **day, publish_time="9:30")
    assert "3. November 2026, 09:30" in text_of(client.get(response.url))
    assert latest(page).publish_at.isoformat() == "2026-11-03T08:30:00+00:00"
    assert "geplant" in text_of(client.get(url("pages")))


def test_two_editors_lose_nothing(client, editor):
    page = knowledge.page("Wo gibt es Sprachkurse?", text="In der Schule am Markt.")
    other = users.caseworker(name="Ayse")
    save_text(user=other, page=page, title=page.title, text="In der Schule am Bahnhof.", base=1)
    mine = {"text": "In der großen Schule am Markt."}
    response = send(client, page, **mine)
    shown = text_of(response)
    assert response.status_code == 409
    assert "Ayse hat am 2. November, 10:00 Uhr" in shown
    assert "In der Schule am Bahnhof." in shown
    assert 'name="base" value="2"' in shown
    assert f"{mine['text']}</textarea>" in shown
    page.refresh_from_db()
    assert page.text == "In der Schule am Bahnhof."
    assert send(client, page, base="2", **mine).status_code == 302
    page.refresh_from_db()
    assert page.text == mine["text"]
    assert [row.number for row in page.revisions.all()] == [3, 2, 1]


def test_the_back_button_does_not_swallow_other_words(client, editor):
    page = knowledge.page()
    send(client, page, text="Eins.", key="A" * 22)
    again = send(client, page, text="Zwei.", key="A" * 22)
    assert again.status_code == 409
    assert "Zwei.</textarea>" in text_of(again)


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 5000])
def test_a_base_that_is_none(client, editor, base):
    page = knowledge.page()
    assert send(client, page, base=base).status_code == 422
    assert page.revisions.count() == 1


# --- details ------------------------------------------------------------------------------------


def details(page: Page, **changed) -> dict:
    return {
        "parent": "", "slug": page.slug, "position": "100", "audience": "all", "subject": "german",
        "keywords": "", "source": "Brief", "when_old": "say", "is_public": "True",
    } | changed  # fmt: skip


def test_details_are_saved_and_count_as_checked(client, editor, travel):
    page = knowledge.page()
    mark_outdated(user=users.caseworker(), page=page)
    rubric = write_page(user=editor, title="Lernen", kind="rubric", subject="german")
    body = directory.organisation(name="Schule")
    until = {"valid_until_day": "24", "valid_until_month": "12", "valid_until_year": "2026"}
    response = client.post(
        url("details", page.pk),
        details(page, parent=rubric.pk, slug="deutsch-lernen", audience="refugees",
                responsible=body.pk, editor=editor.pk, is_public="False", when_old="hide",
                needs_approval="on", hides_old_translations="on", is_core="on", **until),
    )  # fmt: skip
    assert response.status_code == 302
    page.refresh_from_db()
    assert (page.parent, page.slug, page.audience, page.responsible, page.editor) == (
        rubric, "deutsch-lernen", "refugees", body, editor)  # fmt: skip
    assert (page.is_public, page.when_old, page.needs_approval, page.is_core) == (
        False, "hide", True, True)  # fmt: skip
    assert (page.valid_until, page.is_doubtful, page.checked_by) == (
        date(2026, 12, 24), False, editor)  # fmt: skip
    assert page.hides_old_translations


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"slug": "schon-da"}, "Diese Adresse hat schon eine andere Seite."),
     ({"slug": "Über uns"}, "Nur kleine Buchstaben"),
     ({"slug": ""}, "Geben Sie eine Adresse ein."),
     ({"position": "x"}, "Geben Sie eine Zahl ein."),
     ({"editor": "987654321"}, "error-summary"),
     ({"parent": "9" * 30}, "error-summary")],
)  # fmt: skip
def test_details_that_cannot_be(client, editor, changed, said):
    knowledge.page("Schon da", slug="schon-da")
    page = knowledge.page()
    response = client.post(url("details", page.pk), details(page, **changed))
    assert (response.status_code, said in text_of(response)) == (422, True)


def test_a_rubric_never_lies_in_itself(client, editor):
    above = write_page(user=editor, title="Oben", kind="rubric", subject="german")
    below = write_page(user=editor, title="Unten", kind="rubric", subject="german", parent=above)
    for parent in (above, below):
        response = client.post(url("details", above.pk), details(above, parent=parent.pk))
        assert "Eine Rubrik liegt nicht in sich selbst" in text_of(response)
    above.refresh_from_db()
    assert above.parent is None
    assert "In dieser Rubrik sind noch Seiten" in text_of(
        client.post(url("retire", above.pk), follow=True)
    )


def test_an_event_ends_after_it_begins(client, editor):
    starts = clock.now() + timedelta(days=3)
    page = write_page(user=editor, title="Fest", kind="event", subject="german", starts_at=starts)
    day = {"starts_on_day": "5", "starts_on_month": "11", "starts_on_year": "2026"}
    wrong = details(page, **day, starts_time="15:00", ends_time="14:00")
    assert "Das Ende liegt vor dem Beginn." in text_of(client.post(url("details", page.pk), wrong))
    right = details(page, **day, starts_time="15:00", ends_time="17:00", place="Rathaus")
    assert client.post(url("details", page.pk), right).status_code == 302
    page.refresh_from_db()
    assert (page.ends_at - page.starts_at, page.place) == (timedelta(hours=2), "Rathaus")


def test_confirming_and_retiring(client, editor):
    page = knowledge.page("Wo ist das?")
    mark_outdated(user=users.caseworker(), page=page)
    client.post(url("confirm", page.pk))
    page.refresh_from_db()
    assert not page.is_doubtful
    client.post(url("retire", page.pk))
    assert "Wo ist das?" not in text_of(client.get(url("pages")))
    assert "wird nicht mehr gezeigt" in text_of(client.get(url("page", page.pk)))


# --- two owners ---------------------------------------------------------------------------------


def changes(page: Page) -> list[tuple[str, dict]]:
    """Everything that changes a page."""
    row = latest(page)
    return [
        (url("text", page.pk), WORDS | {"do": "publish"}),
        (url("details", page.pk), details(page, slug="gekapert")),
        (url("confirm", page.pk), {}),
        (url("retire", page.pk), {}),
        (url("approve", row.pk), {}),
        (url("restore", row.pk), {"base": row.number}),
        (url("translate", page.pk, "en"), WORDS | {"do": "publish", "source_version": page.version,
                                                   "base": "0"}),
        (url("translate_start", page.pk, "en"), {}),
        (url("translate_approve", page.pk, "en"), {"number": "1"}),
    ]  # fmt: skip


@pytest.mark.parametrize("whose", ["city", "region"])
def test_neither_changes_what_the_other_keeps(client, travel, whose):
    travel("2026-11-02 10:00")
    city, region = users.user(Role.EDITOR_CITY), users.user(Role.EDITOR_REGION)
    keeper, stranger = (city, region) if whose == "city" else (region, city)
    page = write_page(user=keeper, title="Fremd", text="Unberührt.", subject="german")
    assert page.owner == whose
    before = Page.objects.values().get(), list(Revision.objects.values())
    client.force_login(stranger)
    for address, data in changes(page):
        assert client.post(address, data).status_code == 404, address
    assert client.get(url("text", page.pk)).status_code == 404
    assert (Page.objects.values().get(), list(Revision.objects.values())) == before
    assert not Translation.objects.exists()
    shown = text_of(client.get(url("page", page.pk)))
    assert "Unberührt." in shown
    assert "Ändern kann sie nur deren Redaktion" in shown
    assert url("text", page.pk) not in shown


def test_the_region_publishes_its_own(client, region):
    client.force_login(region)
    client.post(url("new"), NEW)
    page = Page.objects.get()
    send(client, page)
    page.refresh_from_db()
    assert (page.owner, bool(page.published_at)) == ("region", True)


# --- history ------------------------------------------------------------------------------------


def test_history_shows_what_changed_and_brings_it_back(client, editor):
    page = knowledge.page(text="In der Schule am Markt.")
    save_text(user=editor, page=page, title=page.title, text="In der Schule am <Dom>.", base=1)
    assert "<ins>" not in text_of(client.get(url("history", page.pk), {"number": "1"}))
    shown = text_of(client.get(url("history", page.pk)))
    assert '<del><span class="visually-hidden" lang="de"> gelöscht: </span> Markt.' in shown
    assert '<ins><span class="visually-hidden" lang="de"> neu: </span> &lt;Dom&gt;.' in shown
    first = page.revisions.get(number=1)
    client.post(url("restore", first.pk), {"base": "1"})
    page.refresh_from_db()
    assert page.text == "In der Schule am <Dom>."  # somebody has saved since
    client.post(url("restore", first.pk), {"base": "2"})
    page.refresh_from_db()
    assert (page.text, latest(page).number) == ("In der Schule am Markt.", 3)


@pytest.mark.parametrize("query", ["?language=xx", "?language=" + "x" * 9000])
def test_no_history_in_a_language_that_is_none(client, editor, query):
    page = knowledge.page()
    assert client.get(url("history", page.pk) + query).status_code == 404


@pytest.mark.parametrize("number", ["x", "99", "9" * 40, "-1"])
def test_a_revision_that_is_none(client, editor, number):
    page = knowledge.page()
    assert client.get(url("history", page.pk), {"number": number}).status_code == 200


def test_approval_is_for_a_second_person(client, editor):
    page = knowledge.page(text="Alt.", needs_approval=True, user=editor)
    assert "Zur Freigabe geben" in text_of(client.get(url("text", page.pk)))
    send(client, page, text="Neu.")
    row = latest(page)
    assert row.state == "waiting"
    assert "kann nur eine zweite Person" in text_of(
        client.post(url("approve", row.pk), follow=True)
    )
    other = users.caseworker()
    client.force_login(other)
    assert "Lesen und freigeben" in text_of(client.get(url("pages")))
    client.post(url("approve", row.pk))
    page.refresh_from_db()
    row.refresh_from_db()
    assert (page.text, row.approved_by) == ("Neu.", other)
    assert "wartet nicht mehr" in text_of(client.post(url("approve", row.pk), follow=True))


# --- languages ----------------------------------------------------------------------------------


def translated(*languages: str) -> Page:
    page = knowledge.page("Wo gibt es Sprachkurse?", text="In der Volkshochschule.")
    for language in languages:
        save_text(user=users.caseworker(), page=page, title="Where?", text="There.", base=0,
                  language=language, source_version=page.version)  # fmt: skip
    return page


def fresh(page: Page, language: str) -> Freshness:
    return freshness(page, language, {row.language: row for row in page.translations.all()})


TRANSLATED = {"title": "أين؟", "text": "هنا.", "base": "0", "do": "publish"}


def test_a_translation_is_begun_and_published(client, editor):
    page = translated()
    where = url("translate", page.pk, "ar")
    shown = text_of(client.get(where))
    assert 'lang="ar" dir="rtl"' in shown
    assert "In der Volkshochschule." in shown
    client.post(url("translate_start", page.pk, "ar"))
    assert fresh(page, "ar") == Freshness.IN_WORK
    assert "Clara arbeitet daran" in text_of(client.get(where))
    client.post(where, TRANSLATED | {"source_version": page.version})
    row = page.translations.get(language="ar")
    assert (row.title, row.text, fresh(page, "ar")) == ("أين؟", "هنا.", Freshness.UP_TO_DATE)


def test_what_changed_in_german_stands_beside_it(client, editor):
    page = translated("en")
    seen = page.version
    save_text(user=editor, page=page, title=page.title, text="In der Schule.", base=1)
    shown = text_of(client.get(url("translate", page.pk, "en")))
    assert "Was sich im deutschen Text geändert hat" in shown
    assert "Volkshochschule.<" in shown
    data = WORDS | {"do": "publish", "source_version": seen}
    after = client.post(url("translate", page.pk, "en"), data, follow=True)
    assert "Der deutsche Text hat sich inzwischen geändert" in text_of(after)
    assert fresh(Page.objects.get(), "en") == Freshness.OUTDATED


@pytest.mark.parametrize("version", ["", "0" * 16, "x" * 40])
def test_a_translation_of_no_text_of_ours(client, editor, version):
    page = translated()
    data = TRANSLATED | {"source_version": version}
    response = client.post(url("translate", page.pk, "ar"), data)
    assert (response.status_code, page.translations.count()) == (422, 0)
    assert "هنا." in response.content.decode()


@pytest.mark.parametrize("language", ["de", "xx", "en-us"])
def test_a_language_that_is_none_of_ours(client, editor, language):
    assert client.get(url("translate", translated().pk, language)).status_code == 404


def test_two_translators_lose_nothing(client, editor):
    page = translated("en")
    data = {"title": "Where is it?", "text": "Mine.", "base": "0", "do": "publish"}
    response = client.post(url("translate", page.pk, "en"), data | {"source_version": page.version})
    shown = text_of(response)
    assert (response.status_code, "Mine.</textarea>" in shown, "There." in shown) == (
        409,
        True,
        True,
    )


def test_a_page_that_ends_while_it_is_translated(client, editor):
    page = translated()
    client.post(url("retire", page.pk))
    response = client.post(
        url("translate", page.pk, "ar"), TRANSLATED | {"source_version": page.version}
    )
    shown = text_of(response)
    assert response.status_code == 404
    assert "Ihr Text ist nicht gespeichert" in shown
    assert f"{TRANSLATED['text']}</textarea>" in shown
    german = client.post(url("text", page.pk), WORDS | {"text": "<b>Ganz neu", "do": "publish"})
    assert (german.status_code, "&lt;b&gt;Ganz neu</textarea>" in text_of(german)) == (404, True)
    assert not page.revisions.filter(language="ar").exists()


def test_a_machine_text_is_approved_by_name(client, editor):
    page = knowledge.page()
    enter_machine_text(page=page, language="en", title="Where?", text="There.", engine="Opus",
                       version=page.version)  # fmt: skip
    assert fresh(page, "en") == Freshness.MACHINE
    assert "stehe mit meinem Namen dafür ein" in text_of(
        client.get(url("translate", page.pk, "en"))
    )
    for seen in ("x", "", "0", "2", "9" * 5000, "١"):
        approve = {"number": seen}
        wrong = client.post(url("translate_approve", page.pk, "en"), approve, follow=True)
        assert "Inzwischen gibt es einen anderen Text" in text_of(wrong)
    assert fresh(page, "en") == Freshness.MACHINE
    client.post(url("translate_approve", page.pk, "en"), {"number": "1"})
    row = page.translations.get()
    assert (row.approved_by, fresh(page, "en")) == (editor, Freshness.UP_TO_DATE)


def test_nobody_approves_words_that_they_have_not_read(client, editor):
    """A second machine text of the same German version; a draft that hides the machine's text."""
    page = knowledge.page()
    words = {"page": page, "language": "en", "engine": "Opus", "version": page.version}
    enter_machine_text(title="Where?", text="There.", **words)
    enter_machine_text(title="Where?", text="Somewhere else.", **words)
    wrong = client.post(url("translate_approve", page.pk, "en"), {"number": "1"}, follow=True)
    shown = text_of(wrong)
    assert "Inzwischen gibt es einen anderen Text" in shown
    assert "Somewhere else." in shown
    assert 'name="number" value="2"' in shown
    assert fresh(page, "en") == Freshness.MACHINE
    sent = TRANSLATED | {"source_version": page.version, "base": "2"}
    preview = client.post(url("translate", page.pk, "en"), sent | {"do": "preview"})
    assert 'name="number"' not in text_of(preview)
    client.post(url("translate", page.pk, "en"), sent | {"do": "draft"})
    assert 'name="number"' not in text_of(client.get(url("translate", page.pk, "en")))


def test_the_board_shows_each_page_in_each_language(client, editor, django_assert_max_num_queries):
    page = translated("en")
    for number in range(5):
        knowledge.page(f"Seite {number}?")
    save_text(user=editor, page=page, title=page.title, text="Neu.", base=1)
    with django_assert_max_num_queries(12):
        shown = text_of(client.get(url("board")))
    assert f'href="{url("translate", page.pk, "en")}"' in shown
    only = text_of(client.get(url("board"), {"language": "en", "state": "outdated"}))
    assert (page.title in only, "Seite 1?" in only) == (True, False)
    assert client.get(url("board"), {"language": "x" * 9000, "state": "x"}).status_code == 200


# --- links --------------------------------------------------------------------------------------


def test_links_that_lead_nowhere(client, editor):
    hidden = knowledge.page("Geheim", is_public=False)
    knowledge.page(
        "Mit Links",
        text=f"[Helfen](/de/helfen/) [Weg](/de/gibt-es-nicht/) [Geheim](/de/info/{hidden.slug}/) "
        "[Stadt](https://www.hannover.example/a) [Stadt](https://www.hannover.example/b) "
        "[Arabisch](/ar/helfen/#x)",
    )
    shown = text_of(client.get(url("links")))
    assert "/de/gibt-es-nicht/" in shown
    assert f"/de/info/{hidden.slug}/" in shown
    assert "www.hannover.example</bdi>: 2" in shown
    assert "/helfen/" not in shown
    assert (shown.count("gibt es nicht<"), shown.count("nicht öffentlich<")) == (1, 1)


# --- nothing is unnoted -------------------------------------------------------------------------


def test_what_editors_do_stands_in_the_history(client, editor):
    page = knowledge.page()
    send(client, page)
    client.post(url("confirm", page.pk))
    rows = Event.objects.filter(subject="page", subject_id=page.pk, user=editor).order_by("pk")
    assert list(rows.values_list("verb", flat=True)) == ["text_published", "confirmed"]
