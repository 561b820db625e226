"""Pandoc as a reader: what a program that knows nothing of us finds in a draft and in a DOCX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.gates.workspace import on_disk, run, words


class UnreadableError(Exception):
    """Pandoc could not read the file; the message is its own."""


def read(docx: bytes) -> dict[str, Any]:
    """Its document tree: "meta", and "blocks" of {"t": kind, "c": content} as in pandoc-types."""
    tree: dict[str, Any] = json.loads(_converted(docx, "docx", "json"))
    return tree


def text(draft: bytes) -> str:
    """A Markdown draft without its marks and metadata; pictures are their alternative text."""
    return _converted(draft, "commonmark_x", "plain").decode("utf-8")


def _converted(data: bytes, given: str, wanted: str) -> bytes:
    import pypandoc

    with on_disk(data, f"file.{given}") as path:
        done = run([Path(pypandoc.get_pandoc_path()), "--wrap=none", "--from", given, "--to", wanted, path])
    if done.returncode != 0:
        raise UnreadableError(words(done.stderr))
    return done.stdout
