"""The values of the layout stay inside what Nghị định 30/2020/NĐ-CP allows."""

import pytest

from assistant.official import layout, letters


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (layout.MARGIN_TOP, 20, 25),
        (layout.MARGIN_BOTTOM, 20, 25),
        (layout.MARGIN_LEFT, 30, 35),
        (layout.MARGIN_RIGHT, 15, 20),
        (layout.SIZE_PAGE_NUMBER, 13, 14),
        (layout.SIZE_QUOC_HIEU, 12, 13),
        (layout.SIZE_TIEU_NGU, 13, 14),
        (layout.SIZE_CO_QUAN, 12, 13),
        (layout.SIZE_SO_KY_HIEU, 13, 13),
        (layout.SIZE_DIA_DANH, 13, 14),
        (layout.SIZE_TRICH_YEU, 13, 14),
        (layout.SIZE_BODY, 13, 14),
        (layout.FIRST_LINE, 10, 12.7),
        (layout.SPACE_AFTER, 6, 18),
        (layout.LINE_SPACING, 1, 1.5),
        (layout.SIZE_SIGNATURE, 13, 14),
        (layout.SIZE_NOI_NHAN, 12, 12),
        (layout.SIZE_NOI_NHAN_LIST, 11, 11),
        (layout.SIZE_PHU_LUC, 14, 14),
        (layout.SIZE_KEM_THEO, 13, 14),
        (layout.RULE_SHARE, 1 / 3, 1 / 2),
    ],
)
def test_values(value: float, low: float, high: float) -> None:
    assert low <= value <= high


def test_header_columns_fill_the_page() -> None:
    assert sum(layout.HEADER_COLUMNS) == layout.TEXT_WIDTH == 160
    quoc_hieu = letters.width(layout.QUOC_HIEU, layout.SIZE_QUOC_HIEU, bold=True)
    assert layout.HEADER_COLUMNS[1] > quoc_hieu + 5  # never wrapped
