"""The language packs that travel with the package, as texts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "languages"


def language_texts() -> tuple[tuple[str, str], ...]:
    """File name and text of every pack, in the order of their names."""
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
