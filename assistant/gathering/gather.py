"""From an outline and the answers of units to one table for each heading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.drafting.outline import Heading, Outline, for_localities
from assistant.gathering.matching import Matcher
from assistant.gathering.offices import name_of, same_unit, unit_key
from assistant.gathering.record import (
    Answer,
    Excerpt,
    Gathering,
    HeadingSummary,
    State,
    Submission,
    Unplaced,
)
from assistant.gathering.sums import Told, sums_of
from corpus.model import Block, BlockKind, Report
from corpus.text import fold, squeeze

_SPOKEN = frozenset((BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE, BlockKind.TABLE))
_TELLING = 18  # words; a heading of more holds the answer itself
_NOTHING = re.compile(
    r"\W*(?:khong|chua|hien chua)"
    r"(?:\W+(?:co|phat sinh|trien khai|thuc hien|to chuc|ban hanh)\b.*)?\W*"
    r"|.*\b(?:khong|chua) (?:co so lieu|phat sinh|co noi dung|co phat sinh)\b.*"
)
_LOCAL = re.compile(r"(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|uy ban nhan)\b")
_BRIEF = 25  # words; a longer answer says something besides "không có"
_DOTS = re.compile(r"[\s.…_·,;:-]*")


@dataclass
class _Said:
    """What one answer holds under one heading."""

    blocks: list[int] = field(default_factory=list)
    heading: str = ""
    remark: str = ""


@dataclass
class _Read:
    """An answer sorted by the headings of the outline."""

    unit: str
    report: Report
    under: dict[str, _Said]
    loose: dict[tuple[str, ...], list[int]]


def gather(
    outline: Outline,
    reports: Sequence[Report],
    expected: Sequence[str] = (),
    *,
    groups: Sequence[str] = (),
    only_answers: bool = False,
) -> Gathering:
    """Return what the units of `reports` answered to `outline`, and the sums.

    `expected` are the units asked; `groups` are recipients that name nobody ("Các sở, ban,
    ngành"). With `only_answers` a report that fits no two headings is no answer and is left out.
    """
    matcher = Matcher(outline)
    enough = min(2, sum(1 for _ in outline.walk()))
    read = [_sorted(report, matcher) for report in reports if report.doc != outline.doc]
    others = [one for one in read if only_answers and len(one.under) < enough]
    answers = [one for one in read if one not in others]
    _name(answers, expected)
    newest, replaced = _newest(answers)
    newest.sort(key=lambda one: _order(one.unit, expected))
    missing = tuple(name for name in expected if not any(name == one.unit for one in newest))
    return Gathering(
        title=outline.title,
        period=outline.period,
        submissions=tuple(_submission(one, replaced, expected) for one in newest),
        expected=tuple(expected),
        missing=missing,
        headings=tuple(_headings(outline, newest, missing)),
        unplaced=tuple(piece for one in newest for piece in _unplaced(one)),
        others=tuple(one.report.doc for one in others),
        remarks=tuple(_remarks(newest, expected, groups, replaced)),
    )


def _sorted(report: Report, matcher: Matcher) -> _Read:
    """Return the blocks of an answer under the headings they belong to."""
    owners = {note.block: note.from_block for note in report.footnotes}
    read = _Read(name_of(report), report, {}, defaultdict(list))
    for number, block in enumerate(report.blocks):
        path = _path(report, block, owners.get(number))
        if block.kind is BlockKind.HEADING:
            _note_heading(read, matcher, path)
        if path and _speaks(block):
            _put(read, matcher, path, number)
    return read


def _path(report: Report, block: Block, owner: int | None) -> tuple[str, ...]:
    if owner is not None:
        return report.blocks[owner].path  # a footnote belongs to its sentence
    if block.kind is BlockKind.HEADING:
        return (*block.path, f"{block.label} {block.text}".strip())
    return block.path


def _speaks(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return len(block.text.split()) > _TELLING
    return block.kind in _SPOKEN and not _DOTS.fullmatch(block.text)


def _note_heading(read: _Read, matcher: Matcher, path: tuple[str, ...]) -> None:
    """Remember that an answer has the heading, even with nothing below it."""
    match = matcher.match(path)
    if match is not None:
        said = read.under.setdefault(match.path, _Said())
        if not said.heading:
            said.heading, said.remark = squeeze(path[-1]), match.remark


def _put(read: _Read, matcher: Matcher, path: tuple[str, ...], number: int) -> None:
    match = matcher.match(path)
    if match is None:
        read.loose[path].append(number)
        return
    said = read.under.setdefault(match.path, _Said())
    said.blocks.append(number)
    if not said.heading:
        said.heading, said.remark = squeeze(path[-1]), match.remark


def _name(answers: Iterable[_Read], expected: Sequence[str]) -> None:
    """Give answers the names of the list, so that each unit has one name."""
    exact = {unit_key(name): name for name in reversed(expected)}
    for one in answers:
        first = exact.get(unit_key(one.unit))
        if first is not None and same_unit(one.unit, first):
            one.unit = first
            continue
        one.unit = next((name for name in expected if same_unit(one.unit, name)), one.unit)


def _newest(answers: Sequence[_Read]) -> tuple[list[_Read], dict[str, list[_Read]]]:
    """Return the newest answer of each unit, and by its file name the ones it replaces."""
    groups: list[list[_Read]] = []
    by_key: dict[str, list[list[_Read]]] = defaultdict(list)
    for one in answers:
        key = unit_key(one.unit)
        home = next((g for g in by_key[key] if same_unit(g[0].unit, one.unit)), None)
        if home is None:
            home = []
            groups.append(home)
            by_key[key].append(home)
        home.append(one)
    newest: list[_Read] = []
    replaced: dict[str, list[_Read]] = {}
    for group in groups:
        group.sort(
            key=lambda one: (one.report.date is not None, one.report.date or 0, one.report.doc)
        )
        newest.append(group[-1])
        replaced[group[-1].report.doc] = group[-2::-1]
    return newest, replaced


def _order(unit: str, expected: Sequence[str]) -> tuple[int, str]:
    return (expected.index(unit) if unit in expected else len(expected), fold(unit))


def _submission(
    one: _Read, replaced: Mapping[str, Sequence[_Read]], expected: Sequence[str]
) -> Submission:
    report = one.report
    older = tuple((old.report.doc, old.report.date) for old in replaced[report.doc])
    return Submission(one.unit, report.doc, report.date, report.number, one.unit in expected, older)


def _headings(
    outline: Outline, answers: Sequence[_Read], missing: Sequence[str]
) -> Iterator[HeadingSummary]:
    """Yield the headings to answer, and any other that somebody wrote under."""
    for path, heading in outline.walk():
        if heading.children and not any(_has(one, path) for one in answers):
            continue
        yield HeadingSummary(
            path=path,
            number=heading.number,
            title=heading.title,
            level=heading.level,
            answers=tuple(_answers(path, heading, answers, missing)),
            sums=sums_of([told for one in answers for told in _figures(one, path)], outline.period),
        )


def _has(one: _Read, path: str) -> bool:
    return path in one.under and bool(one.under[path].blocks)


def _answers(
    path: str, heading: Heading, answers: Sequence[_Read], missing: Sequence[str]
) -> Iterator[Answer]:
    for one in answers:
        said = one.under.get(path, _Said())
        if heading.children and not said.blocks:
            continue  # a heading over others asks for nothing itself
        excerpts = tuple(_excerpts(one.report, said))
        state = _state(one.report, said, excerpts)
        if state is State.SILENT and not _asked(heading, one.unit):
            state = State.NOT_ASKED
        yield Answer(one.unit, one.report.doc, state, excerpts, said.heading, said.remark)
    if not heading.children:
        for name in missing:
            yield Answer(name, "", State.SILENT if _asked(heading, name) else State.NOT_ASKED)


def _asked(heading: Heading, unit: str) -> bool:
    """Return whether a heading is for this unit: some are for communes and districts only."""
    prompts = heading.prompts or (heading.title,)
    local = for_localities(heading.title) or all(for_localities(p) for p in prompts)
    return not local or _LOCAL.match(unit_key(unit)) is not None


def _excerpts(report: Report, said: _Said) -> Iterator[Excerpt]:
    for number in said.blocks:
        block = report.blocks[number]
        if block.text.strip():
            yield Excerpt(squeeze(block.text), report.place(number, 0, len(block.text)))


def _state(report: Report, said: _Said, excerpts: Sequence[Excerpt]) -> State:
    if not excerpts:
        return State.SILENT
    words = squeeze(" ".join(one.text for one in excerpts))
    figures = any(q.value for q in report.quantities if q.block in set(said.blocks))
    if len(words.split()) <= _BRIEF and not figures and _NOTHING.fullmatch(fold(words)):
        return State.NOTHING
    return State.ANSWERED


def _figures(one: _Read, path: str) -> Iterator[Told]:
    said = one.under.get(path)
    if said is None:
        return
    blocks = set(said.blocks)
    for quantity in one.report.quantities:
        if quantity.block in blocks:
            block = one.report.blocks[quantity.block]
            sentence = one.report.place(quantity.block, 0, len(block.text))
            yield Told(one.unit, quantity, one.report.scope, sentence)


def _unplaced(one: _Read) -> Iterator[Unplaced]:
    for path, numbers in one.loose.items():
        first, last = one.report.blocks[numbers[0]], one.report.blocks[numbers[-1]]
        place = one.report.locate(first.offsets[0], last.offsets[-1] + 1)
        text = squeeze(" ".join(one.report.blocks[number].text for number in numbers))
        yield Unplaced(one.unit, " › ".join(path), text, place)


def _remarks(
    answers: Sequence[_Read],
    expected: Sequence[str],
    groups: Sequence[str],
    replaced: Mapping[str, Sequence[_Read]],
) -> Iterator[str]:
    if not expected:
        yield "Không có danh sách đơn vị phải báo cáo, nên không biết đơn vị nào chưa trả lời."
    for group in groups:
        yield f"Nơi nhận “{group}” không nêu tên từng đơn vị: cần danh sách đơn vị kèm theo."
    for one in answers:
        if expected and one.unit not in expected:
            yield f"“{one.unit}” ({one.report.doc}) không có trong danh sách đơn vị phải báo cáo."
        older = replaced[one.report.doc]
        if older:
            listed = ", ".join(_told(old.report) for old in older)
            used = _told(one.report)
            yield f"{one.unit} gửi {len(older) + 1} bản: dùng {used}, không dùng {listed}."
        if not one.report.issuer:
            yield f"Không đọc được tên đơn vị trong {one.report.doc}: lấy theo tên tệp."


def _told(report: Report) -> str:
    day = f"ngày {report.date:%d/%m/%Y}" if report.date else "không ghi ngày"
    return f"bản {day} ({report.doc})"
