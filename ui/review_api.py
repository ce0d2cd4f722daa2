"""The HTTP API of reviewing: states of findings, decisions, sheets, and the ledger of figures."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import Field

from ui import labels
from ui.api_models import FindingOut, Model, PlaceOut
from ui.jobs import Job, Jobs, State
from ui.ledger_verbs import ledger_row
from ui.review_verbs import review_item, write_sheet

if TYPE_CHECKING:
    from assistant.library import Library

Json = dict[str, Any]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Words = Annotated[str, Query(max_length=200)]


class ItemOut(FindingOut):
    """Một phát hiện kèm mã, trạng thái và quyết định của người rà soát."""

    fingerprint: str
    state: Literal["new", "open", "accepted", "dismissed", "still", "fixed"]
    new: bool
    decision: Literal["accepted", "dismissed", "corrected"] | None
    reason: str | None
    decided: str | None


class DecisionIn(Model):
    """Quyết định về một phát hiện; `open` rút lại quyết định trước."""

    fingerprint: str = Field(min_length=1, max_length=40)
    decision: Literal["accepted", "dismissed", "corrected", "open"]
    reason: str = Field(default="", max_length=1000)


class LedgerFigureOut(Model):
    """Một số liệu trong bảng, có nguồn."""

    value: float
    value_max: float | None
    qualifier: str | None
    unit: str | None
    surface: str
    period: str | None
    as_of: str | None
    scope: str | None
    kind: Literal["actual", "plan", "estimate", "target"]
    place: PlaceOut


class LedgerConflictOut(Model):
    """Các số liệu của một chỉ tiêu không thể cùng đúng."""

    explanation: str
    figures: list[LedgerFigureOut]


class LedgerRowOut(Model):
    """Một chỉ tiêu: mọi số liệu, số nên dùng (null khi chưa chọn được), lý do, chỗ mâu thuẫn."""

    indicator: str
    unit: str
    figures: list[LedgerFigureOut]
    use: LedgerFigureOut | None
    reason: str
    conflicts: list[LedgerConflictOut]


def review_routes(library: Library, jobs: Jobs) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.post("/review", response_model=list[ItemOut], summary=labels.API_REVIEW)
    def review() -> list[Json]:
        result = library.review()
        return [review_item(item) for item in (*result.items, *result.fixed)]

    @router.post("/decisions", response_model=DecisionIn, summary=labels.API_DECIDE)
    def decide(given: DecisionIn) -> DecisionIn:
        from assistant.checking.review import Decision

        chosen = None if given.decision == "open" else Decision(given.decision)
        library.decide(given.fingerprint, chosen, given.reason)
        return given

    @router.get("/reviews/{job_id}/sheet", response_class=Response, summary=labels.API_SHEET)
    def sheet(job_id: str, form: Literal["docx", "xlsx"] = "docx") -> Response:
        with TemporaryDirectory(prefix="baocao-") as folder:
            path = Path(folder) / f"{labels.SHEET_NAME}.{form}"
            write_sheet(_reviewed(jobs, job_id).result["review"], path)
            return _file(path.read_bytes(), path.name)

    @router.get(
        "/reviews/{job_id}/commented/{number}",
        response_class=Response,
        summary=labels.API_COMMENTED,
    )
    def commented(job_id: str, number: int) -> Response:
        copies = list(_reviewed(jobs, job_id).result["commented"].values())
        if not 0 <= number < len(copies):
            raise HTTPException(404, labels.NO_COMMENTED)
        return _file(copies[number], f"{labels.SHEET_NAME}.docx")

    _add_ledger(router, library)
    return router


def _add_ledger(router: APIRouter, library: Library) -> None:
    @router.get("/ledger", response_model=list[LedgerRowOut], summary=labels.API_LEDGER)
    def ledger(query: Words = "") -> list[Json]:
        return [ledger_row(row) for row in library.ledger().find(query).rows]

    @router.get("/ledger/export", response_class=Response, summary=labels.API_LEDGER_XLSX)
    def export(query: Words = "") -> Response:
        from assistant.official.ledger_book import export_ledger

        with TemporaryDirectory(prefix="baocao-") as folder:
            path = Path(folder) / labels.LEDGER_NAME
            export_ledger(library.ledger().find(query), path)
            return _file(path.read_bytes(), path.name)


def _reviewed(jobs: Jobs, job_id: str) -> Job:
    job = jobs.get(job_id)
    if job is None or job.kind != "review" or job.state is not State.DONE:
        raise HTTPException(404, labels.NO_REVIEW_YET)
    return job


def _file(content: bytes, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    media = MEDIA[name.rpartition(".")[2]]
    return Response(content, media_type=media, headers={"content-disposition": disposition})
