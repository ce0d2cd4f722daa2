"""typo, terminology: doubled words, words that are spelt in two ways, one of them wrong.

Only what a reader accepts at once: a function word written twice, a known misspelling, an
opening repeated inside its own quotes. Tone marks placed in two ways are one grouped remark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.checking.content import word_set
from assistant.checking.finding import Finding, Severity, doubted, softened, unique
from corpus.model import BlockKind, Place, Report
from corpus.text import fold, same_tone

# Words that never follow themselves; "dần dần", "xanh xanh", "ngày ngày" are real words.
_ONCE = word_set(
    "số của các và là về trong tại cho được theo với đã để từ do những này có trên khi nhằm"
    " đến bằng hoặc cũng không việc thực hiện ban hành tỉnh quy định kế hoạch"
)
_DOUBLED = re.compile(r"(?<![\w-])(\w+) \1(?![\w-])", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"(?<!\w)ngày ngày (?=\d)", re.IGNORECASE)
_DOUBLED_HEAD = re.compile(
    r"(?<!\w)(đề tài|dự án|đề án|nhiệm vụ|kế hoạch|chương trình) ?[“\"(:] ?\1(?!\w)", re.IGNORECASE
)
_DOUBLED_TITLE = re.compile(
    r"(?<!\w)((?:kế hoạch|quy chế|quy định|đề án|chương trình|quyết định)(?: hành động)?)"
    r" ban hành \1(?!\w)",
    re.IGNORECASE,
)
# Wrong and right, as the dictionaries of the ministry and the press have them.
_MISSPELT = {
    "sát nhập": "sáp nhập",
    "sơ xuất": "sơ suất",
    "bổ xung": "bổ sung",
    "xuất sắt": "xuất sắc",
    "trãi nghiệm": "trải nghiệm",
    "cấm kị": "cấm kỵ",
    "chỉnh chu": "chỉn chu",
    "khắt phục": "khắc phục",
    "thăm quan": "tham quan",
    "đọc giả": "độc giả",
    "khoán sản": "khoáng sản",
    "sáng lạng": "xán lạn",
    "câu truyện": "câu chuyện",
    "vô hình chung": "vô hình trung",
    "thủ tục hành chánh": "thủ tục hành chính",
    "hổ trợ": "hỗ trợ",
    "kỷ thuật": "kỹ thuật",
    "kỹ luật": "kỷ luật",
    "chuyễn đổi": "chuyển đổi",
}
_ANY_MISSPELT = re.compile(rf"(?<!\w)(?:{'|'.join(_MISSPELT)})(?!\w)", re.IGNORECASE)
_PLAIN_KINDS = frozenset(BlockKind) - {BlockKind.SIGNATURE, BlockKind.HEADER}


def wording_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return slips of the pen and misspellings; a scan is left alone, OCR makes its own."""
    findings: list[Finding] = []
    for report in reports:
        findings.extend(softened(finding, [report]) for finding in _cut_years(report))
        if not doubted(report):
            findings.extend(_doubled(report))
            findings.extend(_misspelt(report))
            findings.extend(_tones(report))
    return findings


def _doubled(report: Report) -> Iterator[Finding]:
    seen: dict[str, list[Place]] = defaultdict(list)
    twice: dict[str, str] = {}
    for index, block in enumerate(report.blocks):
        if block.kind not in _PLAIN_KINDS or block.kind is BlockKind.TABLE:
            continue
        for pattern in (_DOUBLED, _BEFORE_DATE, _DOUBLED_HEAD, _DOUBLED_TITLE):
            for match in pattern.finditer(block.text):
                words = match.group().strip()
                if pattern is not _DOUBLED or match[1].lower() in _ONCE:
                    place = report.place(index, match.start(), match.start() + len(words))
                    seen[words.lower()].append(place)
                    twice[words.lower()] = match[1] if match.groups() else words.split()[0]
    for words, places in seen.items():
        yield Finding(
            kind="typo" if '"' not in words and "“" not in words else "duplicate_item",
            severity=Severity.WARNING,
            certainty=0.93,
            explanation=f"Từ lặp: “{words}”.",
            values=(words,),
            evidence=unique(places),
            suggestion=f"Bỏ từ lặp “{twice[words].lower()}”",
        )


# "đợt 2 năm." and "quý III năm;" lack their year; "trong 2 năm." does not.
_CUT_YEAR = re.compile(r"\b(?:dot|quy|thang)\s+(?:\d{1,2}|[ivx]{1,4})\s+nam(?=\s*[.;,)]|\s*$)")


def _cut_years(report: Report) -> Iterator[Finding]:
    for index, block in enumerate(report.blocks):
        for match in _CUT_YEAR.finditer(fold(block.text)):
            words = block.text[slice(*match.span())]
            yield Finding(
                kind="typo",
                severity=Severity.WARNING,
                certainty=0.85,
                explanation=f"Thiếu số năm sau “{words}”.",
                values=(words,),
                evidence=(report.place(index, *match.span()),),
            )


def _misspelt(report: Report) -> Iterator[Finding]:
    seen: dict[str, list[Place]] = defaultdict(list)
    for index, block in enumerate(report.blocks):
        for match in _ANY_MISSPELT.finditer(block.text):
            seen[match.group().lower()].append(report.place(index, *match.span()))
    for wrong, places in seen.items():
        times = f" ({len(places)} lần)" if len(places) > 1 else ""
        right = _MISSPELT[wrong]
        yield Finding(
            kind="terminology" if wrong == "sát nhập" else "typo",
            severity=Severity.WARNING,
            certainty=0.9,
            explanation=f"“{wrong}” viết sai{times}, đúng là “{right}”.",
            values=(wrong, right),
            evidence=unique(places),
            suggestion=f"Sửa thành “{right}”",
        )


# Open syllables in oa, oe, uy: the only ones whose mark has two customs.
_TWO_CUSTOMS = re.compile(
    r"(?<!\w)(?!qu)\w*?(?:o[àáảãạèéẻẽẹ]|[òóỏõọ][ae]|u[ỳýỷỹỵ]|[ùúủũụ]y)(?!\w)", re.IGNORECASE
)


def _tones(report: Report) -> Iterator[Finding]:
    """One remark for all words whose tone mark stands in two places: hoá and hóa."""
    forms: dict[str, dict[str, Place]] = defaultdict(dict)
    for index, block in enumerate(report.blocks):
        for match in _TWO_CUSTOMS.finditer(block.text):
            word = match.group().lower()
            found = forms[same_tone(word)]
            if word not in found:
                found[word] = report.place(index, *match.span())
    mixed = [found for found in forms.values() if len(found) > 1]
    if mixed:
        pairs = ["/".join(sorted(found)) for found in mixed]
        yield Finding(
            kind="terminology",
            severity=Severity.INFO,
            certainty=0.5,
            explanation=f"Đặt dấu thanh không thống nhất: {', '.join(pairs[:8])}.",
            values=tuple(pairs[:8]),
            evidence=unique(place for found in mixed for place in found.values()),
        )
