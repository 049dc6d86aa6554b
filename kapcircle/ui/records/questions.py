"""The questions of the day: a person asks them, in the practice's own words, and the answers are written down here."""

from typing import Any

from kapcircle.core.questions import DayQuestions
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Text, Values, Whom, chosen, key_of, needed
from kapcircle.ui.records.people import offered, person_named, said
from kapcircle.views.recorded import questions

YES_NO = (Option("Y", True, "yes"), Option("N", False, "no"))
FASTED = (Option("F", True, "fasted"), Option("E", False, "has eaten"))
ASKED = "Asked by a person, in the practice’s own words, since the last visit."


def _build(values: Values, _: Whom) -> DayQuestions:
    return DayQuestions(
        values["safety"],
        values.get("told", ""),
        values.get("decision", ""),
        values["substances"],
        values["medication"],
        values["fasted"],
        values["sleep"],
        values["pregnancy"],
    )


def _again(x: DayQuestions, _: Whom) -> tuple[str, ...]:
    return ("The safety question was answered yes",) if x.safety else ()


def _told(text: str, whom: Whom) -> str:
    return needed("A yes is told to a clinician at once: name who was told.")(person_named(text, whom), whom)


def _retype(x: Any) -> Raw:
    words = {name: getattr(x, name) for name in ("told", "decision", "substances", "medication", "sleep", "pregnancy")}
    return {"safety": key_of(YES_NO, x.safety), "fasted": key_of(FASTED, x.fasted), **words}


QUESTIONS = Form(
    "questions",
    "Questions of the day",
    DayQuestions,
    (
        Choice("safety", "safety", YES_NO, must="Say how the safety question was answered: Y yes, N no."),
        Text("told", "told to", _told, offers=offered, says=said, shown=chosen("Y", "safety")),
        Text("decision", "decided", shown=chosen("Y", "safety")),
        Choice("fasted", "food", FASTED, must="Say whether they have fasted: F fasted, E has eaten."),
        Text("substances", "substances"),
        Text("medication", "medication"),
        Text("sleep", "sleep"),
        Text("pregnancy", "pregnancy"),
    ),
    _build,
    words=lambda x, _: questions(x),
    again=_again,
    lead=lambda _: ASKED,
    retype=_retype,
)
