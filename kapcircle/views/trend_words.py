"""A trend in words: the latest figures, and each reading as a sentence for those who cannot see the chart."""

from dataclasses import dataclass

from kapcircle.core.ids import MINUTE, Instant
from kapcircle.views.times import Zone, hour
from kapcircle.views.trends import Channel, Limit, Limits, Reading, Trend

NONE = "No readings yet"
NAMES = {
    Channel.SYSTOLIC: "systolic",
    Channel.DIASTOLIC: "diastolic",
    Channel.PULSE: "pulse",
    Channel.SPO2: "SpO2",
}
UNMEASURED = "–"
STRUCK = "Struck: it does not count."


@dataclass(frozen=True, slots=True)
class Figure:
    """A latest value, as short as it can be written, and whether it lies outside the signed range."""

    channel: Channel
    words: str
    outside: bool = False


def figures(reading: Reading) -> tuple[Figure, ...]:
    """What one reading says of every channel; what it did not measure is a dash, never an older value."""
    return tuple(Figure(c, short(reading.value(c)), c.value in reading.outside) for c in Channel)


def short(value: float | None) -> str:
    """A value as it is typed, or a dash."""
    return UNMEASURED if value is None else f"{value:g}"


def since(trend: Trend, at: Instant) -> str:
    """When about the person's own dose, `26 min after the dose`, `12 min before the dose`, or nothing."""
    if trend.t0 is None:
        return ""
    minutes = round((at - trend.t0) / MINUTE)
    if minutes == 0:
        return "at the dose"
    return f"{abs(minutes)} min {'after' if minutes > 0 else 'before'} the dose"


def said(trend: Trend, reading: Reading, zone: Zone) -> str:
    """A reading as sentences, and what is to be known of it."""
    return " ".join(words for words in (measured(trend, reading, zone), remark(trend, reading)) if words)


def measured(trend: Trend, reading: Reading, zone: Zone) -> str:
    """A reading as a sentence: `14:31, 26 min after the dose: 161/98, pulse 92, SpO2 97 %.`"""
    when = ", ".join(words for words in (hour(reading.at, zone), since(trend, reading.at)) if words)
    return f"{when}: {values(reading)}."


def remark(trend: Trend, reading: Reading) -> str:
    """What is to be known of a reading: that it was struck, or lies outside the signed range; else nothing."""
    return STRUCK if reading.struck else beyond(reading, trend.limits)


def values(reading: Reading) -> str:
    """What was measured, in the order in which it is typed."""
    parts = []
    if reading.systolic is not None or reading.diastolic is not None:
        parts.append(f"{short(reading.systolic)}/{short(reading.diastolic)}")
    for name, value, unit in (
        ("pulse", reading.pulse, ""),
        ("SpO2", reading.spo2, " %"),
        ("respiration", reading.respiration, ""),
        ("temperature", reading.temperature, " °C"),
    ):
        if value is not None:
            parts.append(f"{name} {value:g}{unit}")
    return ", ".join(parts) or "nothing measured"


def beyond(reading: Reading, limits: Limits) -> str:
    """What lies outside whose range; nothing where all lies inside."""
    found = [NAMES[c] for c in Channel if c.value in reading.outside]
    found += sorted(reading.outside - {c.value for c in Channel})
    if not found:
        return ""
    by = f" signed by {limits.signed}" if limits.signed else ""
    return f"Outside your programme’s range{by}: {', '.join(found)}."


def spoken(trend: Trend, zone: Zone) -> str:
    """Whose chart this is and its last reading."""
    who = f"{trend.alias}, mat {trend.mat}"
    return f"{who}. {NONE}." if trend.latest is None else f"{who}. {said(trend, trend.latest, zone)}"


def limit_words(limit: Limit, limits: Limits) -> str:
    """An edge of the range with whose it is: `systolic 160, Dr Mara`."""
    return f"{NAMES[limit.channel]} {limit.value:g}, {limits.signed}" if limits.signed else ""
