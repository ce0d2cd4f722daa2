"""duplicate_item, numbering_order: a document twice in one list, a passage copied, broken order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from rapidfuzz import fuzz

from assistant.checking.content import content_words
from assistant.checking.finding import Finding, Severity, doubted, softened, unique
from corpus.model import Block, BlockKind, Citation, Place, Report, Section, walk
from corpus.text import fold

_MARKER = re.compile(r"\((\d{1,2})\)")
# A list item begins with the document: after a separator come only its type and "số".
_ITEM_LEAD = re.compile(
    r"(?:^|[;:,(]|\bva)\s*(?:\(\d{1,2}\)\s*|\d{1,2}\.\s*)?(?:cac\s+)?(?:[a-z]+\s+){0,4}?(?:so\s*)?$"
)
_LONG = 60  # characters of a block that is worth comparing
_COPY = 88.0  # likeness in percent from which a block is a copy
_SHINGLE = 3
_ITEM = 7  # words of an item that hardly begins another one by chance
_NUMBERED = re.compile(r"\d[-/][^\W\d_]")


def repeat_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return documents listed twice, copied passages and broken numbering."""
    findings: list[Finding] = []
    for report in reports:
        findings.extend(_listed_twice(report))
        findings.extend(_items_twice(report))
        findings.extend(_copied(report))
        findings.extend(_enumerations(report))
        findings.extend(_headings(report))
        findings.extend(_numbered_items(report))
    return findings


def _listed_twice(report: Report) -> Iterator[Finding]:
    """One block lists the same document, date and title twice."""
    seen: dict[tuple[int, str, str], list[Citation]] = defaultdict(list)
    for cited in report.citations:
        block = report.blocks[cited.block]
        lead = fold(block.text[max(0, cited.span[0] - 40) : cited.span[0]])
        if cited.date is not None and _ITEM_LEAD.search(lead):
            seen[cited.block, cited.number, cited.date.isoformat()].append(cited)
    for (index, number, _), cited_twice in seen.items():
        text = report.blocks[index].text
        titles = [tuple(content_words(text[c.span[1] : c.span[1] + 90])[:5]) for c in cited_twice]
        if len(cited_twice) > 1 and len(titles[0]) >= 3 and len(set(titles)) < len(titles):
            finding = Finding(
                kind="duplicate_item",
                severity=Severity.ERROR,
                certainty=0.95,
                explanation=f"Cùng một danh sách nêu {number} {len(cited_twice)} lần.",
                values=(number,),
                evidence=unique(report.place(index, *c.span) for c in cited_twice),
                suggestion="Bỏ lần nêu thừa",
            )
            yield softened(finding, [report])


def _items_twice(report: Report) -> Iterator[Finding]:
    """One list has an item that another one repeats, alone or with "và …" after it."""
    for index, block in enumerate(report.blocks):
        if block.text.count(";") < 2:
            continue
        first = block.text.find(": ", 0, block.text.find(";")) + 1  # "Tham mưu ban hành: …"
        cuts = [first, *(m.end() for m in re.finditer(";", block.text)), len(block.text)]
        spans = [_trimmed(block.text, a, b) for a, b in pairwise(cuts)]
        items = [(span, re.findall(r"\w+", fold(block.text[slice(*span)]))) for span in spans]
        for (one, short), (two, long) in permutations(items, 2):
            same = len(short) >= _ITEM and long[: len(short)] == short
            if not same or (len(long) > len(short) and long[len(short)] != "va"):
                continue
            cited = _NUMBERED.search(block.text[slice(*one)])  # then see `_listed_twice`
            if not cited and (short != long or one > two):
                yield softened(_twice(report, index, one, two), [report])
                break


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of an item without the spaces, numbers and signs around it."""
    match = re.compile(r"[\s(\d).;,-]*").match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1] in " ;.,":
        end -= 1
    return start, end


def _twice(report: Report, index: int, one: tuple[int, int], two: tuple[int, int]) -> Finding:
    words = report.blocks[index].text[slice(*one)]
    return Finding(
        kind="duplicate_item",
        severity=Severity.WARNING,
        certainty=0.7,
        explanation=f"Cùng một danh sách nêu hai lần: “{words}”.",
        values=(words,),
        evidence=unique(
            report.place(index, *span) for span in sorted((one, two)) if span[0] < span[1]
        ),
        suggestion="Bỏ lần nêu thừa",
    )


def _copied(report: Report) -> Iterator[Finding]:
    """Two or more neighbouring blocks that stand again, word for word, in another section."""
    pairs = sorted(_twins(report))
    taken: set[int] = set()
    for left, right in pairs:
        run = [(left, right)]
        while (run[-1][0] + 1, run[-1][1] + 1) in set(pairs):
            run.append((run[-1][0] + 1, run[-1][1] + 1))
        if len(run) < 2 or left in taken:
            continue
        taken.update(i for i, _ in run)
        places = [
            report.place(i, 0, len(report.blocks[i].text))
            for side in zip(*run, strict=True)
            for i in side
        ]
        yield Finding(
            kind="duplicate_item",
            severity=Severity.WARNING,
            certainty=0.85,
            explanation=(
                f"{len(run)} đoạn từ dòng {places[0].line} được chép lại ở dòng"
                f" {places[len(run)].line}."
            ),
            values=(float(places[0].line), float(places[len(run)].line)),
            evidence=unique(places),
        )


def _twins(report: Report) -> set[tuple[int, int]]:
    """Return pairs of long blocks with nearly the same text, by shared runs of words."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    texts: dict[int, str] = {}
    for i, block in enumerate(report.blocks):
        if _comparable(block):
            texts[i] = fold(block.text)
            words = texts[i].split()
            for at in range(len(words) - _SHINGLE + 1):
                index[tuple(words[at : at + _SHINGLE])].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for members in index.values():
        once = sorted(set(members))
        if len(once) <= 4:
            shared.update((a, b) for k, a in enumerate(once) for b in once[k + 1 :])
    return {
        (a, b)
        for (a, b), count in shared.items()
        if count >= 3
        and abs(len(texts[a]) - len(texts[b])) <= 0.15 * len(texts[a])
        and fuzz.ratio(texts[a], texts[b]) >= _COPY
    }


