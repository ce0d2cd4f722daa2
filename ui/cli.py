"""The command ``baocao``: its verbs, its options, and what every way out of it says.

Nothing heavy is imported here, so that ``baocao --help`` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from corpus.errors import BaocaoError, ConfigError
from ui import (
    eval_verbs,
    export_verbs,
    labels,
    ledger_verbs,
    library_verbs,
    model_verbs,
    reading_verbs,
    register_verbs,
    review_verbs,
    sum_verbs,
)
from ui.reading_verbs import say
from ui.terminal import use_utf8
from ui.usage import WRONG_USAGE, VietnameseParser
from ui.writing import OutputError

FAILED = 1
INTERRUPTED = 130
BROKEN_PIPE = 141

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 findings or failures, 2 wrong usage."""
    use_utf8()
    args = build_parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        say(f"\n{labels.STOPPED}" if sys.stderr.isatty() else labels.STOPPED)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except ConfigError as error:
        say(str(error))
        return WRONG_USAGE
    except (BaocaoError, OutputError) as error:
        say(str(error))
        return FAILED
    except Exception as error:
        if args.debug:
            traceback.print_exc()
        say(labels.UNEXPECTED.format(kind=type(error).__name__, message=error))
        return FAILED
    return code


def _version() -> str:
    from importlib.metadata import version

    return f"{labels.NAME} {version('baocao')}"


class _Version(argparse.Action):
    """Print the version; the metadata is read only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sys.stdout.write(_version() + "\n")
        parser.exit()


def positive(text: str) -> int:
    """Return a whole number of at least 1."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(labels.POSITIVE)
    return number


def whole(text: str) -> int:
    """Return a whole number of at least 0."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(labels.NOT_NEGATIVE)
    return int(text)


def port(text: str) -> int:
    """Return a TCP port, 0 for a free one."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(labels.PORT_RANGE)
    return number


def build_parser() -> VietnameseParser:
    """Return the parser of the whole command line."""
    parser = VietnameseParser(
        prog=labels.NAME, description=labels.DESCRIPTION, epilog=labels.EPILOG
    )
    parser.add_argument("--home", metavar=labels.FOLDER, help=labels.HOME_HELP)
    parser.add_argument("--debug", action="store_true", help=labels.DEBUG_HELP)
    parser.add_argument("--version", action=_Version, nargs=0, help=labels.VERSION_HELP)
    verbs = parser.add_subparsers(
        title=labels.VERBS, metavar=labels.VERB, dest="verb", required=True
    )
    _add_reading(verbs)
    _add_library(verbs)
    register_verbs.add_register(partial(_verb, verbs))
    _add_review(verbs)
    _add_drafting(verbs)
    sum_verbs.add_sum_up(partial(_verb, verbs))
    _add_system(verbs)
    return parser


def _verb(verbs: Any, name: str, text: str, run: Run, json_help: str = "") -> VietnameseParser:
    parser: VietnameseParser = verbs.add_parser(name, help=text, description=_sentence(text))
    parser.set_defaults(run=run)
    if json_help:
        parser.add_argument("--json", action="store_true", help=json_help)
    return parser


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _add_reading(verbs: Any) -> None:
    read = _verb(verbs, "read", labels.READ_HELP, reading_verbs.read)
    read.add_argument("file", metavar=labels.FILE, help=labels.FILE_HELP)
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=labels.JSON_HELP)
    form.add_argument("--text", action="store_true", help=labels.READ_TEXT_HELP)
    form.add_argument("--repaired", action="store_true", help=labels.READ_REPAIRED_HELP)
    for name, text, run in (
        ("citations", labels.CITATIONS_HELP, reading_verbs.citations),
        ("relations", labels.RELATIONS_HELP, reading_verbs.relations),
        ("figures", labels.FIGURES_HELP, reading_verbs.figures),
    ):
        parser = _verb(verbs, name, text, run, labels.JSONL_HELP)
        parser.add_argument("files", metavar=labels.FILE, nargs="+", help=labels.FILES_HELP)


