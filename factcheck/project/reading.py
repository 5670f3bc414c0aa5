"""What queries get: one consistent look at the project."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from factcheck.domain.changes import Shown
from factcheck.domain.problems import Problem
from factcheck.domain.records import Record, Revision
from factcheck.project import blobs, plain_sql, rows
from factcheck.project.claim_index import ClaimIndex
from factcheck.project.texts import Texts
from factcheck.text.checkables import Checkable
from factcheck.text.spans import Spans
from factcheck.translation import _

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Reading:
    """A read transaction; queries (``factcheck.project.queries``) take one as their first argument."""

    def __init__(
        self,
        connection: sa.Connection,
        author: str = "",
        texts: Texts | None = None,
        answers: dict[Hashable, Any] | None = None,
        claims: ClaimIndex | None = None,
    ) -> None:
        self.connection = connection
        self.author = author
        self.texts = texts or Texts()
        self._answers = {} if answers is None else answers
        self._claims = claims

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The answer of ``work``, kept until the project is written to; it is shared, so nobody may change it."""
        if key not in self._answers:
            self._answers[key] = work()
        return cast("T", self._answers[key])

    def records(self, kind: type[R], *where: Any, order_by: Any = None) -> list[R]:
        """The living records of a kind; conditions are SQLAlchemy expressions over its table."""
        return rows.records(self.connection, kind, *where, order_by=order_by)

    def of(self, kind: type[R], *order_by: str, **values: Any) -> list[R]:
        """The living records of a kind whose fields have some values, in the order of some fields: quickly found."""
        return rows.where(self.connection, kind, order_by, **values, deleted=False)

    def get(self, kind: type[R], row_id: str) -> R:
        """One record, deleted or not; raises ``Problem`` where there is none."""
        found = rows.record(self.connection, kind, row_id)
        if found is None:
            raise Problem(
                _("This is no longer in the project."), _("It may have been removed in another window; look again.")
            )
        return found

    def find(self, kind: type[R], row_id: str | None) -> R | None:
        """One record, deleted or not, or None."""
        return rows.record(self.connection, kind, row_id)

    def shown(self, value: R) -> Shown[R]:
        """A record with the ids of the changes that it shows."""
        return rows.shown(self.connection, value)

    def tuples(self, sql: str, parameters: tuple[Any, ...] = ()) -> Sequence[Any]:
        """Plain tuples, for long lists and what is asked often."""
        return plain_sql.tuples(self.connection, sql, parameters)

    def text(self, revision: Revision) -> str:
        """The text of a revision."""
        return self.texts.text(self.connection, revision)

    def sentences(self, revision: Revision, language: str) -> Spans:
        """The sentences of a revision (code points)."""
        return self.texts.sentences(self.connection, revision, language)

    def words(self, revision: Revision, language: str) -> list[Checkable]:
        """What can be checked in a revision, by place; found now where that is not kept."""
        return self.texts.words(self.connection, revision, language) or []

    def known_words(self, revision: Revision, language: str) -> list[Checkable] | None:
        """The same, None where it would have to be found first: a long text takes a second."""
        return self.texts.words(self.connection, revision, language, look=False)

    @property
    def claims(self) -> ClaimIndex:
        """What is kept in memory of all claims, as they stand now."""
        # While an edit is under way nothing can be kept: what it writes comes to the log bit by bit.
        claims = ClaimIndex() if self._claims is None else self._claims
        claims.catch_up(self.connection)
        return claims

    def blob(self, sha256: str) -> bytes:
        """The bytes of a stored text or file."""
        return blobs.blob(self.connection, sha256)
