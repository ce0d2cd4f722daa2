"""Prose by a language model, numbers by code.

The model rewrites the composed sentences of one heading at a time. It never sees a number: each
is a placeholder ({{F1}} a figure or date, {{C1}} a document number), and code puts the values back.
A sentence that comes back with digits, with a placeholder that is not its own, with one missing,
in another language or with much that its source does not say is thrown away, and the composed
sentence stays. So whatever the model does, no number of the draft is its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.gate import missing_numbers
from assistant.drafting.record import DraftSection, DraftSentence, Paragraph
from corpus.text import fold, nfc, squeeze

PROMPT = "write_section"
_TIMEOUT = 90.0  # seconds for one heading
_GIVE_UP = 2  # headings in a row without an answer: the server is not there
_TOKEN = re.compile(
    r"(?P<document>\d+(?:/\d{4})?\s?[-/]\s?[A-ZĐ][\w&Đđ]*(?:[-/&][\w&Đđ]+)*)|(?P<figure>\d[\d.,/:-]*\d|\d)"
)
_PLACEHOLDER = re.compile(r"\{\{([CF]\d+)\}\}")
_LINE = re.compile(r"\s*\[S(\d+)\]\s*(.+)")
_IN_WORDS = frozenset(
    {"hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "chục", "trăm", "nghìn", "ngàn"}
    | {"triệu", "tỷ", "tỉ", "rưỡi"}
)
_NONE = "(không có)"
_FAITHFUL = 0.6  # share of a sentence's words that its source must have
_LONGER = 1.6  # times; a longer sentence has added something


@dataclass(frozen=True, slots=True)
class Model:
    """A chat model behind an OpenAI-compatible address; `timeout` in seconds, one heading."""

    name: str
    url: str
    key: str = field(default="", repr=False)
    timeout: float = _TIMEOUT


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence without numbers, and what its placeholders stand for."""

    text: str
    values: dict[str, str]


def mask(text: str, first: int) -> tuple[Masked, int]:
    """Return `text` with its numbers as placeholders from number `first`, and the next number."""
    values: dict[str, str] = {}
    number = first

    def hide(match: re.Match[str]) -> str:
        nonlocal number
        name = f"{'C' if match['document'] else 'F'}{number}"
        values[name] = match[0]
        number += 1
        return f"{{{{{name}}}}}"

    return Masked(_TOKEN.sub(hide, text.replace("{{", "{ {")), values), number


def refusal(written: str, source: Masked) -> str | None:
    """Return why a sentence of the model cannot stand for its source, None when it can."""
    used = _PLACEHOLDER.findall(written)
    if sorted(used) != sorted(_PLACEHOLDER.findall(source.text)):
        return "ký hiệu số liệu thừa, thiếu hoặc lạ"
    prose = _PLACEHOLDER.sub(" ", written)
    if any(ch.isdigit() for ch in prose) or "{" in prose or "[" in prose:
        return "có chữ số hoặc ký hiệu tự gõ"
    words = re.findall(r"[^\W\d_]+", prose.lower())
    known = set(re.findall(r"[^\W\d_]+", _PLACEHOLDER.sub(" ", source.text).lower()))
    if (_IN_WORDS & set(words)) - known:
        return "có số viết bằng chữ"
    if not words or sum(word in known for word in words) < _FAITHFUL * len(words):
        return "có nội dung không có trong nguồn"
    if len(words) > _LONGER * max(len(known), 8):
        return "dài hơn nguồn"
    if fold(prose) == prose.lower() and fold(source.text) != source.text.lower():
        return "không phải tiếng Việt có dấu"
    return None


def unmask(written: str, source: Masked) -> str:
    """Return the sentence with the values put back."""
    return squeeze(_PLACEHOLDER.sub(lambda m: source.values[m[1]], written))


class Writer:
    """Rewrites sections with a model; `notes` says in Vietnamese where it could not."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.notes: list[str] = []
        self.kept = 0  # sentences of the model that stand in the draft
        self._failed = 0  # headings in a row

    @property
    def prompt(self) -> str:
        """Return name@version of the prompt in use."""
        import prompts

        return prompts.load(PROMPT).label

    def rewrite(self, section: DraftSection, report: str, asked: Sequence[str]) -> DraftSection:
        """Return `section` with those of its sentences that the model wrote well enough.

        `report` is the title of the report, `asked` the prompts of the heading. A model that
        fails or hangs leaves the section as it is.
        """
        if not section.sentences or self._failed >= _GIVE_UP:
            return section
        sources = _masked(section.sentences)
        try:
            answer = self._ask(section, report, asked, sources)
        except Exception as error:
            self._failed += 1
            self.notes.append(
                f"Mục {section.path}: mô hình {self.model.name} không trả lời "
                f"({type(error).__name__}); giữ nguyên câu của báo cáo cũ."
            )
            return section
        self._failed = 0
        written = self._accepted(answer, sources)
        self.kept += len(written)
        return _with(section, written)

    def _ask(
        self, section: DraftSection, report: str, asked: Sequence[str], sources: Sequence[Masked]
    ) -> str:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        import prompts

        text = prompts.load(PROMPT).render(
            report=report,
            heading=f"{section.number} {section.title}",
            prompts="\n".join(f"- {prompt}" for prompt in asked) or _NONE,
            facts=", ".join(f"{{{{{name}}}}}" for s in sources for name in s.values) or _NONE,
            # A source cannot close its own quotation.
            sentences="\n".join(
                f"[S{i}] {s.text.replace('<', '‹')}" for i, s in enumerate(sources, start=1)
            ),
        )
        chat = ChatOpenAI(
            model=self.model.name,
            base_url=self.model.url,
            api_key=SecretStr(self.model.key or "none"),
            timeout=self.model.timeout,
            max_retries=0,
            temperature=0,
        )
        content = chat.invoke(text).content
        return content if isinstance(content, str) else ""

    def _accepted(self, answer: str, sources: Sequence[Masked]) -> dict[int, str]:
        """Return the sentences that stand, by the number of their source from 0."""
        accepted: dict[int, str] = {}
        for line in nfc(answer).splitlines():
            match = _LINE.fullmatch(line)
            number = int(match[1]) - 1 if match and len(match[1]) < 6 else -1
            if match is None or not 0 <= number < len(sources) or number in accepted:
                continue
            source = sources[number]
            if refusal(match[2], source) is None:
                text = unmask(match[2], source)
                if not missing_numbers(text, unmask(source.text, source)):
                    accepted[number] = text
        return accepted


def _masked(sentences: Sequence[DraftSentence]) -> list[Masked]:
    found: list[Masked] = []
    number = 1
    for sentence in sentences:
        masked, number = mask(sentence.text, number)
        found.append(masked)
    return found


def _with(section: DraftSection, written: dict[int, str]) -> DraftSection:
    """Return the section with sentences replaced by number; sources and marks stay."""
    paragraphs: list[Paragraph] = []
    number = 0
    for paragraph in section.paragraphs:
        sentences = []
        for sentence in paragraph.sentences:
            sentences.append(replace(sentence, text=written.get(number, sentence.text)))
            number += 1
        paragraphs.append(replace(paragraph, sentences=tuple(sentences)))
    return replace(section, paragraphs=tuple(paragraphs))
