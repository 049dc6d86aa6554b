"""An emergency in a real vault whose folder has gone: it is stamped, and the card says what a caller is asked for.

A contact that is due after the session stands in its table, for lists that know nothing of the session.
"""

import time
from pathlib import Path

import pytest

from kapcircle.app.vaults import furnish
from kapcircle.core.details import Details
from kapcircle.core.dose import DoseGiven
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, stream_of
from kapcircle.core.person.needs import CareNotes, SetCareNotes
from kapcircle.core.programme import Route
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.views.emergency import card
from tests.fakes import SilentRoom
from tests.made_up import START, small_rundown
from tests.memory import FakeClock
from tests.store.vaults import make

pytestmark = pytest.mark.usefixtures("unhurried")

LEAD = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
GIVEN = DoseGiven(Route.IM, 50, "left deltoid", "L1", "Jonas", "Ana", "Wren", 1)


def test_the_folder_of_the_vault_is_gone_and_the_card_is_there(tmp_path: Path) -> None:
    vault = make(tmp_path / "practice")
    house = furnish(vault, FakeClock(), lambda _: SilentRoom())
    cohort = house.planning.begin_cohort("Harbour")
    wren = house.planning.enrol(cohort, "Wren")
    notes = SetCareNotes(CareNotes("nuts", ("an inhaler",)))
    house.desk.do((stream_of("person", wren), notes), facts=house.desk.facts(actor=LEAD))
    house.name_practice(Details("Circle house", "Hafen 1", "144"))
    session = house.planning.plan_session(cohort, "Medicine", START, small_rundown())
    circle = house.circle(session)
    circle.do(c.Open())
    circle.do(c.Record(GIVEN, wren), LEAD)
    assert [row["person"] for row in house._rows("session_dose")] == [wren]

    (tmp_path / "practice").rename(tmp_path / "away")
    circle.do(c.Emergency(wren))
    now = house.desk.clock.now()
    shown = card(circle.session, house.practice.details, house.remembered.people, wren, now, lambda _: 0)
    said = dict(shown.lines)
    assert (shown.number, shown.address, shown.name) == ("144", "Hafen 1", "Wren")
    assert (said["allergies"], said["medication"]) == ("nuts", "an inhaler")
    assert said["dose"].startswith("50 mg IM")
    circle.do(c.WholeRoom())
    assert circle.session.lit == now
    (tmp_path / "away").rename(tmp_path / "practice")
    while house.desk.not_saved_since is not None:  # the store looks for its disk once a second
        time.sleep(0.05)
        house.desk.settle()
    house.shut()
    vault.lock()
