"""Which vaults are offered at the next start."""

from pathlib import Path

from kapcircle import places
from kapcircle.app.recent import recent, remember


def test_the_latest_eight_that_are_still_there_the_latest_first(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{n}.kapcircle") for n in range(10)]
    for path in (*paths, paths[3]):
        Path(path).touch()
        remember(path)
    assert recent() == tuple(paths[n] for n in (3, 9, 8, 7, 6, 5, 4, 2))
    Path(paths[9]).unlink()
    assert recent() == tuple(paths[n] for n in (3, 8, 7, 6, 5, 4, 2))


def test_a_list_that_cannot_be_read_is_an_empty_one() -> None:
    assert recent() == ()
    places.home().mkdir(parents=True)
    (places.home() / "recent.json").write_text("{")
    assert recent() == ()
