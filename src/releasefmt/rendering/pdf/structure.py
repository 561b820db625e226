"""The tag tree, built from the HTML elements rather than from WeasyPrint's boxes.

WeasyPrint 70 makes one tag a box, so a paragraph over two pages or a link over two lines becomes two, a repeated table
head is read twice, and running heads hang in the air (its issue 2482). Here every element has one tag however many boxes
it was broken into; what only repeats or decorates is marked as an artifact (ISO 32000-1, 14.8.2.2).

What an element is follows from its name, or from ``data-tag``. Further attributes that the HTML of this package sets:
``data-says`` what is said of a link, ``data-typed`` what stands behind capitals, ``data-alt`` what a list marker means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

HtmlElement: TypeAlias = Any  # xml.etree's Element: WeasyPrint's boxes carry them untyped
Box: TypeAlias = Any

_TAGS = {
    "header": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "p": "P",
    "pre": "P",
    "code": "Code",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Aside",
    "img": "Figure",
    "figcaption": "Caption",
    "a": "Link",
    "strong": "Strong",
    "em": "Em",
    "s": "Span",
    "sup": "Span",
    "sub": "Span",
}
# Not among the standard types of PDF 1.7 (ISO 32000-1, 14.8.4), so each names one that is.
_ROLE_MAP = {"Strong": "Span", "Em": "Span"}
_FIRST = {"Aside": "Div"}  # what PDF 1.7 calls otherwise
# What PDF 2.0 calls otherwise, and its types (ISO 32000-2, 14.8.6.1); others are those of 1.7, which stay in force.
_SECOND = {"Note": "FENote"}
_SECOND_ROLE_MAP = {"FENote": "Note", "Aside": "Div"}  # for readers that know no namespaces
_NAMESPACE = "http://iso.org/pdf2/ssn"
_TYPES_OF_SECOND = frozenset(
    [
        "Document",
        "Sect",
        "Div",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "Figure",
        "Caption",
        "Link",
        "Strong",
        "Em",
        "Span",
        "Aside",
        "FENote",
    ]
)
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_MAY_BE_EMPTY = frozenset({"Document", "TD", "TH"})


@dataclass(slots=True)
class _Content:
    """A marked piece of a page: ``mcid`` is its number there."""

    page: int
    mcid: int


@dataclass(slots=True)
class _Annotation:
    page: int
    annotation: pydyf.Dictionary


@dataclass(slots=True, eq=False)
class _Node:
    """A structure element in the making. ``extra`` goes into its dictionary as it is."""

    tag: str
    parent: _Node | None = None
    kids: list[_Node | _Content | _Annotation] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def pages(self) -> Iterator[int]:
        for kid in self.kids:
            if isinstance(kid, _Node):
                yield from kid.pages()
            else:
                yield kid.page


def add_tags(pdf: pydyf.PDF, document: Document, pdf_version: object, page_streams: Sequence[Any]) -> None:
    """Stands in for the function of this name in weasyprint.pdf, with its arguments and its effects on the catalog."""
    second = str(pdf_version) == "2.0"
    builder = _Builder(document, page_streams, second=second)
    builder.read()
    _write(pdf, builder, len(page_streams), second=second)


class _Builder:
    """Walks the boxes of all pages and hangs what was painted under the element it belongs to."""

    def __init__(self, document: Document, page_streams: Sequence[Any], *, second: bool) -> None:
        self.root = _Node("Document")
        self.anchors: dict[str, _Node] = {}
        self.headings: list[_Node] = []
        self._second = second
        self.superfluous: set[bytes] = set()
        self._document = document
        self._streams = page_streams
        self._nodes: dict[int, _Node] = {}
        self._parents: dict[int, HtmlElement] = {}
        self._typed: set[int] = set()
        self._heads: dict[int, int] = {}
        self._foot = ""
        self._last: list[_Node] = []

    def read(self) -> None:
        html = next(box.element for box in self._document.pages[0]._page_box.children if box.element_tag == "html")  # noqa: SLF001
        self._parents = {id(child): parent for parent in html.iter() for child in parent}
        self._foot = "@bottom-right" if html.get("dir") == "rtl" else "@bottom-left"
        self._nodes[id(html)] = self.root
        for number, page in enumerate(self._document.pages):
            self._walk(page._page_box, number)  # noqa: SLF001
            left = self._streams[number]._tags  # noqa: SLF001
            if left:
                raise AssertionError(f"page {number + 1} has painted content without a tag: {list(left.values())}")
        self.root.kids += self._last

    # --- boxes ---

    def _walk(self, box: Box, page: int) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, boxes.MarginBox):
            if page == 0 and box.at_keyword == self._foot:
                self._imprint(box, page)
            else:
                self._drop(box, page, _pagination(box.at_keyword))
            return
        element = box.element
        if element is not None and box.element_tag.endswith("::footnote-call"):
            return  # stands, empty, where the note was taken out of the text
        if element is not None and self._is_repeated_head(element, page):
            self._drop(box, page, pydyf.Dictionary({"Type": "/Pagination"}))
            return
        if element is not None and element.tag == "img" and not element.get("alt"):
            self._drop(box, page, pydyf.Dictionary({"Type": "/Layout"}))
            return
        node = None if element is None or isinstance(box, boxes.PageBox) else self._node_of(box.element)
        if box.link_annotation:
            self._link(box, page)
        if node is not None:
            self._content(box, node, page)
        for child in getattr(box, "children", ()):
            self._walk(child, page)

    def _imprint(self, box: Box, page: int) -> None:
        """The foot of page 1, a paragraph a line, after everything else.

        It says who answers for the text, which the law wants to be found; readers pass over what repeats on each page.
        """
        section = _Node("Sect")
        tags = self._streams[page]._tags  # noqa: SLF001
        for line in box.descendants():
            if isinstance(line, boxes.LineBox):
                painted = [tags.pop(part) for part in line.descendants() if part in tags]
                if painted:
                    _child(section, "P").kids.extend(_Content(page, piece["mcid"]) for piece in painted)
        if section.kids:
            section.parent = self.root
            self._last.append(section)

    def _content(self, box: Box, node: _Node, page: int) -> None:
        painted = self._streams[page]._tags.pop(box, None)  # noqa: SLF001
        if painted is None:
            return
        node.kids.append(_Content(page, painted["mcid"]))
        if isinstance(box, boxes.ReplacedBox):
            node.extra["A"] = self._figure(box, page)
        elif (typed := box.element.get("data-typed")) is not None:
            # A word broken over two lines is said once, by its first half.
            said = "" if id(box.element) in self._typed else typed
            self._typed.add(id(box.element))
            self._properties(page, painted["mcid"])["ActualText"] = pydyf.String(said)
        elif isinstance(box, boxes.TextBox) and not box.text.strip():
            # WeasyPrint shows no blanks that stand alone, as between two links; words must be parted all the same.
            self._properties(page, painted["mcid"])["ActualText"] = pydyf.String(" ")

    def _link(self, box: Box, page: int) -> None:
        """Each line of a link has its own annotation; all belong to the one Link and say the same.

        WeasyPrint makes one more for each element inside a link, over the same place; those go.
        """
        if box.element.tag != "a":
            self.superfluous.add(box.link_annotation.reference)
            return
        link = self._ancestor(box.element, "a")
        if link is None:
            raise AssertionError("a link annotation outside of a link")
        left, top, right, bottom = box.link_annotation["Rect"]
        if top == bottom:  # the sign of a footnote has no line height of its own (see css), but must be hit
            half = box.style["font_size"] * 0.75 / 2
            box.link_annotation["Rect"] = pydyf.Array([left, top - half, right, bottom + half])
        box.link_annotation["Contents"] = pydyf.String(link.get("data-says") or "".join(link.itertext()))
        node = self._node_of(link)
        node.kids.append(_Annotation(page, box.link_annotation))
        if not "".join(link.itertext()).strip():
            node.extra["Alt"] = box.link_annotation["Contents"]  # nothing in it but a picture

    def _figure(self, box: Box, page: int) -> pydyf.Dictionary:
        """BBox in points from the page's bottom left (ISO 32000-1, table 344); WeasyPrint thinks in pixels from the top."""
        height = self._document.pages[page].height
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        place = "/Inline" if isinstance(box, boxes.InlineLevelBox) else "/Block"
        bbox = pydyf.Array([round(corner * 0.75, 2) for corner in corners])
        return pydyf.Dictionary({"O": "/Layout", "Placement": place, "BBox": bbox})

    def _drop(self, box: Box, page: int, properties: pydyf.Dictionary) -> None:
        """Mark all that ``box`` painted as an artifact. A link in it stays usable: it joins the link that it repeats."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if box.link_annotation:
            self._link(box, page)
        painted = self._streams[page]._tags.pop(box, None)  # noqa: SLF001
        if painted is not None:
            stream = self._streams[page].stream
            place = _operator(stream, painted["mcid"])
            stream[place - 2], stream[place - 1] = "/Artifact", properties
        for child in getattr(box, "children", ()):
            self._drop(child, page, properties)

    def _properties(self, page: int, mcid: int) -> pydyf.Dictionary:
        stream = self._streams[page].stream
        properties: pydyf.Dictionary = stream[_operator(stream, mcid) - 1]
        return properties

    def _is_repeated_head(self, element: HtmlElement, page: int) -> bool:
        return element.tag == "thead" and self._heads.setdefault(id(element), page) != page

    # --- elements ---

    def _ancestor(self, element: HtmlElement, tag: str) -> HtmlElement | None:
        while element is not None and element.tag != tag:
            element = self._parents.get(id(element))
        return element

    def _node_of(self, element: HtmlElement) -> _Node:
        """The node that takes an element's content: its own, or the next one above for an element that is no tag."""
        if id(element) in self._nodes:
            return self._nodes[id(element)]
        if element.get("class") == "marker":
            node = self._label(element)
        else:
            node = self._new(element, self._node_of(self._parents[id(element)]))
        self._nodes[id(element)] = node
        if name := element.get("id"):
            self.anchors[name] = node
        if node.tag in _HEADINGS and element.tag in _TAGS:
            self.headings.append(node)
        return node

    def _new(self, element: HtmlElement, parent: _Node) -> _Node:
        tag = element.get("data-tag") or _TAGS.get(element.tag)
        if tag is None and element.tag == "span" and element.get("lang"):
            tag = "Span"
        if tag == "Link" and not element.get("href"):
            tag = None
        if element.tag == "div" and parent.tag == "L":
            tag = "LI"  # dl > div groups a term with its descriptions
        if tag is None:
            return parent
        if tag == "Note":
            parent = self.root  # read where it is printed, after the text of its page, not in the midst of a sentence
        if element.tag == "dd" and parent.kids and isinstance(parent.kids[-1], _Node) and parent.kids[-1].tag == tag:
            return parent.kids[-1]  # all descriptions of a term are one body
        node = _child(parent, tag)
        match tag:
            case "Figure":
                node.extra["Alt"] = pydyf.String(element.get("alt"))
            case "TH":
                node.extra["A"] = pydyf.Dictionary({"O": "/Table", "Scope": "/Column"})
            case "L" if element.tag != "dl" or self._second:
                numbering = {"ol": "/Decimal", "ul": "/Disc", "dl": "/Description"}[element.tag]
                node.extra["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
            case "Note":
                node.extra["ID"] = pydyf.String(element.get("id"))
            case "Span" if language := element.get("lang"):
                node.extra["Lang"] = pydyf.String(language)
            case "Span" if element.tag == "s":
                node.extra["A"] = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": "/LineThrough"})
            case "LI" if element.tag == "li":
                return _child(node, "LBody")
        return node

    def _label(self, element: HtmlElement) -> _Node:
        """The label of a list entry stands in its LI, before the LBody; that of a footnote at the head of its Note."""
        entry = self._entry(element)
        label = _Node("Lbl", entry)
        entry.kids.insert(0, label)
        if alt := element.get("data-alt"):
            label.extra["Alt"] = pydyf.String(alt)
        return label

    def _entry(self, element: HtmlElement) -> _Node:
        node = self._node_of(self._parents[id(element)])
        while node.tag not in ("LI", "Note"):
            if node.parent is None:
                raise AssertionError("a marker outside of a list and of a footnote")
            node = node.parent
        return node


def _child(parent: _Node, tag: str) -> _Node:
    node = _Node(tag, parent)
    parent.kids.append(node)
    return node


def _pagination(at_keyword: str) -> pydyf.Dictionary:
    """Running heads and feet (ISO 32000-1, table 330)."""
    side = "Header" if at_keyword.startswith("@top") else "Footer"
    edge = "/Top" if side == "Header" else "/Bottom"
    return pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{side}", "Attached": pydyf.Array([edge])})


def _operator(stream: list[Any], mcid: int) -> int:
    """The place of the BDC that begins a marked piece; its properties and its tag stand before it."""
    for place, token in enumerate(stream):
        if token == b"BDC" and stream[place - 1].get("MCID") == mcid:
            return place
    raise AssertionError(f"no marked content {mcid}")


# --- the tree as PDF objects ---


def _write(pdf: pydyf.PDF, builder: _Builder, page_count: int, *, second: bool) -> None:
    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    namespace = None
    if second:
        namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_NAMESPACE)})
        pdf.add_object(namespace)
        root["Namespaces"] = pydyf.Array([namespace.reference])
    writer = _Writer(pdf, page_count, namespace)
    root["K"] = pydyf.Array([writer.write(builder.root, root).reference])
    for number, references in enumerate(writer.by_page):
        last = max(references, default=-1)
        row = pydyf.Array([references.get(mcid, b"null") for mcid in range(last + 1)])
        parents["Nums"] += [number, row]
    for number, (annotation, reference) in enumerate(writer.annotations, start=page_count):
        parents["Nums"] += [number, reference]
        annotation["StructParent"] = number
    root["ParentTreeNextKey"] = page_count + len(writer.annotations)
    roles = _ROLE_MAP | _SECOND_ROLE_MAP
    if used := {tag: role for tag, role in roles.items() if tag in writer.tags}:
        root["RoleMap"] = pydyf.Dictionary({tag: f"/{role}" for tag, role in used.items()})
    if writer.ids:
        names = [item for key in sorted(writer.ids) for item in (pydyf.String(key), writer.ids[key])]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page" and "Annots" in item:
            item["Annots"][:] = [kept for kept in item["Annots"] if kept not in builder.superfluous]
    if second:
        _point_to_elements(pdf, builder, writer)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _point_to_elements(pdf: pydyf.PDF, builder: _Builder, writer: _Writer) -> None:
    """PDF/UA-2 wants destinations inside the file to name a structure element (ISO 14289-2, 8.8)."""
    headings = iter(builder.headings)

    def follow(reference: bytes | None) -> None:
        while reference:
            entry = pdf.objects[int(reference.split()[0])]
            _go_to(entry, entry["Dest"], writer.references[next(headings)])
            follow(entry.get("First"))
            reference = entry.get("Next")

    if "Outlines" in pdf.catalog:
        follow(pdf.objects[int(pdf.catalog["Outlines"].split()[0])]["First"])
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    for annotation, _ in writer.annotations:
        if "Dest" in annotation:
            name = annotation["Dest"].string
            _go_to(annotation, places[name], writer.references[builder.anchors[name]])


