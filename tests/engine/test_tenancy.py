"""The last to sign owns the room; the one before sees it."""

from pathlib import Path

from kapcircle.engine.tenancy import Tenancy


def test_the_last_to_sign_owns_the_room(tmp_path: Path) -> None:
    first, second = (Tenancy(tmp_path / "lock") for _ in range(2))
    assert first.take() is False
    assert not first.lost()
    assert second.take() is True
    assert (first.lost(), second.lost()) == (True, False)
    first.leave()
    assert not second.lost()
    second.leave()
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_nobody_gives_way() -> None:
    alone = Tenancy(None)
    alone.take()
    assert not alone.lost()
    alone.leave()


def test_a_lock_that_vanished_is_no_reason_to_go(tmp_path: Path) -> None:
    tenancy = Tenancy(tmp_path / "lock")
    tenancy.take()
    (tmp_path / "lock").unlink()
    assert not tenancy.lost()
    tenancy.leave()
