"""Soft hyphens: where they stand, where they never stand, and that they come off again."""

from __future__ import annotations

import pytest

from releasefmt.model.content import (
    Align,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
    Found,
    Heading,
    Image,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Release,
    Section,
    Strong,
    Table,
    Text,
)
from releasefmt.model.text import plain_text
from releasefmt.passes.hyphenation import Hyphenator, liang, own_words
from releasefmt.passes.run import SOFT_HYPHEN, Run
from releasefmt.passes.typography import polish
from releasefmt.pipeline import language_packs
from releasefmt.system.hyphenation import FOLDER, load_patterns, parse_patterns
from tests.effort import calls
from tests.languages.packs import pack_of

WORD = "Bundespartizipationsgesetz"
SOFT = "Bundes|par|ti|zi|pa|ti|ons|ge|setz"


def text(words: str) -> Inlines:
    return (Text(words),)


def block(words: str) -> Paragraph:
    return Paragraph(text(words))


def shown(inlines: Inlines) -> str:
    return Run(inlines).text if not inlines else "".join(_raw(inlines)).replace(SOFT_HYPHEN, "|")


def _raw(inlines: Inlines) -> list[str]:
    found = []
    for node in inlines:
        if isinstance(node, Text | Code):
            found.append(node.text)
        elif isinstance(node, Strong | Emphasis | Link):
            found += _raw(node.children)
    return found


def softened(words: str | Inlines, own: tuple[str, ...] = (), tag: str = "de") -> str:
    content = text(words) if isinstance(words, str) else words
    release = Release(language=Found(tag, "R1"), body=(Paragraph(content),))
    polished = polish(release, pack_of("de"), load_patterns("de-1996"), own).value
    (paragraph,) = polished.body
    assert isinstance(paragraph, Paragraph)
    return shown(paragraph.content)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("Migrant*innenorganisationen", "Migrant*innen|or|ga|ni|sa|tionen"),
        ("Bundespartizipationsgesetz", SOFT),
        ("Brückenbauer*innen", "Brücken|bauer*innen"),
        ("Asylanträge", "Asyl|an|träge"),
        ("Urinstinkt", "Urinstinkt"),  # Ur- is shorter than four letters
        ("Urinstinkte", "Urinstinkte"),
    ],
)
def test_words_that_the_patterns_of_others_break_badly(word: str, wanted: str) -> None:
    assert softened(word) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (f"„{WORD}“,", f"„{SOFT}“,"),
        (f"({WORD})!", f"({SOFT})!"),
        ("Mitte-Links-Regierungsbündnis", "Mitte-Links-Regie|rungs|bündnis"),
        ("Bürger:innenversammlung", "Bürger:innen|ver|samm|lung"),
        ("Bürger_innenversammlung", "Bürger_innen|ver|samm|lung"),
        ("BürgerInnenversammlung", "BürgerInnen|ver|samm|lung"),
        ("Bürger/innenversammlung", "Bürger/innen|ver|samm|lung"),
    ],
)
def test_signs_part_a_word(written: str, wanted: str) -> None:
    assert softened(written) == wanted


def test_no_line_ends_at_a_gender_sign() -> None:
    words = "Integrationsminister*innenkonferenz Bürgermeister:innenkandidat_innen BürgermeisterInnenkandidatur"
    set_words = softened(words)
    assert set_words.count("|") > 5
    for sign in "*:_":
        assert f"|{sign}" not in set_words
        assert f"{sign}|" not in set_words
    assert "|I" not in set_words


@pytest.mark.parametrize(
    "written",
    [
        "Bildung",  # seven letters
        "Ausgaben",  # Aus- is too short, -ben as well
        "UNESCO-WELTKULTURERBESTÄTTE",  # nobody can tell an abbreviation from a word in capitals
        "YouTubeVeranstaltung",
        "Covid19Bekämpfungsmaßnahmen2",
        "https://verwaltungsgericht.example/pressemitteilungen/bundespartizipationsgesetz",
        "pressemitteilung@verwaltungsgericht.example",
        "www.verwaltungsgericht.example",
        "@bundespartizipationsgesetz",
        "#Bundespartizipationsgesetz",
    ],
)
def test_left_alone(written: str) -> None:
    assert softened(written) == written


