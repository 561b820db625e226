"""Every word of a draft, as pandoc reads it, can be copied from each of its PDFs by two readers; ``measured`` is not asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from releasefmt.measuring.pdf import copied_text
from releasefmt.model.purpose import Purpose
from tests.gates import pandoc, poppler
from tests.matrix.releases import RELEASES, STYLES, Release
from tests.matrix.test_matrix import made

_WORD = re.compile(r"[^\W\d_]+|\d{2,}")  # a single figure may be the number of a list or a footnote
_HYPHEN = re.compile("(?:-|\ufffe)\r?\n|\ufffe")  # PDFium has U+FFFE for a hyphen at a line's end


@pytest.mark.slow
@pytest.mark.needs("pandoc", "pdftotext")
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "release",
    [
        pytest.param(release, id=release.name, marks=pytest.mark.xdist_group(release.name))
        for release in RELEASES
        # What is written from right to left or without blanks is compared by letters (measuring.checks.copying).
        if not release.real and release.language not in {"ar", "ja"}
    ],
)
def test_every_word_of_the_draft_can_be_copied(
    release: Release, style: str, table: Callable[[str, str, dict[str, int]], None]
) -> None:
    wanted = Counter(_WORD.findall(pandoc.text(release.draft.read_bytes()).replace("[x]", "").casefold()))
    counts = {"words": wanted.total(), "PDF": 0, "pdftotext": 0, "PDFium": 0}
    lost: list[str] = []
    for purpose in Purpose:
        file = made(release, style, purpose)
        assert file is not None
        counts["PDF"] += 1
        alternatives = " ".join(picture.alt for picture in file.sheet.pictures.values()).casefold()
        for reader, text in (("pdftotext", poppler.text(file.pdf, mode="raw")), ("PDFium", copied_text(file.pdf))):
            shown = _HYPHEN.sub("", text).casefold() + alternatives
            missing = [word for word, count in wanted.items() if shown.count(word) < count]
            lost += [f"{purpose} {reader}: {word}" for word in missing]
            counts[reader] += not missing
    table("every word copied", f"{release.name} {style}", counts)
    assert lost == []
