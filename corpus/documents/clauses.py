"""What each citation is to those before it in its sentence.

Each is looked at with the words between it and the one before it. A cue there (thực hiện, thay
thế, …) makes it the target of the citation before it; "và" or a comma makes it a companion of
that citation, with the same relation; a semicolon or a list mark starts a new clause. What stands
in brackets behind a clause speaks of the clause's head.
"""

from __future__ import annotations

import re

from corpus.documents.bodies import HEAD_WORDS
from corpus.documents.cues import Cue, attached, cue_in, denied, planned, reported, requested
from corpus.documents.walking import Node, Sentence, Walk
from corpus.model import Citation, RelationKind
from corpus.text import fold

_Kind = RelationKind

BOUNDARY = re.compile(r";|\.\s|\n")
_ITEM = re.compile(r"(?:^|[\s:;])\(?(?:\d{1,2}|[a-zđ])\)\s*")
_LISTED = re.compile(r",\s*(?:va\s+)?so\s*[:.]?\s*$")  # "…, số 122/KH-UBND": the next of a list
_DIRECTLY = re.compile(r"\s*(?:ve(?: viec)?|de|v/v)?\s*")
# "…, Sở tiếp tục triển khai B": not the document before, but another one acts.
_OTHER_DOER = re.compile(r",\s+(?:cac|toan|don vi|dia phuong|co quan|nganh|hien)(?!\w)")
_NAMED_DOER = re.compile(rf",\s+(?={HEAD_WORDS.pattern})")
_UNNAMED_DOER = re.compile(r"(?<!\w)(?:va|ban hanh|tham muu|xay dung|trinh|giao)(?!\w)")
_ALSO = re.compile(
    r"[\s,]*(?:va|dong thoi|,)[\s,]*(?:dong thoi|tiep tuc)?\s*"
)  # "thay thế B và bãi bỏ C"
_MOST_LEAD = 40  # targets of a sentence that later documents are related to
_NAMELY = re.compile(r"\s*,?\s*(?:bao gom|gom co|gom|nhu|cu the|cu the la)\s*:?\s*(?:\(?1\)\s*)?")
_BESIDE = re.compile(r"[\s;,]*(?:va\s+)?")
_ISSUED = re.compile(r"(?<!\w)(?:ban hanh|tham muu|trinh|xay dung|phe duyet|thong qua)(?!\w)")
_HAS = re.compile(r"(?<!\w)co\s*$")  # "Triển khai X, Sở có Công văn số …"
_LEADING = {
    _Kind.IMPLEMENTS,
    _Kind.UNDER,
    _Kind.BASED_ON,
    _Kind.REPLACES,
    _Kind.AMENDS,
    _Kind.REPEALS,
}
_ASKING = {"Công văn", "Tờ trình", "Báo cáo"}
_BRACKETED = {
    "Công văn",
    "Kế hoạch",
    "Hướng dẫn",
    "Tờ trình",
    "Báo cáo",
    "Chương trình",
    "Quyết định",
}


def walk_sentence(walk: Walk, block: int, folded: str, sentence: Sentence) -> None:
    """Find the relations of the citations of one sentence; `folded` is its block's text."""
    previous: Node | None = None
    walk.actor = None
    spans = [node.cite.span for node in sentence.nodes]
    for n, node in enumerate(sentence.nodes):
        sentence.ahead = folded[spans[n][1] : spans[n + 1][0]] if n + 1 < len(spans) else ""
        sentence.following = sentence.nodes[n + 1] if n + 1 < len(spans) else None
        begin = previous.cite.span[1] if previous else sentence.start
        gap = folded[begin : node.cite.span[0]]
        if previous and previous.outside and ")" in gap:
            previous, gap = previous.outside, gap[gap.index(")") + 1 :]
        _place_node(walk, (block, sentence.start, sentence.end), gap, sentence, previous, node)
        walk.heads[node.index] = node.root or node
        previous = node


