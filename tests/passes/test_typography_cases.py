"""Runs the cases in prose of tests/spec_typography."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Found,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Release,
    Rule,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.passes.typography import polish
from releasefmt.reading.dates import month_names
from releasefmt.reading.markdown import read_markdown
from releasefmt.reading.source import read_source
from tests.languages.packs import pack_of, patterns_of

FOLDER = Path(__file__).parents[1] / "spec_typography"
_CASE = re.compile(
    r"^(?P<name>[^\n]+)\n```case (?P<tag>[\w-]+)(?P<soft> soft)?(?: own=(?P<own>[^\n]+))?\n(?P<body>.*?)\n```$",
    re.DOTALL | re.MULTILINE,
)
_SEEN = str.maketrans({"\u00a0": "~", "\u202f": "⍽", "\u00ad": "|"})


@dataclass(frozen=True)
class Case:
    name: str
    tag: str
    soft: bool
    own: tuple[str, ...]
    draft: str
    wanted: tuple[str, ...]
    findings: tuple[str, ...]


def read_cases(text: str) -> list[Case]:
    cases = []
    for match in _CASE.finditer(text):
        lines = match["body"].split("\n")
        draft = [line for line in lines if not re.match(r"=> |RF\d", line)]
        cases.append(
            Case(
                match["name"],
                match["tag"],
                bool(match["soft"]),
                tuple(filter(None, (match["own"] or "").split(","))),
                "\n".join(draft),
                tuple(line.removeprefix("=> ") for line in lines if line.startswith("=> ")),
                tuple(line for line in lines if re.match(r"RF\d", line)),
            )
        )
    return cases


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.name}")
    for path in sorted(FOLDER.glob("*.md"))
    for case in read_cases(path.read_text(encoding="utf-8"))
]


def test_no_fence_is_overlooked() -> None:
    fences = sum(path.read_text(encoding="utf-8").count("```case ") for path in FOLDER.glob("*.md"))
    assert fences == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    source = read_source(case.draft.encode()).value
    document = read_markdown(source, source.text, month_names()).value
    assert document is not None
    release = Release(language=Found(case.tag, "R1"), body=document.blocks, notes=document.notes)
    pack = pack_of(case.tag)
    patterns = patterns_of(case.tag) if case.soft else None
    polished = polish(release, pack, patterns, case.own)
    set_lines = [line for block in polished.value.body for line in show(block)]
    set_lines += [f"[^{note.number}]: {' '.join(show_all(note.blocks))}" for note in polished.value.notes]
    assert tuple(line.translate(_SEEN) for line in set_lines) == case.wanted
    said = [
        f"{found.code} {found.span.line}:{found.span.column} {found.hint.translate(_SEEN)}"
        for found in polished.findings
        if found.span is not None
    ]
    assert len(said) == len(polished.findings) == len(case.findings), said
    for one, wanted in zip(said, case.findings, strict=True):
        assert one.startswith(wanted)
    again = polish(polished.value, pack, patterns, case.own)
    assert again.value == polished.value


def show_all(blocks: Blocks) -> list[str]:
    return [line for block in blocks for line in show(block)]


def show(block: Block) -> list[str]:
    match block:
        case Paragraph(content):
            return [words(content)]
        case Heading(level, content):
            return ["#" * level + " " + words(content)]
        case Quote(blocks, attribution):
            return ["> " + line for line in (*show_all(blocks), words(attribution)) if line]
        case BulletList(items) | OrderedList(items):
            return ["- " + " / ".join(show_all(item.blocks)) for item in items]
        case Table(_, head, rows):
            return ["| " + " | ".join(words(cell.content) for cell in row) + " |" for row in (head, *rows)]
        case Figure(_, caption):
            return [words(caption)]
        case CodeBlock(text):
            return [f"```{text}```"]
        case Rule():
            return ["---"]
        case DefinitionList(definitions):
            return [
                f"{words(item.term)}: {' / '.join(line for blocks in item.descriptions for line in show_all(blocks))}"
                for item in definitions
            ]


def words(inlines: Inlines) -> str:
    parts = []
    for node in inlines:
        match node:
            case Text(text):
                parts.append(text)
            case Strong(children):
                parts.append(f"**{words(children)}**")
            case Emphasis(children):
                parts.append(f"*{words(children)}*")
            case Strikethrough(children) | Superscript(children) | Subscript(children):
                parts.append(words(children))
            case Code(text):
                parts.append(f"`{text}`")
            case Link(children, target):
                parts.append(f"[{words(children)}]({target})")
            case Image():
                parts.append("![]")
            case SoftBreak():
                parts.append("⏎")
            case LineBreak():
                parts.append("⏎⏎")
            case NoteRef(number):
                parts.append(f"[^{number}]")
    return "".join(parts)
