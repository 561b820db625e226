"""The releases of the matrix: every example, what ``init`` writes, the kitchen sink, five languages, real drafts where they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.gates.toolbox import TYPEFACES
from tests.gates.workspace import PROJECT
from tests.scripts.test_scripts import LANGUAGES, home

STYLES = tuple(sorted(path.parent.name for path in (PROJECT / "styles").glob("*/style.toml")))
_REAL_DRAFTS = os.environ.get("RELEASEFMT_DRAFTS", "")


@dataclass(frozen=True, slots=True)
class Release:
    """A draft by a short name; ``language`` is one of tests/scripts, whose folder is laid out when it is wanted.

    A ``real`` one may rightly be refused, as when its script needs a typeface that it does not bring.
    """

    name: str
    path: Path = Path()
    language: str = ""
    real: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """Tools of the tests without which it cannot be made: typefaces of other scripts."""
        return (f"typeface-{self.language}",) if self.language in TYPEFACES else ()

    @property
    def draft(self) -> Path:
        return home(self.language) / "release.md" if self.language else self.path


RELEASES = (
    *(Release(path.stem, path) for path in sorted((PROJECT / "examples").glob("*/*.md"))),
    Release("starter", PROJECT / "src" / "releasefmt" / "starter" / "pressemitteilung.md"),
    Release("kitchen-sink", Path(__file__).parent / "kitchen-sink" / "kitchen-sink.md"),
    *(Release(f"scripts-{language}", language=language) for language in LANGUAGES),
    *(Release(path.stem, path, real=True) for path in sorted(Path(_REAL_DRAFTS).glob("*.[mt][dx]*")) if _REAL_DRAFTS),
)
