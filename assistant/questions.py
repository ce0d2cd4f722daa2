"""Questions about documents, answered out of the graph; any other with passages.

"Văn bản nào triển khai Nghị quyết 57", "X thay thế văn bản nào", "X bị thay thế bởi văn bản nào",
"X còn hiệu lực không", "X được nhắc ở đâu", "UBND tỉnh ban hành những quyết định nào trong tháng
5/2025" (`listing`), with or without diacritics, or in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from assistant.listing import Listing, Wanted, listing
from corpus.documents.citing import day_text
from corpus.model import Place, RelationKind
from corpus.register.register import UNKNOWN, Entry
from corpus.text import fold, nfc, squeeze
from retrieval.graph import Cover, Graph, Node
from retrieval.references import Reference, references
from retrieval.search import Hit

DIRECT = "trực tiếp"
INDIRECT = "gián tiếp"
_SOURCES = 6  # places shown for one step of a chain
_PASSAGES = 5

# Those that order and plan come first, letters last.
_ORDER = (
    "Quyết định",
    "Kế hoạch",
    "Chương trình",
    "Nghị quyết",
    "Chỉ thị",
    "Đề án",
    "Nghị định",
    "Thông tư",
    "Kết luận",
    "Quy định",
    "Hướng dẫn",
    "Thông báo",
    "Tờ trình",
    "Công văn",
)
_ASKED_TYPES = (
    (r"quyet dinh nao|(?:which|what) decisions?", "Quyết định"),
    (r"ke hoach nao|(?:which|what) plans?", "Kế hoạch"),
    (r"chuong trinh(?: hanh dong)? nao|(?:which|what) program", "Chương trình"),
    (r"nghi quyet nao|(?:which|what) resolutions?", "Nghị quyết"),
    (r"chi thi nao|(?:which|what) directives?", "Chỉ thị"),
    (r"cong van nao|(?:which|what) (?:official )?letters?", "Công văn"),
)


class Intent(Enum):
    """What is asked about a document X."""

    COVERING = auto()  # what implements X
    IMPLEMENTED = auto()  # what X implements
    REPLACED_BY = auto()
    REPLACES = auto()
    STATUS = auto()
    MENTIONS = auto()
    ABOUT = auto()  # nothing in particular


@dataclass(frozen=True, slots=True)
class AnswerDocument:
    """A document of an answer. `sources` say what it is listed for, the clearest first."""

    number: str
    type: str
    date: date | None
    issuer: str | None
    title: str
    relation: str  # trực tiếp | gián tiếp
    via: tuple[str, ...]
    status: str
    sources: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two documents of an answer, each by number and date."""

    source: tuple[str, date | None]
    target: tuple[str, date | None]
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A readable paragraph, the documents it speaks of (complete), and passages to read on.

    `about` is the document asked about, `links` are the relations among it and `documents`.
    """

    answer: str
    documents: tuple[AnswerDocument, ...] = ()
    passages: tuple[Hit, ...] = ()
    about: AnswerDocument | None = None
    links: tuple[Link, ...] = ()


Search = Callable[[str, int], list[Hit]]


def answer(
    question: str, graph: Graph, search: Search, register: Sequence[Entry] | None = None
) -> Answer:
    """Return the answer to `question`; one that is not understood gets passages, and says so.

    `register` answers questions about sets of documents, None when there is none.
    """
    question = squeeze(nfc(question))
    if not question:
        return Answer("Xin nhập câu hỏi, ví dụ: Văn bản nào triển khai Nghị quyết số …?")
    passages = tuple(search(question, _PASSAGES))
    named = references(question)
    if not named:
        listed = listing(question, register or ())
        if listed is None:
            return Answer(_not_understood(passages), passages=passages)
        return Answer(_listed_text(listed), _listed(graph, listed), passages)
    intent, reference = intent_of(question, named)
    node, note = _chosen(graph, reference, question)
    if node is None:
        return Answer(note, passages=passages)
    text, documents = _ANSWERS[intent](graph, node, _asked_type(question))
    sentences = (note, text, _aliases_note(node))
    about = _document(graph, node, graph.mentions(node)[:_SOURCES])
    return Answer(
        " ".join(s for s in sentences if s),
        tuple(documents),
        passages,
        about,
        _links(graph, [about, *documents]),
    )


# ---------------------------------------------------------------- understanding

_WHICH = r"(?:nao|gi|which|what|ai)"
_COVER = (
    r"trien khai|thuc hien|thi hanh|bao trum|cu the hoa|huong dan|cover|implement|carr(?:y|ies) out"
    r"|give effect|based on|under|lien quan|dua tren|theo"
)
_WHERE = (
    r"o dau|cho nao|nhung cho|bao cao nao (?:nhac|neu)|where|mention|trich dan|nhac (?:den|toi)"
)
_DOES = re.compile(r"\b(?:does|did)\b")
_DOCUMENTS = r"quyet dinh|ke hoach|chuong trinh|nghi quyet|chi thi|cong van"


def intent_of(question: str, named: Sequence[Reference]) -> tuple[Intent, Reference]:
    """Return what is asked, and about which of the documents named."""
    text = fold(question)
    reference = named[0]
    before, after = text[: reference.start], text[reference.end :]
    if re.search(r"hieu luc|in force|still valid|in effect", text):
        return Intent.STATUS, reference
    if re.search(_WHERE, text):
        return Intent.MENTIONS, reference
    replaced = _replacement(before, after)
    if replaced is not None:
        return replaced, reference
    asks_after = re.search(rf"\b{_WHICH}\b", after) and not re.search(rf"\b{_WHICH}\b", before)
    if re.search(_COVER, after) and (asks_after or _DOES.search(before)):
        # "X được triển khai bằng văn bản nào" asks the other way round.
        passive = re.match(r"\W*(?:da )?(?:duoc|is|was|has been)\b", after)
        return (Intent.COVERING if passive else Intent.IMPLEMENTED), reference
    if re.search(_COVER, text) or re.search(r"liet ke|danh sach|list\b", before):
        return Intent.COVERING, reference
    if re.search(rf"(?:van ban|{_DOCUMENTS}) {_WHICH}\b", before):
        return Intent.COVERING, reference
    return Intent.ABOUT, reference


def _replacement(before: str, after: str) -> Intent | None:
    """Return which side of a replacement is asked for, None when none is."""
    cue = r"thay the|bai bo|replac|supersed|repeal"
    if re.search(cue, after):
        passive = re.search(rf"(?:bi|duoc|been|was|is|by)\b[^?]*(?:{cue})", after) or re.search(
            rf"(?:{cue})\w*\s+(?:boi|bang|by)", after
        )
        return Intent.REPLACED_BY if passive and not _DOES.search(before) else Intent.REPLACES
    if re.search(cue, before):
        # "văn bản nào thay thế X" asks for the new one, "văn bản nào bị X thay thế" has it after.
        passive = re.search(r"(?:bi|duoc|replaced|superseded)\b[^?]*(?:boi|by)", before)
        return Intent.REPLACES if passive else Intent.REPLACED_BY
    return None


def _asked_type(question: str) -> str:
    """Return the type that the question asks for first, "" for any."""
    text = fold(question)
    return next((kind for words, kind in _ASKED_TYPES if re.search(words, text)), "")


def _chosen(graph: Graph, reference: Reference, question: str) -> tuple[Node | None, str]:
    """Return the document meant, with a note where it could be another one too."""
    found = graph.find(reference)
    name = squeeze(question[reference.start : reference.end])
    if not found:
        none = f"Không báo cáo nào trong kho nhắc đến “{name}”."
        return None, f"{none} Dưới đây là các đoạn gần nhất với câu hỏi."
    others = [n for n in found[1:] if n.number != found[0].number or n.date != found[0].date]
    if not others or (reference.symbol and reference.date):
        return found[0], ""
    listed = "; ".join(_name(n) for n in others[:4])
    return found[0], f"“{name}” được hiểu là {_name(found[0])} (cũng có thể là: {listed})."


# ---------------------------------------------------------------- answers


def _covering(graph: Graph, node: Node, asked: str) -> tuple[str, list[AnswerDocument]]:
    covers = sorted(graph.covering(node), key=lambda c: _rank(graph, c, asked))
    known = {cover.node for cover in covers}
    amending = [e for e in graph.into(node, RelationKind.AMENDS) if e.source not in known]
    documents = [_cover_document(graph, cover) for cover in covers]
    documents += [_document(graph, e.source, e.places[:_SOURCES]) for e in amending]
    if covers:
        text = _covering_text(graph, node, covers)
    else:
        text = f"Kho chưa có văn bản nào được nêu là triển khai {_name(node)}."
    return f"{text} {_amended(graph, node)}".strip(), documents


def _amended(graph: Graph, node: Node) -> str:
    """Return a sentence on what amends `node`, "" when nothing does."""
    edges = graph.into(node, RelationKind.AMENDS)
    listed = "; ".join(_name(edge.source) for edge in edges)
    return f"Sửa đổi, bổ sung: {listed}." if edges else ""


def _rank(graph: Graph, cover: Cover, asked: str) -> tuple[bool, bool, int, bool, date, str]:
    node = cover.node
    place = _ORDER.index(node.type) if node.type in _ORDER else len(_ORDER)
    return (
        bool(graph.endings(node)),
        bool(asked) and node.type != asked,
        place,
        not cover.direct,
        node.date or date.max,
        node.number,
    )


def _cover_document(graph: Graph, cover: Cover) -> AnswerDocument:
    places = list(cover.steps[0].places[:_SOURCES])
    for step in cover.steps[1:]:
        places += step.places[:1]
    places += [place for ending in graph.endings(cover.node) for place in ending.places[:2]]
    relation = DIRECT if cover.direct else INDIRECT
    return _document(graph, cover.node, places, relation, cover.via)


def _covering_text(graph: Graph, node: Node, covers: Sequence[Cover]) -> str:
    valid = [c for c in covers if not graph.endings(c.node)]
    gone = [c for c in covers if graph.endings(c.node)]
    parts = [f"Theo các báo cáo trong kho, có {len(covers)} văn bản triển khai {_name(node)}."]
    direct = [_name(c.node) for c in valid if c.direct]
    if direct:
        parts.append(f"Trực tiếp: {'; '.join(direct)}.")
    indirect = [f"{_name(c.node)} (qua {', '.join(c.via)})" for c in valid if not c.direct]
    if indirect:
        parts.append(f"Gián tiếp: {'; '.join(indirect)}.")
    if gone:
        listed = "; ".join(f"{_name(c.node)} – {graph.status(c.node)}" for c in gone)
        parts.append(f"Không còn áp dụng: {listed}.")
    parts += [note for c in covers if (note := _aliases_note(c.node))]
    return " ".join(parts)


def _implemented(graph: Graph, node: Node, _asked: str) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.IMPLEMENTS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} triển khai văn bản nào.", []
    listed = "; ".join(_name(e.target) for e in edges)
    documents = [_document(graph, e.target, e.places[:_SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} triển khai: {listed}.", documents


def _replaced_by(graph: Graph, node: Node, _asked: str) -> tuple[str, list[AnswerDocument]]:
    edges = graph.endings(node)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} bị thay thế hay bãi bỏ.", []
    listed = "; ".join(_name(e.source) for e in edges)
    documents = [_document(graph, e.source, e.places[:_SOURCES]) for e in edges]
    verb = "bị bãi bỏ" if all(e.kind is RelationKind.REPEALS for e in edges) else "được thay thế"
    return f"{_name(node, capital=True)} {verb} bởi {listed}.", documents


def _replaces(graph: Graph, node: Node, _asked: str) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.REPLACES, RelationKind.REPEALS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} thay thế văn bản nào.", []
    listed = "; ".join(_name(e.target) for e in edges)
    documents = [_document(graph, e.target, e.places[:_SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} thay thế {listed}.", documents


def _status(graph: Graph, node: Node, _asked: str) -> tuple[str, list[AnswerDocument]]:
    endings = graph.endings(node)
    replacing = graph.out_of(node, RelationKind.REPLACES)
    at_work = graph.at_work(node)
    name = _name(node, capital=True)
    if node.said and node.said != UNKNOWN:
        places = graph.mentions(node)
        text = f"{name}: {node.said} (theo sổ văn bản của cơ quan)."
    elif endings:
        places = [place for edge in endings for place in edge.places]
        text = f"{name} không còn hiệu lực: {graph.status(node)}."
    elif replacing or at_work:
        places = [place for edge in replacing for place in edge.places] + at_work
        text = (
            f"{name} còn hiệu lực theo các báo cáo trong kho: không báo cáo nào nêu văn bản này bị "
            "thay thế hay bãi bỏ, và báo cáo vẫn nêu việc thực hiện."
        )
    else:
        places = graph.mentions(node)
        text = (
            f"Chưa rõ {_name(node)} còn hiệu lực hay không: các báo cáo trong kho có nhắc đến "
            "nhưng không nói rõ."
        )
    amending = graph.into(node, RelationKind.AMENDS)
    places += [place for edge in amending for place in edge.places]
    text = f"{text} {_amended(graph, node)}".strip()
    return text, [_document(graph, node, places[:_SOURCES])]


def _mentions(graph: Graph, node: Node, _asked: str) -> tuple[str, list[AnswerDocument]]:
    places = list(dict.fromkeys(graph.mentions(node)))
    docs = list(dict.fromkeys(p.doc for p in places))
    text = (
        f"{_name(node, capital=True)} được nhắc ở {len(places)} chỗ trong {len(docs)} báo cáo: "
        f"{'; '.join(_lines(doc, places) for doc in docs)}."
    )
    return text, [_document(graph, node, places)]


def _about(graph: Graph, node: Node, asked: str) -> tuple[str, list[AnswerDocument]]:
    text, documents = _covering(graph, node, asked)
    about = f"{_name(node, capital=True)}{_subject(node)}; {graph.status(node)}."
    return f"{about} {text}", [_document(graph, node, graph.mentions(node)[:_SOURCES]), *documents]


_ANSWERS: dict[Intent, Callable[[Graph, Node, str], tuple[str, list[AnswerDocument]]]] = {
    Intent.COVERING: _covering,
    Intent.IMPLEMENTED: _implemented,
    Intent.REPLACED_BY: _replaced_by,
    Intent.REPLACES: _replaces,
    Intent.STATUS: _status,
    Intent.MENTIONS: _mentions,
    Intent.ABOUT: _about,
}


# ---------------------------------------------------------------- sets of documents


def _listed(graph: Graph, listed: Listing) -> tuple[AnswerDocument, ...]:
    """Return the documents of a listing, those that were replaced last, each with its sentences."""
    entries = sorted(listed.found, key=lambda e: e.status.startswith(("được thay", "bị bãi")))
    return tuple(
        AnswerDocument(
            number=entry.number or entry.title,
            type=entry.type,
            date=entry.date,
            issuer=entry.issuer,
            title=entry.title,
            relation=DIRECT,
            via=(),
            status=entry.status,
            sources=_sentences(graph, entry),
        )
        for entry in entries
    )


def _sentences(graph: Graph, entry: Entry) -> tuple[Place, ...]:
    if not entry.mentions:
        return entry.places[:_SOURCES]
    return tuple(dict.fromkeys(graph.sentence(*one) for one in entry.mentions[:_SOURCES]))


def _listed_text(listed: Listing) -> str:
    """Return what was looked for, how many there are, their names, and what stays open."""
    wanted = listed.wanted
    what = _asked_for(wanted)
    if not listed.found:
        text = f"Các báo cáo trong kho không nhắc đến {what} nào."
    else:
        names = "; ".join(_entry_name(entry) for entry in listed.found)
        text = f"Theo các báo cáo trong kho, có {len(listed.found)} {what}: {names}."
    if listed.by_symbol:
        numbers = ", ".join(entry.number for entry in listed.by_symbol)
        text += f" Lưu ý: báo cáo không ghi cơ quan ban hành của {numbers}; suy từ ký hiệu."
    if listed.undated:
        numbers = ", ".join(entry.number or entry.title for entry in listed.undated[:20])
        text += f" Lưu ý: chưa rõ ngày ban hành nên không tính: {numbers}."
    return text


def _asked_for(wanted: Wanted) -> str:
    """Return "quyết định của UBND tỉnh trong tháng 5 năm 2025"."""
    parts = [(wanted.type or "văn bản").lower()]
    if wanted.issuer:
        parts.append(f"của {wanted.issuer}" if wanted.known else f"của “{wanted.issuer}”")
    if wanted.period:
        parts.append(f"trong {wanted.period.label}")
    if wanted.statuses:
        parts.append(f"có tình trạng “{wanted.statuses[0]}”")
    if wanted.about:
        parts.append(f"có trích yếu chứa “{' '.join(wanted.about)}”")
    return " ".join(parts)


def _entry_name(entry: Entry) -> str:
    if not entry.number:
        return entry.title
    when = f" ngày {day_text(entry.date)}" if entry.date else ""
    by = f" của {entry.issuer}" if entry.issuer else ""
    gone = f" ({entry.status})" if entry.status.startswith(("được thay", "bị bãi")) else ""
    return f"{entry.later_form}{when}{by}{gone}"


# ---------------------------------------------------------------- wording


def _document(
    graph: Graph,
    node: Node,
    places: Sequence[Place],
    relation: str = DIRECT,
    via: tuple[str, ...] = (),
) -> AnswerDocument:
    title = squeeze(node.subject or "")
    if node.former and node.former not in title:
        title = f"{title} ({node.former})".strip()
    return AnswerDocument(
        number=node.number,
        type=node.type,
        date=node.date,
        issuer=squeeze(node.issuer) if node.issuer else None,
        title=title,
        relation=relation,
        via=via,
        status=graph.status(node),
        sources=tuple(dict.fromkeys(places)),
    )


def _name(node: Node, *, capital: bool = False) -> str:
    """Return "Kế hoạch số 359-KH/TU ngày 29/4/2025 của Ban Thường vụ Tỉnh ủy"."""
    kind = node.type or "văn bản"
    parts = [f"{kind} số {node.number}"]
    if node.date:
        parts.append(f"ngày {day_text(node.date)}")
    if node.issuer:
        parts.append(f"của {squeeze(node.issuer)}")
    if node.former:
        parts.append(f"({node.former})")
    text = " ".join(parts)
    return text[0].upper() + text[1:] if capital else text


def _subject(node: Node) -> str:
    return f" {squeeze(node.subject)}" if node.subject else ""


def _aliases_note(node: Node) -> str:
    """Return a sentence on numbers that seem misprints of this document's."""
    wrong = [alias for alias in node.aliases if re.search(r"[^\d/]", alias)]
    if not wrong:
        return ""
    listed = ", ".join(wrong)
    return f"Lưu ý: số {listed} ghi trong báo cáo có lẽ là viết nhầm của {node.number}."


