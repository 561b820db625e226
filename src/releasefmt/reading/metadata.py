"""Metadata above the text, in the spellings that drafts have: YAML, TOML, ``Title:`` lines, ``.. key:`` lines (R1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import tomli
import yaml

from releasefmt.model.content import Span, Text
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.limits import DEFAULT, RAISE, Limits
from releasefmt.model.places import cut, joined, placed, stripped, together
from releasefmt.model.rules import finding
from releasefmt.reading.brackets import too_deep
from releasefmt.reading.keys import CARRIERS, canonical, is_foreign, is_personal, names_an_embargo, squeezed
from releasefmt.reading.scalars import Passage
from releasefmt.reading.source import Source, read_entity
from releasefmt.reading.toml import read_toml

# A block without a fence begins with a key that only metadata has.
_OPENERS = frozenset(["title", "date", "language", "author", "keywords", "category"])

_FIELD = re.compile(r"(?P<key>[^\W\d][\w -]{0,24}?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*$")
_JSON_FIELD = re.compile(r'[ \t]*"(?P<key>[^"\\]{1,25})"[ \t]*:(?:[ \t]*(?P<value>\S.*?))?,?[ \t]*$')
_NIKOLA = re.compile(r"\.\. (?P<key>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One metadata value as text, or a list as several texts; never converted by YAML behind the author's back.

    ``key`` is where its key stands.
    """

    texts: tuple[Text, ...]
    key: Span

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(text.text for text in self.texts)

    @property
    def words(self) -> Text:
        """All its values, parted by commas."""
        return joined(tuple(piece for text in self.texts if text.text.strip() for piece in (Text(", "), text))[1:])

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def span(self) -> Span:
        """Where the value stands, or the key of one without any."""
        return self.words.span or self.key


@dataclass(frozen=True, slots=True)
class Metadata:
    """Known entries by their canonical key, and the draft's text with the metadata blanked, lines kept."""

    body: str
    entries: dict[str, Entry] = field(default_factory=dict)
    others: tuple[Entry, ...] = ()

    def get(self, key: str) -> Entry | None:
        """The entry of a canonical key that has a value."""
        entry = self.entries.get(key)
        return entry if entry is not None and entry.text.strip() else None


def read_metadata(source: Source, limits: Limits = DEFAULT) -> Outcome[Metadata]:
    """Take the metadata off the top of a draft; what cannot be read stays readable and is named in a finding."""
    lines = source.text.split("\n")
    start = _first_line(lines)
    if problem := _too_large(source, lines, start, limits):
        return Outcome(Metadata(source.text), (problem,))
    for reader in (_fenced_yaml, _fenced_toml, _json, _nikola, _percent, _unfenced):
        block = reader(source, lines, start)
        if block is not None:
            break
    else:
        return Outcome(Metadata(source.text))
    findings = list(block.findings)
    fields = [_printable(field_, findings) for field_ in block.fields]
    entries: dict[str, Entry] = {}
    others: list[Entry] = []
    for field_ in fields:
        name = canonical(field_.key)
        before = entries.get(name) if name else None
        if field_.leaves_out and name in _PRINTED:
            findings.append(_left_out(field_, name))
        if name is None:
            others.append(Entry(field_.texts, field_.place))
            if names_an_embargo(field_.key):
                message = f"The metadata key “{field_.key}” names an embargo, but is not known; none was understood."
                hint = "Write it as in: embargo: 2025-04-24 10:00."
                findings.append(finding("RF116", message, field_.place, hint=hint))
            elif not field_.nested and not is_foreign(field_.key):
                message = f"The metadata key “{field_.key}” is not known; its value is not printed."
                findings.append(finding("RF011", message, field_.place))
        elif before is None or not before.texts:
            entries[name] = Entry(field_.texts, field_.place)
        elif name not in _MANY and not field_.nested and _differ(before.texts, field_.texts):
            message = f"The metadata gives “{name}” twice; the first value counts."
            findings.append(finding("RF108", message, field_.place))
    blanked = ["" if block.first <= number <= block.last else line for number, line in enumerate(lines, 1)]
    return Outcome(Metadata("\n".join(blanked), entries, tuple(others)), tuple(findings))


