"""The small pieces that pages are made of. How to call them: see README.md beside this package."""

import json
import re
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from hilfelotse.base import clock, idempotency, phone
from hilfelotse.directory.opening import is_open
from hilfelotse.knowledge.markdown import to_html
from hilfelotse.privacy import notice
from hilfelotse.web.components import dates, qr
from hilfelotse.web.components.german_words import mark_german

register = template.Library()

_kept: dict[tuple[str, ...], str] = {}
KEPT_AT_MOST = 1000
register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("minutes", dates.length)

# The sign repeats in a shape what the colour says; many people cannot tell the colours apart.
SIGNS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
LIVE_ROLES = {"danger": "alert", "neutral": None}


@register.simple_tag
def icon(name, size=""):
    """A sign without words; the text beside it says the same."""
    size_class = f" kern-icon--{size}" if size else ""
    return format_html(
        '<span class="kern-icon kern-icon--{}{}" aria-hidden="true"></span>', name, size_class
    )


_ALONE = re.compile(r"(<(?:p|li)>\s*<a )(?=[^>]*>(?:[^<]|</?bdi[^>]*>)*</a>\s*</(?:p|li)>)")


@register.filter
def markdown(text, top=2):
    """An editor's text; ``top``: the level of its first heading. A link alone is a target."""
    return mark_safe(_ALONE.sub(r'\1class="more" ', to_html(text, top)))  # noqa: S308 – was safe


@register.simple_tag
def page_html(page, text, images, top=2):
    """A text of a page with its pictures; ``images``: by page, see ``components.pictures``."""
    return mark_safe(_ALONE.sub(r'\1class="more" ', to_html(text, top, images.get(page.pk, ()))))  # noqa: S308 – was safe


@register.simple_tag
def read_html(shown, images, top=2):
    """The text of a page as somebody reads it.

    Links to our own pages lead to them in the reader's language, whichever the text has; German
    words in another language are marked as German.
    """
    html = page_html(shown.page, shown.text, images, top)
    return mark_german(_OWN_PAGE.sub(rf"\g<1>{get_language()}", html), shown.language)


_OURS = "|".join(code for code, _name in settings.LANGUAGES)
_OWN_PAGE = re.compile(rf'(<a (?:class="more" )?href="/)(?:{_OURS})(?=/)')


@register.filter(is_safe=True)
def german_words(html, language):
    """German words in a text of another ``language`` are marked as German."""
    return mark_german(conditional_escape(html), language)


@register.filter
def open_now(hours):
    """Whether somebody is there now, by the hours in words; empty where we cannot know."""
    said = {True: _("Jetzt erreichbar"), False: _("Jetzt nicht erreichbar"), None: ""}
    return said[is_open(hours, clock.now())]


@register.filter
def isolated(value):
    """A number or a mail address within a sentence: read from left to right; numbers unbroken."""
    nowrap = "" if "@" in value else mark_safe(' class="nowrap"')
    return format_html('<bdi{} dir="ltr">{}</bdi>', nowrap, value)


@register.filter
def dialled(number):
    """A telephone number for a `tel:` link."""
    return phone.normalise(number) or number


@register.simple_tag
def text_language(code):
    """`lang` and `dir` of a text that is not in the language of the page; else nothing."""
    return "" if code == get_language() else _of_language(code)


@cache
def _of_language(code):
    return format_html(
        'lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr"
    )


@register.simple_tag
def page_link(shown, css=""):
    """A link to a page by its title, as somebody reads it; ``css``: a class of ours."""
    css_class = f'class="{css}" ' if css else ""
    language, title = text_language(shown.language), escape(shown.title)
    return mark_safe(f'<a {css_class}href="{page_url(shown)}"><bdi {language}>{title}</bdi></a>')  # noqa: S308 – escaped


@register.simple_tag
def page_url(shown):
    """The address of a page in the language that is read."""
    return _page_url(get_language(), shown.page.slug)


@lru_cache(maxsize=10_000)
def _page_url(_language, slug):
    """Kept, because some pages link to all others; the address begins with the language."""
    return reverse("portal:page", args=[slug])


@register.simple_tag
def language_list(links):
    """This page in eleven languages, as list items; ``links``: of `languages.links`."""
    rows = (
        f'<li><a href="{escape(link["url"])}" lang="{link["code"]}" hreflang="{link["code"]}"'
        f' dir="{link["dir"]}"{_CURRENT if link["current"] else ""}>{link["name"]}</a></li>'
        for link in links
    )
    return mark_safe("".join(rows))  # noqa: S308 – the address is escaped, the rest is ours


_CURRENT = ' aria-current="true"'


@register.simple_tag
def alternate_links(links):
    """This page in other languages, for search engines; ``links``: pairs of code and address."""
    rows = (f'<link rel="alternate" hreflang="{code}" href="{escape(url)}">' for code, url in links)
    return mark_safe("".join(rows))  # noqa: S308 – escaped


