"""A job seen from a tab: its progress, its stop button, and what to show when it is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui import labels
from ui.jobs import Job, Jobs, State
from ui.web import html

EVERY = 0.7  # seconds between two looks at a job
# Work of the tabs is no public interface: programs use /api.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def panel(value: str = "", **options: Any) -> gr.HTML:
    """Place HTML of our own; Gradio's style for prose would dress it as an article."""
    return gr.HTML(value, apply_default_css=False, **options)


@dataclass(frozen=True)
class Watch:
    """The components that show one kind of job."""

    kind: str
    jobs: Jobs
    job: gr.State
    timer: gr.Timer
    bar: gr.HTML
    stop: gr.Button

    @property
    def begun(self) -> list[Any]:
        """Return the outputs of a handler that returns `begin(job)`."""
        return [self.job, self.timer, self.bar, self.stop]

    def begin(self, job: Job) -> tuple[Any, ...]:
        """Return the updates that begin to watch `job`."""
        bar = html.progress(job.share, job.message, job.seconds)
        return job.id, gr.Timer(active=True), bar, gr.Button(visible=True)

    def refuse(self, sentence: str) -> tuple[Any, ...]:
        """Return the updates that say why nothing was begun."""
        problem = html.note(sentence, "problem")
        return None, gr.Timer(active=False), problem, gr.Button(visible=False)


def watch(kind: str, jobs: Jobs) -> Watch:
    """Place a progress bar and a stop button here, hidden until a job of `kind` begins."""
    with gr.Row(elem_classes="watch"):
        bar = panel(elem_id=f"{kind}-progress", scale=5)
        stop = gr.Button(labels.STOP, visible=False, scale=0, min_width=90, elem_id=f"{kind}-stop")
    return Watch(kind, jobs, gr.State(None), gr.Timer(EVERY, active=False), bar, stop)


def follow(
    page: gr.Blocks,
    seen: Watch,
    over: Callable[[Job], Sequence[Any]],
    outputs: Sequence[Any],
    during: Callable[[Job], Sequence[Any]] | None = None,
    *,
    again: bool = True,
) -> None:
    """Show a job's progress and, when it is done, ``over(job)`` in `outputs`.

    `during` gives the updates of `outputs` while the job runs, and when it ended without being
    done; without it they stay as they are.

    A page that is opened while a job of this kind runs, or where `again` after one is done, finds
    it again.
    """
    still = [gr.skip()] * len(outputs)

    def look(job_id: str | None) -> list[Any]:
        job = seen.jobs.get(job_id)
        if job is None:
            return [gr.Timer(active=False), "", gr.Button(visible=False), *still]
        if not job.state.over:
            bar = html.progress(job.share, job.message, job.seconds, job.stopping)
            stop = gr.Button(visible=True, interactive=not job.stopping)
            return [gr.skip(), bar, stop, *(during(job) if during else still)]
        ended = during(job) if during else still
        shown = list(over(job)) if job.state is State.DONE else ended
        return [gr.Timer(active=False), _ending(job), gr.Button(visible=False), *shown]

    def find() -> list[Any]:
        job = seen.jobs.latest(seen.kind) if again else seen.jobs.running(seen.kind)
        return [job.id, gr.Timer(active=True)] if job else [None, gr.Timer(active=False)]

    def halt(job_id: str | None) -> Any:
        if job := seen.jobs.get(job_id):
            job.stop()
        return gr.Button(interactive=False)

    outs = [seen.timer, seen.bar, seen.stop, *outputs]
    seen.timer.tick(look, seen.job, outs, trigger_mode="once", queue=False, **QUIET)
    seen.stop.click(halt, seen.job, seen.stop, queue=False, **QUIET)
    page.load(find, None, [seen.job, seen.timer], queue=False, **QUIET)


def _ending(job: Job) -> str:
    if job.state is State.FAILED:
        return html.note(job.error, "problem")
    return html.note(labels.JOB_STOPPED) if job.state is State.STOPPED else ""
