"""Names in a form: of the staff by the number on their list, of anybody else as typed."""

from kapcircle.core.errors import Refused
from kapcircle.ui.records.form import Whom
from kapcircle.views.initials import initials


def person_named(text: str, whom: Whom) -> str:
    """`2` is the second of the staff; a name is one as it stands. Raises Refused for a number that nobody has."""
    typed = text.strip()
    if not typed.isdecimal():
        return typed
    if not 1 <= int(typed) <= len(whom.team):
        raise Refused(f"Nobody on the staff has the number {typed}. Type a name.")
    return whom.team[int(typed) - 1]


def member_named(text: str, whom: Whom) -> str:
    """Of the team: by number, or by initials or a first name that one of them alone has; anybody else as typed. So one
    person has one name, however it is typed. Raises Refused for a number that nobody has.
    """
    typed = person_named(text, whom)
    meant = [name for name in whom.team if typed.casefold() in _ways(name)]
    return meant[0] if len(meant) == 1 else typed


def _ways(name: str) -> set[str]:
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return {each.casefold() for each in (name.strip(), first, initials(name)) if each}


def member_said(text: str, whom: Whom) -> str:
    """The name that a number, initials or a first name stand for; nothing where it is typed in full."""
    typed = text.strip()
    nobody = typed.isdecimal() and not 1 <= int(typed) <= len(whom.team)
    name = "" if nobody else member_named(text, whom)
    return "" if name == typed else name


def offered(whom: Whom) -> str:
    """`1 MA  2 IL`: the initials of the staff, as beside what they recorded, as many as there are keys."""
    return "  ".join(f"{n} {initials(name)}" for n, name in enumerate(whom.team[:9], 1) if name.strip())


def said(text: str, whom: Whom) -> str:
    """The name that a number stands for."""
    typed = text.strip()
    known = typed.isdecimal() and 1 <= int(typed) <= len(whom.team)
    return whom.team[int(typed) - 1] if known else ""


def mat_typed(text: str) -> int | None:
    """The number of a mat; None where none is typed."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdecimal() else None


def alias_typed(text: str, whom: Whom) -> str:
    """Whose mat it is, right or wrong: what the eye compares with the person."""
    mat = mat_typed(text)
    person = None if mat is None else whom.on_mat(mat)
    return "" if person is None else whom.alias(person)
