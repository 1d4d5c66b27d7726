from django.db.models import QuerySet

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.cases.models import Alert, Case, MailInCase, SavedFilter, SearchKey
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.knowledge.actions import forget_gaps

FEEDBACK = "Rückmeldung: "  # so begins what the form about a page hands in
CONCERN = Purpose(
    "answering a concern and bringing it to the right place", retention="6 months after its end"
)


def forget(cases: QuerySet[Case]) -> None:
    """The case stays as a number in the statistics; whom it was about and what was said go."""
    ids = list(cases.values_list("pk", flat=True))
    Event.objects.filter(subject="case", subject_id__in=ids).update(text="", details={})
    SearchKey.objects.filter(case__in=ids).delete()
    # What somebody missed on a page stands among the open questions, in the same words.
    said = cases.filter(text__startswith=FEEDBACK).values_list("text", flat=True)
    forget_gaps(text.partition("\n\n")[2] for text in said)
    _forget_mails(ids)
    Case.objects.filter(pk__in=ids).update(text="", party=None)


def _forget_mails(case_ids: list[int]) -> None:
    """A mail goes with the last of its cases, with everything that hung on it."""
    links = MailInCase.objects.filter(case__in=case_ids)
    mail_ids = list(links.values_list("mail", flat=True))
    links.delete()
    mails = ReceivedMail.objects.filter(pk__in=mail_ids, in_cases=None)
    raw_ids = list(mails.values_list("raw", flat=True))
    mails.delete()
    RawMail.objects.filter(pk__in=raw_ids).delete()


register.add(
    Entry(
        Case,
        group(TECHNICAL, "id", "channel", "queue")
        | group(
            CONCERN,
            "kind", "state", "waiting_on", "outcome", "owner", "due_at", "party", "text",
            "received_at", "spoken_at", "closed_at", "subject", "postcode", "is_urgent",
            "is_restricted", "merged_into", "split_from", "raised_at", "rank",
        ),
        person="party",
        erase=forget,
    )
)  # fmt: skip
register.add(Entry(MailInCase, group(TECHNICAL, "id") | group(CONCERN, "case", "mail")))
register.add(
    Entry(
        SearchKey,
        group(TECHNICAL, "id") | group(CONCERN, "case", "key"),
        person="case__party",
    )
)
register.add(
    Entry(
        SavedFilter,
        group(TECHNICAL, "id")
        | group(
            Purpose("keeping a colleague's own views", retention="until they delete it"),
            "owner", "name", "query", "is_shared",
        ),
    )
)  # fmt: skip
register.add(
    Entry(
        Alert,
        group(TECHNICAL, "id")
        | group(CONCERN, "case", "sign", "words", "at", "seen_at", "seen_by"),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)
