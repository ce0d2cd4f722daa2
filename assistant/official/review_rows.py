"""The rows of a review sheet: a finding in the words of a reader, in the order of the check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.checking.finding import Finding
from assistant.checking.review import Item, Review, State
from assistant.official.word_comments import Remark
from corpus.model import Place

_QUOTE = 220  # characters of a quote in a sheet
_QUOTES = 6  # different quotes of one finding in a sheet
_PLACES = 4  # places named of one quote


@dataclass(frozen=True, slots=True)
class Names:
    """The Vietnamese words for kinds, levels and states."""

    kinds: Mapping[str, str]
    levels: Mapping[str, str]
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A finding as a sheet shows it; `quotes` are (where it stands, its words)."""

    state: str
    level: str
    kind: str
    explanation: str
    suggestion: str
    quotes: tuple[tuple[str, str], ...]
    docs: tuple[str, ...]
    certainty: float
    reason: str
    fingerprint: str

    @property
    def opinion(self) -> str:
        """Return what was decided, with the reason."""
        return f"{self.state}: {self.reason}" if self.reason else self.state


def sheet_rows(
    review: Review, names: Names, states: Iterable[State] | None = None
) -> list[SheetRow]:
    """Return the findings of `review` and those that are fixed, as rows; `states` chooses."""
    wanted = set(State if states is None else states)
    return [_row(item, names) for item in (*review.items, *review.fixed) if item.state in wanted]


def _row(item: Item, names: Names) -> SheetRow:
    finding = item.finding
    return SheetRow(
        state=names.states.get(item.state, str(item.state)),
        level=names.levels.get(finding.severity, str(finding.severity)),
        kind=names.kinds.get(finding.kind, finding.kind),
        explanation=finding.explanation,
        suggestion=finding.suggestion or "",
        quotes=tuple(quotes_of(finding)),
        docs=tuple(dict.fromkeys(place.doc for place in finding.evidence)),
        certainty=finding.certainty,
        reason=item.ruling.reason if item.ruling else "",
        fingerprint=item.fingerprint,
    )


def quotes_of(finding: Finding) -> list[tuple[str, str]]:
    """Return (where, words) of the quotes; the same words of one report stand once."""
    same: dict[tuple[str, str], list[Place]] = {}
    for place in finding.evidence:
        words = _short(place.text)
        same.setdefault((place.doc, words.lower().rstrip(" .,;:")), []).append(place)
    return [(_together(places), _short(places[0].text)) for places in list(same.values())[:_QUOTES]]


def _together(places: list[Place]) -> str:
    rest = [f"{_page(place)}{_lines(place)}" for place in places[1:_PLACES]]
    more = f" và {len(places) - _PLACES} chỗ khác" if len(places) > _PLACES else ""
    return "; ".join([where(places[0]), *rest]) + more


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE].rsplit(" ", 1)[0] + " …"


def where(place: Place) -> str:
    """Return "tệp.docx, trang 3, dòng 12–14"."""
    return f"{place.doc}, {_page(place)}{_lines(place)}"


def _page(place: Place) -> str:
    return f"trang {place.page}, " if place.page else ""


def _lines(place: Place) -> str:
    if place.line == place.line_end:
        return f"dòng {place.line}"
    return f"dòng {place.line}–{place.line_end}"


def remark_text(item: Item, names: Names) -> str:
    """Return a finding as the text of a comment: level, kind, reason, all places."""
    finding = item.finding
    level = names.levels.get(finding.severity, str(finding.severity))
    kind = names.kinds.get(finding.kind, finding.kind)
    parts = [f"[{level}] {kind}. {finding.explanation}"]
    if finding.suggestion:
        parts.append(f"Gợi ý: {finding.suggestion}.")
    parts += [f"Đối chiếu: {place}: “{words}”." for place, words in quotes_of(finding)]
    return "\n".join(parts)


def remarks_of(review: Review, doc: str, names: Names) -> list[Remark]:
    """Return the comments for the report `doc`: dismissed and fixed findings left out.

    The whole finding stands at its first place, the next ones lead back to it.
    """
    remarks = []
    for item in review.items:
        here = [place for place in item.finding.evidence if place.doc == doc]
        if not here or item.state is State.DISMISSED:
            continue
        remarks.append(Remark(here[0], remark_text(item, names)))
        back = f"Xem nhận xét tại {_page(here[0])}{_lines(here[0])}: “{_short(here[0].text)}”."
        remarks += [Remark(place, back) for place in here[1:_PLACES]]
    return remarks
