"""The HTTP API of kept drafts: approve, begin, edit, draft again, lock, compare, restore, download.

What another has changed meanwhile answers 409, a locked section 423, what is not there 404.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import OutlineError
from ui import desk_formats as shown
from ui import labels
from ui.jobs import Job, Jobs, Progress, State
from ui.uploads import kept

if TYPE_CHECKING:
    from assistant.drafting.desk import OpenDraft
    from assistant.drafting.order import Order
    from assistant.library import Library
    from assistant.settings import Settings

Json = dict[str, Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OneFile = Annotated[UploadFile, File(description=labels.FILE_HELP)]
Sources = Literal["appendix", "comments", "both", "none"]
Option = Annotated[str | None, Form(max_length=200)]
Tree = Annotated[str | None, Form(max_length=1_000_000, description=labels.API_TREE)]
Background = Annotated[bool, Form(description=labels.API_DESK_BACKGROUND)]
_BEHIND = Field(default=None, description=labels.API_BASE_VERSION)


class SectionText(BaseModel):
    """Nội dung mới của một mục, mỗi đoạn một dòng."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200_000)
    version: int | None = _BEHIND


class Confirmed(BaseModel):
    """Chỗ cần xem đã được người xác nhận; `sentence` trống: chỗ còn thiếu của đoạn."""

    model_config = ConfigDict(extra="forbid")
    paragraph: int
    sentence: int | None = None
    mark: int | None = None
    version: int | None = _BEHIND


class SectionAgain(BaseModel):
    """Soạn lại một mục; `docs`: chỉ lấy từ các báo cáo này; `passages`: chỉ từ các đoạn này."""

    model_config = ConfigDict(extra="forbid")
    docs: list[str] | None = None
    passages: list[str] | None = Field(default=None, max_length=200)
    model: str | None = Field(default=None, max_length=200)
    version: int | None = _BEHIND


def desk_routes(library: Library, jobs: Jobs) -> APIRouter:
    """Return the routes below /drafts."""
    router = APIRouter(prefix="/drafts")
    _begin_routes(router, library, jobs)
    _draft_routes(router, library)
    _section_routes(router, library, jobs)
    _version_routes(router, library)
    return router


def _begin_routes(router: APIRouter, library: Library, jobs: Jobs) -> None:
    @router.post("/outline", summary=labels.DESK_OUTLINE)
    def outline(outline: OneFile, office: Option = None) -> Json:
        from assistant.drafting.approval import tree_of
        from assistant.drafting.outline import parse_outline
        from corpus.reading import parse

        name, text = _text_of(outline)
        return tree_of(parse_outline(parse(text, name)), office)

    @router.post("", summary=labels.DESK_BEGIN)
    def begin(
        outline: OneFile,
        response: Response,
        tree: Tree = None,
        rename: Annotated[bool, Form()] = False,
        period: Option = None,
        office: Option = None,
        model: Option = None,
        background: Background = False,
    ) -> Json:
        order = _order(outline, tree, rename, period, office)
        library.model(model)  # a wrong setting is told before anything is kept
        key = library.desk().start(order)
        job = _filling(library, jobs, key, model)
        if background:
            response.status_code = 202
            return {"id": key, "job": job.id}
        return shown.opened(_result(job))

    @router.post("/{key}/resume", summary=labels.DESK_RESUME)
    def resume(key: int, model: Option = None) -> Json:
        library.desk().open(key)
        return shown.opened(_result(_filling(library, jobs, key, model)))


def _draft_routes(router: APIRouter, library: Library) -> None:
    @router.get("", summary=labels.DESK_LIST)
    def drafts() -> list[Json]:
        return [shown.kept(one) for one in library.desk().drafts()]

    @router.get("/{key}", summary=labels.DESK_OPEN)
    def open_draft(key: int, version: int | None = None) -> Json:
        desk = library.desk()
        one = desk.open(key, version)
        return shown.opened(one, [desk.spots(key, s.sentences) for s in one.draft.sections])

    @router.delete("/{key}", summary=labels.DESK_REMOVE)
    def remove(key: int) -> Json:
        if not library.desk().remove(key):
            raise HTTPException(404, labels.NO_SUCH_DRAFT)
        return {"removed": key}