def test_the_authors_soft_hyphens_rule_their_word() -> None:
    assert softened(f"Bundes{SOFT_HYPHEN}partizipationsgesetz {WORD}") == f"Bundes|partizipationsgesetz {SOFT}"


def test_the_authors_soft_hyphen_rules_all_parts_of_the_word() -> None:
    assert softened(f"Bürger:innen{SOFT_HYPHEN}versammlungsort") == "Bürger:innen|versammlungsort"


def test_the_organisations_words_are_broken_as_it_says() -> None:
    own = ("Bundes-partizipations-gesetz", "Brückenbauhaus", "Ak-a-de-mie")
    assert softened("Bundespartizipationsgesetz", own) == "Bundes|partizipations|gesetz"
    assert softened("Brückenbauhaus", own) == "Brückenbauhaus"
    assert softened("Akademie", own) == "Ak|a|de|mie"
    assert softened("BRÜCKENBAUHAUS-Bundespartizipationsgesetz", own) == "BRÜCKENBAUHAUS-Bundes|partizipations|gesetz"


def test_own_words_with_a_gender_sign() -> None:
    assert own_words(["Migrant*innen-organisation"]) == {"migrant": (), "innenorganisation": (5,)}


def test_a_word_that_is_bold_by_half() -> None:
    content = (Text("Bundes"), Strong((Text("partizipations"), Emphasis((Text("gesetz"),)))))
    assert softened(content) == SOFT


def test_code_and_addresses_keep_their_letters() -> None:
    content = (
        Code(WORD),
        Text(" "),
        Link((Text("Bundesverfassungsgericht"),), "https://beispiel.example/"),
        Text(" "),
        Link(
            (Text("pressemitteilung@verwaltungsgericht.example"),), "mailto:pressemitteilung@verwaltungsgericht.example"
        ),
    )
    wanted = f"{WORD} Bundes|ver|fas|sungs|ge|richt pressemitteilung@verwaltungsgericht.example"
    assert softened(content) == wanted


def test_only_running_text_is_hyphenated() -> None:
    """By part of the release, as the styles hyphenate by role."""
    head = Found(text(WORD), "R5")
    section = Found(Section(text(WORD), (block(WORD),)), "R12")
    body: Blocks = (
        block(WORD),
        Heading(2, text(WORD)),
        Quote((block(WORD),), text(WORD)),
        BulletList((ListItem((block(WORD),)),)),
        OrderedList((ListItem((block(WORD),)),)),
        Table((Align.START,), (Cell(text(WORD)),), ((Cell(text(WORD)),),)),
        Figure(Image("a.png", WORD), text(WORD)),
        CodeBlock(WORD),
        DefinitionList((Definition(text(WORD), ((block(WORD),),)),)),
    )
    release = Release(
        language=Found("de", "R1"),
        kicker=head,
        headline=head,
        subheadline=head,
        preamble=(block(WORD),),
        lead=Found((block(WORD),), "R8"),
        body=body,
        crossheads=(head,),
        attributions=(head,),
        boilerplate=(section,),
        contacts=(section,),
        material=(section,),
        notes_to_editors=(section,),
        notes=(Footnote(1, (block(WORD),)),),
    )
    set_release = polish(release, pack_of("de"), load_patterns("de-1996")).value
    assert set_release.kicker == set_release.headline == set_release.subheadline == head
    assert set_release.crossheads == set_release.attributions == (head,)
    soft = block(SOFT.replace("|", SOFT_HYPHEN))
    assert set_release.preamble == (soft,)
    assert set_release.lead == Found((soft,), "R8")
    assert set_release.notes == (Footnote(1, (soft,)),)
    assert set_release.contacts == set_release.material == (section,)
    assert set_release.boilerplate == set_release.notes_to_editors == (Found(Section(text(WORD), (soft,)), "R12"),)
    assert set_release.body == (
        soft,
        Heading(2, text(WORD)),
        Quote((soft,), text(WORD)),
        BulletList((ListItem((soft,)),)),
        OrderedList((ListItem((soft,)),)),
        Table((Align.START,), (Cell(text(WORD)),), ((Cell(text(WORD)),),)),
        Figure(Image("a.png", WORD), soft.content),
        CodeBlock(WORD),
        DefinitionList((Definition(text(WORD), ((soft,),)),)),
    )


