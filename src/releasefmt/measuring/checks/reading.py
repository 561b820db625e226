"""What a screen reader says against what the draft says: order, missing and added words, passages in other languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from releasefmt.measuring.expected import flow_text, foot_text, letterhead_text, notes_text, passages
from releasefmt.measuring.facts import Element, PdfFacts
from releasefmt.measuring.text import read_aloud
from releasefmt.measuring.words import Difference, counted, differences, letters
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet

_NOTES = ("Note", "FENote")
_MOST = 8  # words shown of a longer passage


def compare(facts: PdfFacts, sheet: Sheet) -> Iterator[Finding]:
    """The tags' text against the sheet's, footnotes apart; and the marked passages against its foreign ones."""
    if facts.structure is None:
        return
    markers = frozenset(_markers(facts.structure))
    meant = "\n".join((letterhead_text(sheet), flow_text(sheet), foot_text(sheet)))
    loosely = sheet.right_to_left
    yield from _words(
        read_aloud(
            facts, leave_out=lambda element: element.role in (*_NOTES, "Reference") or element.number in markers
        ),
        meant,
        loosely,
    )
    notes = "\n".join(
        read_aloud(facts, note, lambda element: element.role == "Reference" or element.number in markers)
        for note in facts.structure.all(*_NOTES)
    )
    yield from _words(notes, notes_text(sheet), loosely)
    yield from _languages(facts, facts.structure, sheet)


def _markers(element: Element, numbered: bool = False) -> Iterator[int]:
    """The labels that are bullets, numbers and signs of notes rather than words of the draft."""
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.role == "Lbl" and numbered:
                yield kid.number
            numbering = kid.attributes.get("List.ListNumbering", "Description")
            ours = kid.role in _NOTES or (kid.role == "L" and numbering != "Description")
            yield from _markers(kid, ours or (numbered and kid.role == "LI"))


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
            f"The tags have the text read in another order than the draft: {_after(first)}“{_some(first.instead)}” comes "
            f"where “{_some(first.meant)}” should.",
        )
        return
    if missing := theirs - ours:
        yield finding("RF606", f"Words of the draft are not read out: {_list(missing)}.")
    if added := ours - theirs:
        yield finding("RF607", f"Words are read out that the draft does not have there: {_list(added)}.")
    if not missing and not added:
        first = found[0]
        yield finding(
            "RF607", f"Signs are read out otherwise than the draft has them: {_after(first)}“{_some(first.instead)}”."
        )


def _after(difference: Difference) -> str:
    return f"after “{' '.join(difference.after)}” " if difference.after else ""


def _some(words: tuple[str, ...]) -> str:
    return " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "") or "nothing"


def _list(words: Counter[str]) -> str:
    shown = [f"“{word}”" if count == 1 else f"“{word}” ({count} times)" for word, count in words.items()]
    more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    return ", ".join(shown[:_MOST]) + more


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
