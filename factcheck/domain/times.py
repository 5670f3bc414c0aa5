"""Times that are stored: always aware, always UTC, as ISO 8601 in text databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcTime(TypeDecorator[datetime]):
    """A column of aware UTC times; a naive time is a mistake and is refused."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where the database has no time zones, its own type elsewhere."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write an aware time; raises ``ValueError`` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.isoformat() if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read an aware UTC time."""
        if value is None or isinstance(value, datetime):
            return value
        return datetime.fromisoformat(value).astimezone(UTC)


def now() -> datetime:
    """The present moment, aware UTC, to the second (a finer one would only make two equal reports differ)."""
    return datetime.now(UTC).replace(microsecond=0)


def precisely_now() -> datetime:
    """The present moment, aware UTC, finer than seconds: what is written in the same second keeps its order."""
    return datetime.now(UTC)
