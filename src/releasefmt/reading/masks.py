"""Template commands of websites (Liquid, Hugo, kramdown) masked by signs of the same length, so that columns hold.

A mask's first sign is a private-use character that numbers it, the rest are filler: Markdown sees one word without
blanks, code gets its own text back, printed text loses it with a finding (rule R14).
"""

from __future__ import annotations

import re

from releasefmt.model.content import Span, Text
from releasefmt.model.findings import Finding
from releasefmt.model.places import cut, joined
from releasefmt.model.rules import finding
from releasefmt.reading.source import Source

_FIRST, _LAST, _FILLER = 0xE100, 0xF8FF, "\ue000"
MASKED = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]{_FILLER}*")

# Bounded, so that openings without an end do not each search the whole draft.
_COMMAND = re.compile(r"\{%[^\n]{0,2000}?%\}|\{\{[^\n]{0,2000}?\}\}|\{:[^\n{}]{0,2000}\}")


def mask_templates(source: Source, text: str) -> tuple[str, tuple[str, ...], tuple[Finding, ...]]:
    """``text`` with each template command masked, the commands in order, and a finding for each."""
    commands: list[str] = []
    findings: list[Finding] = []

    def mask(match: re.Match[str]) -> str:
        if len(commands) > _LAST - _FIRST:
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        there: Span = source.span(line, column, line, column + len(match[0]))
        message = f"“{match[0]}” is a command of a website; it was left out."
        findings.append(finding("RF023", message, there))
        commands.append(match[0])
        return chr(_FIRST + len(commands) - 1) + _FILLER * (len(match[0]) - 1)

    return _COMMAND.sub(mask, text), tuple(commands), tuple(findings)


def strip_masks(node: Text) -> Text:
    """Printed text without the masked commands."""
    pieces: list[Text] = []
    done = 0
    for match in MASKED.finditer(node.text):
        pieces.append(cut(node, done, match.start()))
        done = match.end()
    return joined((*pieces, cut(node, done, len(node.text)))) if done else node


def restore_masks(text: str, commands: tuple[str, ...]) -> str:
    """Code with its own text back."""
    return MASKED.sub(lambda match: commands[ord(match[0][0]) - _FIRST], text)