def _links(graph: Graph, documents: Sequence[AnswerDocument]) -> tuple[Link, ...]:
    """Return the relations among the documents of an answer."""
    shown = {(one.number, one.date) for one in documents}
    sure: dict[Link, None] = {}
    suggested: dict[Link, None] = {}
    for edge in graph.edges:
        source = edge.source.number, edge.source.date
        target = edge.target.number, edge.target.date
        if {source, target} <= shown:
            explicit = any(one.explicit for one in edge.evidence)
            (sure if explicit else suggested)[Link(source, target, str(edge.kind))] = None
    # What a sentence only suggests is drawn where nothing says more.
    said = {link.source for link in sure}
    return (*sure, *(link for link in suggested if link.source not in said))


def _lines(doc: str, places: Sequence[Place]) -> str:
    lines = sorted({p.line for p in places if p.doc == doc})
    return f"{doc} (dòng {', '.join(map(str, lines))})"


def _not_understood(passages: Sequence[Hit]) -> str:
    if not passages:
        return "Chưa tìm thấy nội dung phù hợp trong kho báo cáo."
    return (
        "Câu hỏi không nêu số hiệu văn bản nên chưa tra được quan hệ văn bản; "
        "dưới đây là các đoạn báo cáo gần nhất với câu hỏi."
    )
