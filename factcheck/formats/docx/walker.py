"""A walk through the body of a Word document: its words in reading order, and where everything stands in them.

Deleted, inserted and moved text counts as the person chose; text boxes come once; fields show
their results; whatever cannot be read is tallied, so that it can be named.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Final, Literal

from factcheck.domain.draft import SpanKind
from factcheck.formats.composing import Composition
from factcheck.formats.docx import elements
from factcheck.formats.docx.appearance import PLAIN_RUN, Appearance, Look, W, first, holds_stories
from factcheck.formats.docx.drawn_fields import drawn, form_words
from factcheck.formats.docx.fields import OpenFields, hyperlink_target
from factcheck.formats.docx.finds import Finds, Reference
from factcheck.formats.docx.package import RELATIONSHIPS_NAMESPACE, Relationship
from factcheck.formats.docx.signs import UNKNOWN, M, before_part, equation_signs, shown, symbol
from factcheck.text.addresses import safe_link
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

Revisions = Literal["final", "original"]

_R: Final = f"{{{RELATIONSHIPS_NAMESPACE}}}"
_DEPTH: Final = 120
_MOST_BOXES: Final = 10_000  # that wait for the end of their paragraph
_MOST_ALTERNATIVES: Final = 8  # in each other
_LONGEST_LABEL: Final = 40  # characters of a footnote's own mark
_PARAGRAPH_PROPERTIES: Final = W + "pPr"
_RUN_PROPERTIES: Final = W + "rPr"
_SYMBOL_EXTENDED: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"


class Walker:
    """Reads the story of one part into a composition."""

    def __init__(
        self,
        composition: Composition,
        appearance: Appearance,
        relationships: dict[str, Relationship],
        revisions: Revisions,
        tally: Counter[str] | None = None,
    ) -> None:
        self.finds = Finds()
        if tally is not None:
            self.finds.tally = tally
        self._text = composition
        self._appearance = appearance
        self._relationships = relationships
        gone = ("del", "moveFrom") if revisions == "final" else ("ins", "moveTo")
        self._gone = frozenset(W + name for name in gone)
        self._cell_gone = W + ("cellDel" if revisions == "final" else "cellIns")
        self._fields = OpenFields()
        self._boxes: deque[_Element] = deque()
        self._joined = False
        self._in_box = False
        self._alternatives_open = 0
        # The number of cells begun in the row that is being written as one line; None outside of such rows.
        self._cells: int | None = None
        self._nested = 0
        self._own_label: Reference | None = None
        # By the ids of character styles: whether anybody's words stand in a run of such a style after all.
        self._unprinted: Mapping[str, Callable[[_Element], bool]] = {}
        self._handlers: dict[str, Callable[[_Element, Collection[SpanKind], int], None]] = {
            W + "p": self._paragraph,
            W + "r": self._run,
            **dict.fromkeys((W + "t", W + "delText", M + "t", elements.SHAPED_WORDS), self._words),
            **dict.fromkeys((W + "br", W + "cr"), self._break),
            **dict.fromkeys((W + "sym", _SYMBOL_EXTENDED), self._symbol),
            W + "hyperlink": self._hyperlink,
            W + "fldSimple": self._simple_field,
            W + "fldChar": self._field_character,
            **dict.fromkeys((W + "instrText", W + "delInstrText"), self._instruction),
            **dict.fromkeys((W + "footnoteReference", W + "endnoteReference"), self._reference),
            **dict.fromkeys(elements.COMMENT_MARKS, self._comment_mark),
            W + "txbxContent": self._box,
            W + "tbl": self._table,
            W + "tr": self._row,
            W + "tc": self._cell,
            W + "sdt": self._control,
            W + "ruby": self._ruby,
            elements.ALTERNATIVES: self._alternatives,
            **dict.fromkeys(elements.DRAWN, self._drawn),
            M + "f": self._fraction,
            **dict.fromkeys((M + "e", M + "mr", M + "den"), self._part),
            **dict.fromkeys((M + "sup", M + "sub"), self._raised),
            **dict.fromkeys((M + "d", M + "rad", M + "nary"), self._signed),
        }

    def walk(self, element: _Element, formats: Collection[SpanKind] = (), depth: int = 0) -> None:
        """Read what is inside an element."""
        if depth > _DEPTH:
            raise elements.nobody_reads(_("The Word file is nested too deeply to be read."))
        handlers, properties = self._handlers, elements.PROPERTIES
        for child in element:
            tag = child.tag
            handler = handlers.get(tag)
            if handler is not None:
                handler(child, formats, depth)
            elif tag not in properties:
                self.read(child, formats, depth)

    def read(self, element: _Element, formats: Collection[SpanKind] = (), depth: int = 0) -> None:
        """Read an element and what is inside it."""
        tag = element.tag
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(element, formats, depth)
        elif tag in self._gone:
            self._pass_over(element)
        elif tag in elements.CHARACTERS:
            self._write(elements.CHARACTERS[tag], formats)
        elif not tag.startswith(W) or tag in (W + "object", W + "altChunk", W + "subDoc"):
            self._foreign(element, formats, depth)
        elif tag not in elements.PROPERTIES:
            self.walk(element, formats, depth + 1)

    def finish(self) -> None:
        """End what is still open: the last paragraph, text boxes that wait for it."""
        self._joined = False
        self._text.end()
        self._read_boxes()

    # Paragraphs and runs ------------------------------------------------------------------------------------------

    def _paragraph(self, element: _Element, _formats: Collection[SpanKind], depth: int) -> None:
        if not len(element) and not self._joined and self._cells is None:  # an empty line ends what was before it
            self._text.end()
            self._fields.settle()
            return
        properties = first(element, _PARAGRAPH_PROPERTIES)
        marks = None if properties is None else next(properties.iterchildren(_RUN_PROPERTIES), None)
        # Without its mark, a paragraph goes on in the next one, whose properties then count for both.
        gone = marks is not None and any(item.tag in self._gone for item in marks)
        look = self._appearance.look(properties, counts=not gone)
        if self._cells is not None:
            if not self._joined:
                self._text.gap()
        else:
            self._begin(look)
        folded = self._text.mark_start() if look.folded else None
        self.walk(element, (), depth + 1)
        self._fields.settle()
        if folded and self._text.begun:
            self.finds.folded.append((folded, self._text.mark_end()))
        self._joined = gone
        if self._cells is None and not gone:
            self._text.end()
            self._read_boxes()

    def _begin(self, look: Look) -> None:
        kind = "text_box" if self._in_box else look.kind
        begin = self._text.become if self._joined else self._text.begin
        begin(kind, look.level, look.marker)

    def _run(self, element: _Element, _formats: Collection[SpanKind], depth: int) -> None:
        properties = first(element, _RUN_PROPERTIES)
        look = PLAIN_RUN if properties is None else self._appearance.run(properties)
        if not look.hidden and (look.style not in self._unprinted or self._unprinted[look.style](element)):
            self.walk(element, look.formats, depth + 1)
            self._own_label = None
            return
        if look.hidden:
            self.finds.tally["hidden characters"] += sum(len(item.text or "") for item in element.iter(W + "t"))
        self._pass_over(element)

    def _words(self, element: _Element, formats: Collection[SpanKind], _depth: int) -> None:
        self._write(shown(element, self.finds.tally), formats)

    def _write(self, words: str, formats: Collection[SpanKind]) -> None:
        if self._own_label is not None:
            if len(self._own_label.label) < _LONGEST_LABEL:
                self._own_label.label += words.strip()[:_LONGEST_LABEL]
            return
        if self._fields.hiding:
            self._fields.instruct(words)  # as the result of a field inside does
            return
        if self._cells is not None and "\t" in words:
            words = words.replace("\t", " ")
        target = self._fields.target
        if target and "underline" in formats:
            formats = [kind for kind in formats if kind != "underline"]
        self._text.write(words, formats, target)

    def _part_digits(self) -> None:
        """Before a fraction: two and a half are not 21 halves."""
        if self._text.ends_with_digit and not self._fields.hiding:
            self._text.gap()

    def _break(self, _element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        if self._cells is None:
            self._text.break_line()
        else:
            self._text.gap()

    def _symbol(self, element: _Element, formats: Collection[SpanKind], _depth: int) -> None:
        sign = symbol(element)
        self.finds.tally["symbols"] += sign == UNKNOWN
        self._write(sign, formats)

    def _ruby(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        for part, before, after in ((W + "rubyBase", "", ""), (W + "rt", "(", ")")):
            for item in element.iterfind(part):
                self._write(before, formats)
                self.walk(item, formats, depth + 1)
                self._write(after, formats)

    def _pass_over(self, element: _Element) -> None:
        """Leave the words of an element out, but keep comments in their place and fields in balance."""
        for item in element.iter(*elements.COMMENT_MARKS, W + "fldChar"):
            if item.get(W + "fldCharType") == "begin":
                self._fields.begin()  # what a form shows by itself is left out too
            else:
                self._handlers[item.tag](item, (), 0)

    # Links and fields ---------------------------------------------------------------------------------------------

    def _hyperlink(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        link = self._relationships.get(element.get(_R + "id", ""))
        anchor = element.get(W + "anchor", "")
        target = ""
        if link is not None and link.external:
            target = self._checked(link.target + (f"#{anchor}" if anchor and "#" not in link.target else ""))
        self._inside_link(element, target, formats, depth)

    def _simple_field(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        instruction, place = element.get(W + "instr", ""), self._text.length
        self._inside_link(element, self._target_of(instruction), formats, depth)
        if self._text.length == place:
            self._write_drawn("", instruction, formats)

    def _write_drawn(self, form: str, instruction: str, formats: Collection[SpanKind]) -> None:
        """Write what Word shows for a field that ends without a result."""
        pieces = [(form, None)] if form else drawn(instruction, self.finds.tally)
        if pieces and not pieces[0][1] and pieces[0][0][:1].isdigit():
            self._part_digits()
        for words, raised in pieces:
            self._write(words, {*formats, raised} if raised else formats)

    def _inside_link(self, element: _Element, target: str, formats: Collection[SpanKind], depth: int) -> None:
        if target:
            self._fields.links.append(target)
        self.walk(element, formats, depth + 1)
        if target:
            self._fields.links.pop()

    def _field_character(self, element: _Element, formats: Collection[SpanKind], _depth: int) -> None:
        step = element.get(W + "fldCharType")
        if step == "begin":
            self._fields.begin(form_words(element))
        elif step == "separate":
            self._fields.show(self._target_of(self._fields.instruction()), self._text.length)
        elif step == "end":
            self._write_drawn(*self._fields.end(self._text.length), formats)

    def _instruction(self, element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        self._fields.instruct(element.text or "")

    def _target_of(self, instruction: str) -> str:
        return self._checked(hyperlink_target(instruction))

    def _checked(self, target: str) -> str:
        address = safe_link(target) or ""
        if target and not address:
            self.finds.tally["links"] += 1
        return address

    # Notes and comments -------------------------------------------------------------------------------------------

    def _reference(self, element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        kind: Literal["footnote", "endnote"] = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        reference = Reference(kind, element.get(W + "id", ""), self._text.mark_point())
        self.finds.references.append(reference)
        if element.get(W + "customMarkFollows") in ("1", "true", "on"):
            self._own_label = reference

    def _comment_mark(self, element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        self.finds.comment(element, self._text)

    # Text boxes, pictures, controls -------------------------------------------------------------------------------

    def _box(self, element: _Element, _formats: Collection[SpanKind], _depth: int) -> None:
        if len(self._boxes) >= _MOST_BOXES:
            raise elements.nobody_reads(_("The Word file holds more text boxes in one paragraph than anybody can see."))
        self._boxes.append(element)

    def _read_boxes(self) -> None:
        """Read the text boxes that stood in the block before, each on lines of its own."""
        if self._in_box:
            return
        self._in_box = True
        # A box may hold further boxes, which then wait at the end.
        while self._boxes:
            self.finds.tally["text boxes"] += 1
            self.walk(self._boxes.popleft())
            self._joined = False
            self._text.end()
        self._in_box = False

    def _foreign(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        """Read a drawing, an equation or what some other program put in; count what holds no words."""
        kind = elements.UNREADABLE.get(element.tag.rpartition("}")[2])
        if kind:
            self.finds.tally[kind] += 1
        else:
            self.walk(element, formats, depth + 1)

    def _drawn(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        """Read a paragraph of a drawing, or WordArt, apart from the words around it."""
        self._text.gap()
        self._write(elements.word_art(element), formats)
        self.walk(element, formats, depth + 1)
        self._text.gap()

    def _control(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            # "Click here to enter text" is nobody's word.
            self._pass_over(element)
        else:
            self.walk(element, formats, depth + 1)

    def _alternatives(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        """Read one of several forms of the same thing: the first that has words, or else the first."""
        # The search for words goes through all that is inside.
        chosen = elements.branch(element, searched=self._alternatives_open < _MOST_ALTERNATIVES)
        if chosen is not None:
            self._alternatives_open += 1
            self.walk(chosen, formats, depth + 1)
            self._alternatives_open -= 1

    # Equations ----------------------------------------------------------------------------------------------------

    def _fraction(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        self._part_digits()
        self.walk(element, formats, depth + 1)

    def _raised(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        kind: SpanKind = "superscript" if element.tag == M + "sup" else "subscript"
        self.walk(element, {*formats, kind}, depth + 1)

    def _signed(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        before, after = equation_signs(element)
        self._write(before, formats)
        self.walk(element, formats, depth + 1)
        self._write(after, formats)

    def _part(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        self._write(before_part(element), formats)
        self.walk(element, formats, depth + 1)

    # Tables -------------------------------------------------------------------------------------------------------

    def _table(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        self.finds.tally["tables"] += 1
        if self._cells is not None:
            self._nested += 1
            self.walk(element, formats, depth + 1)
            self._nested -= 1
            return
        self._joined = False
        self._text.end()
        self.walk(element, formats, depth + 1)

    def _row(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        properties = element.find(W + "trPr")
        if properties is not None and any(item.tag in self._gone for item in properties):
            self._pass_over(element)
        elif self._cells is not None or holds_stories(element):
            self.walk(element, formats, depth + 1)
        else:
            self._text.begin("table_row")
            self._cells = 0
            self.walk(element, formats, depth + 1)
            self._cells = None
            self._joined = False
            self._text.end()
            self._read_boxes()

    def _cell(self, element: _Element, formats: Collection[SpanKind], depth: int) -> None:
        if element.find(f"{W}tcPr/{self._cell_gone}") is not None:
            self._pass_over(element)
            return
        if self._cells is not None and not self._nested:
            if self._cells:
                self._text.next_cell()
            self._cells += 1
        self.walk(element, formats, depth + 1)
        self._joined = False
        if self._cells is None:
            self._text.end()
