"""The HTTP API of kept drafts: begin, edit, draft again, lock, compare, restore, download."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from ui import formats, labels
from ui.jobs import Job, Jobs, Progress, State
from ui.uploads import kept

if TYPE_CHECKING:
    from assistant.drafting.desk import OpenDraft
    from assistant.library import Library

Json = dict[str, Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OneFile = Annotated[UploadFile, File(description=labels.FILE_HELP)]
Option = Annotated[str | None, Form(max_length=200)]


class SectionText(BaseModel):
    """Nội dung mới của một mục, mỗi đoạn một dòng."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200_000)


class SectionAgain(BaseModel):
    """Soạn lại một mục; `docs`: chỉ lấy từ các báo cáo này."""

    model_config = ConfigDict(extra="forbid")
    docs: list[str] | None = None
    model: str | None = Field(default=None, max_length=200)


def desk_routes(library: Library, jobs: Jobs) -> APIRouter:
    """Return the routes below /drafts."""
    router = APIRouter(prefix="/drafts")

    @router.get("", summary=labels.DESK_LIST)
    def drafts() -> list[Json]:
        return [
            {"id": one.key, "title": one.title, **_version(one.version)}
            for one in library.desk().drafts()
        ]

    @router.post("", summary=labels.DESK_BEGIN)
    def begin(outline: OneFile, period: Option = None, model: Option = None) -> Json:
        name, text = _text_of(outline)

        def work(progress: Progress) -> Any:
            return library.desk().begin(name, text, period=period, model=model, progress=progress)

        return _shown(_result(jobs.submit("desk", labels.JOB_DRAFT, work)))

    @router.get("/{key}", summary=labels.DESK_OPEN)
    def open_draft(key: int, version: int | None = None) -> Json:
        return _shown(library.desk().open(key, version))

    @router.delete("/{key}", summary=labels.DESK_REMOVE)
    def remove(key: int) -> Json:
        if not library.desk().remove(key):
            raise HTTPException(404, labels.NO_SUCH_DRAFT)
        return {"removed": key}

    _section_routes(router, library, jobs)
    _version_routes(router, library)
    return router


def _section_routes(router: APIRouter, library: Library, jobs: Jobs) -> None:
    @router.put("/{key}/sections/{path}", summary=labels.DESK_EDIT)
    def edit(key: int, path: str, new: SectionText) -> Json:
        return _shown(library.desk().edit(key, path, new.text))

    @router.post("/{key}/sections/{path}/draft", summary=labels.DESK_AGAIN)
    def again(key: int, path: str, how: SectionAgain) -> Json:
        def work(progress: Progress) -> Any:
            return library.desk().redraft(
                key, path, docs=how.docs, model=how.model, progress=progress
            )

        return _shown(_result(jobs.submit("desk", labels.JOB_DRAFT, work)))

    @router.post("/{key}/sections/{path}/lock", summary=labels.DESK_LOCK)
    def lock(key: int, path: str) -> Json:
        return _shown(library.desk().lock(key, path))

    @router.delete("/{key}/sections/{path}/lock", summary=labels.DESK_UNLOCK)
    def unlock(key: int, path: str) -> Json:
        return _shown(library.desk().lock(key, path, locked=False))


def _version_routes(router: APIRouter, library: Library) -> None:
    @router.get("/{key}/versions", summary=labels.DESK_VERSIONS)
    def versions(key: int) -> list[Json]:
        return [_version(one) for one in library.desk().versions(key)]

    @router.get("/{key}/compare", summary=labels.DESK_COMPARE)
    def compare(key: int, old: int, new: int) -> list[Json]:
        return [
            {"path": one.path, "title": one.title, "lines": list(one.lines)}
            for one in library.desk().compare(key, old, new)
        ]

    @router.post("/{key}/versions/{number}/restore", summary=labels.DESK_RESTORE)
    def restore(key: int, number: int) -> Json:
        return _shown(library.desk().restore(key, number))

    @router.get("/{key}/docx", response_class=Response, summary=labels.DESK_DOCX)
    def docx(
        key: int,
        version: int | None = None,
        sources: Literal["appendix", "comments", "none"] = "appendix",
        clean: bool = False,
    ) -> Response:
        from ui.writing import write_docx

        draft = library.desk().open(key, version).draft
        with TemporaryDirectory(prefix="baocao-") as folder:
            path = Path(folder) / labels.DOCX_NAME
            write_docx(draft, path, sources, clean=clean)
            content = path.read_bytes()
        disposition = f'attachment; filename="{labels.DOCX_NAME}"'
        return Response(content, media_type=DOCX, headers={"content-disposition": disposition})


def _text_of(file: UploadFile) -> tuple[str, str]:
    """Return the name and the canonical text of an uploaded outline."""
    from corpus.reading import read

    with kept([(file.filename, file.file)]) as (path,):
        report = read(path)
        return report.doc, report.text


def _result(job: Job) -> Any:
    job.wait()
    if job.state is State.STOPPED:
        raise HTTPException(409, labels.STOPPED)
    if job.failure is not None:
        raise job.failure
    return job.result


def _shown(one: OpenDraft) -> Json:
    locked = {"locked": sorted(one.locked)}
    found = formats.draft(one.draft)
    return {"id": one.key, "title": one.title, **_version(one.version), **locked, **found}


def _version(version: Any) -> Json:
    return {"version": version.number, "made": version.made, "note": version.note}
