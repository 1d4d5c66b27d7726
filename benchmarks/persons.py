"""Invented people of three origins, each with one to three entries that are written differently.

Names and spellings were written by hand for this benchmark; Ukrainian ones are transcribed from
Cyrillic by three tables that are not the product's. Shares (who leaves a mail address, who gives a
new number) are guesses; that fewer people of Arabic origin leave an address is on the hard side.
"""

import itertools
import random
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.score import Entry

ORIGINS = ("german", "arabic", "ukrainian")

# Of each line the first spelling is the person's own.
GERMAN_WOMEN = """
Anna|Anne
Katharina|Kathrin|Käthe|Katarina
Sabine
Ursula|Uschi
Monika|Moni
Christina|Kristina|Tina
Gabriele|Gabi
Heike
Birgit|Birgitt
Renate
Stefanie|Stephanie|Steffi
Petra
Susanne|Susi
Elisabeth|Lisa
Karin|Carin
Silke
Marie|Maria
Britta|Brita
"""
GERMAN_MEN = """
Hans-Peter|Hanspeter|Hans Peter
Wolfgang
Michael|Michi
Thomas|Tom
Stefan|Stephan
Klaus|Claus
Jürgen|Juergen|Jurgen
Bernhard|Bernd
Karl|Carl
Friedrich|Fritz
Matthias|Mathias
Uwe
Dieter
Jörg|Joerg|Jorg
Rolf
Andreas|Andi
Ralf|Ralph
Günther|Günter|Guenter
"""
GERMAN_LAST = """
Müller|Mueller|Muller
Meier|Mayer|Maier|Meyer
Schmidt|Schmitt|Schmid
Schneider
Fischer
Schulz|Schultz|Schulze
Hoffmann|Hofmann
Schröder|Schroeder|Schröter
Köhler|Koehler|Kohler
Bäcker|Becker|Baecker
Krüger|Krueger|Kruger
Weiß|Weiss
Walter|Walther
Neumann
Zimmermann|Zimmerman
Lehmann|Leman
Huber|Hueber
Kaiser|Kayser
Vogt|Voigt
Dietrich|Diedrich
Ohlendorf
Brinkmann
Wiechmann|Wichmann
Möhlmann|Moehlmann
Großkopf|Grosskopf
Thiele|Tiele
Ahlers
Rathjen|Ratjen
Philipp|Phillip
Seifert|Seiffert|Seyfert
"""
ARABIC_WOMEN = """
Fatima|Fatma|Fatimah|فاطمة
Aisha|Aischa|Ayesha|Aicha|عائشة
Maryam|Mariam|Meryem|مريم
Zainab|Zeinab|Sainab|زينب
Khadija|Khadijah|Chadidscha|خديجة
Noura|Nura|Nora|نورا
Huda|Houda|Hoda|هدى
Layla|Leila|Laila|Leyla|ليلى
Rasha|Rascha|رشا
Samira|Sameera|سميرة
Hanan|Hanane|حنان
Ghada|Gada|Rada|غادة
"""
ARABIC_MEN = """
Mohammad|Mohammed|Muhammad|Mohamed|Mohamad|محمد
Ahmad|Ahmed|Achmed|أحمد
Mahmoud|Mahmud|Mahmood|محمود
Hussein|Hussain|Husain|Houssein|حسين
Hassan|Hasan|Hassen|حسن
Abdulrahman|Abd ur Rahman|Abdul Rahman|Abdelrahman|Abd al-Rahman|عبد الرحمن
Abdullah|Abdallah|Abdulla|عبد الله
Youssef|Yusuf|Yousef|Jusuf|يوسف
Khaled|Khalid|Chalid|خالد
Jamal|Gamal|Dschamal|Djamal|جمال
Ibrahim|Ebrahim|إبراهيم
Mustafa|Mostafa|Moustafa|مصطفى
Tarek|Tareq|Tarik|طارق
Bashir|Baschir|Bachir|بشير
Walid|Waleed|Oualid|وليد
Nidal|Nedal|نضال
Qusai|Kusai|Qusay|قصي
Ayman|Aiman|Eimen|أيمن
"""
ARABIC_LAST = """
Al-Hussein|Alhussein|Al Husain|El-Hussein|الحسين
Al-Ahmad|Alahmad|Al Ahmed|الأحمد
Al-Sayed|Alsayed|As-Sayyid|El Sayed|السيد
Haddad|Hadad|Hddad|حداد
Khalil|Chalil|Khaleel|خليل
Darwish|Darwisch|Darwich|Dervis|درويش
Mansour|Mansur|Mansoor|منصور
Sulaiman|Suleiman|Soliman|سليمان
Othman|Osman|Usman|عثمان
Nasser|Naser|Nasir|ناصر
Kassem|Qasem|Kasim|قاسم
Al-Jaber|Aljaber|Al Jabir|الجابر
Shami|Schami|Chami|شامي
Barakat|Baraket|بركات
Al-Masri|Almasri|El Masry|المصري
Hariri|Harriri|حريري
Issa|Isa|Eissa|عيسى
Al-Khatib|Alkhatib|El Chatib|الخطيب
Zaidan|Zeidan|Saidan|زيدان
Ghazal|Gazal|Rhazal|غزال
Hamdan|Hamdaan|حمدان
Shaheen|Shahin|Schahin|Chahine|شاهين
Al-Najjar|Alnajjar|An-Najar|النجار
Touma|Tuma|Toma|توما
"""
UKRAINIAN_WOMEN = """
Олена Наталія Тетяна Ірина Оксана Юлія Катерина Світлана Людмила Галина Ганна Вікторія Анастасія
Надія Зоя Любов Христина Євгенія Раїса Лариса
"""
UKRAINIAN_MEN = """
Олександр Сергій Володимир Андрій Дмитро Микола Юрій Євген Ігор Олексій Михайло Павло Григорій
Богдан Ярослав Тарас Максим Віталій Руслан Георгій
"""
UKRAINIAN_LAST = """
Шевченко Коваленко Бондаренко Ткаченко Кравченко Олійник Шевчук Поліщук Мельник Бойко Кузьменко
Лисенко Руденко Хоменко Щербак Жук Гончаренко Яковенко Юрченко Зінченко Цимбал Федорчук Чорний
Журавель Гайдук Пилипенко Соловйов Ковальчук Дяченко Хмельницький Левицький Заболотний
"""
# Beginnings and ends make the names that few people have.
GERMAN_BEGIN = (
    "Lind Brink Ahl Hes Wes Ritt Kamp Holz Stein Buch Eich Roten Schwarz Weid Tann Hage Dorn Krumm "
    "Olden Gers Harten Lüne Möl Sieg Wolf"
)
GERMAN_END = "mann berg hoff meier horst busch bach rode feld dorf stedt müller"
UKRAINIAN_BEGIN = (
    "Гриц Мороз Степан Роман Данил Лук Матв Захар Кирил Остап Панас Савч Тимош Яр Баб Вовч Голуб "
    "Довг Зайч Іван Петр Сидор Юрч Хом Щерб"
)
UKRAINIAN_END = "енко чук ук ець ак ович івський юк"
RUSSIAN_FORMS = {
    "Олена": "Елена", "Наталія": "Наталья", "Тетяна": "Татьяна", "Ірина": "Ирина", "Юлія": "Юлия",
    "Катерина": "Екатерина", "Світлана": "Светлана", "Ганна": "Анна", "Вікторія": "Виктория",
    "Анастасія": "Анастасия", "Євгенія": "Евгения", "Христина": "Кристина",
    "Олександр": "Александр", "Сергій": "Сергей", "Володимир": "Владимир", "Андрій": "Андрей",
    "Дмитро": "Дмитрий",
    "Микола": "Николай", "Юрій": "Юрий", "Євген": "Евгений", "Ігор": "Игорь", "Олексій": "Алексей",
    "Михайло": "Михаил", "Павло": "Павел", "Григорій": "Григорий", "Віталій": "Виталий",
    "Георгій": "Георгий",
}  # fmt: skip
_SOURCE = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэ"
_GERMAN = ("a b w h g d e je sch s y i ji j k l m n o p r s t u f ch z tsch sch schtsch - ju ja y "
           "e").split()  # fmt: skip
