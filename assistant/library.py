"""The library of one office: the only place that chooses backends and ties the parts together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.intake import (
    Failure,
    Progress,
    Stopped,
    failures,
    files_in,
    second_half,
    sha256,
    told_of,
)
from assistant.registering import ImportResult, Registry
from assistant.settings import Settings
from corpus.errors import BaocaoError, ConfigError, NotAllowed, ReadError
from corpus.model import Report
from corpus.ocr.damage import is_damaged
from corpus.readers.choose import check as check_file
from corpus.text import nfc

if TYPE_CHECKING:
    from assistant.checking import Finding
    from assistant.checking.check import Checker
    from assistant.checking.evaluate import Evaluation
    from assistant.checking.review import Decision, Review, Ruling
    from assistant.drafting import Draft
    from assistant.drafting.desk import Desk
    from assistant.drafting.outline import Outline
    from assistant.drafting.record import DraftSection
    from assistant.drafting.write import Model
    from assistant.ledger import Ledger
    from assistant.questions import Answer
    from assistant.suggesting import Suggestion
    from corpus.ocr.repair import Repairer
    from corpus.register.register import Entry
    from retrieval.graph import Graph
    from retrieval.index import Index
    from retrieval.search import Hit

_log = logging.getLogger("baocao")


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What indexing did, in files; `passages` is how many the whole library now has."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    passages: int = 0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What checking found, and the files it could not read.

    `dismissed` findings were set aside by a reviewer and are not among `findings`.
    """

    findings: list[Finding]
    failed: list[Failure]
    dismissed: int = 0


