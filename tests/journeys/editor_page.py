"""A page with nothing but the editor, in the product's frame and under its policy."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as real
from hilfelotse.web.components.access import public

HEAD = """{% extends "components/base.html" %}{% load static %}{% block title %}Probe{% endblock %}
{% block head %}<link rel="stylesheet" href="{% static 'hilfelotse/editor/editor.css' %}">
<script type="module" src="{% static 'hilfelotse/editor/editor.js' %}"></script>{% endblock %}"""
FORM = """{% load components %}{% block main %}<h1>Probe</h1>
<form method="post" novalidate>{% csrf_token %}
<div class="field"><label class="field__label" for="id_text">Text der Seite</label>
<p class="field__hint" id="id_text_helptext">In einfacher Sprache.</p>
<textarea class="input" name="text" id="id_text" rows="8" data-editor
    {% if pictures %}data-pictures="{{ pictures }}"{% endif %}
    aria-describedby="id_text_helptext" lang="{{ lang }}" dir="{{ dir }}">
{{ text }}</textarea></div>
<div class="buttons">{% button "Speichern" %}
<button class="kern-btn kern-btn--secondary" type="reset"><span class="kern-label">Verwerfen</span>
</button></div></form>{% endblock %}"""
THANKS = "{% block main %}<h1>Gespeichert</h1>{% endblock %}"

sent: list[str] = []


@public
def page(request: HttpRequest) -> HttpResponse:
    """Shows the ``text`` of the address for editing; keeps what is sent in ``sent``."""
    given = request.GET.get
    facts = {"text": given("text", ""), "lang": given("lang", "de"), "dir": given("dir", "ltr")}
    facts["pictures"] = given("pictures", "")
    if request.method == "POST":
        sent.append(request.POST["text"].replace("\r\n", "\n"))
    template = HEAD + (THANKS if request.method == "POST" else FORM)
    return HttpResponse(engines["django"].from_string(template).render(facts, request))


urlpatterns = [path("probe/", page), *real]