def _place_node(
    walk: Walk,
    where: tuple[int, int, int],
    gap: str,
    sentence: Sentence,
    previous: Node | None,
    node: Node,
) -> None:
    """Find what `node` is to the citations before it in its sentence."""
    opened = gap.rfind("(") if gap.rfind("(") > gap.rfind(")") else -1
    if _ITEM.search(gap[max(0, opened - 1) :]):
        opened = -1
    if previous and opened >= 0:
        sentence.bracket = _bracketed(walk, where, gap, opened, sentence, previous, node)
        node.outside = previous
        return
    if previous and previous.outside:
        node.outside = previous.outside
    if sentence.bracket and ")" not in gap and _BESIDE.fullmatch(gap):
        _implied(walk, where, sentence, node)
        return
    if previous and previous in sentence.lead and _NAMELY.fullmatch(gap):
        sentence.bracket = True
        _implied(walk, where, sentence, node)
        return
    sentence.bracket = False
    cut = max((m.end() for m in BOUNDARY.finditer(gap)), default=0)
    cut = max(cut, max((m.end() for m in _ITEM.finditer(gap)), default=0))
    if _LISTED.search(gap) and not _companions(gap):
        cut = len(gap)
    if previous is None or cut:
        _new_clause(walk, where, gap, cut, sentence, previous, node)
        return
    if _settled(walk, where, gap, sentence, previous, node):
        return
    cue = cue_in(gap)
    if cue is None:
        if _companions(gap):
            _follow(walk, where, sentence, previous, node)
        elif sentence.lead and (_ISSUED.search(gap) or _HAS.search(gap)):
            _implied(walk, where, sentence, node)
        return
    kind, at, flipped = cue
    if kind in (_Kind.ISSUES, _Kind.APPROVES) and not flipped and not _DIRECTLY.fullmatch(gap[:at]):
        _implied(walk, where, sentence, node)  # "Thực hiện X, UBND tỉnh ban hành Y"
        return
    listed = reported(gap[:at]) or ":" in gap[at:] or _other_doer(walk, where[0], gap, at, node)
    if kind is _Kind.IMPLEMENTS and not flipped and listed:
        return  # "văn bản hướng dẫn thi hành: …" names those that implement
    if kind is _Kind.IMPLEMENTS and _goes_on_otherwise(walk, where, gap, previous):
        return
    if kind in _ENDS and previous in sentence.lead and _UNNAMED_DOER.search(gap[:at]):
        return
    acted_on = sentence.opening is not None and sentence.opening[0] is previous
    if kind is _Kind.UNDER and ("," in gap[:at] or at > 40 or acted_on):
        return
    source = previous
    if _ALSO.fullmatch(gap[:at]):
        source = previous.links[0][0] if previous.links else sentence.first or previous
    _link(walk, where, gap, at, source, node, kind, flipped)


def _other_doer(walk: Walk, block: int, gap: str, at: int, node: Node) -> bool:
    """Tell whether a body between two citations does what the cue at `at` says."""
    if _OTHER_DOER.search(gap, 0, at):
        return True
    text, start = walk.report.blocks[block].text, node.cite.span[0] - len(gap)
    return any(text[start + m.end()].isupper() for m in _NAMED_DOER.finditer(gap, 0, at))


_THEN = re.compile(
    r"\s*,?\s*(?:va|dong thoi)\s+(?:da )?(?:chi dao|yeu cau|giao|don doc|tap trung"
    r"|to chuc|phoi hop)"
)


def _goes_on_otherwise(walk: Walk, where: tuple[int, int, int], gap: str, previous: Node) -> bool:
    """Tell whether who issued the document before does something else: "… và chỉ đạo thực hiện"."""
    if previous.links or not _THEN.match(gap):
        return False
    start = previous.cite.span[0]
    before = walk.report.blocks[where[0]].text[max(where[1], start - 300) : start]
    return _ISSUED.search(fold(before)) is not None


