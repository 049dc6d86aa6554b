"""A plan of practices on paper, read again with another program's reader."""

import io

from pypdf import PdfReader

from kapcircle import places
from kapcircle.app.fit import boosters
from kapcircle.core.boosters import STOP, lay
from kapcircle.core.ids import DAY, Instant, SessionId
from kapcircle.core.person.boosting import BoostersPlanned
from kapcircle.exports import practice_pdf
from kapcircle.views.practices import PracticeSheet, practice_sheet
from tests.made_up import START

FONTS = places.resources() / "fonts"
SHIPPED = {x.key: x for x in boosters()}
CALL = "Mara, 0660 1234567"


def sheet(*keys: str) -> PracticeSheet:
    at = tuple(Instant(START + n * DAY) for n in range(1, 5))
    plan = BoostersPlanned(SessionId("s1"), "0198", 0, lay([SHIPPED[x] for x in keys], at), (), CALL)
    return practice_sheet("Harbour & co", "Wren", plan, SHIPPED, lambda _: 60)


def read(body: bytes) -> str:
    pages = PdfReader(io.BytesIO(body), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_days_and_every_practice_with_its_steps_stand_on_paper() -> None:
    said = read(practice_pdf.write(sheet("slow-walk", "craving-wave"), FONTS))
    assert "Harbour & co" in said
    assert said.count("2027-01-1") == 4
    assert "Sat 2027-01-16" in said
    for key in ("slow-walk", "craving-wave"):
        for words in (SHIPPED[key].title, SHIPPED[key].about, *SHIPPED[key].steps):
            assert words in said
    assert said.count(f"{STOP} {CALL}") == 3, "above, and under each practice"


def test_every_shipped_practice_can_be_printed() -> None:
    at = tuple(Instant(START + n * DAY) for n in range(len(SHIPPED)))
    plan = BoostersPlanned(SessionId("s1"), "0198", 0, lay(tuple(SHIPPED.values()), at), (), CALL)
    said = read(practice_pdf.write(practice_sheet("Harbour", "Wren", plan, SHIPPED, lambda _: 60), FONTS))
    assert all(words in said for x in SHIPPED.values() for words in (x.title, *x.steps))


def test_no_practice_is_parted_by_a_page() -> None:
    shipped = sheet(*SHIPPED)
    pages = PdfReader(io.BytesIO(practice_pdf.write(shipped, FONTS)), strict=True).pages
    told = [" ".join(page.extract_text().split()) for page in pages]
    for practice in shipped.practices:
        assert any(practice.title in page and practice.steps[-1] in page for page in told), practice.title


def test_a_practice_that_is_not_shipped_any_more_keeps_its_title() -> None:
    at = (Instant(START + DAY),)
    slots = lay([SHIPPED["slow-walk"]], at)
    plan = BoostersPlanned(SessionId("s1"), "0198", 0, slots, (), CALL)
    said = read(practice_pdf.write(practice_sheet("Harbour", "Wren", plan, {}, lambda _: 60), FONTS))
    assert "A slow walk, 20 min" in said


def test_the_same_plan_is_always_the_same_bytes() -> None:
    assert practice_pdf.write(sheet("slow-walk"), FONTS) == practice_pdf.write(sheet("slow-walk"), FONTS)
