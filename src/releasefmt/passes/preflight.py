"""Checks of a release before it is drawn; each names what a newsroom would stumble over (R14 of the anatomy)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from releasefmt.model.content import Code, Release, Text
from releasefmt.model.findings import Finding
from releasefmt.model.language import Language
from releasefmt.model.places import where, words_of
from releasefmt.model.rules import finding
from releasefmt.model.walk import leaves_of_release

# [CITY, COUNTRY], [PAPER URL]; not [sic], not the omission […] of a quotation, not a footnote's [1].
_BRACKETS = re.compile(r"\[(?=[^\]\[]{0,60}[^\W\d_]{2})[^\]\[a-zäöüß]{2,60}\]")
# <Vorname Nachname>; what is HTML is no longer in the text.
_ANGLES = re.compile(r"<(?=[^\W\d_])[^<>@/]{2,60}>")
# "um ?? Uhr", "am ___"; behind a word question marks ask. French puts a blank before them.
_GAPS = re.compile(r"(?<![^\s(\[„“«»\"'.:/–-])(?:\?{2,}|_{3,})(?![^\s)\].,;:/%€«»“”\"'–-])")
_EMBARGO = re.compile(r"\s*(?:sperrfrist|sperrvermerk|embargo(?:ed)?)\b[^.]{0,20}?(?::|\d|until|bis\b)", re.IGNORECASE)


def inspect(release: Release, pack: Language) -> tuple[Finding, ...]:
    """Every finding that the release as such gives rise to."""
    return (*_placeholders(release, pack), *_embargo_in_text(release))


def _embargo_in_text(release: Release) -> Iterator[Finding]:
    """A line of the text that begins with an embargo's word, where no embargo was understood."""
    if release.status is not None:
        return
    for leaf in leaves_of_release(release):
        if isinstance(leaf, Text) and (match := _EMBARGO.match(leaf.text)):
            message = "The text speaks of an embargo, but none was understood; it is printed where it stands."
            hint = "Put it on a line of its own above the headline: Sperrfrist: 24. April 2025, 10:00 Uhr."
            yield finding("RF116", message, where(leaf, *match.span()), hint=hint)


@lru_cache(maxsize=64)
def _terms(words: tuple[str, ...]) -> re.Pattern[str]:
    """Capitals for the short ones: "xx" is a name of a size, "XX" a gap."""
    known = "|".join(map(re.escape, words))
    return re.compile(rf"(?<!\w)(?:{known}|{known.upper()})(?!\w)")


def _placeholders(release: Release, pack: Language) -> Iterator[Finding]:
    """Words that stand for what is still to come: they are printed as they stand, but hardly meant to be."""
    known = pack.vocabulary.placeholders
    terms = _terms(known)
    place = (Text(release.place.value, release.place.span),) if release.place else ()
    for leaf in (*place, *leaves_of_release(release)):
        if not isinstance(leaf, Text | Code):
            continue
        words = leaf if isinstance(leaf, Text) else words_of(leaf)
        lowered = leaf.text.lower()
        named = (terms,) if any(word in lowered for word in known) else ()
        gaps = () if pack.typography.sign_space else (_GAPS,)
        for pattern in (_BRACKETS, _ANGLES, *gaps, *named):
            for match in pattern.finditer(leaf.text):
                if pattern is terms and len(match[0]) < 5 and not match[0].isupper():
                    continue
                message = f"“{match[0]}” looks like a placeholder that has not been filled in."
                yield finding("RF110", message, where(words, *match.span()), hint="Fill it in or delete it.")
