"""Text blocks: what the desk writes often, in words that somebody has thought about."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.correspondence.models import TextBlock
from hilfelotse.correspondence.reply import check_placeholders
from hilfelotse.history.timeline import record


@transaction.atomic
def add_text_block(*, user: User, name: str, language: str, text: str) -> TextBlock:
    """Keep a text for everybody. Raises WrongPlaceholder."""
    require(user)
    check_placeholders(text)
    block = TextBlock.objects.create(name=name, language=language, text=text)
    record(subject=block, verb="entered", user=user, text=text)
    return block


@transaction.atomic
def change_text_block(
    *, user: User, block: TextBlock, name: str, language: str, text: str, is_active: bool = True
) -> TextBlock:
    """Correct a text, or retire it: then nobody is offered it any more. Raises WrongPlaceholder."""
    require(user)
    check_placeholders(text)
    fields = {"name": name, "language": language, "text": text, "is_active": is_active}
    for field, value in fields.items():
        setattr(block, field, value)
    block.save(update_fields=list(fields))
    record(subject=block, verb="changed", user=user, text=text, is_active=is_active)
    return block
