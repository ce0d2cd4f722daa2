"""The verb ``eval``: how well the checker does, and what was gained or lost since."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels
from ui.library_verbs import open_library, with_progress
from ui.reading_verbs import put, say
from ui.writing import OutputError, write_text

if TYPE_CHECKING:
    from assistant.checking.evaluate import Evaluation, Score

Json = dict[str, Any]


def evaluate(args: argparse.Namespace) -> int:
    """Measure on the files or the library; exit 1 when traps are broken or text is not quiet."""
    library = open_library(args)
    files = [Path(file) for file in args.files] or None
    gold = Path(args.gold) if args.gold else None
    path = Path(args.record) if args.record else library.settings.home / "evaluation.json"
    then = _recorded(path)
    result = with_progress(
        lambda progress: library.evaluate(
            files, gold, mutations=args.mutations, seed=args.seed, progress=progress
        )
    )
    now = result.record()
    changes = _compared(now, then) if then else None
    if args.json:
        put(formats.dumps({**now, "by_kind": _kinds(result), "since": changes}))
    else:
        _put_result(result, everything=args.list)
        _put_changes(changes)
    if args.update:
        write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", path)
        say(labels.EVAL_UPDATED.format(path=path))
    broken = result.traps.missed if result.traps else ()
    return 1 if broken or not result.stable else 0


def _recorded(path: Path) -> Json | None:
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise OutputError(labels.EVAL_BAD_RECORD.format(path=path)) from error
    if not isinstance(found, dict) or not {"missed", "alarms", "broken"} <= found.keys():
        raise OutputError(labels.EVAL_BAD_RECORD.format(path=path))
    return found


def _compared(now: Json, then: Json) -> dict[str, list[str]]:
    from assistant.checking.evaluate import compared

    return compared(now, then)


def _kinds(result: Evaluation) -> Json:
    return {kind: [score.found, score.total] for kind, score in result.by_kind.items()}


def _share(score: Score) -> str:
    return f"{score.share:.0%}"


def _put_result(result: Evaluation, *, everything: bool) -> None:
    recall, traps = result.recall, result.traps
    if recall:
        put(labels.EVAL_RECALL.format(found=recall.found, total=recall.total, share=_share(recall)))
        for kind, score in result.by_kind.items():
            name = labels.KINDS.get(kind, kind)
            put(labels.EVAL_KIND.format(kind=name, found=score.found, total=score.total))
        _put_lines(labels.EVAL_MISSED, recall.missed, everything)
    rate = f"{result.alarms_in_ten_pages:.1f}".replace(".", ",")
    put(
        labels.EVAL_ALARMS.format(
            loud=result.loud, alarms=len(result.alarms), rate=rate, pages=round(result.pages)
        )
    )
    _put_lines(labels.EVAL_ALARM, result.alarms, everything)
    if traps:
        put(labels.EVAL_TRAPS.format(found=traps.found, total=traps.total))
        _put_lines(labels.EVAL_BROKEN, traps.missed, show=True)
    put(labels.EVAL_STABLE if result.stable else labels.EVAL_UNSTABLE)
    for sort, score in result.mutations.items():
        name = labels.EVAL_SORTS[sort]
        told = {"found": score.found, "total": score.total, "share": _share(score)}
        put(labels.EVAL_MUTATION.format(sort=name, **told))
        _put_lines(labels.EVAL_MISSED, score.missed, everything)


def _put_lines(form: str, lines: tuple[str, ...], show: bool) -> None:
    for line in lines if show else ():
        put(form.format(text=line))


def _put_changes(changes: dict[str, list[str]] | None) -> None:
    if changes is None:
        return
    told = {name: lines for name, lines in changes.items() if lines}
    put(labels.EVAL_COMPARED if told else labels.EVAL_SAME)
    for name, lines in told.items():
        put(f"  {labels.EVAL_SINCE[name]}: {'; '.join(lines)}")
