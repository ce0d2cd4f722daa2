"""unit_place_name: one firm under two names, one of them with words left out.

"Công ty TNHH Vận tải An Phúc Khang" and "Công ty TNHH An Phúc Khang" in one report are hardly
two firms: the own name, three syllables or more, is the same, and the shorter name has nothing
that the longer one lacks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding, Severity, softened, unique
from corpus.model import Place, Report
from corpus.text import fold

_FIRM = re.compile(
    r"(?:Công ty|Tổng công ty|Hợp tác xã|Doanh nghiệp tư nhân)\s+([^;,.:()“”\"\d\n]+)"
)
_SMALL = 2  # words without a capital that may stand inside a name: "Dịch vụ vận tải An Khang"
_FORM = re.compile(
    r"^(?:tnhh|trach nhiem huu han|co phan|cp|mtv|mot thanh vien|hai thanh vien|htx)\s+"
)
_OWN = 3  # syllables at the end that make an own name


def name_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return firms that one report names in two ways."""
    return [finding for report in reports for finding in _of_report(report)]


def _of_report(report: Report) -> Iterator[Finding]:
    firms: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for index, block in enumerate(report.blocks):
        for start, words, end in _named(block.text):
            syllables = _syllables(words)
            if len(syllables) >= _OWN:
                firms[syllables].append(report.place(index, start, end))
    by_own: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for name in firms:
        by_own[name[-_OWN:]].append(name)
    for names in by_own.values():
        shortest = min(names, key=len)
        others = [n for n in names if n != shortest and _holds(n, shortest)]
        if others:
            yield _finding(report, [firms[n] for n in (shortest, *others)])


def _named(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield the firms of a text: where each begins, its name without the word, where it ends."""
    at = 0
    while match := _FIRM.search(text, at):
        at = match.start(1) + _length(match[1])
        yield match.start(), text[match.start(1) : at], at


def _length(words: str) -> int:
    """Return how many characters belong to the name: up to its last word with a capital."""
    end, small = 0, 0
    for match in re.finditer(r"\S+", words):
        if match.group()[0].isupper():
            if small and match.group() == "Công":
                break  # "… và Công ty …"
            end, small = match.end(), 0
        else:
            small += 1
            if small > _SMALL:
                break
    return end


def _syllables(words: str) -> tuple[str, ...]:
    """Return the syllables of a firm's name without its legal form."""
    plain = " ".join(re.findall(r"\w+", fold(words)))
    while True:
        shorter = _FORM.sub("", plain)
        if shorter == plain:
            return tuple(plain.split())
        plain = shorter


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _finding(report: Report, places: Sequence[Sequence[Place]]) -> Finding:
    said = [" ".join(group[0].text.split()) for group in places]
    finding = Finding(
        kind="unit_place_name",
        severity=Severity.WARNING,
        certainty=0.6,
        explanation=f"Có thể là một đơn vị nhưng tên ghi khác nhau: {'; '.join(said)}.",
        values=tuple(said),
        evidence=unique(place for group in places for place in group[:2]),
    )
    return softened(finding, [report])
