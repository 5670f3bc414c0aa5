"""A Word template of the house, read with distrust: what is in it, and a package of what may be used.

Nothing of the file is written back as it is. Its parts are parsed and written anew, those of kinds that a report has
no use for (comments, building blocks, data stores, embedded fonts) stay behind, and the link to another template is
taken off. What runs, or fetches something when the report is opened, is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lxml import etree

from factcheck.domain.problems import Problem
from factcheck.formats.docx.marks import ARTICLE, CLAIM
from factcheck.formats.docx.package import Limits, Package, Relationship
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LIMITS: Final = Limits(entries=600, part=32 << 20, total=64 << 20, nodes=1_000_000)
_LARGEST: Final = 32 << 20
# What of a template goes into a report, by the kinds of relationships.
KEPT_KINDS: Final = frozenset(
    ("styles", "settings", "fontTable", "numbering", "theme", "header", "footer", "footnotes", "endnotes", "image")
)
_HARMFUL_KINDS: Final = frozenset(
    ("vbaProject", "control", "activeXControlBinary", "oleObject", "package", "aFChunk", "subDocument", "frame",
     "attachedToolbars", "wordVbaData", "externalLink", "video", "audio", "media")
)  # fmt: skip
_FETCHING_FIELDS: Final = re.compile(
    r"^\s*\\*\s*(dde|ddeauto|includetext|includepicture|include|import|link|macrobutton|database|rd|mergefield)\b",
    re.IGNORECASE,
)
_SCHEMES: Final = ("http", "https", "mailto")
_PLACEHOLDER: Final = re.compile(r"[\[{<«]{1,2}\s*(report|factcheck)\s*[\]}>»]{1,2}", re.IGNORECASE)
_PLACEHOLDER_NAMES: Final = ("report", "factcheck")
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")
# Comments of a template are notes to those who fill it in; data stores and building blocks stay behind.
_LEFT_BEHIND: Final = tuple(
    f"{W}{tag}"
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference", "dataBinding", "placeholder", "docPartObj",
                "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "attachedTemplate", "mailMerge",
                "numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup", "documentProtection", "writeProtection",
                "saveThroughXslt", "printerSettings", "attachedSchema", "permStart", "permEnd", "docVars")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateStyle:
    """A style of a template; ``kind`` is ``paragraph``, ``character``, ``table`` or ``numbering``."""

    id: str
    name: str
    kind: str


class Template:
    """A checked template: the trees of its parts by name, its pictures, and where the report goes."""

    def __init__(self, path: Path, source: bytes) -> None:
        self.path = path
        try:
            package = Package(source, _LIMITS)
        except Problem as problem:
            told = _("The template “{name}” cannot be used.").format(name=path.name)
            raise Problem(f"{told} {problem.message}", problem.remedy) from problem
        _refuse_harm(package)
        self.main: Final = package.main
        self.trees: dict[str, _Element] = {}
        self.images: dict[str, bytes] = {}
        self.links: dict[str, dict[str, Relationship]] = {}
        self._take(package, self.main)
        body = self.trees[self.main].find(f"{W}body")
        if body is None:
            raise _unusable(_("It has no text."))
        self.body: Final = body
        if any(one.get(f"{W}name", "").startswith((ARTICLE, CLAIM)) for one in body.iter(f"{W}bookmarkStart")):
            raise Problem(
                _("“{name}” is a report of Factcheck, no template for one.").format(name=path.name),
                _("Delete its text in a copy, write {{report}} in its place, and choose that; or export without one."),
            )
        self.placeholder: _Element | None = self._find_placeholder()

    def _take(self, package: Package, name: str) -> None:
        """Take a part and all that it needs; what a report has no use for stays behind."""
        if name in self.trees or name in self.images:
            return
        if name.lower().endswith(_IMAGES):
            self.images[name] = package.read(name)
            return
        tree = package.xml(name)
        for element in list(tree.iter(*_LEFT_BEHIND)):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        _refuse_fetching(tree)
        self.trees[name] = tree
        kept = {}
        for id_, link in package.relationships(name).items():
            if link.external:
                if link.kind == "hyperlink":
                    kept[id_] = link
            elif link.kind in KEPT_KINDS and link.target in package:
                kept[id_] = link
                self._take(package, link.target)
        self.links[name] = kept
        used = {value for one in tree.iter() for key, value in one.items() if str(key).startswith(R)}
        if used - set(kept):
            raise _unusable(_("It holds a chart, a diagram or another embedded object."))

    def part(self, kind: str) -> str:
        """The name of the document's part of a kind ("styles"), or empty."""
        return next((link.target for link in self.links[self.main].values() if link.kind == kind), "")

    def add_part(self, kind: str, name: str) -> None:
        """Let the document have a part that the template lacks."""
        self.links[self.main][f"rIdNew{len(self.links[self.main])}"] = Relationship(kind, name, external=False)

    def tree(self, kind: str) -> _Element | None:
        """The tree of that part."""
        return self.trees.get(self.part(kind))

    @cached_property
    def styles(self) -> tuple[TemplateStyle, ...]:
        """The styles of the template, in its order."""
        tree = self.tree("styles")
        found = []
        for style in tree.iter(f"{W}style") if tree is not None else ():
            name = style.find(f"{W}name")
            if name is not None and style.get(f"{W}styleId"):
                found.append(
                    TemplateStyle(
                        style.get(f"{W}styleId", ""), name.get(f"{W}val", ""), style.get(f"{W}type", "paragraph")
                    )
                )
        return tuple(found)

    def _find_placeholder(self) -> _Element | None:
        """The child of the body in whose place the report goes: a paragraph, or a content control around some."""
        for child in self.body:
            words = "".join(one.text or "" for one in child.iter(f"{W}t"))
            if child.tag == f"{W}p":
                names = [one.get(f"{W}name", "").lower() for one in child.iter(f"{W}bookmarkStart")]
                if _PLACEHOLDER.fullmatch(words.strip()) or any(name in _PLACEHOLDER_NAMES for name in names):
                    return child
            elif child.tag == f"{W}sdt":
                marks = [one.get(f"{W}val", "").lower() for one in child.iter(f"{W}tag", f"{W}alias")]
                if _PLACEHOLDER.fullmatch(words.strip()) or any(mark in _PLACEHOLDER_NAMES for mark in marks):
                    return child
            elif _PLACEHOLDER.search(words):
                raise Problem(
                    _("The place for the report stands in a table of the template."),
                    _("Put {{report}} into a paragraph of its own, outside of tables."),
                )
        return None


