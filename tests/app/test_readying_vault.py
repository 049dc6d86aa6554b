"""People made ready in a real vault: documents outlast closing, and the board is what the streams say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kapcircle.app.vaults import codec, furnish
from kapcircle.core.ids import DAY, Instant
from kapcircle.core.person.documents import DocumentKind
from kapcircle.core.person.screening import Said
from kapcircle.desk.house import House
from kapcircle.desk.stream import fold_rows
from kapcircle.store.check import check
from kapcircle.store.vault import Vault, unlock
from tests.core import people as p
from tests.fakes import SilentRoom
from tests.made_up import START
from tests.memory import FakeClock
from tests.store.test_plaintext import readable
from tests.store.vaults import NOW, PASSPHRASE, make

pytestmark = pytest.mark.usefixtures("unhurried")

STROKES = (((0.1, 0.5), (0.4, 0.2), (0.9, 0.8)),)
SECRET = b"the lighthouse keeper wept"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = make(tmp_path)
    yield made
    made.lock()


def house_of(vault: Vault) -> House:
    house = furnish(vault, FakeClock(), lambda _: SilentRoom())
    house.readying.programme_of = lambda _: p.PROGRAMME
    return house


def test_what_was_recorded_is_there_after_the_vault_was_closed(vault: Vault, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_bytes(SECRET)
    house = house_of(vault)
    cohort = house.planning.begin_cohort("Harbour")
    wren, heron = (house.planning.enrol(cohort, alias) for alias in ("Wren", "Heron"))
    session = house.planning.plan_session(cohort, "Medicine", p.SESSION_DAY)
    readying = house.readying
    readying.screen(wren, p.answers(liver=Said.YES), START)
    readying.clear(wren, "Dr Far Away", START, Instant(START + 30 * DAY), "", outside=True)
    readying.consent(wren, p.TREATMENT, (True, True), START, yes=True, strokes=STROKES, witness="Jonas")
    readying.consent(heron, p.TREATMENT, (False, False), START, yes=False)
    readying.attach(wren, str(letter), DocumentKind.RECORD)
    readying.name_ride(wren, session, "Taxi", "Reed", "01234 567890")
    letter.unlink()
    before = {row.alias: row.gaps for row in readying.board(session)}
    assert before == {alias: readying.gaps(who, session) for alias, who in (("Wren", wren), ("Heron", heron))}
    assert readable(tmp_path) == []
    house.shut()
    assert readable(tmp_path) == []

    again = unlock(vault.path, PASSPHRASE, Instant(NOW + DAY))
    assert check(again, codec(), fold_rows).all == []
    house = house_of(again)
    assert {row.alias: row.gaps for row in house.readying.board(session)} == before
    person = house.readying.person(wren)
    (document,) = person.documents.records
    assert house.readying.open_document(wren, document.what).body == SECRET
    given = person.consents.given("treatment")
    assert given is not None
    assert house.readying.strokes(given.signature) == STROKES
    paper = tmp_path / "consent.pdf"
    house.printouts.save(house.readying.consent_paper(wren, "treatment", lambda _: 0), str(paper))
    assert paper.read_bytes().startswith(b"%PDF")
    house.shut()
    again.lock()
