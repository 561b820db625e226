"""How long a draft is, before anything is made of it: characters, lines, the longest word."""

from __future__ import annotations

import re

from releasefmt.model.findings import Finding
from releasefmt.model.limits import RAISE, Limits
from releasefmt.model.rules import finding
from releasefmt.reading.source import Source

_WORD = re.compile(r"\S+")


def too_long(source: Source, body: str, limits: Limits) -> Finding | None:
    """What is wrong with a draft whose text ``body``, with the line numbers of ``source``, is too long to be read."""
    length = lines = 0
    for number, line in enumerate(body.split("\n"), 1):
        length += len(line)
        lines += not line.isspace() and bool(line)
        for many, most, what in ((length, limits.characters, "characters"), (lines, limits.lines, "lines")):
            if many > most:
                message = f"From here on the draft has more than {most} {what}; no press release is that long."
                hint = f"Offer the full text as a download. {RAISE}"
                return finding("RF043", message, source.span(number, 1, number, 1), hint=hint)
        if len(line) > limits.word:
            for word in _WORD.finditer(line):
                if len(word[0]) > limits.word:
                    message = f"More than {limits.word} characters stand here without a blank between them."
                    hint = f"Delete them, or put blanks between the words. {RAISE}"
                    span = source.span(number, word.start() + 1, number, word.end() + 1)
                    return finding("RF044", message, span, hint=hint)
    return None
