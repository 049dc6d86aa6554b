"""Who is at the desk: entries are by them, rules ask for their role, and PINs end with the circle."""

import pytest

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, SessionId
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.words import Undo
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.desk.rehearsal import obey
from tests.fakes import FakeKeyring, house
from tests.made_up import MARA, START, small_rundown
from tests.memory import MemoryLog

JON = Actor(MemberId("jon"), Role.COTHERAPIST)
CORA = Actor(MemberId("cora"), Role.COORDINATOR)
MARAS, JONS, CORAS = "402917", "830164", "591826"


@pytest.fixture
def here(log: MemoryLog) -> House:
    """Mara has opened the vault and has a PIN; Jon and Cora may come in."""
    made = house(log)
    for member, name, role in ((MARA, "Mara", MARA.role), (JON, "Jon", JON.role), (CORA, "Cora", CORA.role)):
        assert role is not None
        made.staff.add(member.member, name, role)
    keyring(made).known = {"jon's own words": JON, "cora's own words": CORA}
    made.staff.admit(MARA, MARAS)
    return made


def keyring(here: House) -> FakeKeyring:
    assert isinstance(here.fittings.keyring, FakeKeyring)
    return here.fittings.keyring


def circle(here: House) -> tuple[SessionId, Conductor]:
    session = here.planning.plan_session(here.planning.begin_cohort("Spring"), "Medicine 1", START, small_rundown())
    conductor = here.circle(session)
    conductor.do(c.Open())
    return session, conductor


def come_in(here: House, words: str, pin: str) -> None:
    here.staff.admit(here.staff.recognise(words), pin)


def pins(here: House) -> list[str]:
    """Who has a PIN."""
    return list(here.shift.members)


def writers(log: MemoryLog, session: SessionId) -> list[str]:
    return [x.by for name, entries in log.entries.items() if session in name for x in entries]


def test_what_is_done_after_a_switch_is_by_the_other(here: House, log: MemoryLog) -> None:
    session, conductor = circle(here)
    come_in(here, "jon's own words", JONS)
    before = len(writers(log, session))
    conductor.do(c.Note("humming"))
    here.staff.switch(MARA.member, MARAS)
    conductor.do(c.Note("quiet"))
    here.staff.switch(JON.member, JONS)
    conductor.do(c.Next())
    assert writers(log, session)[before : before + 3] == ["jon", "mara", "jon"]


def test_the_rules_ask_for_the_role_of_whoever_sits_there(here: House) -> None:
    session, conductor = circle(here)
    come_in(here, "cora's own words", CORAS)
    with pytest.raises(Refused, match="Go: this is for the co-therapist or facilitator"):
        conductor.do(c.Go())
    assert here.session(session).at == 0
    here.staff.switch(MARA.member, MARAS)
    conductor.do(c.Go())
    assert here.session(session).at == 1


def test_a_wrong_pin_or_passphrase_leaves_the_desk_to_whom_it_was(here: House) -> None:
    with pytest.raises(KnownError, match="Wrong passphrase"):
        here.staff.recognise("not it")
    with pytest.raises(KnownError, match="Wrong passphrase"):
        here.staff.recognise("jon's own words", CORA.member)
    with pytest.raises(Refused, match="too easy"):
        come_in(here, "jon's own words", "123456")
    with pytest.raises(Refused, match="passphrase first"):
        here.staff.switch(JON.member, JONS)
    with pytest.raises(Refused, match="4 tries left"):
        here.staff.switch(MARA.member, JONS)
    assert here.staff.acting == MARA


def test_who_is_ready_stands_in_the_order_of_the_staff(here: House) -> None:
    come_in(here, "cora's own words", CORAS)
    come_in(here, "jon's own words", JONS)
    here.staff.admit(Actor(MemberId("a guest"), Role.MEDICAL_LEAD), "770021")
    assert here.staff.ready == ("mara", "jon", "cora", "a guest")


def test_pins_end_with_the_circle_and_a_later_change_of_it_ends_no_others(here: House) -> None:
    session, conductor = circle(here)
    assert pins(here) == ["mara"], "opening forgets none"
    conductor.do(c.Close())
    assert not pins(here)
    come_in(here, "jon's own words", JONS)
    conductor.do(c.Note("went well"))
    assert pins(here) == ["jon"]
    obey(conductor, Undo())
    conductor.do(c.Close())
    assert not pins(here)
    assert here.running() != session


def test_pins_end_with_a_circle_that_was_found_running(log: MemoryLog, here: House) -> None:
    session, _ = circle(here)
    again = house(log)
    conductor = again.circle(session)
    again.staff.admit(MARA, MARAS)
    conductor.do(c.Close())
    assert not pins(again)


def test_pins_end_when_the_vault_is_locked(here: House) -> None:
    here.shut()
    assert not pins(here)


# --- leaving ---


def test_who_leaves_has_neither_passphrase_nor_pin_and_their_name_stays(here: House) -> None:
    come_in(here, "jon's own words", JONS)
    here.staff.switch(MARA.member, MARAS)
    here.staff.remove(JON.member)
    assert (list(here.staff.members), here.staff.ready) == (["mara", "cora"], ("mara",))
    assert keyring(here).gone == [JON.member]
    assert here.practice.staff[JON.member].name == "Jon"
    here.staff.add(JON.member, "Jon", Role.COTHERAPIST)
    assert JON.member in here.staff.members


@pytest.mark.parametrize("error", [KnownError("The disk is full."), Refused("Jon is the last.")])
def test_who_cannot_be_locked_out_stays_on_the_list(
    here: House, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(_: MemberId) -> None:
        raise error

    monkeypatch.setattr(keyring(here), "remove", remove)
    with pytest.raises(type(error)):
        here.staff.remove(JON.member)
    assert JON.member in here.staff.members


def test_a_removal_that_a_crash_cut_short_is_finished_by_asking_again(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(here.desk, "do", broken)
        with pytest.raises(RuntimeError):
            here.staff.remove(JON.member)
    assert keyring(here).gone == [JON.member], "who cannot be removed from the list can open nothing all the same"
    here.staff.remove(JON.member)
    assert keyring(here).gone == [JON.member]
    assert JON.member not in here.staff.members


def broken(*_: object) -> None:
    raise RuntimeError


def test_nobody_is_locked_out_by_one_who_may_not(here: House) -> None:
    come_in(here, "jon's own words", JONS)
    with pytest.raises(Refused, match="Removing staff"):
        here.staff.remove(CORA.member)
    with pytest.raises(Refused, match="Changing the staff"):
        here.staff.permit()
    assert keyring(here).gone == []


def test_another_signs_one_record_by_pin_and_nobody_leaves_the_desk(here: House) -> None:
    here.shift.admit(JON, JONS)
    with pytest.raises(Refused, match="4 tries left"):
        here.staff.sign(JON.member, MARAS)
    assert (here.staff.sign(JON.member, JONS), here.staff.acting) == (JON, MARA)
    with pytest.raises(Refused, match="Give your passphrase first"):
        here.staff.sign(CORA.member, CORAS)


def test_what_the_one_at_the_desk_may_write_down_stands_in_anothers_name(here: House) -> None:
    assert (here.staff.on_behalf(JON.member), here.staff.acting) == (JON, MARA)
    with pytest.raises(Refused, match="not on the staff"):
        here.staff.on_behalf(MemberId("nobody"))
