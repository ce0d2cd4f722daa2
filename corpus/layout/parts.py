"""The parts around a document's body: letterhead, title, Kính gửi, Nơi nhận, signature, appendix.

The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I. Matching is on folded text, so that OCR
without diacritics is recognised too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.labels import label_of
from corpus.layout.lines import Line
from corpus.layout.unwrap import ends_sentence
from corpus.model import BlockKind
from corpus.text import fold

# Types of Phụ lục III that stand alone above the trích yếu.
KINDS = (
    "Báo cáo", "Kế hoạch", "Tờ trình", "Thông báo", "Quyết định", "Nghị quyết", "Chỉ thị",
    "Chương trình", "Hướng dẫn", "Đề án", "Phương án", "Quy chế", "Quy định", "Kết luận",
    "Công điện", "Biên bản", "Dự án", "Thông cáo", "Giấy mời", "Quy trình", "Đề cương",
)  # fmt: skip
FOLDED_KINDS = {fold(kind): kind for kind in KINDS}

_FRONT = 60  # lines in which the letterhead ends
_TITLE = 10  # lines a trích yếu may take
LEAD_IN = re.compile(r"(?:thuc hien|can cu|theo|kinh gui|de |nham|trien khai|ngay \d|xet |phan )")
_LETTERHEAD = re.compile(
    r"cong hoa xa h.i ch. ngh.a|doc lap\s*-\s*tu do|dang cong san viet nam"
    r"|^s[o6]\s*:|^s[o6]\s+[\d./]"
    r"|ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam|^(?:ubnd|uy ban nhan dan|so|ban|bo|cuc|chi cuc|"
    r"hdnd|hoi dong|tinh uy|van phong|phong|trung tam|truong|dang uy|huyen uy)\b"
)
_PART = re.compile(
    r"(?:phan|chuong) (?:thu )?(?:nhat|hai|ba|bon|tu|nam|sau|bay|[ivx]{1,5}|\d{1,2})\s?[.:]?$"
)
_APPENDIX = re.compile(r"(?:phu luc|bieu mau|bieu so|mau so)\b[\s\divxabc.:]*$")
_OUTLINE = re.compile(r"de cuong$")
_ON_BEHALF = re.compile(r"(?:^|\s)(?:(?:KT|TM|TL|TUQ)\s?\.\s?|[TK]/[MLT]\s?\.?\s)([^\W\d_]{2,})")
_COLUMNS = re.compile(r"\s{4,}")  # between two columns on one line
_CLOSING = 30  # lines that Nơi nhận and signature take at the most
_SIGNED = re.compile(r"\((?:da ky|ky (?:ten|ghi|so|dien tu)|dong dau)[^)]*\)")
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?k.m theo\b")
_RECIPIENTS = re.compile(r"n.i nh.n\s*:?|noi nhan")
_SIGNER_TITLE = re.compile(
    r"(?:(?:tm|kt|tl|tuq|q)\s*\.\s*)?(?:pho )?(?:giam d.c|chu tich|bo truong|thu truong|cuc truong|"
    r"tong cuc truong|truong (?:ban|phong|doan)|chanh (?:van phong|thanh tra)|vien truong|"
    r"hieu truong|bi thu|thu tuong|thu truong|to truong|chi cuc truong|tong giam doc|thu ky|"
    r"chu tri|chu toa|ke toan truong|nguoi lap)\b"
)


def is_part(line: Line) -> bool:
    """Return whether a line opens an appendix, a đề cương of its own or "PHẦN THỨ NHẤT"."""
    folded = fold(line.text)
    if _PART.match(folded):
        return line.text[:1].isupper()
    if _APPENDIX.match(folded):
        return line.text[:1].isupper() and len(line.text) < 30
    return bool(_OUTLINE.match(folded)) and line.text.isupper()


def split_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those of the closing that hold two columns made two lines each.

    Text with its layout kept has "Nơi nhận:" and who signs side by side.
    """
    made: list[Line] = []
    left = 0  # lines in which a closing may go on
    for line in lines:
        left = _CLOSING if _opens_recipients(fold(line.text)) else left - 1
        if is_part(line):
            left = 0
        gap = _COLUMNS.search(line.text) if left > 0 else None
        if gap is None:
            made.append(line)
            continue
        middle = line.start + gap.start(), line.start + gap.end()
        made.append(replace(line, end=middle[0], text=line.text[: gap.start()]))
        made.append(replace(line, start=middle[1], text=line.text[gap.end() :], gap=0))
    return made


def assign_kinds(lines: Sequence[Line], spacing: int) -> list[BlockKind | None]:
    """Return the kind of each body line that belongs to a part around the body, None for others."""
    kinds: list[BlockKind | None] = [None] * len(lines)
    body = _front(lines, spacing, kinds)
    i = body
    while i < len(lines):
        folded = fold(lines[i].text)
        if is_part(lines[i]):
            i = _part_title(lines, i, spacing, kinds)
        elif _opens_recipients(folded) or is_signer_title(lines[i].text):
            i = _closing(lines, i, kinds)
        else:
            i += 1
    return kinds


def _opens_recipients(folded: str) -> bool:
    """Return whether a line is "Nơi nhận:", with the signature beside it or not."""
    return bool(_RECIPIENTS.match(folded)) and len(_COLUMNS.split(folded, maxsplit=1)[0]) < 40


def is_kind_line(text: str) -> bool:
    """Return whether a line is nothing but a type of document in capitals: "BÁO CÁO"."""
    return text.isupper() and fold(text).rstrip(": ") in FOLDED_KINDS


