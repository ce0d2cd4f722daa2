"""The verbs that work on the library: index, remove, list, search, ask, check, draft."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels
from ui.reading_verbs import put, say
from ui.terminal import ProgressLine, indent, table, window
from ui.words import date_text, place_text, quality_text
from ui.writing import writable, write_docx, write_text, write_whole

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.questions import Answer

Json = dict[str, Any]
LEVELS = ("error", "warning", "info")


def open_library(args: argparse.Namespace, model: str | None = None) -> Library:
    """Return the library of ``--home``, with the language model `model` if one is named."""
    from assistant.library import Library
    from assistant.settings import load_settings

    return Library(load_settings(home=args.home, model=model))


def open_filled(args: argparse.Namespace, model: str | None = None) -> Library:
    """Return the library as `open_library` does; say so when it has no report yet."""
    library = open_library(args, model)
    if library.is_empty():
        say(labels.EMPTY_LIBRARY)
    return library


def with_progress(work: Callable[[Callable[[float, str], None]], Any]) -> Any:
    """Return what ``work(progress)`` returns, with a progress line that is gone afterwards."""
    progress = ProgressLine()
    try:
        return work(progress)
    finally:
        progress.clear()


def _put_json(value: Any) -> None:
    put(formats.dumps(value))


def index(args: argparse.Namespace) -> int:
    """Add, update and recognise files; name those that failed."""
    paths = [Path(path) for path in args.paths]
    library = open_library(args)
    result = with_progress(lambda progress: library.index(paths, progress=progress))
    for failure in result.failed:
        say(failure.reason)
    if args.json:
        _put_json(formats.index_result(result))
    else:
        counts = {**formats.index_result(result), "failed": len(result.failed)}
        put(labels.INDEXED.format(**counts))
    return 1 if result.failed else 0


def remove(args: argparse.Namespace) -> int:
    """Take reports out of the library by their file name."""
    library = open_library(args)
    removed: list[str] = []
    missing: list[str] = []
    for name in args.names:
        if library.remove(name):
            removed.append(name)
            say(labels.REMOVED.format(name=name))
        else:
            missing.append(name)
            say(labels.NOT_IN_LIBRARY.format(name=name))
    if args.json:
        _put_json({"removed": removed, "missing": missing})
    return 1 if missing else 0


def list_reports(args: argparse.Namespace) -> int:
    """Print the reports of the library."""
    reports = open_library(args).reports()
    if args.json:
        for report in reports:
            _put_json({"doc": report.doc, **formats.report_card(report)})
        return 0
    if not reports:
        say(labels.EMPTY_LIBRARY)
        return 0
    header = [
        labels.COL_FILE,
        labels.COL_NUMBER,
        labels.COL_DATE,
        labels.COL_PERIOD,
        labels.COL_CITATIONS,
        labels.COL_FIGURES,
        labels.COL_QUALITY,
    ]
    rows = [
        [
            report.doc,
            report.number or "",
            date_text(report.date),
            report.period.label if report.period else "",
            len(report.citations),
            len(report.quantities),
            quality_text(report.quality),
        ]
        for report in reports
    ]
    put(table(header, rows, window(sys.stdout)))
    return 0


def search(args: argparse.Namespace) -> int:
    """Print the passages nearest to a query, best first."""
    hits = open_filled(args).search(" ".join(args.query), k=args.k)
    found = formats.hits(hits)
    if args.json:
        put(formats.dumps(found))
    else:
        _put_passages(found["passages"])
    return 0


def _put_passages(passages: Iterable[Json]) -> None:
    columns = window(sys.stdout)
    shown = 0
    for shown, one in enumerate(passages, 1):
        report = one["report"]
        about = " · ".join(
            part
            for part in (place_text(one["place"]), report["number"], date_text(report["date"]))
            if part
        )
        put(f"{shown}. {about}")
        if one["section"]:
            put(indent(" › ".join(one["section"]), columns, "   "))
        put(indent(one["text"], columns, "   ") + "\n")
    if not shown:
        say(labels.NOTHING_FOUND)


def ask(args: argparse.Namespace) -> int:
    """Print the answer to a question about documents, each with its sources."""
    question = " ".join(args.question)
    answered = open_filled(args).ask(question)
    if args.export:
        _export_answer(answered, question, writable(args.export))
    found = formats.answer(answered)
    if args.json:
        put(formats.dumps(found))
        return 0
    columns = window(sys.stdout)
    put("\n".join(indent(line, columns, "") for line in found["answer"].splitlines()))
    if found["documents"]:
        put(f"\n{labels.DOCUMENTS}")
        header = [
            labels.COL_TYPE,
            labels.COL_NUMBER,
            labels.COL_DATE,
            labels.COL_RELATION,
            labels.COL_STATUS,
            labels.COL_SOURCES,
        ]
        put(table(header, [_document_row(one) for one in found["documents"]], columns))
    if found["passages"]:
        put(f"\n{labels.PASSAGES}")
        _put_passages(found["passages"])
    return 0


def _export_answer(answered: Answer, question: str, path: Path) -> None:
    from assistant.official.answer_export import export_answer
    from corpus.register.workbooks import check_suffix

    if path.suffix.lower() != ".docx":
        check_suffix(path)
    write_whole(path, lambda temporary: export_answer(answered, question, temporary))
    say(labels.FILE_WROTE.format(path=path))


def _document_row(one: Json) -> list[str]:
    via = f" ({labels.VIA.format(numbers=', '.join(one['via']))})" if one["via"] else ""
    sources = "; ".join(place_text(place) for place in one["sources"][:3])
    return [
        one["type"] or "",
        one["number"],
        date_text(one["date"]),
        one["relation"] + via,
        one["status"],
        sources,
    ]


def check(args: argparse.Namespace) -> int:
    """Print the findings; exit 1 when one is an error or a file could not be read."""
    if args.layout:
        from ui.layout_verbs import layout

        return layout(args)
    files = [Path(file) for file in args.files] or None
    library = open_library(args) if files else open_filled(args)
    if not files and library.is_empty():
        return 0
    result = with_progress(lambda progress: library.check(files, progress=progress))
    for failure in result.failed:
        say(failure.reason)
    found = [formats.finding(one) for one in result.findings]
    levels = LEVELS[: LEVELS.index(args.level) + 1] if args.level else LEVELS
    shown = [one for one in found if one["severity"] in levels]
    if args.json:
        for one in shown:
            _put_json(one)
    else:
        hide = not args.level
        _put_findings([one for one in shown if not hide or one["severity"] != "info"])
        _put_counts(found, hide)
    if result.dismissed:
        say(labels.CHECK_DISMISSED.format(count=result.dismissed))
    return 1 if result.failed or any(one["severity"] == "error" for one in found) else 0


def _put_findings(found: Iterable[Json]) -> None:
    columns = window(sys.stdout)
    for number, one in enumerate(found, 1):
        kind = labels.KINDS.get(one["kind"], one["kind"])
        put(f"{number}. [{labels.SEVERITIES[one['severity']]}] {kind} ({one['certainty']:.0%})")
        put(indent(one["explanation"], columns, "   "))
        for place in one["evidence"]:
            put(indent(f"• {place_text(place)}: “{place['text']}”", columns, "     "))
        if one["suggestion"]:
            put(indent(labels.SUGGESTION.format(text=one["suggestion"]), columns, "   "))
        put("")


def _put_counts(found: list[Json], hide: bool) -> None:
    counts = Counter(one["severity"] for one in found)
    if not found:
        say(labels.CHECK_CLEAN)
        return
    say(labels.CHECK_SUMMARY.format(**{level: counts[level] for level in LEVELS}))
    if hide and counts["info"]:
        say(labels.CHECK_HIDDEN.format(count=counts["info"]))


def draft(args: argparse.Namespace) -> int:
    """Draft by an outline; write the .docx, print the sections with their sources."""
    from ui.export_verbs import settings_of
    from ui.saved import dump_draft

    target = writable(args.out) if args.out else None
    kept = writable(args.save) if args.save else None
    settings = settings_of(args)
    library = open_filled(args, model=args.model)
    written = with_progress(
        lambda progress: library.draft(
            Path(args.outline),
            section=args.section,
            period=args.period,
            model=args.model,
            progress=progress,
        )
    )
    if target:
        write_docx(written, target, args.sources, clean=args.clean, settings=settings)
    if kept:
        write_text(dump_draft(written), kept)
    found = formats.draft(written)
    if args.json:
        put(formats.dumps(found))
    else:
        _put_draft(found)
    for path in filter(None, (target, kept)):
        say(labels.WROTE.format(path=path))
    return 0


def _put_draft(found: Json) -> None:
    columns = window(sys.stdout)
    for one in found["sections"]:
        put(f"{one['path']}  {one['title']}")
        for sentence in one["sentences"]:
            put(indent(sentence["text"], columns))
            for place in sentence["sources"]:
                put(indent(f"← {place_text(place)}", columns, "      "))
        for gap in one["gaps"]:
            put(indent(labels.GAP.format(text=gap), columns))
        for conflict in one["conflicts"]:
            put(indent(labels.CONFLICT.format(text=conflict_text(conflict)), columns))
        put("")
    say(draft_summary(found))


def conflict_text(conflict: Json) -> str:
    """Return a conflict of a draft in words: what it is about and each value with its report."""
    values = "; ".join(f"{one['text']} ({one['report']})" for one in conflict["values"])
    return f"{conflict['about']}: {values}. {conflict['reason']}".strip()


def draft_summary(found: Json) -> str:
    """Return the counts of a draft as one sentence."""
    sections = found["sections"]
    return labels.DRAFT_SUMMARY.format(
        sections=len(sections),
        sentences=sum(1 for s in sections for one in s["sentences"] if one["sources"]),
        gaps=sum(len(s["gaps"]) for s in sections),
        conflicts=sum(len(s["conflicts"]) for s in sections),
        unsupported=len(found["unsupported"]),
    )


def config(args: argparse.Namespace) -> int:
    """Print the settings in force, without secrets."""
    from assistant.settings import load_settings

    values = load_settings(home=args.home).public()
    if args.json:
        put(formats.dumps(values, indent=2))
    else:
        rows = [[name, value or "—"] for name, value in values.items()]
        put(table([labels.COL_NAME, labels.COL_CONTENT], rows, window(sys.stdout)))
    return 0


def demo(args: argparse.Namespace) -> int:
    """Run the main job on the samples, or on one's own reports, and tell what came out."""
    from ui import demo as story

    reports = Path(args.reports) if args.reports else story.SAMPLES
    outline = Path(args.outline) if args.outline else story.SAMPLE_OUTLINE
    progress = ProgressLine()

    def tell(line: str) -> None:
        progress.clear()
        put(line)

    try:
        clean = story.run(open_library(args), reports, outline, Path(args.out), tell, progress)
    finally:
        progress.clear()
    return 0 if clean else 1
