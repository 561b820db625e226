"""Copyfitting: when a sheet is set tighter, by how much, and what both files make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.model.findings import Outcome, Severity
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Extent, Sheet
from releasefmt.model.style import Role
from releasefmt.passes.copyfitting import FEWEST, SPARSE, STEPS, fitted
from releasefmt.pipeline import Done, Job, draw_up, run, set_up, understand, verify
from releasefmt.system.drafts import Draft
from releasefmt.system.fonts import use_bundled_fonts
from tests.gates import libreoffice
from tests.rendering.docx.test_geometry import lines
from tests.rendering.pdf.sheets import head, sheet

SENTENCE = (
    "Die Bänke sind aus Holz der Gegend und haben Lehnen, damit auch ältere Menschen gut wieder aufstehen können. "
    "Gestrichen werden sie im kommenden Jahr von den Schulklassen der Stadt, sagt die Stadt."
)
SPILLS = "# Neue Bänke\n\nOrt, 1. Mai 2025 – " + "\n\n".join([SENTENCE] * 10) + "\n\n" + "Kurz. " * 20


class Surveyor:
    """Says how full a page is by the leading of the body text; counts how often it is asked."""

    def __init__(self, *answers: Extent | None) -> None:
        self.answers = list(answers)
        self.leadings: list[float] = []

    def __call__(self, tried: Sheet) -> Extent | None:
        self.leadings.append(tried.style.text(Role.BODY).leading)
        return self.answers[len(self.leadings) - 1]


@pytest.mark.parametrize("extent", [Extent(1, 1), Extent(2, SPARSE), Extent(5, 30), None])
def test_what_is_well_filled_is_left_alone(extent: Extent | None) -> None:
    given = sheet(head())
    asked = Surveyor(extent)
    outcome = fitted(given, asked)
    assert outcome.value == replace(given, pages=extent.pages if extent else 0)
    assert not outcome.findings
    assert len(asked.leadings) == 1


def test_the_least_tightening_that_helps_is_taken() -> None:
    given = sheet(head())
    asked = Surveyor(Extent(2, 2), Extent(2, 1), Extent(1, 40))
    tighter = fitted(given, asked).value.style
    assert asked.leadings == [15.5, 15.25, 15.0]
    assert tighter.text(Role.BODY).leading == 15.0
    assert tighter.text(Role.BODY).after < given.style.text(Role.BODY).after
    for role in (Role.ADDRESS, Role.FOOTER, Role.RUNNING_HEAD):
        assert tighter.text(role) == given.style.text(role)


def test_what_cannot_be_saved_stays_as_it_was_and_is_said() -> None:
    given = sheet(head())
    outcome = fitted(given, Surveyor(*[Extent(2, 1)] * (1 + len(STEPS))))
    assert outcome.value == replace(given, pages=2)
    assert [entry.code for entry in outcome.findings] == ["RF507"]


@pytest.mark.parametrize("lines", [FEWEST, SPARSE - 1])
def test_a_lonely_contact_is_drawn_onto_the_page_or_left_in_silence(lines: int) -> None:
    given = sheet(head())
    assert fitted(given, Surveyor(Extent(2, lines), Extent(1, 40))).value.pages == 1
    outcome = fitted(given, Surveyor(*[Extent(2, lines)] * (1 + len(STEPS))))
    assert outcome == Outcome(replace(given, pages=2))


def test_no_line_stands_nearer_than_a_twentieth_less() -> None:
    given = sheet(head())
    tighter = fitted(given, Surveyor(Extent(2, 1), *[Extent(2, 1)] * (len(STEPS) - 1), Extent(1, 9))).value
    for role in Role:
        own, now = given.style.text(role).leading, tighter.style.text(role).leading
        assert own * 0.94 <= now <= own
        assert round(now * 20) == pytest.approx(now * 20)


def survey_of(job: Job) -> Extent:
    """How the draft would stand on its pages if nobody fitted it."""
    use_bundled_fonts()
    from releasefmt.rendering.pdf import survey
    from releasefmt.system.assets import FolderAssets

    release = understand(job)
    assert release.value is not None
    extent = survey(draw_up(job, release.value).value[0], FolderAssets())
    assert extent is not None
    return extent


def built(home: Path, *formats: str) -> Done:
    (home / "releasefmt.toml").write_text('[organisation]\nname = "Amt für Bänke"\n', "utf-8")
    setup = set_up(home)
    assert setup.value is not None
    return run(Job(Draft("a.md", SPILLS.encode(), home, "a"), setup.value, formats, home))


@pytest.mark.slow
@pytest.mark.needs("libreoffice", "pdftotext")
def test_two_lines_too_many_are_drawn_onto_the_page_in_both_files(tmp_path: Path) -> None:
    files = {output.format: Path(output.path).read_bytes() for output in built(tmp_path, "pdf", "docx").result.outputs}
    in_pdf, in_word = lines(files["pdf"]), lines(libreoffice.to_pdf(files["docx"]))
    assert {line.page for line in in_pdf} == {1}
    assert sorted((line.page, line.text.casefold()) for line in in_pdf) == sorted(
        (line.page, line.text.casefold()) for line in in_word
    )


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_survey_leaves_no_trace_in_the_file(purpose: Purpose, right_to_left: bool) -> None:
    """A page laid out by the survey and drawn after it is the same file as one drawn at once."""
    use_bundled_fonts()
    from releasefmt.rendering.pdf import render, survey
    from releasefmt.system.assets import FolderAssets

    given = replace(sheet(head()), purpose=purpose, right_to_left=right_to_left)
    at_once = render(given, FolderAssets()).value
    assert at_once is not None
    assert survey(given, FolderAssets()) == Extent(1, 14)  # the logo counts for ten
    assert render(given, FolderAssets()).value == at_once
    other = Purpose.ARCHIVE if purpose is not Purpose.ARCHIVE else Purpose.SCREEN
    others = (sheet(head(), title="Andere"), replace(given, purpose=other), replace(given, crop_marks=True))
    for another in others:
        assert survey(another, FolderAssets()) is not None
        assert render(given, FolderAssets()).value == at_once


@pytest.mark.parametrize("style", ["kanzlei", "redaktion"])
@pytest.mark.parametrize("purpose", Purpose)
def test_a_line_too_many_is_drawn_onto_the_page_for_every_purpose(purpose: Purpose, style: str, tmp_path: Path) -> None:
    """In the finished file, which verify then measures against the tighter leading."""
    (tmp_path / "releasefmt.toml").write_text(f'style = "{style}"\n[organisation]\nname = "Amt für Bänke"\n', "utf-8")
    setup = set_up(tmp_path)
    assert setup.value is not None
    letterhead = replace(setup.value.letterhead, purpose=purpose)
    ready = replace(setup.value, letterhead=letterhead)

    def job_of(paragraphs: int) -> Job:
        text = "# Neue Bänke\n\nOrt, 1. Mai 2025 – " + "Die Stadt stellt Bänke auf.\n\n" * paragraphs
        return Job(Draft("a.md", text.encode(), tmp_path, "a"), ready, ("pdf",), tmp_path)

    job = next(job for job in map(job_of, range(20, 40)) if survey_of(job).pages > 1)
    assert survey_of(job).last_lines < FEWEST
    data = Path(run(job).result.outputs[0].path).read_bytes()
    assert len(measure(data).pages) == 1
    assert not [entry for entry in verify(data, job) if entry.severity is Severity.ERROR]


def test_verify_fits_the_text_as_build_does(tmp_path: Path) -> None:
    """The command builds nothing, so its job names no formats; the first line moves with its leading."""
    setup = set_up(tmp_path, style="redaktion").value
    assert setup is not None

    def job_of(paragraphs: int) -> Job:
        head = "Zur sofortigen Veröffentlichung\n\n# Neue Bänke\n\nOrt, 1. Mai 2025 – "
        text = head + "Die Stadt stellt Bänke auf.\n\n" * paragraphs + "Kurz. " * 60
        return Job(Draft("a.md", text.encode(), tmp_path, "a"), setup, ("pdf",), tmp_path)

    # The last that is drawn onto one page is set tightest.
    jobs = [job for job in map(job_of, range(18, 34)) if survey_of(job).pages == 2]
    files = [(job, Path(run(job).result.outputs[0].path).read_bytes()) for job in jobs[:5]]
    job, data = [(job, data) for job, data in files if len(measure(data).pages) == 1][-1]
    assert not [entry for entry in verify(data, replace(job, formats=())) if entry.severity is Severity.ERROR]
