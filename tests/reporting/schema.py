"""As much of JSON Schema (2020-12) as docs/report.schema.json uses; any other keyword is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_KNOWN = {"$ref", "type", "enum", "pattern", "minimum", "items", "properties", "required", "additionalProperties"}
_SAID = {"$schema", "$defs", "title", "description"}


def violations(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> Iterator[str]:
    """What in ``value`` the schema does not allow, with its place."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    assert schema.keys() <= _SAID | _KNOWN
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is none of {schema['enum']}"
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if names and (
        isinstance(value, bool) or not isinstance(value, tuple(kind for name in names for kind in _TYPES[name]))
    ):
        yield f"{where} is no {wanted}"
    match value:
        case str() if not re.search(schema.get("pattern", ""), value):
            yield f"{where} does not match {schema['pattern']}"
        case int() | float() if value < schema.get("minimum", value):
            yield f"{where} is less than {schema['minimum']}"
        case list():
            for index, entry in enumerate(value):
                yield from violations(entry, schema["items"], root, f"{where}[{index}]")
        case dict():
            properties = schema["properties"]
            assert schema["additionalProperties"] is False
            yield from (f"{where} lacks {name}" for name in schema["required"] if name not in value)
            yield from (f"{where} has {name}" for name in value if name not in properties)
            for name in properties.keys() & value.keys():
                yield from violations(value[name], properties[name], root, f"{where}.{name}")
        case _:
            pass