# Generators give these again under other names, for their own purposes.
_MANY = frozenset(["kind", "category", "keywords", "description"])


# What stands on the page; of the others nobody misses what a website keeps beside the name of an author or a keyword.
_PRINTED = frozenset(
    ["title", "subtitle", "kicker", "label", "number", "date", "place", "embargo", "contact", "boilerplate"]
)


def _left_out(found: _Field, name: str) -> Finding:
    """What is wrong with a value that is no text. An embargo that is passed over is worse than no release."""
    if name == "embargo":
        message = f"The metadata key “{found.key}” holds keys of its own, in which no date and time can be read."
        return finding("RF105", message, found.place, hint="Write it on one line, as in: embargo: 2025-04-24 10:00.")
    message = f"The metadata key “{found.key}” holds keys of its own, which are not printed."
    return finding("RF012", message, found.place, hint="Write the words themselves behind the key.")


def _differ(first: tuple[Text, ...], second: tuple[Text, ...]) -> bool:
    return bool(second) and [text.text.strip() for text in first] != [text.text.strip() for text in second]


@dataclass(frozen=True, slots=True)
class _Field:
    """A key, its values, the key's place; ``nested`` in a table of the generator's.

    ``leaves_out`` where the value holds keys of its own that nobody reads.
    """

    key: str
    texts: tuple[Text, ...]
    place: Span
    nested: bool = False
    leaves_out: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines ``first`` to ``last`` (from 1, inclusive) with their fields: key, values, the key's place."""

    first: int
    last: int
    fields: tuple[_Field, ...]
    findings: tuple[Finding, ...] = ()


def _printable(found: _Field, findings: list[Finding]) -> _Field:
    """A field without what an escape of YAML or TOML may bring in after the draft was looked through (rule R0)."""
    texts = []
    for text in found.texts:
        shown = read_entity(text.text, text.span, findings)
        texts.append(text if shown == text.text else together(shown, text.span))
    return replace(found, texts=tuple(texts))


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


_FENCES = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}


def _too_large(source: Source, lines: list[str], start: int, limits: Limits) -> Finding | None:
    """What is wrong with a fenced block that no reader of YAML or TOML should be given."""
    opening = lines[start].rstrip() if start < len(lines) else ""
    end = _fence(lines, start, opening, _FENCES[opening]) if opening in _FENCES else None
    if end is None or sum(len(line.encode()) + 1 for line in lines[start:end]) <= limits.metadata_bytes:
        return None
    message = f"The metadata between the first two lines of “{opening}” are larger than {limits.metadata_kb} KB."
    hint = f"Move the text below the second line, or write *** for a rule. {RAISE}"
    return finding("RF013", message, source.span(start + 1, 1, start + 1, len(opening) + 1), hint=hint)


def _compose(text: str) -> yaml.Node | None:
    """YAML without anchors, aliases and tags, which are a YAMLError here.

    A few aliases can stand for more than any machine holds; and what an author types with such a sign is meant as text.
    """
    if (deep := too_deep(text, "[]{}", _MOST_BRACKETS)) is not None:
        problem = f"brackets are nested more than {_MOST_BRACKETS} deep"
        raise yaml.MarkedYAMLError(None, None, problem, yaml.Mark("", deep, 0, 0, None, 0))
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            problem = "a value begins with &, * or !"
            raise yaml.MarkedYAMLError(None, None, problem, event.start_mark)  # type: ignore[arg-type]
    return yaml.compose(text, Loader=yaml.BaseLoader)


_MOST_BRACKETS = 50  # open at once; no metadata have so many, and PyYAML's time grows with their square


def _fenced_yaml(source: Source, lines: list[str], start: int) -> _Block | None:
    end = _fence(lines, start, "---", _FENCES["---"])
    if end is None:
        return None
    return _yaml(source, lines, range(start + 1, end), range(start, end + 1))


def _json(source: Source, lines: list[str], start: int) -> _Block | None:
    """A JSON object as Hugo takes it, its braces on lines of their own; JSON is YAML."""
    end = _fence(lines, start, "{", _FENCES["{"])
    whole = None if end is None else range(start, end + 1)
    return None if whole is None else _yaml(source, lines, whole, whole, _JSON_FIELD)


