"""The tag tree: what assistive technology is told."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest

from releasefmt.measuring.pdf import measure
from releasefmt.measuring.text import glued, read_aloud
from releasefmt.model.content import (
    Align,
    Block,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Link,
    ListItem,
    NoteRef,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from releasefmt.model.sheet import Placed, Sheet
from releasefmt.model.style import Role
from releasefmt.rendering.pdf import render
from releasefmt.system.assets import FolderAssets
from tests.gates import outloud, page_validation
from tests.rendering.pdf.reading import opened, tag_tree
from tests.rendering.pdf.sheets import body, head, p, pages, photo, sheet, t, tail

Rendered = tuple[Sheet, bytes]


def made(given: Sheet) -> pikepdf.Pdf:
    outcome = render(given, FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    return opened(outcome.value)


def test_title_language_and_outline(rendered: Rendered) -> None:
    given, data = rendered
    pdf = opened(data)
    assert str(pdf.docinfo["/Title"]) == given.title
    assert str(pdf.docinfo["/Author"]) == given.properties.author
    assert str(pdf.Root.Lang) == "de"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    with pdf.open_outline() as outline:
        [top] = outline.root
        assert top.title == "Hafenrat legt Plan für saubere Kais vor"
        assert "Pressekontakt" in [child.title for child in top.children]


def test_there_is_one_h1_and_no_level_is_skipped(rendered: Rendered) -> None:
    levels = [int(tag.name[1]) for tag in tag_tree(opened(rendered[1])).walk() if tag.name in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_lists_have_labels_and_bodies_and_nest_in_bodies(sink: Rendered) -> None:
    outlines = [tag.outline() for tag in tag_tree(opened(sink[1])).all("L")]
    inner = "L(LI(Lbl LBody(P)) LI(Lbl LBody(P)))"
    assert f"L(LI(Lbl LBody(P {inner})) LI(Lbl LBody(P L(LI(Lbl LBody(P))))))" in outlines
    assert "L(LI(Lbl LBody(P P)) LI(Lbl LBody(P)))" in outlines
    assert "L(LI(Lbl LBody(P)) LI(Lbl LBody(P P)))" in outlines  # terms and their descriptions


def test_ordered_lists_say_so(sink: Rendered) -> None:
    lists = tag_tree(opened(sink[1])).all("L")
    numberings = [str(tag.element.A.ListNumbering) for tag in lists if "/A" in tag.element]
    assert numberings.count("/Decimal") == 2
    assert numberings.count("/Disc") == 6


def test_boxes_to_tick_say_what_they_mean(sink: Rendered) -> None:
    labels = tag_tree(opened(sink[1])).all("Lbl")
    assert [str(tag.element.Alt) for tag in labels if "/Alt" in tag.element] == ["erledigt", "offen"]


def test_tables_have_a_head_with_scope(sink: Rendered) -> None:
    [table] = tag_tree(opened(sink[1])).all("Table")
    row = "TR(TD TD TD)"
    assert table.outline() == f"Table(THead(TR(TH TH TH)) TBody({row} {row} {row}))"
    assert {str(tag.element.A.Scope) for tag in table.all("TH")} == {"/Column"}


def test_an_empty_row_stays_a_row() -> None:
    empty = (Cell(()), Cell(()))
    table = Table((Align.START, Align.LEFT), (Cell(t("a")), Cell(t("b"))), (empty, empty))
    [tag] = tag_tree(made(sheet([*head(), *body(table)]))).all("Table")
    assert tag.outline() == "Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD)))"


def test_figures_have_alternative_text_and_lie_on_the_page(rendered: Rendered) -> None:
    pdf = opened(rendered[1])
    figures = tag_tree(pdf).all("Figure")
    assert figures
    for tag in figures:
        assert str(tag.element.Alt)
        left, bottom, right, top = (float(value) for value in tag.element.A.BBox)
        assert 0 <= left < right <= 595.3
        assert 0 <= bottom < top <= 841.9


def test_a_caption_stands_beside_its_figure(sink: Rendered) -> None:
    [caption] = tag_tree(opened(sink[1])).all("Caption")
    assert caption.outline() == "Caption(Em)"
    assert "Div(Figure Caption(Em))" in [tag.outline() for tag in tag_tree(opened(sink[1])).all("Div")]


def test_links_say_where_they_lead(sink: Rendered) -> None:
    pdf = opened(sink[1])
    said = [str(link["/Contents"]) for page in pdf.pages for link in page.get("/Annots", [])]
    assert said[:3] == ["Telefon 030 1234-560", "E-Mail an presse@hafenrat.example", "Website hafenrat.example"]
    assert "Fußnote 1" in said
    assert "1, zurück zum Text" in said
    assert any(words.startswith("einem Link zum Plan") for words in said)
    assert not any(words.startswith(("http", "mailto:", "tel:", "note-")) for words in said)
    assert all(int(link.F) == 4 for page in pdf.pages for link in page.get("/Annots", []))


def test_blanks_that_stand_alone_part_words() -> None:
    flow = [
        *head(),
        *body(p(Strong(t("eins")), " ", Emphasis(t("zwei")), " ", Link(t("drei"), "https://hafenrat.example/"))),
    ]
    outcome = render(sheet(flow), FolderAssets())
    assert outcome.value is not None
    facts = measure(outcome.value)
    assert glued(facts) == ()
    assert "eins zwei drei" in read_aloud(facts)
    assert "Pressemitteilung zum Straßenfest" in read_aloud(facts)


def test_every_link_can_be_hit(sink: Rendered) -> None:
    """The signs of footnotes, set without a line height, had links of no height."""
    for page in opened(sink[1]).pages:
        for link in page.get("/Annots", []):
            left, one, right, other = (float(side) for side in link.Rect)
            assert abs(one - other) > 5
            assert right - left > 2


def test_a_link_over_two_lines_is_one_link(sink: Rendered) -> None:
    links = [tag for tag in tag_tree(opened(sink[1])).all("Link") if len(tag.links) > 1]
    [link] = links
    assert link.outline() == "Link(Strong)"
    assert len({str(annotation["/Contents"]) for annotation in link.links}) == 1
    assert all(str(annotation.A.URI) == "https://hafenrat.example/plan" for annotation in link.links)


def test_footnotes_lead_there_and_back(sink: Rendered) -> None:
    pdf = opened(sink[1])
    tree = tag_tree(pdf)
    assert len(tree.all("Reference")) == 3
    notes = tree.all("Note")
    assert [tag.outline() for tag in notes] == ["Note(Lbl(Link) P(Link))", "Note(Lbl(Link) P L(LI(Lbl LBody(P))))"]
    assert len({str(tag.element.ID) for tag in notes}) == 2
    names = pdf.Root.Names.Dests.Names
    places = {str(names[index]): names[index + 1] for index in range(0, len(names), 2)}
    targets = {str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link}
    assert targets == {"note-1", "note-2", "sign-1", "sign-2"}
    assert targets <= set(places)
    for number in (1, 2):  # each note is printed on the page of its sign
        assert places[f"note-{number}"][0].objgen == places[f"sign-{number}"][0].objgen


def test_notes_stand_on_the_page_of_their_sign_whatever_their_height() -> None:
    """WeasyPrint 70 moved every note on where its height did not round well."""
    for words in range(1, 12):
        notes = (Footnote(1, (p("Anmerkung " * words * 4),)), Footnote(2, (p("Noch eine."),)))
        flow = [*head(), *body(p("Erstens.", NoteRef(1)), p("Zweitens.", NoteRef(2)))]
        assert len(made(sheet(flow, notes)).pages) == 1


def test_what_is_struck_is_marked(sink: Rendered) -> None:
    spans = tag_tree(opened(sink[1])).all("Span")
    assert [str(tag.element.A.TextDecorationType) for tag in spans if "/A" in tag.element] == ["/LineThrough"]


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    prose = "Dieser Absatz ist so lang, dass er auf die nächste Seite läuft. " * 90
    pdf = made(sheet([*head(), *body(p(prose))]))
    [paragraph] = [tag for tag in tag_tree(pdf).all("P") if len({page for page, _ in tag.own}) > 1]
    assert {page for page, _ in paragraph.own} == {0, 1}


def test_a_table_over_two_pages_has_one_head() -> None:
    rows = tuple(
        (Cell(t(f"Zeile {number}")), Cell((Link(t("Plan"), "https://hafenrat.example/"),))) for number in range(80)
    )
    header = (Cell(t("Kopf")), Cell((Link(t("Alle"), "https://hafenrat.example/alle"),)))
    pdf = made(sheet([*head(), *body(Table((Align.START, Align.START), header, rows))]))
    assert len(pdf.pages) >= 2
    [table] = tag_tree(pdf).all("Table")
    assert len(table.all("THead")) == 1
    assert len(table.all("TR")) == 81
    assert b"/Artifact" in pdf.pages[1].Contents.read_bytes()
    [repeated] = [tag for tag in table.all("Link") if tag.links[0].A.URI == "https://hafenrat.example/alle"]
    assert len(repeated.links) == len(pdf.pages)  # the printed head can be clicked on every page


def test_running_heads_and_feet_are_artifacts(three: Rendered) -> None:
    pdf = opened(three[1])
    for number, page in enumerate(pdf.pages):
        content = page.Contents.read_bytes()
        # Two lines on the left, which are read once, on page 1, and one number on the right.
        assert content.count(b"/Subtype /Footer") == (0 if number == 0 else 2) + 1
        assert content.count(b"/Subtype /Header") == (0 if number == 0 else 2)


def test_every_piece_of_content_is_in_the_tree_once(rendered: Rendered) -> None:
    pdf = opened(rendered[1])
    own = [piece for tag in tag_tree(pdf).walk() for piece in tag.own]
    assert len(own) == len(set(own))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    rows = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for number in range(len(pdf.pages)):
        owned = {mcid for page, mcid in own if page == number}
        assert owned == {mcid for mcid, parent in enumerate(rows[number]) if parent is not None}


def test_decorative_pictures_are_no_figures() -> None:
    from releasefmt.model.content import Figure, Image
    from tests.rendering.pdf.sheets import photo

    given = sheet([*head(), *body(Figure(Image("foto.png", "")))], pictures={"foto.png": photo(alt="")})
    assert [str(tag.element.Alt) for tag in tag_tree(made(given)).all("Figure")] == ["Hafenrat Musterstadt"]


def test_heads_below_the_headline_are_never_h1() -> None:
    flow = [*head(), Placed(Role.CROSSHEAD, Heading(1, t("Zwei"))), *body(Paragraph((Text("Text."),))), *tail()]
    assert len(tag_tree(made(sheet(flow))).all("H1")) == 1


def test_the_first_page_of_many_has_no_running_head() -> None:
    pdf = made(pages(2))
    assert b"/Subtype /Header" not in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("word", ["Straße", "Maße & Größen"])
def test_capitals_keep_what_was_typed(word: str) -> None:
    pdf = made(sheet([Placed(Role.LABEL, p(word)), *head()]))
    content = pdf.pages[0].Contents.read_bytes()
    for part in (part for part in word.split() if part != part.upper()):
        typed = part.encode("latin-1") if part.isascii() else part.encode("utf-16-be").hex().encode()
        assert typed in content


def test_text_and_elements_alternate_in_the_order_of_reading() -> None:
    """An element's own text never stands beside its elements, where readers may take it first."""
    flow = [*head(), *body(p("Eins ", Link((Text("zwei"),), "https://hafenrat.example/"), " drei"))]
    pdf = made(sheet(flow))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem" and "/K" in item:
            kinds = {
                "/S" in kid if isinstance(kid, pikepdf.Dictionary) else False for kid in item.K if not _is_link(kid)
            }
            assert len(kinds) <= 1


