"""The main job from end to end, with a short readable account: `baocao demo`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from corpus.model import RelationKind, Report
from ui import formats

if TYPE_CHECKING:
    from assistant.checking import Finding
    from assistant.library import Library

SAMPLES = Path(formats.__file__).parents[1] / "corpus" / "samples"
SAMPLE_OUTLINE = SAMPLES / "de-cuong-nam-2025.docx"
SHOWN = 8  # rows of each list on the screen; the files hold all

Account = tuple[str, list[str], bool]  # title, lines, whether a file failed


def run(
    library: Library,
    reports: Path,
    outline: Path,
    out: Path,
    say: Callable[[str], None],
    progress: Callable[[float, str], None] | None = None,
) -> bool:
    """Index `reports`, answer a question, draft by `outline`, check; tell each through `say`.

    Writes the draft, the answer and the findings into `out`. Returns False when a file could
    not be read.
    """
    out.mkdir(parents=True, exist_ok=True)
    steps: tuple[Callable[[], Account], ...] = (
        lambda: _index(library, reports, outline, progress),
        lambda: _ask(library, out),
        lambda: _draft(library, outline, out, progress),
        lambda: _check(library, out, progress),
    )
    clean = True
    for number, step in enumerate(steps, 1):
        began = perf_counter()
        title, lines, failed = step()
        clean = clean and not failed
        say(f"\n{number}. {title}  [{_vietnamese(perf_counter() - began)} giây]")
        for line in lines:
            say(f"   {line}")
    return clean


def _vietnamese(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")


def _index(
    library: Library,
    reports: Path,
    outline: Path,
    progress: Callable[[float, str], None] | None,
) -> Account:
    paths = (
        sorted(p for p in reports.iterdir() if p.suffix != ".json")
        if reports.is_dir()
        else [reports]
    )
    if outline.resolve() not in {p.resolve() for p in paths}:
        paths.append(outline)
    result = library.index(paths, progress)
    lines = [
        f"{result.added} tệp mới, {result.updated} cập nhật, {result.unchanged} không đổi; "
        f"{result.passages} đoạn văn đã lập chỉ mục"
    ]
    lines += [
        f"- {r.doc}: {r.kind or 'chưa rõ loại'}, {len(r.citations)} trích dẫn, "
        f"{len(r.quantities)} số liệu"
        for r in library.reports()
    ]
    lines += [f"! {failure.reason}" for failure in result.failed]
    return "Lập chỉ mục kho báo cáo", lines, bool(result.failed)


def most_implemented(reports: Sequence[Report]) -> tuple[str, str] | None:
    """Return (type, number) of the document that most others implement, None without any."""
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        for relation in report.relations:
            if relation.kind is RelationKind.IMPLEMENTS:
                target = report.citations[relation.target]
                sources[target.type, target.number].add(report.citations[relation.source].number)
    if not sources:
        return None
    return max(sources, key=lambda key: (len(sources[key]), key))


def _ask(library: Library, out: Path) -> Account:
    central = most_implemented(library.reports())
    if central is None:
        return "Tra cứu", ["Kho chưa có văn bản nào được nêu là đang triển khai."], False
    question = f"Văn bản nào triển khai {central[0]} số {central[1]}?"
    answer = library.ask(question)
    file = out / "tra-loi.json"
    _write(file, json.dumps(formats.answer(answer), ensure_ascii=False, indent=1))
    lines = []
    for document in answer.documents[:SHOWN]:
        place = document.sources[0]
        lines.append(
            f"- {document.type} {document.number} ({document.relation}; {document.status}) "
            f"- {place.doc}, dòng {place.line}"
        )
    lines += _rest(len(answer.documents), file)
    return f"Hỏi: {question}", lines, False


def _draft(
    library: Library,
    outline: Path,
    out: Path,
    progress: Callable[[float, str], None] | None,
) -> Account:
    from assistant.official import export_docx

    draft = library.draft(outline, progress=progress)
    file = out / "du-thao.docx"
    export_docx(draft, file)
    sentences = sum(len(section.sentences) for section in draft.sections)
    words = sum(len(section.text.split()) for section in draft.sections)
    gaps = sum(len(section.gaps) for section in draft.sections)
    conflicts = sum(len(section.conflicts) for section in draft.sections)
    lines = [
        f"{len(draft.sections)} đề mục, {sentences} câu có nguồn ({words} chữ), "
        f"{gaps} chỗ còn trống, {conflicts} chỗ số liệu mâu thuẫn cần xác nhận",
        f"Số liệu không có nguồn: {len(draft.unsupported)}",
        f"Dự thảo: {file}",
    ]
    return f"Soạn thảo theo đề cương {outline.name}", lines, False


def _check(library: Library, out: Path, progress: Callable[[float, str], None] | None) -> Account:
    findings = library.check(progress=progress).findings
    file = out / "kiem-tra.jsonl"
    _write(
        file, "".join(json.dumps(formats.finding(f), ensure_ascii=False) + "\n" for f in findings)
    )
    loud = [f for f in findings if f.severity in ("error", "warning")]
    errors = sum(1 for f in loud if f.severity == "error")
    lines = [f"{errors} lỗi, {len(loud) - errors} cảnh báo, {len(findings) - len(loud)} lưu ý"]
    lines += [_line(f) for f in loud[:SHOWN]]
    lines += _rest(len(loud), file)
    return "Kiểm tra tính thống nhất", lines, False


def _line(finding: Finding) -> str:
    place = finding.evidence[0]
    return f"- {place.doc}, dòng {place.line}: {finding.explanation}"


def _rest(count: int, file: Path) -> list[str]:
    more = f"… và {count - SHOWN} mục nữa; " if count > SHOWN else ""
    return [f"{more}đầy đủ trong {file}"]


def _write(file: Path, text: str) -> None:
    """Write whole or not at all."""
    part = file.with_suffix(file.suffix + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)
