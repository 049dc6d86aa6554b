"""A value outside the signed range, in words: which value, which range, whose signature and when; and whom to tell.

Never a drug, a dose or an order: the words name what was recorded, and the person who decides.
"""

from kapcircle.core.ids import Instant
from kapcircle.core.programme import UNITS, Limit, Measure, Programme, Urgency
from kapcircle.core.session.limits import PRESSURES, Alarm, Raised
from kapcircle.core.vitals import Vitals
from kapcircle.views.times import Zone, day, hour, short

UNSIGNED = "The limits of this programme are not signed: they do not act."
USUALLY = "usually 30 to 60 min"
"""The practice's own account of its circles: a programme setting, and no promise."""


def alarm_words(alarm: Alarm, programme: Programme, zone: Zone) -> str:
    """`161/98, outside your programme’s range (160/100, set by Dr X on 3 Mar 2027). Tell the medical lead.`"""
    tell = "Tell the medical lead now." if alarm.urgency is Urgency.NOW else "Tell the medical lead."
    return f"{outside_words(alarm, programme, zone)}. {tell}"


def outside_words(alarm: Alarm, programme: Programme, zone: Zone) -> str:
    """The same as it is told afterwards, without whom to tell."""
    values = " and ".join(_values(alarm))
    ranges = "; ".join(_ranges(alarm, programme))
    signed = programme.signed
    by = "" if signed is None else f", set by {signed.name} on {day(signed.at, zone)}"
    return f"{values}, outside your programme’s range ({ranges}{by})"


def brief(alarm: Alarm, programme: Programme, zone: Zone) -> str:
    """`161/98 at 14:31, outside 160/100. Tell the medical lead.`: where the whole words stand beside it."""
    tell = "Tell the medical lead now." if alarm.urgency is Urgency.NOW else "Tell the medical lead."
    values, ranges = " and ".join(_values(alarm)), "; ".join(_ranges(alarm, programme))
    return f"{values} at {hour(alarm.record.happened, zone)}, outside {ranges}. {tell}"


def _values(alarm: Alarm) -> list[str]:
    reading, found = alarm.reading, []
    if any(x.measure in PRESSURES for x in alarm.broken):
        found.append(f"{reading.systolic}/{reading.diastolic}")
    return found + [_value(x.measure, reading) for x in alarm.broken if x.measure not in PRESSURES]


def _value(measure: Measure, reading: Vitals) -> str:
    value = reading.value(measure)
    return f"{measure.value} {value:g}{_unit(measure)}"


def _unit(measure: Measure) -> str:
    return "" if UNITS[measure] in {"/min", "mmHg"} else f" {UNITS[measure]}"


def _ranges(alarm: Alarm, programme: Programme) -> list[str]:
    pressures = [x for x in alarm.broken if x.measure in PRESSURES]
    found = [_pressures(pressures, programme)] if pressures else []
    return found + [range_words(x) for x in alarm.broken if x.measure not in PRESSURES]


def _pressures(limits: list[Limit], programme: Programme) -> str:
    """Both figures of the range that was left, as it is spoken of, also where one of them was kept."""
    first = limits[0]
    alike = [x for x in programme.limits if (x.moment, x.urgency) == (first.moment, first.urgency)]
    highs = {x.measure: x.high for x in alike if x.high is not None}
    if set(PRESSURES) <= highs.keys() and all(x.low is None for x in limits):
        return "/".join(f"{highs[x]:g}" for x in PRESSURES)
    return "; ".join(range_words(x) for x in limits)


def range_words(limit: Limit) -> str:
    """`systolic at most 160`, `SpO2 at least 92 %`: what lies inside a limit."""
    name, unit = limit.measure.value, _unit(limit.measure)
    if limit.low is None:
        return f"{name} at most {limit.high:g}{unit}"
    if limit.high is None:
        return f"{name} at least {limit.low:g}{unit}"
    return f"{name} {limit.low:g} to {limit.high:g}{unit}"


def raised_words(raised: Raised, now: Instant) -> str:
    """`back near baseline 118/76 after 35 min`; `not back near baseline 118/76 yet, 20 min; usually 30 to 60 min`.

    Near, for it is held against the programme's tolerance; which figures that is, whoever reads it sees for themselves.
    """
    if raised.baseline is None:
        return "raised; no baseline was recorded to compare with"
    near = f"back near baseline {raised.baseline.systolic}/{raised.baseline.diastolic}"
    if raised.back is not None:
        return f"{near} after {short(raised.length(now))} min"
    return f"not {near} yet, {short(raised.length(now))} min; {USUALLY}"
