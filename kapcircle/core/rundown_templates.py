"""Rundown templates as data: each is a rundown to begin from, with the source of its minutes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kapcircle.core.cue_names import cue_name
from kapcircle.core.errors import KnownError
from kapcircle.core.ids import DAY, MINUTE, SECOND, CueId, Millis, PhaseId
from kapcircle.core.rundown import (
    CROSSFADE,
    FADE,
    AtOffset,
    Content,
    Cue,
    End,
    Look,
    OnEntry,
    OnGo,
    Phase,
    Prompt,
    Rundown,
    Silence,
    Trigger,
)

KEYS = frozenset({"name", "about", "source", "phases"})
PHASE_KEYS = frozenset({"name", "minutes", "source", "end", "group", "note", "shrink", "cues", "medicine"})
CUE_KEYS = frozenset({"look", "silence", "prompt", "fade", "at", "go"})
CONTENTS = ("look", "silence", "prompt")


def read_template(file: str, data: object, fresh: Callable[[], str]) -> Rundown:
    """The rundown of `{"name", "about", "source", "phases"}`, with `fresh` ids. KnownError names file and key.

    A phase is `{"name", "minutes", "source"}`; if wanted `"end"`, `"group"`, `"note"`, `"shrink"` in minutes, `"cues"`,
    and `"medicine": true` where medicine is given.
    A cue has one of `"look": NAME`, `"silence": true` or minutes, `"prompt": WORDS`; `"fade"` in seconds; and comes on
    entry, or `"at"` so many minutes, or with `"go": true` on GO. A `source` cites, or says "programme setting".
    """
    given = _object(data, KEYS, file)
    for key in ("name", "about", "source"):
        _words(given, key, f"{file}: {key}")
    phases = given.get("phases")
    if not isinstance(phases, list) or not phases:
        raise KnownError(f"{file}: phases: must be a list of phases.")
    return Rundown(tuple(_phase(x, f"{file}: phases[{i}]", fresh) for i, x in enumerate(phases)))


def _phase(data: object, where: str, fresh: Callable[[], str]) -> Phase:
    given = _object(data, PHASE_KEYS, where)
    _words(given, "source", f"{where}.source")
    planned = _length(given.get("minutes"), MINUTE, 1, DAY, f"{where}.minutes")
    return Phase(
        PhaseId(fresh()),
        _words(given, "name", f"{where}.name"),
        planned,
        _end(given.get("end", "hold"), f"{where}.end"),
        _words(given, "group", f"{where}.group", ""),
        note=_words(given, "note", f"{where}.note", ""),
        shrink=_length(given.get("shrink", 0), MINUTE, 0, planned, f"{where}.shrink"),
        cues=tuple(_cues(given.get("cues", []), planned, f"{where}.cues", fresh)),
        medicine=_flag(given, "medicine", where),
    )


def _flag(given: Mapping[str, Any], key: str, where: str) -> bool:
    if given.get(key, True) is not True:
        raise KnownError(f"{where}.{key}: must be true, or left out.")
    return key in given


def _cues(data: object, planned: Millis, where: str, fresh: Callable[[], str]) -> Iterator[Cue]:
    if not isinstance(data, list):
        raise KnownError(f"{where}: must be a list of cues.")
    for i, one in enumerate(data):
        here = f"{where}[{i}]"
        given = _object(one, CUE_KEYS, here)
        content = _content(given, here)
        yield Cue(CueId(fresh()), cue_name(content), content, _trigger(given, planned, here))


def _content(given: Mapping[str, Any], where: str) -> Content:
    match [key for key in CONTENTS if key in given]:
        case ["look"]:
            return Look(_words(given, "look", f"{where}.look"), _fade(given, FADE, where))
        case ["silence"]:
            return Silence(_quiet(given["silence"], f"{where}.silence"), _fade(given, CROSSFADE, where))
        case ["prompt"]:
            return Prompt(_words(given, "prompt", f"{where}.prompt"))
        case _:
            raise KnownError(f"{where}: must have one of {', '.join(CONTENTS)}.")


def _quiet(value: object, where: str) -> Millis | None:
    return None if value is True else _length(value, MINUTE, 1, DAY, where)


def _fade(given: Mapping[str, Any], otherwise: Millis, where: str) -> Millis:
    return _length(given["fade"], SECOND, 0, DAY, f"{where}.fade") if "fade" in given else otherwise


def _trigger(given: Mapping[str, Any], planned: Millis, where: str) -> Trigger:
    if "at" in given and "go" in given:
        raise KnownError(f"{where}: comes at a time or on GO, not both.")
    if "at" in given:
        return AtOffset(_length(given["at"], MINUTE, 0, planned, f"{where}.at"))
    return OnGo() if _flag(given, "go", where) else OnEntry()


def _object(data: object, keys: frozenset[str], where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise KnownError(f"{where}: must be an object with {', '.join(sorted(keys))}.")
    if unknown := sorted(set(data) - keys):
        raise KnownError(f"{where}: {unknown[0]}: not known. Known are {', '.join(sorted(keys))}.")
    return data


def _words(given: Mapping[str, Any], key: str, where: str, otherwise: str | None = None) -> str:
    value = given.get(key, otherwise)
    if not isinstance(value, str) or (not value.strip() and value is not otherwise):
        raise KnownError(f"{where}: must be words, not {value!r}.")
    return value


def _length(value: object, unit: Millis, least: int, most: Millis, where: str) -> Millis:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value * unit <= most:
        span = f"above 0, up to {most / unit:g}" if least else f"from 0 to {most / unit:g}"
        raise KnownError(f"{where}: must be a number {span}, not {value!r}.")
    return Millis(round(value * unit))


def _end(value: object, where: str) -> End:
    for end in End:
        if value == end.value:
            return end
    raise KnownError(f"{where}: must be hold, offer or advance, not {value!r}.")
