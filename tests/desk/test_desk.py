"""The one door: decide, write, fold, tell; and a disk that does not answer."""

import pytest

from kapcircle.core.cohort.about import NameCohort
from kapcircle.core.cohort.calendar import PlanSession, SaveRundown
from kapcircle.core.cohort.roster import Enrol
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CommandId, Instant, MemberId, Millis, PersonId, SessionId, StreamId
from kapcircle.core.log import Undone
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.desk.desk import PATIENCE, Desk, NotSavedError, Typed
from tests.fakes import desk
from tests.made_up import DEVICE, MARA, START, names, small_rundown
from tests.memory import FakeClock, MemoryLog

SPRING, ANN, NIGHT = StreamId("cohort:spring"), StreamId("person:ann"), StreamId("session:night")
SLOW = ("full", "slow", "stuck")


def named(desk: Desk) -> str:
    name: str = desk.stream(SPRING).state.name
    return name


def test_a_command_is_written_folded_and_told() -> None:
    log, clock = MemoryLog(), FakeClock(zone=120)
    at = desk(log, clock)
    told: list[frozenset[StreamId]] = []
    at.listen(told.append)
    command = at.do((SPRING, NameCohort("Spring")))
    (entry,) = log.read(SPRING)
    assert (entry.stamp.tick, entry.stamp.device, entry.command) == (1, DEVICE, command)
    assert (entry.at, entry.happened, entry.zone, entry.by) == (START, START, 120, "mara")
    assert named(at) == "Spring"
    assert told == [frozenset({SPRING})]
    assert log.rows("cohort") == [{"cohort": "spring", "name": "Spring", "programme": None}]
    at.unlisten(told.append)
    at.do((SPRING, NameCohort("Summer")))
    assert len(told) == 1


def test_what_happened_may_lie_before_it_is_written() -> None:
    log = MemoryLog()
    desk(log).do((SPRING, NameCohort("Spring")), happened=Instant(START - 500))
    (entry,) = log.read(SPRING)
    assert (entry.at, entry.happened) == (START, START - 500)


def test_the_zone_is_that_of_the_moment() -> None:
    log, clock = MemoryLog(), FakeClock(zone=60)
    at = desk(log, clock)
    at.do((SPRING, NameCohort("Winter time")))
    clock.minutes = 120
    at.do((SPRING, NameCohort("Summer time")))
    assert [x.zone for x in log.read(SPRING)] == [60, 120]


def test_commands_to_several_streams_are_one() -> None:
    log = MemoryLog()
    at = desk(log)
    command = at.do((ANN, SetAlias("Wren")), (SPRING, Enrol(PersonId("ann"), 1)))
    assert [x.command for name in (ANN, SPRING) for x in log.read(name)] == [command, command]
    assert len(log.writes) == 1
    undone = at.undo(SPRING, [command])
    assert not at.stream(SPRING).state.mats
    assert at.stream(ANN).state.alias == ""
    assert len(log.writes) == 2
    at.undo(SPRING, [undone])
    assert at.stream(SPRING).state.mats == {"ann": 1}
    assert at.stream(ANN).state.alias == "Wren"


def test_a_command_to_several_streams_is_one_after_a_restart_too() -> None:
    log = MemoryLog()
    command = desk(log).do((ANN, SetAlias("Wren")), (SPRING, Enrol(PersonId("ann"), 1)))
    at = Desk(log, FakeClock(), DEVICE, names("later"), MARA)
    undone = at.undo(SPRING, [command])
    assert (at.stream(SPRING).state.mats, at.stream(ANN).state.alias) == ({}, "")
    at = Desk(log, FakeClock(), DEVICE, names("latest"), MARA)
    at.undo(SPRING, [undone])
    assert (at.stream(SPRING).state.mats, at.stream(ANN).state.alias) == ({"ann": 1}, "Wren")


def test_a_later_step_is_decided_on_what_the_earlier_left() -> None:
    at = desk()
    session = SessionId("one")
    at.do((SPRING, PlanSession(session, "One")), (SPRING, SaveRundown(session, small_rundown())))
    assert at.stream(SPRING).state.sessions[session].rundown == small_rundown()