@register.simple_tag
def json_ld(data):
    """Data for search engines: a block that no browser runs, and that nothing in it can end."""
    text = mark_safe(_as_json(data))  # noqa: S308 – no < and no & is left in it
    return format_html('<script type="application/ld+json">{}</script>', text)


def _as_json(data):
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@register.simple_tag
def once_key():
    """A fresh idempotency key for a form that is a single button."""
    return idempotency.new_key()


class KeepNode(template.Node):
    def __init__(self, nodelist, depends_on):
        self.nodelist = nodelist
        self.depends_on = depends_on

    def render(self, context):
        values = [value.resolve(context, ignore_failures=True) for value in self.depends_on]
        if not all(values):
            return self.nodelist.render(context)
        key = (get_language(), *map(str, values))
        if key not in _kept:
            if len(_kept) >= KEPT_AT_MOST:
                _kept.clear()
            _kept[key] = self.nodelist.render(context)
        return _kept[key]


@register.tag
def keep(parser, token):
    """`{% keep "name" value … %}…{% endkeep %}`: what stands between is made once a process.

    For parts that depend on nothing but the language of the page and the values. Where one of
    them is missing or empty, the part is made anew. Never for what knows a person.
    """
    nodelist = parser.parse(["endkeep"])
    parser.delete_first_token()
    return KeepNode(nodelist, [parser.compile_filter(bit) for bit in token.split_contents()[1:]])


@register.inclusion_tag("components/button.html")
def button(label, kind="primary", name="", value="", icon="", form="", formaction="", shortcut=""):
    return locals()


@register.inclusion_tag("components/privacy_layer.html")
def privacy_layer(kind):
    """The short privacy notice of a form, with the way to the long one; ``kind``: of KINDS."""
    return {"kind": kind, "purpose": notice.KINDS[kind].purpose, "kept": notice.concern_kept()}


@register.inclusion_tag("components/link_button.html")
def link_button(url, label, kind="secondary", icon="", shortcut=""):
    return locals()


@register.simple_tag
def badge(label, kind="neutral"):
    """A short word on a coloured ground; lists have dozens, so it is drawn here."""
    sign = icon(SIGNS[kind], "small") if kind in SIGNS else ""
    return format_html('<span class="badge badge--{}">{}{}</span>', kind, sign, label)


@register.simple_block_tag
def alert(content, kind="info", title="", live=False):
    """A message that stays. `live=True` has it read out when it appears without a page load."""
    return render_to_string(
        "components/alert.html",
        {
            "content": content,
            "kind": kind,
            "title": title,
            "sign": SIGNS.get(kind, "info"),
            "role": LIVE_ROLES.get(kind, "status") if live else None,
        },
    )


@register.simple_block_tag
def card(content, title="", level=2, kind="", url=""):
    """A quiet box with an optional heading; `url` makes the heading a link."""
    return render_to_string(
        "components/card.html",
        {"content": content, "title": title, "level": level, "kind": kind, "url": url},
    )


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows):
    """Check your answers: rows of {label, value, url}; a list as value becomes lines."""
    return {"rows": [row | {"values": _lines(row["value"])} for row in rows]}


@register.inclusion_tag("components/definitions.html")
def definitions(rows):
    """Facts: rows of {label, value} and, if wanted, {url, language}; a list becomes lines.

    ``language``: of the values, where it is not that of the page.
    """
    given = [{"url": "", "language": get_language()} | row for row in rows]
    return {"rows": [row | {"values": _lines(row["value"])} for row in given]}


@register.inclusion_tag("components/print_foot.html")
def print_foot(path):
    """The address of a public page and its QR code, shown on paper alone.

    ``path``: what we made ourselves, never what somebody typed: each is drawn and kept.
    """
    address = f"{settings.SITE_URL}{path}"
    return {"address": address, "code": qr.code(address)}


@register.inclusion_tag("components/timeline.html")
def timeline(events):
    """What happened, newest first: events of {when, title} and, if wanted, {who, text, kind}."""
    return {"events": events}


@register.inclusion_tag("components/progress_list.html")
def progress_list(steps):
    """Where a concern stands: steps of {title, state: done|current|next, text?, when?}."""
    return {"steps": steps}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title, text="", url="", label=""):
    return locals()


@register.inclusion_tag("components/door.html")
def door(url, title, text, icon, prominent=False):
    """A way into the house, for the start page."""
    return locals()


@register.inclusion_tag("components/need_card.html")
def need_card(need, level=3):
    """A need on the board; see README.md for what `need` offers."""
    return {"need": need, "level": level}


def _lines(value):
    return value if isinstance(value, (list, tuple)) else [value]
