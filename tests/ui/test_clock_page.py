"""The clock for others, from the settings to a tablet's browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kapcircle import places
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.desk import preflight
from kapcircle.desk.sharing import Shared
from kapcircle.drivers.clock_page import LanClock
from kapcircle.ui.dialogs.clock_page import ClockPageDialog
from tests import fakes, made_up
from tests.browser import browser, needs_chromium
from tests.ui import hands
from tests.ui.entered import Entered
from tests.ui.scene import MINUTES, Scene, Stage, texts


def dialog(scene: Scene) -> ClockPageDialog:
    assert scene.page.commands._own["clock-page"].act("") == ""
    QApplication.processEvents()
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ClockPageDialog) and w.isVisible()]
    return found


def page_of(scene: Scene) -> fakes.FakeClockPage:
    page = scene.house.fittings.clock_page
    assert isinstance(page, fakes.FakeClockPage)
    return page


@pytest.mark.usefixtures("dialogs_close")
class TestTheSheet:
    def test_it_is_off_until_an_address_is_chosen_and_then_shows_address_and_code(self, stage: Stage) -> None:
        scene = stage().running()
        assert page_of(scene).on is None
        sheet = dialog(scene)
        box = sheet.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        assert [box.itemText(n) for n in range(box.count())] == [
            "192.0.2.7, wlan0",
            "198.51.100.4, eth0",
            "127.0.0.1, this laptop only",
        ]
        hands.press(sheet, "Switch on")
        words = "\n".join(texts(sheet))
        assert "http://192.0.2.7:8040" in words
        assert "417 000" in words
        assert scene.preferences.get("clock page address") == "192.0.2.7"
        hands.press(sheet, "Switch off")
        assert page_of(scene).on is None
        assert "417 000" not in "\n".join(texts(sheet))
        hands.press(sheet, "Switch on")
        assert "417 007" in "\n".join(texts(sheet)), "another code each time"

    def test_what_stands_in_the_way_is_said_and_nothing_is_on(self, stage: Stage) -> None:
        scene = stage().running()
        page_of(scene).taken.add(9_000)
        sheet = dialog(scene)
        for port, said in (("9000", "port 9000, cannot be used"), ("nine", "“nine” is none")):
            hands.type_in(sheet, "Port", port)
            hands.press(sheet, "Switch on")
            assert said in "\n".join(texts(sheet))
            assert page_of(scene).on is None

    def test_without_a_network_it_says_so(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        scene = stage().running()
        monkeypatch.setattr(fakes.FakeClockPage, "addresses", lambda _: ())
        sheet = dialog(scene)
        hands.press(sheet, "Switch on")
        assert "This laptop is in no network now." in "\n".join(texts(sheet))

    @pytest.mark.parametrize("address", ["192.0.2.107", "2001:db8:85a3:8d3:1319:8a2e:370:7348"])
    @pytest.mark.parametrize("scale", [1.0, 2.0])
    def test_what_is_to_be_typed_is_whole_at_every_text_size(self, stage: Stage, scale: float, address: str) -> None:
        scene = stage(scale=scale).running()
        page_of(scene).on = Shared(address, 8040, "417000")
        sheet = dialog(scene)
        place = sheet._place
        assert place.text().replace("\N{ZERO WIDTH SPACE}", "") == Shared(address, 8040, "").place
        assert place.height() >= place.heightForWidth(place.width())
        longest = max(place.text().split("\N{ZERO WIDTH SPACE}"), key=len)
        assert place.fontMetrics().horizontalAdvance(longest) <= place.width()
        assert "Clock page on, open on no device yet." in "\n".join(texts(sheet))

    def test_the_foot_of_the_window_says_that_it_is_on_and_on_how_many_devices(self, stage: Stage) -> None:
        scene = stage().running()
        assert "Clock page" not in "\n".join(texts(scene.window))
        hands.press(dialog(scene), "Switch on")
        page_of(scene).on = Shared("192.0.2.7", 8040, "417000", readers=1)
        scene.pass_(100)
        assert "Clock page on, open on 1 device" in "\n".join(texts(scene.window))
        page_of(scene).on = Shared("192.0.2.7", 8040, "417000", trouble="This laptop no longer has the address.")
        scene.pass_(100)
        assert "▲ Clock page: This laptop no longer has the address." in "\n".join(texts(scene.window))


def test_nothing_is_told_while_it_is_off_and_the_circle_while_it_is_on(stage: Stage) -> None:
    scene = stage().running()
    page = page_of(scene)
    assert page.shown == []
    page.open("192.0.2.7", 8040)
    scene.pass_(100)
    scene.pass_(60_000)
    assert len(page.shown) == 1, "what only moves on is not told again"
    scene.do(c.Hold("Juniper needs air"))
    scene.pass_(100)
    assert [told.mark for told in page.shown] == ["", "held"]
    assert "Juniper" not in repr(page.shown)


def test_before_the_circle_opens_it_has_the_hour_and_the_first_phase(stage: Stage) -> None:
    scene = stage()
    page_of(scene).open("192.0.2.7", 8040)
    scene.pass_(100)
    (told,) = page_of(scene).shown
    assert (told.phase, told.next, told.under) == ("Not open yet", "Arrival", "until 09:05")


def test_an_alias_in_the_name_of_a_phase_stays_on_the_laptop(stage: Stage) -> None:
    scene = stage(rundown=Rundown((made_up.phase("Juniper speaks", 40), made_up.phase("For mara", 5))))
    scene.do(c.Open())
    page_of(scene).open("192.0.2.7", 8040)
    scene.pass_(100)
    assert [(told.phase, told.next) for told in page_of(scene).shown] == [("[…] speaks", "For mara")]


def test_covered_it_goes_on_and_with_the_house_it_ends(stage: Stage) -> None:
    scene = stage().running()
    page_of(scene).open("192.0.2.7", 8040)
    scene.bridge.cover()
    scene.pass_(100)
    assert page_of(scene).on is not None
    scene.house.shut()
    assert page_of(scene).on is None


def test_the_preflight_says_that_it_is_on() -> None:
    assert preflight.clock_page(None) == ()
    (on,) = preflight.clock_page(Shared("192.0.2.7", 8040, "417000"))
    assert (on.good, on.words) == (True, "on at http://192.0.2.7:8040: phase and clock, and no name")
    assert "417000" not in on.words
    (gone,) = preflight.clock_page(Shared("192.0.2.7", 8040, "417000", trouble="This laptop no longer has it."))
    assert gone.good is False


def test_an_address_of_the_sixth_version_is_typed_in_brackets() -> None:
    assert Shared("fd00::2", 8040, "1").place == "http://[fd00::2]:8040"


@pytest.fixture
def lan(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Scene, LanClock]]:
    made: list[LanClock] = []

    def now() -> Instant:
        return scene.clock.now()

    def real(*_: object) -> LanClock:
        made.append(LanClock(places.resources() / "clock_page", now))
        return made[-1]

    monkeypatch.setattr(fakes, "FakeClockPage", real)
    scene = stage()
    scene.running()
    yield scene, made[-1]
    made[-1].close()


@pytest.mark.alone
@needs_chromium
def test_go_on_the_laptop_is_on_the_tablet_within_a_second(
    lan: tuple[Scene, LanClock], qtbot: QtBot, tmp_path: Path
) -> None:
    scene, page = lan
    shared = page.open("127.0.0.1", 0)
    scene.pass_(100)
    with browser(tmp_path) as tablet:
        tablet.go(shared.place)
        tablet.type_code(shared.code)
        tablet.until(lambda: tablet.text("phase") == "Peak")
        assert tablet.text("time") in {"30:00", "29:59", "29:58"}
        for wide, high in ((360, 640), (640, 360), (768, 1024), (1280, 800)):
            tablet.photograph(tmp_path / "tablet.png", wide, high)
            beyond = "[document.body.scrollWidth - innerWidth, document.body.scrollHeight - innerHeight]"
            assert max(tablet.ask(beyond)) <= 0, f"all of it is in sight on {wide} x {high}"
        scene.press("Space", scene.page)
        scene.pass_(2 * MINUTES)
        scene.press("Space", scene.page)  # the first GO was the bowl
        scene.pass_(100)
        assert scene.session.leg.phase.name == "Return"
        assert tablet.until(lambda: tablet.text("phase") == "Return") < 1
        scene.do(c.Extend(Millis(5 * MINUTES)))
        scene.pass_(100)
        assert tablet.until(lambda: tablet.text("under") == "left of 25:00") < 1
        scene.do(c.Close())
        scene.pass_(100)
        assert tablet.until(lambda: tablet.text("phase") == "The circle is over") < 1
        assert tablet.errors == []


def test_the_address_that_was_chosen_is_chosen_again(stage: Stage) -> None:
    scene = stage(kept={"clock page address": "198.51.100.4", "clock page port": "9001"}).running()
    sheet = ClockPageDialog(scene.bridge, scene.preferences, scene.window)
    hands.press(sheet, "Switch on")
    assert page_of(scene).on == Shared("198.51.100.4", 9001, "417000")
    sheet.reject()


def test_it_ends_when_the_vault_is_locked(entered: Entered) -> None:
    page = entered.house.fittings.clock_page
    page.open("192.0.2.7", 8040)
    entered.program.lock()
    assert page.shared() is None
