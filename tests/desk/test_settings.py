import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.desk import settings
from kapcircle.desk.settings import LONGEST_IDLE, TEXT_SIZES, Settings
from tests.fakes import house


@given(
    st.builds(
        Settings,
        text=st.sampled_from(TEXT_SIZES),
        still=st.booleans(),
        left_handed=st.booleans(),
        idle=st.integers(0, LONGEST_IDLE),
        mirror=st.text(),
    )
)
def test_settings_come_back_as_they_were_kept(chosen: Settings) -> None:
    assert settings.read(settings.write(chosen)) == chosen


@pytest.mark.parametrize(
    "spoilt", [{}, {"text": "huge"}, {"text": "101"}, {"idle": "-3"}, {"idle": "²"}, {"still": "?"}]
)
def test_spoilt_settings_are_as_designed(spoilt: dict[str, str]) -> None:
    assert settings.read(spoilt) == Settings()


def test_an_idle_laptop_locks_within_two_hours_whatever_was_kept() -> None:
    assert settings.read({"idle": "99999"}).idle == 120


def test_the_house_keeps_them() -> None:
    home = house()
    assert home.settings == Settings()
    home.keep(Settings(text=150, mirror="stick"))
    assert home.settings == Settings(text=150, mirror="stick")
