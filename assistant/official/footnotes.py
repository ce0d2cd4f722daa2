"""Real Word footnotes: the part, its relationship and settings, the styles, marks at words.

python-docx has no footnotes. Written here as ECMA-376 Part 1, 17.11 wants them: a part
`footnotes.xml` whose first two notes are the separators, named in `settings.xml`, and a
`w:footnoteReference` in the run behind the word. A template that has footnotes keeps them.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.official import layout

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TEXT_STYLE, _MARK_STYLE = "FootnoteText", "FootnoteReference"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
# What may stand behind w:footnotePr in w:settings (CT_Settings is a sequence).
_AFTER = frozenset(
    {
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    }
)
_SIZE = layout.SIZE_FOOTNOTE * 2  # half points
_STYLES = f"""<w:styles xmlns:w="{_W}">
<w:style w:type="paragraph" w:styleId="{_TEXT_STYLE}"><w:name w:val="footnote text"/>
<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>
<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="both"/>
</w:pPr><w:rPr><w:sz w:val="{_SIZE}"/><w:szCs w:val="{_SIZE}"/>
</w:rPr></w:style>
<w:style w:type="character" w:styleId="{_MARK_STYLE}"><w:name w:val="footnote reference"/>
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>
</w:style></w:styles>"""


class Footnotes:
    """The footnotes of one document; the part is made when the first note is."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._part: Any = None
        self._root: Any = None
        self._styles = (_TEXT_STYLE, _MARK_STYLE)

    def add(self, paragraph: Any, text: str) -> int:
        """Put a mark behind what `paragraph` holds so far; return the id of its note."""
        if self._root is None:
            self._open()
        known = [int(note.get(_q("id"), "0")) for note in self._root]
        ident = max(known, default=0) + 1
        self._root.append(self._note(ident, _CONTROL.sub("", " ".join(text.split()))))
        run = paragraph.add_run()
        run._r.get_or_add_rPr().append(_element("rStyle", val=self._styles[1]))
        run._r.append(_element("footnoteReference", id=ident))
        return ident

    def close(self) -> None:
        """Write the notes into their part; call it before the document is saved."""
        from lxml import etree

        if self._root is not None:
            self._part._blob = etree.tostring(
                self._root, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def _note(self, ident: int, text: str) -> Any:
        note, paragraph = _element("footnote", id=ident), _element("p")
        shape = _element("pPr")
        shape.append(_element("pStyle", val=self._styles[0]))
        mark, words = _element("r"), _element("r")
        look = _element("rPr")
        look.append(_element("rStyle", val=self._styles[1]))
        mark.extend([look, _element("footnoteRef")])
        said = _element("t")
        said.text = f" {text}"
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.append(said)
        paragraph.extend([shape, mark, words])
        note.append(paragraph)
        return note

    def _open(self) -> None:
        from lxml import etree

        self._styles = _styles(self._document)
        part = self._document.part
        found = [r.target_part for r in part.rels.values() if r.reltype == _RELATION]
        if found:
            self._part = found[0]
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self._root = etree.fromstring(self._part.blob, parser)
            return
        self._part, self._root = _new_part(part.package), _new_root()
        part.relate_to(self._part, _RELATION)
        _tell_settings(self._document.settings.element)


def _new_part(package: Any) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI("/word/footnotes.xml"), _TYPE, b"", package)


def _new_root() -> Any:
    from lxml import etree

    root = etree.Element(_q("footnotes"), nsmap={"w": _W})
    for ident, kind in _SEPARATORS:
        note = _element("footnote", type=kind, id=ident)
        paragraph, run, shape = _element("p"), _element("r"), _element("pPr")
        shape.append(_element("spacing", after=0, line=240, lineRule="auto"))
        run.append(_element(kind))
        paragraph.extend([shape, run])
        note.append(paragraph)
        root.append(note)
    return root


def _tell_settings(settings: Any) -> None:
    """Name the separators in the settings, in the place that the schema gives them."""
    if settings.find(_q("footnotePr")) is not None:
        return
    said = _element("footnotePr")
    said.extend(_element("footnote", id=ident) for ident, _ in _SEPARATORS)
    after = {_q(name) for name in _AFTER}
    later = next((c for c in settings if c.tag in after or "/math" in str(c.tag)), None)
    if later is None:
        settings.append(said)
    else:
        later.addprevious(said)


def _styles(document: Any) -> tuple[str, str]:
    """Return the ids of the styles of a note and of its mark, made where they are missing.

    A Word that speaks another language has other ids for the same built-in names.
    """
    from lxml import etree

    root = document.styles.element
    ids: list[str] = []
    made: Any = etree.fromstring(_STYLES)
    for wanted in list(made):
        name = _named(wanted)
        known = [s for s in root.iter(_q("style")) if _named(s) == name]
        if not known:
            root.append(wanted)
            known = [wanted]
        ids.append(known[0].get(_q("styleId")))
    return ids[0], ids[1]


def _named(style: Any) -> str:
    name = style.find(_q("name"))
    return "" if name is None else str(name.get(_q("val"))).lower()


def _element(tag: str, **values: object) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        element.set(_q(name), str(value))
    return element


def _q(name: str) -> str:
    return f"{{{_W}}}{name}"
