"""Many jobs: order, workers, names that clash, and a defect that costs one draft only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from releasefmt import batch
from releasefmt.batch import Terms, outcome, run_all
from releasefmt.model.findings import Finding, Severity
from releasefmt.model.letterhead import WordFile
from releasefmt.model.purpose import Purpose
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


@pytest.mark.parametrize(("one", "other"), [("0", "0"), ("0a", "0A"), ("\u00fc", "u\u0308"), ("0", "0.")])
def test_of_two_drafts_for_one_file_neither_is_built_on_any_file_system(tmp_path: Path, one: str, other: str) -> None:
    first, second, third = jobs(tmp_path, 3, "docx")
    first = replace(first, draft=replace(first.draft, name="a/x.md", stem=one))
    second = replace(
        second, draft=replace(second.draft, name="b/x.md", stem=other), out=tmp_path / "out" / ".." / "out"
    )
    (tmp_path / "out").mkdir()
    results = [done.result for done in run_all([first, second, third], Terms(1))]
    assert [[entry.message for entry in result.findings if entry.code == "RF504"] for result in results] == [
        ["This draft would be written to the same file as “b/x.md”; neither was built."],
        ["This draft would be written to the same file as “a/x.md”; neither was built."],
        [],
    ]
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == ["2.docx"]


def test_of_three_drafts_for_one_file_none_is_built(tmp_path: Path) -> None:
    same = [replace(job, draft=replace(job.draft, stem="x")) for job in jobs(tmp_path, 3, "docx")]
    messages = [done.result.findings[0].message for done in run_all(same, Terms(1))]
    assert messages[0] == "This draft would be written to the same file as “1.md” and 1 more; none of them was built."
    assert not (tmp_path / "out").exists()


def test_two_folders_may_hold_files_of_one_name(tmp_path: Path) -> None:
    first, second = jobs(tmp_path, 2, "docx")
    first = replace(first, draft=replace(first.draft, stem="x"), out=tmp_path / "a")
    second = replace(second, draft=replace(second.draft, stem="x"), out=tmp_path / "A")
    assert all(done.result.outputs for done in run_all([first, second], Terms(1)))


def test_the_name_of_a_print_file_and_of_another_draft(tmp_path: Path) -> None:
    plain, press = jobs(tmp_path, 2, "pdf")
    setup = replace(press.setup, letterhead=replace(press.setup.letterhead, purpose=Purpose.PRINT))
    plain = replace(plain, draft=replace(plain.draft, stem="x-print"))
    press = replace(press, setup=setup, draft=replace(press.draft, stem="x"))
    assert [done.result.findings[0].code for done in run_all([plain, press], Terms(1))] == ["RF504", "RF504"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_no_release_is_written_over_a_draft_or_the_letterhead(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "1.docx").write_text(TEXT.format(1), encoding="utf-8")
    (tmp_path / "house.docx").write_bytes(b"template")
    (tmp_path / "2.docx").hardlink_to(tmp_path / "house.docx")
    by_name, by_link, other = (
        replace(job, out=None, overwrite=overwrite, draft=replace(job.draft, name=f"{stem}.docx", stem=stem))
        for job, stem in zip(jobs(tmp_path, 3, "docx"), ("1", "2", "3"), strict=True)
    )
    letterhead = replace(by_link.setup.letterhead, docx=WordFile(template="house.docx"))
    by_link = replace(by_link, setup=replace(by_link.setup, letterhead=letterhead, folder=tmp_path))
    first, second, third = (done.result for done in run_all([by_name, by_link, other], Terms(1)))
    assert first.findings == (
        Finding(
            "RF511",
            Severity.ERROR,
            f"“{tmp_path / '1.docx'}” is itself one of the files that releases are made from; it was not written over.",
            hint="Choose another folder with --out, or set [output] name in releasefmt.toml.",
        ),
    )
    assert [entry.code for entry in second.findings] == ["RF511"]
    assert third.outputs
    assert (tmp_path / "house.docx").read_bytes() == b"template"
    assert (tmp_path / "1.docx").read_text(encoding="utf-8") == TEXT.format(1)


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