def _yaml(
    source: Source, lines: list[str], inner: range, whole: range, field: re.Pattern[str] = _FIELD
) -> _Block | None:
    """The fields of the lines ``inner`` of a block that reaches over the lines ``whole``; of a broken one, each ``field``."""
    passage = Passage(source, "\n".join(lines[inner.start : inner.stop]), inner.start + 1)
    try:
        node = _compose(passage.text)
    except (yaml.YAMLError, RecursionError) as error:  # thousands of nested brackets exhaust PyYAML's stack
        mark = getattr(error, "problem_mark", None)
        at = min(mark.index, len(passage.text)) if mark else 0
        problem = getattr(error, "problem", None) or "it is not valid YAML"
        broken = finding(
            "RF010",
            f"The metadata block is not valid YAML here ({problem}); what could be read was read.",
            passage.span(at, at + (passage.text[at : at + 1] not in ("", "\n"))),
            hint="A value that holds a colon or begins with a sign needs quotation marks.",
        )
        readable = [index for index in inner if lines[index].strip() not in ("{", "}")]
        fields = tuple(_plain_fields(source, lines, readable, field))
        return _Block(whole.start + 1, whole.stop, fields, (broken,)) if fields else None
    if node is not None and not isinstance(node, yaml.MappingNode):
        return None
    return _Block(whole.start + 1, whole.stop, tuple(_yaml_fields(passage, node)) if node is not None else ())


def _yaml_fields(passage: Passage, node: yaml.MappingNode, *, nested: bool = False) -> Iterator[_Field]:
    """The fields of a mapping, and of the tables in it that generators keep an author's keys in."""
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        place = passage.span(key.start_mark.index, key.end_mark.index)
        name = canonical(key.value)
        texts = tuple(_yaml_values(passage, value, name))
        yield _Field(key.value, texts, place, nested, _leaves_out(value, name))
        if isinstance(value, yaml.MappingNode) and not nested and squeezed(key.value) in CARRIERS:
            yield from _yaml_fields(passage, value, nested=True)


def _yaml_values(passage: Passage, node: yaml.Node, name: str | None) -> Iterator[Text]:
    """A scalar or the scalars of a sequence as texts, or of a table inside one of our keys: the name of an author, all of a contact.

    Deeper structures belong to websites and are left out.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.style or node.value not in ("", "~", "null"):
            yield passage.value(node.value, node.start_mark.index, node.end_mark.index)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _yaml_values(passage, item, name)
    elif isinstance(node, yaml.MappingNode) and name in ("author", "contact"):
        for key, value in node.value:
            wanted = name == "contact" or (isinstance(key, yaml.ScalarNode) and is_personal(key.value))
            if wanted and isinstance(value, yaml.ScalarNode | yaml.SequenceNode):
                yield from _yaml_values(passage, value, name)


def _leaves_out(node: yaml.Node, name: str | None) -> bool:
    """Whether there are keys of which `_yaml_values` gives no value."""
    if isinstance(node, yaml.SequenceNode):
        return any(_leaves_out(item, name) for item in node.value)
    if isinstance(node, yaml.MappingNode):
        inner = [value for _, value in node.value]
        return name != "contact" or any(
            isinstance(value, yaml.MappingNode) or _leaves_out(value, name) for value in inner
        )
    return False


def _fenced_toml(source: Source, lines: list[str], start: int) -> _Block | None:
    end = _fence(lines, start, "+++", _FENCES["+++"])
    if end is None:
        return None
    fields: list[_Field] = []
    findings: tuple[Finding, ...] = ()
    passage = Passage(source, "\n".join(lines[start + 1 : end]), start + 2)
    try:
        table = read_toml(passage.text)
    except tomli.TOMLDecodeError as error:
        table = {}
        number, column = start + 2, 1
        if place := re.search(r"at line (\d+), column (\d+)", str(error)):
            number, column = start + 1 + int(place[1]), int(place[2])
        message = "The metadata block is not valid TOML here; what could be read was read."
        span = source.span(number, column, number, column)
        findings = (finding("RF010", message, span, hint="Text needs quotation marks."),)
    at = 0
    inside: dict[str, object] = table
    nested = False
    for line in passage.text.split("\n"):
        if header := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(?:#.*)?$", line):
            nested = True
            carried = table.get(header[1]) if squeezed(header[1]) in CARRIERS else None
            inside = carried if isinstance(carried, dict) else {}
            key = passage.span(at + header.start(1), at + header.end(1))
            fields.append(_Field(header[1].split(".")[0], (), key, nested, leaves_out=True))
        elif match := re.match(r"\s*([\w-]+)\s*=\s*(.*?)\s*$", line):
            value = inside.get(match[1], match[2].strip("\"'") if findings else None)
            items = value if isinstance(value, list) else [] if value is None else [value]
            plain = tuple(str(item) for item in items if not isinstance(item, dict))
            texts = tuple(_toml_values(passage, plain, at + match.start(2)))
            key = passage.span(at + match.start(1), at + match.end(1))
            fields.append(_Field(match[1], texts, key, nested, len(plain) < len(items)))
        at += len(line) + 1
    return _Block(start + 1, end + 1, tuple(fields), findings)


def _toml_values(passage: Passage, values: tuple[str, ...], start: int) -> Iterator[Text]:
    """The values of one key, the first of which begins at ``start`` or after the bracket there."""
    for value in values:
        written = _TOML_VALUE.search(passage.text, start)
        begin, start = written.span() if written else (start, start)
        yield passage.value(value, begin, start)


_TOML_VALUE = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s,\[\]#"'][^,\[\]#\n]*(?<!\s)""",
    re.DOTALL,
)