def test_a_refusal_changes_nothing() -> None:
    log = MemoryLog()
    at = desk(log)
    told: list[frozenset[StreamId]] = []
    at.listen(told.append)
    with pytest.raises(Refused):
        at.do((ANN, SetAlias("Wren")), (SPRING, Enrol(PersonId("ann"), 100)))
    assert (log.entries, log.writes, told) == ({}, [], [])
    assert at.stream(ANN).state.alias == ""


def test_a_command_that_changes_nothing_writes_nothing() -> None:
    log = MemoryLog()
    desk(log).do()
    assert log.writes == []


def test_ticks_go_on_where_the_log_ends() -> None:
    log = MemoryLog()
    desk(log).do((SPRING, NameCohort("Spring")), (ANN, SetAlias("Wren")))
    Desk(log, FakeClock(), DEVICE, names("later"), Actor(MemberId("m"), Role.FACILITATOR)).do(
        (SPRING, NameCohort("Summer"))
    )
    assert [x.stamp.tick for x in log.read(SPRING)] == [1, 3]


def test_settings_are_plain_values() -> None:
    log = MemoryLog()
    at = desk(log)
    at.keep("theme", "dark")
    assert at.settings() == {"theme": "dark"}
    assert log.entries == {}


# --- taking back ---


def test_what_follows_an_undo_is_the_programs_own_and_in_the_same_write() -> None:
    log = MemoryLog()
    at = desk(log)
    at.do((SPRING, NameCohort("A")))
    command = at.do((SPRING, NameCohort("B")))
    at.undo(SPRING, [command], NameCohort("C"))
    undone, named_again = log.read(SPRING)[-2:]
    assert undone.event == Undone((command,))
    assert (undone.by, named_again.by) == ("mara", "clock")
    assert undone.command != named_again.command
    assert len(log.writes) == 3
    assert named(at) == "C"


def test_what_follows_an_undo_is_decided_on_what_it_left() -> None:
    at = desk()
    command = at.do((SPRING, Enrol(PersonId("ann"), 1)))
    at.undo(SPRING, [command], Enrol(PersonId("ben"), 1))
    assert at.stream(SPRING).state.mats == {"ben": 1}


def test_taking_back_what_nobody_did_is_written_and_does_nothing() -> None:
    at = desk()
    at.do((SPRING, NameCohort("A")))
    at.undo(SPRING, [CommandId("never")])
    assert named(at) == "A"


# --- the disk ---


@pytest.mark.parametrize("disk", SLOW)
def test_the_show_goes_on_in_memory_and_is_written_in_order_when_the_disk_is_back(disk: str) -> None:
    log, clock = MemoryLog(), FakeClock()
    at = desk(log, clock)
    at.do((SPRING, NameCohort("A")))
    log.disk = disk
    clock.pass_(5_000)
    at.do((SPRING, NameCohort("B")))
    clock.pass_(5_000)
    at.do((SPRING, NameCohort("C")))
    at.settle()
    assert (named(at), at.not_saved_since, len(log.read(SPRING))) == ("C", START + 5_000, 1)
    log.mend()
    at.settle()
    assert at.not_saved_since is None
    assert [x.event.name for x in log.read(SPRING)] == ["A", "B", "C"]
    assert log.rows("cohort") == [{"cohort": "spring", "name": "C", "programme": None}]


def test_the_room_waits_for_the_disk_once_then_not_until_it_is_back() -> None:
    log = MemoryLog()
    at = desk(log)
    for _ in range(2):
        log.disk = "slow"
        at.do((SPRING, NameCohort("A")))
        at.do((SPRING, NameCohort("B")))
        log.mend()
        at.settle()
    assert [write.waits[0] for write in log.writes] == [PATIENCE, 0, PATIENCE, 0]
    assert PATIENCE == 150


def test_what_is_urgent_does_not_wait_for_the_disk_at_all() -> None:
    log = MemoryLog()
    desk(log).do((SPRING, NameCohort("A")), urgent=True)
    assert log.writes[0].waits == [0]


