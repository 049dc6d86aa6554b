"""Programmes that are worked on: drafts survive, signatures stay with what is kept, nothing is lost by a refusal."""

from dataclasses import replace

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.desk.bench import Bench
from kapcircle.desk.house import House
from kapcircle.views.programme_work import Work
from tests.fakes import house
from tests.made_up import MARA
from tests.memory import MemoryLog

IRIS = Actor(MemberId("iris"), Role.MEDICAL_LEAD)


@pytest.fixture
def here(log: MemoryLog) -> House:
    made = house(log)
    for actor, name in ((MARA, "Mara"), (IRIS, "Dr Iris")):
        assert actor.role is not None
        made.staff.add(actor.member, name, actor.role)
    made.programmes.save(made.programmes.template("Small programme"))
    return made


def only(bench: Bench) -> Work:
    (work,) = bench.works
    return work


def changed(bench: Bench, **how: object) -> Programme:
    work = only(bench)
    now = replace(work.now, **how)  # type: ignore[arg-type] # fields of a programme
    bench.put(work.turned_into(now))
    return now


def test_what_was_changed_is_there_after_a_crash(here: House, log: MemoryLog) -> None:
    now = changed(Bench(here.programmes), medicine_cap=9, about="Half-typed.")
    again = Bench(house(log).programmes)
    assert only(again).now == now
    assert only(again).kept == here.programmes.kept[0]
    again.put(Work(only(again).kept, here.programmes.kept[0]))
    assert not only(Bench(house(log).programmes)).changed, "back to what is kept: no draft any more"


def test_a_new_one_is_there_after_a_crash_and_gone_when_dropped(here: House, log: MemoryLog) -> None:
    bench = Bench(here.programmes)
    bench.take(here.programmes.copy(here.programmes.kept[0]))
    again = Bench(house(log).programmes)
    assert [x.kept is None for x in again.works] == [False, True]
    assert again.work(again.works[1].now.id) is again.works[1]
    assert again.work(None) is None
    again.drop(again.works[1])
    assert len(Bench(house(log).programmes).works) == 1


def test_changes_are_dropped(here: House) -> None:
    bench = Bench(here.programmes)
    changed(bench, about="No.")
    bench.drop(only(bench))
    assert not only(bench).changed


def test_a_refusal_loses_nothing(here: House, log: MemoryLog) -> None:
    bench = Bench(here.programmes)
    now = changed(bench, weeks=0)
    with pytest.raises(Refused, match="1 to 104 weeks"):
        bench.save(only(bench))
    assert only(bench).now == now
    assert only(Bench(house(log).programmes)).now == now


def test_what_is_saved_is_no_draft_any_more(here: House, log: MemoryLog) -> None:
    bench = Bench(here.programmes)
    changed(bench, about="Ours.")
    bench.save(only(bench))
    assert (only(bench).kept, only(bench).changed) == (here.programmes.kept[0], False)
    assert here.programmes.kept[0].version == 2
    assert here.programmes.drafts() == {}


def test_a_signature_is_of_what_is_kept_and_changes_stay_changes(here: House) -> None:
    here.desk.actor = IRIS
    bench = Bench(here.programmes)
    bench.sign(here.programmes.kept[0])
    assert here.programmes.kept[0].limits_hold
    assert not only(bench).changed
    changed(bench, about="More.")
    bench.withdraw(here.programmes.kept[0], "A slip.")
    assert only(bench).changed
    assert only(bench).now.about == "More."
    assert not here.programmes.kept[0].limits_hold


def test_an_older_version_is_brought_back(here: House) -> None:
    bench = Bench(here.programmes)
    first = here.programmes.kept[0]
    changed(bench, about="Second.")
    bench.save(only(bench))
    bench.bring_back(only(bench), 1)
    assert replace(only(bench).now, version=1) == first
    bench.save(only(bench))
    assert here.programmes.kept[0] == replace(first, version=3)
