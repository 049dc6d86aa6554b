"""What an emergency needs is held in memory: it is there when the disk is not."""

from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import PersonId, SessionId, StreamId, stream_of
from kapcircle.core.person.contacts import Escort, Escorts, SetEscorts
from kapcircle.core.person.identity import SetAlias
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.person.preparation import NameRide
from kapcircle.desk.remembered import Remembered
from tests.fakes import house
from tests.memory import MemoryLog
from tests.safety.rooms import LEAD

WREN, HERON = PersonId("wren"), PersonId("heron")


def test_it_is_gathered_once_and_follows_who_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = house(MemoryLog()).desk
    desk.do((stream_of("person", WREN), SetAlias("Wren")))
    held = Remembered(desk)
    held.gather([WREN])
    assert held.people[WREN].alias == "Wren"
    desk.do((stream_of("person", WREN), SetCareNotes(CareNotes("nuts"))), facts=desk.facts(actor=LEAD))
    assert held.people[WREN].allergies == "nuts"
    desk.do((stream_of("person", HERON), SetAlias("Heron")))
    assert HERON not in held.people
    held.forget()
    assert held.people == {}


def test_who_cannot_be_read_is_on_the_card_without_more(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = house(MemoryLog()).desk
    held = Remembered(desk)

    def gone(_: StreamId) -> Any:
        raise KnownError("The disk does not answer.")

    monkeypatch.setattr(desk, "stream", gone)
    held.gather([WREN])
    assert held.people[WREN].alias == ""


def test_who_takes_them_home_is_who_was_named_for_the_session() -> None:
    desk = house(MemoryLog()).desk
    wren, session = stream_of("person", WREN), SessionId("s1")
    desk.do((wren, SetEscorts(Escorts(Escort("Ben Probe", "0660 222")))))
    held = Remembered(desk)
    held.gather([WREN], session)
    assert held.people[WREN].escorts == (("Ben Probe", "0660 222"),)
    desk.do((wren, NameRide(session, "taxi", "Ana Probe", "0660 333")))
    assert held.people[WREN].escorts == (("Ana Probe", "0660 333"), ("Ben Probe", "0660 222"))
