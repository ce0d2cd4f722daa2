"""Which document is meant: short forms, misprints, and the same document in several reports.

A document's identity is type + number + issuer + full date. Numbers restart each year and with
each new body, Party numbers with each term, and UBND and its Chủ tịch may run two series, so a
number alone identifies nothing. What is ambiguous stays unresolved; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

from corpus.model import Citation, Report
from corpus.text import fold

Mention = tuple[str, int]
"""(document name of the report, index into its citations)"""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that reports cite. `mentions` are (report's file name, citation index).

    `date` is None where no mention that surely belongs to it has a date; `issuer` and `subject`
    are the fullest that any mention gives.
    """

    number: str
    type: str
    date: date | None
    issuer: str | None
    subject: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Misprint:
    """Two numbers that seem to mean one document; `right` is None where nothing decides.

    `certainty` is 0–1. `reason` is "digits" (359/539) or "symbol" (57/NQ-CP for 57-NQ/TW).
    """

    wrong: Document
    right: Document | None
    other: Document
    certainty: float
    reason: str


# ---------------------------------------------------------------- issuers


_SIGNER = re.compile(
    r"\b(?:pho |quyen )?(?:chu tich|bo truong|giam doc|thu truong|bi thu|btv|thong doc"
    r"|pho(?= thu tuong))\b"
)


def issuer_key(issuer: str | None) -> tuple[str, str]:
    """Return (body, place) of an issuer for comparing, folded: ("ubnd tinh", "quang ngai").

    UBND and its Chủ tịch, Bộ and its Bộ trưởng are one body here: reports mix them up when they
    mean the same document, and the date tells the two series apart.
    """
    name = re.sub(r"[^\w\s]", " ", fold(issuer or "").replace("uỷ", "ủy"))
    name = _SIGNER.sub("", name)
    name = re.sub(
        r"\b(?:ban thuong vu|thuong truc)\b(?= (?:tinh|thanh|huyen|thi|quan|dang) uy)", "", name
    )
    name = re.sub(r"\btrung uong(?: dang)?$", "", re.sub(r"\s+", " ", name).strip()).strip()
    match = re.match(
        r"((?:ubnd|hdnd|tinh uy|thanh uy|huyen uy)(?: tinh| thanh pho| huyen)?)\s*(.*)", name
    )
    if not match:
        return name, ""
    body = {"tinh uy": "tinh uy", "ubnd": "ubnd tinh", "hdnd": "hdnd tinh"}.get(match[1], match[1])
    return body, match[2]


def same_issuer(one: str | None, two: str | None) -> bool:
    """Tell whether two issuers may be the same body; a missing one or place may be any."""
    if not one or not two:
        return True
    (body, place), (body2, place2) = issuer_key(one), issuer_key(two)
    if body != body2 and not (body.startswith(body2) or body2.startswith(body)):
        return False
    return not place or not place2 or _near(place, place2)


def _near(one: str, two: str) -> bool:
    return one == two or SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.8


# ---------------------------------------------------------------- grouping


@dataclass(slots=True)
class _Group:
    number: str
    date: date | None
    types: Counter[str] = field(default_factory=Counter)
    issuers: Counter[str] = field(default_factory=Counter)
    subjects: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    homes: Counter[str] = field(default_factory=Counter)  # provinces of the citing reports

    def add(self, mention: Mention, cite: Citation, home: str) -> None:
        if cite.type:
            self.types[cite.type] += 1
        if cite.issuer:
            self.issuers[cite.issuer] += 1
        if cite.subject:
            self.subjects.append(cite.subject)
        self.mentions.append(mention)
        if home:
            self.homes[home] += 1

    def absorb(self, other: _Group) -> None:
        self.types += other.types
        self.issuers += other.issuers
        self.subjects += other.subjects
        self.mentions += other.mentions
        self.homes += other.homes

    def admits(self, cite: Citation, home: str) -> bool:
        """Tell whether a mention may be of this document."""
        if cite.type and self.types and cite.type not in self.types:
            return False
        if not all(same_issuer(cite.issuer, known) for known in self.issuers):
            return False
        return not (_local(self.number) and self._elsewhere(cite, home))

    def _elsewhere(self, cite: Citation, home: str) -> bool:
        mine = {issuer_key(i)[1] for i in self.issuers} - {""} or set(self.homes)
        theirs = issuer_key(cite.issuer)[1] or home
        return bool(mine and theirs) and not any(_near(theirs, place) for place in mine)

    def document(self) -> Document:
        subject = max(self.subjects, key=len, default=None)
        kind = self.types.most_common(1)[0][0] if self.types else ""
        issuer = max(self.issuers, key=lambda i: (self.issuers[i], len(i)), default=None)
        mentions = tuple(sorted(self.mentions))
        return Document(self.number, kind, self.date, issuer, subject, mentions)


