"""The languages of the public pages. Names stand in their own language, for the switcher.

Partner pages have German and English, the desk has German.
"""

PUBLIC = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("ar", "العربية"),
]
PARTNER = ("de", "en")
