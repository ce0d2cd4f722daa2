"""The desk: drafts kept in the library, written on section by section, every version kept.

A section may be drafted again from a choice of sources, typed over (the gate runs on what was
typed) and locked: what is locked changes no more until it is unlocked. Everything is in the
database, so work goes on after a restart.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from assistant.drafting.gate import edited, gated
from assistant.drafting.keeping import from_json, to_json
from assistant.drafting.record import Draft, DraftSection
from corpus.errors import BaocaoError
from corpus.model import Report
from corpus.storage.draft_store import DraftStore, KeptDraft, KeptVersion

Progress = Callable[[float, str], None]


class Drafts(Protocol):
    """What writes a draft by an outline in the words of its file: the library."""

    def draft_text(
        self,
        name: str,
        text: str,
        *,
        section: str | None = None,
        period: str | None = None,
        model: str | None = None,
        docs: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> Draft:
        """Return a draft, from the reports `docs` only where given."""

    def reports(self) -> list[Report]:
        """Return the reports of the library."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as it lies on the desk: one of its versions, and which sections are locked."""

    key: int
    title: str
    version: KeptVersion
    draft: Draft
    locked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A section that two versions have different: its lines, "-" gone, "+" new, " " kept."""

    path: str
    title: str
    lines: tuple[str, ...]


class Desk:
    """The drafts of one library."""

    def __init__(self, store: DraftStore, writer: Drafts) -> None:
        self._store = store
        self._writer = writer

    def begin(
        self,
        name: str,
        text: str,
        *,
        period: str | None = None,
        model: str | None = None,
        progress: Progress | None = None,
    ) -> OpenDraft:
        """Draft by the outline in `text` (of a file called `name`) and keep it as version 1."""
        draft = self._writer.draft_text(name, text, period=period, model=model, progress=progress)
        state: dict[str, Any] = {"name": name, "outline": text, "period": period, "locked": []}
        key = self._store.add(draft.title, state, to_json(draft), _now(), "Soạn lần đầu")
        return self.open(key)

    def drafts(self) -> list[KeptDraft]:
        """Return all drafts, the one changed last first."""
        return self._store.drafts()

    def versions(self, key: int) -> list[KeptVersion]:
        """Return the versions of a draft, oldest first."""
        self._kept(key)
        return self._store.versions(key)

    def open(self, key: int, number: int | None = None) -> OpenDraft:
        """Return a draft, its newest version or that of `number`; BaocaoError without one."""
        kept = self._kept(key)
        number = kept.version.number if number is None else number
        content = self._store.content(key, number)
        version = next((v for v in self._store.versions(key) if v.number == number), None)
        if content is None or version is None:
            raise BaocaoError(f"Bản thảo {key} không có phiên bản {number}.")
        return OpenDraft(
            key, kept.title, version, from_json(content), frozenset(kept.state["locked"])
        )

    def redraft(
        self,
        key: int,
        path: str,
        *,
        docs: Collection[str] | None = None,
        model: str | None = None,
        progress: Progress | None = None,
    ) -> OpenDraft:
        """Draft one section again, from the reports `docs` only where given."""
        now, state = self._unlocked(key, path), self._kept(key).state
        fresh = self._writer.draft_text(
            state["name"],
            state["outline"],
            section=path,
            period=state["period"],
            model=model,
            docs=docs,
            progress=progress,
        )
        section = next(s for s in fresh.sections if s.path == path)
        chosen = f" từ {', '.join(sorted(docs))}" if docs is not None else ""
        known = {s.doc: s for s in (*now.draft.sources, *fresh.sources)}
        draft = replace(now.draft, sources=tuple(known.values()))
        return self._put(now, _with(draft, section), f"Soạn lại mục {path}{chosen}")

    def edit(self, key: int, path: str, text: str) -> OpenDraft:
        """Put what a user typed into a section; the gate marks what no source supports."""
        now = self._unlocked(key, path)
        by_doc = self._by_doc(key)
        section = edited(_section(now.draft, path), text, by_doc)
        return self._put(now, _with(now.draft, section), f"Sửa mục {path}")

    def lock(self, key: int, path: str, *, locked: bool = True) -> OpenDraft:
        """Lock a section or unlock it."""
        now = self.open(key)
        _section(now.draft, path)
        paths = set(now.locked) | {path} if locked else set(now.locked) - {path}
        self._store.set_state(key, {**self._kept(key).state, "locked": sorted(paths)})
        return self.open(key)

    def restore(self, key: int, number: int) -> OpenDraft:
        """Make an old version the newest again; locked sections stay as they are now."""
        now, old = self.open(key), self.open(key, number)
        sections = tuple(
            _section(now.draft, s.path) if s.path in now.locked else s for s in old.draft.sections
        )
        draft = replace(old.draft, sections=sections)
        return self._put(now, draft, f"Trở lại phiên bản {number}")

    def compare(self, key: int, old: int, new: int) -> list[Change]:
        """Return the sections that two versions have different, in reading order."""
        before = {s.path: s for s in self.open(key, old).draft.sections}
        found = []
        for section in self.open(key, new).draft.sections:
            was = before[section.path].text if section.path in before else ""
            if was != section.text:
                lines = difflib.ndiff(was.splitlines(), section.text.splitlines())
                kept = tuple(line for line in lines if not line.startswith("?"))
                found.append(Change(section.path, section.title, kept))
        return found

    def remove(self, key: int) -> bool:
        """Forget a draft with all versions; False where there is no such draft."""
        return self._store.remove(key)

    def _kept(self, key: int) -> KeptDraft:
        found = next((one for one in self._store.drafts() if one.key == key), None)
        if found is None:
            raise BaocaoError(f"Không có bản thảo {key} trong kho.")
        return found

    def _unlocked(self, key: int, path: str) -> OpenDraft:
        now = self.open(key)
        _section(now.draft, path)
        if path in now.locked:
            raise BaocaoError(f"Mục {path} đang khóa: hãy mở khóa trước khi sửa.")
        return now

    def _put(self, now: OpenDraft, draft: Draft, note: str) -> OpenDraft:
        draft = gated(draft, self._by_doc(now.key).values())
        number = self._store.save(now.key, to_json(draft), _now(), note, now.version.number)
        if number is None:
            raise BaocaoError("Bản thảo vừa được người khác sửa: hãy mở lại rồi sửa tiếp.")
        return self.open(now.key)

    def _by_doc(self, key: int) -> Mapping[str, Report]:
        """Return the reports by name, the outline's own letter among them."""
        from corpus.reading import parse

        state = self._kept(key).state
        letter = parse(state["outline"], state["name"])
        return {letter.doc: letter, **{r.doc: r for r in self._writer.reports()}}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _section(draft: Draft, path: str) -> DraftSection:
    found = next((s for s in draft.sections if s.path == path), None)
    if found is None:
        paths = ", ".join(s.path for s in draft.sections)
        raise BaocaoError(f"Bản thảo không có mục {path}; các mục có thể chọn: {paths}.")
    return found


def _with(draft: Draft, section: DraftSection) -> Draft:
    sections: Sequence[Any] = [section if s.path == section.path else s for s in draft.sections]
    return replace(draft, sections=tuple(sections))
