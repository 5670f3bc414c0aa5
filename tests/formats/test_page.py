"""Every word that a browser would show is read, in order, with its structure; what it hides is not."""

from __future__ import annotations

from factcheck.formats.html import draft_of_fragment
from tests.formats.looking import lines


def spans(html: str) -> list[tuple[str, str]]:
    draft = draft_of_fragment(html)
    return [(span.target or span.kind, draft.text[span.start : span.end]) for span in draft.structure.spans]


def text(html: str) -> str:
    return draft_of_fragment(html).text


def test_blocks_by_their_elements() -> None:
    draft = draft_of_fragment(
        "bare<h1>One</h1><h3>Three</h3><p>para<br>broken</p><div>a<div>b</div>c</div><blockquote><p>quoted</p></blockquote>"
        "<figure><img><figcaption>caption</figcaption></figure><dl><dt>term<dd>meaning</dl><pre>as\n  it is\n</pre>"
        "<details><summary>more</summary>inside</details><hr><button>press</button>"
    )
    assert [(kind, level, words) for kind, level, _marker, words in lines(draft)] == [
        ("paragraph", 0, "bare"), ("title", 0, "One"), ("heading", 3, "Three"), ("paragraph", 0, "para"),
        ("paragraph", 0, "broken"), ("paragraph", 0, "a"), ("paragraph", 0, "b"), ("paragraph", 0, "c"),
        ("quote", 0, "quoted"), ("caption", 0, "caption"), ("paragraph", 0, "term"), ("paragraph", 0, "meaning"),
        ("paragraph", 0, "as"), ("paragraph", 0, "it is"), ("paragraph", 0, "more"), ("paragraph", 0, "inside"),
        ("paragraph", 0, "press"),
    ]  # fmt: skip


def test_lists() -> None:
    draft = draft_of_fragment(
        "<p>Head: <ul><li>a<ol start=3><li>b<li value=7>c<li>d</ol>e<li><p>f<p>g</ul>"
        "<ol type=a><li>h</ol><ol type=I start=x><li>i</ol><li>stray"
    )
    assert [line[:3] for line in lines(draft)[1:]] == [
        ("list_item", 0, "•"), ("list_item", 1, "3."), ("list_item", 1, "7."), ("list_item", 1, "8."),
        ("list_item", 0, ""), ("list_item", 0, "•"), ("list_item", 0, ""), ("list_item", 0, "a."),
        ("list_item", 0, "I."), ("list_item", 0, "•"),
    ]  # fmt: skip


def test_white_space_is_that_of_a_browser() -> None:
    assert text("<p>  one\n\t two <b> three </b> <i>four</i>five  </p>\n <p> six </p>") == "one two three fourfive\nsix"
    assert text("<span>a</span> <span>b</span>") == "a b"
    assert text("<p>a<!-- b -->c</p>") == "ac"
    assert text("a\u00a0 b") == "a\u00a0b"


def test_what_is_hidden_is_not_read() -> None:
    hidden = (
        "<script>s</script><style>t</style><noscript>u</noscript><template>v</template><p hidden>w</p>"
        "<p style='display: none'>x</p><svg><text>y</text></svg><select><option>z</select><dialog>d</dialog>"
        "<span style='visibility:hidden'>h</span><iframe>i</iframe>"
    )
    assert text(f"<p>a</p>{hidden}<p>b</p>") == "a\nb"
    assert text("<dialog open>shown</dialog>") == "shown"
    assert text("<p>a<script>x</script>b</p>") == "ab"


def test_emphasis_by_element_and_by_style() -> None:
    elements = "<p>a <b>b <i>c</i></b> <em>d</em><u>e</u><del>f</del>x<sup>2</sup><sub>n</sub><code>g</code></p>"
    assert spans(elements) == [
        ("strong", "b c"), ("emphasis", "c"), ("emphasis", "d"), ("underline", "e"), ("strike", "f"),
        ("superscript", "2"), ("subscript", "n"), ("code", "g"),
    ]  # fmt: skip
    pasted = (
        "<b style='font-weight:normal'><span style='font-weight:700'>x</span> y "
        "<span style='font-style:italic'>z</span></b>"
    )
    assert spans(pasted) == [("strong", "x"), ("emphasis", "z")]
    assert spans("<i><span style='font-style:normal'>x</span></i><span style='font-weight:bold'>y</span>") == [
        ("strong", "y")
    ]
    assert text("She said <q>so</q>.") == "She said “so”."


def test_links_to_the_web_only() -> None:
    html = (
        "<base href='https://b.example/dir/'><a href='page?x=1'>rel</a> <a href='https://c.example/a b'>abs</a> "
        "<a href='javascript:x()'>js</a> <a href='#top'>top</a> <a>none</a> <a href='mailto:a@b.example'>mail</a> "
        "<a href='http://[bad'>bad</a> <a href='data:text/html,x'>data</a>"
    )
    assert spans(html) == [
        ("https://b.example/dir/page?x=1", "rel"), ("https://c.example/a%20b", "abs"), ("mailto:a@b.example", "mail"),
    ]  # fmt: skip
    assert spans("<a href='/relative'>x</a>") == []
    assert text("<base href='http://[bad'><p>x</p>") == "x"


def test_tables_of_data_make_rows_and_tables_of_layout_do_not() -> None:
    data = (
        "<table><caption>Costs</caption><thead><tr><th>Year<th>Cost</thead><tr><td><td> 40 <br> euros<tr><td></td>"
        "<td></td></tr><tr><td><p>a</p><p>b</p><td>c</table>"
    )
    draft = draft_of_fragment("<p>Before" + data + "<p>After")
    assert [(kind, words) for kind, _level, _marker, words in lines(draft)] == [
        ("title", "Before"), ("caption", "Costs"), ("table_row", "Year\tCost"), ("table_row", "\t40 euros"),
        ("table_row", "a b\tc"), ("paragraph", "After"),
    ]  # fmt: skip
    assert draft.counts == {"tables": 1}
    layout = (
        f"<table><tr><td>{data}</td><td>menu</td></tr><tr><td>one cell</td></tr><tr><td><p>a<p>b<p>c<p>d<td>e</table>"
    )
    assert [words for _kind, _level, _marker, words in lines(draft_of_fragment(layout))] == [
        "Costs", "Year\tCost", "\t40 euros", "a b\tc", "menu", "one cell", "a", "b", "c", "d", "e",
    ]  # fmt: skip
    assert text("<table><td>loose</table><td>stray</td>") == "loose\nstray"


def test_what_word_puts_on_the_clipboard() -> None:
    html = (
        "<html><head><style>p {}</style></head><body><!--StartFragment--><p class=MsoListParagraph>"
        "<![if !supportLists]><span style='mso-list:Ignore'>·<span> </span></span><![endif]>An item<o:p></o:p></p>"
        "<p>Another</p><!--EndFragment--></body></html>"
    )
    assert text(html) == "An item\nAnother"


def test_nothing_gives_nothing() -> None:
    assert text("") == ""
    assert text("   ") == ""
    assert text("<html></html>") == ""
    assert text("<" * 200_000) == ""