def _settled(
    walk: Walk,
    where: tuple[int, int, int],
    gap: str,
    sentence: Sentence,
    previous: Node,
    node: Node,
) -> bool:
    """Relate what the few words between two citations settle by themselves; tell whether they do.

    "Kế hoạch A ban hành kèm theo Quyết định B", "Bãi bỏ Quyết định A tại Quyết định B", and
    "Kế hoạch A thực hiện X và Kế hoạch B thực hiện Y", where B is A's companion, not X's.
    """
    told = attached(gap)
    if told is not None:
        acts = node.cite.type in _ACTS and previous.cite.type not in _ACTS
        one, two = (node, previous) if told or acts else (previous, node)
        if one.cite.type in _ACTS:
            walk.add(one.index, two.index, _Kind.ISSUES, where)
        return True
    opening = sentence.opening
    if opening and opening[0] is previous and _AT_ITS.fullmatch(gap):
        if node.cite.type in _ACTS:
            walk.add(node.index, previous.index, opening[1], where, True, False, opening[2])
            walk.actor = node
        return True
    if _companions(gap) and _parallel(previous, node, sentence):
        sentence.first = node
        return True
    return False


_ACTS = {"Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Luật", "Bộ luật", "Pháp lệnh"}
_AT_ITS = re.compile(r"\s*,?\s*(?:kem theo|tai|bang|boi)\s*(?:cac)?\s*")


def _parallel(previous: Node, node: Node, sentence: Sentence) -> bool:
    """Tell whether `node` stands beside the source of `previous`: one body issued both."""
    cue = cue_in(sentence.ahead)
    if cue is None or cue.kind is not _Kind.IMPLEMENTS or cue.flipped:
        return False
    sources = {_body(link[0].cite) for link in previous.links if link[1] is _Kind.IMPLEMENTS}
    after = sentence.following.cite.number if sentence.following else ""
    if any(link[0].cite.number == after for link in previous.links):
        return True  # "A thực hiện X, B thực hiện A"
    return _body(node.cite) in sources and _body(previous.cite) not in sources


def _body(cite: Citation) -> str:
    return re.split(r"[-/]", cite.number)[-1]


def _new_clause(
    walk: Walk,
    where: tuple[int, int, int],
    gap: str,
    cut: int,
    sentence: Sentence,
    previous: Node | None,
    node: Node,
) -> None:
    """Start a clause: `node` is its head, or the target of a document without a number."""
    sentence.first = node
    item = _ITEM.search(gap[-6:]) is not None
    cue = cue_in(gap[cut:]) if not item else None
    if previous is None and cue is None:
        lead = cue_in(re.sub(r"\(?1\)\s*$", "", gap.rstrip()))
        cue = lead if item and lead else None
        sentence.listing = ":" in gap and cue is not None
    if previous and cue and _goes_on(walk, where, gap[cut:], cue, sentence, node):
        return
    if previous is None and cue:
        sentence.opening = (node, cue.kind, requested(gap) or planned(gap))
    if previous is None or (cue and not item):
        sentence.lead_kind = cue[0] if cue else None
        if cue and cue[0] in _LEADING and not reported(gap[: cut + cue[1]]):
            sentence.lead = [node]
            return
        sentence.lead = []
    elif sentence.listing and item:
        sentence.lead.append(node)
    elif previous in sentence.lead and not sentence.answered and _NEXT.fullmatch(gap[cut:]):
        sentence.lead.append(node)  # "Thực hiện A …; B, Sở đã ban hành C"
    elif sentence.lead and _ISSUED.search(gap[cut:]) and not item:
        _implied(walk, where, sentence, node)


def _goes_on(
    walk: Walk,
    where: tuple[int, int, int],
    clause: str,
    cue: Cue,
    sentence: Sentence,
    node: Node,
) -> bool:
    """Relate the clause "…; bãi bỏ Quyết định C" or "…; HĐND ban hành C"; tell if it is one."""
    if cue.kind in _ENDS and walk.actor and _ALSO_LEAD.fullmatch(clause[: cue.at]):
        _link(walk, where, clause, cue.at, walk.actor, node, cue.kind, cue.flipped)
        return True
    if cue.kind in (_Kind.ISSUES, _Kind.APPROVES) and sentence.lead and sentence.answered:
        _implied(walk, where, sentence, node)
        return True
    return False


_NEXT = re.compile(r"\s*(?:va\s+)?(?:so\s*[:.]?\s*)?")
_ENDS = (_Kind.REPLACES, _Kind.REPEALS, _Kind.AMENDS)
_ALSO_LEAD = re.compile(r"[\s,]*(?:(?:va|dong thoi|cung|da)\s+)*")


