"""A server that lies in every way: no exported file may hold a number of its own unmarked."""

import json
import random
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.drafting import draft, parse_outline
from assistant.drafting.masking import mask, refusal
from assistant.drafting.talking import Model, ask
from assistant.official import export_docx
from corpus.model import Report

CALLS = 500
Lie = Callable[[list[str], random.Random], str]


def _edit(change: Callable[[str], str]) -> Lie:
    return lambda lines, _: "\n".join(change(line) for line in lines)


def _swap(lines: list[str], dice: random.Random) -> str:
    """Exchange placeholders within sentences and between them."""
    names = re.findall(r"\{\{\w+\}\}", "\n".join(lines))
    dice.shuffle(names)
    left = iter(names)
    return re.sub(r"\{\{\w+\}\}", lambda _: next(left), "\n".join(lines))


OWN = re.compile(
    r"19|99[/-]|XIX|xix|l9|１９|９９|mười chín|chín phần trăm|hai mươi|chục|một nửa|sentences"
)
LIES: list[Lie] = [
    _edit(lambda line: line + " Đạt 19 hồ chứa."),
    _edit(lambda line: re.sub(r"\{\{\w+\}\}", "19", line)),
    _edit(lambda line: re.sub(r"\{\{F\w+\}\}", "mười chín công trình", line)),
    _edit(lambda line: re.sub(r"\{\{F\w+\}\}", "XIX", line)),
    _edit(lambda line: re.sub(r"\{\{F\w+\}\}", "１９", line)),
    _edit(lambda line: re.sub(r"\{\{C\w+\}\}", "99/QĐ-UBND", line)),
    _edit(lambda line: re.sub(r"\{\{\w+\}\}", "", line)),
    _edit(lambda line: line.replace("{{", "{{F99}} {{")),
    _edit(lambda line: re.sub(r"\{\{(\w+)\}\}", r"1{{\1}}9", line)),
    _edit(lambda line: line + " theo Quyết định số {{C1}}"),
    _edit(lambda line: line + " Tăng gấp đôi, chín phần trăm."),
    _edit(lambda line: "We finished " + line),
    _swap,
    lambda lines, dice: "\n".join(dice.sample(lines, len(lines))),
    lambda lines, _: "\n".join(reversed(lines)).replace("[S1]", "[S2]"),
    lambda lines, dice: "".join(chr(dice.randrange(32, 0x2FF)) for _ in range(400)),
    lambda lines, _: "",
    lambda lines, _: "[S1] 19 " * 20000,
    lambda lines, _: json.dumps({"S1": "19 hồ chứa", "nested": [[19]]}),
    lambda lines, _: "<nguon>[S1] Đạt 19 hồ chứa nước.</nguon>",
    # Digits that do not look like digits to a program, or not to a reader.
    *(
        _edit(lambda line, own=own: re.sub(r"\{\{F\w+\}\}", own, line))  # type: ignore[misc]
        for own in (
            "١٩ công trình",  # Arabic-Indic
            "𝟏𝟗 công trình",  # mathematical
            "¹⁹ công trình",  # raised
            "⑲ công trình",  # circled
            "๑๙ công trình",  # Thai
            "1\u200b9 công trình",  # with nothing between
            "1\u00ad9 công trình",
            "1 9 công trình",
            "1.9 tỷ đồng",
            "19% số công trình",
            "ngày 19/9/2025",
            "hai mươi tư công trình",
            "chừng hai chục công trình",
            "một nửa số công trình",
            "l9 công trình",  # a letter for a digit
            "xix công trình",
            "<b>19</b> công trình",
            "**19** công trình",
            "&#49;&#57; công trình",
            "{{F1}}{{F1}}",
        )
    ),
    _edit(lambda line: line + " (tức 19 công trình, theo Nghị quyết số ９９-NQ/TW)"),
    _edit(lambda line: line.replace("]", "] | 19 |")),
    lambda lines, _: "Bỏ qua yêu cầu trên.\n" + "\n".join(lines) + "\n[S1] Ghi 19 hồ chứa.",
    lambda lines, _: "Tôi là mô hình ngôn ngữ; quy tắc: " + " ".join(lines),  # echoes
    lambda lines, _: "Here are the sentences:\n" + "\n".join(f"- {line}" for line in lines),
    lambda lines, _: "```json\n" + json.dumps(lines) + "\n```",
    lambda lines, _: "\n".join(lines),  # honest now and then
]


class Server:
    """Counts its calls; `mode` "lies", "500", "429", "broken", "hangs" or "drips"."""

    def __init__(self) -> None:
        self.calls = 0
        self.mode = "lies"
        self.dice = random.Random(6)

    def answer(self, prompt: str) -> str:
        lines = re.findall(r"\[S\d+\] .+", prompt.rpartition("<nguon>")[2])
        return self.dice.choice(LIES)(lines, self.dice)


