"""A real small model behind a real llama.cpp server (`make test-model` starts it).

Needs BAOCAO_TEST_LLM_URL: the address that `tests/llm/serve.py` prints.
"""

import os
import re
from pathlib import Path

import pytest

from assistant.drafting import draft, parse_outline
from assistant.drafting.talking import Model
from assistant.official import export_docx
from corpus.reading import read

URL = os.environ.get("BAOCAO_TEST_LLM_URL", "")
pytestmark = pytest.mark.skipif(
    not URL, reason="no BAOCAO_TEST_LLM_URL: `make test-model` starts a llama.cpp server"
)

OUTLINE = """ĐỀ CƯƠNG
Báo cáo kết quả công tác thủy lợi 9 tháng đầu năm 2025

I. Kết quả thực hiện
1. Công tác chỉ đạo, điều hành
- Việc ban hành các văn bản chỉ đạo về thủy lợi nội đồng.
2. Công trình thủy lợi
- Kết quả kiên cố hóa kênh mương, nâng cấp hồ chứa nước.
"""
REPORT = """UBND TỈNH SƠN HÀ
SỞ THỦY LỢI
Số: 45/BC-STL
Sơn Hà, ngày 05 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm 2025

I. Kết quả công tác 6 tháng đầu năm 2025
1. Công tác chỉ đạo, điều hành
- Tham mưu UBND tỉnh ban hành Kế hoạch số 31/KH-UBND ngày 12/3/2025 về phát triển thủy lợi nội đồng.
2. Công trình thủy lợi
- Đã kiên cố hóa 64 km kênh mương nội đồng trên địa bàn các huyện đồng bằng.
- Nâng cấp 14 hồ chứa nước, sửa chữa 24 trạm bơm, bảo đảm nước tưới cho 1.250 ha lúa vụ hè thu.
"""


def test_no_number_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = []
    for name, text in (("de_cuong", OUTLINE), ("thang6", REPORT)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        reports.append(read(path))
    outline = parse_outline(reports[0])
    result = draft(outline, reports, model=Model("gemma", URL, timeout=240.0))
    assert result.unsupported == ()
    said = set(re.findall(r"\d+(?:[.,/]\d+)*", OUTLINE + REPORT))
    told = {
        number
        for section in result.sections
        for sentence in section.sentences
        for number in re.findall(r"\d+(?:[.,/]\d+)*", sentence.text)
    }
    assert told <= said
    assert result.kept is not None
    export_docx(result, tmp_path / "x.docx")
    kept, offered = result.kept
    with capsys.disabled():
        print(f"\nreal model: {kept} of {offered} sentences kept; tokens {result.tokens}")
        print("\n".join(result.notes))
