"""Files with one defect each: every defect is seen, and by whom stands in a table in the test's output."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from releasefmt.measuring.checks import compare, examine
from releasefmt.measuring.pdf import copied_text, measure
from tests.gates import ghostscript, outloud, page_validation, qpdf, verapdf
from tests.gates.toolbox import PDF_GATES
from tests.measuring.broken import DEFECTS, Defect, changed, sound
from tests.measuring.files import everything


def own(pdf: bytes) -> tuple[str, ...]:
    """The codes of our own checks, each once."""
    facts = measure(pdf)
    found = (*examine(facts), *compare(facts, everything()[0], copied_text(pdf)))
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


def test_the_file_is_sound_before() -> None:
    assert own(sound()) == ()


@pytest.mark.parametrize("case", [case for case in DEFECTS if case.code], ids=lambda case: case.name)
def test_our_own_check_sees_it(case: Defect) -> None:
    assert case.code in own(changed(case.change))


def test_there_are_enough_defects_and_each_has_its_name() -> None:
    assert len({case.name for case in DEFECTS}) == len(DEFECTS) >= 20


@pytest.mark.slow
@pytest.mark.needs(*PDF_GATES)
def test_every_defect_is_seen_by_some_gate(show: Callable[[str], None]) -> None:
    assert {name: complaints for name, gate in GATES.items() if (complaints := gate(sound()))} == {}
    seen = {case.name: {name: gate(changed(case.change)) for name, gate in GATES.items()} for case in DEFECTS}
    show("\n".join(table(seen)))
    assert [name for name, complaints in seen.items() if not any(complaints.values())] == []


def table(seen: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """A row a defect, a column a gate: our own codes, a cross for each gate that complained, and the sums."""
    yield f"{'defect':<46}" + "".join(f"{name:>16}" for name in GATES)
    for defect, complaints in seen.items():
        marks = [(complaints[name][0] if name == OWN else "x") if complaints[name] else "-" for name in GATES]
        yield f"{defect:<46}" + "".join(f"{mark:>16}" for mark in marks)
    sums = [sum(bool(complaints[name]) for complaints in seen.values()) for name in GATES]
    yield f"{f'seen, of {len(seen)}':<46}" + "".join(f"{number:>16}" for number in sums)
