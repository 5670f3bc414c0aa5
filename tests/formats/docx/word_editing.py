"""What people do to words and verdicts of a report in Word, tracked or not; each tells what should come back."""

from __future__ import annotations

from lxml import etree

from tests.formats.docx.word_hand import NAMES, OWNER, SPACE, Done, W, WordHand


def choose_verdict(hand: WordHand) -> None:
    """Choose another verdict in a drop-down; all of the claim's follow, or only one of them."""
    controls: dict[str, list[etree._Element]] = {}
    for control in hand.document.iter(W + "sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(W + "val", "").startswith("fcv_"):
            controls.setdefault(tag.get(W + "val", "").removeprefix("fcv_"), []).append(control)
    free = [one for one in controls if not any(control in hand.touched for control in controls[one])]
    if not free:
        return
    claim_id = hand.rnd.choice(free)
    entries = controls[claim_id][0].iterfind(f"{W}sdtPr/{W}dropDownList/{W}listItem")
    items = [entry.get(W + "displayText", "") for entry in entries]
    old = shown(controls[claim_id][0])
    new = hand.rnd.choice([item for item in items if item != old])
    for control in controls[claim_id][: hand.rnd.randrange(1, len(controls[claim_id]) + 1)]:
        texts = list(control.iter(W + "t"))
        texts[0].text = new
        for text in texts[1:]:
            text.text = ""
    hand.touched.update(controls[claim_id])
    hand.done.append(Done("verdict", claim_id, old, new))


def edit_rationale(hand: WordHand) -> None:
    """Put another word into a rationale, or go on with it; write one where there is none."""
    found = [name for name, start in hand.bookmark("fcr_").items() if start not in hand.touched]
    if not found:
        return
    claim_id = hand.rnd.choice(found)
    start = hand.bookmark("fcr_")[claim_id]
    hand.touched.add(start)
    paragraphs = hand.paragraphs_of(start)
    texts = [hand.words(paragraph)[0] for paragraph in paragraphs]
    old = "\n".join((text.text or "").strip() for text in texts)
    if old == "–":
        (text,) = texts
        text.text = hand.rnd.choice((f"Nobody counted {len(hand.done)}.", f"– So they say, {len(hand.done)}."))
        hand.done.append(Done("rationale", claim_id, "", text.text.removeprefix("– ")))
        return
    choice = hand.rnd.choice(texts)
    choice.text = (choice.text or "").replace("The auditor", "Nobody").replace("Records", "Ledgers") + " So it is."
    new = "\n".join((text.text or "").strip() for text in texts)
    hand.done.append(Done("rationale", claim_id, old, new))


def edit_words(hand: WordHand) -> None:
    """Change, delete or add a word of the article, tracked or not."""
    paragraphs = hand.article()
    if not paragraphs:
        return
    paragraph = hand.rnd.choice(paragraphs)
    hand.touched.add(paragraph)
    text = hand.rnd.choice(hand.words(paragraph))
    words = (text.text or "").split(" ")
    places = [at for at, word in enumerate(words) if word.isalnum()]
    if not places:
        return
    at = hand.rnd.choice(places)
    kind = hand.rnd.choice(("change", "delete", "add"))
    old, new = words[at], f"novel{len(hand.done)}"
    hand.done.append(Done("wording", old="" if kind == "add" else old, new="" if kind == "delete" else new))
    before = " ".join(words[:at]) + (" " if at else "")
    after = (" " if at + 1 < len(words) else "") + " ".join(words[at + 1 :])
    gone, came = old, new
    if kind == "add":
        before, gone, came = f"{before}{old}", "", f" {new}"
    elif kind == "delete" and after.startswith(" "):
        gone, came, after = f"{old} ", "", after[1:]
    elif kind == "delete":
        came = ""
    put(hand, text, before, gone, came, after)


def put(hand: WordHand, text: etree._Element, before: str, gone: str, came: str, after: str) -> None:
    """Put words for others, tracked or not."""
    run = text.getparent()
    assert run is not None
    if hand.rnd.random() < 0.5:
        text.text = before + came + after
        text.set(SPACE, "preserve")
        return
    author = hand.rnd.choice(NAMES)
    made: list[etree._Element] = []
    for words, tag in ((before, ""), (gone, "del"), (came, "ins"), (after, "")):
        if not words:
            continue
        copy = etree.fromstring(etree.tostring(run))
        copy.tail = None
        own = copy.find(W + "t")
        assert own is not None
        own.text = words
        own.set(SPACE, "preserve")
        if tag == "del":
            own.tag = W + "delText"
        if tag:
            change = etree.Element(W + tag)
            change.set(W + "id", str(hand.rnd.randrange(1, 9999)))
            change.set(W + "author", author)
            change.set(W + "date", "2026-04-02T10:00:00Z")
            change.append(copy)
            copy = change
        made.append(copy)
    for one in reversed(made):
        run.addnext(one)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def decide_wording(hand: WordHand) -> None:
    """Accept or reject a new wording that the report suggests."""
    suggested = [one for one in hand.document.iter(W + "ins") if one.get(W + "author") == OWNER]
    suggested = [one for one in suggested if one not in hand.touched]
    if not suggested:
        return
    added = hand.rnd.choice(suggested)
    removed = added.getprevious()
    assert removed is not None
    assert removed.tag == W + "del"
    hand.touched.add(added)
    accepted = hand.rnd.random() < 0.6
    if accepted:
        old, new = ("".join(map(str, one.itertext())) for one in (removed, added))
        hand.done.append(Done("wording", old=old, new=new))
    for one, kept in ((added, accepted), (removed, not accepted)):
        for run in reversed(one) if kept else ():
            for text in run.iter(W + "delText"):
                text.tag = W + "t"
            one.addnext(run)
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)


def delete_paragraph(hand: WordHand) -> None:
    """Take a paragraph of the article out, without a trace."""
    free = [one for one in hand.article() if one.getparent() is hand.body]
    free = [one for one in free if one.find(f".//{W}bookmarkStart") is None]
    free = [one for one in free if len(hand.words(one)) == 1 and one.find(f".//{W}footnoteReference") is None][2:]
    if not free:
        return
    gone = hand.rnd.choice(free)
    hand.done.append(Done("wording", old=hand.words(gone)[0].text or ""))
    hand.touched.update(one for one in (gone.getprevious(), gone.getnext()) if one is not None)
    hand.body.remove(gone)


def add_paragraph(hand: WordHand) -> None:
    """Write a paragraph more into the article."""
    free = [one for one in hand.article() if one.getparent() is hand.body][2:]
    free = [one for one in free if one.getnext() is not None and one.getnext() not in hand.touched]
    if not free:
        return
    before = hand.rnd.choice(free)
    words = f"A new paragraph number {len(hand.done)} stands here."
    made = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{words}</w:t></w:r></w:p>')
    hand.touched |= {before, made}
    following = before.getnext()
    if following is not None:
        hand.touched.add(following)
    before.addnext(made)
    hand.done.append(Done("wording", new=words))


def shown(control: etree._Element) -> str:
    return "".join(text.text or "" for text in control.iter(W + "t")).strip()
