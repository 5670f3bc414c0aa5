"""What Word changes in a file by itself at every save, although nobody changed anything.

Numbers anew, runs split, revision ids, marks of the spelling, bookmarks that move by an element.
"""

from __future__ import annotations

from lxml import etree

from tests.formats.docx.word_hand import SPACE, W14, W15, W, WordHand


def save_as_word(hand: WordHand) -> None:
    """Everything that Word changes in a file although nobody changed anything."""
    split_runs(hand)
    move_bookmarks(hand)
    add_revision_ids(hand)
    renumber(hand)


def split_runs(hand: WordHand) -> None:
    """Cut runs in two, with a mark of the spelling between."""
    for run in list(hand.document.iter(W + "r")):
        texts = [one for one in run if one.tag in (W + "t", W + "delText")]
        others = [one for one in run if one.tag not in (W + "t", W + "delText", W + "rPr")]
        if len(texts) != 1 or others or len(texts[0].text or "") < 4 or hand.rnd.random() < 0.8:
            continue
        at = hand.rnd.randrange(1, len(texts[0].text or ""))
        copy = etree.fromstring(etree.tostring(run))
        copy.tail = None
        own = copy.find(texts[0].tag)
        assert own is not None
        own.text, texts[0].text = (texts[0].text or "")[at:], (texts[0].text or "")[:at]
        for one in (own, texts[0]):
            one.set(SPACE, "preserve")
        run.addnext(copy)
        if run.getparent() is not None and run.getparent().tag == W + "p":  # type: ignore[union-attr]
            for kind in ("spellEnd", "spellStart"):
                run.addnext(etree.fromstring(f'<w:proofErr xmlns:w="{W[1:-1]}" w:type="{kind}"/>'))


def move_bookmarks(hand: WordHand) -> None:
    """Let bookmarks begin before and end behind elements that hold no words."""
    marks = ("commentRangeStart", "commentRangeEnd", "proofErr", "bookmarkStart", "bookmarkEnd")
    empty = {W + one for one in marks}
    for mark in list(hand.document.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        step = mark.getprevious() if hand.rnd.random() < 0.5 else mark.getnext()
        if step is None or step.tag not in empty or hand.rnd.random() < 0.4:
            continue
        other = step.get(W + "id") == mark.get(W + "id") and step.tag in (W + "bookmarkStart", W + "bookmarkEnd")
        if not other:
            (step.addprevious if step is mark.getprevious() else step.addnext)(mark)


def add_revision_ids(hand: WordHand) -> None:
    """Say of paragraphs and runs in which session they were written."""
    for element in hand.document.iter(W + "p", W + "r"):
        if hand.rnd.random() < 0.4:
            element.set(W + "rsidR", f"{hand.rnd.randrange(1 << 32):08X}")


def renumber(hand: WordHand) -> None:
    """Give bookmarks and comments numbers anew, and paragraphs of comments other keys."""
    for tags, trees in (
        (("bookmarkStart", "bookmarkEnd"), (hand.document,)),
        (("commentRangeStart", "commentRangeEnd", "commentReference", "comment"), (hand.document, hand.comments)),
    ):
        elements = [one for tree in trees for one in tree.iter(*(W + tag for tag in tags))]
        old = sorted({one.get(W + "id", "") for one in elements})
        new = list(map(str, range(len(old))))
        hand.rnd.shuffle(new)
        numbers = dict(zip(old, new, strict=True))
        for one in elements:
            one.set(W + "id", numbers[one.get(W + "id", "")])
    keys = {one.get(W14 + "paraId", "") for one in hand.comments.iter(W + "p")} - {""}
    fresh = dict(zip(sorted(keys), hand.rnd.sample(range(1, 0x7FFFFFFF), len(keys)), strict=True))
    for one in hand.comments.iter(W + "p"):
        if one.get(W14 + "paraId"):
            one.set(W14 + "paraId", f"{fresh[one.get(W14 + 'paraId', '')]:08X}")
    for entry in hand.extended:
        for name in ("paraId", "paraIdParent"):
            if entry.get(W15 + name) in fresh:
                entry.set(W15 + name, f"{fresh[entry.get(W15 + name, '')]:08X}")
