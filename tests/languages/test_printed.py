"""What a release prints in each language and region: date, embargo, number, page count, heads of the house."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from releasefmt.model.content import Embargo, Found, Immediate, Paragraph, Release, Text
from releasefmt.model.letterhead import Footer, Letterhead, PressContact
from releasefmt.model.sheet import Sheet
from releasefmt.model.style import Role
from releasefmt.model.text import plain_text
from releasefmt.passes.compose import compose
from releasefmt.passes.house import with_house
from tests.languages.packs import pack_of
from tests.reading.workbench import plain_setup

HOUSE = Letterhead(contact=PressContact(name="Mara"), footer=Footer(responsible="Mara"))


def sheet_in(tag: str) -> Sheet:
    """A release of 6 January 2026, half past ten, with nothing but what the pack prints."""
    moment = dt.datetime(2026, 1, 6, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    status: Found[Immediate | Embargo] = Found(Embargo(moment), "R3")
    release = Release(
        language=Found(tag, "R1"),
        body=(Paragraph((Text("x"),)),),
        number=Found("7", "R1"),
        place=Found("X", "R1"),
        issued=Found(dt.date(2026, 1, 6), "R1"),
        status=status,
    )
    pack = pack_of(tag)
    house = replace(with_house(release, HOUSE, pack.printed))
    return compose(house, HOUSE, plain_setup().style, pack, pictures={}, logo=None, source_name="", source=b"").value


def line(sheet: Sheet, role: Role) -> str:
    words = next(plain_text((placed.block,)) for placed in sheet.flow if placed.role is role)
    return words.replace("\u00a0", "~").replace("\u202f", "⍽")


@pytest.mark.parametrize(
    ("tag", "embargo", "dateline", "label", "pages"),
    [
        (
            "de",
            "Sperrfrist: Dienstag, 6. Januar 2026, 10:30 Uhr",
            "X, 6. Januar 2026",
            "Pressemitteilung Nr.~7",
            "Seite {page} von {pages}",
        ),
        (
            "de-AT",
            "Sperrfrist: Dienstag, 6. Jänner 2026, 10:30 Uhr",
            "X, 6. Jänner 2026",
            "Presseaussendung Nr.~7",
            "Seite {page} von {pages}",
        ),
        (
            "de-CH",
            "Sperrfrist: Dienstag, 6. Januar 2026, 10.30 Uhr",
            "X, 6. Januar 2026",
            "Medienmitteilung Nr.~7",
            "Seite {page} von {pages}",
        ),
        (
            "en-GB",
            "Embargoed until Tuesday, 6 January 2026, 10:30",
            "X, 6 January 2026",
            "Press release No.~7",
            "Page {page} of {pages}",
        ),
        ("en", "Embargoed until Tuesday, 6 January 2026, 10:30", "X, 6 January 2026", "Press release No.~7", None),
        (
            "en-US",
            "Embargoed until Tuesday, January 6, 2026, 10:30⍽AM CET",
            "X, January 6, 2026",
            "Press release No.~7",
            "Page {page} of {pages}",
        ),
        (
            "en-CA",
            "Embargoed until Tuesday, January 6, 2026, 10:30⍽a.m.",
            "X, January 6, 2026",
            "Press release No.~7",
            None,
        ),
        (
            "fr",
            "Sous embargo jusqu’au mardi 6 janvier 2026 à 10:30",
            "X, le 6 janvier 2026",
            "Communiqué de presse n°~7",
            "Page {page} sur {pages}",
        ),
        (
            "fr-CH",
            "Sous embargo jusqu’au mardi, 6 janvier 2026 à 10~h~30",
            "X, le 6 janvier 2026",
            "Communiqué n°~7",
            "Page {page} sur {pages}",
        ),
        (
            "it",
            "Sotto embargo fino a martedì 6 gennaio 2026, ore 10:30",
            "X, 6 gennaio 2026",
            "Comunicato stampa n.~7",
            "Pagina {page} di {pages}",
        ),
        (
            "es",
            "Embargado hasta el martes, 6 de enero de 2026, a las 10:30",
            "X, 6 de enero de 2026",
            "Nota de prensa n.º~7",
            "Página {page} de {pages}",
        ),
        (
            "es-MX",
            "Embargado hasta el martes, 6 de enero de 2026, a las 10:30⍽a.m.",
            "X, 6 de enero de 2026",
            "Comunicado de prensa n.º~7",
            None,
        ),
        (
            "pt-PT",
            "Sob embargo até terça-feira, 6 de janeiro de 2026, às 10:30",
            "X, 6 de janeiro de 2026",
            "Comunicado de imprensa n.º~7",
            "Página {page} de {pages}",
        ),
        (
            "nl-BE",
            "Onder embargo tot dinsdag 6 januari 2026, 10:30 uur",
            "X, 6 januari 2026",
            "Persbericht nr.~7",
            "Pagina {page} van {pages}",
        ),
        (
            "pl",
            "Embargo do 6 stycznia 2026 r. (wtorek), godz. 10:30",
            "X, 6 stycznia 2026 r.",
            "Informacja prasowa nr~7",
            "Strona {page} z {pages}",
        ),
        (
            "cs",
            "Embargo do 6. ledna 2026 (úterý), 10:30 hodin",
            "X, 6. ledna 2026",
            "Tisková zpráva č.~7",
            "Strana {page} z {pages}",
        ),
        (
            "sv",
            "Embargo till tisdag 6 januari 2026, kl. 10:30",
            "X, 6 januari 2026",
            "Pressmeddelande nr~7",
            "Sida {page} av {pages}",
        ),
        (
            "da",
            "Klausuleret til tirsdag den 6. januar 2026, kl. 10.30",
            "X, 6. januar 2026",
            "Pressemeddelelse nr.~7",
            "Side {page} af {pages}",
        ),
        (
            "ja",
            "報道解禁：2026年1月6日火曜日10時30分",
            "X、2026年1月6日",
            "プレスリリース 第7号",
            "{page}／{pages}ページ",
        ),
        (
            "ar",
            "محظور النشر حتى الثلاثاء، 6 يناير 2026، 10:30 ص",
            "X، 6 يناير 2026",
            "بيان صحفي رقم~7",
            "صفحة {page} من {pages}",
        ),
    ],
)
def test_dates_numbers_and_pages(tag: str, embargo: str, dateline: str, label: str, pages: str | None) -> None:
    sheet = sheet_in(tag)
    assert line(sheet, Role.EMBARGO) == embargo
    assert line(sheet, Role.DATELINE) == dateline
    assert line(sheet, Role.LABEL) == label
    assert pages in (None, sheet.footer.page_of)


@pytest.mark.parametrize(
    ("tag", "contact", "responsible"),
    [
        ("de", "Pressekontakt", "V. i. S. d. P.: Mara"),
        ("de-AT", "Rückfragehinweis", "Für den Inhalt verantwortlich: Mara"),
        ("de-CH", "Medienkontakt", "Verantwortlich: Mara"),
        ("fr-CH", "Contact médias", "Responsable de la publication: Mara"),
        ("en-GB", "Press contact", "Responsible: Mara"),
        ("en-US", "Media contact", "Responsible: Mara"),
        ("pt", "Assessoria de imprensa", "Responsável: Mara"),
        ("pt-PT", "Contacto de imprensa", "Responsável: Mara"),
    ],
)
def test_words_of_the_house(tag: str, contact: str, responsible: str) -> None:
    sheet = sheet_in(tag)
    assert line(sheet, Role.SECTION_HEAD) == contact
    assert sheet.footer.lines == (responsible,)
