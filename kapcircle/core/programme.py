"""A programme: the template of a cohort as data. Every clinical figure in it is the practice's own, and inert until
it is signed by a named medical lead.

What KapCircle ships are examples to edit. A circle opens with a copy of its programme: what is changed afterwards never
touches what runs.
"""

from dataclasses import dataclass, field
from enum import Enum

from kapcircle.core.ids import DAY, MINUTE, Instant, MemberId, Millis, ProgrammeId

HOUR = Millis(60 * MINUTE)

SETTING = "programme setting"
"""The source of a figure that no paper, standard or label gives: the practice chose it."""


class SessionKind(Enum):
    """What a session of a programme is for."""

    PREPARATION = "preparation"
    MEDICINE = "medicine"
    INTEGRATION = "integration"
    FOLLOW_UP = "follow-up"
    OPEN_CIRCLE = "open circle"


class Level(Enum):
    """Who a session belongs to."""

    COHORT = "cohort"
    POD = "pod"


class Route(Enum):
    """How a dose is given."""

    IM = "IM"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"
    IV = "IV"


class Measure(Enum):
    """A vital sign, in the order in which it is typed, and its unit."""

    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PULSE = "pulse"
    SPO2 = "SpO2"
    RESPIRATION = "respiration"
    TEMPERATURE = "temperature"
    WEIGHT = "weight"


UNITS = {
    Measure.SYSTOLIC: "mmHg",
    Measure.DIASTOLIC: "mmHg",
    Measure.PULSE: "/min",
    Measure.SPO2: "%",
    Measure.RESPIRATION: "/min",
    Measure.TEMPERATURE: "°C",
    Measure.WEIGHT: "kg",
}


class Moment(Enum):
    """When a limit holds: before the person's own dose, or from then on."""

    BEFORE = "before the dose"
    AFTER = "after the dose"


class Urgency(Enum):
    """How soon the medical lead should hear of a value outside the signed range."""

    TELL = "tell the medical lead"
    NOW = "tell the medical lead now"


@dataclass(frozen=True, slots=True)
class Limit:
    """A value of `measure` below `low` or above `high` (exclusive; None: no bound) is outside the range."""

    measure: Measure
    moment: Moment
    urgency: Urgency
    low: float | None = None
    high: float | None = None
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class DoseRange:
    """The programme's own range at one route, for the neutral words “check the order”: never a proposal."""

    route: Route
    low: float
    high: float
    unit: str = "mg/kg"
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class RouteClock:
    """What is usually seen when, since the person's own dose by this route."""

    route: Route
    onset: Millis
    peak: Millis
    back: Millis
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class VitalsSchedule:
    """When vital signs are due: at `after` each since the person's own dose, then every `every`, within `grace`.

    A baseline counts when it is not older than `baseline` at the dose. After a value outside the signed range the next
    is due after `recheck`.
    """

    baseline: Millis = HOUR
    after: tuple[Millis, ...] = (Millis(15 * MINUTE), Millis(30 * MINUTE), Millis(40 * MINUTE), HOUR)
    every: Millis = Millis(30 * MINUTE)
    grace: Millis = Millis(5 * MINUTE)
    recheck: Millis = Millis(5 * MINUTE)
    source: str = "reference default for a group IM day: programme setting"


