"""The HTTP API of the register of documents, and of answers as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, File, HTTPException, Query, Response, UploadFile
from pydantic import Field

from corpus.errors import BaocaoError
from ui import labels, register_formats
from ui.api_models import Day, Model, PlaceOut, Words
from ui.uploads import kept

if TYPE_CHECKING:
    from assistant.library import Library

Json = dict[str, Any]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Text = Annotated[str, Query(max_length=2000)]
FieldName = Literal["number", "type", "date", "issuer", "title", "status", "aliases"]


class EntryOut(Model):
    """Một văn bản trong sổ; `marks` nói rõ đã sửa bởi người dùng hoặc nhập từ danh mục."""

    id: str
    number: str
    type: str
    date: Day | None
    issuer: str | None
    title: str
    status: str
    aliases: list[str]
    marks: list[str]
    edited: list[str]
    first_form: str
    later_form: str
    mentions: int
    first: PlaceOut | None
    last: PlaceOut | None
    places: list[PlaceOut]


class SuggestionOut(Model):
    """Một gợi ý viện dẫn: dạng viện dẫn lần đầu và dạng các lần sau."""

    first: str
    later: str
    score: float
    document: EntryOut


class BadRowOut(Model):
    """Một dòng không dùng được và lý do."""

    row: int
    reason: str


class ImportOut(Model):
    """Kết quả nhập danh mục."""

    added: int
    updated: int
    unchanged: int
    failed: list[BadRowOut]


class CorrectIn(Model):
    """Các trường cần sửa của một văn bản; ngày ghi như 26/5/2025 hoặc 2025-05-26."""

    id: Words
    changes: dict[FieldName, Annotated[str, Field(max_length=4000)]]


class MergeIn(Model):
    """Hai mục của sổ là một văn bản; mục `into` được giữ lại."""

    id: Words
    into: Words


class SplitIn(Model):
    """Tách các lần nhắc ghi `alias`, hoặc trong báo cáo `doc`, thành văn bản riêng."""

    id: Words
    alias: str = ""
    doc: str = ""


class IdIn(Model):
    """Mã của một văn bản trong sổ."""

    id: Words


def register_routes(library: Library) -> APIRouter:
    """Return the routes /register… and /ask/export."""
    router = APIRouter()
    _add_reading(router, library)
    _add_changing(router, library)
    _add_files(router, library)
    return router


def _add_reading(router: APIRouter, library: Library) -> None:
    @router.get("/register", response_model=list[EntryOut], summary=labels.REGISTER_HELP)
    def register() -> list[Json]:
        return [register_formats.entry(one) for one in library.register()]

    @router.get(
        "/register/suggest", response_model=list[SuggestionOut], summary=labels.SUGGEST_HELP
    )
    def suggest(text: Text, k: Annotated[int, Query(ge=1, le=50)] = 8) -> list[Json]:
        return [register_formats.suggestion(one) for one in library.suggest(text, k)]


def _add_changing(router: APIRouter, library: Library) -> None:
    @router.post("/register/correct", response_model=EntryOut, summary=labels.API_CORRECT)
    def correct(given: CorrectIn) -> Json:
        changes = {str(name): value for name, value in given.changes.items()}
        return _changed(lambda: library.correct(given.id, changes))

    @router.post("/register/merge", response_model=EntryOut, summary=labels.API_MERGE)
    def merge(given: MergeIn) -> Json:
        return _changed(lambda: library.registry.merge(given.id, given.into))

    @router.post("/register/split", response_model=EntryOut, summary=labels.API_SPLIT)
    def split(given: SplitIn) -> Json:
        return _changed(lambda: library.registry.split(given.id, alias=given.alias, doc=given.doc))

    @router.post("/register/revert", response_model=EntryOut | None, summary=labels.API_REVERT)
    def revert(given: IdIn) -> Json | None:
        try:
            entry = library.registry.revert(given.id)
        except BaocaoError as problem:
            raise HTTPException(409, str(problem)) from None
        return register_formats.entry(entry) if entry else None


def _changed(change: Callable[[], Any]) -> Json:
    try:
        return register_formats.entry(change())
    except BaocaoError as problem:
        raise HTTPException(409, str(problem)) from None


def _add_files(router: APIRouter, library: Library) -> None:
    @router.post("/register/import", response_model=ImportOut, summary=labels.REGISTER_IMPORT_HELP)
    def import_register(
        file: Annotated[UploadFile, File(description=labels.REGISTER_IMPORT_HELP)],
    ) -> Json:
        with kept([(file.filename, file.file)]) as (path,):
            return register_formats.import_result(library.import_register(path))

    @router.get("/register/export", response_class=Response, summary=labels.REGISTER_EXPORT_HELP)
    def export_register(form: Literal["xlsx", "csv"] = "xlsx") -> Response:
        return _file(f"{labels.REGISTER_FILE}.{form}", lambda p: library.export_register(p))

    @router.get("/ask/export", response_class=Response, summary=labels.ASK_EXPORT_HELP)
    def export_answer(question: Text, form: Literal["docx", "xlsx"] = "docx") -> Response:
        from assistant.official.answer_export import export_answer as write

        answer = library.ask(question)
        return _file(f"{labels.ANSWER_FILE}.{form}", lambda p: write(answer, question, p))


def _file(name: str, write: Callable[[Path], Any]) -> Response:
    with TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / name
        write(path)
        content = path.read_bytes()
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA[path.suffix[1:]], headers=headers)
