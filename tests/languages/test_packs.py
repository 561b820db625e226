"""The language packs: closed sets of terms, regions upon their bases, and CLDR wherever nothing speaks against it."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

from releasefmt.model.language import Language, Printed, Typography, Vocabulary
from releasefmt.pipeline import language_packs
from releasefmt.reading.settings import read_languages
from releasefmt.system.hyphenation import FOLDER
from releasefmt.system.languages import language_texts
from tests.languages.packs import pack_of

PACKS = {pack.tag: pack for pack in language_packs()}
TEXTS = dict(language_texts())
DELIMITERS = tomllib.loads((Path(__file__).parent / "cldr_delimiters.toml").read_text(encoding="utf-8"))
WANTED = "ar cs da de de-AT de-CH de-LI en-GB en-US es es-419 fr fr-CH it ja nl pl pt pt-PT sv"
EVERY_PACK = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)

CHANCELLERY = "the Federal Chancellery's rules are followed in Switzerland, and Switzerland in Liechtenstein"
# Where a pack is not what CLDR says, and why.
OTHER_QUOTES = {
    "da": "Retskrivningsordbogen leaves the choice; newsrooms and press offices take the same high mark twice",
    "de-CH": f"pointed ones: {CHANCELLERY}",
    "de-LI": f"pointed ones: {CHANCELLERY}",
    "es": "the Academies' Ortografía (2010, 3.4.8.2.2) takes the pointed marks first in print, the high ones inside them",
    "fr": "CLDR names one pair twice; the Lexique of the Imprimerie nationale has high marks inside",
    "nl": "double marks for what somebody said, single ones inside, as the Taalunie's advice has both",
}
OTHER_FORMS = {
    ("cs", "embargo_date"): "behind “do” the weekday would need another case",
    ("cs", "embargo_time"): "the clock's own word",
    ("da", "embargo_time"): "the clock's own word",
    ("de", "embargo_time"): "the clock's own word, an hour without nought before it",
    ("de-AT", "embargo_time"): "as de",
    ("de-CH", "embargo_time"): f"a point between hours and minutes: {CHANCELLERY}",
    ("de-LI", "embargo_time"): "as de-CH",
    ("fr-CH", "embargo_time"): f"10 h 30: {CHANCELLERY}",
    ("ja", "embargo_time"): "hours and minutes with their own signs, as the date has them",
    ("nl", "embargo_time"): "the clock's own word",
    ("pl", "date"): "the year of a date in a text is followed by “r.”",
    ("pl", "embargo_date"): "as its date; behind “do” the weekday would need another case",
    ("pl", "embargo_time"): "the clock's own word",
    ("sv", "embargo_time"): "the clock's own word",
}
OTHER_PERCENT = {
    "cs": "“10%” is an adjective, hence no mistake",
    "de-CH": f"with a blank: {CHANCELLERY}",
    "de-LI": "as de-CH",
    "fr-CH": f"with a blank: {CHANCELLERY}",
}
OTHER_GROUPS = {"es": "the Academies' Ortografía (2010) has a blank and neither point nor comma"}
FORMS = {"date": "long", "embargo_date": "full", "embargo_time": "short"}


def test_every_language_and_region_has_its_pack() -> None:
    assert sorted(PACKS) == WANTED.split()
    assert {pack.base for pack in PACKS.values()} <= {"", *PACKS}


@EVERY_PACK
def test_marks_are_those_of_cldr_or_a_reason_says_why_not(pack: Language) -> None:
    typography = pack.typography
    same = ["".join(typography.quotes), "".join(typography.inner_quotes)] == DELIMITERS[pack.tag]
    assert same != (pack.tag in OTHER_QUOTES)


@EVERY_PACK
@pytest.mark.parametrize("term", FORMS)
def test_dates_and_times_are_those_of_cldr_or_a_reason_says_why_not(pack: Language, term: str) -> None:
    form = getattr(pack.printed, term)
    assert (form == FORMS[term]) != ((pack.tag, term) in OTHER_FORMS)
    if form != FORMS[term]:
        locale = Locale.parse(pack.tag, sep="-")
        known = locale.time_formats if term == "embargo_time" else locale.date_formats
        assert form != known[FORMS[term]].pattern, "a pattern that CLDR has is named, not typed"


@EVERY_PACK
def test_percent_and_thousands_are_those_of_cldr_or_a_reason_says_why_not(pack: Language) -> None:
    locale = Locale.parse(pack.tag, sep="-")
    blank = "\u00a0" in locale.percent_formats[None].pattern
    assert (pack.typography.percent_blank == blank) != (pack.tag in OTHER_PERCENT)
    assert (pack.typography.group_sign == "") != (pack.tag in OTHER_GROUPS)
    assert pack.right_to_left == (locale.text_direction == "rtl")


@EVERY_PACK
def test_fixed_words_have_the_fields_that_are_filled_in(pack: Language) -> None:
    for term in dataclasses.fields(Printed):
        value, model = getattr(pack.printed, term.name), getattr(PACKS["de"].printed, term.name)
        if isinstance(value, str):
            assert value
            assert _fields(value) == _fields(model), term.name


def _fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@EVERY_PACK
def test_a_region_without_sharp_s_prints_none(pack: Language) -> None:
    if not pack.typography.sharp_s:
        assert "ß" not in "".join(str(getattr(pack.printed, term.name)) for term in dataclasses.fields(Printed))


@EVERY_PACK
def test_patterns_that_a_pack_names_are_there(pack: Language) -> None:
    name = pack.typography.hyphenation
    assert not name or (FOLDER / f"{name}.patterns.txt").is_file()


@EVERY_PACK
def test_a_region_says_only_what_differs(pack: Language) -> None:
    own = tomllib.loads(TEXTS[f"{pack.tag.removesuffix('-GB')}.toml"])
    if not pack.base:
        assert "base" not in own
        return
    base = PACKS[pack.base]
    assert pack.vocabulary == base.vocabulary
    for part in ("printed", "typography"):
        for term, value in own.get(part, {}).items():
            inherited = getattr(getattr(base, part), term)
            assert value != (list(inherited) if isinstance(inherited, tuple) else inherited), term
        silent = {field.name for field in dataclasses.fields(getattr(base, part))} - own.get(part, {}).keys()
        for term in silent:
            assert getattr(getattr(pack, part), term) == getattr(getattr(base, part), term)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("de", "Pressemitteilung"),
        ("de-AT", "Presseaussendung"),
        ("de-CH", "Medienmitteilung"),
        ("de-LI", "Medienmitteilung"),
        ("de-LU", "Pressemitteilung"),
        ("fr-BE", "Communiqué de presse"),
        ("fr-CH", "Communiqué"),
    ],
)
def test_a_region_has_its_own_label(tag: str, wanted: str) -> None:
    assert pack_of(tag).printed.label == wanted


# --- what fails on load ----------------------------------------------------------------------------------------


def _without(text: str, part: str, term: str) -> str:
    before, head, after = text.partition(f"[{part}]\n")
    lines = after.splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.startswith(f"{term} = ")))
    return before + head + "".join(lines)


@pytest.mark.parametrize(
    ("kind", "part"), [(Vocabulary, "vocabulary"), (Printed, "printed"), (Typography, "typography")]
)
def test_a_term_that_lacks_is_named(kind: type, part: str) -> None:
    for term in dataclasses.fields(kind):
        outcome = read_languages([("de.toml", _without(TEXTS["de.toml"], part, term.name))])
        assert outcome.value == ()
        (finding,) = outcome.findings
        assert finding.code == "RF406"
        assert finding.file == "de.toml"
        assert f"“{term.name}”" in finding.message


@pytest.mark.parametrize(
    ("text", "named", "line"),
    [
        ('tag = "de-XX"\nbase = "de"\nname = "X"\n[printed]\nlabbel = "a"', "printed.labbel", 5),
        ('tag = "de-XX"\nbase = "de"\nname = "X"\n[typography]\nquote = ["a", "b"]', "typography.quote", 5),
        ('tag = "de-XX"\nbase = "de"\nname = "X"\n[printed]\nlabel = ["a"]', "printed.label", 5),
        ('tag = "de-XX"\nbase = "de"\nname = "X"\n[vocabulary]\nlabels = ["a"]', "vocabulary", 4),
        ('tag = "de-XX"\nbase = "de"\nname = "X"\n[region]\ncertain = []', "month_first", 4),
        ('tag = "de-XX"\nbase = "de"\n', "name", 0),
        ('tag = "de-XX"\nbase = "dee"\nname = "X"', "dee", 2),
        ('tag = "de-XX"\nbase = "de-XX"\nname = "X"', "de-XX", 2),
        ('tag = "de-XX"\nbase = "de\nname = "X"', "cannot be read as TOML", 2),
    ],
)
def test_what_is_wrong_in_a_region_is_named_with_its_line(text: str, named: str, line: int) -> None:
    outcome = read_languages([("de.toml", TEXTS["de.toml"]), ("de-XX.toml", text)])
    assert [pack.tag for pack in outcome.value] == ["de"]
    (finding,) = outcome.findings
    assert finding.code == "RF406"
    assert finding.file == "de-XX.toml"
    assert named in finding.message
    assert (finding.span.line if finding.span else 0) == line


def test_a_region_may_stand_before_its_base() -> None:
    names = ["de-LI.toml", "de-CH.toml", "de.toml"]
    outcome = read_languages([(name, TEXTS[name]) for name in names])
    assert not outcome.findings
    assert [pack.tag for pack in outcome.value] == ["de", "de-CH", "de-LI"]
    assert outcome.value[2].printed == outcome.value[1].printed
