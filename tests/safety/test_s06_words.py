"""S6: prompts are prompts: no word that the program ships monitors, diagnoses, advises a dose or tells how to treat."""

import ast
import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kapcircle import places
from kapcircle.core.session import commands as c
from kapcircle.exports.pdf import Head, Prose, paper
from kapcircle.ui import marks
from kapcircle.ui.pages.settings import SettingsPage
from kapcircle.views.banner import NO_MONITOR, REMINDS
from tests.core.caring import HIGH
from tests.ui import hands
from tests.ui.recording import GIVEN, Hand, follow, staffed
from tests.ui.scene import Stage

ROOT = Path(__file__).parents[2]
SHOWN = ("README.md", "docs/guide.md")

FORBIDDEN = {
    "claims to monitor": r"\balarms\b|\w alarm\b|\balarm [a-z]|\bmonitor\w*|\bsurveill\w*"
    r"|\bdetects?\b|\bdetected\b|\bkeeps? (you|them|everyone) safe\b",
    "diagnoses": r"\bdiagnos\w*|\bsuffers? from\b|\b(has|have|having) (depression|ptsd|an anxiety|a disorder)\b"
    r"|\bpathologic\w*|\bpsychotic\b|\bhypertensi\w*|\bhypox\w*|\btachycard\w*|\bbradycard\w*",
    "advises a dose": r"\b(next|usual|recommended|suggested|proposed|safe|correct|maxim\w+|starting|ideal) dose\b"
    r"|\b(increase|reduce|raise|lower|double|halve|repeat|titrate|adjust|skip) (the |their |this )?dose\b"
    r"|\bdose (is |was )?too (high|low)\b|\bstart low\b|\boverdos\w*|\bunderdos\w*|\bup to \d+ ?mg\b",
    "tells how to treat": r"\badminister\w*|\binject (it|them|the|\d)|\bwithhold\b|\b(should|must) be given\b"
    r"|\bgive (them|him|her|the (person|participant)) (oxygen|medicine|a dose|\d|midazolam|labetalol|ondansetron)"
    r"|\bgive (oxygen|medicine|midazolam|labetalol|ondansetron|\d+ ?m?g)\b"
    r"|\bstop (the )?(medicine|infusion|drip|drug|dose|treatment|session)\b|\btreat(ed)? with\b",
    "promises or frightens": r"\bsafe to\b|\bguarantee\w*|\bcures?\b|\bproven\b"
    r"|\bnormal (range|value|pressure|pulse)s?\b|\bcritical\b|\bdangerous\b|\blife-threatening\b|\bpanic!\b",
}
"""By what it would be, the words that would be it."""

ALLOWED = {
    "It is not a monitor, and not a medical device.": "says that it is none",
    "KapCircle is not a monitor.": "says that it is none",
    "It gives no dose advice, no diagnosis and no alarm you may rely on": "says that it does none of these",
    "Spravato REMS monitoring form": "the name of a source",
    "Are there psychotic symptoms now": "a question that a clinician asks and answers",
    "Active psychotic symptoms are an exclusion": "why that question is asked, and its source",
    "something you avoid that is not dangerous": "what a practice is for, chosen with a therapist",
    "a dangerous rhythm": "a question that a clinician asks and answers, in words that a participant knows",
}
"""What reads like one of these and is none, by its words, and why."""

SIGNS = {
    "▲": "wants an answer, or is missing",
    "■": "stands in the way, and nobody overrides it",
    "✓": "is there, or was done",
    "●": "yes, or is on",
    "○": "not yet",
    "◐": "paused",
    "♪": "music",
    "☀": "light",
    "▸": "a phase begins",
    "↶": "taken back",
    "↻": "the same music once more",
    "°": "degrees",
    "█": "how far a rehearsal is, on the command line",
    "\N{REPLACEMENT CHARACTER}": "what no reader of a sheet could read",
}
"""Every sign in a text, and what it stands for: none for how somebody is."""

SHAPES = frozenset(
    (
        *("alarm", "late", "due", "unseen", "coming", "double", "lost", "distress", "notice", "refused", "good"),
        *("held", "soon", "over", "music", "silence", "look", "prompt", "back", "forward", "new", "folder", "file"),
        *("no touch", "ask", "hand", "shoulder"),
    )
)
"""Every shape that is drawn, by name."""


