"""What is too much is said in one plain sentence, and nothing breaks (rules RF024, RF025)."""

from __future__ import annotations

import time

import pytest

from releasefmt.model.text import plain_text
from tests.reading.workbench import codes, draw, read, release_of


@pytest.mark.parametrize(
    "draft",
    [
        "# Kopf\n\n" + "> " * 22 + "tief",
        "# Kopf\n\n" + "\n".join("  " * level + "- Punkt" for level in range(23)),
        "# Kopf\n\n" + "<ul><li>" * 60 + "tief",
        "# Kopf\n\n" + "<blockquote>" * 800 + "tief",
    ],
)
def test_twenty_levels(draft: str) -> None:
    outcome = read(draft)
    assert outcome.value is None
    assert codes(outcome.findings) == ["RF024"]
    assert outcome.findings[0].message == "Lists and quotes are nested more than 20 deep here."


def test_a_quote_of_twenty_levels_is_printed() -> None:
    assert draw("# Kopf\n\n" + "> " * 20 + "tief").sheet is not None


def test_a_thousand_rows() -> None:
    table = "# Kopf\n\n| a |\n|---|\n"
    assert draw(table + "| 1 |\n" * 1000).sheet is not None
    outcome = read(table + "| 1 |\n" * 1001)
    assert outcome.value is None
    assert [finding.message for finding in outcome.findings] == ["This table has 1001 rows; a release may have 1000."]


def test_a_number_of_five_figures_is_text() -> None:
    assert plain_text(release_of("# Kopf\n\n20250. Bericht des Hafenrats").body) == "20250. Bericht des Hafenrats"


def test_two_thousand_items() -> None:
    assert draw("# Kopf\n\n" + "- a\n" * 2000).sheet is not None
    outcome = read("# Kopf\n\n" + "- a\n" * 2001)
    assert outcome.value is None
    assert [finding.message for finding in outcome.findings] == ["This list has 2001 entries; a release may have 2000."]


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "[",
        "![",
        "[^",
        "^[",
        "_",
        "<",
        "> ",
        "`a",
        "a** ",
        "{%",
        "{:",
        "{{a}}\n",
        "<b>",
        "[a]",
        "http://a)",
        "a@",
        "wort\n",
        "a:\n",
    ],
)
def test_time_grows_with_the_length_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        # In one paragraph, on lines that are no longer than a word may be.
        line = piece * (8_000 // len(piece))
        text = piece * (length // len(piece)) if length <= 8_000 else f"{line}\n" * (length // 8_000)
        draft = f"# Kopf\n\n{text}"
        start = time.process_time()
        read(draft)
        return time.process_time() - start

    seconds(1_000)
    short, long = seconds(5_000), seconds(40_000)
    # Eight times the text: eight times the time, sixty-four times if it went by the square; the constant is noise.
    assert long < 24 * short + 0.15
