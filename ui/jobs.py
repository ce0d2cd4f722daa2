"""Long work on the server: it lives in a pool of threads, not in a browser's tab.

A job is asked for, watched by its id, and can be told to stop. Closing the tab that began it
changes nothing: another tab finds it again by its kind.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.errors import BaocaoError
from ui import labels

Progress = Callable[[float, str], None]
Work = Callable[[Progress], Any]

WORKERS = 2  # an office PC: one job to wait for, one to look something up meanwhile
KEPT = 50  # finished jobs whose results can still be fetched


class Stopped(BaseException):
    """Raised in the work's own thread when somebody asked to stop it.

    No Exception, so that code which goes on after a bad file does not go on after this.
    """


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self in (State.DONE, State.FAILED, State.STOPPED)


@dataclass
class Job:
    """One piece of long work. Read it from any thread; only its own thread writes it."""

    id: str
    kind: str
    title: str
    state: State = State.WAITING
    share: float = 0.0  # 0–1
    message: str = ""
    result: Any = None
    error: str = ""  # a Vietnamese sentence when FAILED
    failure: Exception | None = None  # what it comes from
    started: float = 0.0  # seconds of time.monotonic
    finished: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _over: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def seconds(self) -> float:
        """Return how long it has run, or ran."""
        if not self.started:
            return 0.0
        return (self.finished or time.monotonic()) - self.started

    def stop(self) -> None:
        """Ask it to stop at its next report of progress; do nothing when it is over."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Tell whether it was asked to stop and still runs."""
        return self._stop.is_set() and not self.state.over

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over; return False when `seconds` passed first."""
        return self._over.wait(seconds)

    def progress(self, share: float, message: str) -> None:
        """Take a report of progress from the work; raise Stopped if it was told to stop."""
        if self._stop.is_set():
            raise Stopped
        self.share = min(1.0, max(self.share, share))
        self.message = message

    def run(self, work: Work) -> None:
        """Run `work` in this thread and keep what comes of it."""
        self.started = time.monotonic()
        state = State.FAILED
        try:
            self.progress(0.0, self.message)
            self.state = State.RUNNING
            self.result = work(self.progress)
            state = State.DONE
            self.share = 1.0
        except Stopped:
            state = State.STOPPED
        except BaocaoError as error:
            self.error, self.failure = str(error), error
        except Exception as error:
            self.failure = error
            self.error = labels.UNEXPECTED.format(kind=type(error).__name__, message=error)
        finally:
            self.finished = time.monotonic()
            self.state = state
            self._over.set()


class Jobs:
    """The jobs of one server."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="baocao-job")
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    def submit(self, kind: str, title: str, work: Work, *, writes: bool = False) -> Job:
        """Begin `work` and return its job at once. Work that `writes` runs one at a time."""
        job = Job(secrets.token_urlsafe(12), kind, title)
        with self._lock:
            self._jobs[job.id] = job
            self._forget_old()
        self._pool.submit(self._run, job, work, writes)
        return job

    def _run(self, job: Job, work: Work, writes: bool) -> None:
        if not writes:
            job.run(work)
            return
        with self._writing:
            job.run(work)

    def _forget_old(self) -> None:
        over = [job for job in self._jobs.values() if job.state.over]
        for job in over[: max(0, len(over) - KEPT)]:
            del self._jobs[job.id]

    def get(self, job_id: str | None) -> Job | None:
        """Return the job of that id; None when there is none or it was forgotten."""
        with self._lock:
            return self._jobs.get(job_id or "")

    def all(self) -> list[Job]:
        """Return every known job, oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def running(self, kind: str) -> Job | None:
        """Return the newest job of `kind` that is not over."""
        return next((j for j in reversed(self.all()) if j.kind == kind and not j.state.over), None)

    def latest(self, kind: str) -> Job | None:
        """Return the newest job of `kind` that is running or done."""
        wanted = (State.WAITING, State.RUNNING, State.DONE)
        return next((j for j in reversed(self.all()) if j.kind == kind and j.state in wanted), None)

    def close(self) -> None:
        """Ask every job to stop and take no more; does not wait."""
        for job in self.all():
            job.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