def is_name(text: str) -> bool:
    """Return whether a line may be a person's name: two to five words, each with one capital."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(w.isalpha() and w.istitle() and len(w) < 9 for w in words)


def is_signer_title(text: str) -> bool:
    """Return whether a line is the office of the one who signs: "KT. GIÁM ĐỐC"."""
    if len(text) >= 60:
        return False
    behalf = _ON_BEHALF.search(text)
    if behalf and behalf[1].isupper():
        return True
    return text.isupper() and bool(_SIGNER_TITLE.match(fold(text)))


def _front(lines: Sequence[Line], spacing: int, kinds: list[BlockKind | None]) -> int:
    """Mark letterhead and title; return the index of the first line of the body."""
    for i, line in enumerate(lines[:_FRONT]):
        folded = fold(line.text)
        if is_kind_line(line.text) and not is_part(line):
            kinds[:i] = [BlockKind.HEADER] * i
            end = _title_end(lines, i, spacing)
            kinds[i:end] = [BlockKind.TITLE] * (end - i)
            return _salutation(lines, end, kinds)
        if folded.startswith("kinh gui"):
            _letter_head(lines, i, kinds)
            return _salutation(lines, i, kinds)
        if label_of(line.text) or (ends_sentence(line.text) and len(line.text) > 80):
            break
    return _bare_head(lines, kinds)


def _title_end(lines: Sequence[Line], kind_line: int, spacing: int) -> int:
    i = kind_line + 1
    while i < len(lines) and i <= kind_line + _TITLE:
        line = lines[i]
        first = i == kind_line + 1
        label = label_of(line.text)
        wide = 1 if line.text[0].islower() else 0
        if (label and label.style <= 3) or (not first and line.gap > spacing + wide):
            break
        if LEAD_IN.match(fold(line.text)) and not first and not line.text[0].islower():
            break
        if _ATTACHED.match(fold(line.text)):
            break
        if ends_sentence(line.text) and len(line.text) > 100:
            break
        i += 1
    return i


def _letter_head(lines: Sequence[Line], end: int, kinds: list[BlockKind | None]) -> None:
    subject = False
    for i in range(end):
        folded = fold(lines[i].text)
        if re.match(r"v/v\b|ve viec\b", folded):
            subject = True
        elif subject and (_LETTERHEAD.search(folded) or lines[i].gap > 1):
            subject = False
        kinds[i] = BlockKind.TITLE if subject else BlockKind.HEADER


def _bare_head(lines: Sequence[Line], kinds: list[BlockKind | None]) -> int:
    i = 0
    while i < len(lines) and _LETTERHEAD.search(fold(lines[i].text)) and len(lines[i].text) < 90:
        if not lines[i].text.isupper() and not re.search(r"ngay|doc lap|^s", fold(lines[i].text)):
            break
        kinds[i] = BlockKind.HEADER
        i += 1
    return i


def _salutation(lines: Sequence[Line], i: int, kinds: list[BlockKind | None]) -> int:
    if i >= len(lines) or not fold(lines[i].text).startswith("kinh gui"):
        return i
    kinds[i] = BlockKind.RECIPIENTS
    i += 1
    while i < len(lines):
        text = lines[i].text
        bullet = text[0] in "-–+•" and len(text) < 160
        tail = text[0].islower() and not lines[i - 1].text.endswith(".")
        if not bullet and not tail:
            break
        kinds[i] = BlockKind.RECIPIENTS
        i += 1
    return i


def _closing(lines: Sequence[Line], i: int, kinds: list[BlockKind | None]) -> int:
    """Mark Nơi nhận and signature from line `i` on; return the index of what follows."""
    kind = BlockKind.RECIPIENTS
    while i < len(lines) and not is_part(lines[i]):
        text = lines[i].text
        if is_signer_title(text) or _SIGNED.fullmatch(fold(text)):
            kind = BlockKind.SIGNATURE
        elif kind is BlockKind.SIGNATURE and text[0] in "-–":
            kind = BlockKind.RECIPIENTS
        elif kind is BlockKind.RECIPIENTS and is_name(text):
            kind = BlockKind.SIGNATURE
        elif _starts_body(text) or (kind is BlockKind.SIGNATURE and len(text) > 60):
            break
        kinds[i] = kind
        i += 1
    return i


def _starts_body(text: str) -> bool:
    label = label_of(text)
    return len(text) > 200 or (label is not None and label.style <= 4)


def _part_title(lines: Sequence[Line], i: int, spacing: int, kinds: list[BlockKind | None]) -> int:
    """Mark the label, title and "(Kèm theo …)" of an appendix; return the index after them."""
    kinds[i] = BlockKind.HEADING
    i += 1
    first = i
    while i < len(lines) and i < first + _TITLE:
        line = lines[i]
        attached = _ATTACHED.match(fold(line.text))
        if attached:
            while i < len(lines) and lines[i].gap <= max(spacing, 1):
                kinds[i] = BlockKind.HEADER
                i += 1
                if lines[i - 1].text.endswith(")"):
                    break
            return i
        label = label_of(line.text)
        if (
            (label and label.style <= 4)
            or (i > first and line.gap > spacing)
            or line.text in ("TT", "STT")
        ):
            break
        if ends_sentence(line.text) or len(line.text) > 250:
            break
        kinds[i] = BlockKind.TITLE
        i += 1
    return i
