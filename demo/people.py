"""Who turns to the office in the demo: invented people, groups and companies, told by number.

Telephone numbers are those set aside for films (Bundesnetzagentur), mail ends in ``.example``.
"""

from dataclasses import dataclass
from random import Random

from hilfelotse.base.text import fold
from hilfelotse.intake.receive import Sender
from hilfelotse.people.models import Party


@dataclass(frozen=True)
class Family:
    """First and last names that go together, and the language people with them grew up with."""

    language: str
    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILIES = [
    Family(
        "de", 54,
        _names(
            "Anna Bernd Christa Detlef Elke Friederike Gerhard Hannah Ingo Jutta Klaus Lena "
            "Marie-Luise Nils Ole Paula Ruth Sönke Theresa Ute Volkmar Wiebke Sigrid Jannik "
            "Käthe Henning Greta Lukas Edeltraud Björn Mareike Konrad Svenja Heinz-Peter"
        ),
        _names(
            "Ahrens Bartels Cordes Dettmer Engelke Fricke Grote Hagemann Immenroth Jürgens "
            "Klages Lüdecke Mundhenk Niemeyer Oelkers Pinkepank Rehbock Söhlmann Thiele Ueberall "
            "Vollbrecht Wöhler Ziegenbein Groß Weiß Köhne-Möller Nolte Brüggemann Heuer Stucke"
        ),
    ),
    Family(
        "ar", 9,
        _names("Ahmad Rim Khaled Nour Omar Hala Yousef Layla Mahmoud Samira Tarek Hiba Bilal"),
        _names("Al-Hamdan Darwish Haddad Kassem Mansour Nasser Sabbagh Zidan El-Masri Khoury"),
    ),
    Family(
        "uk", 8,
        _names("Oksana Andrij Iryna Taras Nataliia Bohdan Yuliia Mykola Svitlana Dmytro Halyna"),
        _names("Bondarenko Kovalchuk Lysenko Melnyk Savchuk Tkachenko Hrytsenko Zinchenko"),
    ),
    Family(
        "tr", 8,
        _names("Ayşe Emre Fatma Hakan Elif Mustafa Zeynep Cem Gül İbrahim Şule Deniz Ömer"),
        _names("Aksoy Bulut Çelik Doğan Erdem Güneş Kılıç Özkan Şahin Yalçın Ünal"),
    ),
    Family(
        "kmr", 5,
        _names("Berîvan Azad Rojda Serhat Zîlan Baran Dilan Siyar Evîn Şêrko"),
        _names("Bozan Demirtaş-Aydın Ehmed Hesen Osman Şêxo Xelîl Yusif"),
    ),
    Family(
        "fa", 6,
        _names("Parisa Reza Shirin Amir Nasrin Kian Mahsa Farhad Zahra Behrouz"),
        _names("Ahmadi Ebrahimi Hosseini Karimi Moradi Rostami Tehrani Yazdani"),
    ),
    Family(
        "pl", 4,
        _names("Agnieszka Krzysztof Małgorzata Paweł Zofia Wojciech Łucja"),
        _names("Dąbrowski Kamiński Nowak Wiśniewska Zając Wójcik"),
    ),
    Family(
        "ti", 2,
        _names("Selam Tesfay Yohannes Rahel Filmon Senait Abel"),
        _names("Gebremedhin Haile Tekle Weldu Mehari Kidane Ghebre Asmerom"),
    ),
    Family(
        "vi", 2,
        _names("Linh Minh Thảo Đức Hương Quang Mai"),
        _names("Nguyễn Trần Phạm Đặng Vũ Bùi Lê Hoàng"),
    ),
    Family(
        "es", 2,
        _names("Lucía Íñigo Marisol Joaquín Begoña Raúl Inés"),
        _names("Fernández Peña Ibáñez Núñez Castaño Muñoz Yáñez Briceño"),
    ),
]  # fmt: skip

# What forms in other places refuse: one word, apostrophes, other scripts, many parts, short ones.
UNUSUAL = [
    ("Zabihullah", "prs"), ("Suryani", "en"), ("Hamza", "ar"), ("Siobhán O'Dwyer", "en"),
    ("Chiara D'Agnolo", "it"), ("N'Dri Koffi", "fr"), ("ليلى حداد", "ar"), ("Олена Коваль", "uk"),
    ("María del Carmen Ruiz y Peña", "es"), ("Bo Li", "en"), ("Anne-Sophie van 't Hoff", "en"),
    ("سمير الخطيب", "ar"), ("Jón Þórsson", "en"), ("Ngozi O", "en"),
]  # fmt: skip

