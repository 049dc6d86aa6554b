"""The people of a practice: on lists, one by one, and a sheet at a time."""

import pytest

from kapcircle.core.cells import Grid, Line
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.observation import Touch
from kapcircle.core.person.contacts import Contacts, SetContacts
from kapcircle.core.person.identity import Names, SetAlias, SetNames
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.person.preferences import Preferences, SetPreferences
from kapcircle.core.person.standing import Status
from kapcircle.core.roles import Role
from kapcircle.desk.house import House
from kapcircle.desk.visit import Place
from kapcircle.views.people import Listed, Seat
from tests.fakes import house
from tests.made_up import START
from tests.memory import FakeClock, MemoryLog


class Office:
    """A house with a cohort of two."""

    def __init__(self) -> None:
        self.log, self.clock = MemoryLog(), FakeClock()
        self.house = house(self.log, self.clock)
        self.spring = self.house.planning.begin_cohort("Spring")
        self.wren = self.house.planning.enrol(self.spring, "Wren")
        self.ash = self.house.planning.enrol(self.spring, "Ash", 7)

    def again(self) -> House:
        """The same vault, opened anew: nothing is folded."""
        return house(self.log, self.clock)


@pytest.fixture
def office() -> Office:
    return Office()


def named(people: tuple[Listed, ...], alias: str) -> Listed:
    return next(x for x in people if x.alias == alias)


def test_everybody_is_listed_from_the_tables_without_folding_a_person(office: Office) -> None:
    office.house.people.change(office.wren, SetNames(Names("Renate Beispiel", "Wren", "she/her", 1980)))
    office.house.people.change(office.wren, SetContacts(Contacts("0660 1234567", "wren@example.org")))
    asked = office.house.people.begin("Juniper")
    again = office.again()
    assert again.people.listed() == (
        Listed(
            office.wren, "Wren", "Renate Beispiel", "Wren", "she/her", 1980, "0660 1234567", "wren@example.org",
            "enrolled", START, (Seat(office.spring, "Spring", 1),),
        ),
        Listed(office.ash, "Ash", status="enrolled", since=START, seats=(Seat(office.spring, "Spring", 7),)),
        Listed(asked, "Juniper", status="enquired", since=START),
    )  # fmt: skip
    assert not again.desk.held("person")


def test_what_the_disk_has_not_taken_yet_is_listed_all_the_same(office: Office) -> None:
    office.log.disk = "slow"
    office.house.people.change(office.wren, SetAlias("Heron"))
    asked = office.house.people.begin("Juniper")
    office.house.planning.leave(office.spring, office.ash)
    found = office.house.people.listed()
    assert {(x.key, x.alias, len(x.seats)) for x in found} == {
        (office.wren, "Heron", 1),
        (office.ash, "Ash", 0),
        (asked, "Juniper", 0),
    }


def test_a_change_is_taken_back_and_brought_back(office: Office) -> None:
    office.house.people.change(office.wren, SetContacts(Contacts("0660 1234567")))
    assert office.house.planning.undo() == Place(None, person=office.wren)
    assert office.house.people.person(office.wren).contacts.contacts == Contacts()
    assert named(office.again().people.listed(), "Wren").phone == ""
    assert office.house.planning.redo() == Place(None, person=office.wren)
    assert office.house.people.person(office.wren).contacts.contacts == Contacts("0660 1234567")


def test_one_who_was_taken_back_is_on_no_list(office: Office) -> None:
    asked = office.house.people.begin("Juniper")
    assert office.house.planning.undo() == Place(None, person=asked)
    assert asked not in {x.key for x in office.house.people.listed()}
    assert asked not in {x.key for x in office.again().people.listed()}


