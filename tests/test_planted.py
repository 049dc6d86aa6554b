"""Bugs that were planted to see whether the tests catch them, in every part of the program."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.planted_after import AFTER
from tests.planted_playing import PLAYING
from tests.planted_safety import SAFETY

HERE = Path(__file__).parents[1]
LONGEST = 400
"""Seconds that all tests that catch a bug may take together, on a machine with much else to do."""


@dataclass(frozen=True)
class Bug:
    """`right` in a file of the package becomes `wrong`; what must fail then is a file of tests, or one test of it."""

    file: str
    right: str
    wrong: str
    tests: str

    def plant(self, package: Path) -> None:
        path = package / self.file
        text = path.read_text(encoding="utf-8")
        assert text.count(self.right) == 1, f"{self.file}: there is no place any more for {self.right!r}"
        path.write_text(text.replace(self.right, self.wrong), encoding="utf-8")


TIMING, DUE, DECIDE = "core/session/timing.py", "core/session/due.py", "core/session/decide.py"
UNDO, STAGE, DESK = "core/undo.py", "desk/stage.py", "desk/desk.py"
PHASES, MIXER, BRIDGE = "core/session/phases.py", "engine/mixer.py", "ui/bridge.py"
COHORT = "core/cohort"
SCHEDULE, LIMITS, RECORDING = "core/session/schedule.py", "core/session/limits.py", "core/session/recording.py"
BUGS = {
    **{name: Bug(*places) for name, places in (AFTER | PLAYING | SAFETY).items()},
    "a yes counts for other words": Bug(
        f"{COHORT}/agreements.py", "max(taken) + 1", "s.version + 1", "core/test_community.py"
    ),
    "an intention is shared unasked": Bug(
        f"{COHORT}/intentions.py", "if where == session and x.shared}", "if where == session}", "core/test_community.py"
    ),
    "the hour of the day moves with the clocks": Bug(
        f"{COHORT}/layout.py", "(zone(first) - zone(later)) * MINUTE", "0", "core/test_laying_out.py"
    ),
    "another pod's people come too": Bug(
        f"{COHORT}/counting.py", "planned.pod is None or s.roster", "True or s.roster", "core/test_laying_out.py"
    ),
    "who left keeps their pod": Bug(
        f"{COHORT}/roster.py", "pod_of=_without(s.pod_of, person), left", "left", "core/test_cohort.py"
    ),
    "held time counts": Bug(
        TIMING, "actual(visit, now) - held(visit, now)", "actual(visit, now)", "core/session/test_timing.py"
    ),
    "a hold moves no cue": Bug(
        TIMING, "visit.entered + visit.held + offset", "visit.entered + offset", "core/session/test_due.py"
    ),
    "too little shrinks": Bug(
        TIMING, "-(-may * late // (most * 1000))", "(may * late // (most * 1000))", "core/session/test_timing.py"
    ),
    "time may go back": Bug(
        "core/session/evolve.py", "max(entry.happened, s.time)", "entry.happened", "core/session/test_evolve.py"
    ),
    "a late cue is made": Bug(DUE, "due.at >= now - LATEST", "due.at >= now - 2 * LATEST", "core/session/test_due.py"),
    "two seconds late is too late": Bug(
        DUE, "due.at >= now - LATEST", "due.at > now - LATEST", "core/session/test_due.py"
    ),
    "the medical lead cannot hush": Bug(
        DECIDE, "RUNNERS | {Role.MEDICAL_LEAD}", "RUNNERS", "core/session/test_roles.py"
    ),
    "a stranger is taken for the clock": Bug(
        "core/facts.py", "role is None and facts.actor.member == CLOCK", "role is None", "core/test_facts.py"
    ),
    "anybody may withdraw": Bug(
        RECORDING, "if by != facts.actor.member:", "if not by:", "core/session/test_recording.py"
    ),
    "undo takes back the clock": Bug(
        UNDO, "entry.by != CLOCK and entry.stamp.device", "entry.stamp.device", "core/test_undo.py"
    ),
    "undo leaves the called cue": Bug(UNDO, "x.event == e.CueFired(cue)", "x.event is None", "core/test_undo.py"),
    "an undone undo still counts": Bug("core/log.py", " and entry.command not in gone:", ":", "core/test_log.py"),
    "undo is a hard cut": Bug(STAGE, "max(heard.fade, least)", "heard.fade", "desk/test_conductor.py"),
    "light may jump": Bug(STAGE, "max(Millis(by - now), TOUCH)", "Millis(by - now)", "desk/test_stage.py"),
    "music is loud at once after a silence": Bug(
        "core/session/wanted.py", "max(quiet.fade, RETURN_FADE)", "quiet.fade", "core/session/test_wanted.py"
    ),
    "an emergency ends at once": Bug(
        "core/session/emergency.py",
        "return replace(over, murmur=Murmur(s.murmur.on, at, STAND_DOWN))",
        "return over",
        "core/session/test_evolve.py",
    ),
    "three tracks sound together": Bug(
        "core/playlist.py", "a.lasts // 2, b.lasts // 2", "a.lasts, b.lasts", "core/test_playlist.py"
    ),
    "a missing consent has an override": Bug(
        "core/gates.py",
        '"Ask the participant, with a witness.", hard=True)',
        '"Ask the participant, with a witness.")',
        "core/test_gates.py",
    ),
    "active psychosis is overridden": Bug(
        "core/gates.py", "words, ask, hard=True, clinical=True)", "words, ask, clinical=True)", "core/test_gates.py"
    ),
    "a clearance that ends on the day holds": Bug(
        "core/gates.py", "clearance_expires <= day", "clearance_expires < day", "core/test_gates.py"
    ),
    "what is not known about psychosis is reviewed away": Bug(
        "core/person/screening.py",
        "if answer.item.hard:\n        raise",
        "if not answer.item:\n        raise",
        "core/person/test_screening.py",
    ),
    "the board takes a withdrawal for nothing": Bug(
        "core/person/ready.py", 'if x["answer"] != "yes")', 'if x["answer"] == "no")', "core/test_gates.py"
    ),
    "a coordinator reads what is clinical": Bug(
        "views/readiness.py", "return role in CLINICAL", "return role is not None", "views/test_readiness.py"
    ),
    "a yes without a signature": Bug(
        "core/person/consents.py",
        "if not command.signature and not typed:",
        "if not command.signature and typed:",
        "core/person/test_consents.py",
    ),
    "a document is named and not kept": Bug(
        "store/log.py", "            for blob in batch.blobs:", "            for blob in ():", "store/test_blobs.py"
    ),
    "medicine starts through the gate": Bug(
        "core/session/decide.py",
        "        require_room(s, facts)\n",
        "        pass\n",
        "safety/test_properties.py",
    ),
    "a circle closes with somebody inside": Bug(
        "core/session/decide.py", "if stay := inside(s):", "if stay := []:", "safety/test_properties.py"
    ),
    "a moved record is lost": Bug(
        "core/session/recording.py",
        "    return (struck, _recorded(strike(s, struck), found.content, person, facts, record, found.by_hand))",
        "    return (struck,)",
        "core/session",
    ),
    "an emergency waits for whom it is read": Bug(
        "desk/remembered.py", "self._known[person] = at_hand(", "_ = at_hand(", "safety/test_s12_emergency.py"
    ),
    "near light is for anybody's mat": Bug(
        "desk/stage.py", "if near[1] in lamp.mats", "if lamp.mats", "safety/test_s12_emergency.py"
    ),
    "an incident is closed by an answer": Bug(
        "core/session/concerns.py", "x.kind is Kind.INCIDENT or ", "", "core/session/test_concerns.py"
    ),
    "a hush waits for the disk": Bug(DESK, "Millis(0) if urgent else PATIENCE", "PATIENCE", "desk/test_desk.py"),
    "a withdrawn record is written": Bug(DESK, "if record and saving.withdraw():", "if record:", "desk/test_desk.py"),
    "a checkpoint is off by one": Bug(
        "desk/stream.py", "if count % EVERY == 0:", "if count % EVERY == 1:", "desk/test_stream.py"
    ),
    "a merge loses the beginning": Bug(PHASES, "Visit(_begins(s, at))", "Visit(at)", "core/session/test_evolve.py"),
    "a cue that waited is lost": Bug(
        PHASES, "after + cue.pre_wait > carried", "after > carried", "core/session/test_due.py"
    ),
    "what is gone stays in its table": Bug(
        "desk/stream.py",
        "touched if part in old for r",
        "touched if part in old and part in new for r",
        "desk/test_stream.py",
    ),
    "a correction is lost on a full disk": Bug(
        "desk/conductor.py", "isinstance(command, RECORDS)", "isinstance(command, c.Note)", "desk/test_conductor.py"
    ),
    "what comes after an undo is not folded": Bug(
        "desk/stream.py", "unfold = unfold or late", "unfold = late", "desk/test_stream.py"
    ),
    "the clock jumps": Bug(
        "desk/clock.py", "+= max(0, floor - self.now())", "= max(self._start, floor)", "desk/test_clock.py"
    ),
    "a field has another name in the log": Bug(
        "core/session/events.py", '    reason: str = ""', '    why: str = ""', "store/test_golden.py"
    ),
    "true is a number": Bug(
        "store/codec.py", "value.__class__ is not int:", "not isinstance(value, int):", "store/test_codec.py"
    ),
    "what went into another file is believed to be saved": Bug(
        "store/writer.py",
        "write.maybe = True\n                self._check_place()",
        "write.maybe = True",
        "store/test_writer.py::test_a_write_that_got_through_before_the_error_is_not_written_twice",
    ),
    "weeks end with the year": Bug(
        "store/rotation.py",
        "tuple(day.isocalendar()[:2])",
        "(day.year, day.isocalendar()[1])",
        "store/test_backup.py::test_which_backups_are_kept",
    ),
    "the louder of two makes room": Bug(
        MIXER,
        "sorted(self._sides, key=lambda s: s.ramp.level)",
        "self._sides",
        "engine/test_mixer.py::test_where_a_third_piece_is_wished_the_quieter_of_two_makes_room",
    ),
    "the tone goes on when the curtain is down": Bug(
        MIXER,
        "np.broadcast_to(master * curtain, (n,))",
        "np.broadcast_to(master, (n,))",
        "engine/test_mixer.py::test_the_curtain_takes_the_tone_with_it",
    ),
    "light falls at once": Bug(
        "core/fading.py",
        "lightness(was) - lightness(now) <= fall",
        "True",
        "core/test_fading.py::test_a_stall_is_not_made_up_for_by_a_jump",
    ),
    "padding is damage": Bug(
        "engine/reader.py",
        "_SLACK = 0.1",
        "_SLACK = 0.0",
        "engine/test_reader.py::test_a_header_may_promise_a_little_more_than_there_is",
    ),
    "a late cue has the wrong hour": Bug(
        "views/timeline.py", "clock = exact(entry.happened", "clock = exact(entry.at", "views/test_timeline.py"
    ),
    "half a minute late is in time": Bug(
        "views/clockface.py", "shown >= 30_000", "shown > 30_000", "views/test_clockface.py"
    ),
    "the second sleep hides the first": Bug(BRIDGE, "Millis(self.away + gap)", "Millis(gap)", "ui/test_bridge.py"),
    "a check may come early for the next": Bug(
        SCHEDULE, "most = bisect_right(dues, at + grace)", "most = len(dues)", "core/session/test_schedule.py"
    ),
    "a struck reading settles a check": Bug(
        "core/record.py",
        "(x for x in records if x.struck is None)",
        "iter(records)",
        "core/session/test_schedule.py::test_a_struck_reading_settles_nothing",
    ),
    "clocks go by when it was written down": Bug(
        "core/record.py", "lambda x: (x.happened, x.stamp)", "lambda x: (x.at, x.stamp)", "core/test_contents.py"
    ),
    "a check is late as soon as it is due": Bug(
        SCHEDULE, "if now <= due + grace else", "if now < due + 1 else", "core/session/test_schedule.py"
    ),
    "what was missed is asked for for ever": Bug(
        SCHEDULE, "State.MISSED if n < last else", "State.MISSED if n < 0 else", "core/session/test_schedule.py"
    ),
    "not today ends the checks of whoever had medicine": Bug(
        SCHEDULE,
        "return started(seat) is not None or (",
        "return (started(seat) is not None or True) and (",
        "core/session/test_schedule.py",
    ),
    "a second check in place of the first does not count": Bug(
        SCHEDULE, "kept is None or (", "kept is None and (True or ", "core/session/test_schedule.py"
    ),
    "unsigned limits act": Bug(
        LIMITS,
        "    if not programme.limits_hold:\n        return ()\n    found =",
        "    found =",
        "core/session/test_limits.py",
    ),
    "a value at the limit is outside": Bug(
        LIMITS, "value > limit.high)", "value >= limit.high)", "core/session/test_limits.py"
    ),
    "any answer settles every alarm": Bug(
        LIMITS,
        "found.setdefault(answer.record, record)",
        "found.update(dict.fromkeys([x.stamp for x in records], record))",
        "core/session/test_limits.py",
    ),
    "before the dose the limits of after it hold": Bug(
        LIMITS, "first is None or order(record) < order(first)", "first is None", "core/session/test_limits.py"
    ),
    "a seat keeps the records of the one it was copied from": Bug(
        "core/session/state.py",
        "if kept is None or kept[0] is not self.records:",
        "if kept is None:",
        "core/session/test_random_days.py",
    ),
    "a reading that moves stays where it was": Bug(
        RECORDING,
        "    return (struck, _recorded(strike(s, struck), found.content, person, facts, record, found.by_hand))",
        "    return (_recorded(strike(s, struck), found.content, person, facts, record, found.by_hand),)",
        "core/session/test_recording.py",
    ),
    "a dose goes to whoever was chosen": Bug(
        "core/session/rules.py", "if given.mat != seat.mat:", "if given.mat == -1:", "core/session/test_recording.py"
    ),
    "the one who gives it is their own witness": Bug(
        "core/dose.py",
        "if x.given_by.strip().casefold() == x.witness.strip().casefold():",
        "if x.given_by == x.witness + x.site:",
        "core/test_contents.py",
    ),
    "touch is widened": Bug(
        "core/session/rules.py",
        "WIDENING.index(wanted) > WIDENING.index(now)",
        "WIDENING.index(wanted) > 9",
        "core/session/test_recording.py",
    ),
    "a double entry of one laptop and two people is not asked about": Bug(
        "core/session/concerns.py",
        "(a.by != b.by or a.stamp.device != b.stamp.device)",
        "a.stamp.device != b.stamp.device",
        "core/session/test_concerns.py",
    ),
    "covered, a value is on the seat": Bug(
        "views/seats.py",
        "_covered(view, x, now) if covered else _shown(",
        "_shown(view, x, s, now) if covered else _shown(",
        "views/test_seats.py",
    ),
    "a refused answer takes the question away": Bug(BRIDGE, "self.away = away\n", "pass\n", "ui/test_bridge.py"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and its tests, without what the machine makes of them."""
    folder = tmp_path_factory.mktemp("planted")
    junk = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for part in ("kapcircle", "tests", "resources", "db"):
        shutil.copytree(HERE / part, folder / part, ignore=junk)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught(copy: Path, name: str) -> None:
    bug = BUGS[name]
    path = copy / "kapcircle" / bug.file
    sound = path.read_bytes()
    bug.plant(copy / "kapcircle")
    try:
        ended = run(copy, bug.tests)
    finally:
        path.write_bytes(sound)
    assert "FAILED tests/" in ended.stdout, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.timeout(LONGEST + 60)
def test_without_a_bug_nothing_fails(copy: Path) -> None:
    ended = run(copy, *sorted({bug.tests for bug in BUGS.values()}), at_most=LONGEST)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def run(copy: Path, *tests: str, at_most: int = 100) -> "subprocess.CompletedProcess[str]":
    """The tests of the copy, with none of the settings of this run, and of its plugins the one for windows."""
    options = [
        "-x",
        "-q",
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
        "-p",
        "pytestqt.plugin",
        "-c",
        os.devnull,
        "--rootdir",
        str(copy),
    ]
    own = {"PYTHONPATH": str(copy), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)],
        cwd=copy,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=at_most,
        check=False,
    )
