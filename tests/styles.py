"""The styles that are shipped, as the pipeline reads them."""

from __future__ import annotations

from pathlib import Path

from releasefmt.model.letterhead import Letterhead
from releasefmt.model.style import Style
from releasefmt.reading.settings import read_style
from releasefmt.system.config import load_style


def shipped(name: str, letterhead: Letterhead | None = None) -> Style:
    """The style of this name under a letterhead, by default none."""
    files = load_style(name, Path("nowhere")).value
    assert files is not None
    style = read_style(files.style, files.fonts, files.css, letterhead or Letterhead(), files.file)
    assert style.value is not None, style.findings
    return style.value
