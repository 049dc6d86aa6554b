"""The page about safety is true: every requirement has its tests, and every file that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = (*range(1, 13), *range(14, 21), 25)


def told() -> dict[str, str]:
    """What the page says, by the number of the requirement."""
    parts = re.split(r"^### S(\d+) ", (ROOT / "docs/safety.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("number", NAMED)
def test_each_requirement_is_told_and_tested(number: int) -> None:
    part = told()[str(number)]
    for words in ("**Asks:**", "**Met in:**", "**Tests:**", "**Not met:**"):
        assert words in part
    named = re.findall(rf"tests/safety/test_s{number:02}_\w+\.py", part)
    found = [x for name in named for x in re.findall(rf"^def test_s{number:02}_", text(name), re.MULTILINE)]
    assert found


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there() -> None:
    names = re.findall(r"`((?:tests/)?[a-z_0-9]+/[\w/]+\.py)`", text("docs/safety.md"))
    assert len(names) > 60
    assert [x for x in names if not ((ROOT / x).is_file() or (ROOT / "kapcircle" / x).is_file())] == []


def test_what_is_not_built_is_said() -> None:
    assert "**Later.**" in told()["13"]
    assert "**Later.**" in told()["21"]
