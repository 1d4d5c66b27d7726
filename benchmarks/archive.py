"""A full archive: years of cases with names of three origins, mails, history and search keys.

Written from one seed with COPY on PostgreSQL and `executemany` on SQLite; the keys come from the
product's own functions, for each different name and text once.
"""

import hashlib
import itertools
import random
from datetime import timedelta
from typing import Any

from benchmarks.copying import copy_in, in_one_go, settle
from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.cases import keys as search_keys
from hilfelotse.cases.models import Case, MailInCase, SearchKey
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.people.models import ContactPoint, Party

CHUNK = 5_000  # cases that are in memory at once
OPEN_PERCENT = 8  # 20,000 of 250,000: more than an office of five ever had
TEXTS = 20_000
MAILS_A_CASE = 4
# Names as they come: a few that many people have, many that few have; three origins.
FIRST = {
    "german": "Petra Renate Jürgen Klaus Sabine Uwe Monika Björn Käthe Hans-Peter Ursula Jörg Anke",
    "arabic": "Mohammad Ahmed Fatima Ali Hassan Aisha Abdulrahman Mariam Youssef Khaled Nour",
    "ukrainian": "Oleksandr Olena Serhij Natalija Andrij Tetjana Dmytro Iryna Wolodymyr Oksana",
}
LAST = {
    "german": "Müller Schmidt Schneider Meier Weber Wagner Becker Schulz Hoffmann Koch Schröder "
    "Bäcker Krüger Möhlmann Oltmanns Wiechmann Ohlendorf Großkopf Dreyer Pape",
    "arabic": "Al-Hussein Haddad Khalil Mansour Al-Ahmad Darwish Saleh Hamdan Sulaiman Othman "
    "Ibrahim Mahmoud Alsaleh Nasser Kassem",
    "ukrainian": "Kovalenko Schewtschenko Bondarenko Tkatschenko Krawtschenko Melnyk Bojko "
    "Oliynyk Lysenko Rudenko Petrenko Schtscherbak",
}
SYLLABLES = "ba del fro gan hei jor kal lem mon nier pol ras stei tor uhl ven wies zim".split()
# The first words of a list are in most texts.
WORDS = (
    "Wohnung Zimmer Deutschkurs Kinder Fahrrad Hilfe Termin Familie Unterkunft Möbel Sprache "
    "Schule Kita Arbeit Praktikum Kleidung Spende Begleitung Arzt Behörde Übersetzung Nachhilfe "
    "Sprachtandem Kühlschrank Waschmaschine Kinderwagen Schreibtisch Matratze Winterjacken Musik "
    "Fußball Garten Nähkurs Bewerbung Ausbildung Führerschein Anhörung Rechtsanwalt Bescheid "
    "Jobcenter Krankenkasse Konto Fahrkarte Stadtplan Bibliothek Computer Drucker Gitarre Trommel"
).split()