def _bracketed(
    walk: Walk,
    where: tuple[int, int, int],
    gap: str,
    opened: int,
    sentence: Sentence,
    previous: Node,
    node: Node,
) -> bool:
    """Relate a citation in brackets to what they stand behind; True for "X (văn bản số …)"."""
    inner = gap[opened + 1 :]
    cue = cue_in(inner)
    if cue and cue[0] is not _Kind.UNDER:
        kind, at, flipped = cue
        source = previous if flipped or kind is _Kind.ISSUES else (previous.root or previous)
        unnamed = previous in sentence.lead and previous.cite.type != node.cite.type
        if flipped or not unnamed:  # "Kế hoạch thực hiện NQ 57 (thay thế Kế hoạch 51)": not NQ 57
            _link(walk, where, inner, at, source, node, kind, flipped)
        return False
    if sentence.lead and node.cite.type in _BRACKETED and len(inner) < 24:
        _implied(walk, where, sentence, node)
        sentence.listing = False
        return True
    return False


def _implied(walk: Walk, where: tuple[int, int, int], sentence: Sentence, node: Node) -> None:
    """Relate `node` to the targets that the sentence named before: "Triển khai X (theo Y)"."""
    kind = sentence.lead_kind or _Kind.IMPLEMENTS
    if kind not in (_Kind.IMPLEMENTS, _Kind.UNDER, _Kind.BASED_ON):
        return
    node.implied = sentence.answered = True
    for target in sentence.lead[:_MOST_LEAD]:
        walk.add(node.index, target.index, kind, where, explicit=False)


def _companions(gap: str) -> bool:
    """Tell whether only "và", commas and the like stand between two citations."""
    return (
        len(gap) < 40
        and re.fullmatch(
            r"(?:\s|[,“”\"'‘’–-]|va|cung|hoac|voi|so|cac|\(cu\)|nghi quyet|ke hoach)*", gap
        )
        is not None
    )


def _follow(
    walk: Walk, where: tuple[int, int, int], sentence: Sentence, previous: Node, node: Node
) -> None:
    """Give a companion the relations and the head of the citation before it."""
    node.root = previous.root
    node.links = list(previous.links)
    node.acts = list(previous.acts)
    node.peers = [*previous.peers[-_MOST_LEAD:], previous]
    for source, kind, negated, later in node.links:
        walk.add(source.index, node.index, kind, where, True, negated, later)
    for target, kind, negated, later in node.acts:
        walk.add(node.index, target.index, kind, where, True, negated, later)
    if previous.implied:
        _implied(walk, where, sentence, node)
    if previous in sentence.lead:
        sentence.lead.append(node)


def _link(
    walk: Walk,
    where: tuple[int, int, int],
    gap: str,
    at: int,
    source: Node,
    node: Node,
    kind: RelationKind,
    flipped: bool,
) -> None:
    negated = denied(gap[:at])
    before = fold(
        walk.report.blocks[where[0]].text[
            max(where[1], source.cite.span[0] - 60) : source.cite.span[0]
        ]
    )
    # "sẽ tham mưu Quyết định A thay thế B": what ends B is still to be made.
    ends = kind in _ENDS
    later = (
        planned(gap)
        or re.search(r"du thao\s*$", before) is not None
        or (ends and planned(re.split(r"[;,:]", before)[-1]))
        or (source.cite.type == "Tờ trình" and kind is not _Kind.UNDER and not flipped)
        or (ends and source.cite.type in _ASKING and requested(gap[:at]))
    )
    if flipped:
        # "A và B được thay thế bởi C": both are, unless A has a part of its own.
        ended = [source, *(peer for peer in source.peers if not source.links)]
        node.acts = [(one, kind, negated, later) for one in ended]
        for one in ended:
            walk.add(node.index, one.index, kind, where, True, negated, later)
        return
    walk.actor = source
    node.root = source.root or source
    node.links = [(source, kind, negated, later)]
    walk.add(source.index, node.index, kind, where, True, negated, later)
