"""Two small reports of an invented province and a đề cương, written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

HALF_YEAR = """\
UBND TỈNH SƠN HÀ
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 45/BC-SKHCN
Sơn Hà, ngày 05 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác khoa học và công nghệ 6 tháng đầu năm 2025

I. KẾT QUẢ THỰC HIỆN
1. Công tác chỉ đạo, điều hành
- Tham mưu UBND tỉnh ban hành Quyết định số 812/QĐ-UBND ngày 12/5/2025 triển khai thực hiện \
Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.
- Kế hoạch số 61/KH-UBND ngày 20/3/2025 của UBND tỉnh thay thế Kế hoạch số 18/KH-UBND ngày \
15/01/2024 của UBND tỉnh.
2. Hoạt động nghiên cứu
- Tiếp nhận 41 phiếu đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh.
- Tổ chức 06 lớp tập huấn về sở hữu trí tuệ cho 350 lượt người tham dự.

Nơi nhận:
- UBND tỉnh;
"""

INTEGRATION = """\
UBND TỈNH SƠN HÀ
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 52/BC-SKHCN
Sơn Hà, ngày 19 tháng 6 năm 2025

BÁO CÁO
Tình hình hội nhập quốc tế 6 tháng đầu năm 2025

I. KẾT QUẢ
- Tiếp nhận 57 phiếu đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh.
- Ngày 29/5/20235, Sở ban hành Công văn số 311/SKHCN-VP về việc phối hợp.
"""

OUTLINE = """\
ĐỀ CƯƠNG BÁO CÁO
Kết quả công tác khoa học và công nghệ 9 tháng đầu năm 2025

I. KẾT QUẢ THỰC HIỆN
1. Công tác chỉ đạo, điều hành
- Các văn bản đã tham mưu ban hành.
2. Hoạt động nghiên cứu
- Số phiếu đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh.
II. KIẾN NGHỊ
"""


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two reports."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "bao-cao-6-thang.txt").write_text(HALF_YEAR, encoding="utf-8")
    (folder / "hoi-nhap.txt").write_text(INTEGRATION, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def outline_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("outline") / "de-cuong.txt"
    path.write_text(OUTLINE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def home(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a library that holds the two reports; not to be changed by a test."""
    from assistant.library import Library
    from assistant.settings import load_settings

    home = tmp_path_factory.mktemp("home")
    with Library(load_settings({}, home=home)) as library:
        result = library.index([papers])
    assert result.added == 2, result.failed
    return home
