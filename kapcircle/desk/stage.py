"""Brings the room's sound and light to what the session wants, telling it only what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kapcircle.core.errors import KnownError
from kapcircle.core.fading import way
from kapcircle.core.ids import Instant, Millis
from kapcircle.core.light import WORKING, LampLevel, LookDesign, levels
from kapcircle.core.looping import Loop
from kapcircle.core.outputs import Heard, Murmur, Output, Seen
from kapcircle.core.playlist import Playlist, Track
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.session.wanted import EMERGENCY_LIGHT
from kapcircle.desk.lamps import Lamps
from kapcircle.desk.orders import Hush, Master, Play, Recording, Rise, SecondVolume, Show
from kapcircle.desk.ports import Room

RISE = Millis(20_000)
"""From silence after a restart: programme setting."""

TOUCH = Millis(400)
"""A hand on the volume or a look that is lifted for a hush: short, never at once."""

ANEW = Millis(5_000)
"""A look that was edited, and asked for in a circle that has it lit: as slowly as one that is called."""

TRIED = Millis(3_000)
"""To a look that is tried on the lamps, and back from it: programme setting."""

NEVER = Instant(-1)
NOTHING = Output(Heard(since=NEVER), Seen(look="", since=NEVER), Murmur(since=NEVER), volume=-1.0)
"""Differs from every real output in every part."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The room that a session runs in: its plan, its looks, and where the recordings lie."""

    room: RoomPlan
    looks: Mapping[str, LookDesign]
    media: str

    def recording(self, track: Track) -> Recording:
        """A track as the engine finds it."""
        cut = track.ends is not None and track.ends < track.length
        path = f"{self.media}/{track.id}{track.suffix}"
        return Recording(track.id, path, track.lasts, track.gain, track.begins, cut)


