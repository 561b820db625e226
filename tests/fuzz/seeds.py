"""What fuzzing starts from: our own drafts, small pieces of syntax, and the words and signs that steer the reader."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

from releasefmt.reading.keys import NAMES
from releasefmt.system.languages import language_texts
from tests.growth.units import UNITS
from tests.reading.drafts import LINES, REAL

LONGEST = 3_000
"""Bytes of a draft that is made up; real drafts that are longer are cut."""

_WORD = "Babade"
_SYNTAX = (
    *("\n", "\n\n", "  \n", "\t", "    ", "# ", "## ", "> ", "- ", "1. ", "12. April ", "* ", "+ ", "---\n", "***", "===\n", "```", "~~~"),
    *("**", "*", "_", "`", "~~", "|", "|---|---|\n", ":--:", "\\", "\\\\*", "![", "[", "](", "]", "[^1]", "[^1]: ", "^[", "{", "}", "{%", "%}"),
    *("{{", "}}", "{:", "{width=60mm}", ":::", ":::note ", ": ", "<", ">", "</", "/>", "<!--", "--" + ">", "<![CDATA[", "]]>", "<?", "?>", "<br>"),
    *("<p>", "<div>", "<ul>", "<li>", "<table>", "<tr>", "<td>", "<th colspan=2>", "<pre>", "<b>", "<a href='", "<img alt='", "<script>", "<dl>"),
    *("<dt>", "<dd>", "<figure>", "<figcaption>", "<summary>", "<ruby>", "<rt>", "<q>", "<blockquote>", "<h2>", "&amp;", "&nbsp;", "&#x202e;"),
    *("+++\n", "{\n", "}\n", "...\n", "title: ", "title = \"", "tags: [", "date: 2025-04-24", ".. title: ", "% ", "Title: ", "lang: de", "&a", "*a"),
    *("\r", "\r\n", "\x00", "\x0b", "\x0c", "\u00ad", "\u200b", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ue001", "\ue100", "\U000e0041"),
    *("Ã¤", "a\u0308", "•", "– ", " — ", "„", "“", "\"", "'", "24. April 2025", "24 April 2025 – ", "10 Uhr", "(dpa) ", "Tel. 030 1234567"),
    *("a@example.org", "https://example.org/", "www.example.org", "Nr. 12/2025", "XX", "[wird ergänzt]", "/Wire/ -- "),
)  # fmt: skip


def write_seeds(folder: Path) -> int:
    """The drafts that mutation starts from, each in a file named by its digest. Returns how many there are."""
    drafts = [draft.encode()[:LONGEST] for draft in REAL]
    drafts += [line.replace("{}", _WORD).encode() for line in LINES if line]
    drafts += [f"# {_WORD}\n\n{line.replace('{}', _WORD)}\n\n{_WORD}".encode() for line in LINES if line]
    drafts += [unit(60).encode()[:LONGEST] for unit in UNITS.values()]
    drafts += [
        draft.encode(encoding, "replace")[:LONGEST] for draft in REAL[:6] for encoding in ("utf-16", "cp1252", "utf-32")
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for draft in drafts:
        (folder / sha256(draft).hexdigest()[:16]).write_bytes(draft)
    return len(set(drafts))


def write_dictionary(file: Path) -> int:
    """Tokens for libFuzzer's ``-dict``: syntax, metadata keys, and what the language packs read a draft by."""
    tokens = {*_SYNTAX, *(f"{key}: " for names in NAMES.values() for key in names.split("|"))}
    for _, text in language_texts():
        for terms in tomllib.loads(text).get("vocabulary", {}).values():
            tokens.update(term for term in terms if isinstance(term, str))
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"' for token in sorted(tokens)]
    file.write_text("\n".join(lines) + "\n", encoding="ascii")
    return len(lines)
