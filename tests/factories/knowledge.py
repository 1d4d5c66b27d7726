"""Answers, and rules that say what a text is about."""

from hilfelotse.knowledge.actions import add_picture, write_page
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.models import Rule
from tests.factories import users
from tests.factories.pictures import drawn


def page(question: str = "Wo kann ich Deutsch lernen?", **fields) -> Page:
    """A page in use, found by its words."""
    defaults = {"text": "In der Volkshochschule.", "subject": "german"}
    user = fields.pop("user", None) or users.caseworker()
    return write_page(user=user, title=question, **(defaults | fields))


def picture(page: Page, color: str = "navy", **facts) -> Picture:
    """A picture of a page that shows something."""
    defaults = {"is_decorative": False, "credit": "Kim Muster", "licence": "own"}
    user = facts.pop("user", None) or users.caseworker()
    return add_picture(user=user, page=page, drawn=drawn(color), **(defaults | facts))


def rule(phrase: str, subject: str = "", *, sign: str = "subject") -> Rule:
    """A living rule."""
    made = Rule.objects.create(phrase=phrase, sign=sign, subject=subject)
    forget_rules()
    return made
