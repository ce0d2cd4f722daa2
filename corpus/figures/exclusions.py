"""Digits that are no figures: dates, periods, document numbers, names, times, numbering.

The patterns run over `corpus.text.fold` of the text, so that damaged and unaccented text is
covered; where capitals matter they run over the text without its diacritics.
"""

from __future__ import annotations

import re

from corpus.figures.nouns import unit_at
from corpus.text import fold, strip_marks

_DAY_MONTH_YEAR = r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,5}"
_MONTH_YEAR = r"\d{1,2}\s?[/\-]\s?(?:19|20)\d{2,3}"
# OCR leaves little of "năm" but its ends: nim, ndm, niam.
_YEAR_WORD = r"n[a-z]{1,3}m"
_PERIODS = "dau|cuoi|giua|gan|qua|toi|tiep"

_WHOLE = r"(?![\d]|[.,]\d|\s*%)"  # the number ends here and is no percentage

# Over the folded text.
_FOLDED = re.compile(
    "|".join(
        (
            rf"(?<![\d,])(?<!\d\.){_DAY_MONTH_YEAR}(?!\d)",
            rf"(?<!\d){_MONTH_YEAR}(?!\d)",
            r"(?<!\w)nga?y\s+\d{1,2}(?:\s*(?:/|-|thang)\s*\d{1,2})?"
            r"(?:\s*(?:/|-|nam)\s*\d{2,5})?(?!\d)",
            rf"(?<!\w)thang\s+\d{{1,2}}(?:(?:\s*[,-]\s*|\s+va\s+)\d{{1,2}})*"
            rf"(?:\s*(?:/|-|{_YEAR_WORD})\s*\d{{2,5}})?(?!\d)",
            rf"(?<!\w)(?:{_YEAR_WORD}(?:\s+hoc)?|nien khoa)\s+\d{{4}}"
            r"(?:\s*(?:-|–|,|va|den)\s*(?:nam\s+)?\d{3,4})*(?!\d)",
            r"(?<!\d)(?:19|20)\d{2}\s?(?:-|–|÷|/)\s?(?:(?:19|20)\d{2}|\d{2,3})(?!\d)",
            r"\(\s*\d{1,2}/\d{1,2}(?:/\d{2,4})?\s*\)",
            # periods and lengths of time
            rf"(?<!\w)\d{{1,2}}\s+(?:thang|quy|tuan|ngay|nam)\s+(?:{_PERIODS})(?!\w)",
            r"(?<![\w.,])\d{1,3}\s+(?:thang|ngay)(?!\w)",
            r"(?<![\w.,])\d{1,2}\s*(?:gio|h|g)\s*\d{0,2}(?:\s*(?:phut|p))?(?!\w)",
            r"(?<!\d)\d{1,2}:\d{2}(?!\d)|(?<!\d)24/7(?!\d)",
            # levels of government: "02 cấp" is a model, "05 cấp cơ sở" counts tasks
            r"(?:chinh quyen(?: dia phuong)?|cqdp|mo hinh|to chuc)\s+(?:\d{1,2}|hai|ba)\s+cap\b",
            r"(?<!\w)(?:0?[23]|hai|ba)\s+cap(?!\s+(?:co so|tinh|bo|nha nuoc|huyen|xa)\b)(?!\w)",
            # editions, roads, places in a row
            rf"(?<!\w)(?:lan thu|phien ban|version|ky hop(?: thu)?|nhiem ky|the he|quoc lo|tinh lo"
            rf"|duong tinh|ql|tl|bieu so|so nha)\s+\d+(?:\.\d+)?[a-z]?(?!\w){_WHOLE}",
            rf"(?<!\w)(?:de an|nghi quyet|chi thi)\s+(?:so\s+)?\d{{1,4}}(?![\d/]){_WHOLE}",
            r"(?<!\w)[1-5](?:\s*[-–]\s*[1-5])?\s+sao(?!\w)",  # ranks of products and hotels
            r"(?<![a-z])s[6o0]\d?\s+\d+\s?[/\-][a-z]",
            # standards, addresses, telephone and other long numbers
            r"(?<!\w)(?:iso|iec|tcvn|qcvn|astm|haccp|gmp|ipv|covid|cov|sars|windows|office)"
            r"(?:\s*[/-]?\s*(?:iso|iec|ts|tr|en|bnnptnt))*\s*-?\s*\d+(?:\s*[:/.\-]\s*\d+)*",
            r"(?:https?://|www\.)\S+|(?<!\S)\S{1,80}@\S{1,200}\.\S+",
            r"(?<![\d.,])0\d{3,}(?:[.\s]\d{3,})*(?!\d)|(?<![\d.,])\d{9,}(?!\d)",
            r"(?<!\d)0\d{2,3}[.\s-]\d{3,4}[.\s-]\d{3,4}(?!\d)",
            r"(?<!\w)1[89]00\s?\d{4}(?!\d)|(?<!\w)(?:tong dai|duong day nong|hotline|dau so"
            r"|(?:cap cuu|canh sat|cuu hoa)(?=\s+11\d))\s*:?\s*\d[\d.]*(?!\d)",
            # numbering inside a sentence
            r"(?<!mot )(?<!hai )(?<!ba )(?<!bon )(?<!nam )(?<!sau )(?<!bay )(?<!tam )(?<!chin )"
            r"(?<!muoi )\(\s*\d{1,2}\s*\)|(?:^|(?<=[;:.,]\s))\d{1,2}\)",
            r"(?:^|(?<=[.;:]\s))\d{1,2}(?:\.\d{1,2})*\.(?=\s)",
        )
    )
)
# Over the lower-case text: words that say something else without their diacritics
# (thứ/thu, số/so, mục/mức, điểm/diễm, bảng/bằng).
_ACCENTED = re.compile(
    "|".join(
        (
            r"(?<!mô )(?<!loại )(?<!truyền )(?<!tình )(?<!đại )(?<!tiêu )(?<!địa )(?<!\w)"
            r"(?:thứ|lần thứ|khoá|khóa|đợt|lần|bảng|hình|biểu|tết|quý|tuần)\s+(?:số\s+)?\d+"
            rf"(?:/\d{{4}})?[a-z]?(?!\w){_WHOLE}",
            rf"(?<!tổng )(?<!trong )(?<!\w)số\s*:?\s*\d+(?:\s*[/,]\s*\d+)*{_WHOLE}",
            r"(?<!danh )(?<!chi )(?<!hạng )(?<!chuyên )(?<!tài )(?<!địa )(?<!thời )(?<!đặc )"
            r"(?<!thành )(?<!cổ )(?<!trọng )(?<!quan )(?<!ưu )(?<!nhược )(?<!ấn )(?<!\w)"
            r"(?:điều|khoản|điểm|mục|chương|phần|phụ lục|tiết|tiểu mục|mẫu số|mẫu biểu)\s+"
            rf"\d+(?:\.\d+)*[a-zđ]?(?:\s*(?:,|và|đến)\s*(?:điều|khoản|điểm|mục)\s*\d+)*"
            rf"(?!\w){_WHOLE}",
        )
    )
)
_ACTS = (
    "Quyet dinh|Nghi quyet|Ke hoach|Cong van|Chi thi|To trinh|Nghi dinh|Thong tu|Luat|De an|Du an"
    "|Chuong trinh|Quy che|QD|NQ|KH|CV|CT|TB|KL|TTr|ND|TT|DA|BC"
)
# Names of acts that are verbs as well: "Hướng dẫn 09 cơ sở" counts.
_ACTS_OR_VERBS = "Thong bao|Ket luan|Bao cao|Quy dinh|Huong dan|Van ban"
# Over the text without diacritics, capitals kept.
_CAPITALS = re.compile(
    "|".join(
        (
            # 14/2022/TT-BTTTT, 57-NQ/TW, 1085/SKHCN-QLCN; a letter that follows is part of it
            r"(?<!\d)\d+[a-z]?\s?(?:/\s?\d{4}\s?)?(?:/|-)\s?[A-Z][\w&]*(?:\s?[-–/.]\s?[A-Z][\w&]*)*",
            rf"(?<!\w)(?:{_ACTS})(?:\s+so)?\s*:?\s+\d+(?:[/-]\d+)*(?![\d.,]*[\d%])",
            rf"(?<!\w)(?:{_ACTS_OR_VERBS})(?:\s+so)?\s*:?\s+\d+(?=\s*(?:[,;.)]|$|ngay|nam|cua))",
            r"(?<!\w)(?=\w*[A-Za-z])(?=\w*\d)[A-Z]\w*",  # VNT19, QNg6
            r"(?<!\w)\d{1,2}G(?!\w)",
            r"(?<!\w)[A-Z]{2,4}\.\d+[A-Za-z]?(?!\w)",  # roads: ĐT.624, ĐH.12
            r"(?<!\w)[A-Z]{2,}[A-Za-z]*-\d+(?:\.\d+)*",  # NQ-57, COVID-19
        )
    )
)
_SLOGAN = re.compile(
    r"(?<!\w)(?:\d|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s+[a-z]+\s+"
    r"(?:\d|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s+[a-z]+(?!\w)"
)
_QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"|‘[^’]{1,200}’")


def excluded_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` whose digits are no figures, in reading order.

    Spans may overlap. The digits of "02 lớp" in "khóa 02 lớp" are the caller's to judge: only
    what can be told from the words around the number is here.
    """
    folded, plain = fold(text), strip_marks(text)
    spans = [m.span() for m in _FOLDED.finditer(folded)]
    lower = text.lower()
    if len(lower) == len(text):
        spans += [m.span() for m in _ACCENTED.finditer(lower)]
    spans += [m.span() for m in _CAPITALS.finditer(plain)]
    spans += [m.span() for m in _SLOGAN.finditer(folded) if _is_slogan(text[m.start() : m.end()])]
    spans.sort()
    return spans


def _is_slogan(words: str) -> bool:
    """Tell the name "3 giảm 3 tăng" from the figures "02 lớp 40 người" and "3 và 5 kg"."""
    first, second, third, fourth = fold(words).split()
    known = {"va", "den", "hoac", "tren", "trong", "voi"}
    if second in known or "0" in (first[0], third[0]):
        return False
    return unit_at(words.split()[1], 0) is None or unit_at(fourth, 0, damaged=True) is None


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks: titles, whose numbers are seldom figures."""
    return [m.span() for m in _QUOTED.finditer(text)]
