"""typo, terminology: doubled words, words that are spelt in two ways, one of them wrong.

Only what a reader accepts at once: a function word written twice, a known misspelling, an
opening repeated inside its own quotes. Tone marks placed in two ways are one grouped remark.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from assistant.checking.content import word_set
from assistant.checking.finding import Finding, Severity, doubted, unique
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
_PATTERNS = {wrong: re.compile(rf"(?<!\w){wrong}(?!\w)", re.IGNORECASE) for wrong in _MISSPELT}
_PLAIN_KINDS = frozenset(BlockKind) - {BlockKind.SIGNATURE, BlockKind.HEADER}


def wording_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return slips of the pen and misspellings; a scan is left alone, OCR makes its own."""
    findings: list[Finding] = []
    for report in reports:
        if not doubted(report):
            findings.extend(_doubled(report))
            findings.extend(_misspelt(report))
            findings.extend(_tones(report))
    return findings


def _doubled(report: Report) -> Iterator[Finding]:
    seen: dict[str, list[Place]] = defaultdict(list)
    for index, block in enumerate(report.blocks):
        if block.kind not in _PLAIN_KINDS or block.kind is BlockKind.TABLE:
            continue
        for pattern in (_DOUBLED, _BEFORE_DATE, _DOUBLED_HEAD):
            for match in pattern.finditer(block.text):
                words = match.group().strip()
                if pattern is not _DOUBLED or match[1].lower() in _ONCE:
                    place = report.place(index, match.start(), match.start() + len(words))
                    seen[words.lower()].append(place)
    for words, places in seen.items():
        once = words.split()[0]
        yield Finding(
            kind="typo" if '"' not in words and "“" not in words else "duplicate_item",
            severity=Severity.WARNING,
            certainty=0.93,
            explanation=f"Từ lặp: “{words}”.",
            values=(words,),
            evidence=unique(places),
            suggestion=f"Bỏ từ lặp “{once}”",
        )


def _misspelt(report: Report) -> Iterator[Finding]:
    for wrong, right in _MISSPELT.items():
        places = [
            report.place(index, *match.span())
            for index, block in enumerate(report.blocks)
            for match in _PATTERNS[wrong].finditer(block.text)
        ]
        if places:
            times = f" ({len(places)} lần)" if len(places) > 1 else ""
            yield Finding(
                kind="terminology" if wrong == "sát nhập" else "typo",
                severity=Severity.WARNING,
                certainty=0.9,
                explanation=f"“{wrong}” viết sai{times}, đúng là “{right}”.",
                values=(wrong, right),
                evidence=unique(places),
                suggestion=f"Sửa thành “{right}”",
            )


_SYLLABLE = re.compile(r"[^\W\d_]+")


def _tones(report: Report) -> Iterator[Finding]:
    """One remark for all words whose tone mark stands in two places: hoá and hóa."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Place] = {}
    for index, block in enumerate(report.blocks):
        for match in _SYLLABLE.finditer(block.text):
            word = match.group().lower()
            if len(fold(word)) > 1 and word not in first:
                moved = same_tone(word)
                if moved != word or moved in forms:
                    first[word] = report.place(index, *match.span())
            forms[same_tone(word)][word] += 1
    mixed = {base: found for base, found in forms.items() if len(found) > 1}
    if mixed:
        pairs = ["/".join(sorted(found)) for found in mixed.values()]
        shown = [first[word] for found in mixed.values() for word in found if word in first]
        if shown:
            yield Finding(
                kind="terminology",
                severity=Severity.INFO,
                certainty=0.5,
                explanation=f"Đặt dấu thanh không thống nhất: {', '.join(pairs[:8])}.",
                values=tuple(pairs[:8]),
                evidence=unique(shown),
            )
