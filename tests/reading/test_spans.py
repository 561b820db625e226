"""Where a text says it stands, the author's own characters stand; and every part and finding lies where it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from hypothesis import given

from releasefmt.model.content import Code, Found, Release, Span, Text
from releasefmt.model.findings import Finding
from releasefmt.model.places import stretches
from releasefmt.model.walk import leaves_of_release
from releasefmt.reading.dates import find_date
from tests.reading.drafts import BOUNDED, METADATA, lines, spoilt
from tests.reading.workbench import draw, read

DRAFTS = [
    "Pressemitteilung\n\n# Ein **Kopf** mit `Code`\n\nBerlin, 24. April 2025 – Die *Stadt* baut ein Haus, und alle freuen sich sehr über das neue Haus.\n",
    "# Kopf\n\n> Ein „Zitat“ mit\n> **Fett** darin\n>\n> – Eva Muster\n\n- Punkt *eins*\n  geht weiter\n- Punkt zwei\n  1. tief\n",
    "---\nort: Berlin\n---\n\n# Kopf\n\nText mit [Verweis](https://example.org/a) und www.example.org/b und post@example.org hier.\n\n| a | **b** |\n|---|---|\n| c d | e |\n",
    "# Kopf\n\nwort wort wort\n   eingerückt wort  \nnoch *wort*\n\nBegriff\n: Erklärung mit *Stern*\n\nText[^1] weiter\n\n[^1]: Note *schräg*\n",
    "# Kopf\n\n<div>\n<p>Absatz <b>fett</b> normal</p>\n</div>\n\nvor <b>fett</b> nach\n",
    "# Kopf\n\ngleich gleich\n\n- gleich\n- gleich **gleich** gleich\n",
]


class File:
    """The author's own file, by his own lines and columns."""

    def __init__(self, draft: str) -> None:
        self.rows = re.split(r"\r\n|\r|\n", draft.removeprefix("\ufeff"))

    def at(self, span: Span) -> str:
        """What is typed in a place, which must lie inside the file."""
        assert 1 <= span.line <= span.end_line <= len(self.rows), span
        assert (span.line, span.column) <= (span.end_line, span.end_column), span
        assert 1 <= span.column <= len(self.rows[span.line - 1]) + 1, span
        assert 1 <= span.end_column <= len(self.rows[span.end_line - 1]) + 1, span
        there = self.rows[span.line - 1 : span.end_line]
        there[-1] = there[-1][: span.end_column - 1]
        there[0] = there[0][span.column - 1 :]
        return "\n".join(there)


_DROPPED = re.compile(r"[\u200b\ufeff]|\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}")


def reads_as(typed: str, words: str) -> bool:
    """Whether what was typed reads as those words: entities, escapes, composed letters, blanks for line ends."""
    typed = unicodedata.normalize("NFC", _DROPPED.sub("", typed))
    if words in (typed, unescape(typed), "\ufffd"):
        return True
    if not words.strip():
        return not unescape(typed).strip("> \t\n#|\\\u00a0\u2028") or "<br" in typed or "\\n" in typed
    if typed.startswith("\\") and typed.lstrip("\\") == words:
        return True
    return bool(re.fullmatch(r"\\[xuU][0-9a-fA-F]+|''|\\.", typed))  # YAML


def check_text(file: File, node: Text | Code) -> None:
    known = stretches(node)
    if not known:  # the sign of a list, in a cell or among words
        assert not any(map(str.isalpha, node.text)), node
        return
    for stretch, following in zip(known, (*known[1:], None), strict=True):
        words = node.text[stretch.start : following.start if following else len(node.text)]
        typed = file.at(stretch.span)
        if stretch.literal:
            assert len(typed) == len(words)
            pairs = zip(typed, words, strict=True)
            # Separators of lines are line ends in code, tabs are blanks in text.
            assert all(
                read in (sign, "\ufffd") or sign + read in ("\u2028\n", "\x0b\n", "\u2028 ", "\x0b ", "\t ")
                for sign, read in pairs
            ), (
                typed,
                words,
            )
        else:
            put_in = not typed and not any(map(str.isalnum, words))
            assert put_in or reads_as(typed, words) or _apart(typed, words), (typed, words)


def _apart(typed: str, words: str) -> bool:
    """Words that stand as a whole somewhere in what was typed: a picture's title, an address in angle brackets."""
    return not words or (
        bool(words.strip()) and words.split(maxsplit=1)[0] in unescape(unicodedata.normalize("NFC", typed))
    )


def check_release(file: File, release: Release) -> int:
    seen = 0
    for leaf in leaves_of_release(release):
        if leaf.span is not None:
            file.at(leaf.span)
        if isinstance(leaf, Text | Code):
            check_text(file, leaf)
            seen += 1
    for name, part in parts_of(release):
        if part.span is not None:
            check_part(name, part.value, file.at(part.span))
    return seen


def parts_of(release: Release) -> Iterator[tuple[str, Found[Any]]]:
    for name in (
        "language",
        "label",
        "number",
        "status",
        "place",
        "issued",
        "kicker",
        "headline",
        "subheadline",
        "lead",
    ):
        if (part := getattr(release, name)) is not None:
            yield name, part
    for name in ("crossheads", "attributions", "notes_to_editors", "boilerplate", "contacts", "material"):
        for part in getattr(release, name):
            yield name, part
    if release.end_mark is not None:
        yield "end_mark", release.end_mark


def plain(typed: str) -> str:
    """Letters and digits of what was typed, for comparing with a value that is free of marks."""
    typed = unescape(unicodedata.normalize("NFC", _DROPPED.sub("", typed)))
    return "".join(re.findall(r"\w", typed.replace("_", ""))).casefold()


def check_part(name: str, value: object, typed: str) -> None:
    match name, value:
        case "label" | "number" | "place", str():
            words = re.sub(r"</?\w[^>]*>|\]\([^)]*\)", "", typed)  # without tags and addresses of links
            assert plain(words) == plain(value), (name, value, typed)
        case "issued", _:
            found = find_date(re.sub(r"[*_~`\\]", "", unescape(unicodedata.normalize("NFC", _DROPPED.sub("", typed)))))
            assert found is not None, typed
            assert found.value == value, typed
        case _:
            assert typed.strip(), (name, value)


# The first words in quotation marks of these messages are what the finding points at.
QUOTING = {
    "RF011",
    "RF012",
    "RF022",
    "RF023",
    "RF026",
    "RF030",
    "RF110",
    "RF203",
    "RF204",
    "RF205",
    "RF206",
    "RF207",
    "RF208",
    "RF209",
    "RF302",
}


def check_finding(file: File, finding: Finding) -> None:
    if finding.span is None:
        return
    typed = file.at(finding.span)
    quoted = re.search("“(.+?)”", finding.message, re.DOTALL)
    if finding.code in QUOTING and quoted:
        assert plain(quoted[1]) in plain(typed), (finding, typed)
    if finding.code == "RF006":
        assert len(typed) == 1 or re.fullmatch(r"&#?\w+;?", typed)
    if finding.code == "RF201":
        assert typed in ('"', "&quot;", "&#34;", '\\"'), typed


def check(draft: str) -> int:
    file = File(draft)
    release = read(draft, internal="print").value
    seen = check_release(file, release) if release is not None else 0
    for finding in draw(draft, internal="print").findings:
        check_finding(file, finding)
    return seen


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_text_stands_where_its_span_says(draft: str) -> None:
    assert check(draft) > 3


@pytest.mark.slow
@BOUNDED
@given(lines() | spoilt() | METADATA)
def test_everything_stands_where_it_says(draft: str) -> None:
    check(draft)
