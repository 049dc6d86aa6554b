"""The consents of a person as they are shown, and one of them as it is printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kapcircle.core.ids import Instant
from kapcircle.core.person.consents import ConsentAnswered, Consents, ConsentWithdrawn
from kapcircle.core.programme import ConsentText
from kapcircle.core.signature import Strokes
from kapcircle.views.times import Zone, date, day


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A kind of consent and how it stands. `given`: the yes that stands and can be printed or withdrawn."""

    key: str
    text: ConsentText
    shape: str
    words: str
    given: ConsentAnswered | None


def consent_lines(consents: Consents, texts: Sequence[ConsentText], zone: Zone) -> tuple[ConsentLine, ...]:
    """A line for each text of the programme."""
    return tuple(_line(consents, text, zone) for text in texts)


def struck_lines(consents: Consents, zone: Zone) -> tuple[tuple[str, str], ...]:
    """What was struck: it stays readable, with the reason."""
    struck = (x for x in consents.records if x.struck)
    return tuple((f"{_title(x.what)} (struck)", f"{_said(x.what, zone)}. Struck: {x.struck}") for x in struck)


def _title(record: ConsentAnswered | ConsentWithdrawn) -> str:
    return record.text.title if isinstance(record, ConsentAnswered) else record.kind


def _said(record: ConsentAnswered | ConsentWithdrawn, zone: Zone, write: Callable[[Instant, Zone], str] = day) -> str:
    match record:
        case ConsentAnswered(text, yes, on=on):
            return f"{'yes' if yes else 'no'}, {write(on, zone)}, version {text.version}"
        case ConsentWithdrawn(on=on):
            return f"withdrawn, {write(on, zone)}"


def _line(consents: Consents, text: ConsentText, zone: Zone) -> ConsentLine:
    last, given = consents.last(text.kind), consents.given(text.kind)
    if given is not None and given.text.version == text.version:
        return ConsentLine(text.kind, text, "✓", f"yes, {day(given.on, zone)}, version {text.version}", given)
    if given is not None:
        words = f"yes to version {given.text.version}, {day(given.on, zone)}; version {text.version} holds now"
        return ConsentLine(text.kind, text, "▲", words, given)
    if last is None:
        return ConsentLine(text.kind, text, "■" if text.required else "○", _unasked(text), None)
    said = "no" if isinstance(last.what, ConsentAnswered) else "withdrawn"
    return ConsentLine(text.kind, text, "■" if text.required else "○", f"{said}, {day(last.what.on, zone)}", None)


def _unasked(text: ConsentText) -> str:
    return "not asked yet" if text.required else "no: nobody has said yes"


@dataclass(frozen=True, slots=True)
class SignedConsent:
    """A consent as it is printed: nothing in it comes from anywhere else, so the same one is always the same page."""

    circle: str
    alias: str
    title: str
    version: int
    text: str
    said_back: tuple[tuple[str, bool], ...]
    answer: str
    on: str
    strokes: Strokes
    typed: str
    witness: str
    since: str = ""
    """What followed it: it was withdrawn, or the answer was no."""


def followed(consents: Consents, kind: str, zone: Zone) -> str:
    """For its page: what was said after the consent that was signed last; nothing while it stands."""
    last = consents.last(kind)
    return "" if last is None or consents.given(kind) is not None else _said(last.what, zone, date)


def signed_consent(
    circle: str, alias: str, given: ConsentAnswered, strokes: Strokes, zone: Zone, since: str = ""
) -> SignedConsent:
    """A consent as it was signed, for paper."""
    said_back = tuple(zip(given.text.teach_back, given.said_back, strict=False))
    return SignedConsent(
        circle,
        alias,
        given.text.title,
        given.text.version,
        given.text.text,
        said_back,
        "yes" if given.yes else "no",
        date(given.on, zone),
        strokes,
        given.typed,
        given.witness,
        since,
    )
