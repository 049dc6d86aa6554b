"""What is at hand of a participant in an emergency."""

from dataclasses import replace

from kapcircle.core.person.at_hand import AtHand, at_hand
from kapcircle.core.person.contacts import EmergencyContact, Escort, Escorts, Reach
from kapcircle.core.person.identity import Identity
from kapcircle.core.person.needs import Access, CareNotes, Needs
from kapcircle.core.person.state import Person


def test_it_is_little_and_in_words() -> None:
    person = replace(
        Person(),
        identity=Identity(alias="Wren"),
        contacts=Reach(
            emergency=EmergencyContact("Ana Probe", "sister", "0660 7"),
            escorts=Escorts(Escort("Ben Probe", "0660 2")),
        ),
        needs=Needs(Access("Bosnian", True, "a chair"), CareNotes("nuts", ("an inhaler", "iron"))),
    )
    assert at_hand(person) == AtHand(
        "Wren",
        "nuts",
        ("an inhaler", "iron"),
        "Ana Probe (sister) 0660 7",
        "language: Bosnian; a chair",
        (("Ben Probe", "0660 2"),),
    )


def test_what_nobody_wrote_down_is_empty() -> None:
    assert at_hand(Person()) == AtHand()
