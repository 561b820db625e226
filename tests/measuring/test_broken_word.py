"""Word files with one defect each: every defect is seen by some gate, and by whom stands in a table in the test's output."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from releasefmt.measuring.docx.lint import lint
from tests.gates import ooxml_integrity, open_xml_sdk, openxml_audit
from tests.gates.toolbox import DOCX_GATES
from tests.measuring.broken_word import DEFECTS, Defect, changed, sound
from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import one_page, right_to_left, three_pages


def own(data: bytes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.code for entry in lint(data)))


GATES: dict[str, Callable[[bytes], tuple[object, ...]]] = {
    "own checks": own,
    "Open XML SDK": lambda data: open_xml_sdk.check(data, "Microsoft365"),
    "openxml-audit": openxml_audit.check,
    "ooxml-integrity": ooxml_integrity.check,
}


def test_no_alarm_on_a_sound_file() -> None:
    assert [own(rendered(sheet())) for sheet in (one_page, three_pages, right_to_left)] == [()] * 3
    assert own(sound()) == ()


@pytest.mark.parametrize("case", [case for case in DEFECTS if case.code], ids=lambda case: case.name)
def test_our_own_lint_sees_it(case: Defect) -> None:
    assert case.code in own(changed(case))


def test_there_are_thirty_defects_and_each_has_its_name() -> None:
    assert len({case.name for case in DEFECTS}) == len(DEFECTS) >= 30


@pytest.mark.slow
@pytest.mark.needs(*DOCX_GATES)
def test_every_defect_is_seen_by_some_gate(show: Callable[[str], None]) -> None:
    assert {name: complaints for name, gate in GATES.items() if (complaints := gate(sound()))} == {}
    seen = {case.name: {name: bool(gate(changed(case))) for name, gate in GATES.items()} for case in DEFECTS}
    rows = [f"{name:<46}" + "".join(f"{'x' if saw[gate] else '-':>16}" for gate in GATES) for name, saw in seen.items()]
    sums = [sum(saw[gate] for saw in seen.values()) for gate in GATES]
    head = f"{'defect of a Word file':<46}" + "".join(f"{name:>16}" for name in GATES)
    show("\n".join([head, *rows, f"{f'seen, of {len(seen)}':<46}" + "".join(f"{number:>16}" for number in sums)]))
    assert [name for name, saw in seen.items() if not any(saw.values())] == []
