"""The examples of the CommonMark and GFM specifications, out of the archive that `make tools` brings.

Their text is CC-BY-SA; it is not part of this project.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.gates.toolbox import SPECIFICATION, lack

GFM_SECTIONS = (
    "Tables (extension)",
    "Task list items (extension)",
    "Strikethrough (extension)",
    "Autolinks (extension)",
)

# As the specification's own test program reads it (commonmark-spec, test/spec_tests.py): → stands for a tab.
_FENCE = "`" * 32
_PART = re.compile(
    rf"^{_FENCE} example(?: \w+)?\n(.*?)^\.\n(.*?)^{_FENCE}$|^#{{1,6}} +([^\n]*)$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Example:
    """``number`` counts from 1 through the whole specification, as its readers know it."""

    number: int
    section: str
    markdown: str
    html: str


def commonmark() -> tuple[Example, ...]:
    """All examples of CommonMark 0.31.2; none where the archive is missing (the tests then say so)."""
    return _examples("commonmark.txt")


def gfm() -> tuple[Example, ...]:
    """The examples of the sections in which GFM 0.29 says more than CommonMark."""
    return tuple(example for example in _examples("gfm.txt") if example.section in GFM_SECTIONS)


@cache
def _examples(name: str) -> tuple[Example, ...]:
    return () if lack("specification") else tuple(_read(_text(name)))


def _text(name: str) -> str:
    with tarfile.open(SPECIFICATION) as archive:
        member = next(member for member in archive.getnames() if member.endswith(f"/tests/spec/{name}"))
        file = archive.extractfile(member)
        assert file is not None
        return file.read().decode("utf-8")


def _read(text: str) -> Iterator[Example]:
    section, number = "", 0
    for part in _PART.finditer(text):
        markdown, html, heading = part.groups()
        if heading is not None:
            section = heading
        else:
            number += 1
            yield Example(number, section, markdown.replace("→", "\t"), html.replace("→", "\t"))
