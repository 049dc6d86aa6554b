"""What the columns of a list of people are called in a sheet, in the words that intake sheets use."""

from collections.abc import Collection

from kapcircle.core.headings import Headings

WORDS = {
    "Alias": ("nickname", "room name", "circle name"),
    "Legal name": ("name", "full name", "legal", "name (legal)", "participant"),
    "First name": ("given name", "forename", "first"),
    "Last name": ("surname", "family name", "last"),
    "Chosen name": ("preferred name", "goes by", "called", "known as"),
    "Pronouns": ("pronoun",),
    "Year of birth": ("birth year", "born", "date of birth", "dob", "birthday", "birth date", "yob"),
    "Phone": ("telephone", "tel", "mobile", "cell", "mobile phone", "phone number", "mobile number"),
    "E-mail": ("email", "mail", "email address", "e-mail address"),
    "Address": ("postal address", "street", "home address"),
    "Emergency contact": ("emergency contact name", "emergency name", "emergency"),
    "Relation": ("relationship", "emergency relation", "emergency contact relation"),
    "Emergency phone": ("emergency contact phone", "emergency number", "emergency telephone"),
    "Escort": ("ride home", "ride", "driver", "first escort", "escort name"),
    "Escort phone": ("ride phone", "escort's phone", "first escort phone"),
    "Second escort": ("second ride", "escort 2"),
    "Second escort phone": ("second ride phone", "escort 2 phone"),
    "Language": ("first language", "languages", "mother tongue"),
    "Interpreter": ("needs interpreter", "interpreter needed"),
    "Access needs": ("access", "accessibility", "accessibility needs"),
    "Allergies": ("allergy",),
    "Medication": ("medications", "medicines", "current medication"),
    "Mat": ("mat number", "seat"),
    "Pod": ("pod name", "small group"),
}
"""Each column, and what else it is called; the column's own name is a word for it, too."""

NAMING = frozenset({"Alias", "Legal name", "First name", "Chosen name"})
"""One of these says who a row is about."""

CLINICAL_COLUMNS = ("Allergies", "Medication")
"""Read only for those who may write them down."""


def _lacks(named: Collection[str]) -> str:
    return "" if NAMING & set(named) else "Alias or Legal name"


ROSTER = Headings(
    "a list of people",
    {word: column for column, words in WORDS.items() for word in (column.casefold(), *words)},
    _lacks,
)
