"""The register (Sổ văn bản): every document the library cites, with its full title and status.

Pure: reports in, entries out. What people correct or import comes on top
(`corpus.register.register_edits`), so that it survives reading the reports anew.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.documents.citing import about, first_form, later_form
from corpus.documents.laws import Law, laws_of
from corpus.documents.resolving import Mention, issuer_key, subjects_agree
from corpus.figures.sentences import sentence_span
from corpus.model import Citation, Place, RelationKind, Report
from corpus.register.merging import Merged, merged
from corpus.text import fold, same_tone, squeeze

IN_FORCE = "còn hiệu lực"
UNKNOWN = "chưa rõ"
DRAFT = "dự thảo"
LAW = "Luật"
# Words of a sentence that show a document at work when it was written.
AT_WORK = re.compile(r"tiep tuc|con hieu luc|dang (?:thuc hien|trien khai)")
_DRAFT = re.compile(r"du thao\s*$")

# Status words by (kind of relation, planned), the strongest first.
_STATUS: tuple[tuple[RelationKind, bool, str], ...] = (
    (RelationKind.REPLACES, False, "được thay thế bởi"),
    (RelationKind.REPEALS, False, "bị bãi bỏ bởi"),
    (RelationKind.REPLACES, True, "dự kiến được thay thế bởi"),
    (RelationKind.REPEALS, True, "dự kiến bị bãi bỏ bởi"),
    (RelationKind.AMENDS, False, "được sửa đổi bởi"),
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells a document from others: as the reports, or an imported list, give it."""

    number: str
    type: str
    date: date | None
    issuer: str | None
    title: str = ""  # only of documents without a number: laws by name


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the register.

    `places` are its mentions in order of report date; `mentions` are (report, citation index)
    of those with a number. `anchors` are the identities merged in it, its own first. `edited`
    names the fields a person corrected; `imported` is set for what an office's list gave.
    """

    id: str
    number: str
    type: str
    date: date | None
    issuer: str | None
    title: str
    status: str = UNKNOWN
    aliases: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    status_places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    edited: tuple[str, ...] = ()
    imported: bool = False
    year: int | None = None  # where the full date is not known

    @property
    def first(self) -> Place | None:
        """Return the first mention, None for a document that was only imported."""
        return self.places[0] if self.places else None

    @property
    def last(self) -> Place | None:
        """Return the last mention."""
        return self.places[-1] if self.places else None

    @property
    def name(self) -> str:
        """Return type and number, or a law's name."""
        return self.later_form

    @property
    def first_form(self) -> str:
        """Return the citation for a first mention."""
        return first_form(self.type, self.number, self.date, self.issuer, self.title)

    @property
    def later_form(self) -> str:
        """Return the citation for later mentions."""
        if not self.number:
            return self.title
        return later_form(self.type, self.number)


def register(reports: Iterable[Report]) -> list[Entry]:
    """Return an entry for each document that `reports` cite, in order of first mention.

    Reports count in order of date, those without one last.
    """
    ordered = sorted(reports, key=_when)
    build = _Build({report.doc: report for report in ordered})
    entries = [build.entry(one) for one in merged(ordered)]
    entries = build.with_status(entries)
    order = {report.doc: n for n, report in enumerate(ordered)}
    entries += [_law_entry(law) for law in laws_of(ordered)]
    entries.sort(key=lambda e: (order[e.places[0].doc], e.places[0].start))
    return with_ids(entries)


def _when(report: Report) -> tuple[date, str]:
    until = report.period.end if report.period else None
    return report.date or report.as_of or until or date.max, report.doc