GROUPS = [
    ("Klasse 10b der Gesamtschule am Teich", 24), ("Chor Klangfarben", 18),
    ("Kirchengemeinde am Anger, Frauenkreis", 9), ("Pfadfinderstamm Silberreiher", 12),
    ("Fußballverein Blau-Grün, Altherren", 14), ("Semestergruppe Soziale Arbeit", 8),
    ("Kegelclub Gute Neune", 7), ("Kleingartenverein Sonnenhang", 11),
    ("Moscheegemeinde am Park, Jugend", 10), ("Freiwillige der Stadtteilfeuerwehr", 6),
]  # fmt: skip
COMPANIES = [
    ("Tischlerei Eichblatt", 4), ("Leinetal Versicherung, Team Ehrensache", 25),
    ("Bäckerei Morgenrot", 3), ("Softwarehaus Nordlicht", 12), ("Autohaus Kaltenweide", 5),
    ("Ingenieurbüro Maßstab", 8), ("Hotel Zum Weidenbaum", 6), ("Druckerei Farbenfroh", 4),
]  # fmt: skip

_MAIL_DOMAINS = ["post.example", "briefkasten.example", "mail.example"]
_LANDLINES = ("+493023125", "+494066969", "+496990009", "+498999998", "+492214710")


@dataclass(frozen=True)
class Somebody:
    """Who sends, and the language they grew up with."""

    sender: Sender
    language: str


def person(number: int, *, age: str = Party.Age.ADULT) -> Somebody:
    """The ``number``-th person, with an address, a telephone, or both: always the same."""
    rng = Random(number)
    name, language = _name(number, rng)
    return Somebody(
        Sender(name=name, age=age, language=_reads(language, rng), **_reached(name, number, rng)),
        language,
    )


def group(number: int) -> Somebody:
    """A group or a school class, with the person who speaks for it."""
    return _several(Party.Kind.GROUP, GROUPS[number % len(GROUPS)], number)


def company(number: int) -> Somebody:
    """A company, with the person who speaks for it."""
    return _several(Party.Kind.COMPANY, COMPANIES[number % len(COMPANIES)], number)


def _several(kind: str, body: tuple[str, int], number: int) -> Somebody:
    rng = Random(number)
    name, language = _name(number, rng)
    sender = Sender(
        name=name, kind=kind, group_name=body[0], group_size=body[1], **_reached(name, number, rng)
    )
    return Somebody(sender, language)


def _name(number: int, rng: Random) -> tuple[str, str]:
    if number % 32 == 7:
        return UNUSUAL[number // 32 % len(UNUSUAL)]
    family = rng.choices(FAMILIES, [family.share for family in FAMILIES])[0]
    # Counted, not drawn: so that hardly two people bear the same name.
    first = family.first[number % len(family.first)]
    last = family.last[number * 7 // len(family.first) % len(family.last)]
    return f"{first} {last}", family.language


def _reads(language: str, rng: Random) -> str:
    """The language of the office's mails: most people who write to it read German."""
    if language == "ar":
        return rng.choice(["ar", "de"])
    return "en" if language != "de" and rng.random() < 0.15 else "de"


def _reached(name: str, number: int, rng: Random) -> dict[str, str]:
    way = rng.choices(["both", "email", "phone"], [5, 4, 2])[0]
    reached = {}
    if way != "phone":
        reached["email"] = f"{_mailbox(name)}{number}@{rng.choice(_MAIL_DOMAINS)}"
    if way != "email":
        reached["phone"] = _telephone(number)
    return reached


def _mailbox(name: str) -> str:
    plain = fold(name).translate(
        str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "þ": "th"})
    )
    letters = "".join(char if char.isascii() and char.isalnum() else "." for char in plain)
    return ".".join(filter(None, letters.split("."))) or "kontakt"


def _telephone(number: int) -> str:
    if number < 100:
        return f"+49171392{number:04d}"
    if number < 200:
        return f"+49176040690{number - 100:02d}"
    return f"{_LANDLINES[number % len(_LANDLINES)]}{number:03d}"