def read_template(path: Path) -> Template:
    """Read a .docx or .dotx as a template; raises ``Problem`` where it cannot, or must not, be used."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise _unusable(_("It is larger than 32 MB."))
        source = path.read_bytes()
    except OSError as error:
        raise Problem(
            _("The template “{name}” cannot be read: {reason}.").format(
                name=path.name or path, reason=error.strerror or str(error)
            ),
            _("Choose the template again, or export without one."),
        ) from error
    return Template(path, source)


def matched_styles(
    template: Template, wanted: Iterable[tuple[str, str]], chosen: Mapping[str, str]
) -> dict[str, TemplateStyle]:
    """Which style of the template stands for which of ours (given as name and kind); missing ones are left out.

    What a person chose comes first (an empty name: none), then the same name, then what Word calls the same role. A
    chosen style that the template lacks, perhaps since it is another one, is as if nothing was chosen.
    """
    known = {(one.kind, one.name.casefold()): one for one in template.styles}
    found = {}
    for name, kind in wanted:
        wish = chosen.get(name)
        names = [] if wish == "" else [*filter(None, [wish]), name, *SAME_ROLE.get(name, ())]
        style = next((known[kind, one.casefold()] for one in names if (kind, one.casefold()) in known), None)
        if style is not None:
            found[name] = style
    return found


# What Word's own templates call the role of one of our styles.
SAME_ROLE: Final = {
    "Report Text": ("Body Text",),
    "Article Text": ("Body Text",),
    "Report Quote": ("Quote",),
    "Article Quote": ("Quote",),
    "Article List": ("List Paragraph",),
    "Article Table": ("Table Grid",),
}


# ---------------------------------------------------------------------------------------------------------- distrust


def _refuse_harm(package: Package) -> None:
    for name in package.names:
        if name.lower().endswith(".rels"):
            folder, file = posixpath.split(name)
            owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")).lstrip("/")
            for link in package.relationships(owner).values():
                _refuse_link(link)


def _refuse_link(link: Relationship) -> None:
    if link.kind in _HARMFUL_KINDS:
        raise _unusable(_("It holds a program or an embedded file."))
    if not link.external or link.kind in ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"):
        return
    if link.kind != "hyperlink":
        raise _unusable(_("It would fetch something from elsewhere whenever the report is opened."))
    try:
        parts = urlsplit(link.target)
        harmless = parts.scheme.lower() in _SCHEMES and bool(parts.hostname or parts.scheme.lower() == "mailto")
    except ValueError:
        harmless = False
    if not harmless or re.search(r"[\s<>\"{}|\\^`]", link.target):
        raise _unusable(_("One of its links is no web or mail address."))


def _refuse_fetching(tree: _Element) -> None:
    """Refuse fields that run or fetch; an instruction may be cut into several runs."""
    instructions: list[str] = [one.get(f"{W}instr", "") for one in tree.iter(f"{W}fldSimple")]
    for element in tree.iter(f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldChar":
            instructions.append("")
        elif instructions:
            instructions[-1] += element.text or ""
    if any(_FETCHING_FIELDS.match(one) for one in instructions):
        raise _unusable(_("One of its fields would run or fetch something."))
    harmful = ("{urn:schemas-microsoft-com:office:office}OLEObject", f"{W}object", f"{W}control", f"{W}altChunk")
    if next(tree.iter(*harmful), None) is not None:
        raise _unusable(_("It holds a program or an embedded file."))


def _unusable(reason: str) -> Problem:
    return Problem(
        _("The template is not used.") + " " + reason,
        _("Open it in Word, take that out, and save it anew as .docx or .dotx; or export without a template."),
    )


def serialised(tree: _Element) -> bytes:
    """A part as bytes."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


