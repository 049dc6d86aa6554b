"""The list of people: who is looked for, in which order, and who is easily mixed up with whom."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kapcircle.core.ids import CohortId, Instant, PersonId
from kapcircle.core.person.similar import plain, similar
from kapcircle.core.person.standing import Status

ORDER = {status.value: number for number, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Seat:
    """A mat of a cohort."""

    cohort: CohortId
    name: str
    mat: int
    pod: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A participant as lists know them, from the tables alone."""

    key: PersonId
    alias: str
    legal: str = ""
    chosen: str = ""
    pronouns: str = ""
    birth_year: int | None = None
    phone: str = ""
    email: str = ""
    status: str = ""
    since: Instant | None = None
    seats: tuple[Seat, ...] = ()

    @property
    def shown(self) -> str:
        """What to call them where an alias was never given, or was taken back."""
        return self.alias or "no alias"

    def seat(self, cohort: CohortId | None) -> Seat | None:
        """Where they sit in a cohort; without one, where they sat down last."""
        return next((x for x in reversed(self.seats) if cohort in (None, x.cohort)), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to show: those of a cohort, of a status, who answer to what is typed; by which column, which way round."""

    typed: str = ""
    cohort: CohortId | None = None
    status: Status | None = None
    by: str = "Alias"
    down: bool = False


def arranged(people: Sequence[Listed], wish: Wish) -> tuple[Listed, ...]:
    """Those who are wished for, in the order that is wished for; the same by alias."""
    found = sorted((x for x in people if _wanted(x, wish)), key=lambda x: _in_order(x.alias))
    return tuple(sorted(found, key=lambda x: _rank(x, wish), reverse=wish.down))


def _wanted(x: Listed, wish: Wish) -> bool:
    if wish.cohort is not None and x.seat(wish.cohort) is None:
        return False
    if wish.status is not None and x.status != wish.status.value:
        return False
    return answers(x, wish.typed)


def answers(x: Listed, typed: str) -> bool:
    """Whether somebody answers to what is typed: every word begins one of their names, or the figures are in their
    phone number.
    """
    figures = "".join(sign for sign in typed if sign.isdecimal())
    if len(figures) >= 3 and not any(sign.isalpha() for sign in typed):
        return figures in "".join(sign for sign in x.phone if sign.isdecimal())
    names = plain(f"{x.alias} {x.chosen} {x.legal}").split()
    return all(any(name.startswith(word) for name in names) for word in plain(typed).split())


def _rank(x: Listed, wish: Wish) -> Any:
    """What a column is sorted by; who has nothing there comes last."""
    seat = x.seat(wish.cohort)
    ranks: dict[str, Callable[[], Any]] = {
        "Alias": lambda: _in_order(x.alias),
        "Name": lambda: (not _name(x), _in_order(_name(x))),
        "Cohort": lambda: (seat is None, seat and (_in_order(seat.name), _in_order(seat.pod), seat.mat)),
        "Mat": lambda: seat.mat if seat else 100,
        "Status": lambda: (ORDER.get(x.status, len(ORDER)), -(x.since or 0)),
    }
    return ranks[wish.by]()


def _in_order(name: str) -> list[str | int]:
    """Of numbered names 2 comes before 10."""
    return [int(part) if n % 2 else part for n, part in enumerate(re.split(r"([0-9]+)", plain(name)))]


def _name(x: Listed) -> str:
    return x.chosen or x.legal


def place(x: Listed, cohort: CohortId | None) -> str:
    """The cohort and pod of somebody; of one cohort that is looked at only the pod."""
    seat = x.seat(cohort)
    names = () if seat is None else (seat.name if cohort is None else "", seat.pod)
    return " · ".join(name for name in names if name)


def full_name(x: Listed) -> str:
    """The chosen name, and the legal one where it is another."""
    both = [name for name in (x.chosen, x.legal) if name]
    return " · ".join(dict.fromkeys(both))


def mixed_up(people: Sequence[Listed], cohort: CohortId) -> tuple[str, ...]:
    """Of a cohort the pairs of aliases that are easily mixed up, each in words."""
    here = [x.alias for x in people if x.seat(cohort) is not None]
    return tuple(f"“{pair.one}” and “{pair.other}”: {pair.why}" for pair in similar(here))


def close_to(one: Listed, people: Sequence[Listed]) -> tuple[str, ...]:
    """With whom of their cohorts somebody is easily mixed up, by alias or by name, each in words."""
    return tuple(dict.fromkeys(_close(one, people)))


def _close(one: Listed, people: Sequence[Listed]) -> Iterator[str]:
    for seat in one.seats:
        for other in people:
            there = other.seat(seat.cohort)
            if there is not None and other.key != one.key:
                pairs = (*similar((one.alias, other.alias)), *similar((full_name(one), full_name(other))))
                yield from (f"Close to {other.shown} (mat {there.mat}): {pair.why}." for pair in pairs[:1])
