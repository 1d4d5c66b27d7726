from typing import Any

from django.utils.translation import gettext_lazy as _

from hilfelotse.calls.models import CallNote
from hilfelotse.web.components.call import NoteForm

Result = CallNote.Result


class SwitchboardForm(NoteForm):
    """Five fields. Who is called back must have said a number."""

    def __init__(self, *args: Any, result: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.result = result
        self.fields["text"].label = _("Stichwort")
        self.fields["text"].widget.attrs |= {"rows": 2, "autofocus": True}
        self.fields["phone"].label = _("Nummer für den Rückruf")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        needs_number = self.result == Result.CALLBACK and "phone" not in self.errors
        if needs_number and not data.get("phone"):
            self.add_error("phone", _("Für einen Rückruf brauchen wir eine Telefonnummer."))
        return data