@pytest.mark.parametrize("disk", ["full", "slow"])
def test_a_record_that_is_not_saved_is_taken_back(disk: str) -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = disk
    with pytest.raises(NotSavedError, match=r"^Not saved: the disk does not answer\. Your words are still here"):
        at.do((NIGHT, c.Note("Pale.")), record=True)
    assert log.writes[0].waits == [PATIENCE]
    assert log.writes[0].withdrawn
    assert at.stream(NIGHT).state.lines == ()
    assert at.not_saved_since is None
    log.mend()
    at.settle()
    assert log.read(NIGHT) == []


def test_a_record_waits_though_the_show_has_given_up() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "slow"
    at.do((SPRING, NameCohort("A")))
    with pytest.raises(NotSavedError):
        at.do((NIGHT, c.Note("Pale.")), record=True)
    assert log.writes[1].waits == [PATIENCE]


def test_a_record_in_mid_write_appears_when_it_is_written_and_not_before() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "stuck"
    with pytest.raises(NotSavedError, match=r"^Not saved yet: the disk is slow\. It will appear when it is written\.$"):
        at.do((NIGHT, c.Note("Pale.")), record=True)
    assert at.not_saved_since == START
    log.disk = "fine"
    at.do((NIGHT, c.Note("Better.")), record=False)
    at.settle()
    assert [x.text for x in at.stream(NIGHT).state.lines] == ["Better."]
    told: list[frozenset[StreamId]] = []
    at.listen(told.append)
    log.mend()
    at.settle()
    assert [x.text for x in at.stream(NIGHT).state.lines] == ["Pale.", "Better."]
    assert told == [frozenset({NIGHT})]
    assert at.not_saved_since is None


def test_a_record_in_mid_write_that_fails_and_is_tried_again_is_not_forgotten() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "stuck"
    with pytest.raises(NotSavedError):
        at.do((NIGHT, c.Note("Pale.")), record=True)
    log.writes[0].hangs, log.writes[0].error = False, "The disk is full."
    at.settle()
    assert at.not_saved_since == START
    assert at.stream(NIGHT).state.lines == ()
    log.mend()
    at.settle()
    assert [x.text for x in at.stream(NIGHT).state.lines] == ["Pale."]


TYPED = Typed(CommandId("typed"), "note ann")


def noted(at: Desk) -> list[str]:
    return [line.text for line in at.stream(NIGHT).state.lines]


def test_what_was_typed_and_is_on_its_way_is_the_same_when_it_is_given_again() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "stuck"
    for _ in range(3):
        with pytest.raises(NotSavedError, match="It will appear"):
            at.do((NIGHT, c.Note("Pale.")), record=True, typed=TYPED)
    log.mend()
    at.settle()
    assert at.do((NIGHT, c.Note("Pale.")), record=True, typed=TYPED) == TYPED.command
    assert noted(at) == [x.event.text for x in log.read(NIGHT)] == ["Pale."]


def test_what_was_typed_and_could_be_taken_back_is_given_again() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "full"
    with pytest.raises(NotSavedError, match="try again"):
        at.do((NIGHT, c.Note("Pale.")), record=True, typed=TYPED)
    log.mend()
    at.do((NIGHT, c.Note("Pale.")), record=True, typed=TYPED)
    assert noted(at) == ["Pale."]


def test_half_typed_words_are_forgotten_with_the_write_that_makes_an_entry_of_them() -> None:
    log = MemoryLog()
    at = desk(log)
    at.draft(TYPED.draft, "Pale.")
    log.disk = "stuck"
    with pytest.raises(NotSavedError):
        at.do((NIGHT, c.Note("Pale.")), record=True, typed=TYPED)
    assert at.drafts() == {TYPED.draft: "Pale."}
    log.mend()
    assert at.drafts() == {}


def test_a_fault_of_ours_in_a_late_write_is_said_once() -> None:
    log = MemoryLog()
    at = desk(log)
    log.disk = "slow"
    at.do((SPRING, NameCohort("A")))

    def broken(at_most: Millis) -> bool:
        raise TypeError

    log.writes[0].wait = broken  # type: ignore[method-assign] # the fault
    with pytest.raises(TypeError):
        at.settle()
    at.settle()
    assert at.not_saved_since is None


def test_not_saved_is_an_answer_people_see() -> None:
    assert issubclass(NotSavedError, KnownError)
