"""Gaps that were left to be filled, and what to write where a draft does not say that it is a press release."""

from __future__ import annotations

import pytest

from tests.reading.workbench import draw, read

_GERMAN = "# Das Fest am Fluss\n\nDie Stadt Musterstadt feiert in diesem Jahr wieder mit vielen Gästen ihr großes Fest am Fluss.\n\n"
_FRENCH = "# La fête au bord du fleuve\n\nLa ville fête cette année encore avec tous les habitants du quartier la fin de l’été au bord du fleuve.\n\n"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Beginn ist um ?? Uhr.", "??"),
        ("Es kamen ??? Gäste.", "???"),
        ("Das sagte (???) gestern.", "???"),
        (r"Es kamen am \_\_\_\_ viele.", "____"),
        ("Am ??.??.2026 beginnt es.", "??"),
    ],
)
def test_a_gap_is_a_placeholder(text: str, gap: str) -> None:
    found = [entry.message for entry in draw(_GERMAN + text).findings if entry.code == "RF110"]
    assert found
    assert set(found) == {f"“{gap}” looks like a placeholder that has not been filled in."}


@pytest.mark.parametrize(
    "draft", [_GERMAN + "Wirklich?? Ja, „wirklich???“, sagt er.", _FRENCH + "Vraiment ?? Oui, dit-il."]
)
def test_a_question_is_none(draft: str) -> None:
    assert "RF110" not in {entry.code for entry in draw(draft).findings}


@pytest.mark.parametrize(("draft", "word"), [(_GERMAN, "Pressemitteilung"), (_FRENCH, "Communiqué de presse")])
def test_the_missing_label_is_named_in_the_language_of_the_draft(draft: str, word: str) -> None:
    (found,) = (entry for entry in read(draft).findings if entry.code == "RF103")
    assert found.hint == f"Add a line “{word}”."