def with_ids(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with ids: short, the same for the same document, each once."""
    seen: Counter[str] = Counter()
    out = []
    for entry in entries:
        anchor = entry.anchors[0]
        body = "|".join(issuer_key(anchor.issuer))
        key = f"{anchor.number}|{anchor.type}|{anchor.date}|{body}|{fold(anchor.title)}"
        code = hashlib.sha256(key.encode()).hexdigest()[:10]
        seen[code] += 1
        out.append(replace(entry, id=code if seen[code] == 1 else f"{code}-{seen[code]}"))
    return out


def _law_entry(law: Law) -> Entry:
    anchor = Anchor("", LAW, None, None, law.title)
    kinds = ("Bộ luật", "Pháp lệnh", "Hiến pháp")
    kind = next((kind for kind in kinds if law.name.startswith(kind)), LAW)
    return Entry(
        "", "", kind, None, None, law.title, places=law.places, anchors=(anchor,), year=law.year
    )


@dataclass(slots=True)
class _Build:
    """The reports under way, and the entry of each mention."""

    reports: dict[str, Report]
    _of: dict[Mention, int] = field(default_factory=dict)
    _count: int = 0

    def entry(self, one: Merged) -> Entry:
        """Return the entry of a document, without id and status."""
        document = one.document
        order = {doc: n for n, doc in enumerate(self.reports)}
        mentions = tuple(sorted(one.mentions, key=lambda m: (order[m[0]], m[1])))
        self._of.update(dict.fromkeys(mentions, self._count))
        self._count += 1
        issuer = squeeze(document.issuer) if document.issuer else None
        anchor = Anchor(document.number, document.type, document.date, issuer)
        return Entry(
            id="",
            number=document.number,
            type=document.type,
            date=document.date,
            issuer=issuer,
            title=self._title(document.number, document.date, mentions),
            aliases=self._aliases(document.number, mentions),
            places=tuple(self._cite(m).place for m in mentions),
            mentions=mentions,
            anchors=(anchor,),
            year=document.date.year if document.date else _year_in(document.number),
        )

    def _cite(self, mention: Mention) -> Citation:
        return self.reports[mention[0]].citations[mention[1]]

    def _aliases(self, number: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Return the other canonical numbers under which the document is cited."""
        return tuple(dict.fromkeys(n for m in mentions if (n := self._cite(m).number) != number))

    def _title(self, number: str, day: date | None, mentions: Sequence[Mention]) -> str:
        """Return the best title: of clean reports where there is one."""
        clean: list[str] = []
        scanned: list[str] = []
        for report in self.reports.values():
            if report.number == number and report.title and report.date in (None, day):
                clean.append(report.title)
        for mention in mentions:
            if subject := self._cite(mention).subject:
                (scanned if self.reports[mention[0]].quality.ocr else clean).append(subject)
        return best_title(clean or scanned)

    def with_status(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries with what the reports say of their being in force."""
        said: dict[int, dict[tuple[RelationKind, bool], list[tuple[int, Place]]]]
        said = defaultdict(lambda: defaultdict(list))
        replacing: dict[int, list[Place]] = defaultdict(list)
        for report in self.reports.values():
            for relation in report.relations:
                source = self._of.get((report.doc, relation.source))
                target = self._of.get((report.doc, relation.target))
                if relation.negated or source is None or target is None or source == target:
                    continue
                key = (relation.kind, relation.planned)
                said[target][key].append((source, relation.place))
                if key == (RelationKind.REPLACES, False):
                    replacing[source].append(relation.place)
        return [
            self._judged(entry, said.get(n, {}), replacing[n], entries)
            for n, entry in enumerate(entries)
        ]

    def _judged(
        self,
        entry: Entry,
        said: dict[tuple[RelationKind, bool], list[tuple[int, Place]]],
        replacing: list[Place],
        entries: Sequence[Entry],
    ) -> Entry:
        for kind, planned, words in _STATUS:
            if by := said.get((kind, planned)):
                numbers = dict.fromkeys(entries[n].number for n, _ in by)
                status = f"{words} {', '.join(numbers)}"
                return replace(entry, status=status, status_places=tuple(p for _, p in by))
        if drafts := self._drafts(entry.mentions):
            return replace(entry, status=DRAFT, status_places=drafts)
        shown = (*replacing, *self._at_work(entry.mentions))
        return replace(entry, status=IN_FORCE, status_places=shown) if shown else entry

    def _drafts(self, mentions: Sequence[Mention]) -> tuple[Place, ...]:
        """Return all mentions where each speaks of a draft, else nothing."""
        for mention in mentions:
            cite = self._cite(mention)
            text = self.reports[mention[0]].blocks[cite.block].text
            if not _DRAFT.search(fold(text[max(0, cite.span[0] - 24) : cite.span[0]])):
                return ()
        return tuple(self._cite(m).place for m in mentions)

    def _at_work(self, mentions: Iterable[Mention]) -> tuple[Place, ...]:
        found = []
        for doc, index in mentions:
            report = self.reports[doc]
            cite = report.citations[index]
            text = report.blocks[cite.block].text
            start, end = sentence_span(text, cite.span)
            if AT_WORK.search(fold(text[start : cite.span[0]])):
                found.append(report.place(cite.block, start, end))
        return tuple(found)


def _year_in(number: str) -> int | None:
    """Return the year that a normative number carries: 82/2024/NĐ-CP."""
    match = re.match(r"\d+[a-zđ]?/((?:19|20)\d\d)(?!\d)", number)
    return int(match[1]) if match else None


# ---------------------------------------------------------------- titles


def best_title(subjects: Sequence[str]) -> str:
    """Return the longest subject that another one bears out, the longest when none does.

    What a sentence goes on to say after a subject stands in one mention only; so a longer form
    counts when a second mention has it too.
    """
    titles = [trimmed(s) for s in subjects]
    titles = [t for t in titles if t]
    if not titles:
        return ""
    best = max(titles, key=lambda t: (sum(subjects_agree(t, o) for o in titles), len(t)))
    agreeing = [t for t in titles if t == best or subjects_agree(t, best)]
    forms = [_form(t) for t in agreeing]
    borne = [
        t
        for t, form in zip(agreeing, forms, strict=True)
        if sum(other.startswith(form) for other in forms) > 1
    ]
    return max(borne if len(agreeing) > 2 and borne else agreeing, key=len)


def _form(title: str) -> str:
    """Return a title for comparing, its opening words left out."""
    return re.sub(r"^ve (?:viec )?", "", " ".join(fold(same_tone(about(title))).split()))


def trimmed(subject: str) -> str:
    """Return a subject without a bracket that its end cuts open; a short one is closed."""
    text = squeeze(subject).strip(" ;,.")
    opened = text.rfind("(")
    if opened > text.rfind(")"):
        inside = text[opened:]
        text = f"{text})" if len(inside) <= 14 else text[:opened].rstrip(" ,;")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = text.strip('"“” ')
    return text
