"""Files with one defect each: every defect is seen, and by whom stands in tables in the test's output."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from releasefmt.measuring.checks import compare, examine
from releasefmt.measuring.pdf import copied_text, measure
from releasefmt.model.purpose import Purpose
from tests.gates import ghostscript, outloud, page_validation, pdfx, qpdf, verapdf
from tests.gates.toolbox import PDF_GATES
from tests.measuring import broken_press
from tests.measuring.broken import DEFECTS, Defect, changed, sound
from tests.measuring.broken_press import PRESS_DEFECTS, PressDefect
from tests.measuring.files import everything
from tests.rendering.pdf import flavours
from tests.rendering.pdf.press import printed


def own(pdf: bytes, purpose: Purpose = Purpose.SCREEN) -> tuple[str, ...]:
    """The codes of our own checks, each once."""
    facts = measure(pdf)
    found = (*examine(facts), *compare(facts, everything(purpose=purpose)[0], copied_text(pdf)))
    return tuple(dict.fromkeys(entry.code for entry in found))


OWN = "own checks"
GATES: dict[str, Callable[[bytes], tuple[str, ...]]] = {
    OWN: own,
    "page-validation": lambda pdf: tuple(c.rule for c in page_validation.check(pdf, "ua1", "3a")),
    "veraPDF": lambda pdf: tuple(c.rule for c in verapdf.check(pdf, "ua1", "3a")),
    "outloud": lambda pdf: tuple(c.rule for c in outloud.check(pdf)),
    "qpdf": lambda pdf: tuple(c.rule for c in qpdf.check(pdf)),
    "Ghostscript": lambda pdf: tuple(c.rule for c in ghostscript.check(pdf)),
}

every_purpose = pytest.mark.parametrize(
    "purpose",
    [purpose if purpose is Purpose.SCREEN else pytest.param(purpose, marks=pytest.mark.slow) for purpose in Purpose],
)


@every_purpose
def test_the_file_is_sound_before(purpose: Purpose) -> None:
    assert own(sound(purpose), purpose) == ()


@every_purpose
@pytest.mark.parametrize("case", [case for case in DEFECTS if case.code], ids=lambda case: case.name)
def test_our_own_check_sees_it(case: Defect, purpose: Purpose) -> None:
    if purpose in case.purposes:
        assert case.code in own(changed(case.change, purpose), purpose)


def test_the_file_for_print_is_sound_before() -> None:
    assert pdfx.check(printed()) == ()
    assert examine(measure(printed())) == ()


@pytest.mark.parametrize("case", PRESS_DEFECTS, ids=lambda case: case.name)
def test_the_gate_for_print_sees_it(case: PressDefect) -> None:
    pdf = broken_press.changed(case)
    assert case.rule in {complaint.rule for complaint in pdfx.check(pdf)}
    assert not case.own or case.own in {entry.code for entry in examine(measure(pdf))}


def test_each_defect_has_its_name() -> None:
    names = [case.name for case in DEFECTS] + [case.name for case in PRESS_DEFECTS]
    assert len(set(names)) == len(names)


@pytest.mark.slow
@pytest.mark.needs("verapdf")
@pytest.mark.parametrize("purpose", Purpose)
def test_how_many_there_are(purpose: Purpose, table: Callable[[str, str, dict[str, int]], None]) -> None:
    """A defect that our own checks leave to the validators is one that a validator sees in this purpose, too."""
    seen = {case.name: _is_seen(case, purpose) for case in DEFECTS if purpose in case.purposes}
    if purpose is Purpose.PRINT:
        seen |= {case.name: bool(pdfx.check(broken_press.changed(case))) for case in PRESS_DEFECTS}
    table("files with one defect each", purpose.value, {"made": len(seen), "seen": sum(seen.values())})
    assert [name for name, caught in seen.items() if not caught] == []
    assert len(seen) >= 20


def _is_seen(case: Defect, purpose: Purpose) -> bool:
    pdf = changed(case.change, purpose)
    return bool(own(pdf, purpose) if case.code else flavours.check("verapdf", pdf, purpose))


@pytest.mark.slow
@pytest.mark.needs(*PDF_GATES)
def test_every_defect_is_seen_by_some_gate(show: Callable[[str], None]) -> None:
    assert {name: complaints for name, gate in GATES.items() if (complaints := gate(sound()))} == {}
    seen = {case.name: {name: gate(changed(case.change)) for name, gate in GATES.items()} for case in DEFECTS}
    show("\n".join(by_gate(seen)))
    assert [name for name, complaints in seen.items() if not any(complaints.values())] == []


def by_gate(seen: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """A row a defect, a column a gate: our own codes, a cross for each gate that complained, and the sums."""
    yield f"{'defect':<46}" + "".join(f"{name:>16}" for name in GATES)
    for defect, complaints in seen.items():
        marks = [(complaints[name][0] if name == OWN else "x") if complaints[name] else "-" for name in GATES]
        yield f"{defect:<46}" + "".join(f"{mark:>16}" for mark in marks)
    sums = [sum(bool(complaints[name]) for complaints in seen.values()) for name in GATES]
    yield f"{f'seen, of {len(seen)}':<46}" + "".join(f"{number:>16}" for number in sums)
