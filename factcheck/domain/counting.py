"""Counts in words: what came in with an article, and how long it is."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.domain.draft import Structure
from factcheck.locales import listed, number
from factcheck.translation import _, ngettext


def counted(counts: Mapping[str, int], structure: Structure | None = None) -> str:
    """Words such as "60 footnotes, 12 comments by 2 commenters, 3 tables"; what does not occur is left out."""
    phrases = {
        "footnotes": lambda n: ngettext("{n} footnote", "{n} footnotes", n),
        "endnotes": lambda n: ngettext("{n} endnote", "{n} endnotes", n),
        "comments": lambda n: ngettext("{n} comment", "{n} comments", n),
        "tracked changes": lambda n: ngettext("{n} tracked change", "{n} tracked changes", n),
        "tables": lambda n: ngettext("{n} table", "{n} tables", n),
        "pictures": lambda n: ngettext("{n} picture", "{n} pictures", n),
        "text boxes": lambda n: ngettext("{n} text box", "{n} text boxes", n),
        "links": lambda n: ngettext("{n} link", "{n} links", n),
    }
    words = []
    for name, count in counts.items():
        if not count:
            continue
        known = phrases.get(name)
        said = known(count).format(n=count) if known else f"{count} {name}"
        if name == "comments" and structure is not None:
            people = len({note.author for note in structure.notes if note.kind == "comment"})
            said = _("{comments} by {people}").format(
                comments=said, people=ngettext("{n} commenter", "{n} commenters", people).format(n=people)
            )
        words.append(said)
    return listed(words)


def size_in_words(characters: int) -> str:
    """Words such as "12,431 characters"."""
    return ngettext("{n} character", "{n} characters", characters).format(n=number(characters))