def _comparable(block: Block) -> bool:
    return len(block.text) >= _LONG and block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)


def _enumerations(report: Report) -> Iterator[Finding]:
    """(1) (2) (4): a step is missing or comes twice; or an item that no separator ends."""
    if doubted(report):
        return
    for index, block in enumerate(report.blocks):
        markers = list(_MARKER.finditer(block.text))
        numbers = [int(m[1]) for m in markers]
        if len(numbers) < 3 or numbers[0] != 1 or 1 in numbers[1:]:
            continue
        bare = [m for m in markers[1:] if not _separated(block.text, m.start())]
        broken = [
            m for m, before in zip(markers[1:], numbers, strict=False) if int(m[1]) != before + 1
        ]
        if broken or (bare and len(bare) == 1):
            at = (broken or bare)[0]
            order = " ".join(f"({n})" for n in numbers)
            why = "nhảy số" if broken else "thiếu dấu ngắt trước"
            yield Finding(
                kind="numbering_order",
                severity=Severity.WARNING,
                certainty=0.8,
                explanation=f"Đánh số liệt kê {why} ({at[1]}): {order}.",
                values=tuple(float(n) for n in numbers),
                evidence=(report.place(index, 0, len(block.text)),),
            )


def _separated(text: str, at: int) -> bool:
    lead = text[:at].rstrip()
    return lead[-1:] in ';,.:-–“"' or lead.endswith((" và", " là"))


def _headings(report: Report) -> Iterator[Finding]:
    """Sibling headings whose numbers do not follow: 1, 2, 2 or 3, 1, 2."""
    if doubted(report):
        return
    groups = [report.sections, *(section.children for section in walk(report.sections))]
    for section in walk(report.sections):
        yield from _same_style(section)
    for siblings in groups:
        numbers = [(s, _arabic(s)) for s in siblings]
        previous: Section | None = None
        last = 0
        for section, value in numbers:
            if value is None:
                continue
            if previous is not None and value not in (last + 1, 1):
                yield _out_of_order(previous, section)
            previous, last = section, value


_ITEM_NUMBER = re.compile(r"(\d{1,2})\.?")


def _numbered_items(report: Report) -> Iterator[Finding]:
    """Items numbered 1, 2, 1, 3 or 1, 2, 2, 3: one is wrong, the ones around it are right."""
    if doubted(report):
        return
    runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for index, block in enumerate(report.blocks):
        match = _ITEM_NUMBER.fullmatch(block.label.strip())
        if match and block.kind is BlockKind.BULLET:
            runs[block.path].append((index, int(match[1])))
    for items in runs.values():
        for (first, one), (odd, number), (last, two) in zip(
            items, items[1:], items[2:], strict=False
        ):
            if one >= 2 and number in (1, one) and two == one + 1:
                places = [_opening(report, index) for index in (odd, first, last)]
                yield Finding(
                    kind="numbering_order",
                    severity=Severity.WARNING,
                    certainty=0.7,
                    explanation=(
                        f"Các mục đánh số {one}, {number}, {two}: số {number} không đúng thứ tự."
                    ),
                    values=(float(one), float(number), float(two)),
                    evidence=unique(places),
                )


def _opening(report: Report, index: int) -> Place:
    """Return the first words of a block, with its number where that stands before them."""
    place = report.place(index, 0, min(60, len(report.blocks[index].text)))
    start = report.line_starts[place.line - 1]
    lead = report.text[start : place.start]
    return report.locate(start + len(lead) - len(lead.lstrip()), place.end)


def _same_style(parent: Section) -> Iterator[Finding]:
    """Sub-headings numbered 1., 2. under a heading that is itself "3."."""
    style = re.compile(r"\d{1,2}\.?")
    if not style.fullmatch(parent.number.strip()) or len(parent.children) < 2:
        return
    if all(style.fullmatch(child.number.strip()) for child in parent.children):
        numbers = ", ".join(child.number for child in parent.children)
        yield Finding(
            kind="numbering_order",
            severity=Severity.WARNING,
            certainty=0.75,
            explanation=f"Tiểu mục của mục {parent.number} lại đánh số {numbers} cùng kiểu với nó.",
            values=(parent.number, *(child.number for child in parent.children)),
            evidence=(parent.place, *(child.place for child in parent.children)),
        )


def _arabic(section: Section) -> int | None:
    match = re.fullmatch(r"(?:\d+\.)*(\d+)\.?", section.number.strip())
    return int(match[1]) if match else None


def _out_of_order(previous: Section, section: Section) -> Finding:
    return Finding(
        kind="numbering_order",
        severity=Severity.WARNING,
        certainty=0.75,
        explanation=f"Sau mục {previous.number} là mục {section.number}: thứ tự đánh số bị nhảy.",
        values=(previous.number, section.number),
        evidence=(section.place, previous.place),
    )