_ENGLISH = ("a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch - yu ya y "
            "e").split()  # fmt: skip
_RUSSIAN = (
    "a b v g g d e e zh z i i i i k l m n o p r s t u f kh ts ch sh sch - iu ia y e"
).split()
TABLES = [
    {source: "" if target == "-" else target for source, target in zip(_SOURCE, table, strict=True)}
    for table in (_ENGLISH, _GERMAN, _RUSSIAN)
]
WORDS = (
    "Deutsch lernen Nachmittag Winterkleidung Kinder abgeben Fahrrad verschenken Sprachkurs Frauen "
    "Unterkunft Stadtteil Termin Krankenhaus Mutter Nachhilfe Mathematik Schülerin Anmeldung Kita "
    "Verein Fest Brief Jobcenter verstehen Begleitung Arzt Dolmetscher Schrank Waschmaschine Regal "
    "Computer Drucker Führerschein Ausbildung Praktikum Bewerbung Musik Gitarre Garten Werkstatt "
    "Kochen Café Ausflug Schwimmen Bücher Spielzeug Kinderwagen Matratze Geschirr Lampe Teppich"
).split()
STREETS = (
    (
        "Limmerstraße Engelbosteler_Damm Podbielskistraße Hildesheimer_Straße Am_Kleinen_Felde "
        "Vahrenwalder_Straße Davenstedter_Straße Lister_Meile Sallstraße Kronsberger_Weg"
    )
    .replace("Am_Kleinen_Felde", "Kleefelder_Weg")
    .split()
)
MAIL = {"german": 0.8, "arabic": 0.55, "ukrainian": 0.7}


