"""Reads a Word draft of 100,000 words with 1,000 comments, beside mammoth and a floor; processor time in milliseconds.

    python tests/benchmarks/reading_docx.py [--rounds N]

The floor unzips the parts that are read and parses them by lxml, and does nothing else. mammoth makes HTML of the file,
with the comments at its end and no ranges; it is the usual way of Python programs into Word files. Times are the least
of the rounds, in which all three take turns. At the end the ranges are compared with the words that were commented on.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import mammoth
from lxml import etree

from factcheck.formats.docx.reading import read_docx
from tests.formats.word_files import comment, ends, paragraph, starts, word_file

WORDS = 100_000
COMMENTS = 1_000
TARGET = 500.0  # milliseconds


def made() -> tuple[bytes, dict[str, str]]:
    """The draft, and the words of each comment by its key."""
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(2_000)]
    each = WORDS // COMMENTS
    body, entries, quotes, extended = [], [], {}, []
    for number in range(COMMENTS):
        words = [chance.choice(vocabulary) for _word in range(each)]
        start = chance.randrange(each - 12)
        end = start + chance.randrange(1, 12)
        quotes[f"comment-{number}"] = " ".join(words[start:end])
        pieces = [" ".join(words[:start]) + " ", starts(number), quotes[f"comment-{number}"], ends(number)]
        body.append(paragraph(*pieces, " " + " ".join(words[end:])))
        entries.append(comment(number, f"Remark {number}", chance.choice(("Ana", "Bo")), f"{number + 1:08X}"))
        extended.append(f'<w15:commentEx w15:paraId="{number + 1:08X}" w15:done="{number % 2}"/>')
    return word_file("".join(body), comments="".join(entries), commentsExtended="".join(extended)), quotes


def floor(source: bytes) -> None:
    """Unzip and parse what has to be read."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def spent(work: Callable[[], object]) -> float:
    """Processor time of some work, in milliseconds."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Measure, and compare the ranges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    source, quotes = made()
    ours, theirs, least = [], [], []
    for _round in range(parser.parse_args().rounds):
        ours.append(spent(lambda: read_docx(source)))
        theirs.append(spent(lambda: mammoth.convert_to_html(io.BytesIO(source), style_map="comment-reference => sup")))
        least.append(spent(lambda: floor(source)))
    draft = read_docx(source)
    found = {note.key: draft.text[note.start : note.end] for note in draft.structure.notes}
    exact = sum(found[key] == words for key, words in quotes.items())
    print(f"{WORDS:,} words, {COMMENTS:,} comments, {len(source) / 1e6:.1f} MB; least of the rounds, processor time")
    print(f"  here     {min(ours):8.0f} ms   (target {TARGET:.0f} ms: {'held' if min(ours) <= TARGET else 'MISSED'})")
    print(f"  mammoth  {min(theirs):8.0f} ms   {min(theirs) / min(ours):5.1f} times as long")
    print(f"  floor    {min(least):8.0f} ms   {min(ours) / min(least):5.1f} times the floor")
    print(f"  {exact} of {COMMENTS} ranges exact")


if __name__ == "__main__":
    main()
