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
# What may be made unbreakable: the author's own blanks, or a line end that prints as one.
_BLANKS = re.compile(r"[ \t\n]+")
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_INITIAL = re.compile(rf"(?<![\w.-]){_UPPER}\.[ \t\n]+(?={_UPPER}[\w.])")
_WORD = re.compile(r"\w+")
# ISO 13616: two letters, two check digits, eleven to thirty letters and digits.
_IBAN = re.compile(rf"(?<![\w-])[A-Z]{{2}}[0-9]{{2}}(?:{ANY_BLANK}?[A-Z0-9]){{11,30}}(?![\w-])")


@dataclass(frozen=True, slots=True)
class SpaceRules:
    """``patterns`` match text whose blanks become the space beside them."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    not_names: frozenset[str]
    typography: Typography


@cache
def space_rules(pack: Language, tag: str) -> SpaceRules:
    """The rules of a language pack for text in ``tag``."""
    typography = pack.typography
    after, before = one_of(typography.after_number), one_of(typography.before_number)
    patterns = (
        (re.compile(rf"(?<![\w.])(?=\w{{1,3}}\.){one_of(typography.abbreviations)}(?!\w)", re.IGNORECASE), NARROW),
        (_dates(pack, tag), NO_BREAK),
        (re.compile(rf"(?<![\w.,]){before}[ \t\n]+(?=\d)"), NO_BREAK),
        (re.compile(rf"(?<=[\d½¼¾])[ \t\n]+{after}(?!\w)"), NO_BREAK),
        # A number in groups of three, written with blanks: its first and its further groups.
        (re.compile(r"(?<![\d.,/-])(?<!\d[ \u00a0\u202f])\d{1,3}[ \t\n]+(?=\d{3}(?![\d/-]))"), NO_BREAK),
        (re.compile(r"(?<=\u00a0\d{3})[ \t\n]+(?=\d{3}(?![\d/-]))"), NO_BREAK),
        (re.compile(rf"(?<![\w.]){one_of(typography.titles)}[ \t\n]+(?={_UPPER})"), NO_BREAK),
        (re.compile(rf"(?<![\w.’'-]){one_of(typography.short_words)}[ \t\n]+(?=[\w„“«»(])", re.IGNORECASE), NO_BREAK),
    )
    return SpaceRules(patterns, frozenset(pack.vocabulary.function_words), typography)


def one_of(terms: Sequence[str]) -> str:
    """The terms as one alternative, longest first, with any blank for a blank; none match nothing."""
    wanted = sorted(terms, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", ANY_BLANK) for term in wanted) + ")" if wanted else r"(?!)"


def _dates(pack: Language, tag: str) -> re.Pattern[str]:
    """A day before its month, or as in “April 24, 2025” after it; CLDR names the months."""
    months = locale_of(tag, pack).months["format"]
    names = {name for width in ("wide", "abbreviated") for name in months[width].values()}
    # CLDR writes some short names with a full stop; authors leave it out.
    month = one_of(sorted(names | {name.rstrip(".") for name in names}))
    link = pack.typography.date_link
    between = rf"(?:{re.escape(link)}{ANY_BLANK})?" if link else ""
    after = rf"(?<!\d)\d{{1,2}}(?:\.|er|º|st|nd|rd|th)?[ \t\n]+(?={between}{month}(?!\w))"
    before = rf"(?<!\w){month}[ \t\n]+(?=\d{{1,2}},{ANY_BLANK}\d{{4}})"
    return re.compile(f"{after}|{before}", re.IGNORECASE)


def set_spaces(run: Run, rules: SpaceRules) -> Run:
    """The run with its unbreakable blanks."""
    for pattern, space in rules.patterns:
        run = run.edited(_unbroken(run.text, pattern.finditer(run.text), space))
    run = run.edited(_unbroken(run.text, _initials(run.text, rules.not_names), NO_BREAK))
    return _punctuation(_iban(run), rules.typography)


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
