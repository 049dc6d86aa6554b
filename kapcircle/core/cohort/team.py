"""The team of a cohort: members of staff, what they do in it, and the pods that they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from kapcircle.core.attending import TeamMember
from kapcircle.core.changed import replace
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import MemberId, StreamId
from kapcircle.core.log import Entry
from kapcircle.core.picture import Row


@dataclass(frozen=True, slots=True)
class JoinTeam:
    """Take a member of staff into the team, or change what they do in it."""

    member: TeamMember


@dataclass(frozen=True, slots=True)
class LeaveTeam:
    """A member of staff leaves the team."""

    member: MemberId


Command = JoinTeam | LeaveTeam


@dataclass(frozen=True, slots=True)
class TeamJoined:
    """A member of staff is in the team, and does this in it."""

    member: TeamMember


@dataclass(frozen=True, slots=True)
class TeamLeft:
    """A member of staff is no longer in the team."""

    member: MemberId


Event = TeamJoined | TeamLeft


@dataclass(frozen=True, slots=True)
class Team:
    """Who looks after the cohort."""

    members: Mapping[MemberId, TeamMember] = field(default_factory=dict)


def decide(s: Team, command: Command, _: Facts) -> tuple[Event, ...]:
    """What happens to the team, or raise Refused with nothing changed."""
    match command:
        case JoinTeam(member):
            return () if s.members.get(member.member) == member else (TeamJoined(member),)
        case LeaveTeam(member):
            if member not in s.members:
                raise Refused("This member is not in the team of the cohort.")
            return (TeamLeft(member),)
        case _:
            assert_never(command)


def evolve(s: Team, entry: Entry[Event]) -> Team:
    """The team after `entry`."""
    match entry.event:
        case TeamJoined(member):
            return replace(s, members={**s.members, member.member: member})
        case TeamLeft(member):
            return replace(s, members={k: v for k, v in s.members.items() if k != member})
        case _:
            assert_never(entry.event)


def parts(s: Team) -> Mapping[str, object]:
    """The frozen parts whose rows are asked for only when they change."""
    return {"team": s.members}


def rows(stream: StreamId, s: Team, _: str) -> tuple[Row, ...]:
    """The rows of one part."""
    cohort = ("cohort", stream.partition(":")[2])
    return tuple(
        Row(
            stream,
            "team_member",
            (cohort, ("member", each.member)),
            {"duty": each.duty.value, "counts": int(each.counts), "leads": " ".join(each.leads)},
        )
        for each in s.members.values()
    )
