"""The HTTP API of summing up: POST /api/sum-up with the outline, the list and the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile

from ui import sum_formats
from ui import sum_labels as words
from ui.jobs import Jobs, State
from ui.register_api import MEDIA
from ui.uploads import kept

if TYPE_CHECKING:
    from assistant.gathering.collect import Collected
    from assistant.library import Library

OneFile = Annotated[UploadFile, File(description=words.API_SUM_OUTLINE)]
Listed = Annotated[UploadFile | None, File(description=words.API_SUM_UNITS)]
Answers = Annotated[list[UploadFile] | None, File(description=words.API_SUM_FILES)]
Form_ = Annotated[Literal["json", "xlsx", "docx"], Form(description=words.API_SUM_FORM)]


def sum_routes(library: Library, jobs: Jobs) -> APIRouter:
    """Return the routes of summing up; `library` is read where no answers are sent."""
    router = APIRouter()

    @router.post("/sum-up", summary=words.SUM_HELP)
    def sum_up(
        outline: OneFile, units: Listed = None, files: Answers = None, form: Form_ = "json"
    ) -> Any:
        found = _collected(library, outline, units, files or [])
        if form == "json":
            named = sum_formats.collected(found)
            for one in named["failed"]:
                one["file"] = Path(one["file"]).name
            return named
        return _file(found, form)

    @router.get("/sum-up/{job_id}/{form}", response_class=Response, summary=words.API_SUM_JOB)
    def job_file(job_id: str, form: Literal["xlsx", "docx"]) -> Response:
        job = jobs.get(job_id)
        if job is None or job.kind != words.JOB_KIND or job.state is not State.DONE:
            raise HTTPException(404, words.SUM_NO_JOB)
        return _file(job.result, form)

    return router


def _collected(
    library: Library, outline: UploadFile, units: UploadFile | None, files: Sequence[UploadFile]
) -> Collected:
    from assistant.gathering.collect import collect

    sent = [outline, *([units] if units else []), *files]
    with kept((file.filename, file.file) for file in sent) as paths:
        first = 2 if units else 1
        stored = [] if files else library.reports()
        listed = paths[1] if units else None
        return collect(paths[0], paths[first:], listed, stored=stored)


def _file(found: Collected, form: str) -> Response:
    from ui.sum_verbs import write_gathering

    with TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / f"tong-hop.{form}"
        write_gathering(found.gathering, path)
        content = path.read_bytes()
    disposition = f'attachment; filename="tong-hop.{form}"'
    return Response(content, media_type=MEDIA[form], headers={"Content-Disposition": disposition})
