"""An incident or a near miss, of a person or of the circle."""

from typing import Any

from kapcircle.core.incident import PRESETS, Incident, Relation, Severity
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Text, Values, Whom, chosen, key_of, needed

KINDS = tuple(Option(str(n), words, words) for n, words in enumerate(PRESETS, 1))
OTHER = KINDS[-1].key
SEVERITIES = (
    Option("N", Severity.NEAR_MISS, "near miss"),
    Option("M", Severity.MILD, "mild"),
    Option("O", Severity.MODERATE, "moderate"),
    Option("S", Severity.SEVERE, "severe"),
)
RELATIONS = (
    Option("U", Relation.UNRELATED, "unrelated"),
    Option("P", Relation.POSSIBLE, "possibly"),
    Option("B", Relation.PROBABLE, "probably"),
    Option("K", Relation.UNKNOWN, "not known"),
)
RESOLVED_NOW = {"resolved": "R"}
"""What is chosen already where an incident is put right because it is over."""

RESOLVED = (Option("R", True, "resolved"), Option("X", False, "not yet"))


def _build(said: Values, _: Whom) -> Incident:
    kind = said.get("other") or said["kind"]
    return Incident(kind, said["severity"], said["relation"], said["done"], said["resolved"])


def _retype(x: Any) -> Raw:
    kind = key_of(KINDS, x.kind)
    return {
        "kind": kind or OTHER,
        "other": "" if kind else x.kind,
        "severity": key_of(SEVERITIES, x.severity),
        "relation": key_of(RELATIONS, x.relation),
        "done": x.done,
        "resolved": key_of(RESOLVED, x.resolved),
    }


INCIDENT = Form(
    "incident",
    "Incident or near miss",
    Incident,
    (
        Choice("kind", "what happened", KINDS, must="Say what happened, by its digit; 8 for anything else."),
        Text("other", "in words", needed("Say what happened."), shown=chosen(OTHER, "kind")),
        Choice("severity", "how severe", SEVERITIES, must="Say how severe: N, M, O or S."),
        Choice("relation", "related to the medicine or the session", RELATIONS, must="Say how related: U, P, B or K."),
        Choice("resolved", "over", RESOLVED, must="Say whether it is over: R resolved, X not yet."),
        Text("done", "what was done"),
    ),
    _build,
    retype=_retype,
)
