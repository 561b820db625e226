"""TOML into the model's dataclasses, strictly: every unknown or mistyped key is a finding with its line."""

from __future__ import annotations

import dataclasses
import difflib
import math
import re
import types
import typing
from collections.abc import Mapping
from enum import EnumMeta
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
import tomli

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.rules import finding
from releasefmt.reading.toml import read_toml

T = TypeVar("T")

_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_KIND = {
    "str": "text in quotation marks",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [brackets]",
    "object": "a table",
}


def read_strictly(
    kind: type[T],
    text: str,
    file: str,
    *,
    broken: str,
    unknown: str,
    value: str,
    raw: Mapping[str, object] | None = None,
) -> Outcome[T | None]:
    """``text`` as a ``kind``; the three rule codes name a file that is no TOML, an unknown key, a wrong value.

    ``raw`` is read instead where it holds more than the text says; places are those in the text.
    """
    try:
        raw = read_toml(text) if raw is None else raw
    except tomli.TOMLDecodeError as error:
        return Outcome(None, (_broken(broken, str(error), text, file),))
    findings = [
        finding(
            unknown,
            f"“{'.'.join(path)}” is not a known setting.",
            key_place(text, path),
            hint=_nearest(path[-1], known),
            file=file,
        )
        for path, known in _unknown_keys(kind, raw, ())
    ]
    findings += [
        finding(
            value, f"“{'.'.join(path)}” must be a number that one can write down.", key_place(text, path), file=file
        )
        for path in _no_numbers(raw, ())
    ]
    if findings:
        return Outcome(None, tuple(findings))
    try:
        return Outcome(msgspec.convert(raw, kind, strict=True))
    except msgspec.ValidationError as error:
        return Outcome(None, (_mistyped(value, str(error), text, file, kind),))


def _broken(code: str, message: str, text: str, file: str) -> Finding:
    place = _TOML_PLACE.search(message)
    lines = text.count("\n") + 1
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (lines, 1)
    reason = _TOML_PLACE.sub("", message)
    return finding(
        code,
        f"{file} cannot be read as TOML: {reason[:1].lower()}{reason[1:]}.",
        Span(line, column, line, column),
        hint='Text needs quotation marks, as in name = "Our organisation"; every line holds one setting.',
        file=file,
    )


def _mistyped(code: str, message: str, text: str, file: str, kind: type) -> Finding:
    what, _, where = message.partition(" - at `")
    path = tuple(part for part in re.split(r"[.\[\]`]+", where.removeprefix("key ").lstrip("$")) if part)
    keys = tuple(part for part in path if not part.isdigit() and part != "...")
    said = re.match(r"Expected `([^`]+)`, got `(\w+)`", what)
    hint = ""
    if said:
        wanted = " or ".join(_KIND.get(kind.strip(), kind.strip()) for kind in said[1].split("|"))
        what = f"must be {wanted}, not {_KIND.get(said[2], said[2])}"
    elif wrong := re.match(r"Invalid enum value '(.*)'", what):
        what = f"cannot be “{wrong[1]}”"
        hint = f"Known are {', '.join(_choices(kind, keys))}."
    elif what.startswith("Object missing required field"):
        what = f"lacks the setting {what.rpartition('field ')[2].replace('`', '“', 1).replace('`', '”', 1)}"
    else:
        what = f"is not right: {what[:1].lower()}{what[1:]}"
    return finding(code, f"“{'.'.join(keys) or file}” {what}.", key_place(text, keys), hint=hint, file=file)


def _choices(kind: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The values of the enumeration that stands at ``keys`` of a dataclass; a message leaves out the keys of its dicts."""
    for key in keys:
        kind = _hints(_held(kind))[key]
    held = _held(kind)
    return tuple(map(str, held)) if isinstance(held, EnumMeta) else ()


def _held(kind: Any) -> Any:
    """What a tuple or a dict holds, however deep."""
    kind = _bare(kind)
    while arguments := typing.get_args(kind):
        kind = _bare(arguments[1] if typing.get_origin(kind) is dict else arguments[0])
    return kind


def _unknown_keys(kind: Any, raw: object, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Paths of keys that no field of ``kind`` bears, each with the names that would be known there."""
    kind = _bare(kind)
    if dataclasses.is_dataclass(kind) and isinstance(raw, Mapping):
        hints = _hints(cast(Any, kind))
        known = tuple(field.name for field in dataclasses.fields(kind))
        found = [((*path, key), known) for key in raw if key not in known]
        for key in known:
            if key in raw:
                found += _unknown_keys(hints[key], raw[key], (*path, key))
        return found
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and isinstance(raw, list) and arguments[0] is not str:
        return [entry for item in raw for entry in _unknown_keys(arguments[0], item, path)]
    if typing.get_origin(kind) is dict and isinstance(raw, Mapping):
        allowed = tuple(map(str, arguments[0])) if isinstance(arguments[0], EnumMeta) else ()
        found = [((*path, key), allowed) for key in raw if allowed and key not in allowed]
        return found + [entry for key, item in raw.items() for entry in _unknown_keys(arguments[1], item, (*path, key))]
    return []


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields; a language pack asks for those of the same few again and again."""
    return typing.get_type_hints(kind)


def _no_numbers(raw: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Paths of what TOML calls a number and no page can be measured by: ``inf`` and ``nan``."""
    if isinstance(raw, float) and not math.isfinite(raw):
        return [path]
    if isinstance(raw, Mapping):
        return [entry for key, item in raw.items() for entry in _no_numbers(item, (*path, key))]
    if isinstance(raw, list):
        # The words of a language pack are by far the most that is looked through at each start.
        return [entry for item in raw if not isinstance(item, str) for entry in _no_numbers(item, path)]
    return []


def _bare(kind: Any) -> Any:
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return next((part for part in typing.get_args(kind) if part is not type(None)), kind)
    return kind


def _nearest(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(sorted(known))}."


def key_place(text: str, path: tuple[str, ...]) -> Span | None:
    """Where the key at ``path`` is set, by reading table heads and keys line by line; tomli keeps no positions."""
    if not path:
        return None
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _TABLE.match(line):
            table = tuple(part.strip().strip("\"'") for part in head[1].split("."))
            if table == path:
                column = line.index("[") + 1
                return Span(number, column, number, len(line) + 1)
        for match in re.finditer(r"([A-Za-z0-9_.-]+|\"[^\"]*\")\s*=", line.split("#")[0]):
            dotted = tuple(part.strip("\"'") for part in match[1].split("."))
            inline_parent = path[:-1][: len(table)] == table and path[-1:] == dotted[-1:]
            if (*table, *dotted) == path or (inline_parent and _within(line, path, table)):
                return Span(number, match.start() + 1, number, match.end(1) + 1)
    return key_place(text, path[:-1])


def _within(line: str, path: tuple[str, ...], table: tuple[str, ...]) -> bool:
    """Whether the keys between the table and the last one stand on the line too, as in ``a = { b = 1 }``."""
    return len(path) > len(table) + 1 and all(
        re.search(rf"\b{re.escape(key)}\b", line) for key in path[len(table) : -1]
    )
