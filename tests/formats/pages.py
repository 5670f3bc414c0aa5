"""Web pages of our own making for tests: an article with all that surrounds one."""

from __future__ import annotations

WORKS = (
    "The mayor opened the new bridge on Tuesday, after <b>three years</b> of works that cost the city 40 million "
    "euros, twice the first estimate, officials said."
)
FIGURES = (
    "“It is the longest of its kind,” she told reporters — naïvely, critics say.<br>The opposition disputes "
    '<a href="/figures?y=2024">the figures</a>, and says the council kept the costs from the public for a year.'
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Mayor opens bridge | The Example Post</title>{{head}}
<meta property="og:site_name" content="The Example Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://post.example/2024/bridge"><style>p {{{{}}}}</style></head>
<body><header><a href="/">The Example Post</a></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li><li>Sport</li></ul></nav>
<div class="ad">ADVERTISEMENT</div>
<main><article><h1>Mayor opens bridge</h1><p class="byline">By Jane Doe</p>
<p>{WORKS}</p>
<figure><img src="x.jpg" alt="bridge"><figcaption>The bridge at night. Photo: J. Doe</figcaption></figure>
<h2>Politics</h2>
<p>{FIGURES}</p>
<p>Also read: Another bridge falls down</p>
<ul><li>Length of the bridge: 400 metres</li><li>Width of the bridge: 20 metres</li></ul>
<div class="related"><h3>Related articles</h3><ul><li><a href="/a">A third bridge is planned</a></li></ul></div>
<blockquote>We never saw the bill, and nobody told us what the whole thing would cost in the end.</blockquote>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2021</td><td>20</td></tr><tr><td>2024</td><td>40</td></tr></table>
<p>The works began in 2021, when the council voted 30 to 12 for the plan that a firm from Lyon had drawn.</p>
</article></main><aside><p>Sign up to our newsletter, it is free</p></aside>
<footer><p>Copyright Example Post</p><a href="/terms">Terms</a></footer>
<script>var secret = "never shown";</script></body></html>
"""


def page(head: str = "") -> str:
    """The page with something put into its head."""
    return PAGE.format(head=head)
