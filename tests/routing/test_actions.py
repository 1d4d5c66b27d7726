"""The lead keeps the rules; a file brings the first ones."""

import csv

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from hilfelotse.accounts.roles import Role
from hilfelotse.routing.actions import (
    DATA,
    AlreadyThere,
    BadPhrase,
    add_rule,
    clean_phrase,
    end_rule,
    load_rules,
)
from hilfelotse.routing.match import forget_rules, smells_of_danger
from hilfelotse.routing.models import Rule
from hilfelotse.routing.suggest import suggest
from hilfelotse.topics.subjects import SUBJECTS
from tests.factories import users

pytestmark = pytest.mark.django_db


def test_a_rule_works_at_once_and_its_end_too(django_capture_on_commit_callbacks):
    lead = users.user(Role.LEAD)
    assert suggest("Wo ist das Lastenrad?").subject == ""
    with django_capture_on_commit_callbacks(execute=True):
        rule = add_rule(user=lead, phrase=" Lastenrad ", sign="subject", subject="transport")
    assert suggest("Wo ist das Lastenrad?").subject == "transport"
    with django_capture_on_commit_callbacks(execute=True):
        end_rule(user=lead, rule=rule)
    assert suggest("Wo ist das Lastenrad?").subject == ""
    row = Rule.objects.get()
    assert (row.phrase, row.changed_by, row.ended_at is None) == ("lastenrad", lead, False)


def test_a_living_rule_is_there_once():
    lead = users.user(Role.LEAD)
    rule = add_rule(user=lead, phrase="lastenrad", sign="subject", subject="transport")
    with pytest.raises(AlreadyThere):
        add_rule(user=lead, phrase="LASTENRAD", sign="subject", subject="transport")
    add_rule(user=lead, phrase="lastenrad", sign="subject", subject="goods")
    end_rule(user=lead, rule=rule)
    add_rule(user=lead, phrase="lastenrad", sign="subject", subject="transport")
    assert Rule.objects.filter(ended_at=None).count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEAD])
def test_only_the_lead_keeps_rules(role):
    rule = Rule.objects.create(phrase="lastenrad", sign="urgent")
    with pytest.raises(PermissionDenied):
        add_rule(user=users.user(role), phrase="fahrrad", sign="urgent")
    with pytest.raises(PermissionDenied):
        end_rule(user=users.user(role), rule=rule)
    assert Rule.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    "phrase", ["", " ", "*", "* *", "ab*", "a b", "* kind", "kind *", "?!", "*k*i*nd*"]
)
def test_phrases_that_would_match_nearly_anything_are_refused(phrase):
    with pytest.raises(BadPhrase):
        clean_phrase(phrase)


@pytest.mark.parametrize("phrase", ["wbs", "kind* * geschlagen", "*gewalt*", "b schein", "суд*"])
def test_phrases_that_say_something(phrase):
    assert clean_phrase(f"  {phrase.upper()} ") == phrase


def test_the_first_rules_come_from_the_file_once(capsys):
    call_command("load_rules")
    count = Rule.objects.count()
    assert capsys.readouterr().out == f"{count} rules added\n"
    assert count > 500
    ended = Rule.objects.filter(sign="urgent").first()
    end_rule(user=users.user(Role.LEAD), rule=ended)
    assert load_rules() == 0  # nor does an ended one come back


def test_the_file_is_in_order():
    with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["phrase"], row["sign"], row["subject"]) for row in rows}) == len(rows)
    assert {row["sign"] for row in rows} == set(Rule.Sign.values)
    assert {row["subject"] for row in rows if row["sign"] == "subject"} == set(SUBJECTS) - {"other"}
    assert [row for row in rows if clean_phrase(row["phrase"]) != row["phrase"]] == []


@pytest.mark.parametrize(
    "text",
    [
        "Das Kind nebenan wird geschlagen.",
        "Der Vater SCHLÄGT seine Kinder",
        "Die Kinder sind jeden Abend allein zu Hause",
        "Ich möchte nicht mehr leben",
        "Er hat gedroht, sie umzubringen",
        "mein Mann schlägt mich",
        "My husband beats me",
        "Він погрожує мені",
        "زوجي يضربني",
    ],
)
def test_words_that_smell_of_danger(text):
    load_rules()
    forget_rules()
    assert smells_of_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ich möchte gern Deutsch unterrichten und habe am Wochenende Zeit.",
        "Wir haben ein Kinderbett und drei Jacken abzugeben.",
        "Wer hat das vorgeschlagen? Wir haben alle Waffeln gebacken.",
    ],
)
def test_everyday_words_do_not(text):
    load_rules()
    forget_rules()
    assert smells_of_danger(text) == []
