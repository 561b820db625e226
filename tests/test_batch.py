"""Many jobs: order, workers, names that clash, and a defect that costs one draft only."""

from __future__ import annotations

from pathlib import Path

import pytest

from releasefmt import batch
from releasefmt.batch import Terms, outcome, run_all
from releasefmt.model.findings import Severity
from releasefmt.pipeline import Done, Job, run, set_up
from releasefmt.system.brake import Brake
from releasefmt.system.drafts import Draft
from releasefmt.system.workers import Answer, Died, TimedOut, Untried

TEXT = "# Nachricht {0}\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind als alle anderen zuvor.\n"


def jobs(folder: Path, count: int, *formats: str) -> list[Job]:
    setup = set_up(folder).value
    assert setup is not None
    drafts = [Draft(f"{n}.md", TEXT.format(n).encode(), folder, f"{n}") for n in range(count)]
    return [Job(draft, setup, formats, folder / "out") for draft in drafts]


def test_one_worker_and_two_give_the_same_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    work = jobs(tmp_path, 5, "docx")
    alone = [
        (done.result, (tmp_path / "out" / f"{n}.docx").read_bytes()) for n, done in enumerate(run_all(work, Terms(1)))
    ]
    shared = [
        (done.result, (tmp_path / "out" / f"{n}.docx").read_bytes()) for n, done in enumerate(run_all(work, Terms(2)))
    ]
    assert [result.draft for result, _ in shared] == ["0.md", "1.md", "2.md", "3.md", "4.md"]
    assert shared == alone


def test_two_drafts_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first, second = jobs(tmp_path, 2, "docx")
    twin = Job(Draft("b/0.md", second.draft.data, tmp_path, "0"), second.setup, ("docx",), second.out)
    built, refused = run_all([first, twin], Terms(1))
    assert built.result.outputs
    assert not refused.result.outputs
    assert [entry.code for entry in refused.result.findings] == ["RF504"]
    assert "0.md" in refused.result.findings[0].message


def test_a_defect_costs_one_draft_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(job: Job) -> Done:
        if job.draft.stem == "1":
            raise RuntimeError("the ink is dry")
        return run(job)

    monkeypatch.setattr(batch, "run", broken)
    first, second, third = run_all(jobs(tmp_path, 3, "docx"), Terms(1))
    assert first.result.outputs
    assert third.result.outputs
    (defect,) = second.result.findings
    assert (defect.code, defect.severity) == ("RF506", Severity.ERROR)
    assert "the ink is dry" in defect.message
    assert "test_batch.py" in defect.hint


def test_fail_fast_begins_nothing_after_the_first_that_fails(tmp_path: Path) -> None:
    work = jobs(tmp_path, 3, "docx")
    empty = Job(Draft("leer.md", b"", tmp_path, "leer"), work[0].setup, ("docx",), work[0].out)
    done = list(run_all([work[0], empty, *work[1:]], Terms(1, fail_fast=True)))
    assert [len(entry.result.outputs) for entry in done] == [1, 0, 0, 0]
    assert [entry.result.findings[-1].code for entry in done[1:]] == ["RF005", "RF523", "RF523"]
    assert done[2].result.findings[0].message == "This draft was not tried, since “leer.md” failed."
    assert len(list(run_all([work[0], empty, *work[1:]], Terms(1)))[3].result.outputs) == 1


def test_ctrl_c_gives_up_the_draft_under_way_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brake = Brake()

    def pressed(job: Job) -> Done:
        if job.draft.stem == "1":
            brake.pull()
        return run(job)

    monkeypatch.setattr(batch, "run", pressed)
    done = list(run_all(jobs(tmp_path, 3, "docx"), Terms(1), brake))
    brake.close()
    assert [len(entry.result.outputs) for entry in done] == [1, 0, 0]
    assert [entry.result.findings[0].code for entry in done[1:]] == ["RF522", "RF522"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["0.docx"]


@pytest.mark.parametrize(
    ("answer", "code", "message"),
    [
        (Died(-9), "RF520", "The process that built this draft ended twice before it was done (signal 9, SIGKILL)."),
        (Died(-250), "RF520", "The process that built this draft ended twice before it was done (signal 250)."),
        (Died(3), "RF520", "The process that built this draft ended twice before it was done (exit code 3)."),
        (TimedOut(2.5), "RF521", "This draft was given up twice after 2.5 seconds."),
        (Untried(begun=False), "RF523", "This draft was not tried, since “a.md” failed."),
    ],
)
def test_what_nobody_is_left_to_say_is_said(tmp_path: Path, answer: Answer[Done], code: str, message: str) -> None:
    (work,) = jobs(tmp_path, 1)
    (said,) = outcome(work, answer, "a.md", stopped=False).result.findings
    assert (said.code, said.severity, said.message) == (code, Severity.ERROR, message)
    assert said.hint


@pytest.mark.slow
def test_a_draft_that_takes_too_long_costs_itself_alone(tmp_path: Path) -> None:
    """A deadline that no draft can keep; a process of its own is started for one draft, too."""
    (done,) = run_all(jobs(tmp_path, 1, "docx"), Terms(1, timeout=1e-6))
    assert [entry.code for entry in done.result.findings] == ["RF521"]
    assert not list(tmp_path.glob("out/.*"))