def _nikola(source: Source, lines: list[str], start: int) -> _Block | None:
    end = start
    while end < len(lines) and _NIKOLA.match(lines[end]):
        end += 1
    fields = tuple(_plain_fields(source, lines, range(start, end), _NIKOLA))
    return _Block(start + 1, end, fields) if end > start else None


def _percent(source: Source, lines: list[str], start: int) -> _Block | None:
    """pandoc's title block: up to three lines that begin with a per cent sign, for title, authors and date."""
    end = start
    fields: list[_Field] = []
    for key in ("title", "author", "date"):
        if end >= len(lines) or not re.match(r"%(?:\s|$)", lines[end]):
            break
        words = stripped(cut(placed(lines[end], source.stretches(end + 1, 1, len(lines[end]))), 1, len(lines[end])))
        fields.append(_Field(key, (words,) if words.text else (), source.span(end + 1, 1, end + 1, 2)))
        end += 1
    return _Block(start + 1, end, tuple(fields)) if fields else None


def _unfenced(source: Source, lines: list[str], start: int) -> _Block | None:
    """``Title: …`` lines up to the first empty line, if the first key is one that only metadata has."""
    end = start
    while end < len(lines) and (
        _FIELD.match(lines[end]) or (end > start and lines[end].startswith("  ") and lines[end].strip())
    ):
        end += 1
    if end == start or (end < len(lines) and lines[end].strip()):
        return None
    fields = tuple(_plain_fields(source, lines, range(start, end), _FIELD))
    return _Block(start + 1, end, fields) if _opens(fields[0].key) else None


def _opens(key: str) -> bool:
    return canonical(key) in _OPENERS or squeezed(key) in ("slug", "layout")


def _plain_fields(source: Source, lines: list[str], indices: Iterable[int], pattern: re.Pattern[str]) -> list[_Field]:
    """``key: value`` lines as fields; an indented line or a list item goes on with the field before it."""
    found: list[_Field] = []
    for index in indices:
        line = lines[index]
        words = placed(line, source.stretches(index + 1, 1, len(line)))
        match = pattern.match(line)
        if match:
            value = stripped(stripped(cut(words, *match.span("value"))), "\"'") if match["value"] else Text("")
            place = source.span(index + 1, match.start("key") + 1, index + 1, match.end("key") + 1)
            found.append(_Field(match["key"], (value,) if value.text else (), place))
        elif found and line.strip():
            more = stripped(words)
            more = cut(more, len(more.text) - len(more.text.lstrip("- ")), len(more.text))
            found[-1] = replace(found[-1], texts=(*found[-1].texts, stripped(more, "\"'")))
    return found
