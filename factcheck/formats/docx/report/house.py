"""A template of the house as the base of a report: its text, header, styles and lists, and what they lack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from factcheck.domain.records import Rating
from factcheck.formats.docx.report.base import BaseDocument, base_members, endnote_settings, footnote_settings
from factcheck.formats.docx.report.frame import Frame
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute, script_of
from factcheck.formats.docx.report.notes import OwnNotes
from factcheck.formats.docx.report.numbering import OwnLists
from factcheck.formats.docx.report.stylesheet import style_elements
from factcheck.formats.docx.template import Template, W, matched_styles, serialised

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES: Final = {
    "header": f"{_WORD_TYPE}header+xml",
    "footer": f"{_WORD_TYPE}footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_IMAGE_TYPES: Final = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf",
}  # fmt: skip
# What follows the settings of notes in the order of the schema; they are put before the first of these.
_AFTER_NOTES: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr",
    *(f"{W}{tag}" for tag in (
        "compat", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType",
        "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )),
)  # fmt: skip


def house_base(
    template: Template,
    chosen: Mapping[str, str],
    languages: Sequence[str],
    ratings: Sequence[Rating],
    endnote_numbers: str,
) -> BaseDocument:
    """The template as a base document; ``chosen`` maps names of our styles to the template's, the rest as with ours."""
    members = base_members(languages, ratings, endnote_numbers)
    taken = _Taken(template, members)
    styles = _styles(template, chosen, languages, ratings)
    _drop_dead_references(template, {*(one.id for one in template.styles), *styles.values()})
    members["word/styles.xml"] = serialised(_tree_or_new(template, "styles", "w:styles"))
    members["word/settings.xml"] = serialised(_settings(template, endnote_numbers))
    fonts = template.tree("fontTable")
    if fonts is not None:
        members["word/fontTable.xml"] = serialised(fonts)
    frame = Frame(template.trees[template.main], template.body, template.placeholder)
    members["word/document.xml"] = (
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{frame.section_of_house}</w:body></w:document>".encode()
    )
    members["word/_rels/document.xml.rels"] = taken.document_relationships()
    members["[Content_Types].xml"] = taken.content_types()
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    notes = {kind: _own_notes(template, kind) for kind in ("footnote", "endnote")}
    return BaseDocument(package.getvalue(), styles, frame, _own_lists(template), notes)


class _Taken:
    """The parts of a template that go into the package under names of our own, and what refers to them."""

    def __init__(self, template: Template, members: dict[str, bytes]) -> None:
        self._template = template
        self._members = members
        self._names: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for link in template.links[template.main].values():
            if link.kind in _TYPES and not link.external:
                self._take(link.kind, link.target)
        for link in template.links[template.main].values():
            if link.kind == "image" and not link.external:
                self._take_image(link.target)
        # Notes of the template keep the addresses that they lead to.
        for kind in ("footnotes", "endnotes"):
            name = template.part(kind)
            if name:
                self._links_of(name, f"word/_rels/{kind}.xml.rels")

    def _take(self, kind: str, target: str) -> None:
        if target in self._names or target not in self._template.trees:
            return
        number = sum(name.rpartition("/")[2].startswith(kind) for name in self._names.values()) + 1
        folder = "word/theme/" if kind == "theme" else "word/"
        name = self._names[target] = f"{folder}{kind}{number}.xml"
        self._members[name] = serialised(self._template.trees[target])
        self._overrides[name] = _TYPES[kind]
        self._links_of(target, f"{folder}_rels/{kind}{number}.xml.rels")

    def _links_of(self, part: str, listing: str) -> None:
        for link in self._template.links.get(part, {}).values():
            if link.kind == "image" and not link.external:
                self._take_image(link.target)
        if self._template.links.get(part):
            self._members[listing] = f"{_RELATIONSHIPS}{self._elements(part)}</Relationships>".encode()

    def _take_image(self, target: str) -> None:
        if target not in self._names:
            ending = target.rpartition(".")[2].lower()
            number = sum("/media/" in name for name in self._names.values()) + 1
            name = self._names[target] = f"word/media/house{number}.{ending}"
            self._members[name] = self._template.images[target]

    def _elements(self, part: str) -> str:
        """The relationships of a part to what was taken, and to addresses, with the ids that it uses."""
        made = []
        for id_, link in self._template.links.get(part, {}).items():
            target = link.target if link.external else f"/{self._names.get(link.target, '')}"
            if target != "/":
                mode = ' TargetMode="External"' if link.external else ""
                made.append(
                    f'<Relationship Id="{attribute(id_)}" Type="{_OFFICE}{link.kind}"'
                    f' Target="{attribute(target)}"{mode}/>'
                )
        return "".join(made)

    def document_relationships(self) -> bytes:
        """Those of the document: ours under names that no template has, and the template's."""
        ours = self._members["word/_rels/document.xml.rels"].decode().replace('Id="rId', 'Id="rIdReport')
        return ours.replace("</Relationships>", self._elements(self._template.main) + "</Relationships>").encode()

    def content_types(self) -> bytes:
        """The types of all parts."""
        endings = {name.rpartition(".")[2] for name in self._members if "/media/" in name}
        more = "".join(
            f'<Default Extension="{ending}" ContentType="{_IMAGE_TYPES[ending]}"/>' for ending in sorted(endings)
        )
        parts = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._overrides.items()
        )
        types = self._members["[Content_Types].xml"].decode()
        return types.replace("<Override", f"{more}<Override", 1).replace("</Types>", f"{parts}</Types>").encode()


