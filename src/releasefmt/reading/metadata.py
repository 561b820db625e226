"""Metadata above the text, in the spellings that drafts have: YAML, TOML, ``Title:`` lines, ``.. key:`` lines (R1)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

import yaml

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.rules import finding
from releasefmt.reading.source import Source

_NAMES = {
    "title": ("title", "titel", "titre", "titolo", "título", "headline", "überschrift", "schlagzeile"),
    "subtitle": ("subtitle", "subheadline", "subheading", "untertitel", "unterzeile", "subline"),
    "kicker": ("kicker", "dachzeile", "overline"),
    "label": ("label", "textsorte"),
    "number": ("number", "nummer", "nr"),
    "date": ("date", "datum", "issued", "data", "fecha", "publish_date", "publishdate"),
    "place": ("place", "ort", "city", "stadt", "lieu", "luogo", "lugar", "plaats"),
    "embargo": ("embargo", "sperrfrist", "sperrvermerk", "embargo_until", "release"),
    "language": ("lang", "language", "sprache", "locale", "langue", "lingua", "idioma", "taal"),
    "author": ("author", "authors", "autor", "autorin", "autoren", "verfasser"),
    "contact": ("contact", "contacts", "kontakt", "pressekontakt", "press_contact", "contatto", "contacto"),
    "boilerplate": ("boilerplate", "abbinder"),
    "keywords": ("keywords", "keyword", "tags", "tag", "schlagwörter", "schlagworte", "stichwörter"),
    "category": ("category", "categories", "kategorie", "kategorien"),
    "description": ("description", "excerpt", "summary", "beschreibung", "zusammenfassung", "teaser"),
}
KEYS = {spelling: key for key, spellings in _NAMES.items() for spelling in spellings}

# Keys of site generators and converters: they steer a website or a typesetter, not a release.
_OF_OTHERS = frozenset(
    [
        "layout",
        "type",
        "slug",
        "url",
        "link",
        "permalink",
        "aliases",
        "image",
        "images",
        "img",
        "icon",
        "hero",
        "card",
        "featured",
        "published",
        "draft",
        "comments",
        "weight",
        "toc",
        "template",
        "cover",
        "thumbnail",
        "previewimage",
        "preview",
        "twitter-card",
        "publisher",
        "menu",
        "sitemap",
        "series",
        "math",
        "permalink",
        "documentclass",
        "papersize",
        "geometry",
        "colorlinks",
        "fontsize",
        "mainfont",
        "output",
        "lastmod",
        "modified",
        "updated",
        "robots",
        "header",
        "footer",
        "redirect_from",
        "id",
        "uid",
        "theme",
        "license",
    ]
)
_OPENERS = frozenset(
    spelling for key in ("title", "date", "language", "author", "keywords", "category") for spelling in _NAMES[key]
) | {"slug", "layout"}

_FIELD = re.compile(r"(?P<key>[^\W\d][\w -]{0,24}?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*$")
_NIKOLA = re.compile(r"\.\. (?P<key>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One metadata value as text, or a list as several texts; never converted by YAML behind the author's back."""

    values: tuple[str, ...]
    span: Span

    @property
    def text(self) -> str:
        return ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Known entries by their canonical key, and the draft's text with the metadata blanked, lines kept."""

    body: str
    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> Entry | None:
        """The entry of a canonical key that has a value."""
        entry = self.entries.get(key)
        return entry if entry is not None and entry.text.strip() else None


def read_metadata(source: Source) -> Outcome[Metadata]:
    """Take the metadata off the top of a draft; what cannot be read stays readable and is named in a finding."""
    lines = source.text.split("\n")
    start = _first_line(lines)
    for reader in (_fenced_yaml, _fenced_toml, _nikola, _unfenced):
        block = reader(lines, start)
        if block is not None:
            break
    else:
        return Outcome(Metadata(source.text))
    findings = list(block.findings)
    entries: dict[str, Entry] = {}
    for key, values, line, column, end in block.fields:
        place = source.span(line, column, line, end)
        name = key.strip().lower()
        canonical = KEYS.get(name)
        if canonical is None:
            if name not in _OF_OTHERS:
                message = f"The metadata key “{key}” is not known; its value is not printed."
                findings.append(finding("RF011", message, place))
        elif canonical in entries and entries[canonical].values:
            message = f"The metadata gives “{canonical}” twice; the first value counts."
            findings.append(finding("RF108", message, place))
        else:
            entries[canonical] = Entry(values, place)
    blanked = ["" if block.first <= number <= block.last else line for number, line in enumerate(lines, 1)]
    return Outcome(Metadata("\n".join(blanked), entries), tuple(findings))


