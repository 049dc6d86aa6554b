"""Names in a form: of the staff by the number on their list, of anybody else as typed."""

from kapcircle.core.errors import Refused
from kapcircle.ui.records.form import Whom


def person_named(text: str, whom: Whom) -> str:
    """`2` is the second of the staff; a name is one as it stands. Raises Refused for a number that nobody has."""
    typed = text.strip()
    if not typed.isdigit():
        return typed
    if not 1 <= int(typed) <= len(whom.team):
        raise Refused(f"Nobody on the staff has the number {typed}. Type a name.")
    return whom.team[int(typed) - 1]


def offered(whom: Whom) -> str:
    """`1 Mara  2 Jon`: the first names of the staff, as many as there are keys."""
    return "  ".join(f"{n} {name.split()[0]}" for n, name in enumerate(whom.team[:9], 1) if name.strip())


def said(text: str, whom: Whom) -> str:
    """The name that a number stands for."""
    typed = text.strip()
    known = typed.isdigit() and 1 <= int(typed) <= len(whom.team)
    return whom.team[int(typed) - 1] if known else ""


def mat_typed(text: str) -> int | None:
    """The number of a mat; None where none is typed."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() else None


def alias_typed(text: str, whom: Whom) -> str:
    """Whose mat it is, right or wrong: what the eye compares with the person."""
    mat = mat_typed(text)
    person = None if mat is None else whom.on_mat(mat)
    return "" if person is None else whom.alias(person)
