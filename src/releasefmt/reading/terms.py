"""What the language packs' terms say about a piece of text: label, status, end mark, section head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from releasefmt.model.language import Language
from releasefmt.reading.dates import find_date, weekday_names

SECTIONS = ("notes_to_editors", "boilerplate", "contact", "material")

_SEPARATOR = r"\s*(?:[–—|:：】＞〉》]|-{1,3}(?!\w)|\.(?=\s)|/(?=\s))\s*"
# Japanese heads stand in brackets or behind a square.
_CLOSING = "】＞〉》"
_DECORATION = " \t\n\u00a0\u3000*_【＜〈《■□◆◇●○▼" + _CLOSING
# Emoji, arrows and other signs that stand in front of a head, with what joins them; what stands for a lost picture.
_SIGNS = r"\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\ufffc\U0001f000-\U0001faff"
_ORNAMENT = re.compile(rf"[{re.escape(_DECORATION)}{_SIGNS}]*")
# "PM" and "MM" say what the text is only in front of a colon or a number.
_MAX_INITIALS = 2
_MAX_SENDER = 6  # words of whoever sends the release, in front of its label
_OF = frozenset({"", "vom", "von", "of", "from", "dated", "du", "van", "del", "de", "af", "fra", "från", "z", "ze"})
_SELF = frozenset({"uns", "us", "nous", "noi", "nosotros", "nós", "ons", "oss", "os"})
# Last words of boilerplate terms that say nothing without the name after them; some may head any section.
_LEADS_TO_A_NAME = frozenset(
    {"über", "about", "over", "sobre", "om", "su", "o", "è", "propos", "proposito", "عن", "حول"}
) | {
    *("hintergrund", "background", "organisation", "unternehmen"),
    *("de", "du", "des", "di", "do", "da", "d'", "d’"),
}
_TOPICS = frozenset(
    ["hintergrund", "hintergrundinformation", "hintergrundinformationen", "background", "background information"]
)
# Definite articles: behind them stands whoever sends the release, even where nouns have no capital.
_DEFINITE = frozenset(
    [
        "the",
        "le",
        "la",
        "les",
        "du",
        "des",
        "il",
        "lo",
        "gli",
        "el",
        "los",
        "las",
        "o",
        "os",
        "as",
        "do",
        "da",
        "dos",
        "das",
        "het",
        "de",
    ]
)
_MAX_COMMON_NAME = 3
# Words that no place begins or ends with, but which stand inside one: Frankfurt am Main, Vila da Feira.
_INSIDE_NAMES = frozenset({"am", "da", "e", "en", "y"})
_LEADS_TO_A_TIME = re.compile(
    r"(?:bis|ab|vor|until|before|on|au|à|tot|fino|al|hasta|a|até|às|do|till|til|indtil|dnia|před|przed|tidigast|først|godz\.)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label at the start of a text: its own words, a number, the pack that knows it, and where the rest begins.

    A label that several languages have, as ``comunicado``, tells none.
    """

    text: str
    number: str
    language: Language | None
    end: int


@dataclass(frozen=True, slots=True)
class StatusMatch:
    """Release vocabulary at the start of a text; ``kind`` is ``immediate`` or ``embargo``; the rest begins at ``end``.

    Words that several languages have, as ``embargo``, tell none.
    """

    kind: str
    language: Language | None
    end: int