@dataclass(frozen=True, slots=True)
class RatioBand:
    """With medicine in the room as strong as this band (`up_to` mg/kg of the largest dose; None: any), each of the
    staff who count may sit with at most `people`.
    """

    people: int
    up_to: float | None = None
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session of the template: in which `week` (from 1), on which `day` after the first of that week (from 0)."""

    title: str
    kind: SessionKind
    week: int
    day: int = 0
    level: Level = Level.COHORT
    virtual: bool = False
    rundown: str = ""
    """The name of a rundown template, or nothing."""
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class InstrumentPlan:
    """A questionnaire, by its name, and when it is asked."""

    instrument: str
    when: str
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class FollowUpPoint:
    """A contact so long after the last session of the programme."""

    name: str
    after: Millis
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class IntegrationWindow:
    """From and to are since the dose; a programme setting and not a measured state. In each stretch of `every` in it a
    contact is planned, beside that of the next day (0: none); weekly is usual: programme setting.
    """

    opens: Millis = Millis(0)
    closes: Millis = Millis(5 * DAY)
    marked_from: Millis = DAY
    marked_to: Millis = Millis(3 * DAY)
    source: str = SETTING
    every: Millis = Millis(7 * DAY)


@dataclass(frozen=True, slots=True)
class BoosterPolicy:
    """Short practices between sessions: from `opens` to `closes` since the dose, so many a day, at most so long each.

    The default follows a trial of automated self-association training: from one day after, twice daily for four days,
    at most 20 min (Price et al. 2022, doi 10.1176/appi.ajp.20220216).
    """

    opens: Millis = DAY
    closes: Millis = Millis(5 * DAY)
    a_day: int = 2
    longest: Millis = Millis(20 * MINUTE)
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class Maintenance:
    """What a request to the prescriber is held against: the least interval, and the most sessions in a year."""

    interval: Millis = Millis(30 * DAY)
    cap: int = 12
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class ScreeningItem:
    """A question of the screening. `excludes`: an answer of yes keeps a person from medicine, unless `unless` holds;
    otherwise yes asks the prescriber for a review. `hard`: no override at all.
    """

    key: str
    question: str
    excludes: bool = False
    hard: bool = False
    unless: str = ""
    source: str = SETTING


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is signed: its `kind`, the version of its text, what the person says back in their own words."""

    kind: str
    title: str
    version: int
    text: str
    teach_back: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a plain figure of a programme comes from, by the name of its field."""

    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Which medical lead stands for the figures, by name, and when."""

    member: MemberId
    name: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Programme:
    """A template of a cohort. Each save is another `version`; what is `signed` is that version and no other."""

    id: ProgrammeId
    name: str
    version: int = 1
    about: str = ""
    source: str = SETTING
    weeks: int = 12
    sessions: tuple[PlannedSession, ...] = ()
    medicine_sessions: int = 3
    medicine_cap: int = 6
    preparations: int = 1
    """How many preparation meetings a person has attended before medicine."""
    vitals: VitalsSchedule = VitalsSchedule()
    limits: tuple[Limit, ...] = ()
    doses: tuple[DoseRange, ...] = ()
    clocks: tuple[RouteClock, ...] = ()
    minimum_observation: Millis = Millis(2 * HOUR)
    """From the person's own (last) dose to the earliest discharge: 2 h is the Spravato label's; programme setting."""
    unseen: Millis = Millis(10 * MINUTE)
    """After so long without anything recorded on a person under medicine, they want eyes: programme setting."""
    booster_point: Millis = Millis(12 * MINUTE)
    """When a supplementary dose, if one is ordered, is usually given: 12 min after the first in a feasibility trial."""
    back_within: int = 20
    """A pressure is back when it is at most so many mmHg above the baseline: programme setting, after the table of the
    modified Aldrete score that has ±20 mmHg for its best circulation; others have 20 %."""
    one_injection: Millis = Millis(10 * MINUTE)
    """The same dose entered twice within so long, by two people or laptops, may be one injection: programme setting."""
    ratio: tuple[RatioBand, ...] = (RatioBand(4),)
    integration: IntegrationWindow = IntegrationWindow()
    follow_ups: tuple[FollowUpPoint, ...] = ()
    boosters: BoosterPolicy = BoosterPolicy()
    maintenance: Maintenance = Maintenance()
    instruments: tuple[InstrumentPlan, ...] = ()
    screening: tuple[ScreeningItem, ...] = ()
    screening_lasts: Millis = Millis(180 * DAY)
    clearance_lasts: Millis = Millis(90 * DAY)
    consents: tuple[ConsentText, ...] = ()
    equipment: tuple[str, ...] = ()
    """What is signed for before the room may start."""
    aldrete_least: int = 9
    """Of 10 on the modified Aldrete score to leave (the usual figure of that score)."""
    aldrete_percent: bool = False
    """Whether circulation is read in parts of the baseline, else in mmHg: the tables in print differ."""
    sources: tuple[Cited, ...] = ()
    """Of the figures that stand alone; one that is not named here is a programme setting."""
    signed: Signed | None = field(default=None)
    turning: Millis = Millis(20_000)
    """Crossfade to music that softens, deepens, grounds or lifts, at least: programme setting."""

    @property
    def limits_hold(self) -> bool:
        """Whether a medical lead has signed this version: unsigned limits are inert."""
        return self.signed is not None

    def source_of(self, figure: str) -> str:
        """Where a plain figure comes from."""
        return next((x.source for x in self.sources if x.figure == figure), SETTING)


NO_PROGRAMME = Programme(ProgrammeId(""), "")
"""Of a circle that follows none: its schedule is the plain one, and there are no limits."""
