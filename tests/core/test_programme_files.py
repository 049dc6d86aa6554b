"""Programmes as data in files: strict in reading, and the same again when written and read."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.app.fit import programmes, rundown_templates
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MINUTE, Millis, ProgrammeId
from kapcircle.core.programme import SETTING, Cited, Programme, RatioBand, Signed
from kapcircle.core.programme_files import FIGURES, read_draft, read_programme, write_draft, write_programme
from tests.made_up import MARA, START, small_programme

SMALL = small_programme("x")
SHIPPED = {name: make(lambda: "x") for name, make in programmes().items()}


def read(data: object) -> Programme:
    return read_programme("day.json", data, lambda: "x")


def written(**changed: Any) -> dict[str, Any]:
    return {**write_programme(SMALL), **changed}


def test_what_is_written_is_read_as_the_same_programme() -> None:
    bands = (RatioBand(6, 0.5), RatioBand(4))
    whole = replace(SMALL, ratio=bands, sources=(Cited("weeks", "A paper"),), unseen=Millis(450_000))
    through = json.loads(json.dumps(write_programme(whole)))
    assert through["unseen"] == 7.5
    assert read(through) == whole


def test_a_signature_does_not_travel() -> None:
    signed = replace(SMALL, version=4, signed=Signed(MARA.member, "Mara", START))
    assert read(write_programme(signed)) == SMALL
    assert "Mara" not in json.dumps(write_programme(signed))


@given(st.integers(1, 24 * 60), st.integers(1, 60), st.integers(3, 6))
def test_any_figures_come_back(minutes: int, grace: int, cap: int) -> None:
    vitals = replace(SMALL.vitals, every=Millis(61 * MINUTE), grace=Millis(grace * MINUTE))
    some = replace(SMALL, minimum_observation=Millis(minutes * MINUTE), medicine_cap=cap, vitals=vitals)
    assert read(write_programme(some)) == some


def test_what_is_left_out_is_as_in_any_programme() -> None:
    assert read({"name": "Bare", "source": SETTING}) == Programme(ProgrammeId("x"), "Bare")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "day.json: must be an object with name, about, source,"),
        ({"name": "Bare"}, "day.json: source: is missing."),
        (written(dose=1), "day.json: dose: not known. Known are name, about,"),
        (written(name=" "), "day.json: name: must be words, not ' '."),
        (written(weeks=2.5), "day.json: weeks: must be a whole number from 0 to 10000, not 2.5."),
        (written(weeks=True), "day.json: weeks: must be a whole number"),
        (written(medicine_cap=7), "day.json: medicine_cap: Outline: the cap of medicine sessions is 3 to 6, not 7."),
        (written(unseen="10"), "day.json: unseen: must be a number from 0 to 1440, not '10'."),
        (written(unseen=float("nan")), "day.json: unseen: must be a number from 0 to 1440, not nan."),
        (written(unseen=True), "day.json: unseen: must be a number"),
        (written(aldrete_percent=1), "day.json: aldrete_percent: must be true or false, not 1."),
        (written(equipment="Oxygen"), "day.json: equipment: must be a list, not 'Oxygen'."),
        (written(equipment=["Oxygen", ""]), "day.json: equipment[1]: must be words, not ''."),
        (written(sources=[]), "day.json: sources: must be an object with the source of each figure, not []."),
        (written(sources={"pulse": "x"}), "day.json: sources.pulse: not known. Known are weeks,"),
        (written(sources={"weeks": ""}), "day.json: sources.weeks: must be words, not ''."),
        (written(limits=[3]), "day.json: limits[0]: must be an object with measure, moment,"),
        (
            written(limits=[{"measure": "mood"}]),
            "day.json: limits[0].moment: is missing.",
        ),
        (
            written(clocks=[{"route": "nasal", "onset": 5, "peak": 9, "back": 60, "source": "x"}]),
            "day.json: clocks[0].route: must be IM or sublingual or oral or IV, not 'nasal'.",
        ),
        (
            written(vitals={"after": [15, "30"], "source": "x"}),
            "day.json: vitals.after[1]: must be a number from 0 to 1440, not '30'.",
        ),
        (
            written(vitals={"after": [30, 15], "source": "x"}),
            "day.json: vitals.after: Vitals: the minutes after the dose must rise from above 0, and are 30, 15.",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_file_and_key(data: object, words: str) -> None:
    with pytest.raises(KnownError) as error:
        read(data)
    assert str(error.value).startswith(words)


def test_a_draft_keeps_what_is_wrong_with_it_and_which_version_it_was_edited_from() -> None:
    draft = replace(SMALL, version=3, weeks=0, medicine_cap=9)
    assert read_draft(SMALL.id, json.loads(json.dumps(write_draft(draft)))) == draft


@pytest.mark.parametrize("data", [3, {}, {"programme": {}, "version": 1}, {"programme": written(), "version": "x"}])
def test_a_draft_of_no_use_is_said(data: object) -> None:
    with pytest.raises(KnownError, match="draft"):
        read_draft(SMALL.id, data)


# what is shipped

TEMPLATES = {
    "Twelve-week community of practice": 3,
    "Six-week group (Robison 2023)": 3,
    "Seven-week group for burnout": 3,
    "Six-week group (Flynn 2025)": 3,
    "Ten meetings (Sacred Wellness)": 3,
    "Three-day retreat": 2,
    "Two-day retreat": 2,
    "Every two weeks (Journey Clinical)": 6,
    "Three weekly IM sessions (feasibility trial)": 3,
    "Four guided sessions (Field Trip)": 4,
    "Six infusions, then CBT": 6,
}
KINDS = {"treatment", "ketamine", "touch", "group confidentiality", "recording", "data and research", "42 CFR Part 2"}


def test_the_templates_are_these() -> None:
    assert {name: x.medicine_sessions for name, x in SHIPPED.items()} == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_programme_is_unsigned_and_each_figure_that_stands_alone_has_a_source(name: str) -> None:
    programme = SHIPPED[name]
    assert programme.signed is None
    assert programme.about
    assert {x.figure for x in programme.sources} == set(FIGURES)
    assert read(json.loads(json.dumps(write_programme(programme)))) == programme


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_source_cites_or_says_that_it_is_a_setting(name: str) -> None:
    """It names a paper, a label, a trial, a web page, a protocol or a score; or it says who chose the figure."""
    cites = ("doi ", "label", "trial", "registration", ".com", ".care", ".cn", ".org", "Psychother", "score")
    programme = SHIPPED[name]
    parts: tuple[Any, ...] = (
        *programme.sessions,
        *programme.limits,
        *programme.doses,
        *programme.clocks,
        *programme.ratio,
        *programme.follow_ups,
        *programme.instruments,
        *programme.screening,
        *programme.sources,
        programme.vitals,
        programme.integration,
        programme.boosters,
        programme.maintenance,
    )
    for part in parts:
        assert SETTING in part.source.lower() or any(x in part.source for x in cites), part


@pytest.mark.parametrize("name", TEMPLATES)
def test_limits_are_named_as_examples(name: str) -> None:
    limits = SHIPPED[name].limits
    assert len(limits) == 11
    assert all(x.source.startswith("EXAMPLE, inert until signed. ") for x in limits)


@pytest.mark.parametrize("name", TEMPLATES)
def test_consents_screening_room_and_follow_up_are_there(name: str) -> None:
    programme = SHIPPED[name]
    assert {x.kind for x in programme.consents} == KINDS
    for consent in programme.consents:
        assert consent.text.startswith("Example text: your counsel's wording goes here.")
        assert consent.teach_back
    assert [x.key for x in programme.screening if x.hard] == ["psychosis"]
    assert next(x for x in programme.screening if x.key == "substance use").unless
    assert len(programme.equipment) >= 5
    assert programme.follow_ups[0].name == "Next day"
    known = {*rundown_templates(), ""}
    assert {x.rundown for x in programme.sessions} <= known
