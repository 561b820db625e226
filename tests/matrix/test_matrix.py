"""Every release in every style: a PDF for every purpose and a Word file, all before all gates. ``make matrix`` counts them.

The numbers in the table are the clean verdicts of each gate over the files of a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from releasefmt.measuring.checks import compare, examine
from releasefmt.measuring.docx.lint import lint
from releasefmt.measuring.pdf import copied_text, measure
from releasefmt.model.findings import Severity
from releasefmt.model.purpose import Purpose
from releasefmt.model.sheet import Sheet, WordTemplate
from releasefmt.pipeline import Job, copyfit, draw_up, run, set_up, understand
from releasefmt.system.drafts import Draft
from tests.gates import ooxml_integrity, open_xml_sdk, openxml_audit
from tests.gates.complaints import Complaint, listed
from tests.gates.toolbox import DOCX_GATES, PDF_GATES
from tests.gates.workspace import folder
from tests.matrix.releases import RELEASES, STYLES, Release
from tests.rendering.docx.house_template import house
from tests.rendering.pdf.flavours import GATES, check, judges


def linted(data: bytes) -> tuple[Complaint, ...]:
    """Our own checks of a Word file by itself."""
    return tuple(Complaint("lint", entry.code, entry.message) for entry in lint(data))


HOUSE = WordTemplate("haus.dotx", house())
WORD_GATES: dict[str, Callable[[bytes], tuple[Complaint, ...]]] = {
    "SDK": lambda data: open_xml_sdk.check(data, "Office2010", "Office2019", "Microsoft365"),
    "audit": openxml_audit.check,
    "integrity": ooxml_integrity.check,
    "lint": linted,
}


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one release in one style; ``sheet`` is what they were drawn from.

    ``docx`` are the Word file and, made along with the PDF for the screen, that in a template of an invented house.
    """

    sheet: Sheet
    pdf: bytes
    docx: tuple[bytes, ...]


@cache
def made(release: Release, style: str, purpose: Purpose) -> Made | None:
    """None for a release that is refused, with nothing written.

    What the examples and real drafts leave open, no print file is made before it is filled in.
    """
    draft = release.draft
    text = draft.read_bytes()
    if purpose is Purpose.PRINT:
        text = text.replace(b"](#)", b"](https://www.plan.example/)")
    setup = set_up(draft.parent, style=style, purpose=purpose)
    assert setup.value is not None, setup.findings
    formats = ("pdf", "docx") if purpose is Purpose.SCREEN else ("pdf",)
    out = folder() / "matrix" / style
    # Real drafts may have a part that is not meant for the press; here it is wanted.
    job = Job(Draft(draft.name, text, draft.parent, release.name), setup.value, formats, out, "print")
    result = run(job).result
    errors = [entry.message for entry in result.findings if entry.severity is Severity.ERROR]
    assert bool(errors) != bool(result.outputs)
    if errors and release.real:
        return None
    assert not errors
    assert [entry.message for entry in result.findings if entry.code == "RF503"] == [], "WeasyPrint complained"
    poured = replace(job, setup=replace(setup.value, template=HOUSE), formats=("docx",), out=out / "house")
    word = [*result.outputs, *(run(poured).result.outputs if "docx" in formats else ())]
    files = {output.format: Path(output.path).read_bytes() for output in result.outputs}
    understood = understand(job).value
    assert understood is not None
    return Made(
        copyfit(job, draw_up(job, understood).value[0]).value,
        files["pdf"],
        tuple(Path(output.path).read_bytes() for output in word if output.format == "docx"),
    )


def measured(file: Made) -> tuple[Complaint, ...]:
    """Our own checks of the file by itself and against its sheet."""
    facts = measure(file.pdf)
    found = (*examine(facts), *compare(facts, file.sheet, copied_text(file.pdf)))
    return tuple(Complaint("measured", entry.code, entry.message) for entry in found)


@pytest.mark.slow
@pytest.mark.needs(*PDF_GATES, *DOCX_GATES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "release",
    [
        pytest.param(
            release,
            id=release.name,
            marks=[pytest.mark.xdist_group(release.name), *(pytest.mark.needs(tool) for tool in release.needs)],
        )
        for release in RELEASES
    ],
)
def test_no_gate_says_a_word(release: Release, style: str, table: Callable[..., None]) -> None:
    counts: dict[str, int] = {"PDF": 0, "pages": 0}
    complaints: list[Complaint] = []

    def note(gate: str, found: tuple[Complaint, ...], where: str) -> None:
        counts[gate] = counts.get(gate, 0) + (not found)
        complaints.extend(replace(entry, where=f"{where} {entry.where}") for entry in found)

    for purpose in Purpose:
        file = made(release, style, purpose)
        if file is None:
            counts["refused"] = counts.get("refused", 0) + 1
            continue
        counts["PDF"] += 1
        counts["pages"] += len(measure(file.pdf).pages)
        for gate in GATES:
            if judges(gate, purpose):
                note(gate, check(gate, file.pdf, purpose), purpose)
        note("measured", measured(file), purpose)
        for word in file.docx:
            counts["Word"] = counts.get("Word", 0) + 1
            for gate, judge in WORD_GATES.items():
                note(gate, judge(word), "docx")
    table("matrix", f"{release.name} {style}", counts | {"complaints": len(complaints)})
    assert listed(complaints) == ""
