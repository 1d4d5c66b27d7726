"""Barriers, planted into pages that have none: what the sweep must find.

Each is a line of JavaScript that changes the page that is open. ``PLANT`` gives it a few tools;
``KEEP`` and ``BACK`` bring the page back as it was, without loading it again.
"""

KEEP = """() => {
    window.kept = {body: document.body.cloneNode(true), title: document.title,
        metas: [...document.querySelectorAll("meta")].map(meta => meta.cloneNode()),
        lang: document.documentElement.lang, dir: document.documentElement.dir};
}"""
BACK = """() => {
    const {body, title, metas, lang, dir} = window.kept;
    document.body.replaceWith(body.cloneNode(true));
    document.title = title;
    document.querySelectorAll("meta").forEach(meta => meta.remove());
    document.head.prepend(...metas.map(meta => meta.cloneNode()));
    Object.assign(document.documentElement, {lang, dir});
    document.adoptedStyleSheets = [];
}"""
PLANT = """script => {
    const $ = selector => document.querySelector(selector);
    const $$ = selector => document.querySelectorAll(selector);
    const main = $("main");
    const add = html => {
        main.insertAdjacentHTML("beforeend", html);
        return main.lastElementChild;
    };
    const css = text => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    };
    const swap = (element, tag) => {
        const other = document.createElement(tag);
        other.append(...element.childNodes);
        element.replaceWith(other);
        return other;
    };
    SCRIPT
}"""
RED_DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs="

