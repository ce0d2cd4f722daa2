"""The desk: drafts kept in the library, written on section by section, every version kept.

A draft is kept from the moment that its outline is approved, so what was drafted before somebody
stopped the work, or the power failed, is there and the rest is drafted later. A section may be
drafted again from a choice of sources, typed over (the gate runs on what was typed) and locked:
what is locked changes no more until it is unlocked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.drafting.comparing import Change, changes
from assistant.drafting.draft import framed, target_of
from assistant.drafting.facts import sources
from assistant.drafting.gate import edited, gated
from assistant.drafting.keeping import from_json, to_json
from assistant.drafting.order import Order, noted, order_of, takes_text, without_note
from assistant.drafting.outline import Outline
from assistant.drafting.record import Draft, DraftSection, DraftSentence
from assistant.drafting.standing import SectionState, Spot, Summary, spots_of, state_of, summary_of
from assistant.drafting.write import Model, Writer
from corpus.errors import NoSuchDraft, SectionLocked, StaleDraft
from corpus.model import Report
from corpus.storage.draft_store import DraftStore, KeptDraft, KeptVersion

Progress = Callable[[float, str], None]
_KEEP = 2.0  # seconds between two times that sections under way are kept
_TRIES = 5  # to keep sections beside somebody who edits
_STALE = "Bản thảo vừa được người khác sửa: hãy mở lại rồi sửa tiếp."


class Drafts(Protocol):
    """What drafts are written from: the library."""

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
        """Return a draft, from the reports `docs` only where given."""

    def reports(self) -> list[Report]:
        """Return the reports of the library."""

    def search(self, query: str, k: int = 8, docs: Collection[str] | None = None) -> Sequence[Any]:
        """Return the best passages."""

    def model(self, name: str | None) -> Model | None:
        """Return a language model, None where none is wanted."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as it lies on the desk: one of its versions, and how its sections stand.

    `waiting` are the paths not drafted yet, `writes` those that take text at all.
    """

    key: int
    title: str
    version: KeptVersion
    draft: Draft
    locked: frozenset[str]
    waiting: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    notes: Mapping[str, str] | None = None  # for the writer, by path

    def state(self, section: DraftSection) -> SectionState:
        """Return what a section needs next."""
        return state_of(section, self.writes, self.waiting, self.locked)

    @property
    def summary(self) -> Summary:
        """Return the counts of the draft."""
        return summary_of(self.draft, self.writes, self.waiting)


class Desk:
    """The drafts of one library.

    Where a method takes `version`, it is the one that the caller worked on: StaleDraft where
    another is the newest by now. None: whatever is there.
    """

    def __init__(self, store: DraftStore, writer: Drafts) -> None:
        self._store = store
        self._writer = writer

    # -------------------------------------------------------------- begin and go on

    def begin(
        self, order: Order, *, model: str | None = None, progress: Progress | None = None
    ) -> OpenDraft:
        """Draft by `order` and keep it as version 1; what `progress` stops keeps what is done."""
        return self.fill(self.start(order), model=model, progress=progress)

    def start(self, order: Order) -> int:
        """Keep a draft with the headings of the order and nothing written; return its key.

        Raises OutlineError where there is no outline.
        """
        outline, letter = order.outline(), order.letter()
        blank = [DraftSection(p, h.number, h.title, h.level) for p, h in outline.walk()]
        used = sources(outline, self._writer.reports())
        target = target_of(outline, order.period)
        draft = framed(outline, blank, used, letter, target, order.office)
        waiting = takes_text(outline)
        state = {**order.to_json(), "locked": [], "writes": waiting, "notes": order.notes()}
        return self._store.add(
            draft.title, _stated(state, draft, waiting), to_json(draft), _now(), "Duyệt đề cương"
        )

    def fill(
        self, key: int, *, model: str | None = None, progress: Progress | None = None
    ) -> OpenDraft:
        """Draft the sections of a draft that are not drafted yet; others stay as they are."""
        now = self.open(key)
        if not now.waiting:
            return now
        order = self._order(key)
        kept = _Kept(self, now)
        notes = now.notes or {}

        def each(section: DraftSection) -> None:
            kept.add(without_note(section, notes))

        try:
            written = self._writer.write(
                noted(order.outline(), notes),
                order.letter(),
                period=order.period,
                model=model,
                only=now.waiting - now.locked,
                each=each,
                office=order.office,
                progress=progress,
            )
        finally:
            kept.keep()
        return self._signed(key, written)

    def _signed(self, key: int, written: Draft) -> OpenDraft:
        """Keep with the newest version what a model did, and mark all of it anew."""
        now = self.open(key)
        draft = replace(
            now.draft,
            used_model=written.used_model or now.draft.used_model,
            prompt=written.prompt or now.draft.prompt,
            notes=(*now.draft.notes, *written.notes),
            tokens=written.tokens or now.draft.tokens,
            kept=written.kept or now.draft.kept,
        )
        draft = gated(draft, self._by_doc(key).values())
        self._store.rewrite(key, to_json(draft), _now(), now.version.note, now.version.number)
        self._restate(key, draft, now.waiting)
        return self.open(key)

    # -------------------------------------------------------------- look

    def drafts(self) -> list[KeptDraft]:
        """Return all drafts, the one changed last first."""
        return self._store.drafts()

    def versions(self, key: int) -> list[KeptVersion]:
        """Return the versions of a draft, oldest first."""
        self._kept(key)
        return self._store.versions(key)

    def open(self, key: int, number: int | None = None) -> OpenDraft:
        """Return a draft, its newest version or that of `number`; NoSuchDraft without one."""
        kept = self._kept(key)
        number = kept.version.number if number is None else number
        content = self._store.content(key, number)
        version = next((v for v in self._store.versions(key) if v.number == number), None)
        if content is None or version is None:
            raise NoSuchDraft(f"Bản thảo {key} không có phiên bản {number}.")
        state = kept.state
        return OpenDraft(
            key,
            kept.title,
            version,
            from_json(content),
            frozenset(state["locked"]),
            frozenset(state.get("waiting", ())),
            frozenset(state.get("writes", ())),
            state.get("notes", {}),
        )

    def order(self, key: int) -> Order:
        """Return what a draft was ordered by."""
        return self._order(key)

    def spots(self, key: int, sentences: Sequence[DraftSentence]) -> list[list[Spot]]:
        """Return for each sentence the numbers in it that none of its sources supports."""
        by_doc = self._by_doc(key)
        return [spots_of(sentence, by_doc) for sentence in sentences]

    def choices(self, key: int, path: str) -> list[Any]:
        """Return the passages that the section may be drafted from (`choosing.Choice`)."""
        from assistant.drafting.choosing import choices

        section = _section(self.open(key).draft, path)
        return choices(*self._asked(key, path), section, self._writer.search)

    def compare(self, key: int, old: int, new: int) -> list[Change]:
        """Return the sections that two versions have different, in reading order."""
        return changes(self.open(key, old).draft, self.open(key, new).draft)

    # -------------------------------------------------------------- change

    def redraft(
        self,
        key: int,
        path: str,
        *,
        docs: Collection[str] | None = None,
        passages: Collection[str] | None = None,
        model: str | None = None,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> OpenDraft:
        """Draft one section again: from all reports, from `docs` only, or from `passages` only.

        `passages` are keys of `choices`.
        """
        now = self._unlocked(key, path, version)
        if passages is not None:
            section = self._from_passages(now, path, passages, model, progress)
            return self._put(now, _with(now.draft, section), f"Soạn lại mục {path} từ đoạn đã chọn")
        order, notes = self._order(key), now.notes or {}
        fresh = self._writer.write(
            noted(order.outline(), notes),
            order.letter(),
            only={path},
            period=order.period,
            model=model,
            docs=docs,
            office=order.office,
            progress=progress,
        )
        section = without_note(_section(fresh, path), notes)
        chosen = f" từ {', '.join(sorted(docs))}" if docs is not None else ""
        known = {s.doc: s for s in (*now.draft.sources, *fresh.sources)}
        draft = replace(now.draft, sources=tuple(known.values()))
        return self._put(now, _with(draft, section), f"Soạn lại mục {path}{chosen}")

    def _from_passages(
        self,
        now: OpenDraft,
        path: str,
        passages: Collection[str],
        model: str | None,
        progress: Progress | None,
    ) -> DraftSection:
        from assistant.drafting.choosing import chosen

        tell = progress or (lambda _share, _message: None)
        tell(0.1, f"Đang soạn lại mục {path}")
        outline, reports, _, target = self._asked(now.key, path)
        section = chosen(outline, reports, path, target, passages, self._writer.search)
        section = without_note(section, now.notes or {})
        if (engine := self._writer.model(model)) is None:
            return section
        writer = Writer(engine, lambda: tell(0.5, f"Đang soạn lại mục {path}"))
        prompts = dict(outline.walk())[path].prompts
        return writer.rewrite(section, outline.title, prompts)

    def edit(self, key: int, path: str, text: str, *, version: int | None = None) -> OpenDraft:
        """Put what a user typed into a section; the gate marks what no source supports."""
        now = self._unlocked(key, path, version)
        section = edited(_section(now.draft, path), text, self._by_doc(key))
        return self._put(now, _with(now.draft, section), f"Sửa mục {path}")

    def confirm(
        self,
        key: int,
        path: str,
        paragraph: int,
        sentence: int | None = None,
        mark: int | None = None,
        *,
        version: int | None = None,
    ) -> OpenDraft:
        """Take out a mark that a person has looked at, or without `sentence` a paragraph's gap.

        All three count from 0. What is confirmed in one section in a row is one version. Raises
        DraftError for a number without a source: it needs one, or other words.
        """
        from assistant.drafting.confirming import confirmed

        now = self._unlocked(key, path, version)
        section = confirmed(_section(now.draft, path), paragraph, sentence, mark)
        note = f"Xác nhận ở mục {path}"
        return self._put(now, _with(now.draft, section), note, over=now.version.note == note)

    def lock(self, key: int, path: str, *, locked: bool = True) -> OpenDraft:
        """Lock a section or unlock it."""
        _section(self.open(key).draft, path)

        def change(state: dict[str, Any]) -> dict[str, Any]:
            paths = set(state["locked"]) - {path}
            return {**state, "locked": sorted(paths | {path} if locked else paths)}

        self._store.change_state(key, change)
        return self.open(key)

    def restore(self, key: int, number: int, *, version: int | None = None) -> OpenDraft:
        """Make an old version the newest again; locked sections stay as they are now."""
        now, old = self._newest(key, version), self.open(key, number)
        sections = tuple(
            _section(now.draft, s.path) if s.path in now.locked else s for s in old.draft.sections
        )
        draft = replace(old.draft, sections=sections)
        return self._put(now, draft, f"Trở lại phiên bản {number}")

    def remove(self, key: int) -> bool:
        """Forget a draft with all versions; False where there is no such draft."""
        return self._store.remove(key)

    # -------------------------------------------------------------- within

    def _kept(self, key: int) -> KeptDraft:
        found = self._store.draft(key)
        if found is None:
            raise NoSuchDraft(f"Không có bản thảo {key} trong kho.")
        return found

    def _order(self, key: int) -> Order:
        return order_of(self._kept(key).state)

    def _asked(self, key: int, path: str) -> tuple[Outline, list[Report], str, Any]:
        """Return the outline with its notes, the sources best first, the path, the period."""
        order = self._order(key)
        outline = noted(order.outline(), order.notes())
        return (
            outline,
            sources(outline, self._reports(order)),
            path,
            target_of(outline, order.period),
        )

    def _newest(self, key: int, version: int | None) -> OpenDraft:
        now = self.open(key)
        if version is not None and version != now.version.number:
            raise StaleDraft(_STALE)
        return now

    def _unlocked(self, key: int, path: str, version: int | None) -> OpenDraft:
        now = self._newest(key, version)
        _section(now.draft, path)
        if path in now.locked:
            raise SectionLocked(f"Mục {path} đang khóa: hãy mở khóa trước khi sửa.")
        return now

    def _put(self, now: OpenDraft, draft: Draft, note: str, *, over: bool = False) -> OpenDraft:
        """Keep a draft as a new version, or `over` the newest one."""
        draft = gated(draft, self._by_doc(now.key).values())
        put = self._store.rewrite if over else self._store.save
        if not put(now.key, to_json(draft), _now(), note, now.version.number):
            raise StaleDraft(_STALE)
        self._restate(now.key, draft, {s.path for s in draft.sections if not s.paragraphs})
        return self.open(now.key)

    def _restate(self, key: int, draft: Draft, empty: Collection[str]) -> None:
        """Keep the counts of a draft; of the sections that wait only `empty` ones still do."""

        def change(state: dict[str, Any]) -> dict[str, Any]:
            return _stated(state, draft, [p for p in state.get("waiting", ()) if p in empty])

        self._store.change_state(key, change)

    def _reports(self, order: Order) -> list[Report]:
        return [r for r in self._writer.reports() if r.doc != order.letter().doc]

    def _by_doc(self, key: int) -> Mapping[str, Report]:
        """Return the reports by name, the outline's own letter among them."""
        order = self._order(key)
        letter = order.letter()
        return {letter.doc: letter, **{r.doc: r for r in self._writer.reports()}}


