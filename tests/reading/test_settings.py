"""releasefmt.toml is read strictly: every mistyped key is named with its line and the nearest known one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from releasefmt.model.letterhead import Letterhead
from releasefmt.reading.settings import read_letterhead, read_style
from releasefmt.system.config import load_style

TABLES = ("organisation", "contact", "boilerplate", "footer", "colours", "fonts", "page", "paper", "print", "output")
COLOUR = "[colours]\naccent = '#8a1538'\n"
KEYS = [(table, field.name) for table in TABLES for field in dataclasses.fields(getattr(Letterhead(), table))]


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_mistyped_key_is_named_with_its_line(table: str, key: str) -> None:
    outcome = read_letterhead(f"# Haus\n[{table}]\n  {key}x = 'a'\n", "releasefmt.toml")
    assert outcome.value is None
    (finding,) = outcome.findings
    assert finding.code == "RF403"
    assert finding.message == f"“{table}.{key}x” is not a known setting."
    assert finding.hint == f"Did you mean “{key}”?"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (3, 3)


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("styl = 'kanzlei'", "RF403", 1, "Did you mean “style”?"),
        ("\n[organization]\nname = 'a'", "RF403", 2, "Did you mean “organisation”?"),
        ("\norganisation.nme = 'a'", "RF403", 2, "Did you mean “name”?"),
        ("\norganisation = { nme = 'a' }", "RF403", 2, "Did you mean “name”?"),
        ("[organisation]\naddress = 'eine Zeile'", "RF404", 2, "must be a list in [brackets]"),
        ("[organisation]\nname = ['a']", "RF404", 2, "must be text in quotation marks"),
        ("organisation = 'Stadt'", "RF404", 1, "must be a table"),
        ("[[fonts.files]]\nfamily = 'a'\nfile = 'b'\nweigth = 700", "RF403", 4, "Did you mean “weight”?"),
        ("[[fonts.files]]\nfamily = 'a'", "RF404", 1, "lacks the setting “file”"),
        ("a = ", "RF402", 1, "cannot be read as TOML"),
        ("style = 'a'\nstyle = 'b'", "RF402", 2, "cannot be read as TOML"),
        ("[output]\nname = ''", "RF404", 2, "cannot be filled in"),
        ("[output]\nname = '{'", "RF404", 2, "cannot be filled in"),
        ("[output]\nname = '{stem.x}'", "RF404", 2, "cannot be filled in"),
        ("[output]\nname = '{stem:d}'", "RF404", 2, "cannot be filled in"),
        ("[output]\nname = '{stem!z}'", "RF404", 2, "cannot be filled in"),
        ("purpose = 'prnt'", "RF404", 1, "cannot be “prnt”. Known are screen, archive, archive-4, print."),
        ("[page]\nsize = 'A5'", "RF404", 2, "Known are A4, letter."),
        ("[print]\ncrop_marks = 1", "RF404", 2, "must be true or false"),
        (COLOUR + "accent_cmyk = [90, 90, 90, 20]", "RF404", 3, "puts 290 % of ink on one spot"),
        ('[colours]\ntext = "#111111"\ntext_cmyk = [60, 50, 50, 100]', "RF404", 3, "black type in several inks"),
        (COLOUR + "accent_cmyk = [0, 100, 45]", "RF404", 3, "as in accent_cmyk = [0, 100, 45, 50]"),
        (COLOUR + "accent_cmyk = [0, 100, 45, 101]", "RF404", 3, "does not hold four percentages"),
        ("[colours]\nlink_cmyk = [0, 0, 0, 50]", "RF404", 2, "is given without “link”"),
        (COLOUR + "accent_cmyk = [0, 1, 2, 3]\nlink = '#8A1538'\nlink_cmyk = [3, 2, 1, 0]", "RF404", 5, "0, 1, 2, 3"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, code: str, line: int, words: str) -> None:
    outcome = read_letterhead(text, "releasefmt.toml")
    assert outcome.value is None
    finding = outcome.findings[0]
    assert finding.code == code
    assert words in f"{finding.message} {finding.hint}"
    assert finding.span is not None
    assert finding.span.line == line


def test_an_empty_file_is_a_plain_letterhead() -> None:
    assert read_letterhead("", "releasefmt.toml").value == Letterhead()


def test_a_wrong_value_deep_inside_a_style_names_the_known_ones() -> None:
    text = (Path(__file__).parents[2] / "styles/kanzlei/style.toml").read_text("utf-8")
    broken = text.replace("lead = { weight = 700", 'lead = { family = "serif", weight = 700')
    assert broken != text
    (said,) = read_style(broken, "faces = []", "", Letterhead(), "style.toml").findings
    assert said.message == "“roles.family” cannot be “serif”."
    assert said.hint == "Known are body, heads, mono."


def test_a_size_that_word_cannot_have_is_refused() -> None:
    """Word knows half points (ECMA-376 Part 1, 17.3.2.38); any other size would break lines unlike the PDF."""
    files = load_style("redaktion", Path("nowhere")).value
    assert files is not None
    uneven = files.style.replace("size = 21.0", "size = 20.75")
    assert uneven != files.style
    outcome = read_style(uneven, files.fonts, "", Letterhead(), files.file)
    assert outcome.value is None
    assert [entry.code for entry in outcome.findings] == ["RF406"]
    assert "headline" in outcome.findings[0].message
