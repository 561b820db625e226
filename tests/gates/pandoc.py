"""Pandoc as a reader: what structure a program that knows nothing of us finds in a DOCX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.gates.workspace import on_disk, run, words


class UnreadableError(Exception):
    """Pandoc could not read the file; the message is its own."""


def read(docx: bytes) -> dict[str, Any]:
    """Its document tree: "meta", and "blocks" of {"t": kind, "c": content} as in pandoc-types."""
    import pypandoc

    with on_disk(docx, "file.docx") as path:
        done = run([Path(pypandoc.get_pandoc_path()), "--from", "docx", "--to", "json", path])
    if done.returncode != 0:
        raise UnreadableError(words(done.stderr))
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree
