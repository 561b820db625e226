"""How much a style sheet of the house may hold: what is matched with every element of a page takes its time."""

from __future__ import annotations

from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.reading.brackets import too_deep

MAX_KB = 64
MAX_DEPTH = 8  # of brackets; WeasyPrint compiles a selector for each, and Python knows a hundred parentheses


def excess(data: bytes, text: str, name: str) -> Finding | None:
    """RF421 where the style sheet ``name``, ``text`` saved as ``data``, is larger or nested deeper than one can be."""
    if len(data) > 1_000 * MAX_KB:
        message = f"The style sheet “{name}” is larger than {MAX_KB} KB."
        return finding("RF421", message, hint="Leave out what does not concern the page.")
    if too_deep(text, "{}()[]", MAX_DEPTH) is not None:
        message = f"The brackets of the style sheet “{name}” are nested more than {MAX_DEPTH} deep."
        return finding("RF421", message, hint="Close each bracket, and write the rules one after the other.")
    return None