def in_python(path: Path) -> Iterator[str]:
    """Every string of a module that is no docstring; what is put into one is a gap."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
        if isinstance(node, ast.JoinedStr):
            silent.update(x for x in node.values if isinstance(x, ast.Constant))
            yield "".join(str(x.value) if isinstance(x, ast.Constant) else "…" for x in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


def in_json(value: Any) -> Iterator[str]:
    """Every text in a file of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from in_json(each)


def shipped() -> Iterator[tuple[str, str]]:
    """Every text that the program may show, and where it stands."""
    for path in sorted((ROOT / "kapcircle").rglob("*.py")):
        yield from ((str(path.relative_to(ROOT)), words) for words in in_python(path))
    for path in sorted((ROOT / "resources").rglob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        yield from ((str(path.relative_to(ROOT)), words) for words in in_json(read))
    for path in sorted((ROOT / "resources").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as sheet:
            yield from ((str(path.relative_to(ROOT)), cell) for line in csv.reader(sheet) for cell in line)
    for name in SHOWN:
        yield from ((name, words) for words in (ROOT / name).read_text(encoding="utf-8").split("\n\n"))


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return list(shipped())


def hits(texts: list[tuple[str, str]], pattern: str) -> list[tuple[str, str, str]]:
    return [
        (where, found[0], " ".join(words.split()))
        for where, words in texts
        for found in re.finditer(pattern, words, re.IGNORECASE)
    ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_s06_no_shipped_word_does(texts: list[tuple[str, str]], what: str) -> None:
    found = hits(texts, FORBIDDEN[what])
    assert [x for x in found if not any(allowed in x[2] for allowed in ALLOWED)] == []


def test_s06_what_is_allowed_is_still_said(texts: list[tuple[str, str]]) -> None:
    found = [x for pattern in FORBIDDEN.values() for x in hits(texts, pattern)]
    assert [allowed for allowed in ALLOWED if not any(allowed in x[2] for x in found)] == []


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("claims to monitor", "KapCircle monitors everybody."),
        ("claims to monitor", "Choose the alarm."),
        ("claims to monitor", "Alarms"),
        ("diagnoses", "Diagnosis: hypertension"),
        ("advises a dose", "Usual dose: 60 mg"),
        ("advises a dose", "Reduce the dose"),
        ("tells how to treat", "Stop the infusion"),
        ("tells how to treat", "Give oxygen"),
        ("tells how to treat", "Administer 5 mg"),
        ("promises or frightens", "Critical: 180/110"),
    ],
)
def test_s06_such_a_word_would_be_found(what: str, words: str) -> None:
    assert hits([("somewhere", words)], FORBIDDEN[what])


def test_s06_every_part_of_the_program_is_read(texts: list[tuple[str, str]]) -> None:
    for part in ("core", "views", "ui", "desk", "exports", "app", "drivers", "engine", "store"):
        assert any(where.startswith(f"kapcircle/{part}/") for where, _ in texts)
    for words in (
        "Tell the medical lead now.",
        "… min late",
        "It is not a monitor, and not a medical device.",
    ):
        assert any(words in said for _, said in texts), words


def test_s06_every_sign_in_a_text_is_one_whose_meaning_is_known(texts: list[tuple[str, str]]) -> None:
    """No heart, no cross, no warning sign, no face: a new sign is put into this list, or it is none."""
    found = {sign for _, words in texts for sign in words if unicodedata.category(sign) in {"So", "Co"}}
    assert found == set(SIGNS)


def test_s06_every_shape_that_is_drawn_is_one_whose_meaning_is_known() -> None:
    assert set(marks.SHAPES) == SHAPES


def test_s06_the_settings_say_what_it_is_not(stage: Stage) -> None:
    scene = stage(people=1)
    page = SettingsPage(scene.bridge, scene.preferences)
    scene.window.show_pages([page], "Settings")
    assert REMINDS in hands.shown(page)


def test_s06_every_page_of_paper_says_it() -> None:
    body = paper(Head("Harbour circle", "Made up"), [Prose("Words.\n\n" * 80)], places.resources() / "fonts")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(body), strict=True).pages]
    assert len(pages) > 1
    assert all(REMINDS in page for page in pages)


def test_s06_whatever_wants_an_answer_says_that_it_is_a_reminder(stage: Stage) -> None:
    scene = staffed(stage(people=12))
    follow(scene)
    hand = Hand(scene)
    scene.do(c.Record(GIVEN, scene.who("Ash")))
    scene.do(c.Record(HIGH, scene.who("Ash")))
    hand.types("3A")
    assert "161/98 at 09:25, outside 160/100. Tell the medical lead." in hand.shown
    assert NO_MONITOR in hand.shown
