"""Saved pages: the article is told from what is around it, nothing vanishes, nothing is fetched."""

from __future__ import annotations

import socket
from email.message import EmailMessage

import pytest
import trafilatura

from factcheck.domain.draft import ArticleDraft
from factcheck.domain.problems import Problem
from factcheck.formats.html import read_archived_page, read_html
from tests.formats.pages import page

COST = "after three years of works that cost the city 40 million euros, twice the first estimate, officials said."
DISPUTE = "The opposition disputes the figures, and says the council kept the costs from the public for a year."
VOTE = "The works began in 2021, when the council voted 30 to 12 for the plan that a firm from Lyon had drawn."
ARTICLE = [
    ("title", "Mayor opens bridge"),
    ("byline", "By Jane Doe"),
    ("paragraph", f"The mayor opened the new bridge on Tuesday, {COST}"),
    ("caption", "The bridge at night. Photo: J. Doe"),
    ("heading", "Politics"),
    ("paragraph", "“It is the longest of its kind,” she told reporters — naïvely, critics say."),
    ("paragraph", DISPUTE),
    ("paragraph", "Also read: Another bridge falls down"),
    ("list_item", "Length of the bridge: 400 metres"),
    ("list_item", "Width of the bridge: 20 metres"),
    ("quote", "We never saw the bill, and nobody told us what the whole thing would cost in the end."),
    ("table_row", "Year\tCost"),
    ("table_row", "2021\t20"),
    ("table_row", "2024\t40"),
    ("paragraph", VOTE),
]
AROUND = [
    "The Example Post", "Home", "Politics", "Sport", "ADVERTISEMENT", "Related articles",
    "A third bridge is planned", "Sign up to our newsletter, it is free", "Copyright Example Post", "Terms",
]  # fmt: skip


def kept(draft: ArticleDraft) -> list[tuple[str, str]]:
    return [
        (block.kind, draft.text[block.start : block.end])
        for block in draft.structure.blocks
        if not any(one.start <= block.start < one.end for one in draft.omissions if not one.shown)
    ]


def left_out(draft: ArticleDraft) -> list[str]:
    hidden = [one for one in draft.omissions if not one.shown]
    return [line for one in hidden for line in draft.text[one.start : one.end].split("\n")]


def boxes(draft: ArticleDraft) -> list[str]:
    return [draft.text[one.start : one.end] for one in draft.omissions if one.shown]


BOX = "How the bridge was paid\nThe state gave 12 million, the region 9 million, and the rest is a loan of the city."


@pytest.mark.parametrize(
    ("element", "where"),
    [
        ("<aside class='factbox'><h3>{}</h3><p>{}</p></aside>", "<h2>Politics</h2>"),
        ("<details><summary>{}</summary><p>{}</p></details>", "<h2>Politics</h2>"),
        ("<div><aside><h3>{}</h3><div><p>{}</p></div></aside></div>", "</article>"),
    ],
)
def test_a_box_of_the_article_counts_until_somebody_leaves_it_out(element: str, where: str) -> None:
    title, words = BOX.split("\n")
    draft = read_html(page().replace(where, element.format(title, words) + where).encode())
    # The words under a heading to unfold are often taken for the text itself.
    assert "".join(boxes(draft)) in BOX
    assert {one.reason for one in draft.omissions if one.shown} <= {"box"}
    assert [line for _kind, line in kept(draft) if line in BOX] == [title, words]
    assert left_out(draft) == AROUND


@pytest.mark.parametrize(
    "element",
    [
        "<aside><h3>Related</h3><p><a href='/1'>A third bridge is to come next year, they all say</a></p></aside>",
        "<aside><p>Share this</p></aside>",
    ],
)
def test_a_box_that_points_elsewhere_is_left_out(element: str) -> None:
    draft = read_html(page().replace("<h2>Politics</h2>", element + "<h2>Politics</h2>").encode())
    assert boxes(draft) == []
    assert set(left_out(draft)) > set(AROUND)


def test_the_article_is_told_from_what_is_around_it() -> None:
    draft = read_html(page().encode())
    assert kept(draft) == ARTICLE
    assert left_out(draft) == AROUND
    assert "\n".join(draft.text[block.start : block.end] for block in draft.structure.blocks) == draft.text
    assert "never shown" not in draft.text
    assert all(stretch.reason == "boilerplate" for stretch in draft.omissions)
    assert (draft.title, draft.byline, draft.publication) == ("Mayor opens bridge", "Jane Doe", "The Example Post")
    assert (draft.published, draft.address, draft.language) == ("2024-03-05", "https://post.example/2024/bridge", "en")
    assert (draft.media_type, draft.encoding, draft.counts, draft.unread) == ("text/html", "utf-8", {"tables": 1}, ())
    spans = [(span.target or span.kind, draft.text[span.start : span.end]) for span in draft.structure.spans]
    assert ("https://post.example/figures?y=2024", "the figures") in spans
    assert ("strong", "three years") in spans


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="windows-1252">'),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8-sig", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">'),
        ("cp1252", '<meta charset=utf-8 name="wrong">'),
        ("cp1252", ""),
        ("cp1252", '<meta charset="no-such-charset">'),
    ],
)
def test_every_way_to_say_an_encoding(encoding: str, head: str) -> None:
    assert kept(read_html(page(head).encode(encoding))) == ARTICLE


