"""Language tags as Word wants them: language and region."""

from __future__ import annotations

from babel.core import get_global


def word_language(tag: str) -> str:
    """``de`` becomes ``de-DE``: Word's proofing tools go by region; the likeliest one is CLDR's.

    A tag that CLDR does not know stays as it is.
    """
    parts = tag.replace("_", "-").split("-")
    language = parts[0].lower()
    region = next((part.upper() for part in parts[1:] if len(part) == 2 or part.isdigit()), "")
    if not region:
        likely = get_global("likely_subtags").get(language, "").split("_")
        region = likely[-1] if len(likely) > 1 else ""
    return f"{language}-{region}" if region else language


def is_east_asian(tag: str) -> bool:
    """Whether a language is written in what Word calls East Asian scripts."""
    return tag.partition("-")[0].lower() in ("ja", "ko", "zh")
