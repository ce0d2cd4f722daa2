"""Every error of the API as one Vietnamese sentence under ``detail``, with the right status."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import (
    BaocaoError,
    ConfigError,
    ModelError,
    NoSuchDraft,
    NotAllowed,
    SectionLocked,
    StaleDraft,
    StoreError,
    TooLarge,
)
from ui import labels

_log = logging.getLogger(__name__)

# The first that fits wins; any other BaocaoError is the caller's input: 422.
_STATUS: tuple[tuple[type[BaocaoError], int], ...] = (
    (TooLarge, 413),
    (NotAllowed, 403),
    (NoSuchDraft, 404),
    (StaleDraft, 409),
    (SectionLocked, 423),
    (StoreError, 503),
    (ModelError, 502),
    (ConfigError, 500),
)

_STANDARD = {
    404: labels.HTTP_404,
    405: labels.HTTP_405,
    413: labels.HTTP_413,
}

_FIELD_ERRORS = {
    "missing": labels.FIELD_MISSING,
    "string_too_short": labels.FIELD_EMPTY,
    "string_too_long": labels.FIELD_LONG,
    "too_short": labels.FIELD_EMPTY,
    "extra_forbidden": labels.FIELD_UNKNOWN,
    "json_invalid": labels.BODY_NO_JSON,
}


def status_of(error: BaocaoError) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 422)


def sentence_of(errors: list[dict[str, Any]] | Any) -> str:
    """Return pydantic's complaints about a request as Vietnamese sentences."""
    told: list[str] = []
    for error in errors:
        where = [str(part) for part in error["loc"][1:]]  # the first says body, query or path
        form = _FIELD_ERRORS.get(error["type"], labels.FIELD_WRONG)
        told.append(form.format(field=".".join(where) or labels.BODY))
    return " ".join(dict.fromkeys(told))


def _answer(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"detail": sentence}, status)


def add_error_handlers(app: FastAPI) -> None:
    """Let `app` answer each kind of error with its sentence."""

    @app.exception_handler(BaocaoError)
    async def known(_: Request, error: BaocaoError) -> JSONResponse:
        return _answer(status_of(error), str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return _answer(422, sentence_of(error.errors()))

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> JSONResponse:
        ours = isinstance(error.detail, str) and not error.detail.isascii()
        sentence = error.detail if ours else _STANDARD.get(error.status_code, labels.HTTP_OTHER)
        return _answer(error.status_code, sentence)

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> JSONResponse:
        _log.exception("request failed", exc_info=error)
        return _answer(500, labels.HTTP_500)
