"""The language of a draft: metadata, then vocabulary, then the text; its region by vocabulary or the letterhead's."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from releasefmt.model.content import Found, Release
from releasefmt.model.letterhead import Letterhead
from releasefmt.pipeline import Setup, language_packs, understand
from tests.languages.packs import languages
from tests.reading.workbench import job, plain_setup


@dataclass(frozen=True, slots=True)
class Words:
    """What a draft of one language says: its own label, a text proper, a headline and a head that tell little."""

    label: str
    text: str
    headline: str
    contact: str


WORDS = {
    "de": Words(
        "Pressemitteilung",
        "Das Museum der Stadt zeigt von Mai an, wie die Brücke über den Fluss gebaut wurde und wer sie bezahlt hat.",
        "Museum öffnet sonntags",
        "Für Rückfragen",
    ),
    "en-GB": Words(
        "Press release",
        "The museum of the town will show from May how the bridge over the river was built and who paid for it.",
        "Museum opens Sundays",
        "Media enquiries",
    ),
    "fr": Words(
        "Communiqué de presse",
        "Le musée de la ville montre dès le mois de mai comment le pont sur la rivière a été construit et qui l'a payé.",
        "Musée ouvert dimanche",
        "Contacts presse",
    ),
    "it": Words(
        "Comunicato stampa",
        "Il museo della città mostra da maggio come è stato costruito il ponte sul fiume e chi lo ha pagato per anni.",
        "Museo aperto domenica",
        "Ufficio stampa",
    ),
    "es": Words(
        "Nota de prensa",
        "El museo de la ciudad muestra desde mayo cómo se construyó el puente sobre el río y por qué se pagó dos veces.",
        "Museo abierto domingos",
        "Gabinete de prensa",
    ),
    "pt": Words(
        "Informação à imprensa",
        "O museu da cidade mostra a partir de maio como foi construída a ponte sobre o rio e quem pagou por ela.",
        "Museu aberto domingos",
        "Contatos para a imprensa",
    ),
    "nl": Words(
        "Persbericht",
        "Het museum van de stad laat vanaf mei zien hoe de brug over de rivier is gebouwd en door wie zij is betaald.",
        "Museum zondag open",
        "Persvoorlichting",
    ),
    "pl": Words(
        "Informacja prasowa",
        "Muzeum pokazuje od maja, jak zbudowano most na rzece oraz kto za to zapłacił i jak długo to się działo.",
        "Muzeum otwarte",
        "Kontakt dla mediów",
    ),
    "cs": Words(
        "Tisková zpráva",
        "Muzeum bude od května ukazovat, jak se na řece stavěl most, kdo za něj platil a že si lidé na něj zvykli.",
        "Muzeum otevřeno",
        "Kontakt pro média",
    ),
    "sv": Words(
        "Pressmeddelande",
        "Museet visar från maj hur bron över ån byggdes och vem som betalade för den, men också att det inte var lätt.",
        "Museet öppnar",
        "Presskontakt",
    ),
    "da": Words(
        "Pressemeddelelse",
        "Museet viser fra maj, hvor broen over åen blev bygget, og hvem der betalte for den, men også at det er længe siden.",
        "Museet åbner",
        "Pressehenvendelser",
    ),
    "ja": Words(
        "プレスリリース",
        "市の博物館は五月から、川に架かる橋がどのように造られ、だれが費用を払ったのかを紹介する展示を始めます。",
        "博物館、日曜開館",
        "報道関係のお問い合わせ先",
    ),
    "ar": Words(
        "بيان صحفي",
        "يعرض المتحف من شهر مايو كيف تم بناء الجسر على النهر وما هي المدة التي كان العمل فيها، كما قال مدير المتحف في المدينة.",
        "المتحف يفتح الأحد",
        "للتواصل الإعلامي",
    ),
}
ENGLISH = (
    "## About the Sample Group\n\nThe Sample Group is one of the largest makers of bridges in the world. It has been "
    "building them for more than a hundred years and is at home in twelve countries, with offices on each of the continents.\n"
)
GERMAN = (
    "## Über die Mustergruppe\n\nDie Mustergruppe ist eine der größten Brückenbauerinnen der Welt. Sie baut seit mehr als "
    "hundert Jahren und ist in zwölf Ländern zu Hause, mit Büros auf jedem der Kontinente und bei allen ihren Kunden.\n"
)
EVERY_LANGUAGE = pytest.mark.parametrize("tag", WORDS)


def spoken(draft: str, letterhead: str = "") -> Found[str]:
    """The language that is found, on a letterhead in a language."""
    return release(draft, letterhead).language


def release(draft: str, letterhead: str = "") -> Release:
    work = job(draft)
    setup: Setup = replace(plain_setup(), letterhead=Letterhead(language=letterhead), packs=language_packs(letterhead))
    understood = understand(replace(work, setup=setup)).value
    assert understood is not None
    return understood


def other(tag: str) -> str:
    """A boilerplate of another language."""
    return GERMAN if tag == "en-GB" else ENGLISH


def test_every_language_has_its_words() -> None:
    assert sorted(WORDS) == sorted(pack.tag for pack in languages())


@EVERY_LANGUAGE
def test_metadata_comes_first(tag: str) -> None:
    words = WORDS["it" if tag != "it" else "nl"]
    draft = f"---\nlang: {tag}\n---\n\n{words.label}\n\n# {words.headline}\n\n{words.text}\n"
    assert (spoken(draft).value, spoken(draft).rule) == (tag, "R1")


@EVERY_LANGUAGE
def test_the_label_comes_before_the_text(tag: str) -> None:
    words, text = WORDS[tag], WORDS["it" if tag != "it" else "nl"].text
    found = spoken(f"{words.label}\n\n# {words.headline}\n\n{text}\n")
    assert (found.value, found.rule) == (tag, "R2")
    assert found.span is not None


@EVERY_LANGUAGE
def test_the_text_tells_where_no_label_does(tag: str) -> None:
    words = WORDS[tag]
    assert (found := spoken(f"# {words.headline}\n\n{words.text}\n")).value == tag
    assert found.rule == "R0"


@EVERY_LANGUAGE
def test_a_foreign_boilerplate_does_not_outweigh_the_text(tag: str) -> None:
    words = WORDS[tag]
    assert spoken(f"# {words.headline}\n\n{words.text}\n\n{other(tag)}").value == tag


@EVERY_LANGUAGE
def test_the_heads_tell_of_a_short_draft_with_a_foreign_boilerplate(tag: str) -> None:
    words = WORDS[tag]
    found = spoken(f"# {words.headline}\n\n{other(tag)}\n## {words.contact}\n\nMara Sample\n")
    assert (found.value, found.rule) == (tag, "R2")


def test_the_release_line_tells_of_a_short_draft() -> None:
    found = spoken("Zur sofortigen Veröffentlichung\n\n# Museum sonntags\n\n" + ENGLISH, "en-GB")
    assert (found.value, found.rule) == ("de", "R2")


def test_what_tells_nothing_is_the_letterheads_with_a_finding() -> None:
    draft = "# Museum Sample 2026\n\n12.05.2026\n"
    assert spoken(draft, "nl").value == "nl"
    assert spoken(draft).value == "de"
    assert any(entry.code == "RF109" for entry in understand(job(draft)).findings)


def test_a_word_that_several_languages_have_tells_none() -> None:
    """“Embargo” is said from Lisbon to Warsaw."""
    assert spoken("Embargo: 12.05.2026\n\n# Museum Sample\n", "pl").value == "pl"


# --- regions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "tag"),
    [
        # Switzerland: the label and ss where Germany has ß
        ("Medienmitteilung\n\n# Mehr Platz\n\nDie Stadt baut ausserdem einen grossen Platz.\n", "de-CH"),
        ("Medienmitteilung\n\n# Mehr Platz\n\n## Kontakt\nMara Muster, Bahnhofstrasse 5, 8000 Musterstadt\n", "de-CH"),
        ("# Mehr Platz\n\nMusterstadt, 3. Mai 2026 – **Medienmitteilung**\n\nDas heisst: mehr Platz.\n", "de-CH"),
        # ... neither of them alone, and not against an ß
        ("Medienmitteilung\n\n# Mehr Platz\n\nDie Stadt baut einen Platz.\n", "de"),
        ("Pressemitteilung\n\n# Mehr Platz\n\nDie Stadt baut ausserdem einen grossen Platz.\n", "de"),
        ("Medienmitteilung\n\n# Mehr Platz\n\nDie Massnahmen in der Muster-Straße.\n", "de"),
        # Austria: words of its press offices, its first month
        ("Presseaussendung\n\n# Mehr Platz\n\nDie Stadt baut einen Platz.\n", "de-AT"),
        ("Pressemitteilung\n\n# Mehr Platz\n\nWien (OTS) – Die Stadt baut einen Platz.\n", "de-AT"),
        ("Pressemitteilung\n\n# Mehr Platz\n\nMusterstadt, 7. Jänner 2026 – Die Stadt baut.\n", "de-AT"),
        ("Presseinformation\n\n# Mehr Platz\n\nDie Stadt baut.\n\n## Rückfragehinweis\nMara Muster\n", "de-AT"),
        # French of Switzerland
        ("Communiqué aux médias\n\n# La place\n\nLe canton construit une place.\n", "fr-CH"),
        ("Communiqué de presse\n\n# La place\n\nHuitante arbres.\n", "fr-CH"),
        ("Communiqué de presse\n\n# La place\n\nLe canton construit une place.\n", "fr"),
        # English: spellings, and dates that begin with their month
        ("News release\n\n# A new center\n\nThe town builds a square.\n", "en-US"),
        ("FOR IMMEDIATE RELEASE\n\n# Neighbors build a square\n", "en-US"),
        ("Press release\n\n# A square\n\nSAMPLETON, May 2, 2026 – The town builds a square.\n", "en-US"),
        ("Press release\n\n# A new centre\n\nSAMPLETON, May 2, 2026 – The town builds a square.\n", "en-GB"),
        ("Press release\n\n# A square\n\nSampleton, 2 May 2026 – Open since April 4, 2020.\n", "en-GB"),
        ("Press release\n\n# A square\n\nThe town builds a square.\n", "en-GB"),
        # Portuguese
        ("Comunicado de imprensa\n\n# A praça\n\nUma equipa constrói a praça.\n", "pt-PT"),
        ("Comunicado de imprensa\n\n# A praça\n\nUma equipe constrói a praça.\n", "pt"),
        ("Comunicado de imprensa\n\n# A praça\n\nA cidade constrói a praça.\n", "pt"),
    ],
)
def test_a_region_is_told_by_vocabulary(draft: str, tag: str) -> None:
    found = spoken(draft)
    assert found.value == tag
    assert found.rule == "R2"


def test_what_the_metadata_says_is_not_made_more_exact() -> None:
    assert spoken("---\nlang: de\n---\n\nPresseaussendung\n\n# Platz\n", "de-CH").value == "de"
    assert spoken("---\nlang: de_ch\n---\n\n# Platz\n").value == "de-CH"


def test_the_letterhead_says_the_region_of_its_own_language() -> None:
    text = f"# {WORDS['de'].headline}\n\n{WORDS['de'].text}\n"
    assert spoken(f"Pressemitteilung\n\n{text}", "de-CH").value == "de-CH"
    assert spoken(text, "de-AT").value == "de-AT"
    assert spoken(text, "fr-CH").value == "de"
    assert spoken(f"Presseaussendung\n\n{text}", "de-CH").value == "de-AT"
