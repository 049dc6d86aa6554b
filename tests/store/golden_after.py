"""What follows the sessions of a person, as it is kept for ever: values of `golden.jsonl`."""

from typing import Any

from kapcircle.core.aftercare import Held
from kapcircle.core.boosters import Slot
from kapcircle.core.ids import Device, Instant, Millis, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.person import boosting, care, maintenance

DAY_ONE, DAY_TWO = Instant(1_800_000_000_000), Instant(1_815_552_000_000)
SLOTS = (
    Slot(1, DAY_ONE, "slow-walk", "A slow walk", Millis(1_200_000)),
    Slot(2, DAY_TWO, "craving-wave", "Watching a wave of craving", Millis(600_000)),
)

AFTER: tuple[Any, ...] = (
    *(care.ContactMade("", "A call", means, "Mara") for means in care.Means),
    care.ContactMade("next day:s1", "Next day", care.Means.PHONE, "Mara", "Slept well.", True, "Dr. Ilić"),
    care.ContactMissed("next day:s1", "Next day", care.Means.PHONE, "Mara", "No answer."),
    care.ContactClosed("follow-up:k1:One month", "One month", "Has moved away."),
    boosting.BoostersPlanned(SessionId("s1"), "plan", 1, SLOTS[:1], SLOTS[1:], "Mara, 0660 1234567"),
    boosting.PracticeDone(SessionId("s1"), 1, "In the garden."),
    boosting.PracticeSkipped(SessionId("s1"), 2),
    maintenance.MaintenanceRequested("One more, in May.", Held(Millis(2_592_000_000), 12, DAY_ONE, 3, True)),
    maintenance.MaintenanceAnswered(Stamp(9, Device("laptop")), "Dr. Ilić", False, "Not yet."),
)
