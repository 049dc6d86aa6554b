"""The practice: staff, rooms, recordings, cohorts."""

import pytest

from kapcircle.core import practice as p
from kapcircle.core.catalogue import AddTrack
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CohortId, MemberId, Millis, RoomId, TrackId
from kapcircle.core.log import Undone
from kapcircle.core.playlist import Track
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from tests.core.nouns import Noun

MARA, IRIS = MemberId("mara"), MemberId("iris")
TIDE = Track(TrackId("tide"), "Tide", Millis(60_000), -3.5, ".ogg")
HALL = RoomPlan(RoomId("hall"), "Hall")
UNSAID = {
    **dict.fromkeys(("artist", "qualities", "tags", "licence", "source", "sound"), ""),
    **dict.fromkeys(("words", "feel", "ends_ms", "loudness", "peak")),
    **dict.fromkeys(("begins_ms", "rises"), 0),
}
"""What the row of a recording holds of which nothing was said and nothing measured."""
FIRST = p.AddStaff(MARA, " Mara ", Role.FACILITATOR)


def practice(*commands: p.Command) -> Noun:
    noun = Noun("practice")
    for command in commands:
        noun.do(command)
    return noun


def who(role: Role | None) -> Actor:
    return Actor(MemberId("x"), role)


def test_the_first_member_of_staff_lets_themselves_in() -> None:
    noun = Noun("practice")
    noun.do(FIRST, who(None))
    assert noun.state.staff == {MARA: p.Member("Mara", Role.FACILITATOR)}


@pytest.mark.parametrize(
    ("command", "may", "words"),
    [
        (
            p.AddStaff(IRIS, "Iris", Role.MEDICAL_LEAD),
            "FC",
            "Adding staff: this is for the coordinator or facilitator.",
        ),
        (p.LetGo(MARA), "FC", "Removing staff: this is for the coordinator or facilitator."),
        (p.SaveRoom(HALL), "FC", "Changing the room: this is for the coordinator or facilitator."),
        (
            p.ListCohort(CohortId("a")),
            "FCT",
            "Beginning a cohort: this is for the co-therapist or coordinator or facilitator.",
        ),
        (AddTrack(TIDE), "FCTM", ""),
    ],
)
def test_who_may(command: p.Command, may: str, words: str) -> None:
    letters = {"F": Role.FACILITATOR, "C": Role.COORDINATOR, "T": Role.COTHERAPIST, "M": Role.MEDICAL_LEAD}
    for letter, role in letters.items():
        noun = practice(FIRST)
        if letter in may:
            assert len(noun.do(command, who(role))) == 1
        else:
            with pytest.raises(Refused) as refusal:
                noun.do(command, who(role))
            assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (p.AddStaff(IRIS, "  ", Role.COTHERAPIST), "Give the member of staff a name."),
        (p.LetGo(MARA), "Nobody removes themselves: ask another member to do it."),
        (p.LetGo(IRIS), "This member is not on the staff."),
        (p.SaveRoom(RoomPlan(RoomId("hall"), "")), "The room needs a name"),
    ],
)
def test_it_is_refused(command: p.Command, words: str) -> None:
    noun = practice(FIRST)
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(command)
    assert str(refusal.value) == words
    assert noun.state is was


def test_two_rooms_have_two_names() -> None:
    noun = practice(FIRST, p.SaveRoom(HALL))
    with pytest.raises(Refused, match="There is already a room called “HALL”"):
        noun.do(p.SaveRoom(RoomPlan(RoomId("cellar"), "HALL")))
    noun.do(p.SaveRoom(RoomPlan(HALL.id, "HALL")))
    assert noun.state.rooms[HALL.id].name == "HALL"


def test_a_member_leaves_once_keeps_the_name_and_may_return() -> None:
    iris = p.AddStaff(IRIS, "Iris", Role.MEDICAL_LEAD)
    noun = practice(FIRST, iris, p.LetGo(IRIS))
    assert noun.state.staff[IRIS] == p.Member("Iris", Role.MEDICAL_LEAD, left=True)
    with pytest.raises(Refused, match="not on the staff"):
        noun.do(p.LetGo(IRIS))
    noun.do(iris)
    assert not noun.state.staff[IRIS].left


def test_a_recording_is_taken_in_once() -> None:
    noun = practice(AddTrack(TIDE))
    assert noun.do(AddTrack(TIDE)) == ()
    assert noun.state.tracks == {TIDE.id: TIDE}


def test_a_room_is_replaced_and_cohorts_stand_in_order() -> None:
    louder = RoomPlan(HALL.id, "Big hall", ceiling=0.9)
    noun = practice(p.SaveRoom(HALL), p.ListCohort(CohortId("b")), p.SaveRoom(louder), p.ListCohort(CohortId("a")))
    assert noun.state.rooms == {HALL.id: louder}
    assert noun.state.cohorts == ("b", "a")


def test_other_events_change_nothing() -> None:
    noun = practice(FIRST)
    was = noun.state
    noun.fold(Undone(()))
    noun.fold(p.StaffLeft(IRIS))
    assert noun.state is was


def test_its_rows() -> None:
    noun = practice(FIRST, p.SaveRoom(HALL), AddTrack(TIDE), p.ListCohort(CohortId("a")))
    assert noun.rows() == [
        ("staff", {"member": "mara"}, {"name": "Mara", "role": "facilitator"}),
        ("room", {"room": "hall"}, {"name": "Hall"}),
        ("track", {"track": "tide"}, {"title": "Tide", "length_ms": 60_000, "gain": -3.5, "suffix": ".ogg"} | UNSAID),
    ]


def test_what_leaves_the_vault_is_written_down_and_changes_nothing() -> None:
    noun = practice(FIRST)
    was = noun.state
    assert noun.do(p.Export("session report", "s1"), who(Role.COORDINATOR)) == (p.Exported("session report", "s1"),)
    assert noun.state == was