_RELATIONSHIPS: Final = (
    f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)


# ------------------------------------------------------------------------------------------------------------ styles


def _styles(
    template: Template, chosen: Mapping[str, str], languages: Sequence[str], ratings: Sequence[Rating]
) -> dict[str, str]:
    """The ids of all styles that a report asks for; what the template lacks is added, without fonts of its own."""
    sheet = _tree_or_new(template, "styles", "w:styles")
    turned = script_of(languages[0]) == "rtl"
    ours = list(style_elements(ratings, turned=turned))
    found = {name: style.id for name, style in matched_styles(template, [one[:2] for one in ours], chosen).items()}
    taken = {one.id.lower() for one in template.styles}
    names = {one.name.casefold() for one in template.styles}
    made: dict[str, str] = {}
    ids = {**_defaults(sheet)}  # from our ids to those of the package
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for name, _kind, element in ours:
        tree = etree.fromstring(f"<w:styles {NAMESPACES}>{element}</w:styles>", parser)[0]
        own = tree.get(f"{W}styleId", "")
        if name in found:
            ids[own] = made[name] = found[name]
            continue
        id_ = own
        while id_.lower() in taken:
            id_ += "F"
        taken.add(id_.lower())
        ids[own] = made[name] = id_
        tree.set(f"{W}styleId", id_)
        title = tree.find(f"{W}name")
        if title is not None and name.casefold() in names:
            # The same name for another kind of style: Word wants each name once.
            title.set(f"{W}val", f"{name} (Factcheck)")
        for tag in ("basedOn", "next", "link"):
            for reference in tree.findall(f"{W}{tag}"):
                target = ids.get(reference.get(f"{W}val", ""))
                if target:
                    reference.set(f"{W}val", target)
                elif tag == "basedOn" or reference.get(f"{W}val") != own:
                    tree.remove(reference)
        for fonts in list(tree.iter(f"{W}rFonts")):
            _remove(fonts)
        sheet.append(tree)
    _set_languages(sheet, languages)
    return made


def _defaults(sheet: etree._Element) -> dict[str, str]:
    """The template's default styles under the ids of ours.

    LibreOffice marks none; there they are known by their names.
    """
    ours = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal", "numbering": "NoList"}
    names = {"normal": "Normal", "default paragraph font": "DefaultParagraphFont", "normal table": "TableNormal"}
    named: dict[str, str] = {}
    marked: dict[str, str] = {}
    for style in sheet.iter(f"{W}style"):
        kind, id_ = style.get(f"{W}type", ""), style.get(f"{W}styleId", "")
        title = style.find(f"{W}name")
        name = names.get((title.get(f"{W}val") or "").casefold(), "") if title is not None else ""
        if name and ours.get(kind) == name:
            named[name] = id_
        if style.get(f"{W}default") in ("1", "true", "on") and kind in ours:
            marked[ours[kind]] = id_
    return named | marked


