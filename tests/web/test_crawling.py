"""The crawl can fail: a planted defect of every class is found, and what is right is not."""

import pytest

from hilfelotse.web.components.german_words import mark_german
from tests.web import crawling
from tests.web.crawling import Portal, Visit
from tests.web.wrong_language import wrong_words

RIGHT = '<h1 id="top">Wissen</h1><p>Wo melde ich mich an?</p>'


def page(body: str, head: str = "", url: str = "/de/", **fields) -> Visit:
    language = url.split("/")[1]
    text = (f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>x</title>'
            f"{head}</head><body><main>{body}</main></body></html>")  # fmt: skip
    return Visit(url, 200, "text/html; charset=utf-8", text, **fields)


def portal(*pages: Visit) -> Portal:
    return Portal({visit.url: visit for visit in pages})


def found(look, *pages: Visit) -> str:
    return "\n".join(portal(*pages).findings(look))


# --- elsewhere, cookies ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="https://evil.example/a.png" alt="">',
        '<img srcset="//evil.example/a 2x" alt="">',
        '<script src="//evil.example/a.js"></script>',
        '<link rel="stylesheet" href="//evil.example">',
        '<link rel="preconnect" href="https://evil.example">',
        "<style>@import '//evil.example'</style>",
        '<div style="background:url(https://evil.example/a)"></div>',
        '<iframe src="https://evil.example"></iframe>', '<video poster="//evil.example/a"></video>',
        '<form action="https://evil.example"></form>', '<track src="http://evil.example/a">',
        '<svg><use href="https://evil.example/a#b"></use></svg>',
    ],
)  # fmt: skip
def test_what_another_host_would_see(tag):
    assert "evil.example" in found(crawling.from_elsewhere, page(RIGHT + tag))


def test_what_only_names_another_host_loads_nothing():
    links = ('<a href="https://else.example/">x</a><img src="/static/a.png" alt="">'
             '<form action="/de/suche/"></form>')  # fmt: skip
    head = '<link rel="canonical" href="https://else.example/">'
    assert not found(crawling.from_elsewhere, page(RIGHT + links, head))


def test_a_style_sheet_that_asks_others_and_a_file_that_is_not_there(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "look.css").write_text("@import '//evil.example/b.css'; a{src:url(lost.woff2)}")
    head = '<link rel="stylesheet" href="/static/look.css">'
    wrong = crawling.wrong_files(crawling.static_files(portal(page(RIGHT, head))))
    assert wrong == ["/static/look.css asks for //evil.example/b.css",
                     "/static/lost.woff2 is not there"]  # fmt: skip


def test_a_cookie_where_none_is_needed():
    one = page(RIGHT, cookies=("tracker",), route="portal:start")
    assert list(crawling.cookies(one, set())) == ["sets tracker"]
    assert not list(crawling.cookies(one, {"portal:start"}))


# --- links ----------------------------------------------------------------------------------------


def test_links_that_lead_nowhere():
    start = page(RIGHT + '<a href="/de/weg/">x</a>'
                 '<a href="#keins">x</a><a href="/de/b/#keins">x</a>'
                 '<a href="#top">x</a><a href="/de/b/#da">x</a><a href="/de/ring/">x</a>'
                 '<a href="/de/um/#da">x</a>')  # fmt: skip
    others = [Visit("/de/weg/", 404, "text/html", ""), page('<p id="da">', url="/de/b/"),
              Visit("/de/ring/", 302, "", "", leads_to="/de/ring/"),
              Visit("/de/um/", 302, "", "", leads_to="/de/b/")]  # fmt: skip
    assert found(crawling.broken_links, start, *others).splitlines() == [
        "/de/: #keins: no element has this id",
        "/de/: /de/b/#keins: no element has this id",
        "/de/: /de/ring/ answers 310",
        "/de/: /de/weg/ answers 404",
    ]


# --- other languages ------------------------------------------------------------------------------


