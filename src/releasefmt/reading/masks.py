"""Commands of websites and other programs masked by signs of the same length, so that columns hold.

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

# The kinds of boxes that Material for MkDocs and Python-Markdown know. Whatever else stands behind "!!!" is a shout.
_BOXES = (
    "abstract|admonition|attention|bug|caution|check|cite|danger|done|error|example|fail|failure|faq|help|hint|important|info"
    "|missing|note|question|quote|success|summary|tip|tldr|todo|warning"
)

# Bounded, so that openings without an end do not each search the whole draft.
_COMMANDS = (
    r"\{%-?\s*comment\b[^{}]{0,200}%\}[\s\S]{0,2000}?\{%-?\s*endcomment\s*-?%\}",  # Liquid: the author's own note
    r"\{\#[^\n{}]{0,500}?\#\}",  # Jinja: likewise
    r"\{\{[<%][^{}]{0,2000}?[>%]\}\}",  # Hugo, over several lines too
    r"\{%[^{}]{0,2000}?%\}",  # Liquid, Jinja, Twig
    r"\{\{[^\n]{0,2000}?\}\}",  # Liquid, Handlebars, wikis
    r"\{:[^\n{}]{0,2000}\}",  # kramdown
    r"(?<![\])])(?<!::: )\{[#.][\w-][^\n{}]{0,200}\}",  # Pandoc: name and classes of a heading; those of a picture are read
    r"\{![^\n{}]{1,200}!\}",  # markdown-include
    r"<%[^\n]{0,2000}?%>",  # ERB, EJS
    r"</?(?:o|v|w|st1):\w+[^<>\n]{0,200}>",  # what Word leaves in text copied from it
    r"^[ ]{0,3}(?:!include\b|-{1,2}8<-{1,2})[^\n]{0,300}",  # PlantUML and others, PyMdown
    r"^[ ]{0,3}\[toc\][ \t]*$|\[\[_?toc_?\]\]",  # tables of contents
    r"^import[ \t]+(?:[\w*{][^\n]{0,300}[ \t]from[ \t]+)?(?:'[^'\n]{1,300}'|\"[^\"\n]{1,300}\");?[ \t]*$",  # MDX
    r"^export[ \t]+(?:default|const|let|function)\b[^\n]{0,300}$",  # MDX
    r"(?:(?<=> )|(?<=>))\[!(?:note|tip|info|important|warning|caution|danger|example|quote)\][+-]?",  # GitHub, Obsidian
    # Material for MkDocs: the kind of a box in lower case, and nothing behind it but a title
    rf"^(?:!!!|\?\?\?\+?)[ \t]+(?-i:{_BOXES})(?:[ \t]+(?:inline|end)){{0,2}}(?=[ \t]*(?:\"[^\"\n]{{0,300}}\"[ \t]*)?$)",
    r"\\(?:newpage|pagebreak|clearpage|tableofcontents|bigskip|medskip|smallskip|vfill)(?![^\W\d_])",  # TeX
    r"\\vspace\*?\{[^{}\n]{0,40}\}",
    r"!\[\[[^\[\]\n]{1,200}\.\w{2,5}(?:\|[^\[\]\n]{0,200})?\]\]",  # Obsidian: what is embedded
    # WordPress: [gallery ids="1,2"], [caption id=3]…[/caption]
    r"\[[a-z][\w-]{1,40}(?:[ \t]+[\w-]{1,40}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s\]\"']{1,300})){1,20}[ \t]*/?\](?![(\[:])",
    r"\[/[a-z][\w-]{1,40}\](?![(\[:])",
)
_COMMAND = re.compile("|".join(_COMMANDS), re.MULTILINE | re.IGNORECASE)
# What every command has one of, in lower case. Most drafts hold none, and are not searched for twenty kinds from each letter.
_SIGNS = (
    *("{", "<%", "<o:", "<v:", "<w:", "<st1:", "</", "!include", "8<", "[toc", "[_toc", "\nimport", "\nexport", "[!"),
    *("\n!!!", "\n???", "[[", "=", "[/"),
    *("\\newpage", "\\pagebreak", "\\clearpage", "\\tableof", "\\bigskip", "\\medskip", "\\smallskip", "\\v"),
)


def mask_templates(source: Source, text: str) -> tuple[str, tuple[str, ...], tuple[Finding | None, ...]]:
    """``text`` with each command masked, the commands in order, and of each its finding.

    A command over several lines is several masks, the first of which has the finding.
    """
    lowered = f"\n{text.lower()}"
    if not any(sign in lowered for sign in _SIGNS):
        return text, (), ()
    commands: list[str] = []
    findings: list[Finding | None] = []

    def mask(match: re.Match[str]) -> str:
        if len(commands) + match[0].count("\n") > _LAST - _FIRST:
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        end_line = line + match[0].count("\n")
        end_column = match.end() - text.rfind("\n", 0, match.end())
        place: Span = source.span(line, column, end_line, end_column)
        quoted = " ".join(match[0].split())
        owner = "another program" if match[0].startswith(("\\", "<", "</")) else "a website"
        entry: Finding | None = finding("RF023", f"“{quoted}” is a command of {owner}; it was left out.", place)
        pieces: list[str] = []
        for piece in match[0].split("\n"):
            if piece:
                pieces.append(chr(_FIRST + len(commands)) + _FILLER * (len(piece) - 1))
                commands.append(piece)
                findings.append(entry)
                entry = None
            else:
                pieces.append("")
        return "\n".join(pieces)

    return _COMMAND.sub(mask, text), tuple(commands), tuple(findings)


def masks_in(text: str) -> frozenset[int]:
    """The numbers of the commands that are masked in a text."""
    return frozenset(ord(match[0][0]) - _FIRST for match in MASKED.finditer(text))


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
