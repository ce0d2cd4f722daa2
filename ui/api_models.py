"""What the HTTP API takes and gives: FORMATS.md as pydantic models, so that /docs is exact."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Day = date  # a field named `date` would hide the type
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Model(BaseModel):
    """Base of all: no unknown fields, so that a typing slip is told and not swallowed."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PlaceOut(Model):
    """Chỗ đứng của một trích dẫn: tệp, dòng (tính từ 1), trang, vị trí ký tự, nguyên văn."""

    doc: str
    line: int
    line_end: int
    page: int | None
    start: int
    end: int
    text: str


class FailureOut(Model):
    """Một tệp không dùng được và lý do."""

    file: str
    reason: str


class PeriodOut(Model):
    """Kỳ báo cáo."""

    start: Day | None = Field(alias="from")
    end: Day | None = Field(alias="to")
    label: str


class QualityOut(Model):
    """Chất lượng chữ của tệp; `damaged_share` từ 0 đến 1."""

    ocr: bool
    damaged_share: float


class SectionOut(Model):
    """Một đề mục."""

    number: str
    title: str
    level: int
    place: PlaceOut
    children: list[SectionOut]


class FootnoteOut(Model):
    """Một chú thích và câu nó thuộc về."""

    mark: str
    place: PlaceOut
    refers_from: PlaceOut | None


class TableOut(Model):
    """Một bảng."""

    place: PlaceOut
    header: list[str]
    rows: list[list[str]]


class Metadata(Model):
    """Thể thức của một báo cáo."""

    title: str
    kind: str
    number: str | None
    date: Day | None
    issuer: str | None
    signer: str | None
    recipients: list[str]
    period: PeriodOut | None
    as_of: Day | None
    scope: str | None
    pages: int | None
    quality: QualityOut


class DoubtOut(PlaceOut):
    """Một số của bản quét mà các lần đọc chưa thống nhất."""

    note: str


class ReportOut(Metadata):
    """Một tệp đã đọc."""

    sections: list[SectionOut]
    footnotes: list[FootnoteOut]
    tables: list[TableOut]
    doubtful: list[DoubtOut]
    warnings: list[str]


class ReportCard(Metadata):
    """Một báo cáo trong kho và số lượng đã trích được."""

    doc: str
    citations: int
    relations: int
    figures: int


class CitationOut(PlaceOut):
    """Một lần viện dẫn văn bản."""

    surface: str
    type: str
    number: str
    date: Day | None
    issuer: str | None
    resolved: str | None
    ocr: bool
    confidence: float


class RelationOut(Model):
    """Quan hệ giữa hai văn bản."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    relation: str
    place: PlaceOut
    negated: bool
    planned: bool


class FigureOut(PlaceOut):
    """Một số liệu."""

    surface: str
    value: int | float
    value_max: int | float | None
    unit: str | None
    qualifier: str | None
    indicator: str
    period: str | None
    as_of: Day | None
    scope: str | None
    kind: Literal["actual", "plan", "estimate", "target"]
    part_of: int | None


class FindingOut(Model):
    """Một phát hiện khi kiểm tra."""

    kind: str
    severity: Literal["error", "warning", "info"]
    certainty: float = Field(ge=0, le=1)
    explanation: str
    values: list[Any]
    suggestion: str | None
    evidence: list[PlaceOut]


class CitationsOut(Model):
    """Viện dẫn trong các tệp, theo thứ tự đọc."""

    citations: list[CitationOut]
    failed: list[FailureOut]


class RelationsOut(Model):
    """Quan hệ văn bản trong các tệp."""

    relations: list[RelationOut]
    failed: list[FailureOut]


class FiguresOut(Model):
    """Số liệu trong các tệp."""

    figures: list[FigureOut]
    failed: list[FailureOut]


class CheckOut(Model):
    """Kết quả kiểm tra."""

    findings: list[FindingOut]
    failed: list[FailureOut]


class IndexOut(Model):
    """Kết quả đưa tệp vào kho."""

    added: int
    updated: int
    unchanged: int
    failed: list[FailureOut]
    passages: int


class NamesIn(Model):
    """Tên các tệp trong kho."""

    names: list[Words] = Field(min_length=1, max_length=1000)


class RemoveOut(Model):
    """Kết quả gỡ báo cáo."""

    removed: list[str]
    missing: list[str]


class SearchIn(Model):
    """Từ khóa hoặc câu cần tìm."""

    query: Words
    k: int = Field(default=8, ge=1, le=100)


class PassageReport(Model):
    """Báo cáo có đoạn văn."""

    title: str
    number: str | None
    date: Day | None


class PassageOut(Model):
    """Một đoạn văn tìm được; `section` là các đề mục chứa nó, từ ngoài vào."""

    text: str
    score: float
    section: list[str]
    place: PlaceOut
    report: PassageReport


class SearchOut(Model):
    """Các đoạn văn, gần nhất trước."""

    passages: list[PassageOut]


class QuestionIn(Model):
    """Câu hỏi về văn bản."""

    question: Words


class DocumentOut(Model):
    """Một văn bản trong câu trả lời."""

    number: str
    type: str
    date: Day | None
    issuer: str | None
    title: str | None
    relation: str
    via: list[str]
    status: str
    sources: list[PlaceOut]


class AnswerOut(Model):
    """Câu trả lời; `documents` là danh sách đầy đủ, không phải vài kết quả đầu."""

    answer: str
    documents: list[DocumentOut]
    passages: list[PassageOut]


class HeadingOut(Model):
    """Một đề mục của đề cương; gốc của cây có level 0."""

    number: str
    title: str
    level: int
    prompts: list[str]
    blank: bool
    children: list[HeadingOut]


class SentenceOut(Model):
    """Một câu của dự thảo và nguồn của nó."""

    text: str
    sources: list[PlaceOut]


class DraftSectionOut(Model):
    """Một đề mục của dự thảo."""

    path: str
    title: str
    text: str
    gaps: list[str]
    sentences: list[SentenceOut]
    conflicts: list[dict[str, Any]]


class DraftOut(Model):
    """Dự thảo theo đề cương."""

    sections: list[DraftSectionOut]
    unsupported: list[str]
    used_model: str | None


class JobOut(Model):
    """Một việc chạy lâu trên máy chủ; `share` từ 0 đến 1."""

    id: str
    kind: str
    title: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    share: float
    message: str
    seconds: float
    error: str
    result: IndexOut | CheckOut | DraftOut | None = None


class ErrorOut(Model):
    """Một câu tiếng Việt nói rõ lỗi và cách xử lý."""

    detail: str