_CENTRAL = re.compile(r"(?:/|-)(?:TW|CP|TTg|QH\d*|UBTVQH\d*|CTN|BCĐTW)$|[-/](?:B[A-ZĐ]{2,}|NHNN)\b")


def _local(number: str) -> bool:
    """Tell whether each province has its own series under this symbol."""
    return _CENTRAL.search(number) is None


_HOME = re.compile(r"(?<!\w)(?:tỉnh|thành phố|TP\.?)\s+((?:[A-ZĐ][^\W\d_]*\s){0,2}[A-ZĐ][^\W\d_]*)")


def home_of(report: Report) -> str:
    """Return the province that a report is about, folded, "" when it does not show.

    It is that of the report's scope, else the name that most often follows "tỉnh" or "thành phố".
    """
    scope = _HOME.match(report.scope or "")
    if scope:
        return fold(scope[1])
    names = Counter(fold(m[1]) for m in _HOME.finditer(report.text))
    return names.most_common(1)[0][0] if names else ""


def group(reports: Iterable[Report]) -> list[Document]:
    """Return the documents that `reports` cite, each with all its mentions, by first mention.

    Mentions join when type, number, issuer and full date agree. One without a date joins the
    only dated document it can be, in its own report first, then in the library; a short form
    likewise. What remains ambiguous is a document of its own without a date.
    """
    reports = list(reports)
    homes = {r.doc: home_of(r) for r in reports}
    groups: dict[str, list[_Group]] = defaultdict(list)
    dated: dict[tuple[str, date], list[_Group]] = defaultdict(list)
    waiting: list[tuple[Mention, Citation]] = []
    for report in reports:
        for i, cite in enumerate(report.citations):
            if cite.date is None or is_short(cite.number):
                waiting.append(((report.doc, i), cite))
            else:
                same_day = dated[(cite.number, cite.date)]
                known = len(same_day)
                _join(same_day, (report.doc, i), cite, homes[report.doc])
                groups[cite.number] += same_day[known:]
    waiting.sort(key=lambda w: is_short(w[1].number))  # full numbers first
    cuts: dict[str, list[str]] = defaultdict(list)
    for number in {**groups, **{c.number: [] for _, c in waiting if not is_short(c.number)}}:
        for short in _cuts(number):
            cuts[short].append(number)
    for mention, cite in waiting:
        _join_undated(groups, cuts, mention, cite, homes[mention[0]])
    order = {r.doc: n for n, r in enumerate(reports)}
    documents = [g.document() for many in groups.values() for g in many]
    return sorted(documents, key=lambda d: min((order[doc], i) for doc, i in d.mentions))


def is_short(number: str) -> bool:
    """Tell whether a number has no symbol: "861", "13/2023"."""
    return re.fullmatch(r"\d+[a-zđ]?(?:/\d{4})?", number) is not None


def _join(groups: list[_Group], mention: Mention, cite: Citation, home: str) -> None:
    for one in groups:
        if one.date == cite.date and one.admits(cite, home):
            one.add(mention, cite, home)
            return
    new = _Group(cite.number, cite.date)
    new.add(mention, cite, home)
    groups.append(new)