@lru_cache(maxsize=512)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the terms, the longest first, ending where a word ends; an elided one, as ``d’``, ends anywhere."""
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:(?<=['’])|(?!\w))", re.IGNORECASE)


def _match(terms: tuple[str, ...], text: str, start: int = 0) -> re.Match[str] | None:
    return _pattern(terms).match(text, start) if _may_begin(text, start, terms) else None


_ODD = frozenset("İıſ")
"""Letters that a pattern takes for an i or an s, though their lower case is another."""


@lru_cache(maxsize=512)
def _first_words(terms: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """With which words the terms begin, in lower case, and the most letters that such a word has."""
    words = {term.split()[0].lower() for term in terms}
    return tuple(words), max(map(len, words), default=0)


@lru_cache(maxsize=512)
def _last_words(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({term.split()[-1].lower() for term in terms})


def _may_begin(text: str, start: int, terms: tuple[str, ...]) -> bool:
    """Whether it is worth asking the pattern of the terms: hardly a line begins with any, and it is slow to compile."""
    words, longest = _first_words(terms)
    opening = text[start : start + longest]
    return opening.lower().startswith(words) or not _ODD.isdisjoint(opening)


@lru_cache(maxsize=128)
def _by_opening(packs: tuple[Language, ...], parts: tuple[str, ...]) -> dict[str, tuple[Language, ...]]:
    """The packs by the first two letters of their terms in these parts of the vocabulary, by one where a word has no more."""
    known: dict[str, set[str]] = {}
    for pack in packs:
        for term in (term for part in parts for term in getattr(pack.vocabulary, part)):
            known.setdefault(term.split()[0].lower()[:2], set()).add(pack.tag)
    return {
        opening: tuple(pack for pack in packs if pack.tag in tags | known.get(opening[:1], set()))
        for opening, tags in known.items()
    }


def _candidates(text: str, start: int, packs: Iterable[Language], *parts: str) -> tuple[Language, ...]:
    """Those packs of which a term may begin there, in their order: hardly a line begins as a term of any does."""
    packs, opening = tuple(packs), text[start : start + 2]
    if not _ODD.isdisjoint(opening):
        return packs
    known, opening = _by_opening(packs, parts), opening.lower()
    return known.get(opening) or known.get(opening[:1], ())


def _may_end(text: str, terms: tuple[str, ...]) -> bool:
    """The same for a text that is to end with one of them."""
    return text.lower().endswith(_last_words(terms)) or not _ODD.isdisjoint(text)


def _ornament(text: str) -> int:
    """How many signs of decoration stand in front of a text."""
    found = _ORNAMENT.match(text)
    return found.end() if found else 0


def _is_bare(text: str, more: str = "") -> bool:
    """Whether a text holds nothing but decoration and ``more`` signs."""
    return not re.sub(rf"[{_SIGNS}]", "", text).strip(_DECORATION + more)


def find_label(text: str, packs: Iterable[Language]) -> LabelMatch | None:
    """R2: ``Pressemitteilung``, ``Nr. 12/2025``, ``1. Pressemitteilung`` at the start; what follows is apart from it.

    The label is the whole text, or a separator or a number stands between it and the rest.
    """
    if (spaced := _SPACED_OUT.match(text)) is not None:
        words = _LETTER_SPACE.sub("", spaced[0])
        closed = find_label(words + text[spaced.end() :], packs)
        return replace(closed, end=closed.end + len(spaced[0]) - len(words)) if closed else None
    lead = _ornament(text)
    numbered = _NUMBERED.match(text, lead)
    start = numbered.end() if numbered else lead
    candidates = _candidates(text, start, packs, "labels")
    number = numbered[1] if numbered else ""
    matches = [match for pack in candidates if (match := _label(text, start, number, pack)) is not None]
    if not matches:
        return None
    longest = max(len(match.text) for match in matches)
    first, *others = (match for match in matches if len(match.text) == longest)
    return replace(first, language=None) if others else first


# A word with a blank between its letters, as typewriters set labels apart: P R E S S E I N F O.
_SPACED_OUT = re.compile(r"[^\W\d_](?:[ \u00a0]{1,4}[^\W\d_](?!\w)){6,40}")
# Two blanks or more are those between words.
_LETTER_SPACE = re.compile(r"(?<! )[ \u00a0](?! )| (?= )")
_NUMBERED = re.compile(r"(\d{1,4}(?:/\d{2,4})?)\.\s+")


def _label(text: str, start: int, number: str, pack: Language) -> LabelMatch | None:
    """The label of one language that begins at ``start``, behind its number where that comes first."""
    vocabulary = pack.vocabulary
    found = _match(vocabulary.labels, text, start)
    if found is None:
        return None
    end = found.end()
    sign = _match(vocabulary.numbers, text, end + len(text[end:]) - len(text[end:].lstrip(" \u00a0\t(,")))
    digits = re.compile(r"[\s\u00a0]*(\d{1,4}(?:\s?[/-]\s?\d{2,4})?)\)?").match(text, sign.end() if sign else end)
    if digits and not number and (sign or "/" in digits[1] or not text[digits.end() :].strip()):
        number, end = digits[1], digits.end()
    rest = text[end:]
    separator = re.compile(_SEPARATOR).match(rest)
    if len(found[0]) <= _MAX_INITIALS and not number and not rest.lstrip().startswith(":"):
        return None
    if _is_bare(rest, ".:"):
        return LabelMatch(found[0], number, pack, len(text))
    if re.fullmatch(r"\s*\([^()]*\)\s*", rest):
        return LabelMatch(found[0], number, pack, end + rest.index("("))
    after = separator.end() if separator else _before_date(rest)
    return LabelMatch(found[0], number, pack, end + after) if after is not None else None


def label_at_end(text: str, packs: Iterable[Language]) -> int:
    """R2: where a label begins that ends a text of a few words, as in ``Sample Labs – Press release``; 0 for none."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", text).rstrip(_DECORATION)
    for pack in packs:
        labels = pack.vocabulary.labels
        if not _may_end(bare, labels):
            continue
        found = re.search(rf"(?<=\s)(?:{_pattern(labels).pattern})$", bare, re.IGNORECASE)
        if found and len(found[0]) > _MAX_INITIALS and len(bare[: found.start()].split()) <= _MAX_SENDER:
            return found.start()
    return 0


