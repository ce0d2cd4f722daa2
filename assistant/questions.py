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

from assistant.answers import DIRECT, INDIRECT, SOURCES, Answer, AnswerDocument, Link, lines
from assistant.asking import Intent, asked_type, intent_of
from assistant.listed import law_answer, law_asked, listed_documents, listed_text
from assistant.listing import listing
from corpus.documents.citing import day_text
from corpus.model import Place, RelationKind
from corpus.register.register import UNKNOWN, Entry
from corpus.text import fold, nfc, squeeze
from retrieval.graph import Cover, Graph, Node
from retrieval.references import Reference, references
from retrieval.search import Hit

__all__ = ["DIRECT", "INDIRECT", "Answer", "AnswerDocument", "Link", "answer"]

_PROGRAMMES = ("Đề án", "Chương trình")  # "Đề án 06", "Chương trình 135" are names
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What else a question says: the type it asks for, "" for any, and its folded words."""

    type: str
    words: str


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
    if not named and (law := law_asked(question, register or ())):
        return Answer(*law_answer(law), passages)
    if not named:
        listed = listing(question, register or ())
        if listed is None:
            return Answer(_not_understood(passages), passages=passages)
        return Answer(listed_text(listed), listed_documents(graph, listed), passages)
    intent, reference = intent_of(question, named)
    node, note = _chosen(graph, reference, question)
    if node is None:
        return Answer(note, passages=passages)
    text, documents = _ANSWERS[intent](graph, node, _Asked(asked_type(question), fold(question)))
    sentences = (note, text, _aliases_note(node))
    about = _document(graph, node, graph.mentions(node)[:SOURCES])
    return Answer(
        " ".join(s for s in sentences if s),
        tuple(documents),
        passages,
        about,
        _links(graph, [about, *documents]),
    )


# ---------------------------------------------------------------- which document


def _chosen(graph: Graph, reference: Reference, question: str) -> tuple[Node | None, str]:
    """Return the document meant, with a note where it could be another one too."""
    found = graph.find(reference)
    name = squeeze(question[reference.start : reference.end])
    if not found:
        none = f"Không báo cáo nào trong kho nhắc đến “{name}”."
        if reference.type in _PROGRAMMES and not reference.symbol:
            none = f"Trong kho không có văn bản nào mang số “{name}” (có thể là tên chương trình)."
        return None, f"{none} Dưới đây là các đoạn gần nhất với câu hỏi."
    others = [n for n in found[1:] if n.number != found[0].number or n.date != found[0].date]
    if not others or (reference.symbol and reference.date):
        return found[0], ""
    listed = "; ".join(_name(n) for n in others[:4])
    return found[0], f"“{name}” được hiểu là {_name(found[0])} (cũng có thể là: {listed})."


# ---------------------------------------------------------------- answers


def _covering(graph: Graph, node: Node, asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    found, where = _of_area(graph.covering(node), asked.words)
    covers = sorted(found, key=lambda c: _rank(graph, c, asked.type))
    known = {cover.node for cover in covers}
    amending = [e for e in graph.into(node, RelationKind.AMENDS) if e.source not in known]
    documents = [_cover_document(graph, cover) for cover in covers]
    documents += [_document(graph, e.source, e.places[:SOURCES]) for e in amending]
    if covers:
        text = _covering_text(graph, node, covers, where)
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
        graph.ended(node),
        bool(asked) and node.type != asked,
        place,
        not cover.direct,
        node.date or date.max,
        node.number,
    )


def _cover_document(graph: Graph, cover: Cover) -> AnswerDocument:
    places = list(cover.steps[0].places[:SOURCES])
    for step in cover.steps[1:]:
        places += step.places[:1]
    places += [place for ending in graph.endings(cover.node) for place in ending.places[:2]]
    relation = DIRECT if cover.direct else INDIRECT
    return _document(graph, cover.node, places, relation, cover.via)


def _of_area(covers: Sequence[Cover], words: str) -> tuple[Sequence[Cover], str]:
    """Return the documents of the former area that the question names, and its name."""
    areas = {cover.node.former for cover in covers if cover.node.former}
    for area in areas:
        plain = re.sub(r"^(?:tinh|thanh pho|huyen) | cu$", "", fold(area))
        if re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", words):
            return [cover for cover in covers if cover.node.former == area], area
    return covers, ""


def _covering_text(graph: Graph, node: Node, covers: Sequence[Cover], area: str = "") -> str:
    valid = [c for c in covers if not graph.ended(c.node)]
    gone = [c for c in covers if graph.ended(c.node)]
    of = f" của {area}" if area else ""
    parts = [f"Theo các báo cáo trong kho, có {len(covers)} văn bản{of} triển khai {_name(node)}."]
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


def _implemented(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.IMPLEMENTS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} triển khai văn bản nào.", []
    listed = "; ".join(_name(e.target) for e in edges)
    documents = [_document(graph, e.target, e.places[:SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} triển khai: {listed}.", documents


def _replaced_by(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.endings(node)
    if graph.ended(node) and node.said:
        text = f"{_name(node, capital=True)} {node.said} (theo sổ văn bản của cơ quan)."
        return text, [_document(graph, e.source, e.places[:SOURCES]) for e in edges]
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} bị thay thế hay bãi bỏ.", []
    listed = "; ".join(_name(e.source) for e in edges)
    documents = [_document(graph, e.source, e.places[:SOURCES]) for e in edges]
    verb = "bị bãi bỏ" if all(e.kind is RelationKind.REPEALS for e in edges) else "được thay thế"
    return f"{_name(node, capital=True)} {verb} bởi {listed}.", documents


def _replaces(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.REPLACES, RelationKind.REPEALS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} thay thế văn bản nào.", []
    listed = "; ".join(_name(e.target) for e in edges)
    documents = [_document(graph, e.target, e.places[:SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} thay thế {listed}.", documents


def _amended_by(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.into(node, RelationKind.AMENDS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} được sửa đổi, bổ sung.", []
    listed = "; ".join(_name(e.source) for e in edges)
    documents = [_document(graph, e.source, e.places[:SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} được sửa đổi, bổ sung bởi {listed}.", documents


def _amends(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.AMENDS)
    if not edges:
        return f"Các báo cáo trong kho không nêu {_name(node)} sửa đổi văn bản nào.", []
    listed = "; ".join(_name(e.target) for e in edges)
    documents = [_document(graph, e.target, e.places[:SOURCES]) for e in edges]
    return f"{_name(node, capital=True)} sửa đổi, bổ sung {listed}.", documents


def _basis(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    edges = graph.out_of(node, RelationKind.BASED_ON, RelationKind.UNDER)
    if edges:
        listed = "; ".join(_name(e.target) for e in edges)
        documents = [_document(graph, e.target, e.places[:SOURCES]) for e in edges]
        return f"{_name(node, capital=True)} căn cứ: {listed}.", documents
    text, documents = _implemented(graph, node, _asked)
    return f"Các báo cáo trong kho không nêu căn cứ của {_name(node)}. {text}", documents


def _status(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
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
    return text, [_document(graph, node, places[:SOURCES])]


def _mentions(graph: Graph, node: Node, _asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    places = list(dict.fromkeys(graph.mentions(node)))
    docs = list(dict.fromkeys(p.doc for p in places))
    text = (
        f"{_name(node, capital=True)} được nhắc ở {len(places)} chỗ trong {len(docs)} báo cáo: "
        f"{'; '.join(lines(doc, places) for doc in docs)}."
    )
    return text, [_document(graph, node, places)]


def _about(graph: Graph, node: Node, asked: _Asked) -> tuple[str, list[AnswerDocument]]:
    text, documents = _covering(graph, node, asked)
    about = f"{_name(node, capital=True)}{_subject(node)}; {graph.status(node)}."
    return f"{about} {text}", [_document(graph, node, graph.mentions(node)[:SOURCES]), *documents]


_ANSWERS: dict[Intent, Callable[[Graph, Node, _Asked], tuple[str, list[AnswerDocument]]]] = {
    Intent.COVERING: _covering,
    Intent.IMPLEMENTED: _implemented,
    Intent.REPLACED_BY: _replaced_by,
    Intent.REPLACES: _replaces,
    Intent.AMENDED_BY: _amended_by,
    Intent.AMENDS: _amends,
    Intent.BASIS: _basis,
    Intent.STATUS: _status,
    Intent.MENTIONS: _mentions,
    Intent.ABOUT: _about,
}


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


def _not_understood(passages: Sequence[Hit]) -> str:
    if not passages:
        return "Chưa tìm thấy nội dung phù hợp trong kho báo cáo."
    return (
        "Câu hỏi không nêu số hiệu văn bản nên chưa tra được quan hệ văn bản; "
        "dưới đây là các đoạn báo cáo gần nhất với câu hỏi."
    )
