"""What the names of finished files may be made of; ``passes.naming`` fills them in."""

from __future__ import annotations

from string import Formatter

NAME_FIELDS = ("stem", "issued", "date", "language", "headline", "slug", "number")


def wrong_name(template: str) -> tuple[str, str] | None:
    """What is wrong with a template for the names of files, and how to mend it; None where it can be filled in."""
    try:
        fields = [part for part in Formatter().parse(template) if part[1] is not None]
    except ValueError:
        usable = False
    else:
        # A format or a conversion, as in {stem:d}, is for programmers and can fail.
        usable = all(name in NAME_FIELDS and not form and not conversion for _, name, form, conversion in fields)
    if usable and template.strip():
        return None
    known = ", ".join(f"{{{name}}}" for name in NAME_FIELDS)
    return f"The output name “{template}” cannot be filled in.", f"Known are {known}."
