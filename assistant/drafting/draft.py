"""A draft that follows an outline, written from past reports, every number with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from assistant.checking.check import check
from assistant.drafting import frame
from assistant.drafting.compose import Composer
from assistant.drafting.facts import FactSheet, gather, sources
from assistant.drafting.gate import checked_section, gated
from assistant.drafting.match import asks_papers
from assistant.drafting.nearness import Found, Search
from assistant.drafting.outline import Outline
from assistant.drafting.period import period_in
from assistant.drafting.record import Draft, DraftSection, SourceReport
from assistant.drafting.reports import known_at, label_of
from assistant.drafting.roles import Role
from assistant.drafting.write import Model, Writer
from corpus.errors import OutlineError
from corpus.model import Period, Report

Progress = Callable[[float, str], None]
_FOUND = 0.3  # share of the work that is done when the sources are found
_WORDS = 9  # of a heading that a message repeats


def draft(
    outline: Outline,
    reports: Sequence[Report],
    search: Search | None = None,
    *,
    section: str | None = None,
    period: str | None = None,
    model: Model | None = None,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
    each: Callable[[DraftSection], None] | None = None,
    office: str | None = None,
) -> Draft:
    """Return a draft with the headings of `outline`, written from `reports`.

    `search` is the library's (`Library.search`); without it matching is by words alone.
    `section` is a path ("I.1"): only it and what is below it is written. `period` says the
    period where the title doesn't ("9 tháng đầu năm 2025"). With a `model` each section is
    rewritten by it as far as its sentences pass (see `write`). Reports that ask instead of report
    (the outline's own letter) are no sources. `only` are the paths to write where not all are
    wanted; `each` is told a section, as the gate leaves it, as soon as it is written; `office` is
    who writes the report, where it is another than who wrote most of the past ones. Raises
    OutlineError for an unknown section.
    """
    tell = progress or (lambda _share, _message: None)
    target = target_of(outline, period)
    tell(0.0, "Đang chọn nguồn cho từng đề mục")
    used = sources(outline, reports)
    looked = _watched(search, outline, tell) if search else None
    sheets = {sheet.path: sheet for sheet in gather(outline, used, target, looked)}
    tell(_FOUND, "Đang đối chiếu các báo cáo với nhau")
    composer = Composer(used, check([*reports]), target, _told(sheets.values()))
    letter = next((r for r in reports if r.doc == outline.doc), None)
    led = next((path for path, sheet in sheets.items() if _leads(sheet)), None)
    wanted = [p for p in _wanted(outline, section) if only is None or p in only]
    headings = dict(outline.walk())
    by_doc = {report.doc: report for report in reports}
    sections: list[DraftSection] = []

    def tick() -> None:  # also while a model is answering: to stop, `progress` raises
        done = min(len(sections), len(wanted) - 1)
        tell(_FOUND + 0.6 * done / len(wanted), f"Đang soạn mục {wanted[done]}")

    writer = Writer(model, tick) if model else None
    for path in wanted:
        tick()
        written = _section(outline, path, sheets.get(path), composer)
        if letter and path == led:
            written = _based(written, composer, letter, outline.letter_end)
        if writer:
            written = writer.rewrite(written, outline.title, headings[path].prompts)
        sections.append(written)
        if each:
            each(checked_section(written, by_doc))
    tell(0.95, "Đang kiểm tra số liệu với nguồn")
    result = framed(outline, sections, used, letter, target, office)
    if writer:
        result = _signed(result, writer)
    tell(1.0, "Đã soạn xong")
    return gated(result, reports)


def _watched(search: Search, outline: Outline, tell: Progress) -> Search:
    """Return `search` telling how far it is: each heading asks once, and once for each prompt."""
    asks = sum(1 + len(heading.prompts) for _, heading in outline.walk())
    done = 0

    def watched(query: str, count: int) -> Sequence[Found]:
        nonlocal done
        done += 1
        tell(_FOUND * min(1.0, done / asks), f"Đang tìm nguồn: “{_first_words(query)}”")
        return search(query, count)

    return watched


def _first_words(text: str) -> str:
    words = text.partition(":")[0].split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def target_of(outline: Outline, period: str | None) -> Period | None:
    """Return the period to report on: the one named by `period`, else the outline's own."""
    return (period_in(period) or Period(period)) if period else outline.period


def _signed(draft: Draft, writer: Writer) -> Draft:
    """Return the draft with what its model did."""
    return replace(
        draft,
        used_model=writer.model.name if writer.kept else None,
        prompt=writer.prompt,
        notes=tuple(writer.notes),
        tokens=writer.tokens,
        kept=(writer.kept, writer.offered),
    )


def _told(sheets: Iterable[FactSheet]) -> frozenset[tuple[int, int]]:
    """Return the footnotes that stand in the draft as text: (index of the report, block)."""
    units = (pick.unit for sheet in sheets for pick in sheet.picks)
    return frozenset((u.report, u.block) for u in units if u.note_of is not None)


def _wanted(outline: Outline, section: str | None) -> list[str]:
    """Return the paths to write, all or those of one section."""
    paths = [path for path, _ in outline.walk()]
    if section is None:
        return paths
    asked = section.strip(" .")
    found = [p for p in paths if p == asked or p.startswith(f"{asked}.")]
    if not found:
        raise OutlineError(
            f"Đề cương không có mục {section}; các mục có thể chọn: {', '.join(paths)}."
        )
    return found


def _section(
    outline: Outline,
    path: str,
    sheet: FactSheet | None,
    composer: Composer,
) -> DraftSection:
    heading = dict(outline.walk())[path]
    empty = DraftSection(path, heading.number, heading.title, heading.level)
    if sheet is None:
        return empty
    paragraphs, conflicts = composer.paragraphs(sheet)
    return replace(empty, paragraphs=paragraphs, conflicts=conflicts)


def _leads(sheet: FactSheet) -> bool:
    """Tell whether a heading asks for leadership: there the documents of the letter belong."""
    return sheet.role is Role.RESULT and asks_papers(sheet.question.heading)


def _based(section: DraftSection, composer: Composer, letter: Report, end: int) -> DraftSection:
    """Return the section with the documents that the asking letter rests on in front."""
    for paragraph, conflicts in reversed(composer.basis(letter, end)):
        section = replace(
            section,
            paragraphs=(paragraph, *section.paragraphs),
            conflicts=(*conflicts, *section.conflicts),
        )
    return section


def framed(
    outline: Outline,
    sections: Sequence[DraftSection],
    reports: Sequence[Report],
    letter: Report | None,
    target: Period | None,
    office: str | None = None,
) -> Draft:
    """Return a draft of `sections` with what stands around them, told by `reports` and `letter`.

    `office` writes the report, where it is another than who wrote most of the past ones.
    """
    issuer = office or frame.issuer_of(reports)
    known = [*reports, *([letter] if letter else [])]
    own = [r for r in reports if r.issuer == issuer] if office else reports
    return Draft(
        title=outline.title,
        sections=tuple(sections),
        period=target,
        opening=frame.opening(letter, issuer),
        closing=frame.closing(issuer),
        issuer=issuer,
        parent=frame.parent_of(known),
        symbol=frame.symbol_of(own),
        place_name=frame.place_name_of(known),
        recipients=tuple(r for r in [letter.issuer if letter else None] if r and r != issuer),
        sources=tuple(SourceReport(r.doc, label_of(r), r.date, known_at(r)) for r in reports),
    )