_Field = tuple[str, tuple[str, ...], int, int, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines ``first`` to ``last`` (from 1, inclusive) with their fields: key, values, line, column, end column."""

    first: int
    last: int
    fields: tuple[_Field, ...]
    findings: tuple[Finding, ...] = ()


def _first_line(lines: list[str]) -> int:
    """Index of the first line that is neither empty nor part of an HTML comment."""
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line.startswith("<!--"):
            while index < len(lines) and "--" + ">" not in lines[index]:
                index += 1
        elif line:
            return index
        index += 1
    return len(lines)


def _fence(lines: list[str], start: int, opening: str, closings: tuple[str, ...]) -> int | None:
    """Index of the line that closes a fenced block which begins at ``start``."""
    if start >= len(lines) or lines[start].rstrip() != opening:
        return None
    return next((index for index in range(start + 1, len(lines)) if lines[index].rstrip() in closings), None)


def _fenced_yaml(lines: list[str], start: int) -> _Block | None:
    end = _fence(lines, start, "---", ("---", "..."))
    if end is None:
        return None
    inside = lines[start + 1 : end]
    try:
        node = yaml.compose("\n".join(inside), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:  # thousands of nested brackets exhaust PyYAML's stack
        mark = getattr(error, "problem_mark", None)
        line = start + 2 + (mark.line if mark else 0)
        column = 1 + (mark.column if mark else 0)
        problem = getattr(error, "problem", None) or "it is not valid YAML"
        broken = finding(
            "RF010",
            f"The metadata block is not valid YAML here ({problem}); what could be read was read.",
            Span(line, column, line, column + 1),
            hint="A value that holds a colon or begins with a sign needs quotation marks.",
        )
        fields = tuple(_plain_fields(lines, range(start + 1, end), _FIELD))
        return _Block(start + 1, end + 1, fields, (broken,)) if fields else None
    if node is not None and not isinstance(node, yaml.MappingNode):
        return None
    found: list[_Field] = []
    for key, value in node.value if node is not None else ():
        if isinstance(key, yaml.ScalarNode):
            line, column = start + 2 + key.start_mark.line, key.start_mark.column + 1
            found.append((key.value, _yaml_values(value), line, column, column + len(key.value)))
    return _Block(start + 1, end + 1, tuple(found))


def _yaml_values(node: yaml.Node) -> tuple[str, ...]:
    """A scalar or the scalars of a sequence as texts; deeper structures belong to websites and are left out."""
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in ("", "~", "null")
        return () if empty else (node.value,)
    if isinstance(node, yaml.SequenceNode):
        return tuple(text for item in node.value for text in _yaml_values(item))
    return ()


def _fenced_toml(lines: list[str], start: int) -> _Block | None:
    end = _fence(lines, start, "+++", ("+++",))
    if end is None:
        return None
    fields: list[_Field] = []
    findings: tuple[Finding, ...] = ()
    try:
        table = tomllib.loads("\n".join(lines[start + 1 : end]))
    except tomllib.TOMLDecodeError as error:
        table = {}
        span = Span(start + 2, 1, start + 2, 1)
        if place := re.search(r"at line (\d+), column (\d+)", str(error)):
            line = start + 1 + int(place[1])
            span = Span(line, int(place[2]), line, int(place[2]))
        message = "The metadata block is not valid TOML here; what could be read was read."
        findings = (finding("RF010", message, span, hint="Text needs quotation marks."),)
    for index in range(start + 1, end):
        match = re.match(r"\s*([\w-]+)\s*=\s*(.*?)\s*$", lines[index])
        if match is None:
            continue
        value = table.get(match[1], match[2].strip("\"'") if findings else None)
        texts = tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value is not None else ()
        fields.append((match[1], texts, index + 1, match.start(1) + 1, match.end(1) + 1))
    return _Block(start + 1, end + 1, tuple(fields), findings)


def _nikola(lines: list[str], start: int) -> _Block | None:
    end = start
    while end < len(lines) and _NIKOLA.match(lines[end]):
        end += 1
    return _Block(start + 1, end, tuple(_plain_fields(lines, range(start, end), _NIKOLA))) if end > start else None


def _unfenced(lines: list[str], start: int) -> _Block | None:
    """``Title: …`` lines up to the first empty line, if the first key is one that only metadata has."""
    end = start
    while end < len(lines) and (
        _FIELD.match(lines[end]) or (end > start and lines[end].startswith("  ") and lines[end].strip())
    ):
        end += 1
    if end == start or (end < len(lines) and lines[end].strip()):
        return None
    fields = tuple(_plain_fields(lines, range(start, end), _FIELD))
    return _Block(start + 1, end, fields) if fields[0][0].lower() in _OPENERS else None


def _plain_fields(lines: list[str], indices: range, pattern: re.Pattern[str]) -> list[_Field]:
    """``key: value`` lines as fields; an indented line or a list item goes on with the field before it."""
    found: list[_Field] = []
    for index in indices:
        line = lines[index]
        match = pattern.match(line)
        if match:
            value = (match["value"] or "").strip().strip("\"'")
            column = match.start("key") + 1
            found.append((match["key"], (value,) if value else (), index + 1, column, match.end("key") + 1))
        elif found and line.strip():
            key, values, number, column, end = found[-1]
            found[-1] = (key, (*values, line.strip().lstrip("- ").strip("\"'")), number, column, end)
    return found
