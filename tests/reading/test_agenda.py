"""Agendas that are typed line by line keep their lines; wrapped prose does not."""

from __future__ import annotations

import pytest

from releasefmt.model.content import LineBreak, Paragraph, SoftBreak
from tests.reading.workbench import release_of

_HEAD = """# Der Verband tagt

Der Verband der Vereine in Musterstadt trifft sich im Herbst mit vielen Gästen zu seiner großen Tagung.

"""


def _breaks(text: str) -> tuple[int, int]:
    """How many line ends are printed, and how many are blanks."""
    (block,) = release_of(_HEAD + text).body
    assert isinstance(block, Paragraph)
    kinds = [type(node) for node in block.content]
    return kinds.count(LineBreak), kinds.count(SoftBreak)


@pytest.mark.parametrize(
    "text",
    [
        "Termine:\n19.05., 18:00 Uhr: Infoabend\n28.05., ab 16 Uhr: Proben",
        "**Ablauf:**\n10:00 Uhr Begrüßung\n**10.15–11.00 Uhr** Wahl",
        "Was kommt:\nFreitag, 2. Oktober 2026: Wahl\nSamstag, 3. Oktober 2026: Fest",
        "Programm:\nab 9 Uhr Einlass\nca. 18h30 Konzert",
    ],
)
def test_lines_that_begin_with_a_day_or_time_are_printed_as_lines(text: str) -> None:
    assert _breaks(text) == (2, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Der Infoabend beginnt am 19. Mai um\n18:00 Uhr, die Sprechstunde zwei Tage später um\n17:00 Uhr.",
        "10:00 Uhr war es, als die Halle sich füllte,\nund um 12 Uhr war sie leer, wie alle sagten.\n13:00 Uhr: Ende.",
        "Gezählt wurden:\n1.250 Gäste am ersten und\n2.400 am zweiten Tag.",
    ],
)
def test_prose_is_not(text: str) -> None:
    assert _breaks(text) == (0, 2)