def _add_library(verbs: Any) -> None:
    index = _verb(verbs, "index", labels.INDEX_HELP, library_verbs.index, labels.JSON_HELP)
    index.add_argument("paths", metavar=labels.PATH, nargs="+", help=labels.PATHS_HELP)
    remove = _verb(verbs, "remove", labels.REMOVE_HELP, library_verbs.remove, labels.JSON_HELP)
    remove.add_argument("names", metavar=labels.NAME_ARG, nargs="+", help=labels.NAMES_HELP)
    _verb(verbs, "list", labels.LIST_HELP, library_verbs.list_reports, labels.JSONL_HELP)
    search = _verb(verbs, "search", labels.SEARCH_HELP, library_verbs.search, labels.JSON_HELP)
    search.add_argument("query", metavar=labels.QUERY, nargs="+", help=labels.QUERY_HELP)
    search.add_argument(
        "-k", type=positive, default=8, metavar=labels.NUMBER, help=labels.SEARCH_K_HELP
    )
    ask = _verb(verbs, "ask", labels.ASK_HELP, library_verbs.ask, labels.JSON_HELP)
    ask.add_argument("question", metavar=labels.WORDS, nargs="+", help=labels.QUESTION_HELP)
    ask.add_argument("--export", metavar=labels.ANSWER_TARGET, help=labels.ASK_EXPORT_HELP)
    check = _verb(verbs, "check", labels.CHECK_HELP, library_verbs.check, labels.JSONL_HELP)
    check.add_argument("files", metavar=labels.FILE, nargs="*", help=labels.CHECK_FILES_HELP)
    check.add_argument("--layout", action="store_true", help=labels.CHECK_LAYOUT_HELP)
    check.add_argument("--level", choices=library_verbs.LEVELS, help=labels.CHECK_LEVEL_HELP)


def _add_review(verbs: Any) -> None:
    review = _verb(verbs, "review", labels.REVIEW_HELP, review_verbs.review, labels.JSONL_HELP)
    review.add_argument("files", metavar=labels.FILE, nargs="*", help=labels.CHECK_FILES_HELP)
    review.add_argument(
        "--state",
        action="append",
        choices=review_verbs.STATES,
        metavar=labels.STATE,
        help=labels.REVIEW_STATE_HELP,
    )
    review.add_argument("--out", metavar=labels.SHEET, help=labels.REVIEW_OUT_HELP)
    review.add_argument("--comments", metavar=labels.DOCX, help=labels.REVIEW_COMMENTS_HELP)
    ledger = _verb(verbs, "ledger", labels.LEDGER_HELP, ledger_verbs.ledger, labels.JSONL_HELP)
    ledger.add_argument("query", metavar=labels.QUERY, nargs="*", help=labels.QUERY_HELP)
    ledger.add_argument("--all", action="store_true", help=labels.LEDGER_ALL_HELP)
    ledger.add_argument("--export", metavar=labels.XLSX, help=labels.LEDGER_EXPORT_HELP)
    decide = _verb(verbs, "decide", labels.DECIDE_HELP, review_verbs.decide, labels.JSON_HELP)
    decide.add_argument(
        "fingerprint", metavar=labels.FINGERPRINT, help=labels.DECIDE_FINGERPRINT_HELP
    )
    decide.add_argument(
        "decision",
        choices=review_verbs.DECISIONS,
        metavar=labels.DECISION,
        help=labels.DECIDE_WHAT_HELP,
    )
    decide.add_argument("--reason", metavar=labels.REASON, help=labels.DECIDE_REASON_HELP)


