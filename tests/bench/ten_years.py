"""`python -m tests.bench.ten_years FOLDER`: a made-up vault of ten years, about a million entries.

120 cohorts, 1,400 persons, 2,400 sessions. Every name in it is a number.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kapcircle.core.catalogue import TrackAdded
from kapcircle.core.cohort.about import CohortNamed
from kapcircle.core.cohort.calendar import RundownSaved, SessionPlanned
from kapcircle.core.cohort.roster import Enrolled
from kapcircle.core.facts import Plan
from kapcircle.core.ids import (
    CohortId,
    CommandId,
    CueId,
    Device,
    Instant,
    MemberId,
    Millis,
    PersonId,
    PhaseId,
    SessionId,
    StreamId,
    TrackId,
)
from kapcircle.core.kinds import KINDS
from kapcircle.core.log import Entry, Stamp
from kapcircle.core.person.identity import AliasSet
from kapcircle.core.picture import Change
from kapcircle.core.playlist import Track
from kapcircle.core.practice import CohortListed, StaffAdded
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Cue, Look, Music, OnGo, Phase, Prompt, Rundown
from kapcircle.core.session.events import Closed, CueFired, Extended, Held, Noted, Opened, PhaseEntered, Resumed
from kapcircle.desk.stream import fold_rows
from kapcircle.store import chain, lines, tables
from kapcircle.store.codec import Codec
from kapcircle.store.database import Access, Database
from kapcircle.store.vault import create

PASSPHRASE = "ten years of circles"
COHORTS, PERSONS, SESSIONS = 120, 1_400, 2_400
NOTES = 385
"""Lines noted in each session: with them the whole has about a million entries."""

BEGAN = Instant(1_480_000_000_000)
DAY, MINUTE = 86_400_000, 60_000
ANA = MemberId("01580000-0000-7000-8000-00000000000a")
PHASES = ("Arrival", "Settling", "Medicine", "Ascent", "Peak", "Return", "Silence", "Sharing", "Closing")

Happening = tuple[Instant, Any]
History = Iterable[tuple[StreamId, list[Happening]]]
"""Streams, each whole and with its events in order; a stream that began earlier comes earlier."""


def build(folder: Path, history: History, say: Callable[[str], None] = print) -> Path:
    """Write a history into a new vault, past the store's thread; returns the vault's path."""
    vault, _ = create(folder / "Ten years.kapcircle", "Ana", PASSPHRASE, BEGAN)
    began, tick = time.monotonic(), 0
    db = vault.connect(Access.WRITE)
    db.execute("PRAGMA synchronous = OFF")
    codec = Codec(event for kind in KINDS.values() for event in kind.events)
    for number, (stream, events) in enumerate(history):
        with db.atomic():
            _write(db, codec, stream, list(_entries(events, tick, vault.device)))
        tick += len(events)
        if number % 500 == 0:
            say(f"{tick:>9} entries in {time.monotonic() - began:.0f} s")
    db.close()
    vault.lock()
    say(f"{tick:>9} entries, {vault.path.stat().st_size >> 20} MB, in {time.monotonic() - began:.0f} s")
    return vault.path


def history(cohorts: int = COHORTS, persons: int = PERSONS, sessions: int = SESSIONS, notes: int = NOTES) -> History:
    """The streams of a practice: what was planned, who came, and every session as it ran."""
    chance = random.Random(2026)
    people = [PersonId(_id("person", n)) for n in range(persons)]
    tracks = [Track(TrackId(f"{n:064x}"), f"Piece {n}", Millis(600_000)) for n in range(60)]
    yield StreamId("practice"), _practice(cohorts, tracks)
    for n, person in enumerate(people):
        yield StreamId(f"person:{person}"), [(_day(n * 3650 // persons), AliasSet(f"Alias {n}"))]
    rundown = _rundown(tracks)
    for n in range(cohorts):
        mine = people[n * persons // cohorts : (n + 1) * persons // cohorts]
        planned = range(n * sessions // cohorts, (n + 1) * sessions // cohorts)
        yield StreamId(f"cohort:{_id('cohort', n)}"), _cohort(n, mine, planned, rundown)
        for session in planned:
            yield (
                StreamId(f"session:{_id('session', session)}"),
                _session(chance, session, mine, rundown, tracks, notes),
            )


def _practice(cohorts: int, tracks: list[Track]) -> list[Happening]:
    staff = StaffAdded(ANA, "Ana", Role.FACILITATOR)
    began = [CohortListed(CohortId(_id("cohort", n))) for n in range(cohorts)]
    return [(BEGAN, event) for event in (staff, *(TrackAdded(track) for track in tracks), *began)]


def _cohort(number: int, people: list[PersonId], sessions: range, rundown: Rundown) -> list[Happening]:
    at = _day(number * 30)
    planned = [
        event
        for n in sessions
        for event in (
            SessionPlanned(SessionId(_id("session", n)), f"Session {n}", _start(n)),
            RundownSaved(SessionId(_id("session", n)), rundown),
        )
    ]
    seats = [Enrolled(person, mat) for mat, person in enumerate(people, 1)]
    return [(at, event) for event in (CohortNamed(f"Cohort {number}"), *seats, *planned)]


def _session(
    chance: random.Random, number: int, people: list[PersonId], rundown: Rundown, tracks: list[Track], notes: int
) -> list[Happening]:
    start, length = _start(number), rundown.planned
    mats = tuple((person, mat) for mat, person in enumerate(people, 1))
    plan = Plan(f"Session {number}", rundown, start, mats, tuple(tracks[:12]), ("dark", "ember", "dusk", "dawn"))
    ran: list[Happening] = [(start, Opened(plan)), (Instant(start + length), Closed())]
    at = int(start)
    for phase in rundown.phases:
        ran.append((Instant(at), PhaseEntered(phase.id)))
        ran += [(Instant(at + 1000 * n), CueFired(cue.id)) for n, cue in enumerate(phase.cues, 1)]
        at += phase.planned
    ran += [
        (Instant(start + 70 * MINUTE), event)
        for event in (Held("somebody is unwell"), Resumed(), Extended(Millis(MINUTE)))
    ]
    ran += [(Instant(start + chance.randrange(1, length)), _note(chance, people)) for _ in range(notes)]
    return sorted(ran, key=lambda each: (each[0], not isinstance(each[1], Opened)))


def _note(chance: random.Random, people: list[PersonId]) -> Noted:
    words = " ".join(f"word{chance.randrange(400)}" for _ in range(chance.randrange(3, 14)))
    return Noted(words, chance.choice(people))


def _rundown(tracks: list[Track]) -> Rundown:
    def phase(number: int, name: str) -> Phase:
        mine = tuple(track.id for track in tracks[number::9])
        cues = (
            Cue(CueId(f"music-{number}"), "Music", Music(name, mine)),
            Cue(CueId(f"look-{number}"), "Light", Look("ember")),
            Cue(CueId(f"bell-{number}"), "Bell", Prompt("Strike the bell once."), OnGo()),
        )
        return Phase(PhaseId(f"phase-{number}"), name, Millis(20 * MINUTE), cues=cues, note="Speak little.")

    return Rundown(tuple(phase(number, name) for number, name in enumerate(PHASES)))


def _entries(events: list[Happening], tick: int, device: Device) -> Iterator[Entry[Any]]:
    for at, event in events:
        tick += 1
        yield Entry(Stamp(tick, device), at, at, 60, ANA, CommandId(_id("command", tick)), event)


def _write(db: Database, codec: Codec, stream: StreamId, entries: list[Entry[Any]]) -> None:
    before = chain.START
    for entry in entries:
        line = lines.line(stream, entry, codec, os.urandom(chain.SALT_BYTES))
        before = chain.link(before, line)
        lines.insert(db, (line, before))
    tables.write(db, Change(write=fold_rows(stream, entries)))


def _id(kind: str, number: int) -> str:
    """Looks like an id of the program's own: kind in the middle, number at the end."""
    return f"01580000-{number >> 16 & 0xFFFF:04x}-7{sum(kind.encode()) % 0x1000:03x}-8000-{number:012x}"


def _day(number: int) -> Instant:
    return Instant(BEGAN + number * DAY)


def _start(session: int) -> Instant:
    return Instant(_day(session * 3650 // SESSIONS) + 10 * 60 * MINUTE)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    build(place, history())
