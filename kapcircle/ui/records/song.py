"""A song that somebody asks for, or asks away: which, why, what was done, and whether one should not come again."""

from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.playlist import Track
from kapcircle.core.session.turning import leading
from kapcircle.core.song import Answer, SongAsked, Why
from kapcircle.core.titles import titled
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Text, Values, Whom, key_of, needed

WHYS = (
    Option("W", Why.WISH, "a wish"),
    Option("A", Why.AVOIDS, "to avoid something"),
    Option("N", Why.NOT_RIGHT, "not right"),
    Option("K", Why.UNKNOWN, "not known"),
)
DONE = (
    Option("P", Answer.PLAYED, "played"),
    Option("L", Answer.LATER, "later"),
    Option("T", Answer.TALKED, "talked through"),
    Option("S", Answer.LEFT, "left as it was"),
)
HEARD, NAMED, WORDS = "H", "O", "X"
AGAIN = (
    Option(HEARD, HEARD, "the one heard now"),
    Option(NAMED, NAMED, "the one named"),
    Option(WORDS, WORDS, "with words"),
)
WHICH = "Say which song, by its title or in their words."
NOT_HEARD = "No music is heard: name the song that should not come again, and choose O."
NO_TRACK = "“{}” is no title of the music library. Type its title, so that it is not played again, or choose no key."


def _found(text: str, whom: Whom) -> Track | None:
    return next(iter(titled(text, whom.hand.tracks())), None)


def _said(text: str, whom: Whom) -> str:
    """The title that a part of it stands for."""
    track = _found(text, whom)
    return "" if track is None or track.title == text.strip() else track.title


def _heard(whom: Whom) -> Track | None:
    """What led when it was asked, as far as it is still known: not before the present music began."""
    s = whom.session
    return leading(s, whom.then) if whom.then >= s.sound.since else None


def _lead(whom: Whom) -> str:
    track = _heard(whom)
    return "" if track is None else f"Heard now: {track.title}."


def _build(said: Values, whom: Whom) -> SongAsked:
    track, again = _found(said["what"], whom), said["again"]
    what = said["what"] if track is None else track.title
    if again == HEARD:
        track = _heard(whom)
        if track is None:
            raise Refused(NOT_HEARD)
    elif again == NAMED and track is None:
        raise Refused(NO_TRACK.format(said["what"]))
    song = SongAsked(what, said["reason"], said["done"], no_lyrics=again == WORDS)
    if track is None or again not in {HEARD, NAMED}:
        return song
    return SongAsked(what, said["reason"], said["done"], track.id, track.title)


def _retype(x: Any) -> Raw:
    named = NAMED if x.title == x.what else HEARD
    again = WORDS if x.no_lyrics else "" if x.not_again is None else named
    return {"what": x.what, "reason": key_of(WHYS, x.why), "done": key_of(DONE, x.done), "again": again}


SONG = Form(
    "song",
    "A song asked for",
    SongAsked,
    (
        Text("what", "which song", needed(WHICH), "title, or their words", says=_said),
        Choice("reason", "why", WHYS, must="Say why, as you understood it: W, A, N or K."),
        Choice("done", "what was done", DONE, must="Say what was done: P, L, T or S."),
        Choice("again", "not again", AGAIN, wide=True),
    ),
    _build,
    lead=_lead,
    retype=_retype,
)
