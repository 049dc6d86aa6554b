"""The pages of a programme's form, each with its fields and lists; signing reads the same figures back."""

from collections.abc import Sequence

from kapcircle.views import programme_blanks as b
from kapcircle.views import programme_fields as f
from kapcircle.views import programme_lists as lists
from kapcircle.views.programme_blanks import Blank, Section

PERCENT = ((False, "mmHg of the baseline"), (True, "percent of the baseline"))


def sections(rundowns: Sequence[str] = ()) -> tuple[Section, ...]:
    """All pages, in order. `rundowns` are the templates that a session may name."""
    return (
        Section(
            "Outline",
            "What it is, how long it lasts, and how many medicine sessions it has.",
            (
                (
                    (f.words("name", "Name"),),
                    (f.text("about", "About", lines=4),),
                    (f.source(),),
                ),
                f.cited(
                    f.count("weeks", "Weeks"),
                    f.count("medicine_sessions", "Medicine sessions"),
                    f.count("medicine_cap", "At most", "Medicine sessions at most"),
                    f.count("preparations", "Preparations needed"),
                ),
            ),
        ),
        Section("Sessions", "The calendar that a cohort begins with.", (lists.sessions(rundowns),)),
        Section(
            "Vitals and limits",
            "When vital signs are due since a person's own dose, and what the medical lead is told of.",
            (
                (
                    (
                        f.minutes("vitals.baseline", "Baseline counts, min", "A baseline counts for, min"),
                        Blank(
                            "vitals.after",
                            "Due after, min",
                            b.in_moments,
                            b.moments,
                            figure=True,
                            share=2,
                            name="Vital signs due after the dose, min",
                        ),
                        f.minutes("vitals.every", "Then every, min", "Vital signs then every, min"),
                        f.minutes("vitals.grace", "Late after, min", "Vital signs are late after, min"),
                        f.minutes("vitals.recheck", "Recheck after, min", "Checked again after, min"),
                    ),
                    (f.source("vitals.source", 1, "vital signs"),),
                ),
                lists.LIMITS,
            ),
        ),
        Section(
            "Doses and clocks",
            "An entry outside its range is told “check the order”, and nothing more. No dose is ever proposed.",
            (
                lists.DOSES,
                lists.CLOCKS,
                f.cited(
                    f.minutes("booster_point", "Supplement, min", "Supplement, where ordered, after, min"),
                    f.minutes("one_injection", "Entered twice, min", "The same dose twice is asked about within, min"),
                ),
            ),
        ),
        Section(
            "Screening",
            "A yes excludes, or asks the prescriber for a review.",
            (
                lists.SCREENING,
                f.cited(
                    f.days("screening_lasts", "Lasts, days", "A screening lasts, days"),
                    f.days("clearance_lasts", "Clearance, days", "A clearance lasts, days"),
                ),
            ),
        ),
        Section(
            "Consents", "A changed text has another version: who signed the old one is asked anew.", (lists.CONSENTS,)
        ),
        Section(
            "Room and staff",
            "What holds before the room starts, while it goes on, and before anybody leaves.",
            (
                lists.RATIO,
                (
                    *f.cited(
                        f.minutes("minimum_observation", "Observed at least, min"),
                        f.minutes("unseen", "Wants eyes after, min", "Unseen, a person wants eyes after, min"),
                        f.count("aldrete_least", "Aldrete at least"),
                        f.count("back_within", "Pressure back within, mmHg"),
                        f.choice("aldrete_percent", "Circulation in", PERCENT, figure=True),
                        f.seconds("turning", "Music turns in, s", "Music that softens, deepens, grounds or lifts, s"),
                    ),
                    (Blank("equipment", "Equipment signed for, a line each", "\n".join, b.lines, lines=8),),
                ),
            ),
        ),
        Section(
            "After",
            "Contacts, the integration window, practices between sessions, and what a request for more is held to.",
            (
                lists.FOLLOW_UPS,
                (
                    (
                        f.hours("integration.opens", "Window opens, h", "Integration window opens, h"),
                        f.hours("integration.closes", "Closes, h", "Integration window closes, h"),
                        f.hours("integration.marked_from", "Marked from, h", "Integration window marked from, h"),
                        f.hours("integration.marked_to", "To, h", "Integration window marked to, h"),
                        f.days("integration.every", "Contact every, d", "A contact in the window every so many days"),
                        f.source("integration.source", 3, "integration window"),
                    ),
                    (
                        f.hours("boosters.opens", "Boosters from, h"),
                        f.hours("boosters.closes", "To, h", "Boosters until, h"),
                        f.count("boosters.a_day", "A day", "Boosters a day"),
                        f.minutes("boosters.longest", "Longest, min", "A booster at the longest, min"),
                        f.source("boosters.source", 3, "boosters"),
                    ),
                    (
                        f.days("maintenance.interval", "Maintenance, days", "Maintenance at intervals of, days"),
                        f.count("maintenance.cap", "At most a year", "Maintenance sessions a year at most"),
                        f.source("maintenance.source", 5, "maintenance"),
                    ),
                ),
                lists.INSTRUMENTS,
            ),
        ),
    )
