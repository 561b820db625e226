"""All cases, by group."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile import (
    characters,
    devices,
    drawings,
    links,
    markup,
    metadata,
    names,
    nesting,
    outputs,
    paths,
    pictures,
    settings,
)
from tests.hostile.case import Case

GROUPS = (nesting, metadata, settings, characters, markup, links, paths, devices, pictures, drawings, names, outputs)


def corpus() -> Iterator[Case]:
    """Every case once; two of the same name are a defect of the corpus."""
    seen: set[str] = set()
    for group in GROUPS:
        for case in group.cases():
            assert case.key not in seen, case.key
            seen.add(case.key)
            yield case