class Stage:
    """Follows the wanted output; starts by raising the room from silence."""

    def __init__(self, room: Room, setting: Setting) -> None:
        self._room, self._setting = room, setting
        self._is = NOTHING
        self._lamps = Lamps()
        self._settles = Instant(0)
        """When the light is back on the line of its fades: a restart, an undo, a hush or an emergency took it off."""
        self._later: Instant | None = None
        """When it is to go on along that line."""
        self.trying = False
        """Whether a look is tried on the lamps; whatever the circle wants anew ends that."""

    def begin(self, want: Output, now: Instant, *, resumes: bool) -> None:
        """Take the room over. A circle that `resumes` finds it dark and silent: all rises slowly to its place.

        Volume and hush are there before anything is heard: music that rose while they came down would be too loud.
        """
        self._is = replace(NOTHING, murmur=want.murmur, volume=want.volume, designs=want.designs)
        if resumes:
            self._room.tell(Rise(RISE))
        self._room.tell(self._master(want, Millis(0)))
        self._room.tell(Hush(want.murmur.on, Millis(0)))
        self._tell_second()
        self.follow(want, now, least=RISE if resumes else Millis(0))

    def refit(self, setting: Setting, now: Instant) -> None:
        """The room has other lamps or limits now: its light and its volume are told anew."""
        self._setting = setting
        self._tell_second()
        self._is = replace(self._is, volume=NOTHING.volume)
        self.doubt_lamps(now)

    def doubt_lamps(self, now: Instant) -> None:
        """An engine begins anew, or lamps are new: nobody knows how bright they are, and they are told anew."""
        self._settles = Instant(now + RISE)
        self._is = replace(self._is, light=NOTHING.light)

    def follow(self, want: Output, now: Instant, *, least: Millis = Millis(0)) -> None:
        """Bring the room to `want`. What changes takes `least` at least, as an undo asks."""
        was, self._is = self._is, want
        if _music(want.sound) != _music(was.sound):
            self._room.tell(self._play(want.sound, now, least))
        if want.murmur != was.murmur:
            self._room.tell(Hush(want.murmur.on, _left(want.murmur, now, least)))
        if want.volume != was.volume:
            self._room.tell(self._master(want, max(TOUCH, least)))
        edited = self._design(want.light.look, want) != self._design(want.light.look, was)
        if edited:
            self._settles = max(self._settles, Instant(now + ANEW))
        if edited or _lit(want) != _lit(was):
            self._light(want, was, now, least)
        self._catch_up(now)

    @property
    def setting(self) -> Setting:
        """The room as it is."""
        return self._setting

    def _tell_second(self) -> None:
        """How loud the second output is, where there is one."""
        if self._setting.room.second:
            self._room.tell(SecondVolume(self._setting.room.second_volume, TOUCH))

    def _design(self, look: str, out: Output) -> LookDesign | None:
        """How a look is made: as the circle has it, else as the practice did when somebody sat down."""
        return next((design for design in out.designs if design.name == look), self._setting.looks.get(look))

    def try_lamps(self, levels: tuple[LampLevel, ...], now: Instant) -> None:
        """Let the lamps be thus for a while, whatever the circle wants."""
        self._later = None
        self._tell(Show(levels, TRIED), now)
        self.trying = True

    def give_back(self, want: Output, now: Instant) -> None:
        """The lamps are the circle's again, if they are not already."""
        if self.trying:
            self._settles = max(self._settles, Instant(now + TRIED))
            self._is = replace(self._is, light=NOTHING.light)
            self.follow(want, now, least=TRIED)

    def _master(self, want: Output, fade: Millis) -> Master:
        return Master(min(want.volume, self._setting.room.ceiling), fade)

    def _play(self, heard: Heard, now: Instant, least: Millis) -> Play:
        tracks = tuple(self._setting.recording(t) for t in heard.playlist.tracks)
        into = Millis(max(0, now - heard.since)) if tracks else Millis(0)
        return Play(tracks, into, max(heard.fade, least), heard.playlist.crossfade, heard.loop if tracks else None)

    def _light(self, want: Output, was: Output, now: Instant, least: Millis) -> None:
        """Light off its line comes back to it first, then goes on along it; a new look does not wait for that."""
        seen = want.light
        through = Instant(seen.since + seen.fade)
        anew = (seen.look, seen.since) != (was.light.look, was.light.since) and not was.emergency
        self._settles = max(self._settles, Instant(now + least), Instant(want.murmur.since + want.murmur.fade))
        self._later = self._settles if now < self._settles < through else None
        if want.near is not None:
            by = max(Instant(now + least), Instant(want.near[0] + EMERGENCY_LIGHT))
            self._later = by if by < through else None
            self._show(want, by, now)
        elif self._later is not None:
            self._show(want, self._settles, now)
        else:
            soonest = Instant(now + least) if anew else self._settles
            self._show(want, max(through, soonest), now)

    def _show(self, want: Output, by: Instant, now: Instant) -> None:
        levels = self._with_near(self.levels_at(want.light, by), want.near)
        self._tell(Show(levels, max(Millis(by - now), TOUCH), want.emergency), now)

    def _tell(self, order: Show, now: Instant) -> None:
        self.trying = False
        self._room.tell(order)
        self._lamps.show(order, now)

    def _catch_up(self, now: Instant) -> None:
        if self._later is not None and now >= self._later:
            self._later = None
            self._show(self._is, Instant(self._is.light.since + self._is.light.fade), now)

    def _with_near(self, levels: tuple[LampLevel, ...], near: tuple[Instant, int] | None) -> tuple[LampLevel, ...]:
        """In an emergency the lamps that are marked for a mat are at working light; the others stay as they are."""
        if near is None:
            return levels
        marked = {lamp.id for lamp in self._setting.room.lamps if near[1] in lamp.mats}
        working = self._levels(Seen(WORKING))
        return tuple(lit if lit.lamp in marked else was for was, lit in zip(levels, working, strict=True))

    def lamps(self, seen: Seen, now: Instant) -> tuple[LampLevel, ...]:
        """What each lamp shows at an instant, on its way to what should be seen: KnownError if nobody knows that."""
        self._levels(seen)
        return self._lamps.at(now)

    def lit(self, levels: tuple[LampLevel, ...], now: Instant) -> None:
        """An engine says how it finds the lamps: from there they are on their way."""
        self._lamps.begin(levels, now)

    def rest(self, now: Instant) -> Millis:
        """How long the light is still on its way, back to its line or along it."""
        return Millis(max(self._is.light.since + self._is.light.fade - now, self._lamps.rest(now)))

    def _levels(self, seen: Seen) -> tuple[LampLevel, ...]:
        design = self._design(seen.look, self._is)
        if design is None:
            raise KnownError(f"The look “{seen.look}” is not known any more. Call another look.")
        return levels(design, self._setting.room.lamps, lift=seen.lift, floor=self._setting.room.floor)

    def levels_at(self, seen: Seen, now: Instant) -> tuple[LampLevel, ...]:
        """The lamps at an instant in the middle of a fade; what is added for a hush is added at both its ends."""
        target = self._levels(seen)
        if seen.was is None or now >= seen.since + seen.fade:
            return target
        part = max(0, now - seen.since) / seen.fade
        start = self.levels_at(replace(seen.was, lift=seen.lift), seen.since)
        return tuple(way(a, b).at(part) for a, b in zip(start, target, strict=True))


def _music(heard: Heard) -> tuple[Playlist, Instant, Millis, Loop | None]:
    """What makes it another: of a silence its fade too, for fade all may be pressed twice within a millisecond."""
    return heard.playlist, heard.since, Millis(0) if heard.playlist.tracks else heard.fade, heard.loop


def _lit(want: Output) -> tuple[Seen, bool, tuple[Instant, int] | None]:
    return want.light, want.emergency, want.near


def _left(murmur: Murmur, now: Instant, least: Millis) -> Millis:
    return Millis(max(murmur.since + murmur.fade - now, least, TOUCH))
