"""Questions about the project itself: its record, its scales, its people."""

from __future__ import annotations

from factcheck.domain.records import Person, ProjectRecord, Rating, Scale
from factcheck.locales import sort_key
from factcheck.project.reading import Reading


def project_record(reading: Reading) -> ProjectRecord:
    """The project's own record."""
    return reading.once("project", lambda: reading.of(ProjectRecord)[0])


def scales(reading: Reading) -> list[Scale]:
    """The scales that the project holds, by name."""
    return reading.of(Scale, "name")


def ratings_of(reading: Reading, scale_id: str | None) -> tuple[Rating, ...]:
    """The ratings of a scale in their order."""
    return tuple(reading.of(Rating, "position", scale_id=scale_id))


def scale_in_use(reading: Reading) -> tuple[Scale, tuple[Rating, ...]]:
    """The scale for new verdicts, and its ratings in order."""

    def read() -> tuple[Scale, tuple[Rating, ...]]:
        scale = reading.get(Scale, project_record(reading).scale_id or "")
        return scale, ratings_of(reading, scale.id)

    return reading.once("scale in use", read)


def ratings(reading: Reading) -> dict[str, Rating]:
    """Every rating by id, those of scales that are no longer in use among them."""
    return reading.once("ratings", lambda: {rating.id: rating for rating in reading.of(Rating)})


def people(reading: Reading) -> list[Person]:
    """The people of the project, by name."""
    return reading.once("people", lambda: sorted(reading.of(Person), key=lambda one: sort_key(one.name)))
