"""Placeholders and subjects of answers."""

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.correspondence import reply
from hilfelotse.correspondence.actions import add_text_block, change_text_block
from hilfelotse.correspondence.models import TextBlock
from hilfelotse.correspondence.reply import WrongPlaceholder, check_placeholders, fill
from tests.factories import users


@pytest.mark.parametrize("text", ["", "Guten Tag", "{{name}} {{ number }} {{status_link}}",
                                  "{{phone}}{{hours}}{{colleague}}", "a } b { c"])  # fmt: skip
def test_known_placeholders_pass(text):
    check_placeholders(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{{note}}", "{{note}}"), ("{{ case.text }}", "{{case.text}}"), ("{{}}", "{{}}"),
        ("{{Name}}", "{{Name}}"), ("{{name", "{{"), ("name}}", "}}"), ("{name}", "{name}"),
        ("{ status_link }", "{ status_link }"), ("{% now %}", "{%"), ("{{name}}}}", "}}"),
        ("{{{name}}}", "{name}"), ("{{name}", "{{"),
    ],
)  # fmt: skip
def test_unknown_and_broken_ones_are_named(text, part):
    with pytest.raises(WrongPlaceholder) as refused:
        check_placeholders(f"Guten Tag {text}!")
    assert part in str(refused.value) or "Klammern" in str(refused.value)
    assert "{{status_link}}" in str(refused.value)


def test_filling_is_one_pass():
    values = {"name": "{{phone}} {{number}}", "phone": "0511", "number": "KF"}
    assert fill("{{ name }}: {{phone}} {{hours}}", values) == "{{phone}} {{number}}: 0511 {{hours}}"


@pytest.mark.parametrize(
    ("of_last", "expected"),
    [
        ("", "Ihr Anliegen [KF-26-000012-3]"),
        ("Re: ", "Ihr Anliegen [KF-26-000012-3]"),
        ("Deutsch lernen", "Re: Deutsch lernen [KF-26-000012-3]"),
        ("AW: Re: RE[2]: Deutsch [KF-26-000012-3]", "Re: Deutsch [KF-26-000012-3]"),
        ("Refugees: help", "Re: Refugees: help [KF-26-000012-3]"),
        ("a\r\nBcc: x@y.example\u202e", "Re: a Bcc: x@y.example [KF-26-000012-3]"),
        ("x" * 400, f"Re: {'x' * 150} [KF-26-000012-3]"),
    ],
)
def test_the_subject_has_the_number_once(of_last, expected):
    found = reply.subject(number="KF-26-000012-3", language="de", of_last=of_last)
    assert found == expected


def test_values_are_in_the_readers_language_and_keep_their_direction():
    german = reply.values(name="Toni", number="KF", colleague="Ayşe", language="de")
    assert german == {
        "name": "Toni", "number": "KF", "colleague": "Ayşe", "phone": "0511 168-30088",
        "hours": "Montag bis Donnerstag 9 bis 17 Uhr, Freitag 9 bis 16 Uhr",
    }  # fmt: skip
    arabic = reply.values(name="Toni", number="KF", colleague="Ayşe", language="ar")
    assert arabic["name"] == "\u2068Toni\u2069"
    assert arabic["hours"] != german["hours"]
    assert {*german, "status_link"} == set(reply.PLACEHOLDERS)


@pytest.mark.django_db
def test_a_text_block_is_checked_changed_and_retired():
    user = users.caseworker()
    with pytest.raises(WrongPlaceholder):
        add_text_block(user=user, name="Neu", language="de", text="{{nix}}")
    block = add_text_block(user=user, name="Neu", language="de", text="Guten Tag {{name}}")
    with pytest.raises(WrongPlaceholder):
        change_text_block(user=user, block=block, name="Neu", language="de", text="{{")
    change_text_block(
        user=user, block=block, name="Gruß", language="en", text="Hello", is_active=False
    )
    assert list(TextBlock.objects.values_list("name", "language", "text", "is_active")) == [
        ("Gruß", "en", "Hello", False)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.SWITCHBOARD, Role.PARTNER, Role.DPO])
def test_only_the_desk_keeps_text_blocks(role):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        add_text_block(user=users.user(role), name="Neu", language="de", text="x")