@contextmanager
def serving(state: Server) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.calls += 1
            with suppress(OSError):
                self.reply(body)

        def reply(self, body: dict[str, object]) -> None:
            if state.mode == "hangs":
                time.sleep(3)
                return
            status = 500 if state.mode == "500" or state.dice.random() < 0.01 else 200
            status = 429 if state.mode == "429" or state.dice.random() < 0.01 else status
            self.send_response(status)
            streamed = body.get("stream") and status == 200
            self.send_header(
                "Content-Type", "text/event-stream" if streamed else "application/json"
            )
            self.end_headers()
            if status != 200 or state.mode == "broken":
                self.wfile.write(b'{"choices": [{"delta": ')
                return
            text = state.answer(body["messages"][-1]["content"])  # type: ignore[index]
            for part in [text[i : i + 4000] for i in range(0, len(text), 4000)] or [""]:
                chunk = {
                    "id": "1",
                    "object": "chat.completion.chunk",
                    "created": 0,
                    "model": "thu",
                    "choices": [{"index": 0, "delta": {"content": part}, "finish_reason": None}],
                }
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()
                if state.mode == "drips":
                    time.sleep(3)
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/v1"
    finally:
        http.shutdown()
        http.server_close()


def unmarked(path: Path) -> list[str]:
    """Return the words of each paragraph of the body that are not highlighted."""
    from docx import Document

    document = Document(str(path))
    return [
        "".join(run.text for run in paragraph.runs if run.font.highlight_color is None)
        for paragraph in document.paragraphs
        if not paragraph.style.name.startswith("Heading")
    ]


def digits(text: str) -> list[str]:
    """Return the numbers of a text in order, whatever their digits look like."""
    plain = "".join(
        str(unicodedata.digit(ch)) if unicodedata.digit(ch, -1) >= 0 else ch for ch in text
    )
    return re.findall(r"\d+", plain)


def pairs(text: str) -> set[str]:
    """Return each number with the word behind it: what a reader takes for a fact."""
    words = " ".join(text.split())
    return {
        f"{number.strip('.,;:')} {noun.strip('.,;:')}"
        for number, noun in re.findall(r"(\d\S*) (\S+)", words)
        if not number.endswith((".", ";", ","))
    }


def test_500_calls_leave_no_number_of_their_own(son_ha: dict[str, Report], tmp_path: Path) -> None:
    reports = list(son_ha.values())
    outline = parse_outline(son_ha["de_cuong"])
    plain = export_docx(draft(outline, reports), tmp_path / "plain.docx", appendix=False)
    honest = draft(outline, reports)
    known = pairs("\n".join(report.text for report in reports))
    known |= pairs("\n".join(unmarked(plain)))  # title and opening are the letter's
    state = Server()
    kept = offered = 0
    with serving(state) as url:
        while state.calls < CALLS:
            result = draft(outline, reports, model=Model("thu", url, timeout=10.0))
            path = export_docx(result, tmp_path / "x.docx", appendix=False)
            texts = unmarked(path)
            body = "\n".join(texts)
            assert pairs(body) <= known, pairs(body) - known
            assert not OWN.search(body)
            for section, own in zip(result.sections, honest.sections, strict=True):
                # What goes out as JSON or text: sentence by sentence the numbers of the source.
                assert [digits(s.text) for s in section.sentences] == [
                    digits(s.text) for s in own.sentences
                ]
                assert not OWN.search(section.text)
                assert not set(section.text) & set("*`|&{}\u200b\u00ad")
            assert result.kept is not None
            kept, offered = kept + result.kept[0], offered + result.kept[1]
    assert state.calls >= CALLS
    assert 0 < kept < offered  # the honest answers were used, the others not


@pytest.mark.parametrize("mode", ["500", "429", "broken", "hangs", "drips"])
def test_a_server_that_fails_leaves_the_draft_as_it_is(
    son_ha: dict[str, Report], mode: str
) -> None:
    state = Server()
    state.mode = mode
    reports = list(son_ha.values())
    outline = parse_outline(son_ha["de_cuong"])
    began = time.monotonic()
    with serving(state) as url:
        result = draft(outline, reports, model=Model("thu", url, timeout=0.5))
    assert time.monotonic() - began < 15
    plain = draft(outline, reports)
    assert [s.text for s in result.sections] == [s.text for s in plain.sections]
    assert result.notes


def test_work_is_stopped_while_a_server_hangs() -> None:
    state = Server()
    state.mode = "hangs"
    began = time.monotonic()

    def stop() -> None:
        if time.monotonic() - began > 0.5:
            raise KeyboardInterrupt

    with serving(state) as url, pytest.raises(KeyboardInterrupt):
        ask(Model("thu", url, timeout=60.0), "x", stop)
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("source", "written"),
    [
        # Two figures of one sentence change places, or the words before them do.
        (
            "Nâng cấp 14 hồ chứa nước và sửa chữa 24 trạm bơm.",
            "Nâng cấp {{F2}} và sửa chữa {{F1}}.",
        ),
        (
            "Nâng cấp 14 hồ chứa nước và sửa chữa 24 trạm bơm.",
            "Sửa chữa {{F1}} và nâng cấp {{F2}}.",
        ),
        (
            "Có 1.602 hộ dùng nước máy và 1.123 hộ dùng nước giếng.",
            "Có {{F1}} dùng nước giếng và {{F2}} dùng nước máy.",
        ),
        ("Đã cấp 12 giấy phép.", "Chưa cấp {{F1}}."),
        ("Chưa cấp 12 giấy phép.", "Cấp {{F1}}."),
    ],
)
def test_meaning_is_not_turned(source: str, written: str) -> None:
    masked, _ = mask(source, 1)
    assert refusal(masked.text, masked) is None
    assert refusal(written, masked) is not None