def _is_link(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_notes_and_signs_that_lack_each_other_are_no_links() -> None:
    notes = (Footnote(1, (p("Ohne Zeichen."),)),)
    pdf = made(sheet([*head(), *body(p("Ohne Note.", NoteRef(9)))], notes))
    assert not [link for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
    assert [tag.outline() for tag in tag_tree(pdf).all("Note")] == ["Note(Lbl P)"]


@pytest.mark.needs("outloud")
def test_a_picture_that_is_a_link_says_what_it_shows() -> None:
    linked = Link((Image("foto.png", "Der Nordkai"),), "https://hafenrat.example/")
    given = sheet([*head(), *body(p(linked))], pictures={"foto.png": photo(40, 20, "Der Nordkai")})
    outcome = render(given, FolderAssets())
    assert outcome.value is not None
    assert outloud.check(outcome.value) == ()
    [link] = [tag for tag in tag_tree(opened(outcome.value)).all("Link") if tag.all("Figure")]
    assert str(link.element.Alt) == "Der Nordkai"


@pytest.mark.needs("page-validation")
@pytest.mark.parametrize(
    "block",
    [
        Paragraph(()),
        Quote(()),
        BulletList((ListItem(()),)),
        Table((Align.START,), (Cell(()),), ()),
        CodeBlock(""),
        DefinitionList((Definition((), ((),)),)),
        BulletList((ListItem((CodeBlock("zuerst"), Table((Align.START,), (Cell(t("K")),), ((Cell(t("a")),),)))),)),
        Quote((Quote((Quote((p("innen"),)),)),)),
        Table((Align.START,), (Cell((Text("K"), NoteRef(1))),), ((Cell((NoteRef(2),)),),)),
        Figure(Image("foto.png", ""), (Text("Foto"), NoteRef(1))),
        DefinitionList((Definition((Text("T"), NoteRef(2)), ((p("d"),),)),)),
    ],
)
def test_whatever_stands_where_the_file_conforms(block: Block) -> None:
    notes = (Footnote(1, (p("Eins."),)), Footnote(2, (p("Zwei."),)))
    flow = [*head(), *body(block), Placed(Role.BODY, block, opens=True), *tail()]
    outcome = render(sheet(flow, notes, pictures={"foto.png": photo()}), FolderAssets())
    assert outcome.findings == ()
    assert outcome.value is not None
    assert page_validation.check(outcome.value, "ua1", "3a") == ()


def test_twenty_lists_in_each_other_keep_their_levels() -> None:
    item: Block = p("unten")
    for level in range(20):
        item = BulletList((ListItem((p(f"Ebene {level}"), item)),))
    assert len(tag_tree(made(sheet([*head(), *body(item)]))).all("L")) == 20


def test_the_foot_of_page_1_is_read_at_the_end(three: Rendered) -> None:
    tree = tag_tree(opened(three[1]))
    assert tree.kids[-1].outline() == "Sect(P P)"
    assert [tag.own[0][0] for tag in tree.kids[-1].kids] == [0, 0]
