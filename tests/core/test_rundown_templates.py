import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import CueId, Millis, PhaseId
from kapcircle.core.rundown import AtOffset, Cue, End, Look, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.core.rundown_templates import read_template

SHIPPED = Path(__file__).parents[2] / "resources" / "rundowns"
LOOKS = {file.stem for file in (SHIPPED.parent / "looks").glob("*.json")}


def fresh() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id{next(numbers)}"


def template(**phase: Any) -> dict[str, Any]:
    whole = {"name": "Peak", "minutes": 15, "source": "programme setting", **phase}
    return {"name": "Day", "about": "A day.", "source": "programme setting", "phases": [whole]}


def read(data: object) -> Rundown:
    return read_template("day.json", data, fresh())


def test_a_phase_says_all_that_a_template_knows() -> None:
    cues = [
        {"look": "dusk", "fade": 600},
        {"look": "dawn", "at": 7.5},
        {"silence": True},
        {"silence": 2, "fade": 20, "go": True},
        {"prompt": "Breathe", "at": 0},
    ]
    data = template(end="advance", group="Medicine", note="Quiet", shrink=5, cues=cues)
    assert read(data).phases == (
        Phase(
            PhaseId("id1"),
            "Peak",
            Millis(900_000),
            End.ADVANCE,
            "Medicine",
            note="Quiet",
            shrink=Millis(300_000),
            cues=(
                Cue(CueId("id2"), "dusk", Look("dusk", Millis(600_000))),
                Cue(CueId("id3"), "dawn", Look("dawn"), AtOffset(Millis(450_000))),
                Cue(CueId("id4"), "Silence", Silence()),
                Cue(CueId("id5"), "Silence", Silence(Millis(120_000), Millis(20_000)), OnGo()),
                Cue(CueId("id6"), "Breathe", Prompt("Breathe"), AtOffset(Millis(0))),
            ),
        ),
    )


def test_what_a_phase_leaves_out_is_as_in_any_plan() -> None:
    assert read(template()).phases == (Phase(PhaseId("id1"), "Peak", Millis(900_000)),)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "day.json: must be an object with about, name, phases, source."),
        ({**template(), "dose": 1}, "day.json: dose: not known."),
        ({**template(), "name": " "}, "day.json: name: must be words, not ' '."),
        ({**template(), "about": 3}, "day.json: about: must be words, not 3."),
        ({**template(), "source": None}, "day.json: source: must be words"),
        ({**template(), "phases": []}, "day.json: phases: must be a list of phases."),
        ({**template(), "phases": {}}, "day.json: phases: must be a list of phases."),
        ({**template(), "phases": ["x"]}, "day.json: phases[0]: must be an object with"),
        (template(name=""), "day.json: phases[0].name: must be words"),
        (template(source=""), "day.json: phases[0].source: must be words"),
        (template(note=7), "day.json: phases[0].note: must be words, not 7."),
        (template(minutes=0), "day.json: phases[0].minutes: must be a number above 0, up to 1440, not 0."),
        (template(minutes=1441), "phases[0].minutes: must be a number"),
        (template(minutes="15"), "phases[0].minutes: must be a number"),
        (template(minutes=True), "phases[0].minutes: must be a number"),
        (template(shrink=16), "day.json: phases[0].shrink: must be a number from 0 to 15, not 16."),
        (template(end="stop"), "day.json: phases[0].end: must be hold, offer or advance, not 'stop'."),
        (template(colour="red"), "day.json: phases[0]: colour: not known. Known are cues, end,"),
        (template(cues={}), "day.json: phases[0].cues: must be a list of cues."),
        (template(cues=["x"]), "day.json: phases[0].cues[0]: must be an object"),
        (template(cues=[{}]), "day.json: phases[0].cues[0]: must have one of look, silence, prompt."),
        (template(cues=[{"look": "dusk", "prompt": "x"}]), "phases[0].cues[0]: must have one of"),
        (template(cues=[{"look": "dusk"}, {"look": 3}]), "day.json: phases[0].cues[1].look: must be words, not 3."),
        (template(cues=[{"prompt": ""}]), "phases[0].cues[0].prompt: must be words"),
        (template(cues=[{"silence": False}]), "phases[0].cues[0].silence: must be a number"),
        (template(cues=[{"look": "dusk", "fade": -1}]), "phases[0].cues[0].fade: must be a number from 0 to 86400"),
        (template(cues=[{"look": "dusk", "at": 16}]), "phases[0].cues[0].at: must be a number from 0 to 15, not 16."),
        (template(cues=[{"look": "dusk", "at": 1, "go": True}]), "phases[0].cues[0]: comes at a time or on GO"),
        (template(cues=[{"look": "dusk", "go": False}]), "phases[0].cues[0].go: must be true, or left out."),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(data: object, words: str) -> None:
    with pytest.raises(KnownError) as said:
        read(data)
    assert words in str(said.value)


@pytest.mark.parametrize(
    ("file", "name", "minutes"),
    [
        ("group-im-day.json", "Group IM day", 330),
        ("preparation-meeting.json", "Preparation meeting", 90),
        ("integration-meeting.json", "Integration meeting", 90),
        ("open-circle.json", "Open circle", 90),
    ],
)
def test_the_shipped_templates_can_be_run(file: str, name: str, minutes: int) -> None:
    data = json.loads((SHIPPED / file).read_text("utf-8"))
    rundown = read_template(file, data, fresh())
    assert data["name"] == name
    assert rundown.planned == minutes * 60_000
    assert all(phase.note for phase in rundown.phases)
    looks = [cue.content.name for phase in rundown.phases for cue in phase.cues if isinstance(cue.content, Look)]
    assert set(looks) <= LOOKS


def test_ceremony_and_acknowledgement_are_phases_like_any_other() -> None:
    rundown = read_template("x", json.loads((SHIPPED / "open-circle.json").read_text("utf-8")), fresh())
    assert {"Acknowledgement", "Ceremony"} <= {phase.name for phase in rundown.phases}


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.json")), ids=lambda file: file.stem)
def test_every_figure_has_a_source_and_no_dose_is_named(file: Path) -> None:
    text = file.read_text("utf-8")
    data = json.loads(text)
    assert "programme setting" in data["source"]
    assert all("programme setting" in phase["source"] for phase in data["phases"])
    assert not [word for word in ("mg", "dose ", "ketamine ", "ml") if f" {word}" in text.casefold()]


def test_readings_on_the_medicine_day_fall_where_the_template_has_them() -> None:
    rundown = read_template("x", json.loads((SHIPPED / "group-im-day.json").read_text("utf-8")), fresh())
    before = sum(phase.planned for phase in rundown.phases[:5])
    assert before == 120 * 60_000
    marks, into = [], -before
    for phase in rundown.phases:
        for cue in phase.cues:
            if isinstance(cue.content, Prompt) and cue.content.text.startswith("Readings"):
                after = cue.trigger.after if isinstance(cue.trigger, AtOffset) else 0
                marks.append((into + after) // 60_000)
        into += phase.planned
    assert marks == [15, 30, 40, 60, 120]