@dataclass
class Person:
    number: int
    origin: str
    given: list[str]
    last: list[str]
    phone: str
    email: str
    address: str
    entries: list[Entry] = field(default_factory=list)


class Crowd:
    """The same seed gives the same people."""

    def __init__(self, people: int, seed: int = 4711) -> None:
        self.dice = random.Random(seed)
        self.now = clock.now()
        self.given = {
            "german": [_lines(GERMAN_WOMEN), _lines(GERMAN_MEN)],
            "arabic": [_lines(ARABIC_WOMEN), _lines(ARABIC_MEN)],
            "ukrainian": [_transcribed(UKRAINIAN_WOMEN), _transcribed(UKRAINIAN_MEN)],
        }
        self.last = {
            "german": _lines(GERMAN_LAST),
            "arabic": _lines(ARABIC_LAST),
            "ukrainian": _transcribed(UKRAINIAN_LAST),
        }
        self.rare = {
            "german": [[first + second] for first in GERMAN_BEGIN.split() for second in
                       GERMAN_END.split()],
            "arabic": _pairs_of(self.last["arabic"], self.given["arabic"][1]),
            "ukrainian": _transcribed(" ".join(
                first + second for first in UKRAINIAN_BEGIN.split() for second in
                UKRAINIAN_END.split())),
        }  # fmt: skip
        self.people: list[Person] = []
        while len(self.people) < people:
            self._household()

    def entries(self) -> list[tuple[int, str, Entry]]:
        """(person, origin, entry) of everybody."""
        return [
            (person.number, person.origin, entry)
            for person in self.people
            for entry in person.entries
        ]

    # --- people -----------------------------------------------------------------------------------

    def _household(self) -> None:
        """Somebody, and in one of four households somebody else with surname, address, number."""
        dice = self.dice
        origin = dice.choices(ORIGINS, [5, 3, 3])[0]
        first = self._person(origin, self.dice.choice(self._last_names(origin)))
        if dice.random() < 0.25:
            second = self._person(origin, first.last, other_than=first.given)
            second.address = first.address
            second.phone = first.phone if dice.random() < 0.5 else second.phone
        for person in self.people[-2:]:
            if not person.entries:
                self._write(person)

    def _last_names(self, origin: str) -> list[list[str]]:
        """One in five has a frequent name, the others one of hundreds that few have."""
        if self.dice.random() < 0.2:
            return self.last[origin]
        return self.rare[origin]

    def _person(self, origin: str, last: list[str], other_than: list[str] | None = None) -> Person:
        dice, number = self.dice, len(self.people)
        given = other_than or []
        while given[:1] == (other_than or [])[:1]:
            given = dice.choice(dice.choice(self.given[origin]))
        person = Person(
            number,
            origin,
            given,
            last,
            phone=f"+49511{dice.randrange(10**6, 10**7)}",
            email=f"post{number}@{dice.choice(['post', 'mail', 'web'])}.example",
            address=f"{dice.choice(STREETS).replace('_', ' ')} {dice.randint(1, 120)}",
        )
        self.people.append(person)
        return person

    # --- entries ----------------------------------------------------------------------------------

    def _write(self, person: Person) -> None:
        dice = self.dice
        has_mail = dice.random() < MAIL[person.origin]
        received = self.now - timedelta(hours=dice.randrange(24 * 365))
        for turn in range(dice.choices([1, 2, 3], [67, 25, 8])[0]):
            by_phone = not has_mail or dice.random() < 0.45
            entry = Entry(
                name=self._name(person, heard=by_phone, again=turn > 0),
                email=self._address(person)
                if has_mail and not (by_phone and dice.random() < 0.8)
                else "",
                phone=self._number(person) if by_phone or dice.random() < 0.6 else "",
                text=self._text(person),
                kind=dice.choice([Case.Kind.QUESTION, Case.Kind.VOLUNTEERING, Case.Kind.GOODS]),
                at=received,
            )
            person.entries.append(entry)
            received += timedelta(hours=dice.randrange(24 * 60))
            person.entries[-1] = replace(entry, at=min(received, self.now))

    def _number(self, person: Person) -> str:
        """One in six calls comes from another telephone."""
        if self.dice.random() < 1 / 6:
            return f"+49176{self.dice.randrange(10**7, 10**8)}"
        return person.phone

    def _address(self, person: Person) -> str:
        """One in six mails comes from another address."""
        other = self.dice.random() < 1 / 6
        return f"neu{self.dice.randrange(10**6)}@post.example" if other else person.email

    def _text(self, person: Person) -> str:
        """Texts of one person are as different as those of two; a quarter tells the address."""
        about = ", ".join(self.dice.sample(WORDS, k=self.dice.randint(6, 12)))
        text = f"Es geht um {about}."
        return f"{text} Adresse: {person.address}" if self.dice.random() < 0.25 else text

    def _name(self, person: Person, *, heard: bool, again: bool) -> str:
        """As it is written this time: heard on the telephone it varies more often."""
        dice = self.dice
        varies = again and dice.random() < (0.6 if heard else 0.25)
        given = dice.choice(person.given) if varies else person.given[0]
        last = dice.choice(person.last) if varies else person.last[0]
        if again and dice.random() < 0.06:
            last = _mistyped(last, dice)
        if heard and dice.random() < 0.08:
            return last
        return f"{last}, {given}" if dice.random() < 0.05 else f"{given} {last}"


