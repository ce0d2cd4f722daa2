"""What a question about documents asks, and about which of those it names.

On folded words, so that questions without diacritics are read alike; in Vietnamese or English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from corpus.text import fold
from retrieval.references import Reference


class Intent(Enum):
    """What is asked about a document X."""

    COVERING = auto()  # what implements X
    IMPLEMENTED = auto()  # what X implements
    REPLACED_BY = auto()
    REPLACES = auto()
    AMENDED_BY = auto()
    AMENDS = auto()
    BASIS = auto()  # what X is based on
    STATUS = auto()
    MENTIONS = auto()
    ABOUT = auto()  # nothing in particular


_ASKED_TYPES = (
    (r"quyet dinh nao|(?:cac|nhung|danh sach|liet ke) quyet dinh|(?:which|what) decisions?",
     "Quyết định"),
    (r"ke hoach nao|(?:cac|nhung|danh sach|liet ke) ke hoach|(?:which|what) plans?", "Kế hoạch"),
    (r"chuong trinh(?: hanh dong)? nao|(?:cac|nhung) chuong trinh|(?:which|what) program",
     "Chương trình"),
    (r"nghi quyet nao|(?:cac|nhung) nghi quyet|(?:which|what) resolutions?", "Nghị quyết"),
    (r"chi thi nao|(?:cac|nhung) chi thi|(?:which|what) directives?", "Chỉ thị"),
    (r"cong van nao|(?:cac|nhung) cong van|(?:which|what) (?:official )?letters?", "Công văn"),
)  # fmt: skip
_WHICH = r"(?:nao|gi|which|what|ai|sao)"
_COVER = (
    r"trien khai|thuc hien|thi hanh|bao trum|bao quat|cu the hoa|huong dan|cover|implement"
    r"|carr(?:y|ies|ied) out|give effect|based on|under|lien quan|dua tren|theo"
)
_DEED = (
    r"trien khai|thuc hien|thi hanh|bao trum|bao quat|cu the hoa|huong dan|cover|implement"
    r"|carried out"
)
_WHERE = (
    r"o dau|cho nao|nhung cho|bao cao nao (?:nhac|neu)|where|mention|trich dan|nhac (?:den|toi)"
    r"|bao nhieu lan"
)
_BASIS = (
    r"can cu (?:phap ly|ban hanh|vao|nao|cua)|can cu.*(?:gi|nao)|dua vao|tren co so|legal basis"
)
_ENDS = r"thay the|thay cho|bai bo|replac|supersed|repeal"
_CHANGES = r"sua doi|bo sung|dieu chinh|amend"
_DOES = re.compile(r"\b(?:does|did)\b")
_PASSIVE = r"(?:bi|duoc|been|was|is|are|by)"
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
    ends = _side(before, after, _ENDS)
    if ends is not None:
        return (Intent.REPLACED_BY if ends else Intent.REPLACES), reference
    changes = _side(before, after, _CHANGES)
    if changes is not None:
        return (Intent.AMENDED_BY if changes else Intent.AMENDS), reference
    if re.search(_BASIS, text):
        return Intent.BASIS, reference
    return _carrying(text, before, after), reference


def _carrying(text: str, before: str, after: str) -> Intent:
    """Return whether it is asked what carries X out, or what X carries out."""
    deed = re.search(_DEED, after)
    asks_after = re.search(rf"\b{_WHICH}\b", after) and not re.search(rf"\b{_WHICH}\b", before)
    if deed and (asks_after or _DOES.search(before)):
        lead = after[: deed.start()]
        # "X được triển khai bằng văn bản nào", "X có văn bản nào triển khai" ask the other way.
        passive = re.search(rf"\b(?:{_PASSIVE}|has)\b", lead) or re.search(rf"\b{_WHICH}\b", lead)
        passive = passive or re.search(r"\b(?:bang|boi|qua)\s+(?:\w+\s){0,4}?" + _WHICH, after)
        return Intent.COVERING if passive else Intent.IMPLEMENTED
    if re.search(_COVER, text) or re.search(r"liet ke|danh sach|list\b", before):
        return Intent.COVERING
    if re.search(rf"(?:van ban|{_DOCUMENTS}) {_WHICH}\b", before):
        return Intent.COVERING
    return Intent.ABOUT


def _side(before: str, after: str, cue: str) -> bool | None:
    """Tell whether X suffers what `cue` says, None when the question has no such word."""
    found = re.search(cue, after)
    if found:
        lead = after[: found.start()]
        passive = re.search(rf"\b{_PASSIVE}\b", lead) or re.search(
            rf"(?:{cue})\w*\s+(?:boi|bang|by)", after
        )
        # "X có văn bản nào thay thế chưa" asks for the new one too.
        asked = re.search(rf"\b(?:van ban|{_DOCUMENTS}) {_WHICH}\b", lead)
        return bool(passive or asked) and not _DOES.search(before)
    if re.search(cue, before):
        # "văn bản nào thay thế X" asks for the new one, "văn bản nào bị X thay thế" has it after.
        passive = re.search(r"\b(?:bi|duoc|replaced|superseded|amended)\b[^?]*(?:boi|by)", before)
        return not passive
    return None


def asked_type(question: str) -> str:
    """Return the type that the question asks for first, "" for any."""
    text = fold(question)
    return next((kind for words, kind in _ASKED_TYPES if re.search(words, text)), "")