class Archive:
    """Fills an empty database; the same seed gives the same archive."""

    def __init__(self, cases: int, seed: int = 4711) -> None:
        self.dice = random.Random(seed)
        self.count = cases
        self.now = clock.now()
        self.lead, *self.team = self._staff()
        self.names = self._names()
        self.texts = self._texts()

    def fill(self) -> None:
        """All rows, then the indexes, then what the planner wants to know."""
        with in_one_go(SearchKey, MailInCase, RawMail, ReceivedMail, Event):
            for start in range(1, self.count + 1, CHUNK):
                self._write(range(start, min(start + CHUNK, self.count + 1)))
        settle(Party, Case, RawMail, ReceivedMail)

    def _write(self, numbers: range) -> None:
        made: dict[type, list] = {model: [] for model in (Party, ContactPoint, Case, Event)}
        made |= {Callback: [], SearchKey: []}
        for number in numbers:
            self._case(number, made)
        for model, rows in made.items():
            copy_in(model, rows)
        self._mails(numbers)

    # --- people ---------------------------------------------------------------------------------

    def _staff(self) -> list[User]:
        made = []
        for name, role in (
            ("Renate", Role.LEAD), ("Ayşe", Role.CASEWORKER), ("Jörg", Role.CASEWORKER),
            ("Lena", Role.CASEWORKER), ("Kim", Role.CASEWORKER),
        ):  # fmt: skip
            user = User.objects.create(email=f"kollegin{len(made)}@stadt.example", name=name)
            RoleGrant.objects.create(user=user, role=role)
            made.append(user)
        return made

    def _names(self) -> list[tuple[str, frozenset[str]]]:
        """Names with their keys, the frequent ones more often."""
        found = []
        for origin in FIRST:
            first, last = FIRST[origin].split(), LAST[origin].split()
            rare = ["".join(parts).title() for parts in itertools.product(SYLLABLES, repeat=2)]
            pairs = (
                self.dice.choices(first, _falling(first), k=3000),
                self.dice.choices(last + rare, [*_falling(last), *[0.002] * len(rare)], k=3000),
            )
            found += [f"{one} {other}" for one, other in zip(*pairs, strict=True)]
        keys = {name: frozenset(_keys_of(name)) for name in set(found)}
        return [(name, keys[name]) for name in found]

    # --- texts ------------------------------------------------------------------------------------

    def _texts(self) -> list[tuple[str, frozenset[str]]]:
        rare = [f"{a.title()}{b}{c}" for a, b, c in itertools.product(SYLLABLES, repeat=3)]
        words, weights = WORDS + rare, [*_falling(WORDS, 0.7), *[0.001] * len(rare)]
        made = []
        for _ in range(TEXTS):
            some = self.dice.choices(words, weights, k=self.dice.randint(6, 18))
            text = f"Guten Tag, es geht um {', '.join(some)}. Können Sie mir helfen?"
            made.append((text, frozenset(search_keys.of_text(text))))
        return made

    # --- one case ---------------------------------------------------------------------------------

    def _case(self, number: int, made: dict[type, list]) -> None:
        dice = self.dice
        name, name_keys = dice.choice(self.names)
        text, text_keys = dice.choice(self.texts)
        email, phone = address_of(number), phone_of(number)
        received = self.now - timedelta(minutes=(self.count - number) * 6)
        row = self._row(number, text, received)
        made[Party].append({"id": number, "name": name})
        made[ContactPoint] += [
            {"party_id": number, "kind": "email", "value": email, "confirmed_at": received},
            {"party_id": number, "kind": "phone", "value": phone},
        ]
        made[Case].append(row)
        made[Event] += [
            {"subject": "case", "subject_id": number, "verb": verb, "at": received, "by": by}
            for verb, by in (("received", "citizen"), ("assigned", "staff"), ("noted", "staff"))
        ]
        if row["state"] != "closed" and number % 25 == 0:
            made[Callback].append({"case_id": number, "wanted_at": received})
        reach = search_keys.of_reach([email, phone])
        keys = (*name_keys, *text_keys, *reach)
        made[SearchKey] += [{"case_id": number, "key": key} for key in keys]

    def _row(self, number: int, text: str, received) -> dict[str, Any]:
        dice = self.dice
        is_open = number > self.count * 0.98 or dice.random() * 100 < OPEN_PERCENT - 2
        state = dice.choice(["new", "advising", "advising", "referred"]) if is_open else "closed"
        owner = None if state == "new" or dice.random() < 0.1 else dice.choice(self.team).pk
        queue = "lead" if dice.random() < 0.02 else "desk"
        due = self.now + timedelta(hours=dice.randint(-100, 300))
        waiting = dice.choice(["", "", "", "citizen", "organisation"]) if state != "new" else ""
        return {
            "id": number,
            "kind": dice.choice(Case.Kind.values[1:]),
            "channel": dice.choice(Case.Channel.values),
            "state": state,
            "owner_id": owner,
            "queue": "" if owner else queue,
            "party_id": number,
            "text": text,
            "is_urgent": dice.random() < 0.03,
            "is_restricted": dice.random() < 0.005,
            "received_at": received,
            "due_at": due,
            "raised_at": due if is_open and dice.random() < 0.01 else None,
            "waiting_on": waiting if is_open else "",
            "outcome": "" if is_open else "answered",
            "closed_at": None if is_open else received + timedelta(days=3),
        }

    def _mails(self, numbers: range) -> None:
        raws, mails, links = [], [], []
        for number in numbers:
            for part in range(MAILS_A_CASE):
                pk = (number - 1) * MAILS_A_CASE + part + 1
                digest = hashlib.md5(b"%d" % pk, usedforsecurity=False).hexdigest()
                raws.append({"id": pk, "content": _RAW, "size": len(_RAW), "digest": digest})
                text = self.dice.choice(self.texts)[0]
                mails.append(
                    {"id": pk, "mailbox": "post@stadt.example/INBOX", "identity": digest,
                     "raw_id": pk, "state": "joined" if part else "case", "text": text,
                     "sender_address": address_of(number), "subject": text[12:50]}
                )  # fmt: skip
                links.append({"case_id": number, "mail_id": pk})
        copy_in(RawMail, raws)
        copy_in(ReceivedMail, mails)
        copy_in(MailInCase, links)


_RAW = b"From: a@post.example\r\nSubject: Frage\r\n\r\nGuten Tag\r\n"


def _keys_of(name: str) -> set[str]:
    return search_keys.of_name(name) | search_keys.of_pairs(name)


def address_of(number: int) -> str:
    return f"post{number}@privat.example"


def phone_of(number: int) -> str:
    return f"+49511{20_000_000 + number * 37 % 60_000_000}"


def _falling(words: list[str], power: float = 1.0) -> list[float]:
    """The first is the most frequent, as words and names are (Zipf)."""
    return [1 / (place + 2) ** power for place in range(len(words))]
