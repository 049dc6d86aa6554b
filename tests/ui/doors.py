"""Doors without vaults: one passphrase opens them, slowly if told so."""

import threading
from dataclasses import dataclass, field

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import MemberId
from kapcircle.core.roles import Role
from kapcircle.desk.doors import OnSlow
from kapcircle.desk.house import House
from tests.fakes import house

RIGHT = "kettle dawn river moss"
RECOVERY = "4F7K-9QWX-2MTA-B8CD-E5ZR-HN3P-6VYJ-0GS1"


@dataclass
class FakeDoors:
    known: tuple[str, ...] = ("/vaults/Practice.kapcircle", "/stick/Harbour.kapcircle")
    people: tuple[tuple[MemberId, str], ...] = (
        (MemberId("one"), "Jon, facilitator"),
        (MemberId("two"), "Jon, co-therapist"),
    )
    wrong: str = "Wrong passphrase. Nothing was changed."
    may_go: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.may_go.set()

    def recent(self) -> tuple[str, ...]:
        return self.known

    def staff(self, path: str) -> tuple[tuple[MemberId, str], ...]:
        if not self.people:
            raise KnownError("Practice.kapcircle is not a vault.")
        return self.people

    def open(self, path: str, passphrase: str, on_slow: OnSlow) -> House:
        self.asked.append((path, passphrase))
        on_slow("Making a copy before an update…")
        self.may_go.wait(5)
        return self._if(passphrase == RIGHT)

    def create(self, path: str, name: str, role: Role, passphrase: str) -> tuple[House, str]:
        self.asked.append((path, name, role, passphrase))
        return self._if(name != "Nobody"), RECOVERY

    def recover(self, path: str, key: str, member: MemberId, passphrase: str) -> House:
        self.asked.append((path, key, member, passphrase))
        return self._if(key == RECOVERY)

    def _if(self, right: bool) -> House:
        if not right:
            raise KnownError(self.wrong)
        return house()
