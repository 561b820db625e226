"""What blocks look like: lists that were typed with bullets, and how many words they have."""

from __future__ import annotations

import pytest

from releasefmt.model.content import BulletList, LineBreak, Paragraph, SoftBreak, Text
from releasefmt.model.text import plain_text
from releasefmt.reading.shapes import has_words, typed_bullets, word_count


def lines(*texts: str, hard: bool = False) -> Paragraph:
    brk = LineBreak() if hard else SoftBreak()
    return Paragraph(tuple(node for text in texts for node in (brk, Text(text)))[1:])


@pytest.mark.parametrize("hard", [False, True])
def test_lines_with_bullets_are_a_list_behind_their_lead_in(hard: bool) -> None:
    lead_in, bullets = typed_bullets(lines("Geprüft wurden:", "• der Preis", "•  die Fläche", hard=hard))
    assert plain_text((lead_in,)) == "Geprüft wurden:"
    assert isinstance(bullets, BulletList)
    assert [plain_text(item.blocks) for item in bullets.items] == ["der Preis", "die Fläche"]


@pytest.mark.parametrize(
    "texts", [("• eins",), ("eins", "• zwei"), ("• eins", "zwei", "• drei"), ("a • b", "c • d"), ("•eins", "•zwei")]
)
def test_other_lines_are_left_as_they_are(texts: tuple[str, ...]) -> None:
    assert typed_bullets(lines(*texts)) == ()


@pytest.mark.parametrize(
    "text",
    ["", "Ein Wort", "z.B. Bürger*innen, 3-4 und d’Or", "日本語の本文です", "Das Wort 日本語 steht hier", "– … –"],
)
def test_words_are_told_as_they_are_counted(text: str) -> None:
    words = word_count(text)
    assert [has_words(text, count) for count in range(1, 12)] == [words >= count for count in range(1, 12)]
