"""The editor for formatted text: what people do in it, and the Markdown that is sent."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from hilfelotse.knowledge.markdown import to_html
from tests.journeys import axe, editor_page

pytestmark = [
    pytest.mark.journey,
    pytest.mark.one_engine,
    pytest.mark.urls("tests.journeys.editor_page"),
    pytest.mark.django_db(transaction=True),
]

RANDOM = Path(__file__).with_name("editor_random.js").read_text()
MARKDOWN = 'await import("/static/hilfelotse/editor/markdown.js")'
READ = f"async texts => {{ const {{read}} = {MARKDOWN}; return texts.map(read) }}"
AGAIN = f"async text => {{ const {{read, write}} = {MARKDOWN}; return write(read(text)) }}"
PASTE = """html => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    const options = {clipboardData, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
PASTE_WORDS = PASTE.replace("text/html", "text/plain")
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h1 onclick="alert(1)">Wohin<br>jetzt?<o:p></o:p></h1>
<p class=MsoNormal style='color:red'>Einen <b style='mso-bidi-font-weight:normal'>Ausweis</b><span
style="font-style: italic"> und Mut</span>, <b style="font-weight:normal">mehr
nicht</b>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>erstens</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span> </span></span>zweitens <a href="https://www.hannover.de/">hier</a><a
href="javascript:alert(1)"> dort</a></p>
<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>danach</p>
<table border=1><tr><td>Mo</td><td style="width:9pt"><p>9 Uhr</p></td></tr></table>
<img src="x" onerror="alert(2)"><script>alert(3)</script><h5>Klein</h5>
<!--EndFragment--></body></html>"""
FROM_WORD = """## Wohin jetzt?

Einen **Ausweis** *und Mut*, mehr nicht.

- erstens
- zweitens [hier](https://www.hannover.de/) dort

1. danach

Mo

9 Uhr

### Klein"""
NORMAL = """## Was Sie brauchen

Einen **Ausweis**, *möglichst* mit ***Bild***\\
und [einen **Termin**](https://www.hannover.de/x_(y)?a=1), **oder [so](/de/helfen/) etwas**.

- Helfer*innen, 5 * 3, a_b
- zweitens
  1. darin
  2. auch

  Noch ein Absatz.

* eine andere Liste

7. sieben
8. acht

![Ein Schild \\[rot\\] & „blau“, Helfer*innen, a_b, 5 * 3](bild:7)

![](bild:12)

### Fragen?

Fragen Sie uns.
Wir sprechen **leise
und deutlich**.

1\\. Mai\\
\\- kein Punkt, \\<b> und \\&amp;, C:\\\\Temp

[Anruf](tel:+49511168), [Mail](mailto:a@b.de), [oben](#inhalt)"""
TOO_MUCH = [
    "Ein <b>Wort</b>",
    "<!-- nur ein Gedanke -->",
    "| a | b |\n|---|---|\n| c | d |",
    "![Bild](/x.png)",
    "![Bild](bild:0)",
    "![Bild](bild:1234567890)",
    '![Bild](bild:7 "Titel")',
    "Satz ![Bild](bild:7)",
    "![Bild](bild:7)\\\nSatz",
    "![Bild](bild:7) ![Bild](bild:8)",
    "- ![Bild](bild:7)",
    "## ![Bild](bild:7)",
    "![`Bild`](bild:7)",
    "![a ![b](/x) c](bild:7)",
    "> gesagt",
    "`make`",
    "```\nmake\n```",
    "    make",
    "oben\n\n---\n\nunten",
    "~~weg~~",
    "- ## im Punkt",
    '[a](/b "Titel")',
    "[a](javascript:alert(1))",
    "[a](//boese.example)",
    "[a](daneben.html)",
    "[a]\n\n[a]: /b",
]


PICTURES = json.dumps(
    [
        {"number": number, "address": "/static/hilfelotse/logo.svg", "label": f"Bild {number}: Kim",
         "isDecorative": number == 8}
        for number in (7, 8)
    ]
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_sent() -> None:
    editor_page.sent.clear()


def opened(page: Page, text: str = "", **more: str) -> Locator:
    page.goto(f"/probe/?{urlencode({'text': text, **more})}")
    expect(page.locator("textarea[data-editor=ready]")).to_be_attached()
    return page.get_by_role("textbox", name="Text der Seite")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def value(page: Page) -> str:
    return page.evaluate("document.querySelector('textarea').value")


def send(page: Page) -> str:
    press(page, "Speichern")
    expect(page.locator("h1")).to_have_text("Gespeichert")
    return editor_page.sent[-1]


def test_what_is_typed_and_pressed_is_sent_as_markdown(page: Page) -> None:
    text = opened(page)
    page.locator("label").first.click()
    expect(text).to_be_focused()
    keys = page.keyboard
    press(page, "Überschrift 2")
    keys.type("Was Sie brauchen")
    keys.press("Enter")
    keys.type("Einen ")
    press(page, "Fett")
    expect(page.get_by_role("button", name="Fett")).to_have_attribute("aria-pressed", "true")
    keys.type("Ausweis ")
    keys.press("Control+b")
    keys.type("und ")
    keys.press("Control+i")
    keys.type("Mut")
    keys.press("Control+i")
    keys.type(".")
    keys.press("Shift+Enter")
    keys.type("1. Mai geschlossen.")
    keys.press("Enter")
    press(page, "Liste")
    keys.type("Kirche")
    keys.press("Enter")
    keys.type("Café")
    keys.press("Shift+Control+ArrowLeft")
    press(page, "Link")
    page.get_by_label("Adresse").fill("irgendwo")
    keys.press("Enter")
    expect(page.get_by_label("Adresse")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Adresse").fill("www.cafe.example/a b")
    keys.press("Enter")
    expect(text).to_be_focused()
    keys.type(" Linden")
    for _ in range(2):
        keys.press("Enter")
    keys.type("2. Anruf")
    press(page, "Überschrift 3")
    keys.press("Enter")
    press(page, "Link")
    page.get_by_label("Worte, die man anklickt").fill("Schreiben Sie uns")
    page.get_by_label("Adresse").fill("post@stadt.example")
    press(page, "Link speichern")
    keys.type("!")
    expected = """## Was Sie brauchen

Einen **Ausweis** und *Mut*.\\
1\\. Mai geschlossen.

- Kirche
- [Café](https://www.cafe.example/a%20b) Linden

### 2. Anruf

[Schreiben Sie uns](mailto:post@stadt.example)!"""
    assert value(page) == expected
    assert send(page) == expected
    # The server reads it as the editor meant it.
    assert "<strong>Ausweis</strong> und <em>Mut</em>.<br>\n1. Mai" in to_html(expected)


def test_a_link_is_changed_and_removed(page: Page) -> None:
    text = opened(page, "Zum [Café **Linden**](https://alt.example/) gehen")
    text.locator("strong").click()
    expect(page.get_by_role("button", name="Link")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Adresse")).to_have_value("https://alt.example/")
    page.get_by_label("Adresse").fill("/de/neu/")
    press(page, "Link speichern")
    assert value(page) == "Zum [Café **Linden**](/de/neu/) gehen"
    text.locator("strong").click()
    press(page, "Link")
    press(page, "Link entfernen")
    assert value(page) == "Zum Café **Linden** gehen"


def test_words_from_word_stay_and_its_looks_go(page: Page) -> None:
    text = opened(page)
    text.click()
    page.evaluate(PASTE, WORD)
    assert value(page) == FROM_WORD
    assert text.locator("[style], [class^=Mso], span, script, img").count() == 0
    assert send(page) == FROM_WORD


def test_text_in_normal_form_comes_back_byte_for_byte(page: Page) -> None:
    text = opened(page, NORMAL)
    expect(text.locator("ol").first).to_contain_text("darin")
    assert page.evaluate(AGAIN, NORMAL) == NORMAL
    text.locator("p", has_text="Temp").click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert value(page) == NORMAL.replace("Temp", "Temp!")
    press(page, "Rückgängig")
    assert send(page) == NORMAL


def test_other_ways_to_write_the_same(page: Page) -> None:
    opened(page)
    for given, normal in {
        "# Eins\n#### Vier\nZwei\n====": "## Eins\n\n### Vier\n\n## Zwei",
        "__a__ _b_\n  c  \nd": "**a** *b*\nc\\\nd",
        "* a\n\n* b\n* ": "- a\n- b",
        "&lt;b&gt; &auml;": "\\<b> ä",
        "<https://a.example>": "[https://a.example](https://a.example)",
        "\n\n": "",
    }.items():
        assert page.evaluate(AGAIN, given) == normal


def test_nothing_is_lost_in_random_texts(page: Page) -> None:
    opened(page)
    found = page.evaluate(RANDOM, {"seed": 2015, "times": 300})
    assert found["wrong"] == []
    assert found["faded"] < 10


def test_what_the_editor_cannot_show_stays_text(page: Page) -> None:
    opened(page, TOO_MUCH[0])
    assert page.evaluate(READ, TOO_MUCH) == [None] * len(TOO_MUCH)
    area = page.locator("textarea")
    expect(area).to_be_visible()
    expect(page.locator(".editor__text")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("bleibt er als Text")
    assert axe.examine(page, "text", least_target=44, frame=False) == []
    press(page, "Als Text bearbeiten")
    expect(page.get_by_role("button", name="Als Text bearbeiten")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(area).to_have_value(TOO_MUCH[0])
    area.fill("Ein Wort")
    press(page, "Als Text bearbeiten")
    expect(page.locator(".editor__text")).to_have_text("Ein Wort")
    expect(page.get_by_role("status")).to_be_empty()
    assert send(page) == "Ein Wort"


def test_to_the_text_and_back_with_undo_and_reset(page: Page) -> None:
    text = opened(page, "Eins")
    page.evaluate("document.addEventListener('input', () => document.body.dataset.heard = 'yes')")
    text.press("End")
    page.keyboard.insert_text(" zwei")  # one step to undo, however slow the machine
    assert page.evaluate("document.body.dataset.heard") == "yes"
    press(page, "Als Text bearbeiten")
    area = page.get_by_role("textbox", name="Text der Seite")
    assert area.evaluate("area => area.localName") == "textarea"
    expect(page.get_by_role("button", name="Fett")).to_be_hidden()
    area.fill("* ganz\n* anders")
    press(page, "Als Text bearbeiten")
    expect(text.locator("li")).to_have_text(["ganz", "anders"])
    assert value(page) == "* ganz\n* anders"  # untouched until something is changed
    press(page, "Rückgängig")
    assert value(page) == "Eins zwei"
    press(page, "Rückgängig")
    assert value(page) == "Eins"
    for _ in range(2):
        press(page, "Wiederholen")
    assert value(page) == "- ganz\n- anders"
    press(page, "Verwerfen")
    expect(text).to_have_text("Eins")
    assert send(page) == "Eins"


def test_without_a_mouse(page: Page) -> None:
    text = opened(page)
    keys = page.keyboard
    focused = "document.activeElement.textContent.trim()"
    keys.press("Tab")  # the skip link
    keys.press("Tab")
    assert page.evaluate(focused) == "Überschrift 2"
    keys.press("ArrowLeft")
    assert page.evaluate(focused) == "Als Text bearbeiten"
    keys.press("ArrowRight")
    for _ in range(2):
        keys.press("ArrowRight")
    assert page.evaluate(focused) == "Fett"
    keys.press("Enter")
    keys.press("Tab")
    expect(text).to_be_focused()
    assert text.evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
    keys.type("fett")
    keys.press("Alt+F10")
    assert page.evaluate(focused) == "Fett"
    keys.press("Space")
    keys.press("Escape")
    expect(text).to_be_focused()
    keys.type(" – und ")
    keys.press("Control+k")
    expect(page.get_by_label("Worte, die man anklickt")).to_be_focused()
    keys.type("da")
    keys.press("Tab")
    keys.type("#da")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("- Punkt")
    keys.press("Enter")
    keys.press("Control+]")
    keys.type("darunter")
    keys.press("Tab")
    assert page.evaluate(focused) == "Speichern"
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Gespeichert")
    assert editor_page.sent == ["**fett** – und [da](#da)\n\n- Punkt\n  - darunter"]


def test_a_picture_comes_into_the_text_and_out_of_it(page: Page) -> None:
    text = opened(page, "Eins\n\n- zwei\n- drei\n\nvier", pictures=PICTURES)
    text.get_by_text("zwei").click()
    keys = page.keyboard
    press(page, "Bild")
    expect(page.get_by_label("Welches Bild?")).to_be_focused()
    press(page, "Bild in den Text setzen")
    words = page.get_by_label("Was man sieht")
    expect(words).to_have_attribute("aria-invalid", "true")
    expect(words).to_be_focused()
    assert axe.examine(page, "picture", least_target=44, frame=False) == []
    words.fill("Ein Kind [rot]\tmalt")
    keys.press("Enter")
    expect(text).to_be_focused()
    shown = "![Ein Kind \\[rot\\] malt](bild:7)"
    assert value(page) == f"Eins\n\n- zwei\n- drei\n\n{shown}\n\nvier"
    expect(text.get_by_role("img", name="Ein Kind [rot] malt")).to_be_visible()
    keys.type("und ")
    assert value(page).endswith(f"{shown}\n\nund vier")
    # Another one, which only decorates; then without.
    text.locator("figure").click()
    expect(page.get_by_role("button", name="Bild", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    press(page, "Bild")
    expect(words).to_have_value("Ein Kind [rot] malt")
    page.get_by_label("Welches Bild?").select_option("8")
    words.fill("")
    press(page, "Bild in den Text setzen")
    assert value(page) == "Eins\n\n- zwei\n- drei\n\n![](bild:8)\n\nund vier"
    assert send(page) == "Eins\n\n- zwei\n- drei\n\n![](bild:8)\n\nund vier"


def test_a_picture_without_a_mouse(page: Page) -> None:
    text = opened(page, pictures=PICTURES)
    keys = page.keyboard
    text.focus()
    keys.press("Alt+F10")
    button = page.get_by_role("button", name="Bild", exact=True)
    while not button.evaluate("one => one === document.activeElement"):
        keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Ein Kind")
    keys.press("Enter")
    keys.type("danach")
    assert value(page) == "![Ein Kind](bild:7)\n\ndanach"
    keys.press("Home")
    keys.press("ArrowUp")  # on the picture
    keys.press("Enter")  # a line before it
    keys.type("davor")
    assert value(page) == "davor\n\n![Ein Kind](bild:7)\n\ndanach"
    for _ in range(2):
        keys.press("ArrowDown")
    keys.press("Home")
    keys.press("Backspace")
    assert value(page) == "davor\n\ndanach"
    keys.press("Control+z")
    assert value(page) == "davor\n\n![Ein Kind](bild:7)\n\ndanach"


def test_the_line_of_a_picture_is_pasted(page: Page) -> None:
    text = opened(page, "Eins", pictures=PICTURES)
    text.click()
    page.evaluate(PASTE_WORDS, " ![Ein Kind](bild:7)\n")
    assert value(page) == "Eins\n\n![Ein Kind](bild:7)"
    page.evaluate(PASTE_WORDS, "![Ein Kind](https://fremd.example/x.png)")
    assert value(page).endswith("!\\[Ein Kind\\](https://fremd.example/x.png)")


def test_a_picture_that_is_gone_stays_in_the_text_and_is_told(page: Page) -> None:
    gone = "![Ein Kind](bild:9)"
    text = opened(page, gone, pictures=PICTURES)
    expect(text).to_contain_text("Dieses Bild gibt es nicht mehr.")
    assert send(page) == gone


def test_a_page_without_pictures_says_how_to_get_some(page: Page) -> None:
    opened(page, "Eins", pictures="[]")
    press(page, "Bild")
    expect(page.get_by_text("Diese Seite hat noch keine Bilder.")).to_be_visible()
    expect(page.get_by_label("Welches Bild?")).to_be_hidden()
    assert axe.examine(page, "no pictures", least_target=44, frame=False) == []
    press(page, "Abbrechen")
    expect(page.get_by_text("Diese Seite hat noch keine Bilder.")).to_be_hidden()


def test_everybody_can_use_it(page: Page) -> None:
    text = opened(page, NORMAL)
    expect(text).to_have_attribute("aria-describedby", "id_text_helptext")
    expect(text).to_have_attribute("aria-multiline", "true")
    expect(page.locator("#id_text")).to_have_role("textbox")  # where the error summary leads
    found = axe.examine(page, "text", least_target=44, frame=False)
    text.locator("h2").click()
    press(page, "Link")
    press(page, "Link speichern")
    expect(page.get_by_text("Bitte geben Sie eine Adresse ein")).to_be_visible()
    assert found + axe.examine(page, "link", least_target=44, frame=False) == []


def test_arabic_from_right_to_left(page: Page) -> None:
    text = opened(page, "مرحبا **بكم**", lang="ar", dir="rtl")
    expect(text).to_have_attribute("lang", "ar")
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    text.press("Control+End")
    page.keyboard.type(" في هانوفر")
    assert send(page) == "مرحبا **بكم في هانوفر**"


@pytest.mark.parametrize("javascript", [False])
def test_without_scripts_it_is_a_text_area(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto("/probe/?text=Eins")
    page.get_by_label("Text der Seite").fill("## Zwei")
    assert send(page) == "## Zwei"
