"""Looks of the practice at the desk: made, used in plans, taken back, and tried on the lamps."""

import json
from dataclasses import replace

import pytest

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import CohortId, LampId, MemberId, Millis, SessionId
from kapcircle.core.light import LookDesign
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Look, Rundown
from kapcircle.core.session import commands as c
from kapcircle.desk.house import House
from kapcircle.desk.on_lamps import ASK, LASTS, NOBODY
from kapcircle.desk.orders import Lights, Order, Show
from tests.fakes import SilentRoom, house
from tests.made_up import START, cue, phase
from tests.memory import FakeClock, MemoryLog

MOSS = LookDesign("moss", 0.25, (0.5, 1.0, 0.25))
ONE = LampId("lamp-1")


class Desk:
    """A house with a room for circles and lamps beside it; each says what it was told."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.circle_room, self.lamps = SilentRoom(), SilentRoom()
        self.opened = 0
        self.log = MemoryLog()
        self.house = self.again()
        self.spring = self.house.planning.begin_cohort("Spring")
        self.session = self.plan("Night", "ember")

    def again(self) -> House:
        """As after a restart."""
        return house(self.log, self.clock, lambda _: self.circle_room, lamps=self._light)

    def _light(self, _: object) -> SilentRoom:
        self.opened += 1
        return self.lamps

    def plan(self, name: str, look: str) -> SessionId:
        """A session whose first phase calls a look as it begins."""
        return self.house.planning.plan_session(
            CohortId(self.spring), name, START, Rundown((phase("Arrival", 5, cue("a", Look(look))),))
        )

    def run(self) -> "Desk":
        """The circle runs."""
        self.circle = self.house.circle(self.session)
        self.circle.begin()
        self.circle.do(c.Open())
        self.circle_room.told.clear()
        return self

    @property
    def shows(self) -> list[tuple[float, int]]:
        """What light the room of the circle was told: the brightest lamp, and the fade."""
        return [(max(x.level for x in o.levels), o.fade) for o in self.circle_room.told if isinstance(o, Show)]

    def tries(self) -> bool:
        return self.house.trying.on

    def told(self, room: SilentRoom) -> list[Order]:
        told = list(room.told)
        room.told.clear()
        return told


@pytest.fixture
def at() -> Desk:
    return Desk()


class TestMaking:
    def test_a_new_look_can_be_planned_and_is_there_after_a_restart(self, at: Desk) -> None:
        at.house.looks.save(MOSS)
        assert [x.level for x in at.house.looks.all.values()] == sorted(x.level for x in at.house.looks.all.values())
        assert at.house.opening.plan(at.session).looks == tuple(at.house.looks.all)
        assert at.again().looks.all["moss"].level == 0.25

    def test_a_shipped_one_is_overridden_and_given_back(self, at: Desk) -> None:
        shipped = at.house.looks.all["ember"]
        at.house.looks.save(replace(shipped, level=0.4), "ember")
        assert at.house.looks.own("ember")
        assert at.house.looks.shipped("ember")
        assert at.house.looks.all["ember"].level == 0.4
        at.house.looks.remove("ember")
        assert at.house.looks.all["ember"] == shipped

    def test_a_name_is_given_once_however_it_is_written(self, at: Desk) -> None:
        with pytest.raises(Refused, match="There is already a look called “ember”"):
            at.house.looks.save(replace(MOSS, name=" Ember"))
        assert at.house.looks.free("ember") == "ember 2"
        assert at.house.looks.free("moss") == "moss"

    def test_where_a_look_is_used_is_told_and_keeps_its_name(self, at: Desk) -> None:
        for name in ("Two", "Three", "Four"):
            at.plan(name, "ember")
        assert at.house.looks.used("ember") == ("Night, Arrival", "Two, Arrival", "Three, Arrival", "Four, Arrival")
        assert at.house.looks.used("dusk") == ()
        with pytest.raises(
            Refused, match=r"in use and keeps its name: Night, Arrival; Two, .*; and 1 more\. Duplicate"
        ):
            at.house.looks.save(replace(MOSS, name="glow"), "ember")

    def test_everything_is_taken_back_in_turn_and_brought_back(self, at: Desk) -> None:
        at.house.looks.save(MOSS)
        hung = at.house.room.lamps
        moved = (replace(hung[0], place=0.9, depth=0.1, role="key"), *hung[1:])
        at.house.looks.save_room(replace(at.house.room, lamps=moved))
        at.house.looks.save_room(at.house.room)  # the same is nothing to take back
        at.house.looks.undo()
        assert at.house.room.lamps == hung
        at.house.looks.undo()
        assert [*at.house.looks.all].count("moss") == 0
        at.house.looks.redo()
        assert [*at.house.looks.all].count("moss") == 1
        assert at.house.planning.visit.latest.place.cohort == at.spring, "the plans of cohorts have their own"

    def test_who_may(self, at: Desk) -> None:
        at.house.desk.actor = Actor(MemberId("x"), Role.MEDICAL_LEAD)
        assert not at.house.looks.may_make
        for act in (
            lambda: at.house.looks.save(MOSS),
            lambda: at.house.looks.read("x.json"),
            lambda: at.house.try_look(MOSS),
        ):
            with pytest.raises(Refused, match="this is for the"):
                act()
        assert at.opened == 0


class TestFiles:
    def test_looks_go_to_another_room_by_the_roles_of_its_lamps(self, at: Desk) -> None:
        lamps = at.house.room.lamps
        at.house.looks.save_room(replace(at.house.room, lamps=(replace(lamps[0], role="key"), *lamps[1:])))
        at.house.looks.save(replace(MOSS, levels={ONE: 0.6}))
        at.house.looks.write("hall.json")
        there = Desk()
        there.house.fittings.papers.files.update(at.house.fittings.papers.files)  # type: ignore[attr-defined]
        other = there.house.room.lamps
        there.house.looks.save_room(replace(there.house.room, lamps=(*other[:7], replace(other[7], role="Key"))))
        copied = there.house.looks.read("hall.json")
        assert copied.missing == ()
        there.house.looks.take_in(copied.designs)
        assert there.house.looks.all["moss"].levels == {LampId("lamp-8"): 0.6}
        assert not there.house.looks.own("ember"), "what is the same already is not written"
        there.house.looks.undo()
        assert "moss" not in there.house.looks.all

    def test_a_name_that_is_written_otherwise_is_the_same_look(self, at: Desk) -> None:
        at.house.looks.take_in((LookDesign("Ember", 0.33),))
        assert at.house.looks.all["ember"].level == 0.33

    @pytest.mark.parametrize(
        ("body", "words"), [(b"{", "this is no file of looks"), (b"[]", "these are no looks of a room")]
    )
    def test_what_is_no_file_of_looks_is_named(self, at: Desk, body: bytes, words: str) -> None:
        at.house.fittings.papers.save("x.json", body)
        with pytest.raises(KnownError, match=f"x.json: {words}"):
            at.house.looks.read("x.json")

    def test_a_file_has_no_mats_no_patch_and_no_address(self, at: Desk) -> None:
        at.house.looks.write("hall.json")
        data = json.loads(at.house.fittings.papers.files["hall.json"])  # type: ignore[attr-defined]
        assert set(data) == {"room", "lamps", "looks"}
        assert set(data["lamps"][0]) == {"id", "name", "role", "place", "depth"}


class TestWhileACircleRuns:
    def test_editing_tells_the_room_nothing(self, at: Desk) -> None:
        at.run()
        at.house.looks.save(replace(at.house.looks.all["ember"], level=0.9), "ember")
        lamps = at.house.room.lamps
        moved = (replace(lamps[0], place=0.4, depth=0.1, role="key"), *lamps[1:])
        at.house.change_lamps(lambda: at.house.looks.save_room(replace(at.house.room, lamps=moved)))
        at.circle.tick()
        assert at.told(at.circle_room) == []
        at.circle.do(c.CallLook("dusk", Millis(1_000)))
        at.circle.do(c.CallLook("ember", Millis(1_000)))
        assert at.shows[-1][0] < 0.5, "called again, it is as the circle opened with it"

    def test_asked_for_it_comes_by_a_fade_and_outlives_a_restart_and_an_undo_takes_it_back(self, at: Desk) -> None:
        at.run()
        before = at.house.looks.all["ember"].level
        at.clock.at += 60_000
        circle = at.house.circle(at.session)
        circle.begin()
        at.clock.at += 60_000
        at.circle_room.told.clear()
        circle.do(c.TakeLook(LookDesign("ember", 0.5)))
        assert at.shows == [(0.5, 5_000)]
        assert at.again().session(at.session).plan.designs[-1] == LookDesign("ember", 0.5)
        at.circle_room.told.clear()
        circle.undo()
        assert at.shows == [(before, 10_000)]

    def test_nothing_is_tried_unasked_and_asked_it_comes_and_goes_by_a_fade(self, at: Desk) -> None:
        at.run()
        at.clock.at += 60_000
        with pytest.raises(Refused, match=ASK):
            at.house.try_look(MOSS)
        assert at.told(at.circle_room) == []
        at.house.try_look(MOSS, asked=True)
        assert at.shows == [(0.25, 3_000)]
        assert at.tries()
        assert at.opened == 0, "the lamps are the circle's"
        at.circle_room.told.clear()
        at.house.trying.end()
        assert at.shows == [(at.house.looks.all["ember"].level, 3_000)]

    def test_the_circle_has_its_lamps_back_when_it_wants_them(self, at: Desk) -> None:
        at.run()
        at.house.try_look(MOSS, asked=True)
        assert at.house.trying.left(at.clock.now()) == LASTS
        at.circle.do(c.CallLook("day"))
        assert at.house.trying.left(at.clock.now()) == 0
        at.circle_room.told.clear()
        at.house.trying.end()
        assert at.told(at.circle_room) == []

    def test_a_circle_that_nobody_sits_at_is_left_alone(self, at: Desk) -> None:
        at.run()
        after = at.again()
        with pytest.raises(Refused) as refusal:
            after.try_look(MOSS, asked=True)
        assert str(refusal.value) == NOBODY


class TestTryingWithoutACircle:
    def test_it_has_lamps_of_its_own_and_leaves_them_dark(self, at: Desk) -> None:
        at.house.try_look(replace(MOSS, levels={ONE: 0.6}))
        (show,) = at.told(at.lamps)
        assert isinstance(show, Show)
        assert [x.level for x in show.levels] == [0.6, *[0.25] * 7]
        assert show.fade == 3_000
        at.house.try_look(replace(MOSS, level=0.0))
        (again,) = at.told(at.lamps)
        assert isinstance(again, Show)
        assert {x.level for x in again.levels} == {at.house.room.floor}, "never darker than the room allows"
        assert at.opened == 1
        at.house.trying.end()
        assert at.lamps.closed == 3_000
        assert not at.tries()

    def test_it_ends_by_itself(self, at: Desk) -> None:
        at.house.try_look(MOSS)
        at.clock.at += LASTS - 1
        at.house.trying.tick()
        assert at.tries()
        at.clock.at += 1
        at.house.trying.tick()
        assert not at.tries()
        at.house.trying.tick()

    def test_it_ends_before_a_circle_has_the_lamps_and_when_the_house_is_left(self, at: Desk) -> None:
        at.house.try_look(MOSS)
        at.house.circle(at.session)
        assert not at.tries()
        at.house.get_up()
        at.house.try_look(MOSS)
        at.house.shut()
        assert not at.tries()

    def test_lamps_that_do_not_answer_are_told(self, at: Desk) -> None:
        at.house.try_look(MOSS)
        at.lamps.says.append(Lights("sacn", answers=False, why="Nobody answers."))
        at.house.trying.tick()
        assert at.house.trying.trouble == "Nobody answers."
        at.lamps.says.append(Lights("sacn", answers=True))
        at.house.trying.tick()
        assert at.house.trying.trouble == ""

    def test_a_circle_that_waits_has_its_light_back(self, at: Desk) -> None:
        circle = at.house.circle(at.session)
        circle.begin()
        at.circle_room.told.clear()
        at.house.try_look(MOSS)
        assert at.shows == [(0.25, 3_000)]
        at.circle_room.told.clear()
        at.house.trying.end()
        assert [fade for _, fade in at.shows] == [3_000]
