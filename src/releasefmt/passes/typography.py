"""The polish stage: a release set as a professional would set it, without changing a letter or a digit.

Quotation marks, dashes, unbreakable blanks and soft hyphens are set here for every output at once; what only the author
can put right becomes a finding. Code and addresses are left as they are. Polishing twice is polishing once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Found,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    OrderedList,
    Paragraph,
    Quote,
    Release,
    Rule,
    Section,
    SoftBreak,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.hyphenation import Patterns
from releasefmt.model.language import Language, Typography
from releasefmt.passes.advice import Advice, advice_for, advise
from releasefmt.passes.dashes import set_dashes
from releasefmt.passes.hyphenation import Hyphenator, hyphenator
from releasefmt.passes.quotes import quote_findings, set_quotes
from releasefmt.passes.run import Run
from releasefmt.passes.spaces import SpaceRules, set_spaces, space_rules

# A rule may make way for another, as a dash for a quotation mark behind it; no draft was found that needs a third round.
_ROUNDS = 8


# The language pack of a BCP 47 tag with its hyphenation patterns; None for a language that has no pack.
PackOf: TypeAlias = Callable[[str], tuple[Language, Patterns | None] | None]


def polish(
    release: Release,
    pack: Language,
    patterns: Patterns | None = None,
    words: Sequence[str] = (),
    others: PackOf | None = None,
) -> Outcome[Release]:
    """The release in the typography of its language, with findings of the codes RF2xx.

    Passages in another language (``Foreign``) are set by the pack that ``others`` gives for them, or left as they are.

    ``pack`` is the language pack of the release; in a language of another pack nothing is changed. Without ``patterns``
    (those that ``pack.typography.hyphenation`` names) no word is hyphenated. ``words`` are the organisation's own with
    their breaks, as in ``Migra-tions-ge-sell-schaft``.
    """
    tag = release.language.value
    same = tag.partition("-")[0].lower() == pack.tag.partition("-")[0].lower()
    polisher = _Polisher(_rules(tag, pack, patterns, words) if same else None, others, words)
    return Outcome(polisher.release(release), tuple(dict.fromkeys(polisher.findings)))


@dataclass(frozen=True, slots=True)
class _Rules:
    """How runs in one language and region are set; a run in another language would be set by that one's."""

    typography: Typography
    spaces: SpaceRules
    advice: Advice
    hyphenator: Hyphenator | None


def _rules(tag: str, pack: Language, patterns: Patterns | None, words: Sequence[str]) -> _Rules:
    breaks = hyphenator(patterns, tuple(words), tuple(pack.typography.inner_capitals)) if patterns else None
    return _Rules(pack.typography, space_rules(pack, tag), advice_for(pack, tag), breaks)


