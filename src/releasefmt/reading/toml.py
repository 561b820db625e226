"""TOML from anybody: tomllib, with what makes it run for minutes or fall over said as a TOMLDecodeError."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MOST_PARTS = 32  # of a dotted key; each is a table in a table, and thousands of them take minutes and gigabytes
_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_LONG_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{MOST_PARTS}}}", re.MULTILINE)
_PLACE = " (at line {}, column {})"


def read_toml(text: str) -> dict[str, Any]:
    """The table; TOMLDecodeError where there is none, with a place as tomllib gives it wherever there is one."""
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        place = _PLACE.format(line, found.start() - text.rfind("\n", 0, found.start()))
        raise tomllib.TOMLDecodeError(f"a key has more than {MOST_PARTS} parts{place}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("brackets are nested too deeply") from error
    except ValueError as error:  # a whole number of more digits than Python reads
        raise tomllib.TOMLDecodeError("a number has too many digits") from error
