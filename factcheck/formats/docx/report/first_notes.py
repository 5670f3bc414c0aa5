"""A detour around a fault of LibreOffice, so that the writer's notes are right there too.

LibreOffice (seen in 7.4) reads all footnotes when it meets the first one, and a comment that is read
between the first and the second footnote of a document spoils them: texts are shifted or lost. The
mark of such a comment is put behind the second footnote instead; the range that it is about, which
is what people and programs see, stays as it is. Endnotes are read in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


def kept_from_first_notes(pieces: Iterable[str], reference_style: str, printed: Mapping[str, int]) -> Iterator[str]:
    """The pieces of a document; ``printed`` says how many footnotes and endnotes it holds."""
    marks = re.compile(
        rf'<w:r><w:rPr><w:rStyle w:val="{reference_style}"/></w:rPr><w:commentReference w:id="\d+"/></w:r>'
        r"|<w:r>(?:(?!</w:r>).)*?<w:(footnote|endnote)Reference (?:(?!</w:r>).)*</w:r>"
    )
    left = {kind: number for kind, number in printed.items() if number > 1}
    seen = dict.fromkeys(left, 0)
    held: list[str] = []

    def placed(found: re.Match[str]) -> str:
        kind = found[1]
        if kind is None:
            if 1 not in seen.values():
                return found[0]
            held.append(found[0])
            return ""
        if kind not in seen:
            return found[0]
        seen[kind] += 1
        if 1 in seen.values():
            return found[0]
        released = found[0] + "".join(held)
        held.clear()
        return released

    for piece in pieces:
        # Once both kinds have been met twice, nothing is left to do.
        if all(number > 1 for number in seen.values()) or "Reference " not in piece:
            yield piece
        else:
            yield marks.sub(placed, piece)
