import pytest
from django.template import Context, Origin, Template, engines

from tests.template_guard import ROOT, UndefinedVariableError


def template(source: str, path: str) -> Template:
    return Template(source, origin=Origin(str(ROOT / path)), engine=engines["django"].engine)


def test_an_undefined_variable_in_a_template_of_ours_is_an_error():
    ours = template("{% if a %}{% endif %}\n{{ b.c }}", "hilfelotse/web/x.html")

    with pytest.raises(UndefinedVariableError, match=r"x\.html:2: b\.c is not defined"):
        ours.render(Context())


def test_templates_of_other_packages_are_let_through():
    theirs = template("{{ b }}|{{ b.c }}", ".venv/lib/site-packages/x.html")

    assert theirs.render(Context()) == "|"
