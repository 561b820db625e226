"""Bytes to characters: UTF-8, UTF-16 and UTF-32 by their marks, else the encoding in which the whole text reads best.

A guess is always said. Characters that somebody else has decoded wrongly before are found here too, and left as they are.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text; ``guess`` names the encoding where it is none that the bytes themselves tell.

    ``foreign`` are the indices of single bytes in a UTF-8 text that are none, read as Windows-1252. ``first`` is the index
    of the first character that the guess is about.
    """

    text: str
    guess: str = ""
    first: int = 0
    foreign: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded:
    """A draft's bytes as characters; what stands for none of them becomes U+FFFD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(encoding, "replace"))
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), "UTF-16 without its mark")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first = error.start
    # Broken bytes come out as surrogates of their own, one each.
    text = data.decode("utf-8", "surrogateescape")
    foreign = tuple(match.start() for match in re.finditer("[\udc80-\udcff]", text))
    if 2 * len(foreign) <= len(re.findall("[^\x00-\x7f]", text)):
        return Decoded(text.translate(_WINDOWS), foreign=foreign)
    encoding, name = _guess(data)
    return Decoded(data.decode(encoding, "replace"), name, len(data[:first].decode(encoding, "replace")))


# The surrogates of broken bytes as the characters of Windows-1252.
_WINDOWS = {0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


_CONTROLS = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r"})


def _wide(data: bytes) -> str:
    """UTF-16 by its zeros: beside each letter or blank of ASCII there is one, always on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if bool(even) == bool(odd) or max(even, odd) < max(len(data) // 40, 2) or 10 * controls < len(data):
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = data[: len(data) // 2 * 2].decode(encoding, "replace")
    strange = sum(unicodedata.category(sign) in ("Cc", "Cn", "Co") for sign in set(text) - set("\t\n\r\x0b\x0c"))
    return "" if strange or "\ufffd" in text else encoding


# --- the guess ------------------------------------------------------------------------------------------------------

_WEST = {
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àèéìíîòóùú",
    "es": "áéíñóúü",
    "pt": "áâãàçéêíóôõúü",
    "nl": "áéíóúàèëïöü",
    "sv": "åäöé",
    "da": "æøåé",
}
_EAST = {"pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "hr": "čćđšž"}
_ARABIC = {"ar": "".join(map(chr, range(0x0621, 0x0653))) + "،؛؟"}
_JAPANESE = {"ja": "".join(map(chr, (*range(0x3001, 0x3100), *range(0x4E00, 0xA000), *range(0xFF01, 0xFF5F))))}
# In the order in which the first of equally good ones is taken.
_CANDIDATES = (
    ("cp1252", "Windows-1252", _WEST),
    ("mac-roman", "Mac Roman", _WEST),
    ("iso8859-15", "ISO 8859-15", _WEST),
    ("cp1250", "Windows-1250", _EAST),
    ("iso8859-2", "ISO 8859-2", _EAST),
    ("cp932", "Shift JIS", _JAPANESE),
    ("cp1256", "Windows-1256", _ARABIC),
)
_SIGNS = frozenset("„“”‚‘’–—…«»‹›€§°•·²³½¼¾©®™×¿¡\u00a0±µ†")
_WITHIN_WORDS = frozenset("’‘·\u00a0")
_BEFORE_WORDS = frozenset("§±½¼¾×¿¡†µ")
_PAIRED = frozenset("„“”«»‹›")


def _guess(data: bytes) -> tuple[str, str]:
    """The encoding in which the largest share of the characters beyond ASCII is what a text of some language holds."""
    best = max(_CANDIDATES, key=lambda candidate: _share(data, candidate[0], candidate[2]))
    return best[0], best[1]


def _share(data: bytes, encoding: str, alphabets: dict[str, str]) -> float:
    text = f" {data.decode(encoding, 'replace')} "
    contexts = Counter(zip(text, text[1:], text[2:], strict=False))
    foreign = {context: count for context, count in contexts.items() if context[1] > "\x7f"}
    total = sum(foreign.values())
    if total == 1 and next(iter(foreign))[1] in _PAIRED:
        return 0.5  # half of a quotation
    return max(
        sum(count for context, count in foreign.items() if _is_plausible(*context, alphabet)) / total
        for alphabet in alphabets.values()
    )


def _is_plausible(before: str, sign: str, after: str, alphabet: str) -> bool:
    """Whether a character may stand there in a text with such letters."""
    if sign.lower() in alphabet:
        return not (sign.isupper() and before.islower())
    if sign in _SIGNS:
        if sign == "†" and after.isalpha():
            return False
        within = before.isalpha() and (after.isalpha() or sign in _BEFORE_WORDS)
        return sign in _WITHIN_WORDS or not within
    return False


# --- what was decoded wrongly before ------------------------------------------------------------------------------


def _table(encoding: str) -> dict[str, int]:
    """The byte of each character beyond ASCII; a byte that has none in the encoding is the control of that number."""
    table = {}
    for byte in range(0x80, 0x100):
        sign = bytes((byte,)).decode(encoding, "replace")
        table[chr(byte) if sign == "\ufffd" else sign] = byte
    return table


def _sequence(table: dict[str, int]) -> re.Pattern[str]:
    """UTF-8 sequences of two to four bytes, each byte read as a character."""

    def signs(first: int, last: int) -> str:
        return "[" + re.escape("".join(sign for sign, byte in table.items() if first <= byte <= last)) + "]"

    more, lengths = signs(0x80, 0xBF), (signs(0xC2, 0xDF), signs(0xE0, 0xEF), signs(0xF0, 0xF4))
    # The class of all first signs comes first, so that the engine leaps from one to the next.
    rests = (f"(?<={first}){more}{{{count}}}" for count, first in enumerate(lengths, 1))
    return re.compile(f"{signs(0xC2, 0xF4)}(?:{'|'.join(rests)})")


_WRONG = tuple((_sequence(table), table) for table in map(_table, ("cp1252", "mac-roman")))
# What texts are made of: Latin letters and signs, dashes and quotation marks, the euro, emoji.
_MEANT = re.compile("[\u00a0-\u00ff\u0100-\u017f\u2010-\u203a\u20ac\u2122\U0001f300-\U0001faff]")


def encoded_twice(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Places where one character reads as several, as ``Ã¤`` for ``ä``, with the character that was meant."""
    if text.isascii():
        return
    for pattern, table in _WRONG:
        for match in pattern.finditer(text):
            meant = bytes(table[sign] for sign in match[0]).decode("utf-8", "ignore")
            if len(meant) == 1 and _MEANT.match(meant) and not _may_be_meant(match, meant):
                yield match, meant


def _may_be_meant(match: re.Match[str], meant: str) -> bool:
    """``IRMÃ»`` ends a quotation, and ``BÄ…`` a thought: signs behind a capital where no word goes on."""
    text = match.string
    goes_on = text[match.end() : match.end() + 1].isalpha() or text[match.start() - 1 : match.start()].islower()
    return (
        match[0][1:] in ("»", "…", "’", "”", "“", "–", "—", "›")
        and len(match[0]) == 2
        and not goes_on
        and meant.isalpha()
    )