def _set_languages(sheet: etree._Element, languages: Sequence[str]) -> None:
    """The words are the report's: they are checked for spelling in its language, whatever that of the template is."""
    language = sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is not None:
        kind = {"rtl": "bidi", "cjk": "eastAsia"}.get(script_of(languages[0]), "val")
        language.set(f"{W}{kind}", languages[0])


def _drop_dead_references(template: Template, known: set[str]) -> None:
    """Take out what refers to a style or a list that is not there: Word passes over it, its neighbours do not."""
    numbering = template.tree("numbering")
    lists = {one.get(f"{W}numId") for one in numbering.iter(f"{W}num")} if numbering is not None else set()
    for tree in template.trees.values():
        for element in list(tree.iter(*(f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next",
                                                                "link", "numStyleLink", "styleLink")))):  # fmt: skip
            if element.get(f"{W}val") not in known:
                _remove(element)
        for element in list(tree.iter(f"{W}numId")):
            if element.get(f"{W}val") not in (*lists, "0") and element.getparent() is not None:
                _remove(element.getparent())  # type: ignore[arg-type] # looked at above


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tree_or_new(template: Template, kind: str, root: str) -> etree._Element:
    tree = template.tree(kind)
    if tree is None:
        tree = etree.fromstring(f"<{root} {NAMESPACES}/>")
        template.trees[f"word/{kind}.xml"] = tree
        template.add_part(kind, f"word/{kind}.xml")
    return tree


# ------------------------------------------------------------------------------------------- settings, lists and notes


def _settings(template: Template, endnote_numbers: str) -> etree._Element:
    settings = _tree_or_new(template, "settings", "w:settings")
    for tag in ("footnotePr", "endnotePr", "zoom"):  # a zoom often lacks its percentage
        for element in settings.findall(f"{W}{tag}"):
            settings.remove(element)
    separators = {kind: _separator_ids(template, kind) for kind in ("footnote", "endnote")}
    made = etree.fromstring(
        f"<w:settings {NAMESPACES}>{footnote_settings(separators['footnote'])}"
        f"{endnote_settings(endnote_numbers, separators['endnote'])}</w:settings>"
    )
    follower = next((child for child in settings if child.tag in _AFTER_NOTES), None)
    for element in list(made):
        if follower is not None:
            follower.addprevious(element)
        else:
            settings.append(element)
    return settings


def _separator_ids(template: Template, kind: str) -> tuple[str, ...]:
    tree = template.tree(f"{kind}s")
    if tree is None:
        return "-1", "0"
    return tuple(
        one.get(f"{W}id", "") for one in tree if one.get(f"{W}type") in ("separator", "continuationSeparator")
    )


def _own_notes(template: Template, kind: str) -> OwnNotes | None:
    """The notes of the template's text with its separators; None where it has no such part."""
    tree = template.tree(f"{kind}s")
    if tree is None:
        return None
    numbers = [int(one.get(f"{W}id", "0")) for one in tree]
    references = {
        one.get(f"{W}id") for one in template.trees[template.main].iter(f"{W}{kind}Reference")
    }
    for note in list(tree):
        if note.get(f"{W}type") in (None, "normal") and note.get(f"{W}id") not in references:
            tree.remove(note)
    return OwnNotes("".join(map(_xml, tree)), max([0, *numbers]) + 1)


def _own_lists(template: Template) -> OwnLists:
    tree = template.tree("numbering")
    if tree is None:
        return OwnLists()
    kinds, lists = tree.findall(f"{W}abstractNum"), tree.findall(f"{W}num")
    return OwnLists(
        "".join(map(_xml, kinds)),
        "".join(map(_xml, lists)),
        max([-1, *(int(one.get(f"{W}abstractNumId", "0")) for one in kinds)]) + 1,
        max([0, *(int(one.get(f"{W}numId", "0")) for one in lists)]) + 1,
    )


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