def _before_date(rest: str) -> int | None:
    """Where the date begins, or the dateline after a comma, that alone follows a label: ``vom 24. April 2025``."""
    day = find_date(rest)
    if day is None or rest[day.end :].strip(_DECORATION + ".)"):
        return None
    between = rest[: day.start].strip(" \t\n\u00a0,(")
    if between.lower() in _OF:
        return day.start
    if rest.lstrip().startswith(",") and len(between.split()) <= 4:
        return rest.index(between)
    return None


def find_number(text: str, packs: Iterable[Language]) -> str:
    """R2: the number of a line that holds nothing but ``Nr. 17/2026``; else nothing."""
    bare = text.strip()
    for pack in _candidates(bare, 0, packs, "numbers"):
        sign = _match(pack.vocabulary.numbers, bare)
        digits = re.fullmatch(r"\s*(\d{1,4}(?:\s?[/-]\s?\d{2,4})?)\.?", bare[sign.end() :]) if sign else None
        if digits:
            return digits[1]
    return ""


def find_status(text: str, packs: Iterable[Language]) -> StatusMatch | None:
    """R3: release or embargo vocabulary at the start of a text."""
    lead = _ornament(text)
    lead = len(text) - len(text[lead:].lstrip(_DECORATION + "+!-–—"))
    best: StatusMatch | None = None
    longest = 0
    for pack in _candidates(text, lead, packs, "immediate", "embargo"):
        for kind in ("immediate", "embargo"):
            found = _match(getattr(pack.vocabulary, kind), text, lead)
            separator = re.compile(_SEPARATOR).match(text, found.end()) if found else None
            if found is None or found.end() < longest:
                continue
            if found.end() == longest and best is not None:
                best = replace(best, language=best.language if best.language is pack else None)
                continue
            if kind == "immediate" or separator or _names_a_time(found[0], text[found.end() :], pack):
                best = StatusMatch(kind, pack, separator.end() if separator else found.end())
                longest = found.end()
    return best


def _names_a_time(term: str, rest: str, pack: Language) -> bool:
    """Whether embargo words without a colon mean this release, not an embargo in the news: a time follows at once."""
    day = find_date(rest)
    if not rest.strip(_DECORATION + ".!()") or is_none(rest, (pack,)) or (day and len(rest[: day.start].split()) <= 4):
        return True
    return bool(_LEADS_TO_A_TIME.search(term)) and len(rest.split()) <= 3


def is_none(text: str, packs: Iterable[Language]) -> bool:
    """R3: "none", "keine", "entfällt" instead of a time."""
    bare = text.strip(_DECORATION + ".!()").lower()
    return any(bare in pack.vocabulary.none for pack in packs)


def is_end_mark(text: str, packs: Iterable[Language]) -> bool:
    """R11: ``###``, ``-30-``, ``– Ende –``, ``- ENDS -`` and the like, whatever marks stand round them."""
    bare = text.strip()
    if re.fullmatch(r"#(?:\s?#){0,4}", bare):
        return True
    word = bare.strip(" \t\u00a0-–—*_.:|/").lower()
    if word == "30":
        return bool(re.match(r"\s*[-–—]", text)) or bare.endswith("-")
    return any(word in pack.vocabulary.end for pack in packs)


