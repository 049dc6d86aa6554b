"""Which vaults are offered at the next start."""

import json
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
    for text in ("{", "7", '{"a": 1}'):
        (places.home() / "recent.json").write_text(text)
        assert recent() == ()


def test_a_vault_out_of_reach_keeps_the_window_from_nothing_else(tmp_path: Path) -> None:
    there = tmp_path / "one.kapcircle"
    there.touch()
    remember(str(there))
    out_of_reach = f"/{'x' * 300}/two.kapcircle"  # no disk has such a name: looking for it is an error, not a no
    (places.home() / "recent.json").write_text(json.dumps([out_of_reach, str(there)]))
    assert recent() == (str(there),)
