"""Finding again what was written: notes, words of observations, incidents, over all circles there ever were."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kapcircle.core.ids import Device, Instant, MemberId, PersonId, SessionId
from kapcircle.core.log import Stamp
from kapcircle.core.picture import Value
from kapcircle.core.practice import Practice
from kapcircle.core.roles import CLINICAL
from kapcircle.desk.desk import Desk
from kapcircle.desk.planning import Planning

MOST = 100
"""So many are shown at most: whoever sees that many adds a word."""

TAKEN_OFF = "A session taken off the calendar"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where it stands: in which circle, about whom by alias (nothing: about the circle), when, and by whom.

    `words` are those around what was looked for; `struck` says why it no longer counts.
    """

    key: Stamp
    session: SessionId
    name: str
    kind: str
    alias: str
    happened: Instant
    by: str
    words: str
    struck: str = ""


def find(
    desk: Desk,
    planning: Planning,
    practice: Practice,
    rows: Callable[..., list[dict[str, Value]]],
    words: str,
) -> tuple[Hit, ...]:
    """What was written with all of these words. Who has no clinical role finds what they wrote themselves."""
    author = None if desk.actor.role in CLINICAL else desk.actor.member
    found = desk.search(words, MOST, author)
    names = {str(row["session"]): str(row["name"]) for row in rows("session")} if found else {}
    return tuple(_hit(row, names, planning, practice) for row in found)


def _hit(row: Mapping[str, Value], names: Mapping[str, str], planning: Planning, practice: Practice) -> Hit:
    member, person = practice.staff.get(MemberId(str(row["by"]))), row["person"]
    return Hit(
        Stamp(int(row["tick"] or 0), Device(str(row["device"]))),
        SessionId(str(row["session"])),
        names.get(str(row["session"]), TAKEN_OFF),
        str(row["kind"]),
        "" if person is None else planning.alias(PersonId(str(person))),
        Instant(int(row["happened"] or 0)),
        "someone" if member is None else member.name,
        str(row["words"]),
        str(row["struck"] or ""),
    )
