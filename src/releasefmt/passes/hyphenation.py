"""Soft hyphens in running text, by Liang's patterns, our exceptions and the organisation's own words.

The same soft hyphens go to every output, so that all of them break alike. A gender sign or a hyphen parts a word: each
part is hyphenated for itself and no soft hyphen stands at the sign, hence no line ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from releasefmt.model.hyphenation import Patterns
from releasefmt.passes.run import Run

# At least so many letters in a part, and on either side of a break.
SHORTEST = 8
BEFORE = 4
AFTER = 4
# No word is longer; what is longer is none.
LONGEST = 120
# Words that a hyphenator keeps in mind, a few MB: it serves a whole batch.
MOST_KNOWN = 20_000

# Everything that is written without a blank, unless it is too short; its parts, all letters, unless a digit stands right at
# one, as in “Covid19” or “4YFN”.
_TOKEN = re.compile(rf"[^\s\u2028\ufffc]{{{SHORTEST},}}")
_PART = re.compile(r"(?<![^\W_])[^\W\d_]++(?!\d)")


class Hyphenator:
    """Breaks words of one language; what it has found once it knows."""

    def __init__(self, patterns: Patterns, words: Sequence[str] = (), inner_capitals: Sequence[str] = ()) -> None:
        self._patterns = patterns
        self._own = own_words(words)
        self._known: dict[str, tuple[int, ...]] = {}
        endings = "|".join(re.escape(ending) for ending in sorted(inner_capitals, key=len, reverse=True))
        self._inner = re.compile(rf"(?<=[^\W\d_A-ZÄÖÜ])(?=(?:{endings})(?![A-ZÄÖÜ]))") if endings else None

    def soften(self, run: Run) -> Run:
        """The run with soft hyphens. A word in which the author has set some keeps just those."""
        places: list[int] = []
        for token in _TOKEN.finditer(run.text):
            start, end = token.span()
            if not run.is_free and (run.is_fixed(start, end) or run.has_soft_hyphen(start, end)):
                continue
            for part in _PART.finditer(run.text, start, end):
                if breaks := self.breaks(part[0]):
                    at = part.start()
                    places += [at + place for place in breaks]
        return run.softened(places)

    def breaks(self, word: str) -> tuple[int, ...]:
        """Before which letters of a word a line may end; the word holds letters only."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = tuple(self._break(word))
        return known

    def _break(self, word: str) -> Iterator[int]:
        start = 0
        for part in self._inner.split(word) if self._inner else (word,):
            yield from (start + place for place in self._break_part(part))
            start += len(part)

    def _break_part(self, part: str) -> Sequence[int]:
        lower = part.lower()
        if len(lower) != len(part):
            return ()  # a letter whose lower case is two characters: places could not be told
        own = self._own.get(lower)
        if own is not None:
            return own
        # Capitals inside a word make a name or an abbreviation, of which nobody can tell how it is spoken.
        if not SHORTEST <= len(part) <= LONGEST or part[1:] != lower[1:]:
            return ()
        exception = self._patterns.exceptions.get(lower)
        places = liang(lower, self._patterns) if exception is None else exception
        return [place for place in places if BEFORE <= place <= len(part) - AFTER]


@lru_cache(maxsize=32)
def hyphenator(patterns: Patterns, words: tuple[str, ...], inner_capitals: tuple[str, ...]) -> Hyphenator:
    """The one for all releases of a language and house: what it has found once serves those after."""
    return Hyphenator(patterns, words, inner_capitals)


def liang(word: str, patterns: Patterns) -> list[int]:
    """Before which letters of a word in lower case a break is allowed: where the highest digit is odd."""
    text = f".{word}."
    levels = bytearray(len(text) + 1)
    points = patterns.points
    for start in range(len(text)):
        for end in range(start + 1, min(start + patterns.longest, len(text)) + 1):
            digits = points.get(text[start:end])
            if digits is not None:
                for offset, digit in enumerate(digits.encode("ascii"), start):
                    if digit > levels[offset]:  # noqa: PLR1730 - the innermost loop; calling max() would double its time
                        levels[offset] = digit
    # The digits are compared as ASCII, in which 0 is 48: odd stays odd, and what no pattern touches is even.
    return [place - 1 for place in range(2, len(text) - 1) if levels[place] % 2]


def own_words(words: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """The organisation's words in lower case, each with its breaks as given; without any hyphen it is never broken."""
    own: dict[str, tuple[int, ...]] = {}
    for entry in words:
        for written in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", entry):
            pieces = written.split("-")
            ends = [sum(map(len, pieces[:count])) for count in range(1, len(pieces))]
            own["".join(pieces).lower()] = tuple(ends)
    return own
