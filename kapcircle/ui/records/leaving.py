"""Ways of leaving: ready, discharged (Gate C), against advice, transferred, unseen; and an escort who does not come."""

from dataclasses import replace

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
from kapcircle.core.session.gates import before_leaving, gate_c
from kapcircle.ui.records.form import Choice, Form, Option, Scale, Text, Values, Whom, needed
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
    "respiration": ("none", "laboured", "deep"),
    "circulation": ("over 50", "20 to 50", "within 20"),
    "consciousness": ("no answer", "rouses", "awake"),
    "saturation": ("<90, on O₂", "needs O₂", ">92, air"),
}
"""What 0, 1 and 2 stand for (modified Aldrete, Aldrete 1995)."""

SEEN_TO = (
    Option("O", "oriented", "oriented"),
    Option("S", "steady", "steady gait"),
    Option("N", "nausea", "nausea tolerable"),
    Option("Q", "safety", "safety asked"),
    Option("B", "belongings", "belongings, keys"),
    Option("G", "aftercare", "aftercare given"),
    Option("V", "driving", "no driving told"),
)
LABELS = {
    "activity": "activity: moves",
    "respiration": "respiration; 2 breathes deeply and coughs",
    "consciousness": "consciousness",
    "saturation": "SpO2, %",
}


def _score(name: str, unit: str) -> Choice:
    options = tuple(Option(str(n), n, words) for n, words in enumerate(SCORES[name]))
    label = LABELS.get(name, f"circulation: pressure from the baseline, {unit}")
    return Choice(name, label, options, must=f"Score {name}: 0, 1 or 2 (modified Aldrete).", wide=True)


def _escort(text: str, whom: Whom) -> str:
    typed = text.strip()
    known = _known(whom)
    numbered = typed.isdigit() and 1 <= int(typed) <= len(known)
    return known[int(typed) - 1][0] if numbered else typed


def _known(whom: Whom) -> tuple[tuple[str, str], ...]:
    return () if whom.person is None else whom.hand.escorts(whom.person)


def _offered_escorts(whom: Whom) -> str:
    return "  ".join(f"{n} {name}" for n, (name, _) in enumerate(_known(whom), 1))


def _says_escort(text: str, whom: Whom) -> str:
    name = _escort(text, whom)
    return name if name != text.strip() else ""


def _named(words: str) -> Text:
    """Somebody of the team who signs."""

    def read(text: str, whom: Whom) -> str:
        return needed("Two of the team sign a discharge: name both.")(person_named(text, whom), whom)

    return Text(words, words, read, offers=offered, says=said)


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
        (values["signed by"], values["and by"]),
    )
    gaps = () if seat is None else gate_c(whom.session, seat, found, whom.now)
    if gaps and not values["reason"]:
        raise Refused("\n".join(("Not to be discharged yet.", *(f"{gap.words}. {gap.ask}" for gap in gaps))))
    return replace(found, overridden=tuple(gap.words for gap in gaps), reason=values["reason"] if gaps else "")


def _still(whom: Whom) -> tuple[Gap, ...]:
    return () if whom.seat is None else before_leaving(whom.session, whom.seat, whom.now)


def _discharge(name: str, unit: str) -> Form:
    return Form(
        name,
        "Leaving: discharge",
        Discharged,
        (
            *(_score(each, unit) for each in SCORES),
            Choice("done", "seen to; what is not chosen is missing", SEEN_TO, many=True),
            Scale("distress", "distress"),
            Text("escort", "escort", _escort, offers=_offered_escorts, says=_says_escort),
            _named("signed by"),
            _named("and by"),
            Text("reason", "let stand, why", hint="the medical lead alone"),
        ),
        _build,
        turns=TURNS,
        gaps=_still,
        stands=lambda x: bool(x.overridden),
    )


DISCHARGE = _discharge("leaving", "mmHg")
DISCHARGE_PERCENT = _discharge("leaving by percent", "%")
"""Circulation from the baseline in one unit or the other, as the programme says."""

READY_TO_LEAVE = Form(
    "ready to leave",
    "Ready to leave",
    ReadyToLeave,
    (),
    lambda *_: ReadyToLeave(),
    lead=lambda _: "Enter stamps when they could go. When they went is a stamp of its own.",
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
    again=lambda *_: ("They leave, and their part of the circle is closed",),
)
UNSEEN = Form(
    "left unseen",
    "Left unseen",
    LeftUnseen,
    (Text("searches", "searches", person_named, offers=offered, says=said, hint="who searches"),),
    lambda x, _: LeftUnseen(x["searches"]),
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
)
