"""The list of people: who is found, in which order, and who is easily mixed up."""

import pytest

from kapcircle.core.ids import CohortId, Instant, PersonId
from kapcircle.core.person.standing import Status
from kapcircle.views.people import Listed, Seat, Wish, arranged, close_to, full_name, mixed_up, place

SPRING, AUTUMN = CohortId("spring"), CohortId("autumn")


def seat(cohort: CohortId, mat: int) -> Seat:
    return Seat(cohort, str(cohort).title(), mat)


PEOPLE = (
    Listed(
        PersonId("1"), "Wren", "Renate Beispiel", "Wren", phone="+43 660 1234567", status="enrolled",
        since=Instant(5), seats=(seat(SPRING, 3), seat(AUTUMN, 1)),
    ),
    Listed(PersonId("2"), "Ásh", "Ana Probe", status="paused", since=Instant(9), seats=(seat(SPRING, 1),)),
    Listed(PersonId("3"), "Elm", chosen="Eva", status="enquired", since=Instant(7)),
    Listed(PersonId("4"), "Ashe", status="enrolled", since=Instant(8), seats=(seat(SPRING, 2),)),
    Listed(PersonId("5"), ""),
)  # fmt: skip


def shown(wish: Wish) -> str:
    return " ".join(x.key for x in arranged(PEOPLE, wish))


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), "5 2 4 3 1"),
        (Wish(down=True), "1 3 4 2 5"),
        (Wish(typed="ash"), "2 4"),
        (Wish(typed="ren bei"), "1"),
        (Wish(typed="ren probe"), ""),
        (Wish(typed="eva"), "3"),
        (Wish(typed="660 123"), "1"),
        (Wish(typed="66"), ""),
        (Wish(typed="  "), "5 2 4 3 1"),
        (Wish(cohort=SPRING), "2 4 1"),
        (Wish(cohort=SPRING, by="Mat"), "2 4 1"),
        (Wish(by="Mat"), "2 1 4 5 3"),
        (Wish(cohort=SPRING, by="Mat", down=True), "1 4 2"),
        (Wish(status=Status.ENROLLED), "4 1"),
        (Wish(cohort=AUTUMN, status=Status.PAUSED), ""),
        (Wish(by="Name"), "2 3 1 5 4"),
        (Wish(by="Cohort"), "1 2 4 5 3"),
        (Wish(by="Status"), "3 4 1 2 5"),
    ],
)
def test_who_is_found_in_which_order(wish: Wish, found: str) -> None:
    assert shown(wish) == found


def test_names_as_they_are_shown() -> None:
    assert [full_name(x) for x in PEOPLE[:4]] == ["Wren · Renate Beispiel", "Ana Probe", "Eva", ""]
    assert full_name(Listed(PersonId("6"), "Oak", "Ola", "Ola")) == "Ola"
    assert [x.shown for x in PEOPLE[3:]] == ["Ashe", "no alias"]


def test_the_pod_stands_beside_the_cohort_and_alone_where_one_cohort_is_looked_at() -> None:
    pod = Listed(PersonId("6"), "Oak", seats=(Seat(SPRING, "Spring", 1, "Pod A"),))
    assert [place(pod, None), place(pod, SPRING), place(pod, AUTUMN)] == ["Spring · Pod A", "Pod A", ""]
    assert [place(PEOPLE[1], None), place(PEOPLE[1], SPRING)] == ["Spring", ""]


def test_the_seat_is_that_of_the_cohort_or_the_last() -> None:
    assert PEOPLE[0].seat(SPRING) == seat(SPRING, 3)
    assert PEOPLE[0].seat(None) == seat(AUTUMN, 1)
    assert PEOPLE[2].seat(None) is None


def test_who_is_easily_mixed_up_in_a_cohort() -> None:
    assert mixed_up(PEOPLE, SPRING) == ("“Ásh” and “Ashe”: one letter different",)
    assert mixed_up(PEOPLE, AUTUMN) == ()
    assert close_to(PEOPLE[1], PEOPLE) == ("Close to Ashe (mat 2): one letter different.",)
    assert close_to(PEOPLE[0], PEOPLE) == close_to(PEOPLE[2], PEOPLE) == ()


def test_names_are_close_too_and_each_neighbour_is_named_once() -> None:
    one = Listed(PersonId("a"), "Oak", "Anna Schmidt", seats=(seat(SPRING, 1), seat(AUTUMN, 1)))
    other = Listed(PersonId("b"), "Elm", "Anne Schmid", seats=(seat(SPRING, 2), seat(AUTUMN, 2)))
    assert close_to(one, (one, other)) == ("Close to Elm (mat 2): one letter different.",)


@pytest.mark.parametrize(("by", "down"), [("Alias", False), ("Alias", True), ("Name", False)])
def test_numbered_names_stand_in_the_order_of_their_numbers(by: str, down: bool) -> None:
    names = ("Bird", "Bird 2", "Bird 10", "2 birds", "Ash")
    found = arranged([Listed(PersonId(x), x, x) for x in names], Wish(by=by, down=down))
    order = ["2 birds", "Ash", "Bird", "Bird 2", "Bird 10"]
    assert [x.alias for x in found] == (order[::-1] if down else order)
