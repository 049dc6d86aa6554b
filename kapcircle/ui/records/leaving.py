"""Ways of leaving: ready, discharged (Gate C), against advice, transferred, unseen; and an escort who does not come."""

import re
from dataclasses import replace
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.gates import Gap
from kapcircle.core.leaving import (
    Aldrete,
    Discharged,
    EscortTrouble,
    LeftAgainstAdvice,
    LeftUnseen,
    ReadyToLeave,
    Transferred,
)
from kapcircle.core.session.gates import CALM, before_leaving, gate_c
from kapcircle.core.session.state import Session
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Scale, Text, Values, Whom, key_of, missing, needed
from kapcircle.ui.records.people import offered, person_named, said

TURNS = (
    ("R", "ready to leave", "ready to leave"),
    ("A", "against advice", "against advice"),
    ("T", "transferred", "transferred"),
    ("U", "left unseen", "unseen"),
    ("E", "escort", "escort"),
)
"""From the discharge to what else there is."""

SCORES = {
    "activity": ("no limb", "two limbs", "four limbs"),
    "respiration": ("none", "laboured", "deep, coughs"),
    "circulation": ("over 50 {}", "20 to 50 {}", "±20 {}"),
    "consciousness": ("no answer", "rouses", "awake"),
    "saturation": ("<90 on O₂", "needs O₂", ">92 on air"),
}
"""What 0, 1 and 2 stand for (modified Aldrete, Aldrete 1995); circulation is the pressure from the baseline, in the
unit of the programme.
"""

SEEN_TO = (
    Option("O", "oriented", "oriented"),
    Option("S", "steady", "steady gait"),
    Option("N", "nausea", "nausea tolerable"),
    Option("Q", "safety", "safety asked"),
    Option("B", "belongings", "belongings, keys"),
    Option("G", "aftercare", "aftercare given"),
    Option("V", "driving", "no driving told"),
)
LABELS = {"saturation": "SpO2"}
TWO = 2
"""So many of the team sign a discharge."""

FEW = 3
"""Up to so many things that are missing are named, and more are counted."""


def _score(name: str, unit: str) -> Choice:
    options = tuple(Option(str(n), n, words.format(unit)) for n, words in enumerate(SCORES[name]))
    must = f"Score {name}: 0, 1 or 2 (modified Aldrete)."
    return Choice(name, LABELS.get(name, name), options, must=must, slim=True)


def _escort(text: str, whom: Whom) -> str:
    typed = text.strip()
    known = _known(whom)
    numbered = typed.isdecimal() and 1 <= int(typed) <= len(known)
    return known[int(typed) - 1][0] if numbered else typed


def _known(whom: Whom) -> tuple[tuple[str, str], ...]:
    return () if whom.person is None else whom.hand.escorts(whom.person)


def _offered_escorts(whom: Whom) -> str:
    return "  ".join(f"{n} {name}" for n, (name, _) in enumerate(_known(whom), 1))


def _says_escort(text: str, whom: Whom) -> str:
    name = _escort(text, whom)
    return name if name != text.strip() else ""


def _signers(text: str) -> list[str]:
    """`1 2`, or names with a comma or “and” between them."""
    parts = text.replace(",", " ").split() if _numbers(text) else re.split(r",|\band\b|&", text)
    return [part.strip() for part in parts if part.strip()]


def _numbers(text: str) -> bool:
    return text.replace(",", "").replace(" ", "").isdigit()


def _two(text: str, whom: Whom) -> tuple[str, str]:
    """Who of the team signs. Raises Refused."""
    names = [person_named(part, whom) for part in _signers(text)]
    if len(names) != TWO:
        raise Refused("Two of the team sign a discharge: name both, as in 1 2, or Jonas, Mara.")
    return names[0], names[1]