def find_section(text: str, packs: Iterable[Language]) -> tuple[str, int] | None:
    """R12: which section a head announces, and where its term ends; anchored at the start of the text."""
    lead = _ornament(text)
    best: tuple[str, int] | None = None
    longest = 0
    for pack in _candidates(text, lead, packs, *SECTIONS, "not_contact"):
        vocabulary = pack.vocabulary
        refused = _match(vocabulary.not_contact, text, lead)
        if refused and refused.end() > longest and not _match(vocabulary.material, text, lead):
            best, longest = None, refused.end()
        for section in SECTIONS:
            found = _match(getattr(vocabulary, section), text, lead)
            if found is None or found.end() <= longest or re.match(r"[*:_]\w", text[found.end() :]):
                continue
            rest = text[found.end() :].lstrip(_CLOSING).strip()
            if section == "boilerplate" and not _names_somebody(found[0], rest):
                continue
            if section == "material" and len(rest.split()) > 4:
                continue
            longest = found.end()
            best = (section, len(text) - len(text[longest:].lstrip(_CLOSING)))
    return best


def is_bare_about(text: str, packs: Iterable[Language]) -> bool:
    """R12: ``About``, ``Über``, ``À propos`` alone, which head a section only where they are a heading of their own."""
    bare = text[_ornament(text) :].strip(_DECORATION + ":.").casefold()
    return any(bare in pack.vocabulary.boilerplate for pack in packs)


def leads_to_contact(text: str, packs: Iterable[Language]) -> bool:
    """R12: whether words in front of an address end with a contact's, as ``Press and fact-checking contact:``."""
    bare = text.rstrip(_DECORATION + ":")
    return any(
        re.search(rf"(?:^|\b\w*)(?:{_pattern(pack.vocabulary.contact).pattern})$", bare, re.IGNORECASE)
        for pack in packs
        if _may_end(bare, pack.vocabulary.contact)
    )


def names_a_topic(text: str) -> bool:
    """Whether a section's head says background, and nobody's name: it may head any chapter of the text."""
    return text[_ornament(text) :].strip(_DECORATION + ":.").casefold() in _TOPICS


def _names_somebody(term: str, rest: str) -> bool:
    """``Über die BKMO`` and ``O nas`` are boilerplate; ``Über 300 Gäste`` and a bare ``Über`` are not."""
    if re.match(r"\d", rest) or len(rest.split()) > 12 or rest.endswith(("?", "!")):
        return False
    last = term.rsplit(maxsplit=1)[-1].lower()
    if not rest.strip(": "):
        return last not in _LEADS_TO_A_NAME
    words = rest.strip(": ").split()
    if len(words) <= _MAX_COMMON_NAME and (last in _DEFINITE or (words[0].lower() in _DEFINITE and len(words) > 1)):
        return True  # "À propos du musée", "Over het museum"
    return (
        any(not word[:1].islower() and word[:1].isalpha() for word in rest.split()) or rest.lower().strip(": ") in _SELF
    )


def names_place(text: str, packs: Iterable[Language]) -> bool:
    """R7: whether words can be a dateline's place."""
    words = re.findall(r"[\w.']+", text.lower())
    if not words or not weekday_names().keys().isdisjoint(words):
        return False
    telling = [word for word in words if word not in _INSIDE_NAMES or word in (words[0], words[-1])]
    return not any(word in pack.vocabulary.not_places for pack in packs for word in telling)


def language_of(text: str, packs: Sequence[Language]) -> Language | None:
    """The pack whose function words make up at least an eighth of the text and clearly more than any other's."""
    # Japanese is written without blanks: there every sign is counted for itself.
    sign = r"[\u3040-\u30ff\u4e00-\u9fff]"
    words = re.findall(rf"{sign}|(?:(?!{sign})[^\W\d_])+", text.lower())
    if len(words) < 12 or not packs:
        return None
    known = {pack.tag: [word for word in words if word in pack.vocabulary.function_words] for pack in packs}
    first, *others = sorted(packs, key=lambda pack: len(known[pack.tag]), reverse=True)
    if len(known[first.tag]) < 0.125 * len(words):
        return None
    return first if all(_tells_apart(known[first.tag], known[other.tag]) for other in others) else None


def _tells_apart(own: list[str], other: list[str]) -> bool:
    """Whether the words of one language clearly outweigh another's; those that both have say nothing."""
    shared = set(own) & set(other)
    ours, theirs = sum(word not in shared for word in own), sum(word not in shared for word in other)
    return len(own) >= 1.6 * len(other) or (ours >= 1.6 * theirs and ours >= theirs + 3)