class _Kept:
    """The sections of a draft under way: kept in the library every few seconds and at the end."""

    def __init__(self, desk: Desk, now: OpenDraft) -> None:
        self._desk = desk
        self._now = now
        self._version = now.version.number
        self._waiting: list[DraftSection] = []
        self._last = time.monotonic()

    def add(self, section: DraftSection) -> None:
        self._waiting.append(section)
        if time.monotonic() - self._last >= _KEEP:
            self.keep()

    def keep(self) -> None:
        """Put what was written into the newest version, or behind what a person saved meanwhile."""
        if not self._waiting:
            return
        for _ in range(_TRIES):
            if self._kept():
                self._waiting, self._last = [], time.monotonic()
                return
        raise StaleDraft(_STALE)

    def _kept(self) -> bool:
        desk, now = self._desk, self._desk.open(self._now.key)
        fresh = {s.path: s for s in self._waiting if s.path not in now.locked}
        sections = tuple(
            fresh.get(s.path, s) if not s.paragraphs else s for s in now.draft.sections
        )
        draft = replace(now.draft, sections=sections)
        store, content, note = desk._store, to_json(draft), "Soạn theo đề cương"
        if now.version.number == self._version:
            done = store.rewrite(now.key, content, _now(), note, self._version)
        else:
            number = store.save(now.key, content, _now(), note, now.version.number)
            done, self._version = number is not None, number or self._version
        if done:
            desk._restate(now.key, draft, now.waiting - set(fresh))
        return done


def _stated(state: Mapping[str, Any], draft: Draft, waiting: Collection[str]) -> dict[str, Any]:
    summary = asdict(summary_of(draft, state.get("writes", ()), waiting))
    return {**state, "waiting": sorted(waiting), "summary": summary}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _section(draft: Draft, path: str) -> DraftSection:
    found = next((s for s in draft.sections if s.path == path), None)
    if found is None:
        paths = ", ".join(s.path for s in draft.sections)
        raise NoSuchDraft(f"Bản thảo không có mục {path}; các mục có thể chọn: {paths}.")
    return found


def _with(draft: Draft, section: DraftSection) -> Draft:
    sections: Sequence[Any] = [section if s.path == section.path else s for s in draft.sections]
    return replace(draft, sections=tuple(sections))