def _add_drafting(verbs: Any) -> None:
    outline = _verb(verbs, "outline", labels.OUTLINE_HELP, reading_verbs.outline, labels.JSON_HELP)
    outline.add_argument("file", metavar=labels.FILE, help=labels.FILE_HELP)
    draft = _verb(verbs, "draft", labels.DRAFT_HELP, library_verbs.draft, labels.JSON_HELP)
    draft.add_argument(
        "--outline", required=True, metavar=labels.FILE, help=labels.DRAFT_OUTLINE_HELP
    )
    draft.add_argument("--out", metavar=labels.DOCX, help=labels.DRAFT_OUT_HELP)
    draft.add_argument("--save", metavar=labels.DRAFT_JSON, help=labels.DRAFT_SAVE_HELP)
    draft.add_argument("--section", metavar=labels.SECTION, help=labels.DRAFT_SECTION_HELP)
    draft.add_argument("--period", metavar=labels.PERIOD, help=labels.DRAFT_PERIOD_HELP)
    draft.add_argument("--model", metavar=labels.MODEL, help=labels.DRAFT_MODEL_HELP)
    export = _verb(verbs, "export", labels.EXPORT_HELP, export_verbs.export, labels.JSON_HELP)
    export.add_argument(
        "source", nargs="?", metavar=labels.DRAFT_JSON, help=labels.EXPORT_SOURCE_HELP
    )
    export.add_argument("--out", metavar=labels.DOCX, help=labels.DRAFT_OUT_HELP)
    export.add_argument("--template-example", metavar=labels.DOCX, help=labels.TEMPLATE_EXAMPLE)
    for verb in (draft, export):
        verb.add_argument(
            "--sources",
            choices=["appendix", "comments", "both", "none"],
            help=labels.SOURCES_HELP,
        )
        verb.add_argument("--clean", action="store_true", help=labels.CLEAN_HELP)
        verb.add_argument("--template", metavar=labels.DOCX, help=labels.TEMPLATE_HELP)
        verb.add_argument("--signature", metavar=labels.SIGNATURE, help=labels.SIGNATURE_HELP)
        verb.add_argument("--letterhead", metavar=labels.LETTERHEAD, help=labels.LETTERHEAD_HELP)


def _add_system(verbs: Any) -> None:
    serve = _verb(verbs, "serve", labels.SERVE_HELP, _serve, labels.SERVE_JSON_HELP)
    serve.add_argument("--host", metavar=labels.HOST, help=labels.SERVE_HOST_HELP)
    serve.add_argument(
        "--port", type=port, default=7860, metavar=labels.NUMBER, help=labels.SERVE_PORT_HELP
    )
    serve.add_argument("--open", action="store_true", help=labels.SERVE_OPEN_HELP)
    measure = _verb(verbs, "eval", labels.EVAL_HELP, eval_verbs.evaluate, labels.JSON_HELP)
    measure.add_argument("files", metavar=labels.FILE, nargs="*", help=labels.EVAL_FILES_HELP)
    measure.add_argument("--gold", metavar=labels.FOLDER, help=labels.EVAL_GOLD_HELP)
    measure.add_argument(
        "--mutations",
        type=whole,
        default=20,
        metavar=labels.NUMBER,
        help=labels.EVAL_MUTATIONS_HELP,
    )
    measure.add_argument(
        "--seed", type=whole, default=7, metavar=labels.NUMBER, help=labels.EVAL_SEED_HELP
    )
    measure.add_argument("--list", action="store_true", help=labels.EVAL_LIST_HELP)
    measure.add_argument("--update", action="store_true", help=labels.EVAL_UPDATE_HELP)
    measure.add_argument("--record", metavar=labels.JSON_FILE, help=labels.EVAL_RECORD_HELP)
    _verb(verbs, "config", labels.CONFIG_HELP, library_verbs.config, labels.JSON_HELP)

    models = _verb(verbs, "models", labels.MODELS_HELP, model_verbs.prepare)
    models.add_argument(
        "what", choices=["prepare"], metavar=labels.MODELS_WHAT, help=labels.MODELS_PREPARE_HELP
    )
    models.add_argument("--out", metavar=labels.FOLDER, help=labels.MODELS_OUT_HELP)
    demo = _verb(verbs, "demo", labels.DEMO_HELP, library_verbs.demo)
    demo.add_argument("--out", metavar=labels.FOLDER, default="out", help=labels.DEMO_OUT_HELP)
    demo.add_argument("--reports", metavar=labels.FOLDER, help=labels.DEMO_REPORTS_HELP)
    demo.add_argument("--outline", metavar=labels.FILE, help=labels.DRAFT_OUTLINE_HELP)


def _serve(args: argparse.Namespace) -> int:
    from ui.serving import serve

    return serve(args.home, args.host, args.port, open_browser=args.open, as_json=args.json)


if __name__ == "__main__":
    sys.exit(main())
