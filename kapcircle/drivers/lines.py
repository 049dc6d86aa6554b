"""Several lines to the lamps of one room: each lamp is reached on the line where it hangs."""

from collections.abc import Collection, Sequence

from kapcircle.core.ids import LampId, Millis
from kapcircle.core.light import LampLevel
from kapcircle.desk.ports import LightDriver


class Lines:
    """Lines side by side, each with the lamps that hang on it. When one fails, the others go on."""

    def __init__(self, lines: Sequence[tuple[LightDriver, Collection[LampId]]], dark: str = "") -> None:
        """`dark` is what to say of lamps that hang on none."""
        self._lines, self._dark = lines, dark

    def aim(self, levels: tuple[LampLevel, ...], fade: Millis, emergency: bool) -> None:
        for driver, lamps in self._lines:
            driver.aim(_of(levels, lamps), fade, emergency)

    def send(self, levels: tuple[LampLevel, ...], still: bool) -> None:
        for driver, lamps in self._lines:
            driver.send(_of(levels, lamps), still)

    def answers(self) -> tuple[bool, str]:
        """Whether all answer; if not, what each that does not has to say."""
        said = [why for answers, why in (driver.answers() for driver, _ in self._lines) if not answers]
        said += [self._dark] if self._dark else []
        return not said, " ".join(said)

    def close(self) -> None:
        for driver, _ in self._lines:
            driver.close()


def _of(levels: tuple[LampLevel, ...], lamps: Collection[LampId]) -> tuple[LampLevel, ...]:
    return tuple(x for x in levels if x.lamp in lamps)
