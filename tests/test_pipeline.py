"""One job from bytes to files: picklable both ways, the same every time, nothing written where something fails."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from releasefmt.batch import Terms, run_all
from releasefmt.model.letterhead import Letterhead, Output
from releasefmt.pipeline import Job, run
from tests.reading.workbench import draw, job, plain_setup

DRAFT = "Pressemitteilung\n\n# Kopf\n\nMusterstadt, 24. April 2025 – " + "Wort " * 13 + "\n"


def docx(folder: Path, name: str, text: str = DRAFT, letterhead: Letterhead | None = None) -> Job:
    """A job that writes a Word file into ``folder``."""
    setup = plain_setup() if letterhead is None else replace(plain_setup(), letterhead=letterhead)
    base = job(text)
    return replace(
        base, draft=replace(base.draft, name=name, stem=Path(name).stem), setup=setup, formats=("docx",), out=folder
    )


def test_job_and_result_can_be_pickled(tmp_path: Path) -> None:
    work = pickle.loads(pickle.dumps(docx(tmp_path, "a.md")))
    done = run(work)
    assert pickle.loads(pickle.dumps(done)) == done
    assert [Path(output.path).name for output in done.result.outputs] == ["a.docx"]


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path) -> None:
    run(docx(tmp_path / "eins", "a.md"))
    run(docx(tmp_path / "zwei", "a.md"))
    assert (tmp_path / "eins" / "a.docx").read_bytes() == (tmp_path / "zwei" / "a.docx").read_bytes()


@pytest.mark.parametrize(
    "text",
    ["Sperrfrist: morgen\n\n" + DRAFT, "Bitte nicht weitergeben, noch intern!\n\n---\n\n" + DRAFT, "", "> " * 30 + "a"],
)
def test_nothing_is_written_for_a_draft_with_an_error(tmp_path: Path, text: str) -> None:
    done = run(docx(tmp_path, "a.md", text))
    assert done.result.outputs == ()
    assert list(tmp_path.iterdir()) == []


def test_two_drafts_with_one_headline_claim_one_file(tmp_path: Path) -> None:
    named = Letterhead(output=Output(name="{headline}"))
    done = list(run_all([docx(tmp_path, "a.md", letterhead=named), docx(tmp_path, "b.md", letterhead=named)], Terms(1)))
    assert [len(entry.result.outputs) for entry in done] == [0, 0]
    assert [finding.code for finding in done[1].result.findings] == ["RF504"]
    assert "a.md" in done[1].result.findings[0].message


def test_a_draft_that_fails_claims_no_file(tmp_path: Path) -> None:
    done = list(run_all([docx(tmp_path, "a.md"), docx(tmp_path, "b.md", ""), docx(tmp_path, "c.md")], Terms(1)))
    assert [len(entry.result.outputs) for entry in done] == [1, 0, 1]


@pytest.mark.slow
def test_workers_keep_the_order_and_the_bytes(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(5)]
    one = list(run_all([docx(tmp_path / "one", name, DRAFT + name) for name in names], Terms(1)))
    many = list(run_all([docx(tmp_path / "many", name, DRAFT + name) for name in names], Terms(2)))
    assert [entry.result.draft for entry in many] == [entry.result.draft for entry in one] == names
    for name in names:
        stem = Path(name).stem
        assert (tmp_path / "one" / f"{stem}.docx").read_bytes() == (tmp_path / "many" / f"{stem}.docx").read_bytes()


def test_rows_of_explain_come_with_the_sheet() -> None:
    assert {row.part for row in draw(DRAFT).rows} >= {"language", "label", "place", "issued", "headline", "lead"}
