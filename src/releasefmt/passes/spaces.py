"""Blanks at which no line may end, the spaces of French punctuation, and account numbers in groups of four.

A blank is only ever made unbreakable where one stands; French punctuation and account numbers alone get new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from releasefmt.model.language import Language, Typography
from releasefmt.passes.locales import locale_of
from releasefmt.passes.run import Edit, Run

NO_BREAK = "\u00a0"
NARROW = "\u202f"

ANY_BLANK = r"[ \t\n\u00a0\u202f]"
_NONE = r"(?!)"
# What may be made unbreakable: the author's own blanks, or a line end that prints as one.
_BLANKS = re.compile(r"[ \t\n]+")
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
# A pattern that begins with a class of signs and looks back from there is many times as fast as one that begins with
# looking back: the engine leaps to the next such sign and does not try every place of a text.
_INITIAL = re.compile(rf"\.(?<=(?<![\w.-]){_UPPER}\.)[ \t\n]+(?={_UPPER}[\w.])")
_NUMBER = re.compile(r"[\d½¼¾]")
_WORD = re.compile(r"\w+")
# ISO 13616: two letters, two check digits, eleven to thirty letters and digits.
_IBAN = re.compile(rf"[A-Z](?<![\w-][A-Z])[A-Z][0-9]{{2}}(?:{ANY_BLANK}?[A-Z0-9]){{11,30}}(?![\w-])")


@dataclass(frozen=True, slots=True)
class SpaceRules:
    """``patterns`` match text whose blanks become the space beside them; the last says whether they need a number."""

    patterns: tuple[tuple[re.Pattern[str], str, bool], ...]
    not_names: frozenset[str]
    typography: Typography


@cache
def space_rules(pack: Language, tag: str) -> SpaceRules:
    """The rules of a language pack for text in ``tag``."""
    typography = pack.typography
    before_number = one_after(r"[\w.,]", typography.before_number)
    title = one_after(r"[\w.]", typography.titles)
    short_word = one_after(r"[\w.’'-]", typography.short_words, any_case=True)
    day, month = _dates(pack, tag)
    patterns = (
        (_abbreviations(typography.abbreviations), NARROW, False),
        (day, NO_BREAK, True),
        (month, NO_BREAK, True),
        (rf"{before_number}[ \t\n]+(?=\d)", NO_BREAK, True),
        (rf"[ \t\n](?<=[\d½¼¾][ \t\n])[ \t\n]*{one_of(typography.after_number)}(?!\w)", NO_BREAK, True),
        # A number in groups of three, written with blanks: its first and its further groups.
        (r"\d(?<![\d.,/-]\d)(?<!\d[ \u00a0\u202f]\d)\d{0,2}[ \t\n]+(?=\d{3}(?![\d/-]))", NO_BREAK, True),
        (r"[ \t\n](?<=\u00a0\d{3}[ \t\n])[ \t\n]*(?=\d{3}(?![\d/-]))", NO_BREAK, True),
        (rf"{title}[ \t\n]+(?={_UPPER})", NO_BREAK, False),
        (rf"{short_word}[ \t\n]+(?=[\w„“«»(])", NO_BREAK, False),
    )
    compiled: list[tuple[re.Pattern[str], str, bool]] = []
    # No comprehension: `system.prepared` keeps what this function itself compiles.
    for pattern, space, of_number in patterns:
        if not pattern.startswith(_NONE):
            compiled.append((re.compile(pattern), space, of_number))
    return SpaceRules(tuple(compiled), frozenset(pack.vocabulary.function_words), typography)


def one_after(sign: str, terms: Sequence[str], *, any_case: bool = False) -> str:
    """The terms as ``one_of`` has them, where no ``sign`` stands before them.

    The class of their first letters comes first in the pattern, for the reason given above.
    """
    if not terms:
        return _NONE
    groups: dict[str, list[str]] = {}
    for term in terms:
        first = term[0].lower() + term[0].upper() if any_case else term[0]
        groups.setdefault(f"[{re.escape(first)}]", []).append(term[1:])
    firsts = "".join(group[1:-1] for group in groups)
    rests = "|".join(f"(?<={group}){one_of(rest)}" for group, rest in groups.items())
    return f"[{firsts}](?<!{sign}[{firsts}])({'?i' if any_case else '?'}:{rests})"


def one_of(terms: Sequence[str]) -> str:
    """The terms as one alternative, longest first, with any blank for a blank; none match nothing."""
    wanted = sorted(terms, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", ANY_BLANK) for term in wanted) + ")" if wanted else _NONE


def _abbreviations(terms: Sequence[str]) -> str:
    """The terms from the full stop behind their first letters on, which is where blanks begin and what is rare in a text."""
    rests: dict[str, list[str]] = {}
    for term in terms:
        head, _, rest = term.partition(".")
        rests.setdefault(head, []).append(rest)
    known = "|".join(rf"(?<=(?<![\w.]){re.escape(head)}\.){one_of(rest)}" for head, rest in rests.items())
    return rf"\.(?i:{known})(?!\w)" if known else _NONE


def _dates(pack: Language, tag: str) -> tuple[str, str]:
    """A day before its month, and as in “April 24, 2025” after it; CLDR names the months."""
    months = locale_of(tag, pack).months["format"]
    names = {name for width in ("wide", "abbreviated") for name in months[width].values()}
    # CLDR writes some short names with a full stop; authors leave it out.
    names |= {name.rstrip(".") for name in names}
    link = pack.typography.date_link
    between = rf"(?:{re.escape(link)}{ANY_BLANK})?" if link else ""
    before = rf"\d(?<!\d\d)\d?(?i:\.|er|º|st|nd|rd|th)?[ \t\n]+(?=(?i:{between}{one_of(sorted(names))})(?!\w))"
    months_before = "|".join(rf"(?<=(?<!\w){re.escape(name)}[ \t\n])" for name in sorted(names))
    return before, rf"[ \t\n](?=[ \t\n]*\d{{1,2}},{ANY_BLANK}\d{{4}})(?i:{months_before})[ \t\n]*"


def set_spaces(run: Run, rules: SpaceRules) -> Run:
    """The run with its unbreakable blanks."""
    has_number = _NUMBER.search(run.text) is not None
    for pattern, space, of_number in rules.patterns:
        if has_number or not of_number:
            run = run.edited(_unbroken(run.text, pattern.finditer(run.text), space))
    run = run.edited(_unbroken(run.text, _initials(run.text, rules.not_names), NO_BREAK))
    return _punctuation(_iban(run) if has_number else run, rules.typography)


def _unbroken(text: str, matches: Iterator[re.Match[str]], space: str) -> Iterator[Edit]:
    for match in matches:
        for blank in _BLANKS.finditer(text, match.start(), match.end()):
            yield Edit(blank.start(), blank.end(), space)


def _initials(text: str, not_names: frozenset[str]) -> Iterator[re.Match[str]]:
    """Initials before a name; a single letter that ends a sentence, as in “plan B. The”, has a plain word after it."""
    for match in _INITIAL.finditer(text):
        word = _WORD.match(text, match.end())
        if word is None or word[0].lower() not in not_names:
            yield match


def _iban(run: Run) -> Run:
    edits: list[Edit] = []
    for match in _IBAN.finditer(run.text):
        end = _iban_end(match)
        if end is None:
            continue
        places = range(match.start(), end)
        blanks = [at for at in places if run.text[at].isspace()]
        if blanks:
            edits += (Edit(at, at + 1, NO_BREAK) for at in blanks)
        else:
            edits += (Edit(at, at + 1, run.text[at] + NO_BREAK) for at in places[3:-1:4])
    return run.edited(edits)


def _iban_end(match: re.Match[str]) -> int | None:
    """Where the account number ends: what follows it, as BIC, may look like a further group."""
    text = match.string
    for end in range(match.end(), match.start() + 14, -1):
        if text[end - 1].isalnum() and not text[end : end + 1].isalnum():
            number = "".join(text[match.start() : end].split())
            # ISO 7064, modulus 97: letters count from 10, country and check digits come last.
            if int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1:
                return end
    return None


def _punctuation(run: Run, typography: Typography) -> Run:
    """Spaces inside pointed quotation marks and before high punctuation, where the language has them.

    A blank that the author typed inside the marks is made unbreakable everywhere.
    """
    opening, closing = typography.quotes
    if opening == "«" and (opening in run.text or closing in run.text):
        inside = typography.quote_space
        typed = inside or NO_BREAK
        run = run.edited(
            Edit(match.start(), match.end(), opening + (typed if match[1] else inside))
            for match in re.finditer(rf"{opening}({ANY_BLANK}*)(?=\S)", run.text)
        )
        run = run.edited(
            Edit(match.start(), match.end(), (typed if match[1] else inside) + closing)
            for match in re.finditer(rf"(?<=\S)({ANY_BLANK}*){closing}", run.text)
        )
    for pattern, space in ((_HIGH, typography.sign_space), (_COLON, typography.colon_space)):
        if space:
            run = run.edited(Edit(match.start(), match.end(), space + match[1]) for match in pattern.finditer(run.text))
    return run


_HIGH = re.compile(rf"(?<=[\w.…)\]»”’%€°]){ANY_BLANK}*([;!?])(?=[\s;!?»”)\]]|$)")
_COLON = re.compile(rf"(?<=[\w.…)\]»”’%€°]){ANY_BLANK}*(:)(?=\s|$)")
