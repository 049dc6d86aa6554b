"""What the documents say of keys and pictures is so."""

import re
from pathlib import Path

import pytest

from kapcircle.ui.actions import ACTIONS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
SPELLED = {"Left": "←", "Right": "→", "Ctrl+Return": "Ctrl+Enter", ",": "(comma)", ".": "(point)"}


@pytest.mark.parametrize("key", [action.keys[0] for action in ACTIONS.values() if action.keys])
def test_the_tables_of_keys_have_every_one(key: str) -> None:
    rows = [line for line in GUIDE.splitlines() if line.startswith("|")]
    named = {word for line in rows for word in re.split(r"[\s,|`]+", line.replace("Ctrl+Enter |", "Ctrl+Enter"))}
    assert SPELLED.get(key, key) in named


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md"])
def test_every_picture_and_every_page_that_is_named_is_there(name: str) -> None:
    file = ROOT / name
    named = re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8"))
    missing = [x for x in named if not x.startswith("http") and not (file.parent / x).exists()]
    assert missing == []


def test_every_part_that_the_guide_leads_to_is_there() -> None:
    titles = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    heads = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= heads
