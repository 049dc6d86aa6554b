"""What is asked of each person on the day. The practice's own questions: they are asked by a person, not by a form."""

from dataclasses import dataclass

from kapcircle.core.errors import Refused
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL


@dataclass(frozen=True, slots=True)
class DayQuestions:
    """Since the last visit. `safety` is the answer to the practice's own suicidality question: a yes is told to a named
    clinician, with what was decided. The others are words as they were said; `fasted` and `pregnancy` as asked.
    """

    safety: bool
    told: str = ""
    decision: str = ""
    substances: str = ""
    medication: str = ""
    fasted: bool = True
    sleep: str = ""
    pregnancy: str = ""


def check_questions(x: DayQuestions) -> None:
    """Raise Refused where a yes was told to nobody."""
    if x.safety and not x.told.strip():
        raise Refused("A yes to the safety question is told to a clinician at once: name who was told.")


QUESTIONS = Kind(
    DayQuestions,
    "session_question",
    "Questions of the day",
    CLINICAL,
    About.PERSON,
    lambda x: {
        "safety": int(x.safety),
        "told": x.told,
        "decision": x.decision,
        "substances": x.substances,
        "medication": x.medication,
        "fasted": int(x.fasted),
        "sleep": x.sleep,
        "pregnancy": x.pregnancy,
    },
    check_questions,
    moves=True,
)
