import pytest

from tests.bench.bench_light import light_frames


@pytest.mark.slow
def test_both_beat_at_44_hz_while_the_window_is_busy() -> None:
    ours, bare = light_frames(2.0)
    assert bare > 22
    assert 22 < ours < 3 * bare
