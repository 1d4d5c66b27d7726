"""What `manage.py check`, and so every start, says about the statement on accessibility."""

from django.core.checks import CheckMessage, Error, Warning, register

from hilfelotse.office.accessibility import review_is_due, reviewed_on


@register()
def statement_is_reviewed(**_kwargs: object) -> list[CheckMessage]:
    """The law wants it looked through each year, and after each big change."""
    try:
        reviewed = reviewed_on()
    except ValueError:
        return [Error("STATEMENT_REVIEWED_ON is no date (2026-11-23).", id="office.E001")]
    if not review_is_due():
        return []
    text = f"The statement on accessibility was last reviewed on {reviewed}."
    return [Warning(text, hint="Compare it, then set STATEMENT_REVIEWED_ON.", id="office.W001")]
