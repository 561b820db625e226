"""Words compared however lines are broken: by their letters, and where those differ word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# They steer line ends, ligatures and directions and are nothing to read.
_SILENT = dict.fromkeys(
    (0x00AD, 0x034F, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF)
)
_HYPHENS = dict.fromkeys((0x2010, 0x2011), "-")
_BLANKS = dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x200A, 0x202F), " ")
_PLAIN = _SILENT | _HYPHENS | _BLANKS
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BROKEN = re.compile(r"(\w+(?:[-'’]\w+)*)[-\ufffe]\n(\w+(?:[-'’]\w+)*)")

_MOST = 8  # words shown of a longer passage


def blanks_plain(text: str) -> str:
    """The text with plain blanks and all other signs as they are."""
    return text.translate(_BLANKS)


def plain(text: str) -> str:
    """The text with plain hyphens and blanks, without signs that are nothing to read."""
    return text.translate(_PLAIN)


def letters(text: str) -> str:
    """All that is read, in its order: no blanks, no line ends and no hyphens, which a line's end may add or hide."""
    return re.sub(r"[\s\ufffe-]+", "", plain(text))


def words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def unbroken(text: str, known: str) -> str:
    """The text with the words at its line ends joined as ``known`` has them; a hyphen stays where the word has one."""
    vocabulary = frozenset(words(known))

    def mend(match: re.Match[str]) -> str:
        first, second = match.groups()
        if first + second in vocabulary:
            return first + second
        if f"{first}-{second}" in vocabulary:
            return f"{first}-{second}"
        return f"{first}- {second}"

    return _BROKEN.sub(mend, plain(text))


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that were ``meant`` and those that stand ``instead``, after the words ``after``. Either may be empty."""

    meant: tuple[str, ...]
    instead: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it is, to begin a sentence with or to put before what stands there."""
        return f"after “{' '.join(self.after)}” " if self.after else ""


def differences(text: str, meant: str) -> Iterator[Difference]:
    """Where the words of the text are not those that were meant; none where the letters agree, however lines are broken."""
    if letters(text) == letters(meant):
        return
    ours, theirs = words(unbroken(text, meant)), words(meant)
    for kind, first, last, start, end in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if kind != "equal":
            before = tuple(theirs[max(0, first - 3) : first])
            yield Difference(tuple(theirs[first:last]), tuple(ours[start:end]), before)


def counted(text: str, known: str) -> Counter[str]:
    """How often each word occurs."""
    return Counter(words(unbroken(text, known)))


def some(words: tuple[str, ...]) -> str:
    """A passage for a sentence, cut where it is long."""
    return " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "") or "nothing"


def listed(words: Counter[str]) -> str:
    """Words for a sentence, the first of many."""
    shown = [f"“{word}”" if count == 1 else f"“{word}” ({count} times)" for word, count in words.items()]
    more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    return ", ".join(shown[:_MOST]) + more
