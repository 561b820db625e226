"""Many jobs: order, workers, names that clash, and a defect that costs one draft only."""

from __future__ import annotations

from pathlib import Path

import pytest

from releasefmt import batch
from releasefmt.batch import run_all
from releasefmt.model.findings import Severity
from releasefmt.pipeline import Done, Job, run, set_up
from releasefmt.system.drafts import Draft

TEXT = "# Nachricht {0}\n\nLindhorst, 1. Mai 2025 – Der Hafen hat seit heute {0} neue Kräne, die höher sind als alle anderen zuvor.\n"


def jobs(folder: Path, count: int, *formats: str) -> list[Job]:
    setup = set_up(folder).value
    assert setup is not None
    drafts = [Draft(f"{n}.md", TEXT.format(n).encode(), folder, f"{n}") for n in range(count)]
    return [Job(draft, setup, formats, folder / "out") for draft in drafts]


def test_one_worker_and_two_give_the_same_in_the_order_of_the_jobs(tmp_path: Path) -> None:
    work = jobs(tmp_path, 5, "docx")
    alone = [(done.result, (tmp_path / "out" / f"{n}.docx").read_bytes()) for n, done in enumerate(run_all(work, 1))]
    shared = [(done.result, (tmp_path / "out" / f"{n}.docx").read_bytes()) for n, done in enumerate(run_all(work, 2))]
    assert [result.draft for result, _ in shared] == ["0.md", "1.md", "2.md", "3.md", "4.md"]
    assert shared == alone


def test_two_drafts_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    first, second = jobs(tmp_path, 2, "docx")
    twin = Job(Draft("b/0.md", second.draft.data, tmp_path, "0"), second.setup, ("docx",), second.out)
    built, refused = run_all([first, twin], 1)
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
    first, second, third = run_all(jobs(tmp_path, 3, "docx"), 1)
    assert first.result.outputs
    assert third.result.outputs
    (defect,) = second.result.findings
    assert (defect.code, defect.severity) == ("RF506", Severity.ERROR)
    assert "the ink is dry" in defect.message
    assert "test_batch.py" in defect.hint