def _build(values: Values, whom: Whom) -> Discharged:
    done, seat = values["done"], whom.seat
    if values["distress"] is None:
        raise Refused("Say how distressed they are now, from 0 to 10.")
    found = Discharged(
        Aldrete(*(values[name] for name in SCORES)),
        "oriented" in done,
        "steady" in done,
        "nausea" in done,
        values["distress"],
        "safety" in done,
        values["escort"],
        "belongings" in done,
        "aftercare" in done,
        "driving" in done,
        values["signed"],
    )
    gaps = () if seat is None else gate_c(whom.session, seat, found, whom.then)
    reason = values.get("reason", "")
    if gaps and not reason:
        raise Refused("\n".join(("Not to be discharged yet.", *(f"{gap.words}. {gap.ask}" for gap in gaps))))
    return replace(found, overridden=tuple(gap.words for gap in gaps), reason=reason if gaps else "")


def _retype(x: Any) -> Raw:
    """As it was written: what is put right is the one thing that was wrong, and the rest stands."""
    seen = {
        "oriented": x.oriented,
        "steady": x.steady,
        "nausea": x.nausea,
        "safety": x.safety_asked,
        "belongings": x.belongings,
        "aftercare": x.aftercare,
        "driving": x.driving,
    }
    return {
        **{name: str(getattr(x.aldrete, name)) for name in SCORES},
        "done": "".join(option.key for option in SEEN_TO if seen[option.value]),
        "distress": str(x.distress),
        "escort": x.escort,
        "signed": ", ".join(x.initials),
        "reason": x.reason,
    }


def _still(whom: Whom) -> tuple[Gap, ...]:
    return () if whom.seat is None else before_leaving(whom.session, whom.seat, whom.then)


def _lacks(raw: Raw, whom: Whom) -> str:
    """All that is missing of it, in a line."""
    unseen = [x.words for x in SEEN_TO if x.key not in raw.get("done", "")]
    found = _unscored(raw, whom.session.plan.programme.aldrete_least)
    found += unseen if len(unseen) <= FEW else [f"{len(unseen)} of {len(SEEN_TO)} to see to"]
    felt = raw.get("distress", "")
    found += [f"distress {felt}" if felt else "distress"] if not felt or int(felt) > CALM else []
    found += [] if raw.get("escort", "").strip() else ["escort"]
    signed = len(_signers(raw.get("signed", "")))
    found += [] if signed == TWO else [f"signatures ({signed} of {TWO})"]
    return f"Missing: {', '.join(found)}" if found else ""


def _unscored(raw: Raw, least: int) -> list[str]:
    scored = [int(raw[name]) for name in SCORES if raw.get(name)]
    if len(scored) == len(SCORES):
        return [f"Aldrete {sum(scored)} of at least {least}"] if sum(scored) < least else []
    return [f"Aldrete ({len(scored)} of {len(SCORES)})"] if scored else ["Aldrete"]


def _to_override(raw: Raw) -> bool:
    """Whether there may be something for the medical lead to let stand: where all is filled in, and short of it."""
    if missing(raw):
        return True
    scored = [raw[name] for name in SCORES if raw.get(name)]
    felt, done = raw.get("distress", ""), raw.get("done", "")
    if len(scored) < len(SCORES) or not felt or len(_signers(raw.get("signed", ""))) != TWO:
        return False
    calm = int(felt) <= CALM and bool(raw.get("escort", "").strip())
    return not calm or set(scored) != {"2"} or any(x.key not in done for x in SEEN_TO)


def _discharge(name: str, unit: str) -> Form:
    return Form(
        name,
        "Leaving: discharge",
        Discharged,
        (
            *(_score(each, unit) for each in SCORES),
            Choice("done", "seen to", SEEN_TO, many=True, bare=True),
            Scale("distress", "distress"),
            Text("escort", "escort", _escort, offers=_offered_escorts, says=_says_escort),
            Text("signed", "two sign", _two, offers=offered),
            Text("reason", "let stand, why", hint="the medical lead alone", shown=_to_override),
        ),
        _build,
        retype=_retype,
        turns=TURNS,
        lacks=_lacks,
        gaps=_still,
        stands=lambda x: bool(x.overridden),
    )


