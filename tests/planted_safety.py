"""Bugs that are planted in what keeps people safe: gates, overrides, observation, doses, touch, kiosk, emergency."""

GATES = "core/session/gates.py"

SAFETY: dict[str, tuple[str, str, str, str]] = {
    "a baseline is not asked for": (GATES, "        *_baseline(s, seat, now),\n", "", "safety/test_s01_gate_a.py"),
    "who ended their part is ready a week later": (
        "core/gates.py",
        "        *_willing(readiness, programme),\n",
        "",
        "safety/test_s15_opt_out.py",
    ),
    "one of two consents signed anew is enough to come back": (
        "core/gates.py",
        "not all(anew)",
        "not any(anew)",
        "core/test_gates.py",
    ),
    "another session's end is not looked up": (
        "desk/readying.py",
        'x["session"] != session',
        'x["session"] == session',
        "desk/test_readying.py",
    ),
    "the room waits for whoever is absent": (
        GATES,
        "present = [seat for seat in s.seats.values() if people.here(seat)]",
        "present = list(s.seats.values())",
        "safety/test_s02_gate_b.py",
    ),
    "the equipment need not be signed": (
        GATES,
        "if item not in signed]",
        "if item is signed]",
        "safety/test_s02_gate_b.py",
    ),
    "they go home unsteady": (GATES, '(x.steady, "gait"', '(True, "gait"', "safety/test_s11_leaving.py"),
    "distress keeps nobody": (GATES, "if x.distress > CALM:", "if x.distress > 10:", "safety/test_s11_leaving.py"),
    "anybody overrides": (
        GATES,
        "facts.actor.role is not Role.MEDICAL_LEAD:",
        "facts.actor.role is None:",
        "safety/test_s03_overrides.py",
    ),
    "an override needs no reason": (
        GATES,
        "if not rest and not reason.strip():",
        "if not rest and reason is None:",
        "safety/test_s03_overrides.py",
    ),
    "what has no override is overridden": (
        GATES,
        "rest = [gap for gap in found if gap.hard or gap.words not in stand]",
        "rest = [gap for gap in found if gap.words not in stand]",
        "safety/test_s01_gate_a.py",
    ),
    "a supplement does not begin the observation anew": (
        GATES,
        "last = people.last_dose(seat)",
        "last = people.first_dose(seat)",
        "safety/test_s10_minimum_observation.py",
    ),
    "observation is a minute too short": (
        GATES,
        "now < last[0].happened + s.plan.programme.minimum_observation:",
        "now + MINUTE < last[0].happened + s.plan.programme.minimum_observation:",
        "safety/test_s10_minimum_observation.py",
    ),
    "a dose is withdrawn": (
        "core/dose.py",
        "_given, check_given)",
        "_given, check_given, withdrawn=True)",
        "safety/test_s05_two_people.py",
    ),
    "one person signs a dose twice": (
        "core/session/rules.py",
        "    if dose.by == facts.actor.member and not",
        "    if dose.by == facts.actor.role and not",
        "safety/test_s05_two_people.py",
    ),
    "a dose moves": (
        "core/dose.py",
        "_given, check_given)",
        "_given, check_given, moves=True)",
        "safety/test_s05_two_people.py",
    ),
    "undo takes the circle from under its doses": (
        "desk/conductor.py",
        "        keep_records(found, entries)\n",
        "",
        "safety/test_s05_two_people.py",
    ),
    "a range that nobody signed speaks": (
        "core/session/rules.py",
        "if known is None or not programme.limits_hold:",
        "if known is None:",
        "safety/test_s04_no_dose_advice.py",
    ),
    "the edge of the range is outside": (
        "core/session/rules.py",
        "not known.low <= amount <= known.high",
        "not known.low < amount <= known.high",
        "safety/test_s04_no_dose_advice.py",
    ),
    "a dose outside the range says by how much": (
        "ui/records/dose.py",
        'return (f"Outside the programme’s range: {CHECK}",) if outside else ()',
        'return (f"Outside the programme’s range, 0.5 to 1.5 mg/kg: {CHECK}",) if outside else ()',
        "safety/test_s04_no_dose_advice.py",
    ),
    "the order does not ask whether it is the first time": (
        "ui/records/dose.py",
        "filter(None, (limits(whom), ASK_FIRST))",
        "filter(None, (limits(whom),))",
        "safety/test_s25_first_session.py",
    ),
    "touch is on no seat": ("views/seats.py", "else TOUCHES[agreed]", 'else ""', "safety/test_s16_touch.py"),
    "a staff key lives while the laptop is turned round": (
        "ui/kiosk.py",
        "        event.accept()  # else it is offered to what lies around\n        return True\n",
        "        return False\n",
        "ui/test_kiosk.py",
    ),
    "emergency is dead while the laptop is turned round": (
        "ui/kiosk.py",
        'return pressed in self._keymap.keys("emergency")',
        "return False",
        "ui/test_kiosk.py",
    ),
    "what was called near one mat lights after it is over": (
        "core/session/emergency.py",
        "return s if s.emergency is None else replace(s, near=(at, mat))",
        "return replace(s, near=(at, mat))",
        "core/session/test_evolve.py",
    ),
    "standing down is a jump": (
        "core/session/emergency.py",
        "Murmur(s.murmur.on, at, STAND_DOWN)",
        "Murmur(s.murmur.on, at, Millis(0))",
        "safety/test_s12_emergency.py",
    ),
    "what is typed without a pause is kept too late": (
        "ui/draft.py",
        "LONGEST_MS = 1_500",
        "LONGEST_MS = 3_000",
        "safety/test_s18_nothing_is_lost.py",
    ),
}
"""File, what is right, what is wrong, and the tests that must fail then."""