def alternates(*tags: str, site: str) -> str:
    return "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{site}/{tag.replace("x-default", "de")}/">'
        for tag in tags
    )


@pytest.mark.parametrize(
    ("german", "english", "said"),
    [
        (["de", "en", "x-default"], ["en", "x-default"], "does not name it in turn"),
        (["de", "en", "x-default"], [], "does not name it in turn"),
        (["en", "x-default"], ["en", "x-default"], "does not name itself"),
        (["de", "en"], ["de", "en"], "has no x-default"),
        (["de", "en", "x-default", "englisch!"], ["de", "en"], "is no tag"),
    ],
)
def test_languages_that_do_not_name_each_other(settings, german, english, said):
    site = settings.SITE_URL
    pages = [page(RIGHT, alternates(*german, site=site)),
             page(RIGHT, alternates(*english, site=site), url="/en/")]  # fmt: skip
    assert said in found(crawling.wrong_alternates, *pages)


def test_languages_that_do(settings):
    head = alternates("de", "en", "x-default", site=settings.SITE_URL)
    link = '<a href="/en/" hreflang="en">x</a>'
    assert not found(
        crawling.wrong_alternates, page(RIGHT + link, head), page(RIGHT, head, url="/en/")
    )
    wrong = page(RIGHT + '<a href="/en/" hreflang="de">x</a>')
    assert "says hreflang de" in found(crawling.wrong_alternates, wrong)


# --- HTML -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>a<div>b</div></p>", "unexpected-end-tag"),
        ("<b><i>x</b></i>", "adoption-agency"),
        ("<div>", "end-tag-too-early"),
        ('<p id="a"><p id="a">', "id 'a' 2 times"),
        ("<table><p>x</p></table>", "unexpected-start-tag-implies-table-voodoo"),
        ('<label for="weg">x</label>', "<label for='weg'>: no such id"),
        ('<label for="a">x</label><p id="a">', "labels a <p>"),
        ('<input aria-describedby="weg">', "<input aria-describedby='weg'>: no such id"),
        ('<nav aria-labelledby="weg"></nav>', "<nav aria-labelledby='weg'>: no such id"),
        ('<a href="/">x<button>y</button></a>', "<button> inside <a>"),
        ('<button>x<input name="y"></button>', "<input> inside <button>"),
        ('<summary>x<a href="/">y</a></summary>', "<a> inside <summary>"),
        ("<span><div>x</div></span>", "<div> inside <span>"),
        ("<button><p>x</p></button>", "<p> inside <button>"),
        ("<ul><p>x</p></ul>", "<p> as a child of <ul>"),
        ('<img src="/a.png">', "<img> without alt"),
        ('<a href="">x</a>', "<a> with an empty href"),
        ('<a href="/"><span aria-hidden="true"></span></a>', "<a> without a name"),
        ('<p id="a b">x</p>', "a space in id"),
        ("<h1>y</h1>", "2 × <h1>"),
        ("<main></main>", "2 × <main>"),
        ("&nonsense;", "expected-named-entity"),
        ('<p class="a" class="b">x</p>', "duplicate-attribute"),
    ],
)
def test_html_that_a_browser_has_to_guess(body, said):
    assert said in found(crawling.invalid_html, page(RIGHT + body))


def test_html_that_is_right():
    body = ('<p id="hilfe">x <bdi>y</bdi></p><label for="a">A</label>'
            '<input id="a" aria-describedby="hilfe"><label>B <input name="b"></label>'
            "<ul><li><p>x</p></li></ul><details><summary><h2>x</h2></summary></details>"
            '<a href="/"><img src="/a.png" alt="Start"></a>'
            '<dl><dt>x</dt><dd><p>y</p></dd></dl>')  # fmt: skip
    assert not found(crawling.invalid_html, page(RIGHT + body))


# --- words ----------------------------------------------------------------------------------------