def _go_to(origin: pydyf.Dictionary, place: Sequence[Any], element: bytes) -> None:
    """The same place by its page, for readers of PDF 1.7, and by its element."""
    del origin["Dest"]
    origin["A"] = pydyf.Dictionary(
        {"Type": "/Action", "S": "/GoTo", "D": pydyf.Array(place), "SD": pydyf.Array([element, *place[1:]])}
    )


class _Writer:
    def __init__(self, pdf: pydyf.PDF, page_count: int, namespace: pydyf.Dictionary | None) -> None:
        self._namespace = namespace
        self.references: dict[_Node, bytes] = {}
        self._pdf = pdf
        self._pages = pdf.page_references
        self.by_page: list[dict[int, bytes]] = [{} for _ in range(page_count)]
        self.annotations: list[tuple[pydyf.Dictionary, bytes]] = []
        self.tags: set[str] = set()
        self.ids: dict[str, bytes] = {}

    def write(self, node: _Node, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        tag = (_FIRST if self._namespace is None else _SECOND).get(node.tag, node.tag)
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag}", "P": parent.reference})
        self._pdf.add_object(element)
        self.references[node] = element.reference
        if self._namespace is not None and tag in _TYPES_OF_SECOND:
            element["NS"] = self._namespace.reference
        home = next(node.pages(), 0)
        element["Pg"] = self._pages[home]
        element.update(node.extra)
        self.tags.add(tag)
        if "ID" in node.extra:
            self.ids[node.extra["ID"].string] = element.reference
        kids = pydyf.Array()
        for kid in _parted(node):
            match kid:
                case _Node():
                    if kid.tag in _MAY_BE_EMPTY or any(True for _ in kid.pages()) or _holds_cells(kid):
                        kids.append(self.write(kid, element).reference)
                case _Content(page, mcid):
                    self.by_page[page][mcid] = element.reference
                    kids.append(mcid if page == home else self._elsewhere(page, mcid))
                case _Annotation(page, annotation):
                    self.annotations.append((annotation, element.reference))
                    kids.append(
                        pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._pages[page]})
                    )
        if kids:
            element["K"] = kids
        return element

    def _elsewhere(self, page: int, mcid: int) -> pydyf.Dictionary:
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": mcid})


def _parted(node: _Node) -> list[_Node | _Content | _Annotation]:
    """The kids; where text and elements alternate, the text in Spans of its own.

    The order of such kids is plain from the file, but not every reader keeps it: some take an element's own text first.
    """
    if not any(isinstance(kid, _Node) for kid in node.kids):
        return node.kids
    parted: list[_Node | _Content | _Annotation] = []
    for kid in node.kids:
        if not isinstance(kid, _Content):
            parted.append(kid)
        elif parted and isinstance(parted[-1], _Node) and parted[-1].parent is None:
            parted[-1].kids.append(kid)
        else:
            parted.append(_Node("Span", None, [kid]))
    return parted


def _holds_cells(node: _Node) -> bool:
    """A row of empty cells is a row all the same, or the table would not be regular."""
    return any(isinstance(kid, _Node) and (kid.tag in _MAY_BE_EMPTY or _holds_cells(kid)) for kid in node.kids)
