"""What follows the sessions in a real vault: the lists after it was closed are those before, and a plan is a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.ids import DAY, Instant
from kapcircle.core.person.care import Means, RecordContact
from kapcircle.desk.house import House
from kapcircle.desk.stream import fold_rows
from kapcircle.store.check import check
from kapcircle.store.vault import Vault, unlock
from tests.after import After
from tests.fakes import SilentRoom
from tests.memory import FakeClock
from tests.store.test_plaintext import readable
from tests.store.vaults import NOW, PASSPHRASE, make


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


def test_what_was_recorded_is_there_after_the_vault_was_closed(vault: Vault, tmp_path: Path) -> None:
    clock = FakeClock()
    house: House = furnish(vault, clock, lambda _: SilentRoom())
    after = After(house, clock)
    after.at(24)
    care, wren = house.aftercare, after.wren
    due = next(x for x in care.planned(wren) if x.name == "Next day")
    now = Instant(clock.at)
    made = RecordContact(due.key, due.name, Means.PHONE, "Mara", now, "the lighthouse keeper wept", safety=False)
    care.contact(wren, made)
    slots = care.propose(wren, after.medicine, ["slow-walk", "craving-wave"], lambda _: 60)
    care.plan(wren, after.medicine, slots, "Mara, 0660 1234567")
    care.practised(wren, after.medicine, 1, done=True)
    care.ask(wren, "One more.")
    before = (care.due(), care.waiting(), care.in_window(after.cohort), care.exposure(wren))
    assert [x.alias for x in before[0]] == ["Heron"]
    assert readable(tmp_path) == []
    house.shut()

    again = unlock(vault.path, PASSPHRASE, Instant(NOW + DAY))
    assert check(again, codec(), fold_rows).all == []
    house = furnish(again, FakeClock(clock.at), lambda _: SilentRoom())
    care = house.aftercare
    assert (care.due(), care.waiting(), care.in_window(after.cohort), care.exposure(wren)) == before
    paper, calendar = tmp_path / "plan.pdf", tmp_path / "plan.ics"
    house.printouts.save(care.plan_paper(wren, after.medicine, lambda _: 60), str(paper))
    house.printouts.save(care.calendar_file(wren, after.medicine, "Europe/Vienna"), str(calendar))
    assert paper.read_bytes().startswith(b"%PDF")
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == len(slots)
    house.shut()
    again.lock()
