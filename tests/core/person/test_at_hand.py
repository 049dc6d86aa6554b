"""What is at hand of a participant in an emergency."""

from dataclasses import replace

from kapcircle.core.avoiding import Avoids
from kapcircle.core.ids import Device, Instant, MemberId, SessionId, TrackId
from kapcircle.core.log import Stamp
from kapcircle.core.person.at_hand import AtHand, at_hand
from kapcircle.core.person.contacts import EmergencyContact, Escort, Escorts, Reach
from kapcircle.core.person.identity import Identity
from kapcircle.core.person.needs import Access, CareNotes, Needs
from kapcircle.core.person.preferences import Own, Preferences
from kapcircle.core.person.preparation import Preparation, RideNamed
from kapcircle.core.person.records import Kept
from kapcircle.core.person.screening import ClearanceWithdrawn, Cleared, Screening
from kapcircle.core.person.state import Person

ILIC = MemberId("ilic")


def test_it_is_little_and_in_words() -> None:
    person = replace(
        Person(),
        identity=Identity(alias="Wren"),
        contacts=Reach(
            emergency=EmergencyContact("Ana Probe", "sister", "0660 7"),
            escorts=Escorts(Escort("Ben Probe", "0660 2")),
        ),
        needs=Needs(Access("Bosnian", True, "a chair"), CareNotes("nuts", ("an inhaler", "iron"))),
        preferences=Own(Preferences(no_lyrics=True, avoided=(TrackId("tide"),))),
    )
    assert at_hand(person) == AtHand(
        "Wren",
        "nuts",
        ("an inhaler", "iron"),
        "Ana Probe (sister) 0660 7",
        "language: Bosnian; a chair",
        (("Ben Probe", "0660 2"),),
        avoids=Avoids((TrackId("tide"),), no_lyrics=True),
    )


def test_what_nobody_wrote_down_is_empty() -> None:
    assert at_hand(Person()) == AtHand()


def test_who_was_named_for_the_session_comes_first_and_nobody_twice() -> None:
    ana, ben = Escort("Ana Probe", "0660 1"), Escort("Ben Probe", "0660 2")
    session = SessionId("s1")
    person = replace(Person(), contacts=Reach(escorts=Escorts(ana, ben)))
    assert at_hand(person, session).escorts == (("Ana Probe", "0660 1"), ("Ben Probe", "0660 2"))
    named = RideNamed(session, "taxi", "ben probe", "0660 9")
    person = replace(person, preparation=Preparation(rides={session: named}))
    assert at_hand(person, session).escorts == (("ben probe", "0660 9"), ("Ana Probe", "0660 1"))
    assert at_hand(person, SessionId("s2")).escorts[0] == ("Ana Probe", "0660 1")
    nobody = replace(person, preparation=Preparation(rides={session: replace(named, escort="")}))
    assert at_hand(nobody, session).escorts[0] == ("Ana Probe", "0660 1")


def test_the_limits_of_the_clearance_that_stands() -> None:
    def limits(*kept: Cleared | ClearanceWithdrawn) -> str:
        given = tuple(Kept(Stamp(n, Device("d")), Instant(n), ILIC, what) for n, what in enumerate(kept))
        return at_hand(replace(Person(), screening=Screening(clearances=given))).limits

    cleared = Cleared("Dr. Ilić", False, Instant(0), Instant(9), "sublingual only")
    assert limits(cleared) == "sublingual only (Dr. Ilić)"
    assert limits(replace(cleared, limits="")) == ""
    assert limits(cleared, ClearanceWithdrawn("a new medication")) == ""