class Library:
    """Reports of one home: index, search, ask, check, draft. May be used from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the library of `settings.home`, making it when new; heavy parts load on use."""
        from corpus.storage.store import Store

        self.settings = settings
        self.store = Store(settings.db_url, reader=_version())
        self._lock = threading.RLock()  # of what is kept here, held for moments
        self._writing = threading.Lock()  # one that indexes or removes at a time
        self._index: Index | None = None
        self._checking = threading.Lock()  # one check of the whole library at a time
        self._checker: Checker | None = None
        self._ledger: tuple[frozenset[str], Ledger] | None = None
        self._reports: dict[str, Report] = {}  # by sha256
        self._graph: tuple[object, Graph] | None = None
        self.registry = Registry(self.store, self.reports)
        self._repairs: tuple[frozenset[str], Repairer] | None = None  # by the reports it learnt

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give files and connections back."""
        if self._index is not None:
            self._index.close()
        self.store.close()

    def index(
        self, paths: Path | str | Iterable[Path | str], progress: Progress | None = None
    ) -> IndexResult:
        """Index files, and folders with all below them; bad files are told, the rest goes on.

        When `progress` raises, the reports done so far stay, the one under way leaves nothing.
        """
        files, failed = files_in([paths] if isinstance(paths, (Path, str)) else paths)
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        seen: dict[str, Path] = {}
        damaged: list[tuple[Path, Progress]] = []  # last: the clean ones help to restore them
        with self._writing:
            self._parts().repair(progress)
            for number, file in enumerate(files):
                told = told_of(progress, number, len(files), file.name)
                told(0.0, "Đang đọc")
                report = None
                with failures(failed, file):
                    report = self._new(file, seen, told)
                    counts["unchanged"] += report is None
                if report is not None and is_damaged(report):
                    damaged.append((file, told))
                elif report is not None:  # outside: what `progress` raises is no fault of the file
                    counts[self._parts().put(report, second_half(told))] += 1
            for file, told in damaged:
                told(0.0, "Đang khôi phục chữ bị nhận dạng sai")
                report = None
                with failures(failed, file):
                    report = self._read(file, self._repairer, told)
                if report is not None:
                    counts[self._parts().put(report, second_half(told))] += 1
            if progress:
                progress(1.0, "Đã lập chỉ mục xong")
            return IndexResult(**counts, failed=failed, passages=self.store.count_passages())

    def _new(self, file: Path, seen: dict[str, Path], told: Progress) -> Report | None:
        """Return the report of a file, None when its content is known; `seen` are names met."""
        check_file(file)  # before its bytes are touched: it may be huge, or a pipe
        if self.store.holds(sha256(file)):
            return None
        name = nfc(file.name)
        if name in seen:
            raise NotAllowed(
                name, f"“{file}” trùng tên với “{seen[name]}”: hãy đổi tên một trong hai tệp."
            )
        report = self._read(file, told=told)
        seen[name] = file
        return report

    def _repairer(self, clean: Sequence[Report] = ()) -> Repairer:
        """Return what restores damaged text, taught by the clean reports of the library."""
        from corpus.ocr.repair import Repairer

        own = {r.sha256: r for r in (*self.reports(), *clean) if not is_damaged(r)}
        key = frozenset(own)
        if self._repairs is None or self._repairs[0] != key:
            texts = [block.text for report in own.values() for block in report.blocks]
            self._repairs = key, Repairer(own=texts)
        return self._repairs[1]

    def remove(self, doc: str) -> bool:
        """Take a report out of the library, its file name as given; False when not there."""
        with self._writing:
            return self._parts().remove(doc)

    def reports(self) -> list[Report]:
        """Return all reports in order of name."""
        with self._lock:
            contents = self.store.contents()
            missing = [doc for doc, sha in contents.items() if sha not in self._reports]
            known = {r.sha256: r for r in self.store.reports(missing)} if missing else {}
            known |= {sha: self._reports[sha] for sha in contents.values() if sha in self._reports}
            self._reports = known
            return [known[sha] for sha in contents.values() if sha in known]

    def is_empty(self) -> bool:
        """Return whether no report was indexed yet."""
        return not self.store.contents()

    def report(self, doc: str) -> Report | None:
        """Return the report of a file name, None when it is not there."""
        return next((r for r in self.reports() if r.doc == doc), None)

    def search(self, query: str, k: int = 8, docs: Collection[str] | None = None) -> list[Hit]:
        """Return the `k` best passages, of the reports `docs` only where given."""
        from retrieval.search import search

        return search(self._parts(), query, k, docs)

    def ask(self, question: str) -> Answer:
        """Answer a question about documents out of the graph, any other with passages."""
        from assistant.questions import answer

        return answer(question, self.graph(), self.search, self.registry.entries())

    def graph(self) -> Graph:
        """Return how the documents of all reports stand to each other."""
        from retrieval.graph import Graph

        entries = self.registry.entries()  # before the lock: it takes its own and then this one
        with self._lock:
            reports = self.reports()
            state = frozenset(r.sha256 for r in reports), self.registry.stamp()
            if self._graph is None or self._graph[0] != state:
                self._graph = state, Graph(reports, entries)
            return self._graph[1]

    def register(self) -> list[Entry]:
        """Return the register (Sổ văn bản): all documents that the reports cite or a list gave.

        `registry` corrects, imports and exports it.
        """
        return self.registry.entries()

    def suggest(self, text: str, k: int = 8) -> list[Suggestion]:
        """Return the documents that a few typed letters may mean, with citations to paste."""
        return self.registry.suggest(text, k)

    def correct(self, entry_id: str, changes: Mapping[str, str]) -> Entry:
        """Set fields of an entry of the register; return it as it is now."""
        return self.registry.correct(entry_id, changes)

    def import_register(self, path: Path | str) -> ImportResult:
        """Add an office's own list of documents, .xlsx or .csv, to the register."""
        return self.registry.import_file(path)

    def export_register(self, path: Path | str) -> int:
        """Write the register to a .xlsx or .csv; return how many documents it has."""
        return self.registry.export_file(path)

    def check(
        self, files: Sequence[Path | str] | None = None, progress: Progress | None = None
    ) -> CheckResult:
        """Check files against each other, the whole library when None."""
        from assistant.reviewing import undismissed

        findings, failed, _ = self._checked(files, progress)
        left = undismissed(self.store, findings)
        return CheckResult(left, failed, len(findings) - len(left))

    def review(
        self, files: Sequence[Path | str] | None = None, progress: Progress | None = None
    ) -> Review:
        """Check as `check` does and tell what was decided, what is new and what is fixed.

        What is found is kept, so that the next version of a report can be told apart.
        """
        from assistant.reviewing import reviewed

        findings, failed, reports = self._checked(files, progress)
        result = reviewed(self.store, findings, reports, whole=files is None)
        return replace(
            result,
            failed=tuple((one.file, one.reason) for one in failed),
            texts={report.doc: report.text for report in reports},
        )

    def decide(self, fingerprint: str, decision: Decision | None, reason: str = "") -> None:
        """Keep a decision about a finding of an earlier review; None takes it back."""
        from assistant.reviewing import decided

        decided(self.store, fingerprint, decision, reason)

    def rulings(self) -> dict[str, Ruling]:
        """Return all decisions of reviewers by the fingerprint of their finding."""
        from assistant.reviewing import rulings

        return {ruling.fingerprint: ruling for ruling in rulings(self.store)}

    def ledger(self) -> Ledger:
        """Return the ledger of figures (Bảng số liệu) of all reports."""
        from assistant.ledger import ledger

        reports = self.reports()
        state = frozenset(r.sha256 for r in reports)
        with self._checking:
            if self._ledger is None or self._ledger[0] != state:
                self._ledger = state, ledger(reports)
            return self._ledger[1]

    def evaluate(
        self,
        files: Sequence[Path | str] | None = None,
        gold: Path | None = None,
        *,
        mutations: int = 0,
        seed: int = 7,
        progress: Progress | None = None,
    ) -> Evaluation:
        """Measure the checker on files, or the whole library, against the folder `gold`.

        `mutations` is how many changes of one digit are tried for each sort of place.
        """
        from assistant.checking.evaluate import evaluate
        from corpus.reading import find_all, parse

        _, failed, reports = self._checked(files, progress)
        if failed:
            raise BaocaoError(failed[0].reason)
        return evaluate(
            reports,
            gold,
            again=lambda report, text: find_all(parse(text, report.doc)),
            mutations=mutations,
            seed=seed,
        )

    def _checked(
        self, files: Sequence[Path | str] | None, progress: Progress | None
    ) -> tuple[list[Finding], list[Failure], list[Report]]:
        """Return the findings, the files that could not be read and the reports checked."""
        from assistant.checking.check import Checker

        failed: list[Failure] = []
        reports: list[Report] = []
        if files is None:
            reports = self.reports()
        else:
            paths, failed = files_in(files)
            for number, file in enumerate(paths):
                told = told_of(progress, number, len(paths) + 1, file.name)
                told(0.0, "Đang đọc")
                with failures(failed, file):
                    reports.append(self._read(file, told=told))
            reports = [self._restored(report, paths, reports) for report in reports]
        if progress:
            progress(len(reports) / (len(reports) + 1), "Đang đối chiếu số liệu và văn bản")
        if files is None:
            register = self.registry.entries()
            with self._checking:  # what was found before is kept, only what is new costs time
                self._checker = self._checker or Checker()
                findings = self._checker.check(reports, register)
        else:
            findings = Checker().check(reports, self.registry.of(reports))
        if progress:
            progress(1.0, "Đã kiểm tra xong")
        return findings, failed, reports

    def draft(
        self,
        outline: Path | str,
        *,
        section: str | None = None,
        period: str | None = None,
        model: str | None = None,
        progress: Progress | None = None,
    ) -> Draft:
        """Draft a report along a đề cương (a file) out of the library's other reports.

        `section` is a path ("I.1"), `period` a label ("9 tháng đầu năm 2025"). The outline's own
        letter is no source of results, in the library or not. `model` names a language model at
        the configured address; None is the configured one, "" none at all. A .json file is a
        tree of headings, as ``baocao outline --json`` prints it, with no letter around it.
        """
        from assistant.drafting import parse_outline
        from assistant.drafting.order import noted, read_tree, unnoted

        options: Any = {"section": section, "period": period, "model": model, "progress": progress}
        if Path(outline).suffix.lower() == ".json":
            tree, notes = read_tree(Path(outline))
            return unnoted(self.write(noted(tree, notes), None, **options), notes)
        letter = self._read(Path(outline), self._repairer)
        return self.write(parse_outline(letter), letter, **options)

    def write(
        self,
        outline: Outline,
        letter: Report | None,
        *,
        section: str | None = None,
        period: str | None = None,
        model: str | None = None,
        docs: Collection[str] | None = None,
        only: Collection[str] | None = None,
        each: Callable[[DraftSection], None] | None = None,
        office: str | None = None,
        progress: Progress | None = None,
    ) -> Draft:
        """Draft by an outline that was read from `letter`; options as in `draft` and `Drafts`.

        `docs` are the reports to draw on; None: all.
        """
        from assistant.drafting import draft

        reports = [r for r in self.reports() if letter is None or r.doc != letter.doc]
        reports = [r for r in reports if docs is None or r.doc in docs]
        return draft(
            outline,
            [*reports, *([letter] if letter else [])],
            partial(self.search, docs=[r.doc for r in reports]),
            section=section,
            period=period,
            model=self.model(model),
            progress=progress,
            only=only,
            each=each,
            office=office,
        )

    def desk(self) -> Desk:
        """Return the drafts kept in this library."""
        from assistant.drafting.desk import Desk
        from corpus.storage.draft_store import DraftStore

        return Desk(DraftStore(self.store), self)

    def gate(self, draft: Draft) -> Draft:
        """Return a draft, edited or not, with every unsupported number marked anew."""
        from assistant.drafting.gate import gated

        return gated(draft, self.reports())

    def _restored(self, report: Report, paths: Sequence[Path], clean: Sequence[Report]) -> Report:
        """Return a damaged report read again with its words restored, any other as it is."""
        if not is_damaged(report):
            return report
        file = next(path for path in paths if nfc(path.name) == report.doc)
        return self._read(file, partial(self._repairer, clean))

    def _read(
        self,
        file: Path,
        repairs: Callable[[], Repairer] | None = None,
        told: Progress | None = None,
    ) -> Report:
        """Read a file; what a reader did not foresee becomes a ReadError too, with a trace logged.

        Pages recognised on pictures are kept in the library. What `told` raises goes through.
        """
        from corpus.reading import read

        def on_page(page: int, pages: int) -> None:
            if told:
                try:
                    told(0.5 * page / pages, f"Đã đọc trang {page}/{pages}")
                except BaseException as stop:
                    raise Stopped from stop

        try:
            cache = self.settings.home / "ocr"
            return read(file, repairs=repairs, cache=cache, on_page=on_page)
        except (BaocaoError, OSError, Stopped):
            raise
        except Exception as error:
            _log.exception("reading %s", file)
            raise ReadError(
                file.name, f"Không đọc được tệp “{file.name}”: tệp hỏng hoặc có cấu trúc lạ."
            ) from error

    def model(self, name: str | None) -> Model | None:
        """Return the language model `name`; ConfigError without an address for it.

        For None it is the configured one, for "" there is none.
        """
        from assistant.drafting.write import Model

        name = self.settings.model if name is None else name
        if not name:
            return None
        if not self.settings.model_url:
            raise ConfigError(
                f"Đã chọn mô hình “{name}” nhưng chưa có BAOCAO_MODEL_URL: "
                "hãy đặt địa chỉ dịch vụ, ví dụ http://127.0.0.1:8080/v1."
            )
        return Model(name, self.settings.model_url, self.settings.model_key)

    def _parts(self) -> Index:
        """Return the index; nothing heavy is loaded before it is used."""
        with self._lock:
            if self._index is None:
                from retrieval.embedders import make_embedder
                from retrieval.index import Index
                from retrieval.keyword import KeywordIndex
                from retrieval.vectors import ChromaVectors

                setting = self.settings
                self._index = Index(
                    self.store,
                    make_embedder(setting.embedder, setting.embedder_url, setting.model_key),
                    lambda stamp: ChromaVectors(setting.chroma_address, stamp),
                    KeywordIndex(setting.home / "keyword.db"),
                )
            return self._index


def _version() -> str:
    try:
        return metadata.version("baocao")
    except metadata.PackageNotFoundError:
        return ""
