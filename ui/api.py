"""The HTTP API: the verbs of the command line, with the same records.

Reading, searching and answering are done while the caller waits. Indexing, checking and
drafting are jobs: by default the call waits for the result, with ``background`` it returns the
job at once. Every error is one Vietnamese sentence in ``detail``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, File, Form, HTTPException, Response, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from corpus.errors import ReadError
from corpus.model import Report
from ui import api_models as models
from ui import formats, labels
from ui.api_errors import add_error_handlers
from ui.desk_api import desk_routes
from ui.guard import LOCAL, Guard
from ui.jobs import Job, Jobs, Progress, State
from ui.register_api import register_routes
from ui.review_api import review_routes
from ui.sum_api import sum_routes
from ui.uploads import MAX_BYTES, kept

if TYPE_CHECKING:
    from assistant.library import Library

Json = dict[str, Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Files = Annotated[list[UploadFile], File(description=labels.FILES_HELP)]
OneFile = Annotated[UploadFile, File(description=labels.FILE_HELP)]
Option = Annotated[str | None, Form(max_length=200)]
Background = Annotated[bool, Form(description=labels.API_BACKGROUND)]


def create_api(
    library: Library,
    jobs: Jobs,
    hosts: tuple[str, ...] | None = LOCAL,
) -> FastAPI:
    """Return the app with all verbs under /api and its offline documentation at /docs."""
    app = FastAPI(
        title=labels.API_TITLE,
        description=labels.DESCRIPTION,
        version="1",
        docs_url=None,  # FastAPI's own pages load scripts from the internet
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        responses={422: {"model": models.ErrorOut}, 413: {"model": models.ErrorOut}},
    )
    add_error_handlers(app)
    app.include_router(
        _reading_routes(library.settings.home / "ocr"), prefix="/api", tags=[labels.TAG_FILES]
    )
    app.include_router(_library_routes(library, jobs), prefix="/api", tags=[labels.TAG_LIBRARY])
    app.include_router(register_routes(library), prefix="/api", tags=[labels.TAB_REGISTER])
    app.include_router(review_routes(library, jobs), prefix="/api", tags=[labels.TAG_REVIEW])
    app.include_router(sum_routes(library, jobs), prefix="/api", tags=[labels.TAG_DRAFT])
    app.include_router(_drafting_routes(library, jobs), prefix="/api", tags=[labels.TAG_DRAFT])
    app.include_router(desk_routes(library, jobs), prefix="/api", tags=[labels.TAG_DRAFT])
    app.include_router(_system_routes(library, jobs), prefix="/api", tags=[labels.TAG_SYSTEM])

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        from ui.docs_page import docs_page

        return HTMLResponse(docs_page(app.openapi()))

    # The last one added sees a request first: the guard answers with a sentence where it can.
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MAX_BYTES)
    app.add_middleware(Guard, hosts=hosts)
    return app


def _paths(files: Sequence[UploadFile]) -> Any:
    return kept((file.filename, file.file) for file in files)


def _named(failed: list[Json]) -> list[Json]:
    """Return failures under the names that the caller sent, not where the files lay here."""
    return [{**one, "file": Path(one["file"]).name} for one in failed]


def _read_all(
    files: Sequence[UploadFile], cache: Path | None = None
) -> tuple[list[Report], list[Json]]:
    """Return the reports of the files that can be read, and a failure for each other one."""
    from corpus.reading import read

    reports: list[Report] = []
    failed: list[Json] = []
    with _paths(files) as paths:
        for path in paths:
            try:
                reports.append(read(path, cache=cache))
            except ReadError as error:
                failed.append({"file": error.file, "reason": error.reason})
    return reports, failed


def _read_one(file: UploadFile, cache: Path | None = None) -> Report:
    from corpus.reading import read

    with _paths([file]) as (path,):
        return read(path, cache=cache)


def _each(reports: Iterable[Report], records: Callable[[Report], Iterable[Json]]) -> list[Json]:
    return [record for report in reports for record in records(report)]


def _reading_routes(cache: Path) -> APIRouter:
    """Return the routes that read files; pages recognised on scans are kept in `cache`."""
    router = APIRouter()

    @router.post("/read", response_model=models.ReportOut, summary=labels.READ_HELP)
    def read(file: OneFile) -> Json:
        return formats.report(_read_one(file, cache))

    @router.post("/text", response_class=PlainTextResponse, summary=labels.READ_TEXT_HELP)
    def text(file: OneFile) -> str:
        return _read_one(file, cache).text

    @router.post("/citations", response_model=models.CitationsOut, summary=labels.CITATIONS_HELP)
    def citations(files: Files) -> Json:
        reports, failed = _read_all(files, cache)
        found = _each(reports, lambda r: map(formats.citation, r.citations))
        return {"citations": found, "failed": failed}

    @router.post("/relations", response_model=models.RelationsOut, summary=labels.RELATIONS_HELP)
    def relations(files: Files) -> Json:
        reports, failed = _read_all(files, cache)
        found = _each(reports, lambda r: (formats.relation(x, r.citations) for x in r.relations))
        return {"relations": found, "failed": failed}

    @router.post("/figures", response_model=models.FiguresOut, summary=labels.FIGURES_HELP)
    def figures(files: Files) -> Json:
        reports, failed = _read_all(files, cache)
        return {
            "figures": _each(reports, lambda r: map(formats.quantity, r.quantities)),
            "failed": failed,
        }

    @router.post("/outline", response_model=models.HeadingOut, summary=labels.OUTLINE_HELP)
    def outline(file: OneFile) -> Json:
        from assistant.drafting.outline import parse_outline

        return formats.outline(parse_outline(_read_one(file, cache)))

    return router


def _library_routes(library: Library, jobs: Jobs) -> APIRouter:
    router = APIRouter()

    @router.get("/reports", response_model=list[models.ReportCard], summary=labels.LIST_HELP)
    def reports() -> list[Json]:
        return [{"doc": one.doc, **formats.report_card(one)} for one in library.reports()]

    @router.post(
        "/index",
        response_model=models.IndexOut | models.JobOut,
        responses={202: {"model": models.JobOut}},
        summary=labels.INDEX_HELP,
    )
    def index(files: Files, response: Response, background: Background = False) -> Any:
        def work(paths: list[Path], progress: Progress) -> Json:
            done = formats.index_result(library.index(paths, progress=progress))
            return {**done, "failed": _named(done["failed"])}

        job = _with_files(jobs, "index", labels.JOB_INDEX, files, work, writes=True)
        return _answer(job, response, background)

    @router.post("/remove", response_model=models.RemoveOut, summary=labels.REMOVE_HELP)
    def remove(names: models.NamesIn) -> Any:
        def work(_: Progress) -> Json:
            gone = {name: library.remove(name) for name in names.names}
            return {
                "removed": [name for name, done in gone.items() if done],
                "missing": [name for name, done in gone.items() if not done],
            }

        job = jobs.submit("remove", labels.JOB_REMOVE, work, writes=True)
        return _result(job)

    @router.post("/search", response_model=models.SearchOut, summary=labels.SEARCH_HELP)
    def search(query: models.SearchIn) -> Json:
        return formats.hits(library.search(query.query, k=query.k))

    @router.post("/ask", response_model=models.AnswerOut, summary=labels.ASK_HELP)
    def ask(question: models.QuestionIn) -> Json:
        return formats.answer(library.ask(question.question))

    @router.post(
        "/check",
        response_model=models.CheckOut | models.JobOut,
        responses={202: {"model": models.JobOut}},
        summary=labels.CHECK_HELP,
    )
    def check(
        response: Response,
        files: Annotated[list[UploadFile] | None, File(description=labels.CHECK_FILES_HELP)] = None,
        background: Background = False,
    ) -> Any:
        job = _with_files(jobs, "check", labels.JOB_CHECK, files or [], _checking(library))
        return _answer(job, response, background)

    return router


def _checking(library: Library) -> Callable[[list[Path], Progress], Json]:
    def work(paths: list[Path], progress: Progress) -> Json:
        result = library.check(paths or None, progress=progress)
        return {
            "findings": [formats.finding(one) for one in result.findings],
            "failed": _named([formats.failure(one) for one in result.failed]),
        }

    return work


def _drafting_routes(library: Library, jobs: Jobs) -> APIRouter:
    router = APIRouter()

    def begin(
        outline: UploadFile, section: str | None, period: str | None, model: str | None
    ) -> Job:
        def work(paths: list[Path], progress: Progress) -> Any:
            return library.draft(
                paths[0], section=section, period=period, model=model, progress=progress
            )

        return _with_files(jobs, "draft", labels.JOB_DRAFT, [outline], work)

    @router.post(
        "/draft",
        response_model=models.DraftOut | models.JobOut,
        responses={202: {"model": models.JobOut}},
        summary=labels.DRAFT_HELP,
    )
    def draft(
        outline: OneFile,
        response: Response,
        section: Option = None,
        period: Option = None,
        model: Option = None,
        background: Background = False,
    ) -> Any:
        return _answer(begin(outline, section, period, model), response, background)

    @router.post("/export", response_class=Response, summary=labels.API_EXPORT)
    def export(
        outline: OneFile, section: Option = None, period: Option = None, model: Option = None
    ) -> Response:
        return _docx(_result(begin(outline, section, period, model)), library)

    @router.get("/jobs/{job_id}/docx", response_class=Response, summary=labels.API_JOB_DOCX)
    def job_docx(job_id: str) -> Response:
        job = _job(jobs, job_id)
        if job.kind != "draft" or job.state is not State.DONE:
            raise HTTPException(409, labels.NO_DRAFT_YET)
        return _docx(job.result, library)

    return router


def _system_routes(library: Library, jobs: Jobs) -> APIRouter:
    router = APIRouter()

    @router.get("/config", summary=labels.CONFIG_HELP)
    def config() -> dict[str, str]:
        return library.settings.public()

    @router.get("/jobs/{job_id}", response_model=models.JobOut, summary=labels.API_JOB)
    def job(job_id: str) -> Json:
        return _job_record(_job(jobs, job_id))

    @router.post("/jobs/{job_id}/stop", response_model=models.JobOut, summary=labels.API_STOP)
    def stop(job_id: str) -> Json:
        found = _job(jobs, job_id)
        found.stop()
        return _job_record(found)

    return router


def _with_files(
    jobs: Jobs,
    kind: str,
    title: str,
    files: Sequence[UploadFile],
    work: Callable[[list[Path], Progress], Any],
    *,
    writes: bool = False,
) -> Job:
    """Begin a job over uploaded files; they are kept until it is over, not until the reply."""
    stack = ExitStack()
    paths: list[Path] = stack.enter_context(_paths(files))

    def run(progress: Progress) -> Any:
        with stack:
            return work(paths, progress)

    return jobs.submit(kind, title, run, writes=writes)


def _answer(job: Job, response: Response, background: bool) -> Any:
    if not background:
        return _shown(_result(job))
    response.status_code = 202
    return _job_record(job)


def _result(job: Job) -> Any:
    """Wait for a job and return its result; an error becomes its HTTP answer."""
    job.wait()
    if job.state is State.STOPPED:
        raise HTTPException(409, labels.STOPPED)
    if job.failure is not None:
        raise job.failure
    return job.result


def _shown(result: Any) -> Any:
    return result if isinstance(result, dict) else formats.draft(result)


def _job(jobs: Jobs, job_id: str) -> Job:
    job = jobs.get(job_id)
    if job is None:
        raise HTTPException(404, labels.NO_SUCH_JOB)
    return job


def _job_record(job: Job) -> Json:
    done = job.state is State.DONE and job.kind in ("index", "check", "draft")
    return {
        "id": job.id,
        "kind": job.kind,
        "title": job.title,
        "state": str(job.state),
        "share": job.share,
        "message": job.message,
        "seconds": round(job.seconds, 3),
        "error": job.error,
        "result": _shown(job.result) if done else None,
    }


def _docx(draft: Any, library: Library) -> Response:
    from ui.writing import write_docx

    with TemporaryDirectory(prefix="baocao-") as folder:
        path = Path(folder) / labels.DOCX_NAME
        write_docx(draft, path, settings=library.settings)
        content = path.read_bytes()
    disposition = f'attachment; filename="{labels.DOCX_NAME}"'
    return Response(content, media_type=DOCX, headers={"content-disposition": disposition})