def test_encodings_that_no_byte_of_utf_8_gives_away() -> None:
    japanese = '<?xml version="1.0" encoding="iso-2022-jp"?><html><body><p>日本の市長</p></body></html>'
    assert read_html(japanese.encode("iso2022_jp")).text == "日本の市長"
    russian = '<html><head><meta charset="windows-1251"></head><body><p>Мэр города</p></body></html>'
    assert read_html(russian.encode("cp1251")).text == "Мэр города"
    assert read_html(russian.encode("koi8-r"), "koi8-r").text == "Мэр города"


def test_a_page_without_an_article_is_shown_whole() -> None:
    draft = read_html(b"<html lang='fr-CA'><body><p>Short.</p><ul><li>List</li></ul></body></html>")
    assert (draft.text, draft.omissions, draft.language) == ("Short.\nList", (), "fr")
    assert draft.unread == ("The article cannot be told from the rest of the page, so all of it is shown.",)


@pytest.mark.parametrize("source", [b"", b"  ", b"<!-- nothing -->", b"<html></html>"])
def test_an_empty_page_has_no_text(source: bytes) -> None:
    assert read_html(source).text == ""


def test_the_address_is_also_found_where_browsers_note_it() -> None:
    bare = page().replace('<link rel="canonical" href="https://post.example/2024/bridge">', "")
    chrome = "<!-- saved from url=(0033)https://post.example/saved/bridge -->\n"
    assert read_html((chrome + bare).encode()).address == "https://post.example/saved/bridge"
    single_file = "<!--\n Page saved with SingleFile \n url: https://post.example/single \n saved date: x\n-->"
    assert read_html(bare.replace("<head>", "<head>" + single_file).encode()).address == "https://post.example/single"
    assert read_html(("<!-- saved from url=(0010)javascript:x -->" + bare).encode()).address == ""


def test_a_headline_outside_of_the_article_is_kept() -> None:
    other = page().replace("<h1>Mayor opens bridge</h1>", "").replace("<main>", "<h1>A bridge, at last</h1><main>")
    draft = read_html(other.encode())
    assert kept(draft)[0] == ("title", "A bridge, at last")
    titled = other.replace("<head>", '<head><meta property="og:title" content="City spends millions">')
    draft = read_html(titled.encode())
    assert (kept(draft)[0], draft.title) == (("title", "A bridge, at last"), "City spends millions")


def test_a_page_may_have_no_headline_and_a_base_that_is_no_address() -> None:
    bare = page("<base href='http://[bad'>").replace("<h1>Mayor opens bridge</h1>", "")
    assert kept(read_html(bare.encode())) == ARTICLE[1:]


def archived(html: str, charset: str = "utf-8", **headers: str) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://post.example/snapshot"
    message["MIME-Version"] = "1.0"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.make_related()
    message.add_related(html, subtype="html", charset=charset)
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def test_a_page_saved_as_one_file() -> None:
    bare = page().replace('<link rel="canonical" href="https://post.example/2024/bridge">', "")
    draft = read_archived_page(archived(bare))
    assert kept(draft) == ARTICLE
    assert (draft.address, draft.media_type) == ("https://post.example/snapshot", "multipart/related")
    assert kept(read_archived_page(archived(bare, "cp1252"))) == ARTICLE
    with pytest.raises(Problem, match="no page"):
        read_archived_page(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n")
    with pytest.raises(Problem, match="too large"):
        read_archived_page(b"MIME-Version: 1.0\n" + b"\n--x" * 200_000)


def test_embedded_pictures_do_not_count_as_size() -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * (2 << 20)}==">'
    assert kept(read_html(page().replace("<h2>", picture + "<h2>").encode())) == ARTICLE


def test_a_page_on_which_the_extraction_stumbles_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object, **_options: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    draft = read_html(page().encode())
    assert (len(kept(draft)), draft.omissions) == (len(ARTICLE) + len(AROUND), ())


def test_hostile_pages_are_refused_or_read_without_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", no_network)
    crowded = b"<p " + b" ".join(b"a%d=x" % number for number in range(2_000)) + b">"
    for source in (crowded, b"<p>" * 200_000, b"x" * (11 << 20), b"<div>" * 400 + b"deep" + b"</div>" * 400):
        with pytest.raises(Problem, match="too large"):
            read_html(source)
    entity = b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>a&e;b</p><img src="http://x.example/">'
    assert "root" not in read_html(entity).text
