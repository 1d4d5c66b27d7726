"""What people write and what the office notes. Nobody is judged: everybody may read their file."""

# What is said, and the activities that it speaks of; with none it fits everything.
OFFERS = [
    ("Ich habe seit dem Sommer mehr Zeit und möchte etwas Sinnvolles tun.", ""),
    ("Ich bin im Ruhestand und habe an den Vormittagen Zeit.", ""),
    ("Am liebsten in meinem Stadtteil, ich habe kein Auto.", ""),
    ("Ich studiere und habe in den Semesterferien viel Zeit.", ""),
    ("Meine Kinder sind aus dem Haus. Ich freue mich auf Begegnungen.", ""),
    ("Ich arbeite im Schichtdienst, deshalb nicht jede Woche zur gleichen Zeit.", ""),
    ("Ich habe den Aufruf im Radio gehört. Wo brauchen Sie jemanden?", ""),
    ("Ich war schon in einem anderen Kreis aktiv und bin nach Hannover gezogen.", ""),
    ("Ich suche eine feste Aufgabe einmal in der Woche.", ""),
    ("Bitte rufen Sie am Abend an, tagsüber arbeite ich.", ""),
    ("Ich habe wenig Zeit, aber für einzelne Einsätze können Sie mich gern anrufen.", ""),
    ("Ich möchte zuerst zuschauen und dann entscheiden.", ""),
    ("", ""),
    ("", ""),
    ("Aus der Nachbarschaft habe ich vom Sprachcafé gehört. Da möchte ich mitmachen.", "SPR BGN"),
    ("Ich kann gut zuhören und langsam sprechen.", "SPR PAT BEG"),
    ("Ich habe lange Deutsch unterrichtet.", "SPR HAU"),
    ("Ich spreche drei Sprachen und übersetze gern.", "DOL BEG"),
    ("Ich habe beruflich viel mit Kindern gearbeitet.", "KIN MIN HAU"),
    ("Ich möchte mit Kindern lesen.", "HAU KIN PAT"),
    ("Mathematik und Physik kann ich gut erklären, auch bis zur zehnten Klasse.", "HAU"),
    ("Wir haben in der Familie Platz und Zeit für eine Patenschaft.", "PAT"),
    ("Ich arbeite in der Pflege und kenne mich mit Arztterminen aus.", "BEG GES"),
    ("Ich kann Formulare. Ich war 30 Jahre in einer Verwaltung.", "FOR BEG ORG"),
    ("Ich kann Regale aufbauen und Möbel tragen.", "WOH FAR"),
    ("Gern etwas mit den Händen: bauen, reparieren, streichen.", "FAR WOH"),
    ("Ich kann beim Lebenslauf helfen und Gespräche üben.", "ARB"),
    ("Ich habe einen Transporter und kann am Wochenende fahren.", "FAH WOH"),
    ("Sortieren, packen, ausgeben: das mache ich gern.", "SPE EMP"),
    ("Ich koche gern für viele.", "ESS BGN FRA"),
    ("Ich mache gern Sport und habe einen Trainerschein.", "SPO"),
    ("Ich spiele Gitarre und Klavier.", "KUL"),
    ("Ich kann mit Computern umgehen und erkläre geduldig.", "ITC"),
    ("Ich fotografiere und schreibe gern.", "OEF"),
    ("Ich kann nähen und zeige es gern.", "FRA KUL"),
]
OFFERS_IN = {
    "en": [
        "I moved to Hannover last year and would like to help where I live.",
        "I can help with English and with computers. My German is still growing.",
        "I have time on weekends and like meeting people.",
    ],
    "ar": [
        "أسكن في هانوفر منذ سبع سنوات وأرغب في مساعدة العائلات الجديدة.",
        "لدي وقت في المساء وفي نهاية الأسبوع.",
    ],
}
TEAMS = [
    "Wir möchten als Team einen Tag lang mit anpacken.",
    "Wir suchen für unsere Gruppe eine Aufgabe, die wir gemeinsam tun können.",
    "Wir können an einem Samstag helfen, gern beim Sortieren oder Aufbauen.",
]
YOUNG = [
    "Ich gehe noch zur Schule und möchte nachmittags helfen. Meine Eltern wissen Bescheid.",
    "Ich möchte für ein Schulprojekt mithelfen, gern beim Sport.",
]
EXPERIENCE = [
    "Zwei Jahre Sprachcafé in Hildesheim.",
    "Nachhilfe für Nachbarskinder.",
    "Trainer im Sportverein.",
    "Elternvertretung in der Schule.",
    "Hospizdienst, drei Jahre.",
    "",
    "",
    "",
    "",
]

