"""CLDR data for a BCP 47 tag, through Babel: its locale, its fallbacks, its sign between thousands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from releasefmt.model.language import Language


@cache
def locale_of(tag: str, pack: Language) -> Locale:
    """CLDR data of a tag that names a region; of the pack where it names none, or one that CLDR does not know.

    So ``en`` is set as its pack, which is British, and not as CLDR's bare ``en``, which is American.
    """
    if "-" in tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            pass
    return Locale.parse(pack.tag, sep="-")


def fallbacks(tag: str) -> Iterator[str]:
    """The tag and what may stand for it, nearest first: CLDR's parents (``es-MX``, ``es-419``), then shorter tags."""
    parents = get_global("parent_exceptions")
    while tag:
        yield tag
        tag = str(parents.get(tag.replace("-", "_"), "")).replace("_", "-") or tag.rpartition("-")[0]


def group_sign(tag: str, pack: Language) -> str:
    """What parts thousands in Western digits, as the point of ``12.500``."""
    return str(locale_of(tag, pack).number_symbols["latn"]["group"])
