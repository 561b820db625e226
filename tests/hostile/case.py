"""A case of the corpus: files in an empty folder, the command over them, and the answer that is expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Content: TypeAlias = str | bytes | Callable[[], bytes]
"""Of a file; what takes long to make is made when its case is."""

HOUSE = """\
[organisation]
name = "Hafenrat Beispielstadt"
address = ["Kai 1", "20000 Beispielstadt"]

[contact]
name = "Ada Muster"
phone = "+49 40 123456"
email = "presse@hafenrat.example"
"""
TOP = "Pressemitteilung\n\n# Hafenrat öffnet den neuen Kai\n\n"
LEAD = "Beispielstadt, 26. November 2026 – Der Hafenrat hat den neuen Kai am Montag geöffnet.\n\n"
HEAD = TOP + LEAD
TAIL = "\n\nDer letzte Absatz steht noch da.\n"
END = "Der letzte Absatz steht noch da."


@dataclass(frozen=True)
class Case:
    """``make`` fills a folder whose ``in`` is where the command runs; what lies beside it, it must not touch.

    ``codes`` are all warnings and errors that are to be said, no other; ``says`` are fragments of the sentences;
    ``holds`` and ``lacks`` what the text of both files has and has not; ``pictures`` how many the Word file has.
    """

    group: str
    name: str
    make: Callable[[Path], None]
    code: int = 0
    codes: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    pictures: int | None = None
    arguments: tuple[str, ...] = ("draft.md",)
    options: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.group}-{self.name}"


def case(
    group: str,
    name: str,
    draft: str | bytes = HEAD + TAIL,
    *codes: str,
    code: int = 0,
    files: Mapping[str, Content] | None = None,
    more: Callable[[Path], None] | None = None,
    house: str | bytes = HOUSE,
    says: tuple[str, ...] = (),
    holds: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    pictures: int | None = None,
    arguments: tuple[str, ...] = ("draft.md",),
    options: tuple[str, ...] = (),
) -> Case:
    """A case whose folder ``in`` has a letterhead, ``draft.md`` and other ``files``; ``more`` makes what no bytes can say."""

    def make(folder: Path) -> None:
        contents: dict[str, Content] = {"releasefmt.toml": house, "draft.md": draft, **(files or {})}
        inner = folder / "in"
        inner.mkdir(parents=True)
        for path, content in contents.items():
            target = inner / path
            target.parent.mkdir(parents=True, exist_ok=True)
            made = content() if callable(content) else content
            target.write_bytes(made.encode() if isinstance(made, str) else made)
        if more is not None:
            more(inner)

    return Case(group, name, make, code, frozenset(codes), says, holds, lacks, pictures, arguments, options)


def picture(name: str, alt: str = "Der Kai am Morgen") -> str:
    """A draft with one picture."""
    return f"{HEAD}![{alt}]({name}){TAIL}"
