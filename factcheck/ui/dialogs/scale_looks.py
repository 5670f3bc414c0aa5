"""What the ratings of an own scale may look like: colours that can be read in both themes, icons, lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.translation import _


@dataclass(frozen=True, slots=True)
class Colours:
    """Ink and tint for light and dark, as ``#RRGGBB``; ink on tint is at least 4.5:1, and so are words on tint."""

    strong_light: str
    tint_light: str
    strong_dark: str
    tint_dark: str


# The order keeps neighbours apart for eyes that do not tell red from green.
COLOURS: Final[dict[str, Colours]] = {
    "green": Colours("#006646", "#D9F3E4", "#86E0B0", "#173B2D"),
    "blue": Colours("#0763AB", "#CADDFD", "#55AEF8", "#163B62"),
    "amber": Colours("#8C5F00", "#FDE7BB", "#FEBA42", "#4A3507"),
    "red": Colours("#930B05", "#F6D0C7", "#F78B80", "#5E2B22"),
    "purple": Colours("#710888", "#F0DFFC", "#E3BFFF", "#3D2A52"),
    "grey": Colours("#565A69", "#E6E8EC", "#9CA1A9", "#30353D"),
    "orange": Colours("#9A3F00", "#FFDFC6", "#FFA868", "#532C0E"),
    "teal": Colours("#0B5E66", "#CFEFF0", "#6FD6DC", "#123B40"),
    "indigo": Colours("#3A3DB0", "#DEDFFB", "#AEB2FF", "#2A2C5C"),
    "olive": Colours("#4A6200", "#E6F0C4", "#BBD668", "#333D12"),
    "pink": Colours("#9C1458", "#FBD9E8", "#FF9CC8", "#55213A"),
    "brown": Colours("#6B4423", "#EBDFD3", "#D9B28C", "#3F2E1F"),
}
ICONS: Final = (
    "circle-check", "badge-check", "triangle-alert", "octagon-x", "circle-question-mark", "circle-slash", "contrast",
    "trending-up", "trending-down", "check-check", "circle-x", "circle-minus", "circle-dot", "puzzle", "scissors",
    "unlink", "theater", "flame", "file-pen", "user", "message-circle-question-mark", "flag", "scale", "shield",
)  # fmt: skip


def colour_words() -> dict[str, str]:
    """The colours by their names on screen."""
    return {
        "green": _("Green"),
        "blue": _("Blue"),
        "amber": _("Amber"),
        "red": _("Red"),
        "purple": _("Purple"),
        "grey": _("Grey"),
        "orange": _("Orange"),
        "teal": _("Teal"),
        "indigo": _("Indigo"),
        "olive": _("Olive"),
        "pink": _("Pink"),
        "brown": _("Brown"),
    }


def pattern_words() -> dict[str, str]:
    """The lines under the words by their names on screen."""
    return {
        "solid": _("Solid line"),
        "double": _("Double line"),
        "dashed": _("Dashes"),
        "zigzag": _("Zigzag"),
        "dotted": _("Dots"),
        "wave": _("Wave"),
        "thick": _("Thick line"),
        "longdash": _("Long dashes"),
        "dashdot": _("Dash and dot"),
        "dashdotdot": _("Dash and two dots"),
    }


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
