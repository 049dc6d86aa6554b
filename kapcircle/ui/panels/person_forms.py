"""The sections that say who a participant is, how they are reached, and what they need and like."""

from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import PersonId, TrackId
from kapcircle.core.observation import Touch
from kapcircle.core.person.contacts import SetContacts, SetEmergencyContact, SetEscorts
from kapcircle.core.person.identity import SetAlias, SetNames
from kapcircle.core.person.needs import SetAccess, SetCareNotes
from kapcircle.core.person.preferences import SetDemographics, SetPreferences
from kapcircle.core.titles import titled
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.forms import Choice, column
from kapcircle.ui.panels.person_section import Ask, Form, Section, prose
from kapcircle.ui.tick import Tick


class Forms(Section):
    """A section of forms, one below the other."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._forms = self.forms()
        self.setLayout(column(*self._forms, None, spacing=20))
        self.setFocusProxy(self._forms[0])

    def forms(self) -> tuple[Form, ...]:
        """What the section asks."""
        raise NotImplementedError

    def lie(self, *, narrow: bool) -> None:
        for form in self._forms:
            form.lie(narrow=narrow)

    def show_person(self, person: PersonId) -> None:
        for form in self._forms:
            form.show_person(person)


class Who(Forms):
    """Names, and how they describe themselves."""

    title = "Who"

    def forms(self) -> tuple[Form, ...]:
        alias = (Ask("alias", "Alias", hint="What the room sees. It is the only name outside this page."),)
        names = (
            Ask("chosen", "Chosen name"),
            Ask("legal", "Legal name"),
            Ask("pronouns", "Pronouns"),
            Ask("birth_year", "Year of birth", shown=_year_shown, read=_year),
        )
        own = (
            Ask("gender", "Gender"),
            Ask("ethnicity", "Ethnicity or origin"),
            Ask("faith", "Faith or worldview"),
            Ask("disability", "Disability"),
            Ask("work", "Work"),
            Ask("more", "What else they say of themselves", hint="Each of these may stay empty."),
        )
        return (
            Form("In the room", alias, lambda p: p.identity, lambda x: SetAlias(x.alias), self.bridge),
            Form("Names", names, lambda p: p.identity.names, SetNames, self.bridge),
            Form("In their own words", own, lambda p: p.preferences.demographics, SetDemographics, self.bridge),
        )


class Contact(Forms):
    """Everybody who can be called."""

    title = "Contacts"

    def forms(self) -> tuple[Form, ...]:
        contacts = (
            Ask("phone", "Phone"),
            Ask("email", "E-mail"),
            Ask("postal", "Address", prose, wide=True),
        )
        emergency = (
            Ask("name", "Emergency contact"),
            Ask("relation", "Relation"),
            Ask("phone", "Emergency phone"),
        )
        escorts = (
            Ask("first.name", "First escort"),
            Ask("first.phone", "First escort's phone"),
            Ask("second.name", "Second escort"),
            Ask("second.phone", "Second escort's phone"),
        )
        return (
            Form("How they are reached", contacts, lambda p: p.contacts.contacts, SetContacts, self.bridge),
            Form("In an emergency", emergency, lambda p: p.contacts.emergency, SetEmergencyContact, self.bridge),
            Form("Who may take them home", escorts, lambda p: p.contacts.escorts, SetEscorts, self.bridge),
        )


class Needed(Forms):
    """Language, access, allergies, medication."""

    title = "Needs"

    def forms(self) -> tuple[Form, ...]:
        access = (
            Ask("language", "Language"),
            Ask("interpreter", "Interpreter", lambda: Tick("An interpreter comes")),
            Ask("needs", "Access needs", prose, wide=True),
        )
        notes = (
            Ask("allergies", "Allergies", prose, wide=True),
            Ask(
                "medication",
                "Medication",
                prose,
                "As they tell it, a line each. A record only.",
                wide=True,
                shown="\n".join,
                read=lambda typed: tuple(typed.splitlines()),
            ),
        )
        return (
            Form("Language and access", access, lambda p: p.needs.access, SetAccess, self.bridge),
            Form("Allergies and medication", notes, lambda p: p.needs.notes, SetCareNotes, self.bridge, clinical=True),
        )


class Liked(Forms):
    """Music, touch, triggers and what helps."""

    title = "Preferences"

    def forms(self) -> tuple[Form, ...]:
        touch = [(None, "not asked yet"), *((each, each.value) for each in Touch)]
        asks = (
            Ask("touch", "Touch", lambda: Choice(touch), "In a session it may be narrowed, never widened."),
            Ask("no_lyrics", "Words in music", lambda: Tick("No lyrics")),
            Ask(
                "avoided",
                "Not this one",
                prose,
                "Titles of the music library, a line each. Nothing of it is chosen while they are here.",
                wide=True,
                shown=self._titles,
                read=self._tracks,
            ),
            Ask("avoid", "Music to avoid", prose, wide=True),
            Ask("triggers", "What may set them off", prose, wide=True),
            Ask("helps", "What helps then", prose, wide=True),
        )
        form = Form(
            "What they like and do not",
            asks,
            lambda p: p.preferences.preferences,
            SetPreferences,
            self.bridge,
            clinical=True,
        )
        return (form,)

    def _titles(self, tracks: tuple[TrackId, ...]) -> str:
        """Their titles, a line each; a recording that nobody knows any more by its name in the library."""
        known = self.bridge.house.practice.tracks
        return "\n".join(dict.fromkeys(known[x].title if x in known else x for x in tracks))

    def _tracks(self, typed: str) -> tuple[TrackId, ...]:
        """The recordings of these titles. Raises KnownError naming the first line that is none."""
        found: dict[TrackId, None] = {}
        for line in filter(None, (x.strip() for x in typed.splitlines())):
            meant = [x.id for x in titled(line, self.bridge.house.recordings())]
            if not meant:
                raise KnownError(f"“{line}” is no title of the music library, or more than one: write it in full.")
            found |= dict.fromkeys(meant)
        return tuple(found)


def _year_shown(year: int | None) -> str:
    return "" if year is None else str(year)


def _year(typed: str) -> Any:
    year = typed.strip()
    if year and not year.isdecimal():
        raise KnownError(f"“{year}” is no year. Write four figures.")
    return int(year) if year else None
