"""The workbench in a real browser: the four tabs, wide and narrow, a tab that is closed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on a free port with an empty library."""
    home = tmp_path_factory.mktemp("kho")
    command = [
        sys.executable,
        "-m",
        "ui.cli",
        "--home",
        str(home),
        "serve",
        "--port",
        "0",
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"]
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


class Page:
    """A page of the workbench that notes every request to another place."""

    def __init__(self, browser: Any, url: str, width: int) -> None:
        self.strangers: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.page.set_default_timeout(WAIT)
        self.page.on("request", lambda request: self._note(request.url, url))
        self.page.goto(url)
        self.page.wait_for_selector("#library-reports .empty, #library-reports table")

    def _note(self, asked: str, url: str) -> None:
        if not asked.startswith((url, "data:", "blob:")):
            self.strangers.append(asked)

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name, exact=True).click()

    def text(self, selector: str) -> str:
        self.page.wait_for_selector(selector)
        return str(self.page.inner_text(selector))

    def write(self, selector: str, text: str) -> None:
        """Fill a field and see that it stays: what the server sent before may come late."""
        field, stayed = self.page.locator(selector).first, 0
        for _ in range(100):
            if field.input_value() != text:
                field.fill(text)
                stayed = 0
            self.page.wait_for_timeout(100)
            stayed += 1
            if stayed > 5 and field.input_value() == text:
                return
        raise AssertionError(f"{selector} does not keep {text!r}")

    def fits(self) -> bool:
        """Tell whether nothing makes the page scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def wide(browser: Any, url: str) -> Iterator[Page]:
    opened = Page(browser, url, 1400)
    yield opened
    assert opened.strangers == []
    opened.page.close()


@pytest.fixture
def narrow(browser: Any, url: str) -> Iterator[Page]:
    opened = Page(browser, url, 420)
    yield opened
    assert opened.strangers == []
    opened.page.close()


HOSTILE = "<img src=x onerror=\"document.title='hỏng'\"> & <b>đậm</b>"


def test_1_reports_are_put_in_and_shown(wide: Page, papers: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04 khong phai van ban")
    odd = tmp_path / "la.txt"
    odd.write_text(f"BÁO CÁO\n{HOSTILE}\n\nTiếp nhận 12 phiếu đề xuất.\n", encoding="utf-8")
    assert "Kho chưa có báo cáo nào" in wide.text("#library-reports")
    assert "Thả tệp vào đây" in wide.text("#library-upload")
    files = [papers / "bao-cao-6-thang.txt", papers / "hoi-nhap.txt", bad, odd]
    wide.page.set_input_files("#library-upload input[type=file]", files)
    assert "Đã thêm 3" in wide.text("#library-outcome .done")
    assert "hong.docx" in wide.text("#library-outcome .failures")
    wide.page.wait_for_selector("#library-reports table")
    table = wide.text("#library-reports")
    assert "45/BC-SKHCN" in table
    assert "05/06/2025" in table
    assert "6 tháng đầu năm 2025" in table
    assert "3 báo cáo" in wide.text("#header")
    assert HOSTILE[:8] in table or "la.txt" in table
    assert wide.page.title() != "hỏng"
    assert wide.page.locator("#library-reports img").count() == 0
    assert wide.fits()


def test_2_one_report_is_opened_and_another_removed(wide: Page) -> None:
    wide.page.get_by_role("button", name="bao-cao-6-thang.txt").click()
    detail = wide.text("#library-detail h2")
    assert detail == "bao-cao-6-thang.txt"
    shown = wide.text("#library-detail")
    assert "812/QĐ-UBND" in shown
    wide.page.locator("#library-detail summary", has_text="Số liệu").click()
    assert "41" in wide.text("#library-detail")
    wide.page.get_by_role("button", name="la.txt").click()
    wide.page.wait_for_selector("#library-detail h2:has-text('la.txt')")
    wide.page.get_by_role("button", name="Gỡ khỏi kho").click()
    wide.page.get_by_role("button", name="Xác nhận gỡ").click()
    wide.page.wait_for_selector("#header:has-text('2 báo cáo')")
    assert "la.txt" not in wide.text("#library-reports")


def test_3_a_question_is_answered_with_sources(wide: Page) -> None:
    wide.tab("Tra cứu")
    wide.write("#search-question textarea", "van ban nao trien khai nghi quyet 57")
    wide.page.press("#search-question textarea", "Enter")
    table = wide.text("#search-result .documents")
    assert "812/QĐ-UBND" in table
    assert "trực tiếp" in table
    assert "bao-cao-6-thang.txt" in table
    wide.write("#search-question textarea", "phiếu đề xuất")
    wide.page.click("#search-go")
    wide.page.wait_for_selector("#search-result .card mark:has-text('phiếu')")
    assert "hoi-nhap.txt" in wide.text("#search-result .cards")
    wide.page.locator("#search-examples button").first.click()
    wide.page.wait_for_selector("#search-result .documents")
    assert wide.fits()


def test_4_an_outline_is_approved_and_drafted(wide: Page, outline_file: Path) -> None:
    wide.tab("Soạn thảo")
    assert "Chưa có đề cương" in wide.text("#draft-outline")
    wide.page.set_input_files("#draft-file input[type=file]", outline_file)
    tree = wide.text("#draft-outline .outline")
    assert tree.index("I. KẾT QUẢ THỰC HIỆN") < tree.index("II. KIẾN NGHỊ")
    assert wide.page.input_value("#draft-period textarea, #draft-period input") == (
        "9 tháng đầu năm 2025"
    )
    wide.page.get_by_role("button", name="Đưa xuống: 1. Công tác chỉ đạo").click()
    wide.page.wait_for_selector("#draft-outline :text('2. Công tác chỉ đạo')")
    wide.page.get_by_role("button", name="Bỏ đề mục này: II. KIẾN NGHỊ").click()
    wide.page.wait_for_selector("#draft-outline :text('đã bỏ 1 đề mục')")
    note = wide.page.locator("#draft-outline li[data-id='2']")
    note.locator("details.note > summary").click()
    wide.write("#draft-outline li[data-id='2'] textarea", "nêu rõ số phiếu đề xuất")
    note.locator("button[data-act=note]").click()
    wide.page.wait_for_selector("#draft-outline .noted")
    wide.page.click("#draft-run")
    wide.page.wait_for_selector("#section-text .pair")
    wide.page.wait_for_selector("#section-saved .done")
    nav = wide.text("#draft-nav")
    assert nav.index("1. Hoạt động nghiên cứu") < nav.index("2. Công tác chỉ đạo")
    assert "KIẾN NGHỊ" not in nav
    assert "bao-cao-6-thang.txt" in wide.text("#section-text aside figcaption")
    assert "nêu rõ số phiếu đề xuất" in wide.text("#section-head")
    assert wide.fits()


def test_5_a_pasted_text_without_outline_is_told(wide: Page) -> None:
    wide.tab("Soạn thảo")
    wide.page.get_by_role("tab", name="Dán nội dung").click()
    wide.write("#draft-paste textarea", "Chỉ có một câu.")
    wide.page.click("#draft-read")
    assert "de-cuong" in wide.text("#draft-problem .problem")
    wide.write(
        "#draft-paste textarea", "ĐỀ CƯƠNG\nI. KẾT QUẢ\n1. Chỉ đạo\n- Văn bản.\nII. KIẾN NGHỊ"
    )
    wide.page.click("#draft-read")
    assert "I. KẾT QUẢ" in wide.text("#draft-outline .outline")
    wide.page.locator("#draft-rename input").check()
    title = wide.page.locator("#draft-outline li[data-id='2'] input[data-act=title]")
    title.fill("ĐỀ XUẤT, KIẾN NGHỊ")
    title.press("Tab")
    wide.page.wait_for_selector("#draft-outline input[value='ĐỀ XUẤT, KIẾN NGHỊ']")


def _open_draft(page: Page) -> None:
    page.tab("Soạn thảo")
    page.tab("Bản thảo")
    page.page.wait_for_selector("#desk-drafts table, #draft-nav .section-nav", state="visible")
    if page.page.is_visible("#desk-drafts table"):
        page.page.locator("#desk-drafts button.link").first.click()
    page.page.wait_for_selector("#draft-nav .section-nav")


def test_6_findings_are_shown_and_filtered(wide: Page, papers: Path) -> None:
    wide.tab("Kiểm tra")
    wide.page.click("#check-run")
    wide.page.wait_for_selector("#check-findings .finding")
    found = wide.text("#check-findings")
    assert "Ngày tháng viết sai" in found
    assert "Số liệu khác nhau giữa các báo cáo" in found
    crossed = wide.page.locator(".finding", has_text="giữa các báo cáo").first
    quoted = crossed.locator("figcaption").all_inner_texts()
    assert any("bao-cao-6-thang.txt" in one and "dòng" in one for one in quoted)
    assert any("hoi-nhap.txt" in one for one in quoted)
    wide.page.locator("#check-level label", has_text="Cần xem").click()
    wide.page.wait_for_function(
        "!document.querySelector('#check-findings').innerText.includes('giữa các báo cáo')"
    )
    assert "Ngày tháng viết sai" in wide.text("#check-findings")
    wide.page.locator("#check-what label", has_text="Tệp tải lên").click()
    wide.page.set_input_files("#check-files input[type=file]", papers / "bao-cao-6-thang.txt")
    wide.page.wait_for_selector("#check-files :text('bao-cao-6-thang')")
    wide.page.click("#check-run")
    wide.page.wait_for_function(
        "!document.querySelector('#check-findings').innerText.includes('29/5/20235')"
    )


def test_6b_a_decision_counts_and_leaves_the_list_of_what_is_unseen(wide: Page) -> None:
    wide.tab("Kiểm tra")
    wide.page.click("#check-run")
    wide.page.wait_for_selector("#check-findings [data-decide=accepted]")
    left = wide.text("#check-left")
    wide.page.locator("#check-findings [data-decide=accepted]").first.click()
    wide.page.wait_for_selector("#check-findings .finding.accepted")
    assert wide.text("#check-left") != left
    wide.page.locator("#check-unseen input").click()
    wide.page.wait_for_selector("#check-findings .finding.accepted", state="detached")
    assert wide.fits()


def test_7_a_new_tab_finds_the_last_draft_again(narrow: Page) -> None:
    _open_draft(narrow)
    assert "Công tác chỉ đạo, điều hành" in narrow.text("#draft-nav")
    narrow.page.locator("#draft-nav button", has_text="Công tác chỉ đạo").click()
    narrow.page.wait_for_selector("#section-head:has-text('Công tác chỉ đạo')")
    for name in ("Sửa", "Chọn nguồn, soạn lại", "Cả bản thảo", "Phiên bản", "Xuất Word"):
        narrow.tab(name)
        assert narrow.fits(), name


def test_8_a_narrow_screen_shows_all_without_scrolling_sideways(narrow: Page) -> None:
    for name in ("Kho báo cáo", "Tra cứu", "Soạn thảo", "Kiểm tra"):
        narrow.tab(name)
        narrow.page.wait_for_timeout(300)
        assert narrow.fits(), name
    narrow.tab("Kho báo cáo")
    narrow.page.get_by_role("button", name="bao-cao-6-thang.txt").click()
    narrow.page.wait_for_selector("#library-detail h2")
    assert narrow.fits()
    narrow.tab("Tra cứu")
    narrow.page.locator("#search-examples button").first.click()
    narrow.page.wait_for_selector("#search-result .documents")
    assert narrow.fits()


def _register(page: Page) -> None:
    page.tab("Tra cứu")
    page.tab("Sổ văn bản")
    page.page.wait_for_selector("#register-table table")


def test_a_the_register_suggests_filters_and_keeps_corrections(wide: Page) -> None:
    _register(wide)
    box = wide.page.locator("#register-suggest textarea, #register-suggest input").first
    box.press_sequentially("nghi quyet 57")
    wide.page.wait_for_selector("#register-found .card:has-text('57-NQ/TW')")
    assert "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị" in wide.text("#register-found")
    wide.page.get_by_role("button", name="Kế hoạch số 18/KH-UBND").click()
    wide.page.wait_for_selector("#register-edit h2:has-text('18/KH-UBND')")
    wide.page.locator("#register-form button").first.click()
    title = "#register-field-title textarea, #register-field-title input"
    wide.write(title, "Về trồng rừng ven biển")
    wide.page.click("#register-save")
    wide.page.wait_for_selector("#register-edit .done")
    wide.page.wait_for_selector("#register-table tr:has-text('Về trồng rừng ven biển')")
    assert "đã sửa bởi người dùng" in wide.text("#register-table")
    with wide.page.expect_download() as waiting:
        wide.page.locator("#register-export a.download").first.click()
    assert waiting.value.suggested_filename == "so-van-ban.xlsx"
    wide.page.click("#register-revert")
    wide.page.wait_for_function(
        "!document.querySelector('#register-table').innerText.includes('Về trồng rừng ven biển')"
    )
    assert wide.fits()


def test_b_an_answer_is_drawn_for_wide_and_narrow_screens(wide: Page, narrow: Page) -> None:
    for page, shown, hidden in ((wide, "wide", "narrow"), (narrow, "narrow", "wide")):
        page.tab("Tra cứu")
        page.write("#search-question textarea", "van ban nao trien khai nghi quyet 57")
        page.page.press("#search-question textarea", "Enter")
        page.page.wait_for_selector(f"#search-result svg.{shown}", state="visible")
        assert not page.page.is_visible(f"#search-result svg.{hidden}")
        assert "812/QĐ-UBND" in page.page.locator(f"svg.{shown}").text_content()
        assert page.fits()
    narrow.tab("Sổ văn bản")
    narrow.page.wait_for_selector("#register-table table")
    assert narrow.fits()


def test_c_a_number_without_source_is_marked_and_taken_back(wide: Page) -> None:
    _open_draft(wide)
    wide.page.locator("#draft-nav button", has_text="Hoạt động nghiên cứu").click()
    wide.page.wait_for_selector("#section-head:has-text('Hoạt động nghiên cứu')")
    wide.page.wait_for_selector("#section-text :text('phiếu đề xuất')")
    wide.tab("Sửa")
    wide.page.wait_for_function(
        "document.querySelector('#section-editor textarea').value.includes('phiếu đề xuất')"
    )
    wide.write("#section-editor textarea", "- Tiếp nhận 99 phiếu đề xuất nhiệm vụ.")
    wide.page.click("#section-save")
    assert wide.text("#section-text mark.unproved") == "99"
    assert "CHƯA CÓ NGUỒN" in wide.text("#section-text .said")
    wide.tab("Xuất Word")
    assert "Chưa xuất được bản sạch" in wide.text("#desk-files")
    wide.tab("Phiên bản")
    wide.page.locator("#desk-versions button", has_text="so với bản trước").first.click()
    wide.page.wait_for_selector("#desk-compared ins:has-text('99')")
    assert wide.page.locator("#desk-compared del").count()
    wide.page.locator("#desk-versions tr", has_text="Soạn theo đề cương").get_by_role(
        "button", name="Khôi phục"
    ).click()
    wide.page.wait_for_selector("#desk-head:has-text('Trở lại phiên bản 1')")
    assert wide.page.locator("#section-text mark.unproved").count() == 0
    assert wide.fits()


def test_d_a_section_is_drafted_from_a_chosen_passage_and_locked(wide: Page) -> None:
    _open_draft(wide)
    wide.page.locator("#draft-nav button", has_text="Hoạt động nghiên cứu").click()
    wide.page.wait_for_selector("#section-head:has-text('Hoạt động nghiên cứu')")
    wide.tab("Chọn nguồn, soạn lại")
    wide.page.click("#section-sources")
    wide.page.wait_for_selector("#section-choices .choice")
    for box in wide.page.locator("#section-choices input:checked").all():
        box.evaluate("box => { box.checked = false; }")
    wide.page.locator("#section-choices .choice", has_text="57 phiếu").locator("input").check()
    wide.page.locator("#section-choices [data-again=chosen]").first.click()
    wide.page.wait_for_selector("#desk-head:has-text('từ đoạn đã chọn')")
    wide.page.wait_for_selector("#section-text .pair")
    quoted = wide.page.locator("#section-text aside figcaption").all_inner_texts()
    assert quoted
    assert all("hoi-nhap.txt" in one for one in quoted)
    wide.page.click("#section-lock")
    wide.page.wait_for_selector("#section-head:has-text('đã khóa')")
    wide.tab("Sửa")
    assert wide.page.is_disabled("#section-editor textarea")
    wide.page.click("#section-lock")
    wide.page.wait_for_selector("#section-head:not(:has-text('đã khóa'))")


def test_e_a_mark_is_confirmed_by_a_click(wide: Page) -> None:
    _open_draft(wide)
    wide.page.locator("#draft-nav button", has_text="Hoạt động nghiên cứu").click()
    wide.page.wait_for_selector("#section-head:has-text('Hoạt động nghiên cứu')")
    buttons = wide.page.locator("#section-text button.confirm")
    buttons.first.wait_for()
    count = buttons.count()
    buttons.first.click()
    wide.page.wait_for_function(
        "count => document.querySelectorAll('#section-text button.confirm').length < count",
        arg=count,
    )
    assert "Xác nhận ở mục" in wide.text("#desk-head")


def test_g_a_draft_is_downloaded_and_deleted(wide: Page, tmp_path: Path) -> None:
    _open_draft(wide)
    wide.tab("Cả bản thảo")
    assert "Công tác chỉ đạo, điều hành" in wide.text("#desk-whole .draft")
    wide.tab("Xuất Word")
    with wide.page.expect_download() as waiting:
        wide.page.locator("#desk-files a.download").first.click()
    target = tmp_path / "du-thao.docx"
    waiting.value.save_as(target)
    assert "word/document.xml" in zipfile.ZipFile(target).namelist()
    wide.page.click("#desk-delete")
    wide.page.click("#desk-delete-yes")
    assert "Chưa có bản thảo nào" in wide.text("#desk-drafts")
