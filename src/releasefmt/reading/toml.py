"""TOML from anybody: tomli, with what makes it run for minutes or fall over said as a TOMLDecodeError."""

from __future__ import annotations

import re
from typing import Any

import tomli

MOST_PARTS = 32  # of a dotted key; each is a table in a table, and thousands of them take minutes and gigabytes
_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_LONG_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MOST_PARTS}}}", re.MULTILINE)
_PLACE = " (at line {}, column {})"


def read_toml(text: str) -> dict[str, Any]:
    """The table; TOMLDecodeError where there is none, with a place as tomli gives it wherever there is one."""
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        place = _PLACE.format(line, found.start() - text.rfind("\n", 0, found.start()))
        raise tomli.TOMLDecodeError(f"a key has more than {MOST_PARTS} parts{place}")
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomli.TOMLDecodeError("brackets are nested too deeply") from error
    except ValueError as error:  # a whole number of more digits than Python reads
        raise tomli.TOMLDecodeError("a number has too many digits") from error
