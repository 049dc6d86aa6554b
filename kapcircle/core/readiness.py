"""How ready a person is, as their own stream tells it: what gates and the readiness board are fed with."""

from dataclasses import dataclass

from kapcircle.core.ids import Instant


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """A consent that stands: its kind and the version of the text that was signed."""

    kind: str
    version: int
    at: Instant


@dataclass(frozen=True, slots=True)
class Readiness:
    """Nothing here is about one day: what is asked on the day is recorded in the session.

    `excluded` are the keys of screening items that keep the person from medicine, `review` those a prescriber has not
    decided on yet. `preparations` counts preparation meetings attended.
    """

    status: str = ""
    screened: Instant | None = None
    screening_expires: Instant | None = None
    excluded: tuple[str, ...] = ()
    hard_excluded: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    cleared: Instant | None = None
    cleared_by: str = ""
    clearance_expires: Instant | None = None
    clearance_limits: str = ""
    consents: tuple[ConsentGiven, ...] = ()
    preparations: int = 0
    ride: str = ""
    escort: str = ""
    escort_phone: str = ""
    emergency_contact: str = ""
    safety_open: bool = False
    """A yes to the suicidality question, or a flagged answer, that no licensed clinician has decided on yet, or on
    which the decision was not to go on."""
    asked: tuple[str, ...] = ()
    """The keys of the questions that the screening has an answer to."""
    refused: tuple[str, ...] = ()
    """The kinds of consent to which the answer was no, or that were withdrawn."""
    stopped: Instant | None = None
    """When the person ended their part in the medicine sessions, in another session; None where they did not."""