def _join_undated(
    groups: dict[str, list[_Group]],
    cuts: dict[str, list[str]],
    mention: Mention,
    cite: Citation,
    home: str,
) -> None:
    short = is_short(cite.number)
    key = cite.number + "|" if short else cite.number
    many = [g for n in cuts.get(cite.number, ()) for g in groups[n]] if short else groups[key]
    many = [g for g in many if g.admits(cite, home) and (not cite.date or g.date == cite.date)]
    here = [g for g in many if any(doc == mention[0] for doc, _ in g.mentions)]
    chosen = _only(here) or (None if here else _only(many))
    if chosen is None:
        undated = [g for g in groups[key] if g.date is None and g.admits(cite, home)]
        if undated and not short:
            chosen = undated[0]
        else:
            chosen = _Group(cite.number, cite.date)
            groups[key].append(chosen)
    chosen.add(mention, cite, home)


def _only(groups: Sequence[_Group]) -> _Group | None:
    """Return the one group that is meant, None when several could be.

    A lone mention that differs from a well attested document in the year alone, day and month
    the same, is a misprint of its date and makes nothing ambiguous.
    """
    if len(groups) > 1:
        best = max(groups, key=lambda g: len(g.mentions))
        groups = [
            g
            for g in groups
            if g is best
            or not (
                g.date
                and best.date
                and (g.date.month, g.date.day) == (best.date.month, best.date.day)
                and len(g.mentions) == 1
                and len(best.mentions) >= 3
            )
        ]
    return groups[0] if len(groups) == 1 else None


# ---------------------------------------------------------------- misprints


def subjects_agree(one: str | None, two: str | None) -> bool:
    """Tell whether two subjects speak of the same thing: most of the shorter's words agree."""
    if not one or not two:
        return False
    a, b = (_words(s) for s in (one, two))
    if not a or not b:
        return False
    common = sum((Counter(a) & Counter(b)).values())
    return common >= 0.75 * min(len(a), len(b)) and min(len(a), len(b)) >= 3


_EMPTY = {"ve", "viec", "cua", "va", "cac", "so", "ngay", "tren", "dia", "ban", "tinh", "nam"}


def _words(subject: str) -> list[str]:
    return [w for w in re.findall(r"[\w/&-]+", fold(subject)) if w not in _EMPTY][:24]


