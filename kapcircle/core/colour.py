"""The way from one colour to another as an eye has it: even in brightness, never by a grey or a bright middle.

Colours are mixed in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020,
https://bottosson.github.io/posts/oklab/: all matrices here are his), in its polar form: lightness, chroma, hue. The
red, green and blue of a lamp are taken for those of sRGB; a lamp's own differ a little, and so does its way.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kapcircle.core.light import Colour, lightness, luminance

Light = tuple[float, float, float]
"""Red, green and blue light, linear, in parts of full."""

NEUTRAL = 0.02
"""Chroma in parts of lightness below which a colour has no hue that an eye could name: programme setting. White at
2700 K has 0.14 by this measure, daylight none.
"""

RED = 29.0
"""The hue of sRGB's red in OKLab, in degrees."""

OPPOSITE = 10.0
"""Degrees about the opposite hue within which neither way round is the shorter one: programme setting."""

_ROUNDING = 1e-7
"""Near enough to full: a 16-bit step is 150 times as much."""


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour without its brightness: OKLab's a and b in parts of its lightness, which no dimming changes."""

    a: float
    b: float

    @property
    def pure(self) -> float:
        """How far it is from grey."""
        return math.hypot(self.a, self.b)

    @property
    def hue(self) -> float:
        """In degrees, 0 to 360."""
        return math.degrees(math.atan2(self.b, self.a)) % 360


def oklab(light: Light) -> tuple[float, Tint]:
    """Lightness, 0 to 1, and tint of linear light that is not dark."""
    long, medium, short = _cones(light)
    bright = _lightness(light)
    return bright, Tint(
        (1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short) / bright,
        (0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short) / bright,
    )


def light_of(bright: float, tint: Tint) -> Light:
    """Light of this OKLab lightness and tint; where no lamp could give it, the nearest hue that one can, and paler
    where it would be too bright for one. The lightness is always as asked.
    """
    red, green, blue = (max(0.0, x) for x in _channels(tint.a, tint.b))
    light = _as_bright(bright, (red, green, blue))
    if max(light) > 1:
        light = _paler(bright, light)
    return light


def hue_of(colour: Colour) -> tuple[float, float]:
    """Hue in degrees, and saturation: 0 is white, 1 for the purest of this hue that a lamp can give."""
    tint = oklab(colour)[1]
    return tint.hue, min(1.0, tint.pure / _purest(tint.hue))


def of_hue(hue: float, saturation: float) -> Colour:
    """The colour of this hue in degrees, `saturation` of the way from white to the purest one."""
    angle, pure = math.radians(hue), saturation * _purest(hue)
    return normal(tuple(max(0.0, x) for x in _channels(pure * math.cos(angle), pure * math.sin(angle))))


def normal(light: Sequence[float]) -> Colour:
    """Three channels that are not all dark as a colour: the largest of them 1, to five places. Less than no light is
    none.
    """
    most = max(light)
    red, green, blue = (round(max(0.0, x) / most, 5) for x in light)
    return (red, green, blue)


def _purest(hue: float) -> float:
    """The largest purity at a hue with which no channel is less than none: by halving."""
    angle, low, high = math.radians(hue), 0.0, 1.0
    for _ in range(40):
        pure = (low + high) / 2
        if min(_channels(pure * math.cos(angle), pure * math.sin(angle))) >= 0:
            low = pure
        else:
            high = pure
    return low


def way_round(start: float, end: float) -> float:
    """By how many degrees hue turns from `start` to `end`: the shorter way. Between opposite hues it passes red, and
    not green, there and back.
    """
    up = (end - start) % 360
    if abs(up - 180) < OPPOSITE:
        return up if (RED - start) % 360 <= up else up - 360
    return up if up < 180 else up - 360


@dataclass(frozen=True, slots=True)
class Between:
    """The way between two lights that are not dark: perceived brightness goes evenly from one to the other, and so do
    purity and hue. Where one has no hue of its own, the tint goes straight to the other's.
    """

    begin: float
    end: float
    tint: Tint
    to: Tint
    turn: float
    """By how many degrees hue turns on the way."""

    def at(self, part: float) -> Light:
        """The light after `part` of the way, 0 to 1."""
        bright = math.cbrt(luminance(self.begin + (self.end - self.begin) * part))
        a, b = self.tint, self.to
        if min(a.pure, b.pure) < NEUTRAL:
            return light_of(bright, Tint(a.a + (b.a - a.a) * part, a.b + (b.b - a.b) * part))
        pure = a.pure + (b.pure - a.pure) * part
        hue = math.radians(a.hue + self.turn * part)
        return light_of(bright, Tint(pure * math.cos(hue), pure * math.sin(hue)))


def between(start: Light, end: Light) -> Between:
    """The way from `start` to `end`."""
    first, tint = oklab(start)
    last, to = oklab(end)
    return Between(lightness(first**3), lightness(last**3), tint, to, way_round(tint.hue, to.hue))


def _cones(light: Light) -> Light:
    """What the long, medium and short cones of an eye make of light, cube roots taken."""
    r, g, b = light
    return (
        math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
        math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
        math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
    )


def _lightness(light: Light) -> float:
    long, medium, short = _cones(light)
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short


def _channels(a: float, b: float) -> Light:
    """Red, green and blue of a tint at lightness 1; less than none where no lamp could give it."""
    long = (1 + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (1 - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (1 - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _as_bright(bright: float, light: Light) -> Light:
    """The same tint at another OKLab lightness."""
    red, green, blue = light
    scale = (bright / _lightness(light)) ** 3
    return (red * scale, green * scale, blue * scale)


def _paler(bright: float, light: Light) -> Light:
    """As much white mixed in as takes the largest channel down to full: by regula falsi, in its Illinois form (Dowell
    and Jarratt, 1971): an end that stays twice weighs half as much.
    """
    red, green, blue = light
    low, high, at_low, at_high = 0.0, 1.0, max(light) - 1, bright**3 - 1
    paler, stayed = (bright**3,) * 3, 0
    for _ in range(12):
        white = low + (high - low) * at_low / (at_low - at_high)
        mixed = _as_bright(bright, (red + (1 - red) * white, green + (1 - green) * white, blue + (1 - blue) * white))
        over = max(mixed) - 1
        if over > 0:
            low, at_low, at_high = white, over, at_high / 2 if stayed > 0 else at_high
            stayed = 1
        else:
            high, at_high, at_low, paler = white, over, at_low / 2 if stayed < 0 else at_low, mixed
            stayed = -1
            if over > -_ROUNDING:
                break
    return paler
