"""Names of files out of drafts, for every file system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releasefmt.passes.naming import asks_for_stem_only, output_stem, same_name_key

FAMILY = "👩\u200d👩\u200d👧"


def named(stem: str) -> str:
    return output_stem("{stem}", stem, None)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("2025-05-01-hafen", "2025-05-01-hafen"),
        ('Bürger*innen: was? <neu> | "jetzt"', "Bürger-innen- was- -neu- - -jetzt"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C-Windows-x"),
        ("a\x00b\nc\x7fd\x85e\u2028f", "a b c d e f"),
        ("con", "con_"),
        ("NUL.txt", "NUL_.txt"),
        ("nul .tar.gz", "nul_.tar.gz"),
        ("COM¹", "COM¹_"),
        ("lpt9", "lpt9_"),
        ("CONIN$", "CONIN$_"),
        ("console", "console"),
        ("COM10", "COM10"),
        ("-rf", "rf"),
        (".htaccess", "htaccess"),
        ("~$brief", "$brief"),
        ("Ende. . ", "Ende"),
        ("...", "release"),
        ("", "release"),
        ("u\u0308ber", "über"),
        ("Recht\u00ads\u202eschutz\u200b", "Rechtsschutz"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\udcffb\ufdd0", "a-b"),
    ],
)
def test_a_name_is_safe_everywhere(stem: str, name: str) -> None:
    assert named(stem) == name


def test_a_long_name_is_cut_between_signs() -> None:
    assert named("x" * 300) == "x" * 120
    assert named("ü" * 300) == "ü" * 100
    assert named("港" * 300) == "港" * 66
    assert named("x" * 119 + "q\u0301" + "y") == "x" * 119
    assert named(FAMILY * 30) == FAMILY * (200 // len(FAMILY.encode()))
    assert named("x" + "🇩🇪" * 60) == "x" + "🇩🇪" * 24
    assert named("x" * 119 + "👍🏽" + "y") == "x" * 119
    assert named("x" * 118 + ". y") == "x" * 118


@given(st.text(st.characters(), max_size=300))
def test_any_name_is_safe(stem: str) -> None:
    name = named(stem)
    assert 0 < len(name.encode()) <= 201  # a device's name gets one byte more
    assert name == named(name)
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.startswith((".", "-", "~", " "))
    assert not name.endswith((".", " "))
    assert all(unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Zl", "Zp"} for sign in name)
    assert name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hafen", "HAFEN"), ("über", "u\u0308ber"), ("ÜBER", "u\u0308ber"), ("Straße", "STRASSE"), ("ΣΑΣ", "σας")],
)
def test_names_that_are_one_on_some_file_system(one: str, other: str) -> None:
    assert same_name_key(one) == same_name_key(other)
    assert same_name_key(one) != same_name_key(one + "2")


def test_only_a_name_by_the_stem_alone_is_known_before_the_draft_is_read() -> None:
    assert asks_for_stem_only("{stem}")
    assert asks_for_stem_only("PM {stem} {{x}}")
    assert not asks_for_stem_only("{date} {stem}")
    assert output_stem("PM {stem} {{x}}", "a", None) == "PM a {x}"
