"""Which touch a person agrees to from now on: narrowed in a session, never widened."""

from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.session.rules import narrower, touch
from kapcircle.ui.records.form import Choice, Form, Option, Values, Whom

NARROWED = "In a session touch is narrowed and never widened."
TOUCHES = (
    Option("N", Touch.NONE, "none"),
    Option("A", Touch.ASK, "ask each time"),
    Option("H", Touch.HAND, "hand"),
    Option("S", Touch.SHOULDER, "hand, shoulder"),
)


def _lead(whom: Whom) -> str:
    now = None if whom.person is None else touch(whom.session, whom.person)
    return f"{'Nothing is recorded yet' if now is None else f'Now: {now.value}'}. {NARROWED}"


def _build(said: Values, whom: Whom) -> TouchAgreed:
    if whom.person is not None:
        narrower(whom.session, whom.person, said["touch"])
    return TouchAgreed(said["touch"])


TOUCH = Form(
    "touch",
    "Touch",
    TouchAgreed,
    (Choice("touch", "they agree to", TOUCHES, must="Choose which touch they agree to: N, A, H or S."),),
    _build,
    lead=_lead,
)
