"""Hyphenation patterns of one language as a value, so that a pass can hyphenate without reading a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Liang's patterns (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983), in lower case; equal to themselves only.

    ``points`` maps the letters of a pattern, with full stops for a word's ends, to its digits: the n-th belongs before
    the n-th letter, trailing noughts are left out. ``longest`` is the length of the longest pattern. ``exceptions`` maps
    whole words to the places before which they may be broken, counted in letters.
    """

    name: str
    points: Mapping[str, str]
    longest: int
    exceptions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
