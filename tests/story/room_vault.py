"""The vault of the story: its music taken in by the library, its room and its plan."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import soundfile

from kapcircle.app.vaults import furnish
from kapcircle.core.catalogue import Description
from kapcircle.core.ids import TrackId
from kapcircle.core.roles import Role
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Content, Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.song import SongAsked
from kapcircle.core.tracks import Quality
from kapcircle.core.words import Named
from kapcircle.desk.clock import SystemClock
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import House
from kapcircle.desk.importing import Came
from kapcircle.desk.ports import Clock, Room
from kapcircle.store import vault as vaults
from kapcircle.store.keys import Cost
from tests.fakes import SilentRoom
from tests.story import room_judge as sound
from tests.story.room_lamps import LOOKS
from tests.story.room_music import TURN, pieces, record
from tests.story.room_night import GROUNDING
from tests.story.room_score import TARGET, Night, title

PASSPHRASE = "a made-up passphrase"
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


def prepare(path: Path, night: Night, room: RoomPlan, tracks: int) -> list[float]:
    """A new vault with a session on its calendar. Returns what each track's pilot is at the house's loudness, by the
    files that were taken in.
    """
    music = path.parent / "music"
    music.mkdir()
    files = [record(music, n, night.pace.track) for n in range(tracks)]
    vault, _ = vaults.create(path, "Mara", PASSPHRASE, SystemClock().now(), role=Role.FACILITATOR, cost=CHEAP)
    house = furnish(vault, room=lambda _: SilentRoom())
    house.fittings = house.looks._fittings = replace(house.fittings, looks=LOOKS)
    came: list[Came] = []
    house.library.importing().run([str(music)], lambda _: None, came.append)
    for one in came:
        house.library.keep(one)
    known = {
        str(n): TrackId(next(x.track.id for x in came if x.track and x.name == f.name)) for n, f in enumerate(files)
    }
    for n in GROUNDING:
        if (which := known.get(str(n))) is not None:
            house.library.describe(which, Description(title(n), qualities=(Quality.GROUND,)))
    house.save_room(room)
    cohort = house.planning.begin_cohort("Harbour")
    house.planning.enrol(cohort, "Fern")
    house.planning.plan_session(cohort, "The night", None, _with_music(night.rundown, known))
    house.shut()
    references = [_reference(file, n, tracks) for n, file in enumerate(files)]
    for file in files:
        file.unlink()
    return references


def _reference(file: Path, track: int, tracks: int) -> float:
    rate = soundfile.info(file).samplerate
    return sound.reference(sound.listen(pieces(file, TURN), 0.0, tracks, rate), track, TARGET)


def _with_music(rundown: Rundown, known: dict[str, TrackId]) -> Rundown:
    def named(content: Content) -> Content:
        if not isinstance(content, Music):
            return content
        return replace(content, tracks=tuple(known[x] for x in content.tracks))

    return Rundown(
        tuple(replace(p, cues=tuple(replace(q, content=named(q.content)) for q in p.cues)) for p in rundown.phases)
    )


def open_house(path: Path, clock: Clock, room: Callable[[RoomPlan], Room] | None = None) -> House:
    house = furnish(vaults.unlock(path, PASSPHRASE, clock.now()), clock, room)
    house.fittings = house.looks._fittings = replace(house.fittings, looks=LOOKS)
    return house


def meant(command: Named, house: House, circle: Conductor) -> Named:
    """A command of the plan with the person and the track that it means."""
    match command:
        case c.Record(SongAsked() as song, _):
            person = next(iter(circle.session.seats))
            tracks = {x.title: x.id for x in house.practice.tracks.values()}
            return c.Record(replace(song, not_again=tracks[song.title] if song.title else None), person)
        case _:
            return command
