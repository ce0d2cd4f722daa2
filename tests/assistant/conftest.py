"""Reports of an invented province, read by the real reader, for the tests of drafting."""

from pathlib import Path

import pytest

from corpus.model import Report
from corpus.reading import read

OUTLINE = """SỞ THỦY LỢI
Số:       /STL-KH
V/v đề nghị báo cáo công tác thủy lợi 9 tháng đầu năm 2025
Sơn Hà, ngày 10 tháng 9 năm 2025

Kính gửi: Các phòng, đơn vị thuộc Sở

Thực hiện Quyết định số 77/QĐ-UBND ngày 15/8/2025 của UBND tỉnh về thành lập Tổ công tác thủy lợi;

Sở Thủy lợi đề nghị các đơn vị báo cáo theo đề cương./.

Nơi nhận:
- Như trên;

ĐỀ CƯƠNG
Báo cáo kết quả công tác thủy lợi 9 tháng đầu năm 2025

I. Kết quả thực hiện
1. Công tác chỉ đạo, điều hành
- Việc ban hành các văn bản chỉ đạo về thủy lợi nội đồng.
- Phát động phong trào thi đua diệt bèo trên kênh mương.
2. Công trình thủy lợi
- Kết quả kiên cố hóa kênh mương, nâng cấp hồ chứa nước.
- Số trạm bơm do xã quản lý (đối với cấp xã)
II. Khó khăn, hạn chế
……………………………
III. Nhiệm vụ trọng tâm 3 tháng cuối năm
……………………………
IV. Kiến nghị
……………………………
"""

JUNE = """UBND TỈNH SƠN HÀ
SỞ THỦY LỢI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/BC-STL
Sơn Hà, ngày 05 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2025

I. Kết quả công tác 6 tháng đầu năm 2025
1. Công tác chỉ đạo, điều hành
- Tham mưu UBND tỉnh ban hành Kế hoạch số 31/KH-UBND ngày 12/3/2025 về phát triển thủy lợi nội đồng.
2. Công trình thủy lợi
- Đã kiên cố hóa 64 km kênh mương nội đồng trên địa bàn các huyện đồng bằng.
- Nâng cấp 05 hồ chứa nước, bảo đảm nước tưới cho 1.250 ha lúa vụ hè thu.
II. Khó khăn, hạn chế
- Kinh phí kiên cố hóa kênh mương còn thiếu, phân bổ chậm.
III. Nhiệm vụ trọng tâm 6 tháng cuối năm 2025
- Hoàn thành nạo vét 12 km kênh chính trước mùa mưa lũ.
"""

JUNE_OTHER = """UBND TỈNH SƠN HÀ
SỞ THỦY LỢI
Số: 52/BC-STL
Sơn Hà, ngày 12 tháng 6 năm 2025

BÁO CÁO
Tình hình xây dựng công trình thủy lợi 6 tháng đầu năm 2025

I. Kết quả thực hiện
1. Công trình thủy lợi
- Đã kiên cố hóa 82 km kênh mương nội đồng trên địa bàn các huyện đồng bằng.
- Lắp đặt 17 cống điều tiết tự động trên tuyến kênh Bắc.
"""


@pytest.fixture(scope="session")
def son_ha(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Return the letter with the outline and two reports of tỉnh Sơn Hà."""
    folder: Path = tmp_path_factory.mktemp("son_ha")
    found = {}
    for name, text in (("de_cuong", OUTLINE), ("thang6", JUNE), ("cong_trinh", JUNE_OTHER)):
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        found[name] = read(path)
    return found
