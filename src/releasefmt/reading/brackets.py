"""Brackets within brackets: whatever reads them takes the square of their depth, or falls over."""

from __future__ import annotations

import re


def too_deep(text: str, pairs: str, most: int) -> int | None:
    """Where in a text more than ``most`` brackets of the ``pairs``, as ``[]{}``, stand open; None where none do."""
    depth = 0
    for match in re.finditer(f"[{re.escape(pairs)}]", text):
        depth += 1 if match[0] in pairs[::2] else -1
        if depth > most:
            return match.start()
    return None
