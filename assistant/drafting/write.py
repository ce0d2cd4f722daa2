"""Prose by a language model, numbers by code.

The model rewrites the composed sentences of one heading at a time. It never sees a number: each
is a placeholder (see `masking`), and code puts the values back. What comes back wrong is returned
once with the reason; what is wrong again is cut, and the composed sentence stands in its place. So
whatever the model does, no number of the draft is its own and no fact is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting.masking import Masked, mask, refusal, unmask
from assistant.drafting.record import DraftSection, DraftSentence, Paragraph
from assistant.drafting.talking import Model, ask
from corpus.text import nfc

__all__ = ["PROMPT", "Model", "Writer", "mask", "refusal", "unmask"]

PROMPT, AGAIN = "write_section", "write_again"
_GIVE_UP = 2  # headings in a row without an answer: the server is not there
_LINE = re.compile(r"\s*\[S(\d{1,5})\]\s*(.+)")
_NONE = "(không có)"
_REASONS = 3  # reasons that a note repeats


class Writer:
    """Rewrites sections with a model; `notes` says in Vietnamese where it could not.

    `kept` of `offered` sentences are the model's; `tokens` are (given, written) over all calls.
    """

    def __init__(self, model: Model, tick: Callable[[], None] = lambda: None) -> None:
        self.model = model
        self.notes: list[str] = []
        self.kept = 0
        self.offered = 0
        self.tokens = (0, 0)
        self._tick = tick
        self._failed = 0  # headings in a row
        self._stopped: BaseException | None = None

    @property
    def prompt(self) -> str:
        """Return name@version of the prompts in use."""
        import prompts

        return f"{prompts.load(PROMPT).label}, {prompts.load(AGAIN).label}"

    def rewrite(self, section: DraftSection, report: str, asked: Sequence[str]) -> DraftSection:
        """Return `section` with those of its sentences that the model wrote well enough.

        `report` is the title of the report, `asked` the prompts of the heading. A model that
        fails or hangs leaves the section as it is; what the tick raises goes through.
        """
        if not section.sentences or self._failed >= _GIVE_UP:
            return section
        sources = _masked(section.sentences)
        self.offered += len(sources)
        try:
            answer = self._ask(self.prompt_for(section, report, asked))
            accepted, returned = self._judged(answer, sources)
            if returned:
                again = self._again(section, sources, returned)
                better, returned = self._judged(again, sources, set(returned), returned)
                accepted |= better
        except Exception as error:
            if error is self._stopped:
                raise
            self._failed += 1
            self.notes.append(
                f"Mục {section.path}: mô hình {self.model.name} không trả lời "
                f"({type(error).__name__}); giữ nguyên câu của báo cáo cũ."
            )
            return section
        self._failed = 0
        self.kept += len(accepted)
        if returned:
            self.notes.append(_cut(section.path, returned))
        return _with(section, accepted)

    def prompt_for(self, section: DraftSection, report: str, asked: Sequence[str]) -> str:
        """Return what the model is given for a section."""
        import prompts

        sources = _masked(section.sentences)
        return prompts.load(PROMPT).render(
            report=report,
            heading=f"{section.number} {section.title}",
            prompts="\n".join(f"- {prompt}" for prompt in asked) or _NONE,
            facts=", ".join(f"{{{{{name}}}}}" for s in sources for name in s.values) or _NONE,
            sentences=_quoted(sources, range(len(sources))),
        )

    def _again(
        self, section: DraftSection, sources: Sequence[Masked], returned: dict[int, str]
    ) -> str:
        import prompts

        return self._ask(
            prompts.load(AGAIN).render(
                heading=f"{section.number} {section.title}",
                returned="\n".join(f"- [S{i + 1}]: {why}" for i, why in returned.items()),
                sentences=_quoted(sources, sorted(returned)),
            )
        )

    def _ask(self, prompt: str) -> str:
        answer = ask(self.model, prompt, self._ticked)
        self.tokens = self.tokens[0] + answer.given, self.tokens[1] + answer.wrote
        return answer.text

    def _ticked(self) -> None:
        try:
            self._tick()
        except BaseException as error:
            self._stopped = error  # told to stop: no fault of the model
            raise

    def _judged(
        self,
        answer: str,
        sources: Sequence[Masked],
        wanted: set[int] | None = None,
        before: dict[int, str] | None = None,
    ) -> tuple[dict[int, str], dict[int, str]]:
        """Return the sentences that stand and why others don't, by their number from 0."""
        accepted: dict[int, str] = {}
        reasons: dict[int, str] = {}
        for line in nfc(answer).splitlines():
            match = _LINE.fullmatch(line)
            number = int(match[1]) - 1 if match else -1
            if match is None or not 0 <= number < len(sources) or number in accepted:
                continue
            why = refusal(match[2], sources[number])
            if why:
                reasons[number] = why
            elif wanted is None or number in wanted:
                accepted[number] = unmask(match[2], sources[number])
        asked = range(len(sources)) if wanted is None else sorted(wanted)
        known = before or {}
        missed = {i: reasons.get(i, known.get(i, "thiếu câu")) for i in asked if i not in accepted}
        return accepted, missed


def _quoted(sources: Sequence[Masked], numbers: Sequence[int]) -> str:
    """Return the sentences a line each; a source cannot close its own quotation."""
    return "\n".join(f"[S{i + 1}] {sources[i].text.replace('<', '‹')}" for i in numbers)


def _cut(path: str, returned: dict[int, str]) -> str:
    reasons = "; ".join(why for why, _ in Counter(returned.values()).most_common(_REASONS))
    return (
        f"Mục {path}: {len(returned)} câu của mô hình bị loại ({reasons}); "
        "thay bằng câu của báo cáo cũ."
    )


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
            sentences.append(_written(sentence, written.get(number, sentence.text)))
            number += 1
        paragraphs.append(replace(paragraph, sentences=tuple(sentences)))
    return replace(section, paragraphs=tuple(paragraphs))


def _written(sentence: DraftSentence, text: str) -> DraftSentence:
    """Return a sentence in other words; the marks of its notes go to its end."""
    if text == sentence.text:
        return sentence
    end = len(text.rstrip(" ."))
    return replace(
        sentence, text=text, notes=tuple(replace(note, at=end) for note in sentence.notes)
    )