def one_slip(one: str, two: str) -> bool:
    """Tell whether digits differ by one edit or by a swap of two: 359/539, 416/516, 85/185."""
    if one == two:
        return False
    if len(one) == len(two):
        differ = [i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
        if len(differ) == 1:
            return True
        return len(differ) == 2 and sorted(one) == sorted(two)
    short, long = sorted((one, two), key=len)
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


def _split(number: str) -> tuple[str, str]:
    match = re.match(r"(\d+)(.*)", number)
    return (match[1], match[2]) if match else ("", number)


def misprints(documents: Sequence[Document]) -> list[Misprint]:
    """Return the pairs of documents that are likely one with a misprinted number.

    Two kinds. *Digits*: type, issuer, full date and symbol agree, the number differs by one slip
    and the subjects agree; the same day alone proves nothing (two decisions of a day are normal).
    *Symbol*: type and number agree, the body differs, and the odd one stands alone without date
    and issuer while the other is cited at least three times, once in the same report.
    """
    return [*_digit_slips(documents), *_symbol_slips(documents)]


def _digit_slips(documents: Sequence[Document]) -> Iterator[Misprint]:
    buckets: dict[tuple[date, str, str], list[Document]] = defaultdict(list)
    for doc in documents:
        if doc.date and doc.subject:
            buckets[(doc.date, doc.type, _split(doc.number)[1])].append(doc)
    for many in buckets.values():
        for one, two in _neighbours(many):
            if same_issuer(one.issuer, two.issuer) and _agree(one, two):
                yield _weigh(one, two, "digits", 0.9)


def _neighbours(documents: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """Yield the pairs whose digits are one slip apart, without comparing all with all."""
    seen: dict[str, list[int]] = defaultdict(list)
    for n, doc in enumerate(documents):
        digits = _split(doc.number)[0]
        near: set[int] = set()
        keys = {"".join(sorted(digits)), digits}
        for i in range(len(digits)):
            keys |= {f"{digits[:i]}?{digits[i + 1 :]}", digits[:i] + digits[i + 1 :]}
        for key in keys:
            near.update(seen[key])
            seen[key].append(n)
        for other in sorted(near):
            if one_slip(digits, _split(documents[other].number)[0]):
                yield documents[other], doc


def _agree(one: Document, two: Document) -> bool:
    return subjects_agree(one.subject, two.subject)


def _weigh(one: Document, two: Document, reason: str, certainty: float) -> Misprint:
    """Say which of two is wrong: the one cited less, clearly; else leave it open."""
    less, more = sorted((one, two), key=lambda d: len(d.mentions))
    if len(more.mentions) >= 2 * len(less.mentions):
        return Misprint(less, more, more, certainty, reason)
    return Misprint(less, None, more, certainty - 0.1, reason)


def _symbol_slips(documents: Sequence[Document]) -> Iterator[Misprint]:
    by_number: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for doc in documents:
        if not is_short(doc.number):
            by_number[(doc.type, _split(doc.number)[0])].append(doc)
    for many in by_number.values():
        for odd in many:
            if len(odd.mentions) > 1 or odd.date or odd.issuer:
                continue
            homes = {doc for doc, _ in odd.mentions}
            others = [
                d
                for d in many
                if d.number != odd.number
                and d.date
                and len(d.mentions) >= 3
                and any(doc in homes for doc, _ in d.mentions)
                and _symbol_near(odd.number, d.number)
            ]
            if len(others) == 1:
                yield Misprint(odd, others[0], others[0], 0.7, "symbol")


def _symbol_near(one: str, two: str) -> bool:
    """Tell whether two numbers share the type and differ in the body only: NQ-CP, NQ/TW."""
    a, b = (re.split(r"[-/]", n)[1:] for n in (one, two))
    return len(a) == len(b) == 2 and a[0] == b[0] and a[1] != b[1]


# ---------------------------------------------------------------- within a report


def resolve(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the citations of one report with `resolved` set where a form is short or misprinted.

    A short form takes the only number of its type that starts with its digits. A misprint takes
    the right number when the report itself cites that far more often.
    """
    fixed: dict[int, str] = {}
    full: dict[tuple[str, str], dict[str, set[date]]] = defaultdict(dict)
    for cite in citations:
        if not is_short(cite.number):
            for short in _cuts(cite.number):
                days = full[(cite.type, short)].setdefault(cite.number, set())
                days |= {cite.date} if cite.date else set()
    for i, cite in enumerate(citations):
        known = full.get((cite.type, cite.number), {}) if is_short(cite.number) else {}
        for number, days in known.items():
            if len(known) == 1 and (cite.date is None or not days or cite.date in days):
                fixed[i] = number
    if _may_slip(citations):
        fixed |= _slips(citations)
    return tuple(
        replace(c, resolved=fixed[i]) if i in fixed else c for i, c in enumerate(citations)
    )


def _cuts(number: str) -> tuple[str, ...]:
    """Return the short forms of a number: 13/2023/NĐ-CP is cut to "13" and "13/2023"."""
    match = re.match(r"(\d+[a-zđ]?)(/\d{4})?", number)
    if not match:
        return ()
    return (match[1],) if match[2] is None else (match[1], match[0])


def _may_slip(citations: Sequence[Citation]) -> bool:
    """Tell quickly whether two numbers of one day, type and symbol occur at all."""
    seen: dict[tuple[date, str], set[str]] = defaultdict(set)
    for cite in citations:
        if cite.date:
            seen[(cite.date, _split(cite.number)[1])].add(cite.number)
    return any(len(numbers) > 1 for numbers in seen.values())


def _slips(citations: Sequence[Citation]) -> dict[int, str]:
    groups: dict[tuple[str, date], list[_Group]] = defaultdict(list)
    for i, cite in enumerate(citations):
        if cite.date:
            _join(groups[(cite.number, cite.date)], ("", i), cite, "")
    documents = [g.document() for many in groups.values() for g in many]
    return {
        i: slip.right.number
        for slip in _digit_slips(documents)
        if slip.right is not None
        for _, i in slip.wrong.mentions
    }
