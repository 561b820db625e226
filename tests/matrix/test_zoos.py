"""Every kind of picture and of character, and a table of five pages: both files, in both styles, before every gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.model.purpose import Purpose
from tests.gates.complaints import Complaint, listed
from tests.gates.toolbox import DOCX_GATES, PDF_GATES
from tests.matrix.releases import STYLES, Release
from tests.matrix.test_matrix import WORD_GATES, made, measured
from tests.matrix.zoos import ZOOS, zoo
from tests.rendering.pdf.flavours import GATES, check, judges


@pytest.mark.slow
@pytest.mark.needs(*PDF_GATES, *DOCX_GATES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.xdist_group(f"zoo-{name}")) for name in ZOOS])
def test_no_gate_says_a_word(name: str, style: str, table: Callable[..., None]) -> None:
    file = made(Release(f"zoo-{name}", zoo(name)), style, Purpose.SCREEN)
    assert file is not None
    found: dict[str, tuple[Complaint, ...]] = {
        gate: check(gate, file.pdf, Purpose.SCREEN) for gate in GATES if judges(gate, Purpose.SCREEN)
    }
    found["measured"] = measured(file)
    for gate, judge in WORD_GATES.items():
        found[gate] = tuple(complaint for word in file.docx for complaint in judge(word))
    counts = {"pages": len(measure(file.pdf).pages)} | {gate: int(not complaints) for gate, complaints in found.items()}
    table("zoos, for the screen", f"{name} {style}", counts | {"complaints": sum(map(len, found.values()))})
    assert listed(complaint for complaints in found.values() for complaint in complaints) == ""
