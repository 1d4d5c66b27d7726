"""Text blocks of the demo: what the office writes every day, kind and plain."""

from hilfelotse.accounts.models import User
from hilfelotse.correspondence.actions import add_text_block

_GERMAN = {
    "Eingang bestätigen": """Guten Tag {{name}},

vielen Dank für Ihre Nachricht. Wir haben sie gelesen und kümmern uns darum.
Ihre Nummer bei uns ist {{number}}. Sie hören spätestens in zwei Arbeitstagen von uns.

Freundliche Grüße
{{colleague}}""",
    "Rückfrage: Telefonnummer": """Guten Tag {{name}},

vielen Dank für Ihre Nachricht. Am Telefon lässt sich das am leichtesten klären.
Unter welcher Nummer dürfen wir Sie anrufen, und wann passt es Ihnen gut?

Sie können uns auch selbst anrufen: {{phone}} ({{hours}}).

Freundliche Grüße
{{colleague}}""",
    "Deutsch lernen": """Guten Tag {{name}},

schön, dass Sie Deutsch lernen möchten. Es gibt mehrere Wege:

1. Sprachcafés: ohne Anmeldung, kostenlos, in vielen Stadtteilen.
2. Kurse der Volkshochschule: mit Anmeldung.
3. Integrationskurse: dafür brauchen Sie eine Berechtigung. Wir helfen beim Antrag.

In welchem Stadtteil wohnen Sie? Dann nennen wir Ihnen den nächsten Ort.

Freundliche Grüße
{{colleague}}""",
    "Kleidung und Möbel abgeben": """Guten Tag {{name}},

vielen Dank, dass Sie etwas abgeben möchten.
Bitte bringen Sie die Sachen nicht direkt in eine Unterkunft: Dort fehlt der Platz zum Sortieren.

Die Kleiderkammern und Möbellager nehmen gut erhaltene Sachen gern an.
Rufen Sie dort bitte vorher an, denn manches ist zeitweise voll.
Was gerade gebraucht wird, sagen wir Ihnen auch am Telefon: {{phone}}.

Freundliche Grüße
{{colleague}}""",
    "Dafür ist eine andere Stelle da": """Guten Tag {{name}},

vielen Dank für Ihre Nachricht. Für dieses Anliegen ist eine andere Stelle zuständig.
Damit Sie nicht suchen müssen, steht hier, an wen Sie sich wenden können:

[Name, Telefon, Öffnungszeiten]

Wenn es dort nicht weitergeht, melden Sie sich bitte wieder bei uns: {{phone}}.

Freundliche Grüße
{{colleague}}""",
    "Danke fürs Helfen": """Guten Tag {{name}},

vielen Dank für Ihr Angebot. Wir rufen Sie in den nächsten Tagen an.
Dann besprechen wir, was Ihnen Freude macht und wo es gebraucht wird.
Wie es um Ihr Angebot steht, sehen Sie jederzeit hier: {{status_link}}

Freundliche Grüße
{{colleague}}""",
    "Wir haben Sie nicht erreicht": """Guten Tag {{name}},

wir haben versucht, Sie anzurufen, und Sie leider nicht erreicht. Bitte rufen Sie uns zurück:
{{phone}} ({{hours}}). Nennen Sie am besten die Nummer {{number}}.

Oder antworten Sie einfach auf diese E-Mail und schreiben Sie, wann es Ihnen passt.

Freundliche Grüße
{{colleague}}""",
    "Entschuldigung für die lange Wartezeit": """Guten Tag {{name}},

Sie haben zu lange auf eine Antwort gewartet. Das tut uns leid.

Freundliche Grüße
{{colleague}}""",
}
# Nobody has checked these yet; the name says so to whoever chooses one.
_DRAFT = "(Entwurf, maschinell übersetzt)"
_OTHERS = {
    ("en", f"Eingang bestätigen {_DRAFT}"): """Dear {{name}},

thank you for your message. We have read it and are looking into it.
Your number with us is {{number}}. You will hear from us within two working days.

Kind regards
{{colleague}}""",
    ("en", f"Wir haben Sie nicht erreicht {_DRAFT}"): """Dear {{name}},

we tried to call you, but could not reach you. Please call us back: {{phone}} ({{hours}}).
Your number with us is {{number}}. Or simply answer this mail and tell us when to call you.

Kind regards
{{colleague}}""",
    ("ar", f"Eingang bestätigen {_DRAFT}"): """مرحبًا {{name}}،

شكرًا لرسالتك. لقد قرأناها ونعمل على الرد عليها.
رقمك لدينا هو {{number}}. سنتواصل معك خلال يومي عمل.

مع أطيب التحيات
{{colleague}}""",
    ("ar", f"Wir haben Sie nicht erreicht {_DRAFT}"): """مرحبًا {{name}}،

حاولنا الاتصال بك ولم نتمكن من الوصول إليك. يرجى الاتصال بنا: {{phone}} ({{hours}}).
رقمك لدينا هو {{number}}. أو يمكنك الرد على هذه الرسالة وإخبارنا بالوقت المناسب لك.

مع أطيب التحيات
{{colleague}}""",
}


def create_text_blocks(user: User) -> None:
    """All of them, entered by ``user``."""
    german = {("de", name): text for name, text in _GERMAN.items()}
    for (language, name), text in (german | _OTHERS).items():
        add_text_block(user=user, name=name, language=language, text=text)
