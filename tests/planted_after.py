"""Bugs that are planted in what follows a session: the file, what is right there, what is wrong, the tests."""

AFTER = {
    "a contact is late as soon as it is due": (
        "core/aftercare.py",
        "return now > self.until",
        "return now >= self.since",
        "core/test_aftercare.py::test_the_next_day_contact_is_planned_by_itself",
    ),
    "a struck dose plans a contact": (
        "core/aftercare.py",
        'if row["what"] == "given" and row["struck"] is None:',
        "if True:",
        "core/test_aftercare.py::test_a_person_has_one_dose_for_each_session_the_last_one_and_none_that_was_struck_or_only_ordered",
    ),
    "the next day counts from the first dose": (
        "core/aftercare.py",
        'last[key] = max(last.get(key, 0), int(row["happened"] or 0))',
        'last[key] = min(last.get(key, 10**15), int(row["happened"] or 0))',
        "core/test_aftercare.py::test_a_person_has_one_dose_for_each_session_the_last_one_and_none_that_was_struck_or_only_ordered",
    ),
    "a try in vain settles the contact": (
        "core/person/care.py",
        "if x.what.due == due and not isinstance(x.what, ContactMissed))",
        "if x.what.due == due)",
        "core/person/test_care.py::test_a_try_in_vain_settles_nothing_and_is_counted",
    ),
    "unsigned figures are held against somebody": (
        "core/aftercare.py",
        "return self.signed and self.year >= self.cap",
        "return self.year >= self.cap",
        "core/test_aftercare.py::test_what_a_request_is_held_against",
    ),
    "practices move with the clocks": (
        "core/boosters.py",
        "east = zone(Instant(local - zone(Instant(local)) * MINUTE))",
        "east = 60",
        "core/test_boosters.py::test_the_hours_of_the_day_stay_when_clocks_change",
    ),
    "a number is given to another practice": (
        "core/boosters.py",
        "free = max((x.number for x in before), default=0)",
        "free = 0",
        "core/test_boosters.py::test_a_number_is_never_given_to_another_practice",
    ),
    "a calendar is for everybody's eyes": (
        "exports/calendar_file.py",
        '"class", "PRIVATE"',
        '"class", "PUBLIC"',
        "exports/test_calendar_file.py::test_it_says_neither_whom_nor_what_it_is_for",
    ),
    "a coordinator reads what was said": (
        "views/aftercare.py",
        "    if not details:\n",
        "    if kept is None:\n",
        "views/test_aftercare.py::test_a_contact_in_words",
    ),
}
