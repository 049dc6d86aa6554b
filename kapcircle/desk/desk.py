"""The one door through which anything changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kapcircle.core.errors import KnownError
from kapcircle.core.facts import Actor, Facts, Plan
from kapcircle.core.ids import CommandId, Device, Digest, Instant, MemberId, Millis, StreamId, kind_of
from kapcircle.core.log import Entry, Stamp, Undone
from kapcircle.core.picture import Change, Row, Value
from kapcircle.desk.ports import Batch, Blob, Clock, Log, Saving
from kapcircle.desk.stream import Stream

PATIENCE = Millis(150)
"""How long the room waits for the disk."""

PER_MEGABYTE = Millis(150)
"""And how much longer for the bytes of a document: a scan of 20 MB takes a sound disk a second or two."""

Step = tuple[StreamId, Any]
Written = tuple[StreamId, Entry[Any]]
Listener = Callable[[frozenset[StreamId]], None]


LATE = "Not saved yet: the disk is slow. It will appear when it is written."


class NotSavedError(KnownError):
    """A record that is not on the disk: its words stay in the form."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed by hand: one command, however often Enter is pressed, and the `draft` that they were until then."""

    command: CommandId
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A write that the disk has not taken yet; a `record` is told to nobody before it has."""

    saving: Saving
    entries: tuple[Written, ...]
    record: bool
    since: Instant


class Desk:
    """Obeys commands: decide, write, fold, tell."""

    def __init__(self, log: Log, clock: Clock, device: Device, fresh: Callable[[], str], actor: Actor) -> None:
        self.clock, self.device, self.actor = clock, device, actor
        self._log, self._fresh = log, fresh
        self._streams: dict[StreamId, Stream] = {}
        self._tick = log.last_tick()
        self._unsaved: list[Unsaved] = []
        self._listeners: list[Listener] = []

    def stream(self, name: StreamId) -> Stream:
        """The stream, folded when it is first asked for."""
        if name not in self._streams:
            self._streams[name] = Stream(name, self._log.read(name))
        return self._streams[name]

    def holds(self, name: StreamId) -> bool:
        """Whether the stream is folded already."""
        return name in self._streams

    def held(self, kind: str) -> tuple[StreamId, ...]:
        """The streams of a kind that are folded already."""
        return tuple(name for name in self._streams if kind_of(name) == kind)

    def fresh(self) -> str:
        """A name that nothing has yet."""
        return self._fresh()

    def search(self, words: str, at_most: int, author: MemberId | None = None) -> list[dict[str, Value]]:
        """What was written in circles with all of these words, as far as it is on the disk; of one author, if named."""
        return self._log.search(words, at_most, author)

    def settings(self) -> dict[str, str]:
        """Plain values that are not events."""
        return self._log.settings()

    def keep(self, name: str, value: str) -> Saving:
        """Remember a plain value; mostly nobody waits for it."""
        return self._log.keep(name, value)

    def drafts(self) -> dict[str, str]:
        """Half-typed text by the field it stands in."""
        return self._log.drafts()

    def draft(self, name: str, text: str) -> None:
        """Keep what stands in a field so far, without waiting; with no text, forget it."""
        self._log.draft(name, text)

    def blob(self, digest: Digest) -> bytes:
        """A document or a signature. Raises KnownError where it is missing or was altered."""
        return self._log.blob(digest)

    def listen(self, listener: Listener, *, first: bool = False) -> None:
        """Call `listener` with the streams that changed, after every change; `first` of all, or after the others."""
        self._listeners.insert(0 if first else len(self._listeners), listener)

    def unlisten(self, listener: Listener) -> None:
        """Tell `listener` no more."""
        self._listeners.remove(listener)

    def facts(self, plan: Plan | None = None, actor: Actor | None = None) -> Facts:
        """What a decision may rely on."""
        return Facts(actor or self.actor, self.clock.now(), self.fresh(), plan or Plan())

    def do(
        self,
        *steps: Step,
        facts: Facts | None = None,
        happened: Instant | None = None,
        urgent: bool = False,
        record: bool = False,
        typed: Typed | None = None,
        blobs: tuple[Blob, ...] = (),
    ) -> CommandId:
        """Obey commands to one or more streams as one, or raise Refused with nothing changed.

        A `record` that cannot be saved raises NotSavedError; anything else goes on in memory and is written when the
        disk is back. What is `urgent` does not wait for the disk at all. What was `typed` is done once. `blobs` are the
        bytes that the commands name.
        """
        if typed is not None and self._given(typed.command, steps):
            return typed.command
        facts = facts or self.facts()
        id_ = CommandId(self.fresh()) if typed is None else typed.command
        entries: tuple[Written, ...] = ()
        for name, command in steps:
            entries += self._obey(name, command, facts, id_, after=entries, happened=happened)
        draft = "" if typed is None else typed.draft
        more = sum(len(blob.body) for blob in blobs) * PER_MEGABYTE // 1_000_000
        patience = Millis(0) if urgent else PATIENCE
        self._write(entries, record=record, patience=Millis(patience + more), draft=draft, blobs=blobs)
        return id_

    def stands(self, name: StreamId, command: CommandId) -> bool:
        """Whether a command is in a stream."""
        return any(entry.command == command for entry in reversed(self.stream(name).entries))

    def _given(self, command: CommandId, steps: Sequence[Step]) -> bool:
        """Whether it was done already. Raises NotSavedError while it is on its way to the disk."""
        if any(entry.command == command for unsaved in self._unsaved for _, entry in unsaved.entries):
            raise NotSavedError(LATE)
        return any(self.stands(name, command) for name, _ in steps)

    def undo(self, name: StreamId, commands: Sequence[CommandId], *also: Any) -> CommandId:
        """Take whole commands back, in every stream they touched.

        `also` is what the program then does by itself, in the same write.
        """
        facts = self.facts()
        id_ = CommandId(self.fresh())
        touched = dict.fromkeys((name, *self._touched(name, commands)))
        entries = tuple((other, self._entry(Undone(tuple(commands)), facts, id_)) for other in touched)
        by_itself = replace(facts, actor=Actor())
        for command in also:
            entries += self._obey(name, command, by_itself, CommandId(self.fresh()), after=entries)
        self._write(entries)
        return id_

    def _touched(self, name: StreamId, commands: Sequence[CommandId]) -> list[StreamId]:
        """The streams in which these commands count, of which `name` knows; also those that nobody has folded yet."""
        for entry in {x.command: x for x in self.stream(name).entries if x.command in commands}.values():
            for beside in self._log.beside(entry):
                self.stream(beside)
        return [name for name, stream in self._streams.items() if any(x.command in commands for x in stream.effective)]

    def _obey(
        self,
        name: StreamId,
        command: Any,
        facts: Facts,
        id_: CommandId,
        *,
        after: Sequence[Written],
        happened: Instant | None = None,
    ) -> tuple[Written, ...]:
        """The entries of one command to a stream that has taken in `after`."""
        stream = self.stream(name)
        state = stream.preview(_of(name, after))
        events = stream.kind.decide(state, command, facts)
        return tuple((name, self._entry(event, facts, id_, happened)) for event in events)

    def _entry(self, event: Any, facts: Facts, command: CommandId, happened: Instant | None = None) -> Entry[Any]:
        """The next entry. Those of one command are stamped one after the other: `Log.beside` finds them by that."""
        self._tick += 1
        at = facts.now
        when = at if happened is None else happened
        return Entry(Stamp(self._tick, self.device), at, when, self.clock.zone(), facts.actor.member, command, event)

    def _write(
        self,
        entries: tuple[Written, ...],
        *,
        record: bool = False,
        patience: Millis = PATIENCE,
        draft: str = "",
        blobs: tuple[Blob, ...] = (),
    ) -> None:
        if not entries:
            return
        saving = self._log.append(Batch(entries, self._change(entries), draft, blobs))
        waited = Millis(0) if self._unsaved and not record else patience
        if not _saved(saving, waited):
            if record and saving.withdraw():
                raise NotSavedError("Not saved: the disk does not answer. Your words are still here; try again.")
            self._unsaved.append(Unsaved(saving, entries, record, entries[0][1].at))
            if record:
                raise NotSavedError(LATE)
        self._take_in(entries)

    def _change(self, entries: tuple[Written, ...]) -> Change:
        write: list[Row] = []
        drop: list[Row] = []
        for name in dict.fromkeys(name for name, _ in entries):
            stream = self.stream(name)
            change = stream.picture(stream.preview(_of(name, entries)))
            write += change.write
            drop += change.drop
        return Change(tuple(write), tuple(drop))

    def _take_in(self, entries: tuple[Written, ...]) -> None:
        for name, entry in entries:
            self.stream(name).add([entry])
        changed = frozenset(name for name, _ in entries)
        for listener in self._listeners:
            listener(changed)

    def settle(self) -> None:
        """See which late writes have reached the disk; a late record appears only now."""
        for unsaved in tuple(self._unsaved):
            try:
                saved = _saved(unsaved.saving, Millis(0))
            except Exception:
                self._unsaved.remove(unsaved)  # a bug is said once; the circle goes on
                raise
            if saved:
                self._unsaved.remove(unsaved)
            if saved and unsaved.record:
                self._take_in(unsaved.entries)

    @property
    def not_saved_since(self) -> Instant | None:
        """Since when something that was done is not on the disk."""
        return min((x.since for x in self._unsaved), default=None)


def _of(name: StreamId, written: Sequence[Written]) -> list[Entry[Any]]:
    return [entry for stream, entry in written if stream == name]


def _saved(saving: Saving, at_most: Millis) -> bool:
    """A disk that refuses is a disk that has not saved: the store tries again on its own."""
    try:
        return saving.wait(at_most)
    except KnownError:
        return False