def test_an_alias_of_the_cohort_is_refused_from_every_side(office: Office) -> None:
    other = office.house.planning.begin_cohort("Autumn")
    heron = office.house.planning.enrol(other, "Heron")
    for attempt in (
        lambda: office.house.people.change(office.ash, SetAlias("wren")),
        lambda: office.house.planning.rename_person(office.spring, office.ash, "Wren"),
        lambda: office.house.planning.enrol(office.spring, "WREN"),
        lambda: office.house.people.enrol_all(office.spring, [Newcomer("Elm"), Newcomer("Wren")]),
    ):
        with pytest.raises(Refused, match="alias in this cohort already"):
            attempt()
    office.house.people.change(heron, SetAlias("Wren"))  # in another cohort it may be
    with pytest.raises(Refused, match="alias in this cohort already"):
        office.house.people.enrol(heron, office.spring)
    office.house.people.change(office.wren, SetAlias("Wren"))  # and one's own is one's own
    assert [x.alias for x in office.house.people.listed()] == ["Wren", "Ash", "Wren"]


def test_a_status_is_followed_and_not_undone(office: Office) -> None:
    since = Instant(START - DAY)
    asked = office.house.people.begin("Juniper")
    office.clock.pass_(1000)
    office.house.people.stand(asked, Status.SCREENED, "by telephone")
    office.house.people.stand(asked, Status.ENQUIRED, since=since)
    office.house.planning.undo()  # the beginning, and not what was said of them since
    history = office.house.people.person(asked).standing.history
    assert [(x.status, x.since, x.reason) for x in history] == [
        (Status.ENQUIRED, since, ""),
        (Status.SCREENED, START + 1000, "by telephone"),
    ]


def test_somebody_who_is_known_is_enrolled_on_the_first_free_mat(office: Office) -> None:
    asked = office.house.people.begin("Juniper")
    office.house.people.enrol(asked, office.spring)
    assert office.house.planning.cohort(office.spring).mats[asked] == 2
    assert named(office.house.people.listed(), "Juniper").status == "enrolled"
    with pytest.raises(Refused, match="Juniper is in Spring already"):
        office.house.people.enrol(asked, office.spring)
    autumn = office.house.planning.begin_cohort("Autumn")
    office.house.people.enrol(asked, autumn)
    assert len(office.house.people.person(asked).standing.history) == 2, "enrolled once"
    assert [seat.name for seat in named(office.house.people.listed(), "Juniper").seats] == ["Spring", "Autumn"]
    assert office.house.planning.undo() == Place(autumn, person=asked)


def test_a_coordinator_is_told_what_is_not_theirs(office: Office) -> None:
    assert office.house.people.clinical
    office.house.desk.actor = Actor(MemberId("ana"), Role.COORDINATOR)
    assert office.again().people.clinical is not office.house.people.clinical
    office.house.people.change(office.wren, SetContacts(Contacts("0660 1234567")))
    with pytest.raises(Refused, match="Writing down allergies and medication"):
        office.house.people.change(office.wren, SetCareNotes(CareNotes("nuts")))


def test_a_pod_is_listed_beside_its_cohort(office: Office) -> None:
    pod = office.house.planning.group.begin_pod(office.spring, "Pod A")
    office.house.planning.group.choose_pod(office.spring, office.ash, pod)
    for each in (office.house, office.again()):
        assert named(each.people.listed(), "Ash").seats == (Seat(office.spring, "Spring", 7, "Pod A"),)
        assert named(each.people.listed(), "Wren").seats == (Seat(office.spring, "Spring", 1),)


def test_who_is_easily_mixed_up_is_told(office: Office) -> None:
    ask = office.house.planning.enrol(office.spring, "Ask")
    assert office.house.people.close(ask) == ("Close to Ash (mat 7): one letter different.",)
    assert office.house.people.close(office.wren) == ()


def test_a_circle_opens_with_the_touch_that_each_has_agreed_to(office: Office) -> None:
    session = office.house.planning.plan_session(office.spring, "Medicine", None)
    assert office.house.opening.plan(session).touch == ()
    office.house.people.change(office.ash, SetPreferences(Preferences(touch=Touch.HAND)))
    assert office.house.opening.plan(session).touch == ((office.ash, Touch.HAND),)


# a sheet at a time


def sheet(*rows: tuple[object, ...]) -> Grid:
    return Grid(tuple(Line(number, tuple(map(str, cells))) for number, cells in enumerate(rows, 1)))


