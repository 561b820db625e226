"""Bytes to text: encodings, line ends, characters, and columns in the author's own line (rule R0)."""

from __future__ import annotations

import unicodedata

import pytest

from releasefmt.model.content import Span
from releasefmt.model.text import plain_text
from releasefmt.reading.source import read_source
from tests.reading.workbench import codes, draw, release_of

UMLAUTS = "# Über Bürger für „Größe“ – ja\n"


@pytest.mark.parametrize(
    "data",
    [
        UMLAUTS.encode(),
        b"\xef\xbb\xbf" + UMLAUTS.encode(),
        b"\xff\xfe" + UMLAUTS.encode("utf-16-le"),
        b"\xfe\xff" + UMLAUTS.encode("utf-16-be"),
        UMLAUTS.encode("cp1252"),
        UMLAUTS.encode("mac-roman"),
        unicodedata.normalize("NFD", UMLAUTS).encode(),
        UMLAUTS.replace("\n", "\r\n").encode(),
        UMLAUTS.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read_source(data).value.text == UMLAUTS


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman")])
def test_a_guessed_encoding_is_said_with_its_place(encoding: str, name: str) -> None:
    (finding,) = read_source(UMLAUTS.encode(encoding)).findings
    assert finding.code == "RF004"
    assert name in finding.message
    assert finding.span == Span(1, 3, 1, 4)


def test_columns_point_into_the_decomposed_line() -> None:
    line = unicodedata.normalize("NFD", "Die Bürger für Übung sehen [die Größe](#) und gehen.")
    (finding,) = (finding for finding in draw("# Kopf\n\n" + line).findings if finding.code == "RF301")
    assert finding.span is not None
    assert line[finding.span.column - 1 :].startswith("[die Gr")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_by_every_line_end(end: str) -> None:
    release = release_of(end.join(["Pressemitteilung", "", "# Kopf", "", "Text"]))
    assert release.headline is not None
    assert release.headline.span is not None
    assert release.headline.span.line == 3


@pytest.mark.parametrize(
    ("char", "name"), [("\x07", "U+0007"), ("\x00", "U+0000"), ("\x9f", "U+009F"), ("\ue123", "U+E123")]
)
def test_characters_that_cannot_be_printed_are_replaced_and_named(char: str, name: str) -> None:
    drawn = draw(f"# Kopf\n\nab{char}cd")
    assert drawn.sheet is not None
    assert "RF006" in codes(drawn.findings)
    (finding,) = (finding for finding in drawn.findings if finding.code == "RF006")
    assert name in finding.message
    assert finding.span == Span(3, 3, 3, 4)
    assert any(plain_text((placed.block,)) == "ab\ufffdcd" for placed in drawn.sheet.flow)
