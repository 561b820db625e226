"""The name of the files that a release becomes, one that Linux, macOS and Windows all take."""

from __future__ import annotations

import re
import unicodedata

from releasefmt.model.content import Release
from releasefmt.model.text import plain_text

# Signs that one file system or another refuses in a name, the gender star among them.
_REFUSED = re.compile(r"[<>:\"/\\|?*]+")
# Windows keeps these for devices, with any ending and in any case (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?=\.|\Z)", re.IGNORECASE)
# A dot or dash in front hides a file or looks like an option, "~$" is what Word calls its locks; Windows drops what is at the end.
_EDGES = " .-_~"
_JOINERS = "\u200c\u200d"  # letters of Persian and emojis are other ones without them
_LONGEST = 120  # characters
_MOST_BYTES = (
    200  # of the 255 that a name may have; purpose, ending and what copies add ("(1)", "Kopie von") must still fit
)
_FALLBACK = "release"
# How letters are written that no accent can be taken from; DIN 5007-2 for the umlauts, as in addresses of websites.
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "đ": "d"}
)
_LONGEST_SLUG = 60  # characters, cut between words


def output_stem(template: str, stem: str, release: Release | None) -> str:
    """``template`` of releasefmt.toml ([output] name) filled in, safe on every file system, without an ending.

    ``issued`` and ``date`` are the date as 2025-04-24, ``slug`` is the headline for addresses: small letters, hyphens between
    words. What the draft does not say is empty; the headline is then the draft's own name. ``release`` may be None where the
    template asks for {stem} alone. At most 200 bytes of UTF-8, never empty.
    """
    if release is None:
        filled = template.format(stem=stem)
    else:
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
    return _safe(filled) or _safe(stem) or _FALLBACK


def asks_for_stem_only(template: str) -> bool:
    """Whether the name can be told without reading the draft."""
    return not re.search(r"\{(?!stem\})", template.replace("{{", "").replace("}}", ""))


def same_name_key(name: str) -> str:
    """Equal for names that one file system or another takes for one: whatever the case and the composition of accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _safe(text: str) -> str:
    name = "".join(_sign(character) for character in unicodedata.normalize("NFC", text))
    name = re.sub(r"\s+", " ", _REFUSED.sub("-", name)).strip(_EDGES)
    name = _shortened(name).strip(_EDGES)
    device = _DEVICE.match(name)
    return name if device is None else f"{device[0].rstrip()}_{name[device.end() :]}"


def _sign(character: str) -> str:
    """Controls and ends of lines become blanks; what is invisible goes; half a pair and what is no character is a dash."""
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf":
            return character if character in _JOINERS else ""
        case "Cs" | "Cn":
            return "-"
        case _:
            return character


def _shortened(name: str) -> str:
    """The beginning that fits, cut between two signs as people see them: no letter loses its accent, no emoji its half."""
    end, size = 0, 0
    for character in name[:_LONGEST]:
        size += len(character.encode())
        if size > _MOST_BYTES:
            break
        end += 1
    if end < len(name):
        while end and _belongs_to_what_is_before(name, end):
            end -= 1
    return name[:end]


def _belongs_to_what_is_before(name: str, place: int) -> bool:
    """Whether a cut at ``place`` would part one sign (after Unicode's annex 29)."""
    here, before = name[place], name[place - 1]
    if unicodedata.category(here).startswith("M") or here in _JOINERS or before in _JOINERS:
        return True
    if (
        "\U0001f3fb" <= here <= "\U0001f3ff" or "\u1160" <= here <= "\u11ff"
    ):  # colours of skin; vowels and ends of Hangul
        return True
    flags = len(name[:place]) - len(name[:place].rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
    return "\U0001f1e6" <= here <= "\U0001f1ff" and flags % 2 == 1


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
