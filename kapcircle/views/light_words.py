"""Light in words that a hand at a switch can follow: how bright, and of which colour."""

from collections.abc import Mapping

from kapcircle.core.light import Colour, LookDesign

BRIGHT = ((0.03, "dark"), (0.2, "very dim"), (0.4, "dim"), (0.65, "half"), (0.85, "bright"))
"""Up to which perceived brightness which word is used, 0 to 1; above them all it is full: programme setting."""

FULL = "full"
AMBER, WARM, WHITE = 0.08, 0.45, 0.85
"""Up to how much blue, of the most of any colour, light is amber, warm, or white; with less red it is cold."""


def light_words(look: str, looks: Mapping[str, LookDesign]) -> str:
    """A look as `ember: very dim, amber, 18 %`; one that nobody knows by its name alone."""
    design = looks.get(look)
    if design is None:
        return look
    bright = next((words for most, words in BRIGHT if design.level <= most), FULL)
    hue = "" if bright == "dark" else f", {colour_words(design.colour)}"
    return f"{look}: {bright}{hue}, {design.level:.0%}".replace("%", " %")


def colour_words(colour: Colour) -> str:
    """What a colour of light would be called."""
    red, green, blue = colour
    if red == max(colour) and green < 0.15 and blue < 0.15:
        return "red"
    if red == max(colour) and green >= blue:
        return "amber" if blue <= AMBER else "warm" if blue <= WARM else "warm white" if blue <= WHITE else "white"
    if green == max(colour):
        return "green"
    return "cold white" if min(colour) > WARM else "blue" if blue == max(colour) else "rose"
