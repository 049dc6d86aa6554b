"""What stands between a person and a medicine session: one pure function for the readiness board and for Gate A.

It blocks what is about to be done, never the record of what was done.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kapcircle.core.ids import Instant
from kapcircle.core.programme import ConsentText, Programme
from kapcircle.core.readiness import Readiness

OUT = frozenset({"paused", "withdrawn", "completed"})
"""The words of `Readiness.status` for one who takes no medicine now."""

ENDED = "Has ended their part in the medicine sessions"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: in words, and what to ask whom. `hard`: nobody can override it.

    `key` is what it belongs to, and after a colon which one of these. The words of a `clinical` gap are for clinical
    roles; others are told whom to ask. What was let stand before `since` was somebody else's on the same mat.
    """

    key: str
    words: str
    ask: str
    hard: bool = False
    clinical: bool = False
    since: Instant = Instant(0)

    @property
    def about(self) -> str:
        """What it belongs to."""
        return self.key.partition(":")[0]


def gaps(readiness: Readiness, programme: Programme, now: Instant, day: Instant) -> tuple[Gap, ...]:
    """All that is missing at `now` for a medicine session on `day`, but for what is asked on the day itself."""
    return (
        *_enrolled(readiness),
        *_willing(readiness, programme),
        *_screened(readiness, programme, now, day),
        *_excluded(readiness, programme),
        *_cleared(readiness, now, day),
        *_safe(readiness),
        *_consented(readiness, programme),
        *_prepared(readiness, programme),
        *_fetched(readiness),
    )


def hard(found: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Those that have no override."""
    return tuple(gap for gap in found if gap.hard)


def _enrolled(readiness: Readiness) -> Iterator[Gap]:
    if readiness.status in OUT:
        yield Gap("status", f"Takes part no longer: {readiness.status}", "Ask the coordinator whether this is so.")


def _willing(readiness: Readiness, programme: Programme) -> Iterator[Gap]:
    """Who ended their part takes no medicine, unless they come back by themselves and sign every consent anew."""
    ended = readiness.stopped
    if ended is None:
        return
    signed = {x.kind: x.at for x in readiness.consents}
    anew = [signed.get(text.kind, ended) > ended for text in programme.consents if text.required]
    if not anew or not all(anew):
        ask = "This is their decision. If they wish to come back, each consent is signed anew."
        yield Gap("stopped", ENDED, ask, hard=True)


def _screened(readiness: Readiness, programme: Programme, now: Instant, day: Instant) -> Iterator[Gap]:
    ask = "Ask a clinician for the screening."
    if readiness.screened is None or readiness.screening_expires is None:
        yield Gap("screening", "No screening", ask)
    elif readiness.screening_expires <= now:
        yield Gap("screening", "Screening has expired", "Ask a clinician to screen again.")
    elif readiness.screening_expires <= day:
        yield Gap("screening", "Screening expires before the day", "Ask a clinician to screen again.")
    else:
        unasked = [item.question for item in programme.screening if item.key not in readiness.asked]
        if unasked:
            yield Gap("screening:asked", f"Not asked yet: {'; '.join(unasked)}", ask, clinical=True)


def _excluded(readiness: Readiness, programme: Programme) -> Iterator[Gap]:
    questions = {item.key: item.question for item in programme.screening}
    ask = "Ask the medical lead."
    for key in readiness.hard_excluded:
        words = f"Excluded, without override: {questions.get(key, key)}"
        yield Gap(f"exclusion:{key}", words, ask, hard=True, clinical=True)
    for key in readiness.excluded:
        yield Gap(f"exclusion:{key}", f"Excluded: {questions.get(key, key)}", ask, clinical=True)
    for key in readiness.review:
        words = f"Waits for a decision: {questions.get(key, key)}"
        yield Gap(f"review:{key}", words, "Ask the medical lead for a decision.", clinical=True)


def _cleared(readiness: Readiness, now: Instant, day: Instant) -> Iterator[Gap]:
    ask = "Ask the prescriber for a clearance."
    if readiness.cleared is None or readiness.clearance_expires is None:
        yield Gap("clearance", "No clearance", ask)
    elif readiness.clearance_expires <= now:
        yield Gap("clearance", "Clearance has expired", ask)
    elif readiness.clearance_expires <= day:
        yield Gap("clearance", "Clearance expires before the day", ask)


def _safe(readiness: Readiness) -> Iterator[Gap]:
    if readiness.safety_open:
        words = "A safety flag waits for a licensed clinician"
        yield Gap("safety", words, "Ask a licensed clinician for a decision.", clinical=True)


def _consented(readiness: Readiness, programme: Programme) -> Iterator[Gap]:
    required = [text for text in programme.consents if text.required]
    if not required:
        words = "The programme has no consent to ask for"
        yield Gap("consent", words, "Ask the coordinator to add its consents to the programme.", hard=True)
    for text in required:
        yield from _answered(readiness, text)


def _answered(readiness: Readiness, text: ConsentText) -> Iterator[Gap]:
    """A yes to an older text is a consent still; it is asked for anew."""
    key = f"consent:{text.kind}"
    given = next((x for x in readiness.consents if x.kind == text.kind), None)
    if given is None and text.kind in readiness.refused:
        yield Gap(key, f"{text.title}: said no, or withdrawn", "Nothing to ask: the answer stands.", hard=True)
    elif given is None:
        yield Gap(key, f"{text.title}: no consent", "Ask the participant, with a witness.", hard=True)
    elif given.version != text.version:
        words = f"{text.title}: version {given.version} was signed, version {text.version} holds now"
        yield Gap(key, words, "Ask the participant to read and sign the text as it is now.")


def _prepared(readiness: Readiness, programme: Programme) -> Iterator[Gap]:
    lacking = programme.preparations - readiness.preparations
    if lacking > 0:
        meetings = "one preparation meeting" if lacking == 1 else f"{lacking} preparation meetings"
        yield Gap("preparation", f"Lacks {meetings}", "Ask the participant to a preparation meeting.")


def _fetched(readiness: Readiness) -> Iterator[Gap]:
    ask = "Ask the participant who takes them home."
    if not readiness.ride:
        yield Gap("ride", "No ride home", ask)
    if not readiness.escort:
        yield Gap("escort", "No escort", ask)
    elif not readiness.escort_phone:
        yield Gap("escort", "No telephone number of the escort", "Ask the participant for the escort's number.")
    if not readiness.emergency_contact:
        yield Gap("contact", "No emergency contact", "Ask the participant whom to call in an emergency.")
