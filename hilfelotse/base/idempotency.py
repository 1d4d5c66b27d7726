"""A double click or a retry does a thing once, and gets the same answer."""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from hilfelotse.base.models import Submission


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(16)


def key_for(key: str, content: dict[str, Any]) -> str:
    """A key for this form *and* what is in it: the browser's back button brings an old key back."""
    text = json.dumps([key, sorted((name, str(value)) for name, value in content.items())])
    return hashlib.sha256(text.encode()).hexdigest()


def once(*, key: str, do: Callable[[], Any]) -> Any:
    """Run ``do`` if ``key`` was never seen, else give the answer it gave then.

    ``do`` returns something JSON can hold. Answer and effect commit together; of two requests at
    the same moment one waits at the unique key and then reads the other's answer.
    """
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=key)
            submission.answer = do()
            submission.save(update_fields=["answer"])
            return submission.answer
    except IntegrityError:
        earlier = Submission.objects.filter(key=key).first()
        if earlier is None:  # it was another constraint that said no
            raise
        return earlier.answer
