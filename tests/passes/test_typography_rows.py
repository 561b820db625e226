"""Every row of the micro-typography table has its German cases, or those of the language that it is about."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.passes.test_typography_cases import CASES, Case

AUTOMATIC, FINDING, LITERAL = "automatic", "finding", "never changed"


@dataclass(frozen=True, slots=True)
class Row:
    """``cases`` are the sentences above their fences; the text of an automatic one is set, that of the others stays."""

    rule: str
    mode: str
    cases: tuple[str, ...]
    tag: str = "de"


ROWS = (
    Row(
        "gender star, colon, underscore, inner capital: literal, never judged or replaced",
        LITERAL,
        (
            "The star is literal and stays.",
            "The colon is no end of a sentence.",
            "The underscore stays.",
            "The inner capital stays.",
        ),
    ),
    Row(
        "no line end right before or after a gender sign",
        AUTOMATIC,
        ("A gender sign parts a word and no soft hyphen stands at it.",),
    ),
    Row("straight marks become „…“", AUTOMATIC, ("Straight marks become those of the language.",)),
    Row(
        "nested single marks likewise",
        AUTOMATIC,
        ("Double marks in double ones become single.", "Single marks in double ones become the inner marks."),
    ),
    Row(
        "… « … » with narrow spaces in French",
        AUTOMATIC,
        ("Straight marks become guillemets with a narrow space inside.",),
        "fr",
    ),
    Row("… «…» in Switzerland", AUTOMATIC, ("Straight marks become pointed ones without a space.",), "de-CH"),
    Row(
        "… «…» in French of Switzerland",
        AUTOMATIC,
        ("French of Switzerland has no spaces inside the marks and before the signs.",),
        "fr-CH",
    ),
    Row("… «…» in Italian", AUTOMATIC, ("Italian: straight marks become guillemets without spaces.",), "it"),
    Row("… “…” in English", AUTOMATIC, ("Straight marks become curved ones.",), "en-GB"),
    Row(
        "… only when balanced",
        FINDING,
        (
            "Without a partner no straight mark is touched, and the author is told.",
            "A lone mark keeps the others of its paragraph straight.",
        ),
    ),
    Row("… outside code and addresses", LITERAL, ("Code is left alone.", "A block of code is left alone.")),
    Row(
        '„…" and „…” with a wrong closer',
        AUTOMATIC,
        ("A straight mark closes what „ has opened.", "The English closing mark closes what „ has opened."),
    ),
    Row("German text opened with “", FINDING, ("The mark that closes does not open: only the author can tell.",)),
    Row(
        "abbreviations written with a blank get a narrow no-break one",
        AUTOMATIC,
        ("Abbreviations with a blank get a narrow one.", "Abbreviations of more than two letters."),
    ),
    Row("z.B. without a blank", FINDING, ("Without a blank the author is told.",)),
    Row("no-break blank in 24. April", AUTOMATIC, ("Day and month.", "A short month.")),
    Row("no-break blank in 25 Millionen", AUTOMATIC, ("A number and what it counts.",)),
    Row("no-break blank in § 5, Art. 3, S. 5, Nr. 3", AUTOMATIC, ("Paragraph, article, page and number.",)),
    Row("no-break blank in 10 %, 9 €, 10 Uhr", AUTOMATIC, ("Percent, currency and clock.",)),
    Row("no-break blank in Dr. Name", AUTOMATIC, ("A title and a name.",)),
    Row("no-break blank behind initials", AUTOMATIC, ("Initials and a name.",)),
    Row("… only where a blank stands", LITERAL, ("Where no blank stands none is set.",)),
    Row(
        "a hyphen between blanks, or two, is a dash",
        AUTOMATIC,
        ("A hyphen between blanks is a dash.", "Two hyphens are a dash as well."),
    ),
    Row("-- and --- in English", AUTOMATIC, ("Two hyphens are an en dash.",), "en-GB"),
    Row("-- and --- in English", AUTOMATIC, ("Three hyphens are an em dash.",), "en-US"),
    Row("… never in numbers", LITERAL, ("Never between numbers.",)),
    Row("10%", FINDING, ("A percent sign without a blank.",)),
    Row("2015-2024", FINDING, ("A range of years with a hyphen.",)),
    Row("thousands", FINDING, ("A large number without groups.",)),
    Row(
        "telephone spacing of DIN 5008",
        FINDING,
        (
            "A telephone number with a stroke.",
            "A telephone number with brackets.",
            "A telephone number with a hyphen behind the prefix.",
        ),
    ),
    Row(
        "an account number in groups of four, unbroken",
        AUTOMATIC,
        ("In groups of four that stay together.", "Groups of the author's stay together."),
    ),
    Row("e-mail and web addresses are linked, never hyphenated", AUTOMATIC, ("Addresses are not hyphenated.",)),
    Row(
        "French space before ; ! ? and :",
        AUTOMATIC,
        (
            "A narrow space before an exclamation mark.",
            "A narrow space before a question mark.",
            "A narrow space before a semicolon.",
            "A no-break blank before a colon.",
        ),
        "fr",
    ),
    Row(
        "… not in Switzerland",
        LITERAL,
        ("French of Switzerland has no space before a semicolon, a question mark and a colon either.",),
        "fr-CH",
    ),
    Row(
        "at least eight letters, four before and four behind a break",
        AUTOMATIC,
        ("Running text is hyphenated: at least eight letters in a word, four before a break and four behind it.",),
    ),
    Row("hyphenation off in heads and tables", LITERAL, ("Heads are not hyphenated.",)),
    Row("hyphenation off in heads and tables", LITERAL, ("Tables are not hyphenated.",)),
    Row("the organisation's own words", AUTOMATIC, ("The organisation's own words are broken as it says.",)),
    Row("ẞ in capitals", FINDING, ("A small ß among capitals.",)),
    Row("no ß in Switzerland", FINDING, ("No ß in Switzerland.",), "de-CH"),
    Row(
        "spelling and grammar",
        LITERAL,
        ("Spelling and grammar are the author's.", "Digits and signs of the author's stay."),
    ),
)


def _case(name: str, tag: str) -> Case:
    found = [case for param in CASES for case in param.values if isinstance(case, Case)]
    named = [case for case in found if case.name == name and case.tag == tag]
    assert named, f"no case of {tag} is called “{name}”"
    return named[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_a_row_has_its_cases(row: Row) -> None:
    assert row.cases
    for name in row.cases:
        case = _case(name, row.tag)
        wanted = "\n".join(case.wanted)
        assert bool(case.findings) == (row.mode == FINDING), name
        assert (wanted != case.draft) or row.mode != AUTOMATIC, name


def test_every_language_has_cases() -> None:
    tags = {case.tag for param in CASES for case in param.values if isinstance(case, Case)}
    assert tags >= {
        *("de", "de-AT", "de-CH", "de-LI", "en-GB", "en-IE", "en-US", "fr", "fr-CH", "it", "it-CH", "es", "es-MX"),
        *("pt", "pt-BR", "pt-PT", "nl", "nl-BE", "pl", "cs", "sv", "da", "ja", "ar"),
    }
