"""Names in words that were typed freely: what is handed on by alias, or is about one person alone, names nobody else.

The record keeps its words. On paper another word stands in their place, in brackets, so that everybody sees that
something stood there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from kapcircle.core.ids import PersonId

ANOTHER, KIN, WITHHELD = "[another]", "[their contact]", "[…]"
SHORTEST = 3
"""Of a name of several words each is looked for, unless it has fewer letters."""

STAFF = frozenset({"given_by", "witness", "prescriber", "alias", "initials", "taker", "giver", "member"})
"""Fields of records that name the team, or confirm who it was."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a participant is called: in the room, by which mats, and by which names outside of it; `kin` are those of
    their escorts and of whom to call for them.
    """

    alias: str
    mats: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lint:
    """What is looked for, and what stands in its place."""

    instead: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _found(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        """The longest first, so that of two names the whole one is taken."""
        known = sorted(dict(self.instead).items(), key=lambda x: -len(x[0]))
        either = "|".join(re.escape(words) for words, _ in known)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), {w.casefold(): right for w, right in known}

    def clean(self, text: str) -> str:
        """The text with other words where a name stood."""
        if not self.instead:
            return text
        pattern, right = self._found
        return pattern.sub(lambda found: right.get(found[0].casefold(), ANOTHER), text)

    def masked(self, content: Any) -> Any:
        """A record with its free words clean."""
        changes = {
            field.name: cleaned
            for field in fields(content)
            if field.name not in STAFF and (cleaned := self._cleaned(getattr(content, field.name))) is not None
        }
        return replace(content, **changes) if changes else content

    def _cleaned(self, value: object) -> object:
        """None where there is nothing to clean."""
        match value:
            case str():
                return self.clean(value)
            case tuple() if value and all(isinstance(each, str) for each in value):
                return tuple(self.clean(str(each)) for each in value)
            case _:
                return None


def by_alias(people: Iterable[Called]) -> Lint:
    """Participants stand by their alias: a name is followed by nobody, nor is that of whoever comes for them."""
    people = tuple(people)
    kin = tuple((name.strip(), KIN) for who in people for name in who.kin if name.strip())
    return Lint((*kin, *_by_alias(people)))


def _by_alias(people: Iterable[Called]) -> tuple[tuple[str, str], ...]:
    return tuple((name, f"[{who.alias}]") for who in people for name in _parts(who.names) if name != who.alias)


def withheld(names: Iterable[str]) -> Lint:
    """For what anybody may see: none of these names, and nobody who stands for them."""
    return Lint(tuple((name, WITHHELD) for name in _parts(names)))


def by_mat(people: Iterable[Called]) -> Lint:
    """For a paper that lies about in the room: participants stand by their mat, and by no name and no alias."""
    people = tuple(people)
    kin = tuple((name.strip(), KIN) for who in people for name in who.kin if name.strip())
    return Lint((*kin, *((name, _mat(who)) for who in people for name in _parts((who.alias, *who.names)))))


def _mat(who: Called) -> str:
    return f"[mat {who.mats[0]}]" if who.mats else ANOTHER


def alone(person: PersonId, people: Mapping[PersonId, Called]) -> Lint:
    """For a paper about one person: nobody else has a name, an alias or a mat on it."""
    mine, others = people[person], [who for key, who in people.items() if key != person]
    own = _by_alias([mine])
    theirs = [
        name for who in others for name in (who.alias, *_parts(who.names), *(x.strip() for x in who.kin if x.strip()))
    ]
    mats = {mat for who in others for mat in who.mats} - set(mine.mats)
    spoken = [f"mat {mat}" for mat in sorted(mats)]
    taken = {x.strip().casefold() for x in (mine.alias, *mine.kin, *(name for name, _ in own))}
    return Lint((*own, *((words, ANOTHER) for words in (*theirs, *spoken) if words.casefold() not in taken)))


def _parts(names: Iterable[str]) -> tuple[str, ...]:
    """Each name whole, and each of its words."""
    whole = [name.strip() for name in names if name.strip()]
    words = [word for name in whole for word in name.split() if len(word) >= SHORTEST]
    return tuple(dict.fromkeys((*whole, *words)))