# A form that came back with errors.
FORM = {
    "no label": '$("label[for=id_name]").remove()',
    "label that belongs to no field": '$("label[for=id_name]").htmlFor = "id_nobody"',
    "label that nobody sees": '$("label[for=id_name]").className = "visually-hidden"',
    "label without words": '$("label[for=id_name]").textContent = ""',
    "placeholder instead of a label": (
        '$("label[for=id_name]").remove(); $("#id_name").placeholder = "Name"'
    ),
    "select without a label": 'add("<select><option>Deutsch</option></select>")',
    "radios without a legend": (
        'add(`<fieldset><label><input type="radio" name="x">Ja</label>'
        '<label><input type="radio" name="x">Nein</label></fieldset>`)'
    ),
    "no autocomplete": '$("#id_email").removeAttribute("autocomplete")',
    "wrong autocomplete": '$("#id_name").autocomplete = "off"',
    "field required by the browser": '$("#id_name").required = true',
    "aria-invalid is missing": (
        '$$("[aria-invalid]").forEach(field => field.removeAttribute("aria-invalid"))'
    ),
    "field does not name its error": (
        '$("[aria-invalid]").setAttribute("aria-describedby", "inhalt")'
    ),
    "error at the field is gone": '$(".field__error").remove()',
    "no summary of errors": '$(".error-summary").remove()',
    "summary says something else": '$(".error-summary a").textContent = "Bitte prüfen Sie das."',
    "summary leads nowhere": '$(".error-summary a").href = "#id_nobody"',
    "summary is not announced": '$(".error-summary [role=alert]").removeAttribute("role")',
    "title does not tell of errors": 'document.title = document.title.replace("Fehler: ", "")',
    "button without a name": '$("main form [type=submit]").textContent = ""',
    "edge of a field of 1.3:1": 'css("main .input { border-color: #ddd; }")',
    "fields from below to above": (
        'css("main form { display: flex; flex-direction: column-reverse; }")'
    ),
    "tabindex 5": '$("#id_name").tabIndex = 5',
    "button left out by the keyboard": '$("main form [type=submit]").tabIndex = -1',
    "button for the mouse only": 'add(`<div role="button">Weiter</div>`)',
    "key Tab is kept": (
        'main.addEventListener("keydown", event => event.key === "Tab" && event.preventDefault())'
    ),
    "focus comes back": (
        'const field = $("#id_name"); field.addEventListener("blur", () => field.focus())'
    ),
    "no sign of focus": "css(`*:focus { outline: none !important; box-shadow: none !important;"
    " border-color: inherit !important; }`)",
    "sign of focus of 1 px": (
        'css("main a:focus, main button:focus { outline-width: 1px !important;'
        ' box-shadow: none !important; }")'
    ),
    "pale sign of focus": (
        'css("button:focus { outline-color: #ddd !important; box-shadow: none !important; }")'
    ),
    "sign of focus that forced colours take away": (
        'css("button:focus { outline: none !important; box-shadow: 0 0 0 3px #000 !important; }")'
    ),
    "bar at the top over the focus": (
        'css(".site-header { position: fixed; inset: 0 0 auto; block-size: 60vh; z-index: 9;'
        ' overflow: auto; background: white; }")'
    ),
    "bar at the bottom over the focus": (
        'css("footer { position: fixed; inset: auto 0 0; block-size: 60vh; z-index: 9;'
        ' overflow: auto; background: white; }")'
    ),
}
# A text with headings and links.
TEXT = {
    "image without alt": f'add(`<p><img src="{RED_DOT}"></p>`)',
    "alt is a file": f'add(`<p><img src="{RED_DOT}" alt="IMG_4711.jpg"></p>`)',
    "alt says only that it is a picture": f'add(`<p><img src="{RED_DOT}" alt="Bild"></p>`)',
    "picture of lines without a name": (
        'add(`<svg role="img" width="50" height="50"><rect width="50" height="50"/></svg>`)'
    ),
    "two h1": 'add("<h1>Noch eine</h1>")',
    "no h1": 'swap($("h1"), "p")',
    "skipped heading": 'add("<h2>Eine</h2>"); add("<h4>Zu tief</h4>")',
    "empty heading": 'add("<h2> </h2>")',
    "heading only by its looks": (
        'add("<p><b>Termine</b></p>").style.fontSize = "30px"; add("<p>Am Montag.</p>")'
    ),
    "wrong lang": 'document.documentElement.lang = "en"',
    "no lang": 'document.documentElement.removeAttribute("lang")',
    "lang that is none": 'add(`<p lang="deutsch">Guten Tag</p>`)',
    "Arabic words without lang": 'add("<p>مرحبا بكم</p>")',
    "Ukrainian words without lang": 'add("<p>Ласкаво просимо</p>")',
    "no skip link": '$(".skip-link").remove()',
    "skip link to nowhere": '$(".skip-link").href = "#nirgends"',
    "skip link that nobody sees": 'css(".skip-link:focus { inset-block-start: -6rem; }")',
    "skip link that moves no focus": 'main.removeAttribute("tabindex")',
    "no main": 'swap(main, "div").id = "inhalt"',
    "two main": 'add("<main><p>Noch einer</p></main>")',
    "navigation without a name": ('$$("nav").forEach(nav => nav.removeAttribute("aria-label"))'),
    "no footer": '$$("footer").forEach(footer => swap(footer, "div"))',
    "title without the office": 'document.title = "Deutsch lernen"',
    "title of the office alone": (
        'document.title = document.title.slice(document.title.indexOf(" – "))'
    ),
    "contrast of 3:1": 'add("<p>Kaum zu lesen</p>").style.color = "#959595"',
    "contrast of 5:1": 'add("<p>Mühsam zu lesen</p>").style.color = "#707070"',
    "contrast of 3:1 in the dark": (
        'css("@media (prefers-color-scheme: dark) { main p { color: #666; } }")'
    ),
    "faded text": 'add("<p>Kaum zu lesen</p>").style.opacity = "0.4"',
    "link only by its colour": (
        'add(`<p>Fragen beantwortet <a href="/de/frage/">das Team der Stelle</a> gern.</p>`)'
        '.querySelector("a").style.textDecoration = "none"'
    ),
    "letters of 10 px": 'add("<p>Winzig</p>").style.fontSize = "10px"',
    "target of 20 px": (
        'css("main button { min-block-size: 0; block-size: 20px; padding: 0; line-height: 1; }");'
        'add(`<button type="button">Weiter</button>`)'
    ),
    "target of 20 px on a telephone": (
        'css("@media (width < 30rem) { .skip-link ~ * nav a { min-block-size: 0 !important;'
        ' display: inline-block !important; line-height: 1; padding: 0 !important; } }")'
    ),
    "table that runs over": (
        'add(`<table><caption>Zeiten</caption><tr>${`<th scope="col">Öffnungszeit</th>`.repeat(9)}'
        "</tr></table>`)"
    ),
    "box of 600 px": 'add("<p>Breit</p>").style.inlineSize = "600px"',
    "text that does not break": (
        'add("<p>Das ist ein langer Satz, der nicht umbricht.</p>").style.whiteSpace = "nowrap"'
    ),
    "what runs over is cut off": (
        'add("<p>Das ist ein langer Satz, der nicht umbricht.</p>").style.whiteSpace = "nowrap";'
        'css("html, body { overflow-x: hidden; }")'
    ),
    "box too low for its text": (
        'Object.assign(add(`<p>${"Guten Tag. ".repeat(60)}</p>`).style,'
        ' {blockSize: "3rem", overflow: "hidden"})'
    ),
    "id twice": 'add(`<p id="inhalt">Noch einmal</p>`)',
    "name taken from nobody": 'add(`<section aria-labelledby="niemand"><p>Ja</p></section>`)',
    "link „hier“": 'add(`<p>Die Antwort steht <a href="/de/frage/">hier</a>.</p>`)',
    "link „Mehr …“": 'add(`<p><a class="more" href="/de/frage/">Mehr …</a></p>`)',
    "link without words": 'add(`<p><a class="more" href="/de/frage/"></a></p>`)',
    "link to a place that is not there": (
        'add(`<p><a class="more" href="#fehlt">Zur Liste</a></p>`)'
    ),
    "window that opens unannounced": (
        'add(`<p><a class="more" target="_blank" href="/de/frage/">Fragen stellen</a></p>`)'
    ),
    "video that starts by itself": 'add("<video autoplay muted controls></video>")',
    "video without controls": 'add("<video muted></video>")',
    "text that runs": 'add("<marquee>Achtung</marquee>")',
    "movement without end": (
        'add("<p>Achtung</p>").animate({translate: ["0", "9px"]},'
        " {duration: 900, iterations: Infinity})"
    ),
    "page that goes on by itself": (
        'document.head.insertAdjacentHTML("beforeend",'
        ' `<meta http-equiv="refresh" content="3000">`)'
    ),
    "page that cannot be made larger": (
        '$("meta[name=viewport]").content = "width=device-width, user-scalable=no"'
    ),
    "role that is none": 'add(`<p role="absatz">Guten Tag</p>`)',
    "aria that the role does not have": 'add(`<p aria-checked="true">Guten Tag</p>`)',
    "hidden from ears, not from keys": (
        'add(`<p aria-hidden="true"><a class="more" href="/de/frage/">Fragen</a></p>`)'
    ),
    "button in a link": (
        'add(`<p><a class="more" href="/de/frage/"><button>Fragen</button></a></p>`)'
    ),
    "list with paragraphs": 'add("<ul><p>Erstens</p><p>Zweitens</p></ul>")',
    "entry without a list": 'add("<li>Erstens</li>")',
    "table without headers": (
        'add("<table><caption>Zeiten</caption><tr><td>Mo</td><td>9 Uhr</td></tr></table>")'
    ),
    "table without a caption": (
        'add(`<table><tr><th scope="row">Mo</th><td>9 Uhr</td></tr></table>`)'
    ),
    "frame without a title": 'add(`<iframe srcdoc="<p>Guten Tag</p>"></iframe>`)',
    "summary without words": 'add("<details><summary></summary><p>Ja</p></details>")',
    "key of its own": '$("main").querySelector("a").accessKey = "h"',
    "margin on the left": 'css(".anders { margin-left: 2rem; }")',
    "text on the left": 'css(".anders { text-align: left; }")',
}
# Right to left.
ARABIC = {
    "Arabic without dir": 'document.documentElement.removeAttribute("dir")',
    "Arabic from left to right": 'document.documentElement.dir = "ltr"',
    "margin on the right of one thing": 'add("<p>مرحبا</p>").style.marginRight = "3rem"',
    "edge on the left": 'css(".anders { border-left: 3px solid; }")',
    "German list from right to left": 'add(`<ul lang="de"><li>Guten Tag!</li></ul>`)',
    "German lang on Arabic words": 'add(`<p lang="de">مرحبا بكم</p>`)',
    "steps against the direction": (
        'const row = add(`<div><a class="more" href="/ar/frage/">أسئلة كثيرة</a>'
        '<a class="more" href="/ar/">الصفحة الأولى</a></div>`);'
        'Object.assign(row.style, {display: "flex", flexDirection: "row-reverse"})'
    ),
}
