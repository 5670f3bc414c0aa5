"""A hand that edits a report as people do in Word: on the XML of the file, as Word leaves it."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = ("Bo Lindqvist", "Yusuf Arslan", "Éva Šimić", "編集者")
OWNER = "Ada Mihović"


@dataclass(frozen=True)
class Done:
    """Something that a person did to the file, as it should come back."""

    kind: str
    claim_id: str = ""
    old: str = ""
    new: str = ""
    author: str = ""


@dataclass
class WordHand:
    """A report open in the simulated Word."""

    content: bytes
    rnd: random.Random
    done: list[Done] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.trees = {
            name: etree.fromstring(self.parts[name])
            for name in ("word/document.xml", "word/comments.xml", "word/commentsExtended.xml")
        }
        self.document, self.comments, self.extended = self.trees.values()
        body = self.document.find(W + "body")
        assert body is not None
        self.body = body
        self.touched: set[etree._Element] = set()
        self.minute = 0

    def saved(self) -> bytes:
        """The file as Word writes it."""
        for name, tree in self.trees.items():
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return target.getvalue()

    # What is there ------------------------------------------------------------------------------------------------

    def bookmark(self, prefix: str) -> dict[str, etree._Element]:
        """The beginnings of bookmarks by what follows the prefix."""
        return {
            element.get(W + "name", "").removeprefix(prefix): element
            for element in self.document.iter(W + "bookmarkStart")
            if element.get(W + "name", "").startswith(prefix)
        }

    def paragraphs_of(self, start: etree._Element) -> list[etree._Element]:
        """The paragraphs between the beginning and the end of a bookmark of the body."""
        found = []
        for element in start.itersiblings():
            if element.tag == W + "bookmarkEnd" and element.get(W + "id") == start.get(W + "id"):
                break
            found += [element] if element.tag == W + "p" else list(element.iter(W + "p"))
        return found

    def article(self) -> list[etree._Element]:
        """The paragraphs of the article that nothing was done to yet."""
        (start,) = self.bookmark("fca_").values()
        return [one for one in self.paragraphs_of(start) if one not in self.touched and self.words(one)]

    def words(self, paragraph: etree._Element) -> list[etree._Element]:
        """The texts of a paragraph that are words of it, no numbers or labels, and in no tracked change."""
        return [
            text
            for text in paragraph.iter(W + "t")
            if (text.text or "").strip()
            and text.find(f"../{W}rPr/{W}rStyle[@{W}val='ClaimNumber']") is None
            and text.find(f"../{W}rPr/{W}rStyle[@{W}val='ReportTag']") is None
            and not any(above.tag in (W + "ins", W + "del") for above in text.iterancestors())
        ]

    def remark(self, comment_id: str) -> etree._Element:
        """A comment by its number."""
        return next(one for one in self.comments if one.get(W + "id") == comment_id)

    def roots(self) -> dict[str, str]:
        """The numbers of the comments on claims, by claim."""
        found = {}
        for name, start in self.bookmark("fc_").items():
            before = start.getprevious()
            starts = []
            while before is not None and before.tag == W + "commentRangeStart":
                starts.append(before.get(W + "id", ""))
                before = before.getprevious()
            if starts and name.endswith("_1"):
                found[name[:32]] = starts[-1]
        return found

    def thread(self, root: str) -> list[etree._Element]:
        """The answers to a comment."""
        key = self.remark(root)[-1].get(W14 + "paraId")
        answers = {one.get(W15 + "paraId") for one in self.extended if one.get(W15 + "paraIdParent") == key}
        return [one for one in self.comments if one[-1].get(W14 + "paraId") in answers]

    # What a person does -------------------------------------------------------------------------------------------

    def write_comment(self, text: str, answers: str = "") -> tuple[str, str]:
        """A new comment in the parts of comments; its number and its author."""
        self.minute += 1
        author = self.rnd.choice(NAMES)
        number = str(max((int(one.get(W + "id", "0")) for one in self.comments), default=0) + 1)
        key = f"{self.rnd.randrange(0x30000000, 0x7FFFFFF0):08X}"
        lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
        made = etree.fromstring(
            f'<w:comment xmlns:w="{W[1:-1]}" w:id="{number}" w:initials="X"'
            f' w:date="2026-04-02T{self.minute // 60 % 24:02}:{self.minute % 60:02}:00Z">{lines}</w:comment>'
        )
        made.set(W + "author", author)
        made[-1].set(W14 + "paraId", key)
        self.comments.append(made)
        entry = etree.SubElement(self.extended, W15 + "commentEx")
        entry.set(W15 + "paraId", key)
        entry.set(W15 + "done", "0")
        if answers:
            entry.set(W15 + "paraIdParent", self.remark(answers)[-1].get(W14 + "paraId", ""))
        return number, author

    def mark_comment(self, number: str, first: etree._Element, last: etree._Element) -> None:
        """Put the range of a comment around elements of one paragraph."""
        start, end = etree.Element(W + "commentRangeStart"), etree.Element(W + "commentRangeEnd")
        for one in (start, end):
            one.set(W + "id", number)
        first.addprevious(start)
        last.addnext(end)
        end.addnext(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:commentReference w:id="{number}"/></w:r>'))

    def reply(self) -> None:
        """Answer to the comment on a claim."""
        claim_id, root = self.rnd.choice(list(self.roots().items()))
        text = f"I doubt it {len(self.done)}."
        number, author = self.write_comment(text, answers=root)
        for tag in ("commentRangeStart", "commentRangeEnd"):
            place = next(one for one in self.document.iter(W + tag) if one.get(W + "id") == root)
            made = etree.Element(W + tag)
            made.set(W + "id", number)
            place.addnext(made)
            if tag == "commentRangeEnd":
                made.addnext(etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:commentReference w:id="{number}"/></w:r>'))
        self.done.append(Done("remark", claim_id, new=text, author=author))

    def comment_on_claim(self) -> None:
        """Comment on the words of a claim, in a thread of its own."""
        name, start = self.rnd.choice(list(self.bookmark("fc_").items()))
        run = next((one for one in start.itersiblings() if one.tag == W + "r" and one.find(W + "t") is not None), None)
        if run is None or run.find(f"{W}rPr/{W}rStyle[@{W}val='ClaimNumber']") is not None:
            return
        text = f"Is this so? {len(self.done)}\nI ask."
        number, author = self.write_comment(text)
        self.mark_comment(number, run, run)
        self.done.append(Done("remark", name[:32], new=text, author=author))

    def comment_on_words(self) -> None:
        """Comment on words that no claim stands at."""
        free = [one for one in self.article() if one.find(f"{W}bookmarkStart") is None]
        free = [one for one in free if one.getparent() is self.body and len(self.words(one)) == 1]
        if not free:
            return
        paragraph = self.rnd.choice(free)
        self.touched.add(paragraph)
        (text,) = self.words(paragraph)
        run = self.split_at_words(text)
        words = run.findtext(W + "t") or ""
        said = f"Who says this? {len(self.done)}"
        number, author = self.write_comment(said)
        self.mark_comment(number, run, run)
        self.done.append(Done("claim", old=words.strip(), new=said, author=author))

    def split_at_words(self, text: etree._Element) -> etree._Element:
        """Part some words in the middle of a run from it; their run."""
        run = text.getparent()
        assert run is not None
        words = (text.text or "").split(" ")
        first = self.rnd.randrange(len(words))
        last = self.rnd.randrange(first + 1, len(words) + 1)
        pieces = [" ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])]
        pieces = [pieces[0] + " " if first else "", pieces[1], " " + pieces[2] if last < len(words) else ""]
        made = []
        for piece in pieces:
            copy = etree.fromstring(etree.tostring(run))
            copy.tail = None
            own = copy.find(W + "t")
            assert own is not None
            own.text = piece
            own.set(SPACE, "preserve")
            made.append(copy)
        for copy, piece in zip(reversed(made), reversed(pieces), strict=True):
            if piece:
                run.addnext(copy)
        parent = run.getparent()
        assert parent is not None
        parent.remove(run)
        return made[1]

    def edit_comment(self) -> None:
        """Put a colleague's remark in a thread differently."""
        found = [(claim, answer) for claim, root in self.roots().items() for answer in self.thread(root)]
        found = [(claim, one) for claim, one in found if one.get(W + "author") == OWNER and one not in self.touched]
        if not found:
            return
        claim_id, remark = self.rnd.choice(found)
        self.touched.add(remark)
        texts = list(remark.iter(W + "t"))
        old = "".join(text.text or "" for text in texts)
        texts[0].text = f"{old}, or so {len(self.done)}"
        self.done.append(Done("remark text", claim_id, old, texts[0].text, OWNER))

    def delete_comment(self) -> None:
        """Take a comment out; nobody is told of it."""
        answers = [one for root in self.roots().values() for one in self.thread(root)]
        answers = [one for one in answers if one not in self.touched and one.get(W + "author") == OWNER]
        if not answers:
            return
        gone = self.rnd.choice(answers)
        key, number = gone[-1].get(W14 + "paraId"), gone.get(W + "id")
        self.comments.remove(gone)
        for entry in list(self.extended):
            if entry.get(W15 + "paraId") == key:
                self.extended.remove(entry)
        for element in list(self.document.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")):
            if element.get(W + "id") == number:
                above = element.getparent()
                assert above is not None
                taken = above if element.tag == W + "commentReference" else element
                parent = taken.getparent()
                assert parent is not None
                parent.remove(taken)

    def resolve(self) -> None:
        """Mark the thread of a claim as resolved."""
        found = [(claim, root) for claim, root in self.roots().items() if self.thread(root)]
        found = [(claim, root) for claim, root in found if not any(one in self.touched for one in self.thread(root))]
        if not found:
            return
        claim_id, root = self.rnd.choice(found)
        key = self.remark(root)[-1].get(W14 + "paraId")
        for entry in self.extended:
            if entry.get(W15 + "paraId") == key and entry.get(W15 + "done") == "0":
                entry.set(W15 + "done", "1")
                for one in self.thread(root):
                    if one.get(W + "author") == OWNER and one.get(W + "date", "")[:10] != "2026-04-02":
                        self.touched.add(one)
                        text = "".join(map(str, one.itertext()))
                        self.done.append(Done("resolved", claim_id, new=text, author=OWNER))
