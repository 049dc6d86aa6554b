import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import LampId
from kapcircle.core.light import WARM, Colour, LampLevel
from kapcircle.core.rooms import PatchRow, rehearsal_patch
from kapcircle.drivers.patch import KINDS, check_patch, encode

ONE, TWO = LampId("1"), LampId("2")
WHITE: Colour = (1.0, 1.0, 1.0)
CANDLE: Colour = (1.0, 0.4, 0.0)
ROWS = (PatchRow(ONE, 1, 1, "level16"), PatchRow(TWO, 2, 10, "rgb8"))

# L* 50 is 18.418652 % of full light: 0x2F27 of 65535, 47 of 255.
ENCODED = [
    ("level8", 1.0, WARM, [255]),
    ("level8", 0.5, WARM, [47]),
    ("level16", 1.0, WARM, [255, 255]),
    ("level16", 0.5, WARM, [0x2F, 0x27]),
    ("level16", 0.0, WARM, [0, 0]),
    ("rgb8", 1.0, (1.0, 0.5, 0.0), [255, 128, 0]),
    ("rgb8", 0.5, WHITE, [47, 47, 47]),
    ("rgb16", 0.5, (0.0, 1.0, 0.0), [0, 0, 0x2F, 0x27, 0, 0]),
    ("warmcold8", 1.0, CANDLE, [255, 0]),
    ("warmcold8", 1.0, WHITE, [0, 255]),
    ("warmcold8", 1.0, WARM, [183, 72]),
    ("warmcold8", 1.0, (1.0, 0.0, 0.0), [255, 0]),
    ("warmcold8", 1.0, (0.0, 0.0, 1.0), [0, 255]),
    ("warmcold16", 0.5, WHITE, [0, 0, 0x2F, 0x27]),
    ("rgbw8", 1.0, WHITE, [0, 0, 0, 255]),
    ("rgbw8", 1.0, (1.0, 0.5, 0.2), [204, 76, 0, 51]),
    ("rgbw16", 0.5, (0.0, 1.0, 0.0), [0, 0, 0x2F, 0x27, 0, 0, 0, 0]),
    ("rgbww8", 1.0, (1.0, 0.65, 0.26), [0, 0, 0, 255]),
    ("rgbww8", 1.0, WHITE, [0, 89, 189, 255]),
    ("rgbww16", 0.5, (0.0, 0.0, 1.0), [0, 0, 0, 0, 0x2F, 0x27, 0, 0]),
    ("rgba8", 1.0, (1.0, 0.35, 0.0), [0, 0, 0, 255]),
    ("rgba8", 1.0, (1.0, 0.0, 0.0), [255, 0, 0, 0]),
    ("rgba16", 0.0, WARM, [0] * 8),
    ("cct8", 1.0, CANDLE, [255, 0]),
    ("cct8", 0.5, WHITE, [47, 255]),
    ("cct16", 1.0, WARM, [255, 255, 0x2A, 0x25]),
    ("dimrgb8", 0.5, (1.0, 0.5, 0.0), [47, 255, 128, 0]),
    ("dimrgb16", 0.5, (0.0, 0.5, 1.0), [0x2F, 0x27, 0, 0, 0x80, 0, 255, 255]),
    ("dimrgb8", 0.5, (0.0, 0.5, 2.0), [94, 0, 64, 255]),  # on the way between two colours
    ("level8", 0.5, (0.0, 0.5, 2.0), [47]),
]


@pytest.mark.parametrize(("kind", "level", "colour", "octets"), ENCODED)
def test_each_kind_of_lamp_writes_its_channels(kind: str, level: float, colour: Colour, octets: list[int]) -> None:
    slots = encode([LampLevel(ONE, level, colour)], [PatchRow(ONE, 1, 100, kind)])[1]
    assert list(slots[99 : 99 + len(octets)]) == octets
    assert len(slots) == 512
    assert not any(slots[:99])
    assert not any(slots[99 + len(octets) :])
    assert KINDS[kind].channels == len(octets)


def test_every_kind_is_in_the_table_above() -> None:
    assert {row[0] for row in ENCODED} == set(KINDS)


def test_universes_are_kept_apart_and_unknown_lamps_left_out() -> None:
    sent = encode([LampLevel(ONE, 1.0), LampLevel(LampId("9"), 1.0)], ROWS)
    assert set(sent) == {1, 2}
    assert sent[1][:3] == b"\xff\xff\0"
    assert not any(sent[2]), "a lamp without a level is dark"


def test_one_lamp_may_hang_on_two_lines() -> None:
    sent = encode([LampLevel(ONE, 1.0)], check_patch([PatchRow(ONE, 1, 1, "level8"), PatchRow(ONE, 1, 2, "level8")]))
    assert sent[1][:3] == b"\xff\xff\0"


def test_the_rehearsal_patch_is_a_good_one() -> None:
    rows = check_patch(rehearsal_patch([LampId(str(n)) for n in range(1, 9)], 1))
    assert encode([LampLevel(LampId("8"), 0.5)], rows)[1][:18] == bytes(14) + b"\x2f\x27" + bytes(2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (PatchRow(TWO, 1, 2, "level8"), "Lamp 2, universe 1, channel 2: channel 2 is already taken by lamp 1"),
        (PatchRow(TWO, 1, 1, "level8"), "Lamp 2, universe 1, channel 1: channel 1 is already taken by lamp 1"),
        (PatchRow(TWO, 1, 9, "laser"), "Lamp 2, universe 1, channel 9: kind 'laser' is not known. Use one of level8,"),
        (PatchRow(TWO, 0, 9, "level8"), "Lamp 2, universe 0, channel 9: a universe is a number from 1 to 63999"),
        (PatchRow(TWO, 64_000, 9, "level8"), "a universe is a number from 1 to 63999"),
        (PatchRow(TWO, 1, 0, "level8"), "Lamp 2, universe 1, channel 0: level8 takes channels 0 to 0"),
        (PatchRow(TWO, 1, 512, "level16"), "level16 takes channels 512 to 513, and there are only 1 to 512"),
        (PatchRow(TWO, 1, 508, "rgb16"), "rgb16 takes channels 508 to 513"),
    ],
)
def test_a_bad_row_is_named_with_its_lamp_and_channel(row: PatchRow, said: str) -> None:
    with pytest.raises(KnownError) as refused:
        check_patch([ROWS[0], row])
    assert said in str(refused.value)


@pytest.mark.parametrize("channel", [507, 3])
def test_a_row_may_touch_the_end_and_its_neighbour(channel: int) -> None:
    assert check_patch([ROWS[0], PatchRow(TWO, 1, channel, "rgb16")])
