"""Secrecy marks (Luật Bảo vệ bí mật nhà nước 2018): Mật, Tối mật, Tuyệt mật.

The mark is stamped in the letterhead, alone on its line. Words such as "bảo mật" or "Độ mật:" in
running text are no mark.
"""

from __future__ import annotations

import re

from corpus.errors import Classified
from corpus.text import nfc

_HEAD = 2500  # characters in which a letterhead ends
_MARK = re.compile(
    r"^[\s(\[]*(?:ĐỘ MẬT\s*:\s*|Độ mật\s*:\s*)?"
    r"(TUYỆT MẬT|TỐI MẬT|MẬT|Tuyệt mật|Tối mật|Mật)[\s)\].]*$",
    re.MULTILINE,
)


def secrecy_of(text: str) -> str | None:
    """Return the secrecy mark a document carries ("Mật", "Tối mật", "Tuyệt mật"), else None."""
    found = _MARK.search(nfc(text[:_HEAD]))
    return found[1].capitalize() if found else None


def refuse_classified(text: str, name: str) -> None:
    """Raise `Classified` for a document that carries a secrecy mark."""
    mark = secrecy_of(text)
    if mark:
        raise Classified(
            name,
            f"Tệp “{name}” có dấu “{mark}” nên không được đưa vào kho;"
            " chỉ xử lý tài liệu mật trên thiết bị được phép.",
        )
