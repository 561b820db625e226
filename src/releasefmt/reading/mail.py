"""A draft that was copied out of an e-mail: the sign “>” in front of every line, and the head with sender and subject."""

from __future__ import annotations

import re

from releasefmt.model.content import Span, Text
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.places import cut
from releasefmt.model.rules import finding
from releasefmt.reading.source import Source

_SIGN = re.compile(r" {0,3}> ?")
_MIN_LINES = 5  # with words; a shorter draft may be a quotation and nothing else
_MAX_LEVELS = 5
_MIN_FIELDS = 3
_FIELD = re.compile(r"\s*[*_]*(?P<key>[^\W\d_][\w -]{0,14}?)[ \u00a0]?:[*_]*(?:\s+\S|\s*$)")
# The heads of German, English, French, Italian, Spanish and Dutch mail programs.
_SENDER = frozenset(["von", "from", "de", "da", "van", "expéditeur"])
_SUBJECT = frozenset(["betreff", "subject", "objet", "oggetto", "asunto", "onderwerp"])
_OTHERS = frozenset(
    [
        *(
            "an",
            "datum",
            "gesendet",
            "kopie",
            "cc",
            "bcc",
            "antwort an",
            "to",
            "date",
            "sent",
            "reply-to",
            "importance",
            "priorität",
        ),
        *(
            "à",
            "envoyé",
            "envoyé le",
            "a",
            "data",
            "inviato",
            "para",
            "fecha",
            "enviado",
            "enviado el",
            "aan",
            "verzonden",
        ),
        *("anlagen", "anhang", "anhänge", "attachments", "pièces jointes"),
    ]
)


def out_of_mail(source: Source) -> Outcome[Source]:
    """The draft without the signs of an answered e-mail and without its head; every line keeps its number."""
    lines = source.text.split("\n")
    findings: list[Finding] = []
    changed = dict(source.changed)
    for _ in range(_MAX_LEVELS):
        if not _is_quoted(lines):
            break
        if not findings:
            message = "Every line begins with “>”, as in an answered e-mail; these signs were left out."
            findings.append(finding("RF032", message, source.span(1, 1, 1, 1), hint="Delete them if you like."))
        for index, line in enumerate(lines):
            sign = _SIGN.match(line)
            end = sign.end() if sign else len(line)
            typed = changed.get(index + 1) or Text(line, Span(index + 1, 1, index + 1, len(line) + 1))
            lines[index], changed[index + 1] = line[end:], cut(typed, end, len(line))
    bare = Source("\n".join(lines), changed) if findings else source
    first, end = _head(lines)
    if end:
        message = f"Lines {first + 1}–{end} are the head of an e-mail; they are not printed."
        place = bare.span(first + 1, 1, end, len(lines[end - 1]) + 1)
        findings.append(
            finding("RF033", message, place, hint="Delete them; write into the text what is to be printed.")
        )
        lines[first:end] = [""] * (end - first)
        kept = {number: text for number, text in changed.items() if not first < number <= end}
        bare = Source("\n".join(lines), kept)
    return Outcome(bare, tuple(findings))


def _is_quoted(lines: list[str]) -> bool:
    """Whether a sign stands in front of every line that has words; the first one that has none ends the search."""
    count = 0
    for line in lines:
        if line.strip():
            if not _SIGN.match(line):
                return False
            count += 1
    return count >= _MIN_LINES


def _head(lines: list[str]) -> tuple[int, int]:
    """The index of the first line of an e-mail's head and the one behind its last; (0, 0) where the draft begins otherwise."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    end, keys = first, set[str]()
    while end < len(lines) and (match := _FIELD.match(lines[end])) is not None:
        key = match["key"].casefold()
        if key not in _SENDER | _SUBJECT | _OTHERS:
            break
        keys.add(key)
        end += 1
    parted = end == len(lines) or not lines[end].strip()
    is_head = parted and len(keys) >= _MIN_FIELDS and keys & _SENDER and keys & _SUBJECT
    return (first, end) if is_head else (0, 0)
