"""Long work on the server: progress, results, failures, stopping."""

from __future__ import annotations

import threading

import pytest

from corpus.errors import OutlineError
from ui.jobs import KEPT, Jobs, State


@pytest.fixture
def jobs():
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_a_job_reports_progress_and_keeps_its_result(jobs: Jobs) -> None:
    halfway, go_on = threading.Event(), threading.Event()

    def work(progress):
        progress(0.5, "Đang đọc báo cáo thứ nhất")
        halfway.set()
        assert go_on.wait(5)
        return 42

    job = jobs.submit("index", "Lập chỉ mục", work)
    assert halfway.wait(5)
    assert (job.state, job.share, job.message) == (State.RUNNING, 0.5, "Đang đọc báo cáo thứ nhất")
    assert jobs.running("index") is job
    assert jobs.running("check") is None
    go_on.set()
    assert job.wait(5)
    assert (job.state, job.result, job.share, job.error) == (State.DONE, 42, 1.0, "")
    assert jobs.running("index") is None
    assert jobs.latest("index") is job
    assert jobs.get(job.id) is job
    assert job.seconds > 0


def test_an_error_becomes_its_sentence(jobs: Jobs) -> None:
    def work(progress):
        raise OutlineError("de-cuong.txt: không tìm thấy đề cương trong tệp này.")

    job = jobs.submit("draft", "Soạn thảo", work)
    assert job.wait(5)
    assert job.state is State.FAILED
    assert job.error == "de-cuong.txt: không tìm thấy đề cương trong tệp này."
    assert jobs.latest("draft") is None


def test_an_unforeseen_error_does_not_kill_the_pool(jobs: Jobs) -> None:
    for _ in range(4):
        job = jobs.submit("draft", "Soạn thảo", lambda progress: 1 / 0)
        assert job.wait(5)
        assert "ZeroDivisionError" in job.error
    after = jobs.submit("draft", "Soạn thảo", lambda progress: "vẫn chạy")
    assert after.wait(5)
    assert after.result == "vẫn chạy"


def test_stopping_passes_through_code_that_survives_errors(jobs: Jobs) -> None:
    started, steps = threading.Event(), []

    def work(progress):
        for step in range(1000):
            started.set()
            try:
                progress(step / 1000, "…")
            except Exception:
                continue
            steps.append(step)
            threading.Event().wait(0.005)

    job = jobs.submit("check", "Kiểm tra", work)
    assert started.wait(5)
    job.stop()
    assert job.wait(5)
    assert job.state is State.STOPPED
    assert len(steps) < 1000
    assert not job.stopping


def test_a_job_stopped_while_it_waits_never_runs() -> None:
    jobs = Jobs(workers=1)
    go_on, ran = threading.Event(), []
    first = jobs.submit("check", "một", lambda progress: go_on.wait(5))
    second = jobs.submit("check", "hai", lambda progress: ran.append(1))
    second.stop()
    go_on.set()
    assert first.wait(5)
    assert second.wait(5)
    assert second.state is State.STOPPED
    assert not ran
    jobs.close()


def test_work_that_writes_runs_one_at_a_time(jobs: Jobs) -> None:
    inside, most = [], []

    def work(progress):
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.02)
        inside.pop()

    made = [jobs.submit("index", str(n), work, writes=True) for n in range(4)]
    assert all(job.wait(5) for job in made)
    assert max(most) == 1


def test_progress_never_goes_back_or_out_of_range(jobs: Jobs) -> None:
    seen = []

    def work(progress):
        for share in (0.4, 0.2, 7.0, -1.0):
            progress(share, "")
            seen.append(job.share)

    ready = threading.Event()
    job = jobs.submit("check", "", lambda progress: (ready.wait(5), work(progress)))
    ready.set()
    assert job.wait(5)
    assert seen == [0.4, 0.4, 1.0, 1.0]


def test_old_results_are_forgotten(jobs: Jobs) -> None:
    made = []
    for n in range(KEPT + 5):
        made.append(jobs.submit("search", str(n), lambda progress: None))
        assert made[-1].wait(5)
    assert len(jobs.all()) <= KEPT + 1
    assert jobs.get(made[0].id) is None
    assert jobs.get(made[-1].id) is made[-1]
    assert jobs.get(None) is None
