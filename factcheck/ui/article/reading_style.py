"""How a person likes to read: size, font and measure of the article's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

ZOOMS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
FACES: Final = ("serif", "sans", "system")
# The reading column at 100 %, in pixels; the usual one holds about 70 characters.
MEASURES: Final = {"narrow": 540, "normal": 664, "wide": 820}


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """``zoom`` 1 is 100 %; ``face`` is one of ``FACES``, ``measure`` one of ``MEASURES``."""

    zoom: float = 1.0
    face: str = "serif"
    measure: str = "normal"

    @property
    def column(self) -> int:
        """The width of the reading column, in pixels, where there is room for it."""
        return round(MEASURES[self.measure] * self.zoom)

    def zoomed(self, steps: int) -> ReadingStyle:
        """Some steps larger or smaller."""
        at = ZOOMS.index(self.zoom) + steps
        return replace(self, zoom=ZOOMS[max(0, min(at, len(ZOOMS) - 1))])

    def with_zoom(self, zoom: float) -> ReadingStyle:
        """The known size nearest to one."""
        return replace(self, zoom=min(ZOOMS, key=lambda known: abs(known - zoom)))

    def kept(self) -> dict[str, Any]:
        """Plain values, to be remembered."""
        return asdict(self)

    @classmethod
    def from_kept(cls, values: Mapping[str, Any]) -> ReadingStyle:
        """What was remembered; what is missing or unknown has its default."""
        zoom, face, measure = values.get("zoom"), values.get("face"), values.get("measure")
        style = cls(
            face=face if face in FACES else "serif",
            measure=measure if isinstance(measure, str) and measure in MEASURES else "normal",
        )
        return style.with_zoom(zoom) if isinstance(zoom, (int, float)) else style