def _section_routes(router: APIRouter, library: Library, jobs: Jobs) -> None:
    @router.put("/{key}/sections/{path:path}", summary=labels.DESK_EDIT)
    def edit(key: int, path: str, new: SectionText) -> Json:
        return shown.opened(library.desk().edit(key, path, new.text, version=new.version))

    @router.get("/{key}/sections/{path:path}/sources", summary=labels.DESK_SOURCES)
    def sources(key: int, path: str) -> list[Json]:
        return [shown.choice(one) for one in library.desk().choices(key, path)]

    @router.post("/{key}/sections/{path:path}/draft", summary=labels.DESK_AGAIN)
    def again(key: int, path: str, how: SectionAgain) -> Json:
        def work(progress: Progress) -> OpenDraft:
            return library.desk().redraft(key, path, **how.model_dump(), progress=progress)

        return shown.opened(_result(jobs.submit("desk", labels.JOB_DRAFT, work)))

    @router.post("/{key}/sections/{path:path}/confirm", summary=labels.DESK_CONFIRM)
    def confirm(key: int, path: str, what: Confirmed) -> Json:
        return shown.opened(library.desk().confirm(key, path, **what.model_dump()))

    @router.post("/{key}/sections/{path:path}/lock", summary=labels.DESK_LOCK)
    def lock(key: int, path: str) -> Json:
        return shown.opened(library.desk().lock(key, path))

    @router.delete("/{key}/sections/{path:path}/lock", summary=labels.DESK_UNLOCK)
    def unlock(key: int, path: str) -> Json:
        return shown.opened(library.desk().lock(key, path, locked=False))


def _version_routes(router: APIRouter, library: Library) -> None:
    @router.get("/{key}/versions", summary=labels.DESK_VERSIONS)
    def versions(key: int) -> list[Json]:
        return [shown.version(one) for one in library.desk().versions(key)]

    @router.get("/{key}/compare", summary=labels.DESK_COMPARE)
    def compare(key: int, old: int, new: int) -> list[Json]:
        return [shown.change(one) for one in library.desk().compare(key, old, new)]

    @router.post("/{key}/versions/{number}/restore", summary=labels.DESK_RESTORE)
    def restore(key: int, number: int, version: int | None = None) -> Json:
        return shown.opened(library.desk().restore(key, number, version=version))

    @router.get("/{key}/docx", response_class=Response, summary=labels.DESK_DOCX)
    def docx(
        key: int, version: int | None = None, sources: Sources | None = None, clean: bool = False
    ) -> Response:
        return _docx(library, key, version, sources, clean, library.settings)

    @router.post("/{key}/docx", response_class=Response, summary=labels.DESK_DOCX_TEMPLATE)
    def docx_in_template(
        key: int,
        template: OneFile,
        version: int | None = None,
        sources: Sources | None = None,
        clean: bool = False,
    ) -> Response:
        with kept([(template.filename, template.file)]) as (path,):
            settings = replace(library.settings, template=str(path))
            return _docx(library, key, version, sources, clean, settings)


def _docx(
    library: Library,
    key: int,
    version: int | None,
    sources: str | None,
    clean: bool,
    settings: Settings,
) -> Response:
    from ui.writing import write_docx

    draft = library.desk().open(key, version).draft
    with TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / labels.DOCX_NAME
        write_docx(draft, path, sources, clean=clean, settings=settings)
        content = path.read_bytes()
    disposition = f'attachment; filename="{labels.DOCX_NAME}"'
    return Response(content, media_type=DOCX, headers={"content-disposition": disposition})


def _order(
    outline: UploadFile, tree: str | None, rename: bool, period: str | None, office: str | None
) -> Order:
    """Return the order of a draft; raises OutlineError where `tree` is no JSON object."""
    from assistant.drafting.order import Order

    name, text = _text_of(outline)
    try:
        approved = json.loads(tree) if tree else None
    except (ValueError, RecursionError) as error:
        raise OutlineError(labels.BODY_NO_JSON) from error
    if approved is not None and not isinstance(approved, dict):
        raise OutlineError(labels.BODY_NO_JSON)
    return Order(name, text, approved, rename, period or None, office or None)


def _text_of(file: UploadFile) -> tuple[str, str]:
    """Return the name and the canonical text of an uploaded outline."""
    from corpus.reading import read

    with kept([(file.filename, file.file)]) as (path,):
        report = read(path)
        return report.doc, report.text


def _filling(library: Library, jobs: Jobs, key: int, model: str | None) -> Job:
    def work(progress: Progress) -> OpenDraft:
        return library.desk().fill(key, model=model, progress=progress)

    return jobs.submit("desk", labels.JOB_DRAFT, work)


def _result(job: Job) -> Any:
    job.wait()
    if job.state is State.STOPPED:
        raise HTTPException(409, labels.JOB_STOPPED)
    if job.failure is not None:
        raise job.failure
    return job.result