FIRST_TALKS = [
    "Möchte einmal in der Woche helfen, gern in einer Gruppe. Wünscht sich eine feste "
    "Ansprechperson.",
    "Hat Ablauf und Wartezeit verstanden. Beginn ab nächster Woche möglich.",
    "Lieber mit Erwachsenen als mit Kindern. Nicht am Montag.",
    "Versicherung und Verschwiegenheit besprochen. Führungszeugnis wird besorgt.",
    "Ist flexibel und hat ein Auto. Fährt auch in andere Stadtteile.",
    "Fragt nach einer Probezeit. Vorgeschlagen: zuerst zweimal zuschauen.",
    "Möchte nicht telefonieren, E-Mail ist besser.",
    "Braucht einen Ort, der ohne Stufen erreichbar ist.",
    "Kennt den Kreis im Stadtteil schon und möchte dort anfangen.",
    "Langes Gespräch, viele Ideen. Am liebsten Deutsch üben oder begleiten.",
]
NOTES = [
    "Rückruf vereinbart.",
    "Auf die Mailbox gesprochen.",
    "Noch interessiert, wartet gern weitere zwei Wochen.",
    "Zusätzlicher Nachmittag möglich, am Donnerstag.",
    "Bittet um Nachricht per E-Mail.",
]
CALLS_IN_VAIN = "Dreimal zu verschiedenen Zeiten angerufen, auf E-Mail keine Antwort."
CHECK_BACKS = [
    "Nachgefragt: läuft gut, beide Seiten sind zufrieden.",
    "Nachgefragt: hat sich eingelebt, möchte weitermachen.",
    "Nachgefragt: ein Termin ist ausgefallen, sonst alles gut.",
]
DECLINES = [
    ("time", "Wir treffen uns nur vormittags, da kann die Person leider nicht.", ""),
    ("full", "Für diese Aufgabe haben sich schon genug Menschen gemeldet.", "Oststadt für alle"),
    ("skills", "Wir brauchen jemanden mit mehr Erfahrung im Unterrichten.", ""),
    ("no_supervision", "Unsere Koordinatorin ist bis Ende des Monats im Urlaub.", ""),
    ("done", "Die Gruppe macht gerade eine Pause.", "Südstädter Tischgemeinschaft"),
    ("other", "Der Raum wird umgebaut.", ""),
]
CLOSINGS = {
    "placed": "Beide Seiten zufrieden, keine weitere Begleitung nötig.",
    "not_needed": "Für dieses Angebot gab es in acht Wochen keinen Bedarf. Bedankt und auf die "
    "Liste der Aktionstage hingewiesen.",
    "not_suitable": "Sucht eine bezahlte Stelle. An das Jobcenter verwiesen.",
    "not_reached": CALLS_IN_VAIN,
    "duplicate": "Hat sich über das Formular noch einmal gemeldet, siehe früheren Fall.",
    "spam": "Werbung.",
    "not_ours": "Nicht unsere Aufgabe, zuständige Stelle genannt.",
    "forwarded": "Wohnt in Hildesheim, an die dortige Freiwilligenagentur verwiesen.",
    "withdrawn": "Hat sich anders entschieden und bedankt sich.",
    "unconfirmed": "Adresse nie bestätigt, kein Telefon angegeben.",
}

HOST_FAMILY = "Die Familie möchte einen Jugendlichen aufnehmen. Bitte beraten Sie sie."
