"""TOML from anybody: tomli, with what makes it run for minutes or fall over said as a TOMLDecodeError."""

from __future__ import annotations

import re
from typing import Any

import tomli

MOST_PARTS = 32  # of a dotted key; each is a table in a table, and thousands of them take minutes and gigabytes
_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_LONG_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MOST_PARTS}}}", re.MULTILINE)


def read_toml(text: str) -> dict[str, Any]:
    """The table; TOMLDecodeError where there is none, with the place as tomli gives it."""
    if found := _LONG_KEY.search(text):
        raise tomli.TOMLDecodeError(f"A key has more than {MOST_PARTS} parts", text, found.start())
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomli.TOMLDecodeError("Brackets are nested too deeply", text, len(text)) from error
    except ValueError as error:  # a whole number of more digits than Python reads
        raise tomli.TOMLDecodeError("A number has too many digits", text, len(text)) from error
