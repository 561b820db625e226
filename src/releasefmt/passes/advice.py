"""What only the author can put right: findings on abbreviations, percentages, ranges, numbers, telephones and ẞ.

Each names the place, what stands there and what to write instead; the text itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from releasefmt.model.findings import Finding
from releasefmt.model.language import Language, Typography
from releasefmt.model.rules import finding
from releasefmt.passes.locales import group_sign
from releasefmt.passes.run import Run
from releasefmt.passes.spaces import NARROW, NO_BREAK, one_after, one_of

# Before a pattern that must look back from every place of a text, one that is quick and finds what it cannot do without.
_STOP_WITHIN = re.compile(r"\.\w")
_FIVE_DIGITS = re.compile(r"\d\d{4}")
_SHARP_S_AT_CAPITAL = re.compile("ß(?:(?<=[A-ZÄÖÜ]ß)|(?=[A-ZÄÖÜ]))")
_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)%")
_YEAR = r"(?:1[5-9]|20)\d\d"
_YEARS = re.compile(rf"(1(?<![\w/-]1)[5-9]\d\d|2(?<![\w/-]2)0\d\d)-({_YEAR}|\d\d)(?![\w/-])")
# DIN 5008: no bracket, stroke or hyphen inside a telephone number; the prefix (0) is left out abroad.
_PHONE = re.compile(
    r"[+(0](?<![\w/+-][+(0])"
    r"(?:(?<=\+)\d{1,3}[ \u00a0]?\(0\)|(?<=\()0\d{1,5}\)|(?<=0)(?:\d{1,5}[ \u00a0]?/|\d{2,5}-(?=\d{4})))"
    r"[ \u00a0]?[\d/ \u00a0-]*\d(?![\w/])"
)
_SHARP_S_CAPITALS = re.compile(r"(?<!\w)(?=\w*[A-ZÄÖÜ]{2})[A-ZÄÖÜ]*ß[A-ZÄÖÜß]*(?!\w)")
_SHARP_S = re.compile(r"\w*ß\w*")


@dataclass(frozen=True, slots=True)
class Advice:
    """Compiled once for the language and region of a tag."""

    abbreviations: re.Pattern[str]
    spaced: dict[str, str]
    ungrouped: re.Pattern[str]
    group_sign: str
    typography: Typography


@cache
def advice_for(pack: Language, tag: str) -> Advice:
    """What to say of text in ``tag``."""
    typography = pack.typography
    spaced = {term.replace(" ", "").lower(): term.replace(" ", NARROW) for term in typography.abbreviations}
    abbreviation = one_after(r"[\w.]", sorted(spaced), any_case=True)
    number = r"\d{5,12}(?![\d.,/-]|\w)"
    return Advice(
        re.compile(f"{abbreviation}(?!\\w)"),
        spaced,
        re.compile(
            rf"(?:(?<!\w)(?i:{one_of(typography.amounts)})[ \u00a0]({number}))"
            rf"|(?:(?<![\w.,/+-])({number})(?=[ \u00a0]{one_of(typography.after_number)}(?!\w)))"
        ),
        typography.group_sign or group_sign(tag, pack),
        typography,
    )


def advise(run: Run, advice: Advice) -> Iterator[Finding]:
    """The findings of one run."""
    typography = advice.typography
    may_stand = typography.spaced_abbreviations and _STOP_WITHIN.search(run.text)
    for match in _free(run, advice.abbreviations) if may_stand else ():
        wanted = advice.spaced[match[0].lower()]
        if match[0][0].isupper():
            wanted = wanted[0].upper() + wanted[1:]
        message = f"“{match[0]}” is written without a blank."
        yield _found(
            "RF203", run, match, message, f"Write {wanted} with a blank; it is set narrow and kept on one line."
        )
    if typography.percent_blank and "%" in run.text:
        for match in _free(run, _PERCENT):
            message = f"“{match[0]}” has no blank before the percent sign."
            yield _found("RF204", run, match, message, f"Write {match[1]}{NO_BREAK}%.")
    for match in _free(run, _YEARS) if "-" in run.text else ():
        message = f"“{match[0]}” has a hyphen where a range of years has a dash."
        yield _found("RF205", run, match, message, f"Write {match[1]}–{match[2]}.")
    for match in _free(run, advice.ungrouped) if _FIVE_DIGITS.search(run.text) else ():
        group = 1 if match[1] else 2
        digits = match[group]
        grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", advice.group_sign.replace(" ", NO_BREAK), digits)
        message = f"“{digits}” is hard to read without groups of three digits."
        yield _found("RF206", run, match, message, f"Write {grouped}.", group=group)
    if typography.national_phone and "0" in run.text:
        for match in _free(run, _PHONE, fixed=True):
            message = f"“{match[0]}” is not spaced as DIN 5008 has telephone numbers."
            yield _found("RF207", run, match, message, f"Write {_phone(match[0])}.")
    yield from _sharp_s(run, typography)


def _sharp_s(run: Run, typography: Typography) -> Iterator[Finding]:
    if "ß" not in run.text:
        return
    if not typography.sharp_s:
        for match in _free(run, _SHARP_S):
            message = f"“{match[0]}” has an ß, which is not used in Switzerland and Liechtenstein."
            yield _found("RF209", run, match, message, f"Write {match[0].replace('ß', 'ss')}.")
        return
    for match in _free(run, _SHARP_S_CAPITALS) if _SHARP_S_AT_CAPITAL.search(run.text) else ():
        message = f"“{match[0]}” has a small ß among capitals."
        yield _found("RF208", run, match, message, f"Write {match[0].replace('ß', 'ẞ')}.")


def _phone(typed: str) -> str:
    """Country, area and number parted by one blank each, an extension by its hyphen."""
    number = re.sub(r"\s*\(0\)\s*", " ", typed)
    number = re.sub(r"\((0\d+)\)\s*", r"\1 ", number)
    number = re.sub(r"(?<=\d)\s*/\s*", " ", number, count=1)
    number = re.sub(r"^(0\d{2,5})-(?=\d{4})", r"\1 ", number)
    return " ".join(number.split())


def _free(run: Run, pattern: re.Pattern[str], *, fixed: bool = False) -> Iterator[re.Match[str]]:
    """Matches outside code and addresses; a linked telephone number is fixed and yet meant."""
    return (match for match in pattern.finditer(run.text) if fixed or not run.is_fixed(match.start(), match.end()))


def _found(code: str, run: Run, match: re.Match[str], message: str, hint: str, *, group: int = 0) -> Finding:
    return finding(code, message, run.span(match.start(group), match.end(group)), hint=hint)