def test_without_patterns_no_word_is_broken() -> None:
    release = Release(language=Found("de", "R1"), body=(block(WORD),))
    assert polish(release, pack_of("de")).value == release


def test_soft_hyphens_come_off_again() -> None:
    release = Release(language=Found("de", "R1"), body=(block(f"{WORD} und Asylanträge"),))
    body = polish(release, pack_of("de"), load_patterns("de-1996")).value.body
    assert body != release.body
    assert plain_text(body) == f"{WORD} und Asylanträge"


def test_every_pack_names_patterns_that_exist() -> None:
    named = {pack.typography.hyphenation for pack in language_packs()} - {""}
    names = {FOLDER / f"{name}.patterns.txt" for name in named}
    assert names == set(FOLDER.glob("*.patterns.txt"))
    for name in names:
        patterns = load_patterns(name.name.removesuffix(".patterns.txt"))
        assert len(patterns.points) > 300
        assert (FOLDER / f"{patterns.name}.licence.txt").read_text(encoding="utf-8").lower().count("licen")


@pytest.mark.parametrize(
    ("name", "word", "wanted"),
    [
        ("en-gb", "university", "uni-ver-sity"),  # from the list of exceptions that comes with the patterns
        ("en-us", "hyphenation", "hy-phen-ation"),
        ("fr", "gouvernement", "gou-ver-ne-ment"),
        ("it", "manifestazione", "ma-ni-fe-sta-zio-ne"),
        ("es", "organización", "or-ga-ni-za-ción"),
        ("nl", "gemeenschap", "ge-meen-schap"),
    ],
)
def test_patterns_of_the_other_languages(name: str, word: str, wanted: str) -> None:
    patterns = load_patterns(name)
    places = patterns.exceptions.get(word) or liang(word, patterns)
    inside = [place for place in places if 2 <= place <= len(word) - 2]
    assert "-".join(word[a:b] for a, b in zip([0, *inside], [*inside, None], strict=True)) == wanted


@pytest.mark.parametrize("name", [path.name.removesuffix(".patterns.txt") for path in FOLDER.glob("*.patterns.txt")])
def test_patterns_are_loaded_by_the_line_and_not_one_by_one(name: str) -> None:
    """What keeps the load of 36,709 German patterns under 15 ms (``benchmarks/patterns.py`` has the time)."""
    load_patterns.cache_clear()
    needed = calls(lambda: load_patterns(name))
    lines = (FOLDER / f"{name}.patterns.txt").read_text(encoding="utf-8").count("\n")
    assert needed < 400 + 10 * lines
    assert lines < 500


def test_liang_by_his_own_example() -> None:
    """Liang's thesis, chapter 1: hy3ph he2n hena4 hen5at 1na n2at 1tio 2io o2n meet in “hyphenation”."""
    lines = "003 hyph\n002 hen\n00004 hena\n0005 henat\n1 na tio\n02 nat on\n2 io"
    patterns = parse_patterns("liang", lines, "")
    assert patterns.longest == 5
    assert liang("hyphenation", patterns) == [2, 6]


def test_exceptions_of_ours_win() -> None:
    patterns = parse_patterns("x", "1 t\n! Fest-akt fest-tag", "# ours\nFes-takt  # as an example\n")
    assert patterns.exceptions == {"festakt": (3,), "festtag": (4,)}


def test_a_letter_that_grows_in_lower_case_is_left_alone() -> None:
    hyphenator = Hyphenator(load_patterns("de-1996"))
    assert hyphenator.breaks("İstanbulreisende") == ()
