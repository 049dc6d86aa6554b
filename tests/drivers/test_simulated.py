from kapcircle.core.ids import LampId
from kapcircle.core.light import LampLevel
from kapcircle.drivers.simulated import Simulated


def test_it_remembers_what_the_room_would_show_until_it_is_closed() -> None:
    lamps = Simulated()
    assert lamps.answers() == (True, "")
    lamps.send((LampLevel(LampId("1"), 0.2),), still=False)
    lamps.send((LampLevel(LampId("1"), 0.4),), still=True)
    assert lamps.levels == (LampLevel(LampId("1"), 0.4),)
    lamps.close()
    assert not lamps.levels
