"""Find the đề cương in a text and read it into a tree of headings with their prompts.

An outline comes behind a letter ("… có đề cương kèm theo"), alone, or pasted. It is read line by
line from the canonical text, not from blocks: what stands under a heading here is a prompt or a
dotted line to fill in, which the grammar of finished reports does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.period import period_in
from assistant.drafting.unnumbered import Line, standing_alone, without_hashes
from corpus.errors import OutlineError
from corpus.model import Period, Place, Report
from corpus.text import fold, squeeze

_KEY = 60  # characters of a title that stands for a number


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report to write.

    `number` is as written ("I.", "1.", "a)"); `prompts` are the bullets below it without their
    mark, `places` theirs one by one. `blank`: nothing below it but dotted lines to fill.
    `duplicates` are pairs (later, earlier) of prompts that ask for the same thing.
    """

    number: str
    title: str
    level: int
    prompts: tuple[str, ...] = ()
    blank: bool = False
    children: tuple[Heading, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    duplicates: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> str:
        """Return the number without its punctuation: "I", "1", "a"; without one the title."""
        return self.number.strip(" .)/(:-–") or self.title.replace(".", "")[:_KEY].strip()


@dataclass(frozen=True, slots=True)
class Outline:
    """The report to write: its title, its period where the title says one, its headings.

    `doc` is the file that the outline came from; `letter_end` the offset where the letter
    before it ends (0: there is none).
    """

    title: str
    headings: tuple[Heading, ...]
    period: Period | None = None
    doc: str = ""
    letter_end: int = 0

    def walk(self) -> Iterator[tuple[str, Heading]]:
        """Yield (path, heading) in reading order; a path is "I" or "I.1" or "I.1.a"."""
        yield from _walk(self.headings, ())


def _walk(headings: tuple[Heading, ...], above: tuple[str, ...]) -> Iterator[tuple[str, Heading]]:
    for heading in headings:
        path = (*above, heading.key)
        yield ".".join(path), heading
        yield from _walk(heading.children, path)


# --- lines -------------------------------------------------------------------------------------

# Kinds of numbers in the order in which officials nest them (NĐ 30/2020, Phụ lục I, II.6);
# the depth of one heading follows from those open above it, so an outline may leave kinds out.
_NUMBERS = (
    ("part", re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d+)\s*[.:–-]?(?=\s|$)")),
    ("chapter", re.compile(r"(?:MỤC|Mục|CHƯƠNG|Chương)\s+(?:[IVX]+|\d{1,2})\s*[.:–-]?(?=\s|$)")),
    ("letter", re.compile(r"[A-HK-UY]\s?[.)](?=\s)")),
    ("roman", re.compile(r"[IVX]{1,5}\s?[./)–-](?=\s)")),
    ("dotted3", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?(?=\s)")),
    ("dotted2", re.compile(r"\d{1,2}\.\d{1,2}[.)]?(?=\s)")),
    ("arabic", re.compile(r"\d{1,2}(?:\s?[.)/]|\s?[-–](?=\s))(?=\s*[^\W\d_])")),
    ("alpha", re.compile(r"[a-zđ]\s?[).](?=\s)")),
    ("paren", re.compile(r"\((?:\d{1,2}|[a-zđ])\)(?=\s)")),
)
_TOPS = frozenset({"part", "chapter"})  # nothing stands above a part; its title may follow it
_HEADINGS = frozenset(kind for kind, _ in _NUMBERS)
_BULLET = re.compile(r"[-–—+*•●▪◦·\uf0b7\uf02d]\s*(?=\S)")
_DOTS = re.compile(r"[\s.…_·,;:-]*")
_TRAILING_DOTS = re.compile(r"[\s:]*(?:…|\.{4,}|_{3,})[.…_\s]*$")
_START = re.compile(r"(?:de cuong|khung (?:de cuong|bao cao)|mau bao cao)\b")
_STOP = re.compile(r"(?:noi nhan\s*:|phu luc\b|bieu (?:mau|so)\b)")
_HANGING = re.compile(r"(?:,|\b(?:cua|va|cac|ve|cho|theo|tai|trong|voi|la|so|tinh|ngay))$")


@dataclass
class _Item:
    """A heading or a prompt while its lines are gathered; canonical `start`, `end`."""

    kind: str  # a kind of _NUMBERS, "bullet", "text" or "blank"
    label: str
    text: str
    start: int
    end: int


@dataclass
class _Open:
    """A heading while its children are gathered."""

    kind: str
    item: _Item
    prompts: list[_Item] = field(default_factory=list)
    dotted: bool = False
    children: list[_Open] = field(default_factory=list)


def parse_outline(report: Report) -> Outline:
    """Return the outline that `report` contains; OutlineError where it has none."""
    lines, marked = without_hashes(list(_lines(report.text)))
    start, letter_end = _find_start(lines)
    first = None if marked else _first_heading(lines, start)
    if first is None:
        marked = marked or _alone(lines, start)
        first = next((i for i, (at, _, _) in enumerate(lines) if at in marked), None)
    if first is None:
        raise OutlineError(
            f"Không tìm thấy đề cương trong {report.doc or 'văn bản'}: cần các đề mục đánh số "
            "như “I.”, “1.” hoặc “a)”; hãy kiểm tra lại tệp."
        )
    title = _title([text for _, _, text in lines[start:first]], report)
    roots = _nest(_items(lines[first:], marked))
    headings = tuple(_close(node, 1, report) for node in roots)
    return Outline(
        title=title,
        headings=headings,
        period=period_in(title) or period_in(report.title),
        doc=report.doc,
        letter_end=letter_end,
    )


def outline_from_text(text: str, name: str = "") -> Outline:
    """Return the outline in pasted text; `name` is what to call it in messages.

    Raises OutlineError where there is none.
    """
    from corpus.reading import parse

    return parse_outline(parse(text, name))


def _alone(lines: list[Line], start: int) -> dict[int, str]:
    """Return the headings without numbers behind a line "ĐỀ CƯƠNG …"; none without that line."""
    opened = [i for i in (start - 1, start) if i >= 0 and i < len(lines)]
    if not any(_START.match(fold(lines[i][2])) for i in opened):
        return {}
    return standing_alone(lines[start + 1 :])


def _lines(text: str) -> Iterator[Line]:
    """Yield (start, end, words) of each line that has any."""
    offset = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = offset + line.index(words[0])
            yield start, start + len(words), squeeze(words)
        offset += len(line) + 1


def _find_start(lines: list[Line]) -> tuple[int, int]:
    """Return (index of the first line of the outline, offset of its "ĐỀ CƯƠNG"), else (0, 0)."""
    for i, (offset, _, text) in enumerate(lines):
        words = len(text.split())
        if _START.match(fold(text)) and words <= 40 and text[-1] not in ";.,":
            return (i + 1 if words <= 4 else i), offset  # a longer line carries the title
    return 0, 0


def _first_heading(lines: list[Line], start: int) -> int | None:
    """Return the index of the first heading; "1." opens an outline only without I., A. or Phần.

    A letter may number its own requests before an outline that has no line "ĐỀ CƯƠNG".
    """
    labels = [(i, *_label(lines[i][2])) for i in range(start, len(lines))]
    for kinds in ({"part", "chapter", "letter", "roman"}, {"arabic"}):
        for i, kind, _, title in labels:
            if kind in kinds and (title or kind in _TOPS):
                return i
    return None


def _title(texts: list[str], report: Report) -> str:
    """Return the title from the lines between "ĐỀ CƯƠNG" and the first heading."""
    joined = squeeze(re.sub(r"\([^()]*\)", " ", " ".join(texts)))
    upper = re.search(r"(?:ĐỀ CƯƠNG\s+)?(?:BÁO CÁO|Báo cáo)\b.*", joined)
    if upper:
        joined = upper[0]
    joined = re.sub(r"^(?:ĐỀ CƯƠNG|Đề cương)\s*", "", joined)
    joined = re.split(
        r"\s(?:Căn cứ|Kính gửi|Thực hiện (?:Công văn|Kế hoạch số|Văn bản))\b", joined
    )[0]
    return joined.strip(" :") or report.title


def _label(text: str) -> tuple[str, str, str]:
    """Return (kind, number as written, rest) of a line; kind "" where it has no number."""
    for kind, pattern in _NUMBERS:
        if match := pattern.match(text):
            return kind, match[0].strip(), text[match.end() :].strip()
    return "", "", text


def _items(lines: list[Line], marked: Mapping[int, str]) -> list[_Item]:
    """Return headings, prompts and dotted lines, each with its wrapped lines joined.

    `marked` are the kinds of headings without numbers, by the start of their line.
    """
    items: list[_Item] = []
    for start, end, text in lines:
        folded = fold(text)
        if items and (_STOP.match(folded) or (_START.match(folded) and len(text.split()) <= 4)):
            break
        kind, label, rest = _label(text)
        kind = marked.get(start, kind)
        if _DOTS.fullmatch(text) and len(text) >= 3:
            items.append(_Item("blank", "", "", start, end))
        elif kind:
            items.append(_Item(kind, label, rest, start, end))
        elif mark := _BULLET.match(text):
            items.append(_Item("bullet", mark[0].strip(), text[mark.end() :], start, end))
        elif items and items[-1].kind in _HEADINGS and text[0] == "(" and text[1:2].isupper():
            items.append(_Item("text", "", text.strip("() "), start, end))  # "(Nêu rõ …)"
        elif items and _continues(items[-1], text):
            items[-1].text = f"{items[-1].text} {text}".strip()
            items[-1].end = end
        else:
            items.append(_Item("text", "", text, start, end))
    return items


def _continues(before: _Item, text: str) -> bool:
    """Tell whether `text` is the rest of the wrapped item `before`."""
    if before.kind == "blank":
        return False
    if not before.text:
        return True
    if before.text[-1] in ".;:…!?":
        return text[0].islower()
    return not text[0].isupper() or bool(_HANGING.search(fold(before.text)))


def _nest(items: list[_Item]) -> list[_Open]:
    """Return the top headings; a kind already open is a sibling, a new kind goes deeper."""
    roots: list[_Open] = []
    stack: list[_Open] = []
    for item in items:
        if item.kind == "blank":
            stack[-1].dotted = True
        elif item.kind in {"bullet", "text"}:
            stack[-1].prompts.append(item)
        else:
            kinds = [node.kind for node in stack]
            if item.kind == "part":
                stack.clear()
            elif item.kind in kinds:
                del stack[kinds.index(item.kind) :]
            node = _Open(item.kind, item)
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
    return roots


def _close(node: _Open, level: int, report: Report) -> Heading:
    title = _TRAILING_DOTS.sub("", node.item.text)
    dotted = node.dotted or title != node.item.text
    prompts = tuple(item.text for item in node.prompts)
    heading = Heading(
        number=node.item.label,
        title=title.strip(),
        level=level,
        prompts=prompts,
        blank=dotted and not prompts and not node.children,
        children=tuple(_close(child, level + 1, report) for child in node.children),
        place=report.locate(node.item.start, node.item.end),
        places=tuple(report.locate(item.start, item.end) for item in node.prompts),
    )
    return replace(heading, duplicates=_duplicates(prompts))


# --- what a prompt says --------------------------------------------------------------------------

_LOCALITIES = re.compile(
    r"(?:doi voi|danh cho|chi) (?:cac )?(?:dia phuong|cap xa|cap huyen|ubnd (?:cac )?(?:xa|huyen|"
    r"thanh pho|phuong)|uy ban nhan dan (?:cac )?(?:xa|huyen|thanh pho)|xa, phuong|huyen)"
)
_DOCUMENT = re.compile(r"\b\d+(?:/\d{4})?[/-][A-ZĐ]")
_MIN_SHARED = 6  # fewer words in common prove nothing: prompts of one outline sound alike


def for_localities(prompt: str) -> bool:
    """Tell whether a prompt is for communes or districts only, so no department answers it."""
    return bool(_LOCALITIES.search(fold(prompt)))


_REST = re.compile(
    r"\b(?:hoat dong|noi dung|ket qua|nhiem vu|cong tac|linh vuc)\b[^.;]{0,60}\bkhac\b|"
    r"^(?:ket qua )?(?:cac )?hoat dong [^.;]{0,40}thuoc (?:linh vuc|pham vi) quan ly"
)


def catch_all(prompts: Sequence[str]) -> int | None:
    """Return the prompt that asks for whatever else there is ("các hoạt động khác"), if any."""
    return next((i for i, prompt in enumerate(prompts) if _REST.search(fold(prompt))), None)


def _duplicates(prompts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return (later, earlier) where nearly all words of the shorter stand in the longer."""
    words = [set(re.findall(r"\w+", fold(prompt))) for prompt in prompts]
    found = []
    for later in range(len(prompts)):
        for earlier in range(later):
            shorter, longer = sorted((words[later], words[earlier]), key=len)
            shared = len(shorter & longer)
            if shared < _MIN_SHARED or shared < 0.9 * len(shorter):
                continue
            if all(_DOCUMENT.search(prompts[i]) for i in (later, earlier)):
                continue  # the same question about two documents is two questions
            found.append((later, earlier))
            break
    return tuple(found)
