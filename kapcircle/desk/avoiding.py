"""What goes with a song that was asked for into the participant's own record, and what goes when that was wrong."""

from collections.abc import Iterator

from kapcircle.core.ids import PersonId, StreamId, stream_of
from kapcircle.core.log import Stamp
from kapcircle.core.person.preferences import AllowMusic, AvoidMusic, MusicAvoided
from kapcircle.core.session import commands as c
from kapcircle.core.session.records import find_record
from kapcircle.core.session.state import Session
from kapcircle.core.song import SongAsked
from kapcircle.desk.desk import Desk, Step


def beside(desk: Desk, circle: StreamId, command: c.Command) -> tuple[Step, ...]:
    """The steps in streams of persons that belong to a record of the `circle`: one command, one write with it."""
    s: Session = desk.stream(circle).state
    match command:
        case c.Record(SongAsked() as song, person) if person is not None:
            return tuple(_avoid(person, song))
        case c.Correct(record, _, SongAsked() as song):
            found = find_record(s, record)
            anew = () if found is None or found[0] is None else _avoid(found[0], song)
            return (*_allow(desk, circle, record), *anew)
        case c.Strike(record) | c.Withdraw(record):
            return tuple(_allow(desk, circle, record))
        case _:
            return ()


def _avoid(person: PersonId, song: SongAsked) -> Iterator[Step]:
    if song.not_again is not None or song.no_lyrics:
        yield stream_of("person", person), AvoidMusic(song.not_again, song.no_lyrics)


def _allow(desk: Desk, circle: StreamId, record: Stamp) -> Iterator[Step]:
    """What this record had put on the list, and nothing that stood there before it."""
    found = find_record(desk.stream(circle).state, record)
    if found is None or found[0] is None or not isinstance(found[1].content, SongAsked):
        return
    theirs = stream_of("person", found[0])
    commands = {x.command for x in desk.stream(circle).entries if x.stamp == record}
    for entry in desk.stream(theirs).effective:
        if entry.command in commands and isinstance(entry.event, MusicAvoided):
            yield theirs, AllowMusic(entry.event.track, entry.event.no_lyrics)
