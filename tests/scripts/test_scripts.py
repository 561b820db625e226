"""One release in German, French, Polish, Arabic and Japanese: both files, in their own script; the gates are in tests/matrix."""

from __future__ import annotations

import re
import shutil
import unicodedata
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from releasefmt.model.findings import Severity
from releasefmt.model.text import plain_text
from releasefmt.pipeline import Job, draw_up, run, set_up, understand
from releasefmt.reporting.result import Result
from releasefmt.system.drafts import Draft
from tests.gates import (
    libreoffice,
    poppler,
)
from tests.gates.toolbox import TYPEFACES
from tests.gates.workspace import folder

HERE = Path(__file__).parent
LANGUAGES = ("de", "fr", "pl", "ar", "ja")
_MARKS = dict.fromkeys(
    map(ord, "\u00ad\u200b-\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200c\u200d\u200e\f")
)


def needing(*languages: str) -> pytest.MarkDecorator:
    """Once for each of the languages; those whose script the bundled typefaces lack need one from outside."""
    marked = (
        pytest.param(name, marks=pytest.mark.needs(f"typeface-{name}")) if name in TYPEFACES else name
        for name in languages
    )
    return pytest.mark.parametrize("language", list(marked))


every_language = needing(*LANGUAGES)


@cache
def home(language: str, *, with_fonts: bool = True) -> Path:
    """Draft and letterhead with the typefaces beside them, as an office would have it."""
    place = folder() / ("scripts" if with_fonts else "bare") / language
    shutil.copytree(HERE / language, place)
    if language in TYPEFACES and with_fonts:
        (place / "fonts").mkdir()
        for face in TYPEFACES[language]:
            shutil.copy(face, place / "fonts")
    return place


def job(place: Path) -> Job:
    setup = set_up(place)
    assert setup.value is not None, setup.findings
    draft = place / "release.md"
    return Job(Draft(draft.name, draft.read_bytes(), place, "release"), setup.value, ("pdf", "docx"), place / "out")


@cache
def done(language: str) -> Result:
    return run(job(home(language))).result


def pdf(language: str) -> bytes:
    return (home(language) / "out" / "release.pdf").read_bytes() if done(language).outputs else b""


def docx(language: str) -> bytes:
    return (home(language) / "out" / "release.docx").read_bytes() if done(language).outputs else b""


@cache
def printed(language: str) -> bytes:
    """The Word file as LibreOffice prints it, with the same typefaces."""
    return libreoffice.to_pdf(docx(language), *([home(language) / "fonts"] if language in TYPEFACES else []))


def part(language: str, name: str) -> str:
    with zipfile.ZipFile(BytesIO(docx(language))) as package:
        return package.read(f"word/{name}.xml").decode()