NAMES = {"Hannover"}


def words(language: str, body: str) -> list[str]:
    return wrong_words(page(body, url=f"/{language}/").root, NAMES)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "<p>Bitte warten</p>"),
        ("ar", "<p>اسأل im Rathaus</p>"),
        ("ar", '<img alt="Ein Kind" src="/a">'),
        ("ar", '<input placeholder="Postleitzahl">'),
        ("ar", '<button aria-label="Suchen"></button>'),
        ("ar", "<bdi>Spielen mit den Kindern</bdi>"),
        ("ar", '<div lang="en"><p>أين</p></div>'),
        ("ar", "<p>برای کمک چه</p>"),
        ("fa", "<p>مدرسة</p>"),
        ("ti", "<p>Where to go</p>"),
        ("uk", "<p>Где вы были</p>"),
        ("ru", "<p>Де її знайти</p>"),
        ("en", "<p>Datenschutz</p>"),
        ("en", "<p>Ask für eine Woche</p>"),
        ("en", "<p>Bitte sprechen Sie mit uns</p>"),
        ("fr", "<p>Häufige Fragen</p>"),
        ("tr", "<p>Wie kann ich helfen?</p>"),
        ("kmr", "<p>Suche</p>"),
        ("de", "<p>مدرسة</p>"),
        ("de", "<p>Школа</p>"),
        ("de", '<p lang="ar">Schule</p>'),
    ],
)
def test_words_that_are_not_in_their_language(language, body):
    assert words(language, body), body


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("ar", "<p>المدرسة في Hannover، a@post.example، KF-26-004711-4</p>"),
        ("ar", '<p lang="de">Bitte warten Sie</p>'),
        ("ar", "<bdi>Kreis Linden</bdi>"),
        ("fa", "<p>برای کمک چه کسی</p>"),
        ("uk", "<p>Де її знайти</p>"),
        ("en", "<p>The die is cast; in an arm.</p>"),
        ("fr", "<p>Où êtes-vous ? Des cours à la mairie.</p>"),
        ("tr", "<p>Nasıl yardım edebilirim? Bu ne ile ilgili?</p>"),
        ("kmr", "<p>Ez dikarim ji kê re bibêjim?</p>"),
        ("de", "<p>Wie kann ich helfen?</p><script>مدرسة</script>"),
        ("de-simple", "<p>Wie kann ich helfen?</p>"),
    ],
)
def test_words_that_are(language, body):
    assert words(language, body) == []


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("ar", "<p>مكتب (Ausländerbehörde) هنا</p>", ["Ausländerbehörde"]),
        ("uk", "<p>Скажіть: „Ich brauche Hilfe.“ Так.</p>", ["Ich brauche Hilfe."]),
        ("ti", '<a href="/ti/info/x/">Jobcenter</a> &amp; &quot;Kita&quot;', ["Jobcenter", "Kita"]),
        ("fa", "a@post.example https://amt.example/x KF-26-004711-4", []),
        ("en", "<p>Say: “Ich brauche Hilfe.” (I need help.)</p>", ["Ich brauche Hilfe."]),
        ("fr", "le service (Ausländerbehörde) (avec un interprète)", ["Ausländerbehörde"]),
        ("fr", "«&nbsp;nicht erlaubt&nbsp;» (non)", ["&nbsp;nicht erlaubt&nbsp;"]),
        ("tr", "Halk eğitim (Bürgeramt), (Ausländerbehörde), “günü ölçüt”", ["Ausländerbehörde"]),
        ("de", "<p>„Ich brauche Hilfe.“</p>", []),
    ],
)
def test_german_words_get_their_mark(language, text, marked):
    html = mark_german(text, language)
    for words in marked:
        assert f'<span lang="de" dir="ltr">{words}</span>' in html
    assert html.count("<span") == len(marked)
    assert html.replace('<span lang="de" dir="ltr">', "").replace("</span>", "") == text