def _pairs_of(last: list[list[str]], fathers: list[list[str]]) -> list[list[str]]:
    """A father's name before the family's, as in many papers; who writes it leaves it out now and
    then."""
    made = []
    for father, name in itertools.product(fathers, last):
        spelt = itertools.zip_longest(father, name, fillvalue="")
        both = [f"{one or father[0]} {other or name[0]}" for one, other in spelt]
        made.append([*both, name[0]])
    return made


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def _transcribed(text: str) -> list[list[str]]:
    """Each name as passport, newspaper and Russian passport write it, and in Cyrillic."""
    made = []
    for name in text.split():
        russian = RUSSIAN_FORMS.get(name, name)
        forms = [_in_latin(name, TABLES[0]), _in_latin(name, TABLES[1]),
                 _in_latin(russian, TABLES[2]), name]  # fmt: skip
        made.append(list(dict.fromkeys(forms)))
    return made


def _in_latin(name: str, table: dict[str, str]) -> str:
    return "".join(table[letter] for letter in name.lower()).capitalize()


def _mistyped(word: str, dice: random.Random) -> str:
    """One letter left out, doubled, or two swapped."""
    place = dice.randrange(1, max(2, len(word) - 1))
    kind = dice.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    return word[: place - 1] + word[place : place + 1] + word[place - 1] + word[place + 1 :]