def letters(text: str) -> Counter[str]:
    """Letters and digits without their marks; order does not matter, forms that only join letters do not either."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(letter for letter in plain if letter.isalnum())


@every_language
def test_both_files_are_written_without_a_warning(language: str) -> None:
    assert len(done(language).outputs) == 2
    # No paragraph of twelve words, RF106: Japanese has no blanks between them.
    said = [entry for entry in done(language).findings if entry.severity is not Severity.INFO and entry.code != "RF106"]
    assert said == []


@every_language
@pytest.mark.needs("pdftotext")
def test_both_files_say_what_the_sheet_says(language: str) -> None:
    work = job(home(language))
    release = understand(work).value
    assert release is not None
    sheet = draw_up(work, release).value[0]
    wanted = "\n".join(plain_text((placed.block,)) for placed in sheet.flow)
    text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>|<w:tab/>", "\n", part(language, "document")))
    assert letters(text) == letters(wanted)
    beside = (*(plain_text(line) for line in sheet.first_head.address), *sheet.footer.lines)
    whole = "\n".join((wanted, sheet.first_head.wordmark, *beside))
    assert letters(poppler.text(pdf(language))) == letters(whole)


@every_language
@pytest.mark.needs("libreoffice", "pdftoppm")
@pytest.mark.slow
def test_both_files_are_one_page(language: str) -> None:
    assert len(poppler.pictures(pdf(language), 10)) == len(poppler.pictures(printed(language), 10)) == 1


@every_language
def test_both_files_name_the_language(language: str) -> None:
    with pikepdf.open(BytesIO(pdf(language))) as opened:
        assert str(opened.Root.Lang) == language
    theme = re.search(r"<w:themeFontLang[^>]*>", part(language, "settings"))
    assert theme
    assert ('w:bidi="ar-' in theme[0], 'w:eastAsia="ja-' in theme[0]) == (language == "ar", language == "ja")
    assert re.search(f'<w:lang w:val="{language}-[A-Z]+"', part(language, "styles"))


# --- from right to left -------------------------------------------------------------------------------------------


@needing("ar")
@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.slow
def test_the_page_is_mirrored_alike_in_both_files(language: str) -> None:
    for data in (pdf(language), printed(language)):
        ends = {word: right for word, _, right in poppler.boxes(data)}
        starts = {word: left for word, left, _ in poppler.boxes(data)}
        # The letters of a word stand there as they do on the page, from left to right.
        assert ends["المدينة"[::-1]] == pytest.approx(185, abs=1), "the first column is the one on the right"
        assert starts["حد"[::-1]] < starts["اليوم"[::-1]] < starts["المدينة"[::-1]]
        mail = [right for word, _, right in poppler.boxes(data) if "presse@" in word]
        assert mail[0] == pytest.approx(210 - 125, abs=1), "the letterhead's address begins 125 mm from the right edge"
        assert mail[1] == pytest.approx(185, abs=1)


@needing("ar")
@pytest.mark.needs("libreoffice", "pdftotext")
@pytest.mark.slow
def test_a_telephone_number_is_read_from_its_plus(language: str) -> None:
    for data in (pdf(language), printed(language)):
        boxes = [(word.translate(_MARKS), left) for word, left, _ in poppler.boxes(data)]
        groups = ["+49", "30", "23125", "700"]
        for at in (at for at, (word, _) in enumerate(boxes) if word in groups):
            near = {word: left for word, left in boxes[max(0, at - 3) : at + 4] if word in groups}
            assert [near[group] for group in groups] == sorted(near.values())


@needing("ar")
@pytest.mark.needs("pdftotext")
def test_the_pdf_is_copied_in_the_order_of_reading(language: str) -> None:
    """Not where ل and ا are one sign: Poppler 22.12 turns what such a sign stands for round once too often."""
    copied = " ".join(poppler.text(pdf(language)).translate(_MARKS).split())
    for said in ("بيان صحفي رقم 7/2025", "ست مدن نهرية تتحد", "هاتف +49 30 23125 700", "warnung.flussstaedte.example"):
        assert said in copied


@needing("ar")
def test_word_is_told_the_direction_of_everything(language: str) -> None:
    body, styles = part(language, "document"), part(language, "styles")
    assert body.count("<w:tbl>") == body.count("<w:bidiVisual/>") == 1
    assert '<w:pgMar w:top="1701" w:right="1417" w:bottom="1474" w:left="1134"' in body
    assert 'w:cs="Noto Sans Arabic"' in styles
    runs = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t [^>]*>(.*?)</w:t></w:r>", body)
    arabic = {"<w:rtl/>" in how for how, text in runs if re.search("[\u0600-\u06ff]", text)}
    latin = {"<w:rtl/>" in how for how, text in runs if re.search("[A-Za-z]|[+]49", text)}
    assert (arabic, latin) == ({True}, {False})


@needing("ar")
def test_arabic_is_never_slanted_nor_spaced(language: str) -> None:
    assert "<w:i/>" not in part(language, "document")
    quote = re.search(r'<w:style w:type="paragraph" w:styleId="Quote">.*?</w:style>', part(language, "styles"))
    label = re.search(r'<w:style [^>]*w:styleId="ReleaseLabel">.*?</w:style>', part(language, "styles"))
    assert quote
    assert "<w:i/>" not in quote[0]
    assert label
    assert not re.search(r"<w:rPr>.*<w:spacing", label[0])


# --- squares -------------------------------------------------------------------------------------------------------


@needing("ja")
def test_word_is_given_the_japanese_typeface(language: str) -> None:
    assert 'w:eastAsia="BIZ UDPGothic"' in part(language, "styles")
    assert '<a:ea typeface="BIZ UDPGothic"/>' in part(language, "theme/theme1")
    assert '<w:rFonts w:hint="eastAsia"/>' in part(language, "document")


@needing("ja")
@pytest.mark.needs("pdftotext")
def test_no_line_begins_or_ends_with_a_sign_that_must_not(language: str) -> None:
    """JIS X 4051: closing brackets and stops do not begin a line, opening brackets do not end one; words are not parted."""
    lines = [line.strip() for line in poppler.text(pdf(language), mode="layout").splitlines() if line.strip()]
    assert not [line for line in lines if line[0] in "、。」』）・ー" or line[-1] in "「『（-"]


# --- without a typeface --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "script"), [("ar", "Arabic"), ("ja", "Chinese, Japanese or Korean")])
def test_without_a_typeface_nothing_is_written_and_the_script_is_named(language: str, script: str) -> None:
    place = home(language, with_fonts=False)
    settings = place / "releasefmt.toml"
    settings.write_text(settings.read_text("utf-8").replace('[fonts]\nfolder = "fonts"\n', ""), "utf-8")
    result = run(job(place)).result
    assert not result.outputs
    (error,) = [entry for entry in result.findings if entry.code == "RF502" and script in entry.message]
    assert "fonts.files" in error.hint