def test_a_sheet_is_held_against_the_vault_and_the_cohort(office: Office) -> None:
    office.house.people.change(office.wren, SetNames(Names("Renate Beispiel", birth_year=1980)))
    autumn = office.house.planning.begin_cohort("Autumn")
    grid = sheet(
        ("Alias", "Name", "Born", "Mat", "Allergies"),
        ("Wren", "Ana Probe", "", "3", "nuts"),
        ("Elm", "Renate Beispiel", 1980, "", ""),
        ("Fern", "Eva Muster", "", "7", ""),
    )
    assert office.house.people.roster(grid, office.spring).problems == (
        "row 2, column Alias (A): “Wren” is somebody's alias in this cohort already. Choose another.",
        "row 3, column Legal name (B): the same name as “Wren”, who is in the vault already",
        "row 4, column Mat (D): mat 7 is taken in this cohort",
    )
    assert len(office.house.people.roster(grid, autumn).problems) == 1, "in another cohort alias and mat are free"
    office.house.desk.actor = Actor(MemberId("ana"), Role.COORDINATOR)
    assert "Ask a facilitator" in office.house.people.roster(grid, autumn).not_taken


def test_all_of_a_sheet_are_enrolled_by_one_command_and_taken_back_by_one_undo(office: Office) -> None:
    before = office.house.people.listed()
    writes = len(office.log.writes)
    newcomers = [
        Newcomer("Elm", Names("Eva Muster"), Contacts("0660 1234567")),
        Newcomer("Fern", mat=3),
        Newcomer("Flint"),
    ]
    enrolled = office.house.people.enrol_all(office.spring, newcomers)
    assert len(office.log.writes) == writes + 1
    mats = office.house.planning.cohort(office.spring).mats
    assert [mats[person] for person in enrolled] == [2, 3, 4]
    elm = named(office.house.people.listed(), "Elm")
    assert (elm.legal, elm.phone, elm.status) == ("Eva Muster", "0660 1234567", "enrolled")
    assert office.house.planning.undo() == Place(office.spring)
    assert office.house.people.listed() == before
    office.house.planning.redo()
    assert named(office.again().people.listed(), "Elm") == elm


def test_a_sheet_seats_people_in_the_pods_of_the_cohort(office: Office) -> None:
    office.house.planning.group.begin_pod(office.spring, "Pod A")
    grid = sheet(("Alias", "Pod"), ("Elm", "Pod A"), ("Fern", ""))
    office.house.people.enrol_all(office.spring, office.house.people.roster(grid, office.spring).good)
    listed = office.house.people.listed()
    assert [named(listed, alias).seats[0].pod for alias in ("Elm", "Fern")] == ["Pod A", ""]


@pytest.mark.parametrize(
    ("newcomers", "words"),
    [
        ([Newcomer("Elm"), Newcomer("Fern", mat=7)], "Mat 7 is taken."),
        ([Newcomer("Elm"), Newcomer("")], "Give the participant an alias."),
        ([Newcomer("Elm"), Newcomer("Fern", contacts=Contacts("12"))], "Phone: 2 figures"),
    ],
)
def test_one_that_is_refused_leaves_nobody_enrolled(office: Office, newcomers: list[Newcomer], words: str) -> None:
    before = office.house.people.listed()
    with pytest.raises(Refused, match=words):
        office.house.people.enrol_all(office.spring, newcomers)
    assert office.house.people.listed() == before


def test_the_tables_say_what_the_streams_say(office: Office) -> None:
    """What is listed of people who were looked into is what is listed of them from the tables."""
    office.house.people.change(office.wren, SetNames(Names("Renate Beispiel", birth_year=1980)))
    office.house.people.stand(office.wren, Status.PAUSED, "family")
    again = office.again()
    from_tables = again.people.listed()
    for person in (office.wren, office.ash):
        again.people.person(person)
    again.planning.cohort(office.spring)
    assert sorted(again.people.listed(), key=lambda x: x.key) == sorted(from_tables, key=lambda x: x.key)