DISCHARGE = _discharge("leaving", "mmHg")
DISCHARGE_PERCENT = _discharge("leaving by percent", "%")
"""Circulation from the baseline in one unit or the other, as the programme says."""


def discharge(s: Session) -> Form:
    """The form of a discharge in this circle."""
    return DISCHARGE_PERCENT if s.plan.programme.aldrete_percent else DISCHARGE


READY_TO_LEAVE = Form(
    "ready to leave",
    "Ready to leave",
    ReadyToLeave,
    (),
    lambda *_: ReadyToLeave(),
    lead=lambda _: "Enter stamps when they could go. When they went is a stamp of its own.",
    retype=lambda _: {},
)

_NO_ADVICE = "Say what they were told."
AGAINST_ADVICE = Form(
    "against advice",
    "Leaving against advice",
    LeftAgainstAdvice,
    (
        Text("told", "told", needed(_NO_ADVICE), hint="what they were told"),
        Text("by", "by", person_named, offers=offered, says=said),
        Text("called", "called", hint="who was called"),
    ),
    lambda x, _: LeftAgainstAdvice(x["told"], x["by"], x["called"]),
    retype=lambda x: {"told": x.told, "by": x.by, "called": x.called},
    again=lambda *_: ("They leave, and their part of the circle is closed",),
)
TRANSFERRED = Form(
    "transferred",
    "Transferred",
    Transferred,
    (
        Text("where", "where to", needed("Say where to.")),
        Text("by", "by whom", needed("Say by whom: an ambulance, a doctor, a member of the team.")),
        Text("handover", "handed over", hint="what was said, and to whom"),
    ),
    lambda x, _: Transferred(x["where"], x["by"], x["handover"]),
    retype=lambda x: {"where": x.where, "by": x.by, "handover": x.handover},
    again=lambda *_: ("They leave, and their part of the circle is closed",),
)
UNSEEN = Form(
    "left unseen",
    "Left unseen",
    LeftUnseen,
    (Text("searches", "searches", person_named, offers=offered, says=said, hint="who searches"),),
    lambda x, _: LeftUnseen(x["searches"]),
    retype=lambda x: {"searches": x.searches},
    lead=lambda _: "It stays among what needs eyes until they are found.",
)

WRONG = (
    Option("L", "late", "late"),
    Option("W", "not the one who was named", "not the one named"),
    Option("N", "does not come", "does not come"),
)
DONE = (
    Option("C", "second contact called", "second contact called"),
    Option("H", "they stay, and wait here", "waits here"),
    Option("O", "they stay overnight", "stays overnight"),
    Option("X", "", "something else"),
)


def _second(whom: Whom) -> str:
    named = ", ".join(" ".join(filter(None, who)) for who in _known(whom))
    return f"Named for them: {named}." if named else "Nobody is named in their record."


def _trouble(x: Values, _: Whom) -> EscortTrouble:
    return EscortTrouble(x["what"], ", ".join(each for each in (x["done"], x["words"]) if each))


def _retrouble(x: Any) -> Raw:
    """The deed that was chosen, and the words behind it; what is of no deed is words alone."""
    deed = next((each for each in DONE if each.value and x.done.startswith(each.value)), DONE[-1])
    words = x.done.removeprefix(deed.value).removeprefix(", ")
    return {"what": key_of(WRONG, x.what), "done": deed.key, "words": words}


ESCORT = Form(
    "escort",
    "Escort",
    EscortTrouble,
    (
        Choice("what", "what is wrong", WRONG, must="Say what is wrong: L, W or N."),
        Choice("done", "what is done", DONE, must="Say what is done: C, H, O, or X and in words."),
        Text("words", "in words"),
    ),
    _trouble,
    lead=_second,
    retype=_retrouble,
)
