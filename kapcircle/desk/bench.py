"""Programmes that are worked on: what was changed and not saved is kept as a draft, whatever happens to the window."""

from dataclasses import replace

from kapcircle.core.ids import ProgrammeId
from kapcircle.core.programme import Programme
from kapcircle.desk.programmes import Programmes
from kapcircle.views.programme_work import Work


class Bench:
    """Every programme of the practice, as it is kept and as it is being changed; new ones come last."""

    def __init__(self, programmes: Programmes) -> None:
        self._programmes = programmes
        self._works: dict[ProgrammeId, Work] = {}
        drafts = programmes.drafts()
        for kept in programmes.kept:
            self._works[kept.id] = Work(kept, replace(drafts.pop(kept.id, kept), signed=kept.signed))
        self._works |= {which: Work(None, draft) for which, draft in drafts.items()}

    @property
    def works(self) -> tuple[Work, ...]:
        """All of them."""
        return tuple(self._works.values())

    def work(self, which: ProgrammeId | None) -> Work | None:
        """One of them."""
        return self._works.get(which) if which is not None else None

    def put(self, work: Work) -> None:
        """What it is now; what is not saved is kept as a draft."""
        self._works[work.now.id] = work
        if work.changed:
            self._programmes.draft(work.now)
        else:
            self._programmes.discard(work.now.id)

    def take(self, made: Programme) -> None:
        """A new programme, to be looked at and saved."""
        self.put(Work(None, made))

    def bring_back(self, work: Work, version: int) -> None:
        """What an older version says is what is being changed, to be saved as a new one."""
        old = self._programmes.version(work.now.id, version)
        self.put(work.turned_into(replace(old, version=work.now.version, signed=work.now.signed)))

    def drop(self, work: Work) -> None:
        """Forget what was changed; a programme that was never saved is gone."""
        self._programmes.discard(work.now.id)
        if work.kept is None:
            del self._works[work.now.id]
        else:
            self._works[work.now.id] = Work(work.kept, work.kept)

    def save(self, work: Work) -> None:
        """Save it as the next version. Raises Refused with every fault, and nothing is lost."""
        kept = self._programmes.save(work.now)
        self._works[kept.id] = Work(kept, kept)

    def sign(self, kept: Programme) -> None:
        """The one at the desk stands for what is kept. Raises Refused."""
        self._programmes.sign(kept.id, kept.version)
        self._renew(kept.id)

    def withdraw(self, kept: Programme, reason: str) -> None:
        """They stand for it no longer. Raises Refused."""
        self._programmes.withdraw(kept.id, reason)
        self._renew(kept.id)

    def _renew(self, which: ProgrammeId) -> None:
        """The signature is another one now; what was changed stays changed."""
        kept, work = self._programmes.get(which), self._works[which]
        self._works[which] = Work(kept, replace(work.now, signed=kept.signed))
