"""What a screen reader says against what the draft says: order, missing and added words, passages in other languages."""

from __future__ import annotations

from collections.abc import Iterator

from releasefmt.measuring.expected import flow_text, foot_text, letterhead_text, notes_text, passages
from releasefmt.measuring.facts import Element, PdfFacts
from releasefmt.measuring.spoken import footnotes, running_text
from releasefmt.measuring.text import read_aloud
from releasefmt.measuring.words import counted, differences, letters, listed, some
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet


def compare(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """The tags' text against the sheet's, footnotes apart; and the marked passages against its foreign ones."""
    if facts.structure is None:
        return
    meant = "\n".join((letterhead_text(sheet), flow_text(sheet), foot_text(sheet)))
    yield from _words(running_text(facts), meant, sheet.right_to_left)
    yield from _words(footnotes(facts), notes_text(sheet), sheet.right_to_left)
    yield from _languages(facts, facts.structure, sheet)


def _words(said: str, meant: str, loosely: bool) -> Iterator[Finding]:
    """``loosely``: on a page from right to left the order of signs inside a line cannot be told from their places alone."""
    if loosely and sorted(letters(said)) == sorted(letters(meant)):
        return
    found = list(differences(said, meant))
    if not found:
        return
    ours, theirs = counted(said, meant), counted(meant, meant)
    if ours == theirs:
        first = found[0]
        yield finding(
            "RF605",
            f"The tags have the text read in another order than the draft: {first.place}“{some(first.instead)}” comes "
            f"where “{some(first.meant)}” should.",
        )
        return
    if missing := theirs - ours:
        yield finding("RF606", f"Words of the draft are not read out: {listed(missing)}.")
    if added := ours - theirs:
        yield finding("RF607", f"Words are read out that the draft does not have there: {listed(added)}.")
    if not missing and not added:
        first = found[0]
        yield finding(
            "RF607", f"Signs are read out otherwise than the draft has them: {first.place}“{some(first.instead)}”."
        )


def _languages(facts: PdfFacts, top: Element, sheet: Sheet) -> Iterator[Finding]:
    """Each passage in another language is marked with it, and nothing else is."""
    marked = [
        (element.language, letters(read_aloud(facts, element)))
        for element in top.walk()
        if element.language is not None and element.language != facts.metadata.language
    ]
    meant = [(language, letters(words)) for language, words in passages(sheet)]
    for language, words in _without(meant, marked):
        yield finding("RF610", f"A passage in the language “{language}” is not marked as such: “{words[:40]}”.")
    for language, words in _without(marked, meant):
        yield finding(
            "RF610", f"A passage is marked as being in the language “{language}”, but is not: “{words[:40]}”."
        )


def _without(ones: list[tuple[str, str]], others: list[tuple[str, str]]) -> list[tuple[str, str]]:
    left = list(others)
    alone = []
    for one in ones:
        if one in left:
            left.remove(one)
        else:
            alone.append(one)
    return alone
