"""Loading hyphenation patterns that travel with the package; ``hyphenation/README.md`` says where they come from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from releasefmt.model.hyphenation import Patterns

FOLDER = Path(__file__).resolve().parents[1] / "hyphenation"


@cache
def load_patterns(name: str) -> Patterns:
    """The patterns that a language pack names, as ``de-1996``; a name without a file is a bug, hence an OSError."""
    patterns = (FOLDER / f"{name}.patterns.txt").read_text(encoding="utf-8")
    exceptions = (FOLDER / f"{name}.exceptions.txt").read_text(encoding="utf-8")
    return parse_patterns(name, patterns, exceptions)


def parse_patterns(name: str, patterns: str, exceptions: str) -> Patterns:
    """Patterns as ``hyphenation/convert.py`` writes them, and exceptions as words with their hyphens.

    A line of patterns begins with digits, after which stand the letters of all patterns that have them, so that 36,000
    patterns are taken in by a few hundred calls; ``!`` begins the line of exceptions that came with the patterns. In
    the file of our own exceptions ``#`` begins a comment.
    """
    points: dict[str, str] = {}
    words = [word for line in exceptions.splitlines() for word in line.partition("#")[0].split()]
    for line in patterns.splitlines():
        digits, _, letters = line.partition(" ")
        if digits == "!":
            words = letters.split() + words
        else:
            points.update(dict.fromkeys(letters.split(" "), digits))
    return Patterns(name, points, max(map(len, points)), dict(map(_exception, words)))


def _exception(word: str) -> tuple[str, tuple[int, ...]]:
    pieces = word.split("-")
    return "".join(pieces).lower(), tuple(sum(map(len, pieces[:count])) for count in range(1, len(pieces)))