class _Polisher:
    """Walks a release; hyphenated is running text, not heads, labels, contacts, tables and links to follow."""

    def __init__(self, rules: _Rules | None, others: PackOf | None, words: Sequence[str]) -> None:
        self.findings: list[Finding] = []
        self._rules = rules
        self._others = others
        self._words = words
        self._foreign: dict[str, _Polisher] = {}

    def release(self, release: Release) -> Release:
        return replace(
            release,
            kicker=self._head(release.kicker),
            headline=self._head(release.headline),
            subheadline=self._head(release.subheadline),
            preamble=self._blocks(release.preamble, soft=True),
            lead=replace(release.lead, value=self._blocks(release.lead.value, soft=True)) if release.lead else None,
            body=self._blocks(release.body, soft=True),
            crossheads=self._copies(release.crossheads),
            attributions=self._copies(release.attributions),
            boilerplate=self._sections(release.boilerplate, soft=True),
            contacts=self._sections(release.contacts, soft=False),
            material=self._sections(release.material, soft=False),
            notes_to_editors=self._sections(release.notes_to_editors, soft=True),
            notes=tuple(
                Footnote(note.number, self._blocks(note.blocks, soft=True), note.span) for note in release.notes
            ),
        )

    def _head(self, part: Found[Inlines] | None) -> Found[Inlines] | None:
        return replace(part, value=self._inlines(part.value, soft=False)) if part else None

    def _copies(self, parts: tuple[Found[Inlines], ...]) -> tuple[Found[Inlines], ...]:
        """Parts that stand in the body as well: set alike, but spoken of only once."""
        said = len(self.findings)
        set_parts = tuple(replace(part, value=self._inlines(part.value, soft=False)) for part in parts)
        del self.findings[said:]
        return set_parts

    def _sections(self, parts: tuple[Found[Section], ...], *, soft: bool) -> tuple[Found[Section], ...]:
        return tuple(
            replace(
                part,
                value=Section(
                    self._inlines(part.value.heading, soft=False), self._blocks(part.value.blocks, soft=soft)
                ),
            )
            for part in parts
        )

    def _blocks(self, blocks: Blocks, *, soft: bool) -> Blocks:
        return tuple(self._block(block, soft=soft) for block in blocks)

    def _block(self, block: Block, *, soft: bool) -> Block:
        match block:
            case Paragraph(content):
                return replace(block, content=self._inlines(content, soft=soft))
            case Heading(_, content):
                return replace(block, content=self._inlines(content, soft=False))
            case Quote(blocks, attribution):
                quoted = self._blocks(blocks, soft=soft)
                return replace(block, blocks=quoted, attribution=self._inlines(attribution, soft=False))
            case BulletList(items) | OrderedList(items):
                return replace(block, items=tuple(self._item(item, soft=soft) for item in items))
            case Table(_, head, rows):
                return replace(block, head=self._cells(head), rows=tuple(map(self._cells, rows)))
            case Figure(_, caption):
                return replace(block, caption=self._inlines(caption, soft=soft))
            case DefinitionList(items):
                return replace(block, items=tuple(self._definition(item, soft=soft) for item in items))
            case CodeBlock() | Rule():
                return block
            case _:
                assert_never(block)

    def _item(self, item: ListItem, *, soft: bool) -> ListItem:
        return replace(item, blocks=self._blocks(item.blocks, soft=soft))

    def _cells(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(cell, content=self._inlines(cell.content, soft=False)) for cell in cells)

    def _definition(self, item: Definition, *, soft: bool) -> Definition:
        return replace(
            item,
            term=self._inlines(item.term, soft=False),
            descriptions=tuple(self._blocks(blocks, soft=soft) for blocks in item.descriptions),
        )

    def _inlines(self, inlines: Inlines, *, soft: bool) -> Inlines:
        if not inlines:
            return inlines
        if self._rules is not None:
            typed = run = Run(inlines)
            self.findings += _findings(run, self._rules)
            run = _set(run, self._rules, soft=soft)
            inlines = inlines if run is typed else run.inlines
        return tuple(self._passage(node, soft=soft) for node in inlines)

    def _passage(self, node: Inline, *, soft: bool) -> Inline:
        """A node with what it holds in other languages set by theirs."""
        match node:
            case Foreign(children, language):
                return replace(node, children=self._speaking(language)._inlines(children, soft=soft))  # noqa: SLF001 - a polisher like this one
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Link():
                return replace(node, children=tuple(self._passage(child, soft=soft) for child in node.children))
            case Text() | Code() | Image() | SoftBreak() | LineBreak() | NoteRef():
                return node
            case _:
                assert_never(node)

    def _speaking(self, tag: str) -> _Polisher:
        """The polisher of another language; its findings are this one's."""
        if tag not in self._foreign:
            known = self._others(tag) if self._others else None
            rules = _rules(tag, *known, self._words) if known else None
            other = _Polisher(rules, self._others, self._words)
            other.findings = self.findings
            self._foreign[tag] = other
        return self._foreign[tag]


def _findings(run: Run, rules: _Rules) -> Iterator[Finding]:
    """What only the author can put right in a run as it was typed."""
    yield from quote_findings(run, rules.typography)
    yield from advise(run, rules.advice)


def _set(run: Run, rules: _Rules, *, soft: bool) -> Run:
    """A run by the rules of its language; with ``soft`` its words may be broken."""
    for _ in range(_ROUNDS):
        before = run
        run = set_quotes(run, rules.typography)
        run = set_dashes(run, rules.typography)
        run = set_spaces(run, rules.spaces)
        if run is before:
            break
    return rules.hyphenator.soften(run) if soft and rules.hyphenator is not None else run
