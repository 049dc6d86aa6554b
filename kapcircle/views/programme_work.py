"""A programme on the bench: as it is kept, as it is being changed, and the steps back and forth."""

from dataclasses import dataclass, replace

from kapcircle.core.programme import Programme

STEPS = 100
"""So many changes can be taken back."""


@dataclass(frozen=True, slots=True)
class Work:
    """`kept` is None for one that was never saved."""

    kept: Programme | None
    now: Programme
    before: tuple[Programme, ...] = ()
    after: tuple[Programme, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.kept != self.now

    @property
    def next_version(self) -> int:
        """What a save makes of it."""
        return 1 if self.kept is None else self.kept.version + 1

    def turned_into(self, now: Programme) -> "Work":
        """After a change."""
        return replace(self, now=now, before=(*self.before, self.now)[-STEPS:], after=())

    def undone(self) -> "Work":
        """Without the latest change; the same where there is none."""
        if not self.before:
            return self
        return replace(self, now=self.before[-1], before=self.before[:-1], after=(*self.after, self.now))

    def redone(self) -> "Work":
        """With what was undone last; the same where nothing was."""
        if not self.after:
            return self
        return replace(self, now=self.after[-1], before=(*self.before, self.now), after=self.after[:-1])
