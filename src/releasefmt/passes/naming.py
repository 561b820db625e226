"""The name of the files that a release becomes."""

from __future__ import annotations

import re
import unicodedata

from releasefmt.model.content import Release
from releasefmt.model.text import plain_text

# Signs that one file system or another refuses in a name, the gender star among them, and control characters.
_REFUSED = re.compile(r"[\x00-\x1f<>:\"/\\|?*]+")
# How letters are written that no accent can be taken from; DIN 5007-2 for the umlauts, as in addresses of websites.
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d"}
)
_LONGEST_SLUG = 60  # characters, cut between words
_LONGEST = 120  # characters; with the ending below the 255 bytes that file systems allow, umlauts included


def output_stem(template: str, stem: str, release: Release) -> str:
    """``template`` of releasefmt.toml ([output] name) filled in, safe on every file system, without an ending.

    ``issued`` and ``date`` are the date as 2025-04-24, ``slug`` is the headline for addresses: small letters, hyphens between
    words. What the draft does not say is empty; the headline is then the draft's own name.
    """
    issued = release.issued.value.isoformat() if release.issued else ""
    headline = plain_text(release.headline.value) if release.headline else stem
    filled = template.format(
        stem=stem,
        issued=issued,
        date=issued,
        language=release.language.value,
        headline=headline,
        slug=_slug(headline) or stem,
        number=release.number.value if release.number else "",
    )
    name = re.sub(r"\s+", " ", _REFUSED.sub("-", filled)).strip(" .-_")[:_LONGEST].strip(" .-_")
    return name or stem


def _slug(headline: str) -> str:
    """Letters of other scripts stay; gender stars and colons leave no gap in a word: buergerinnen."""
    spelt = unicodedata.normalize("NFC", headline).lower().translate(_SPELT)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(sign))
    words = re.findall(r"\w+", re.sub(r"(?<=\w)[*:·’'](?=\w)", "", unicodedata.normalize("NFC", bare)))
    slug = ""
    for word in (part.strip("_") for part in words):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
        if word and len(longer) <= _LONGEST_SLUG:
            slug = longer
        elif word:
            break
    return slug
