"""The language packs that travel with the package, as texts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "languages"
# The pack of drafts whose language neither they nor the letterhead tell.
FIRST = "de"


def language_texts() -> tuple[tuple[str, str], ...]:
    """File name and text of every pack, in the order of their names but for the first, which stands in for all others."""
    paths = sorted(FOLDER.glob("*.toml"), key=lambda path: (path.stem != FIRST, path.name))
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in paths)