# ------------------------------------------------------------------------------------------------- what was found in it

# The styles that a person may map, by our names: the others follow from them, or are ours alone.
ROLES: Final = (
    ("Title", "paragraph"), ("Subtitle", "paragraph"), ("heading 1", "paragraph"), ("heading 2", "paragraph"),
    ("heading 3", "paragraph"), ("Report Text", "paragraph"), ("Report Quote", "paragraph"),
    ("Article Title", "paragraph"), ("Article Text", "paragraph"), ("Article Quote", "paragraph"),
    ("Article List", "paragraph"), ("caption", "paragraph"), ("Table Head", "paragraph"), ("Table Text", "paragraph"),
    ("Bibliography", "paragraph"), ("footnote text", "paragraph"), ("annotation text", "paragraph"),
    ("Hyperlink", "character"), ("Report Table", "table"), ("Article Table", "table"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateLook:
    """What was found in a template: its styles, whether it has a place for the report, and what stands for each role.

    ``matched`` maps the names of ``ROLES`` to those of styles of the template; empty where one will be made.
    """

    styles: tuple[TemplateStyle, ...]
    placeholder: bool
    matched: dict[str, str]


def look_at_template(path: Path, chosen: Mapping[str, str]) -> TemplateLook:
    """Look at a template; raises ``Problem`` where it cannot, or must not, be used."""
    template = read_template(path)
    found = matched_styles(template, ROLES, chosen)
    matched = {name: found[name].name if name in found else "" for name, _kind in ROLES}
    return TemplateLook(template.styles, template.placeholder is not None, matched)
