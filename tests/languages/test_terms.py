"""Single terms, dates, times and marks of the languages, and terms of one that are ordinary words of another."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from releasefmt.model.content import Found, Paragraph, Release, Text
from releasefmt.model.text import plain_text
from releasefmt.passes.hyphenation import Hyphenator
from releasefmt.passes.typography import polish
from releasefmt.reading.datelines import find_dateline
from releasefmt.reading.dates import find_date, find_time
from releasefmt.reading.terms import find_label, find_section, find_status, is_end_mark
from tests.languages.packs import languages, pack_of, patterns_of

PACKS = languages()


@pytest.mark.parametrize(
    "text",
    [
        "3 de março de 2026",
        "1.º de março de 2026 é domingo, terça-feira, 3 de março de 2026",
        "3 marca 2026 r.",
        "we wtorek 3 marca 2026 roku",
        "3. března 2026",
        "v úterý 3. března 2026",
        "den 3 mars 2026",
        "tirsdag den 3. marts 2026",
        "2026年3月3日（火）",
        "الثلاثاء، 3 مارس 2026",
        "٣ مارس ٢٠٢٦",
        "3 آذار 2026",
        "2026/3/3",
        "2026.03.03",
        "03/03/2026",
        "3-Mar-2026",
        "Di, 3. März 2026",
        "Tue, 3 March 2026",
        "lì 3 marzo 2026",
        "a 3 de marzo de 2026",
        "令和8年3月3日",
    ],
)
def test_dates(text: str) -> None:
    found = find_date(text.rpartition("domingo, ")[2])
    assert found is not None
    assert found.value == dt.date(2026, 3, 3)
    assert (found.start, found.end) == (0, len(text.rpartition("domingo, ")[2]))


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("às 10h30", 10, 30),
        ("o godz. 10.30", 10, 30),
        ("v 10:30 hodin", 10, 30),
        ("kl. 10.30", 10, 30),
        ("klokken 10", 10, 0),
        ("à 10 h 30", 10, 30),
        ("午後3時30分", 15, 30),
        ("الساعة 3:30 مساءً", 15, 30),
    ],
)
def test_times(text: str, hour: int, minute: int) -> None:
    found = find_time(text)
    assert found is not None
    assert found.value == dt.time(hour, minute)
    assert found.end == len(text)


def test_a_day_that_may_be_another_is_none() -> None:
    assert find_date("03/04/2026") is None
    assert find_date("04/24/2026") is not None
    french = find_date("le 03/04/2026")
    assert french is not None
    assert french.value == dt.date(2026, 4, 3)


def test_a_number_behind_a_joining_word_is_no_time() -> None:
    assert find_time("v 10 městech") is None
    assert find_time("o 10 osobach") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Frankfurt am Main, 24. April 2026 – Der Rat", "Frankfurt am Main"),
        ("Göteborg den 3 mars 2026 – Rådet", "Göteborg"),
        ("Warszawa, dnia 3 marca 2026 r. – Rada", "Warszawa"),
        ("V Praze dne 3. března 2026 – Rada", "V Praze"),
        ("København, d. 3. marts 2026: Rådet", "København"),
        ("Vila da Pedra, 3 de março de 2026 – O conselho", "Vila da Pedra"),
        ("عمّان، 3 مارس 2026 – المجلس", "عمّان"),
        ("AUSTIN, Texas, May 2, 2026 /SampleWire/ -- The council", "AUSTIN, Texas"),
        ("SPRINGFIELD, Ill., May 2, 2026 (SAMPLE WIRE) -- The council", "SPRINGFIELD, Ill."),
        ("Durham, North Carolina, May 3, 2026 – The council", "Durham, North Carolina"),
        ("Washington, D.C. – The council", "Washington, D.C."),
        ("Musterville, Germany - The council", "Musterville, Germany"),
        ("SAN FRANCISCO – The council", "SAN FRANCISCO"),
        ("Wien (OTS) - Der Rat", "Wien"),
        ("Berlin – Der Rat", "Berlin"),
        ("September 17, 2026 - Leeds, England", "Leeds, England"),
        ("'s-Hertogenbosch, 3 maart 2026 – De raad", "'s-Hertogenbosch"),
        ("DAR ES SALAAM, Tanzania & LONDON, UK — May 31, 2026 — The bank", "DAR ES SALAAM, Tanzania & LONDON, UK"),
        ("[CITY, STATE] – May 31, 2026 – The bank", "[CITY, STATE]"),
    ],
)
def test_places(text: str, place: str) -> None:
    found = find_dateline(text, PACKS)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize(
    "text",
    [
        "Sitzung am Mittwoch, 24. April 2026 – Tagesordnung",
        "Text by Jo Sample, 3 May 2026 – The council",
        "見本株式会社は、2026年3月17日、新しい製品を発表しました。",
        "NASA – the agency that everybody knows",
        "Demokratie – was ist das?",
        "Kunst, Kultur – alles unter einem Dach",
        "Deutschland, Österreich - ein Vergleich",
        "24. April 2026 – Neues Museum",
        "Berlin: Der Rat hat beschlossen",
        "Georgia – on my mind",
    ],
)
def test_no_place(text: str) -> None:
    assert find_dateline(text, PACKS) is None


@pytest.mark.parametrize(
    "text",
    [
        "O museu abre as portas em abril",
        "O nas dúvidas do costume",
        "Om vinteren lukker museet",
        "Over een week opent het museum",
        "Sobretudo é preciso tempo",
        "Slutet gott",
        "Kontaktlinsen aus Glas",
        "Bilder einer Ausstellung in der alten Mühle am Fluss",
        "Uma conferência de imprensa",
        "عن الحياة في المدينة",
        "حول الأزمة",
    ],
)
def test_ordinary_words_head_no_section(text: str) -> None:
    assert find_section(text, PACKS) is None


@pytest.mark.parametrize("text", ["Slutar i dag", "Fin de semana", "Konec konců", "Fimose", "No", "Die Ende"])
def test_ordinary_words_end_nothing(text: str) -> None:
    assert not is_end_mark(text, PACKS)


@pytest.mark.parametrize(
    "text",
    [
        "Embargo na broń do Rosji pozostaje w mocy jeszcze przez wiele miesięcy",
        "Embargo mot vapen gäller tills vidare i hela regionen enligt rådet",
        "Comunicado do ministro causa polémica",
        "Komunikacja miejska",
        "Om embargo på våben",
        "PM Müller tritt zurück",
        "MM Digitaltag in der Stadt",
        "Statement pieces for the living room",
    ],
)
def test_ordinary_words_are_neither_label_nor_status(text: str) -> None:
    assert find_label(text, PACKS) is None
    assert find_status(text, PACKS) is None


def test_a_label_of_two_languages_tells_none() -> None:
    both, one = find_label("Comunicado", PACKS), find_label("Nota de imprensa", PACKS)
    assert both is not None
    assert both.language is None
    assert one is not None
    assert one.language is not None
    assert one.language.tag == "pt"


@pytest.mark.parametrize(
    ("tag", "typed", "wanted"),
    [
        ("pt", 'Ela disse "bom dia" - e saiu a 3 de março.', "Ela disse “bom dia” – e saiu a 3~de março."),
        ("pt-PT", "\"O termo 'ponte' basta\"", "«O termo “ponte” basta»"),
        (
            "pl",
            "\"Słowo 'most' wystarczy\" - mówi dr Anna, 25 mln zł.",
            "„Słowo «most» wystarczy” – mówi dr~Anna, 25~mln zł.",
        ),
        (
            "cs",
            "\"Slovo 'most' stačí\" - říká Ing. Anna, 10 % a 5 Kč.",
            "„Slovo ‚most‘ stačí“ – říká Ing.~Anna, 10~% a~5~Kč.",
        ),
        (
            "sv",
            "\"Ordet 'bro' räcker\" - säger hon, 10 % och 5 kronor.",
            "”Ordet ’bro’ räcker” – säger hon, 10~% och 5~kronor.",
        ),
        (
            "da",
            "\"Ordet 'bro' er nok\" - siger hun, 10 % og 5 kroner.",
            "”Ordet ’bro’ er nok” – siger hun, 10~% og 5~kroner.",
        ),
        ("ja", "「橋」で十分 - と語る", "「橋」で十分 - と語る"),
        ("ar", 'قالت "جسر" - وخرجت', "قالت ”جسر“ – وخرجت"),
    ],
)
def test_marks(tag: str, typed: str, wanted: str) -> None:
    pack = pack_of(tag)
    release = Release(language=Found(tag, "R1"), body=(Paragraph((Text(typed),)),))
    polished = polish(release, pack).value
    assert plain_text(polished.body).replace("\u00a0", "~") == wanted
    assert polish(polished, pack).value == polished


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("pt", "respon-sa-bi-li-dade"),
        ("cs", "společ-nost"),
        ("cs", "mezi-ná-rodní"),
        ("cs", "prostřed-nic-tvím"),
        ("cs", "obyva-tel-stvo"),
        ("pl", "przed-sta-wi-ciel"),
        ("pl", "zanie-czysz-czenie"),
        ("sv", "press-med-de-lande"),
        ("sv", "arbets-mark-naden"),
        ("da", "pres-se-med-de-lelse"),
        ("da", "udstil-lingen"),
    ],
)
def test_breaks(tag: str, word: str) -> None:
    plain = word.replace("-", "")
    patterns = patterns_of(tag)
    assert patterns is not None
    breaks = Hyphenator(patterns).breaks(plain)
    ends = (0, *breaks, len(plain))
    assert "-".join(plain[start:end] for start, end in pairwise(ends)) == word
