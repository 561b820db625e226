"""The tag tree of a PDF and the parent tree that leads back to it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf

from releasefmt.measuring.facts import Annotated, Content, Element, Rect, Value
from releasefmt.measuring.pdf.bounds import Item
from releasefmt.measuring.pdf.boxes import Matrix, box_in_mm

_MOST_MAPPINGS = 20  # a role map that leads in a circle must end somewhere


def read_structure(pdf: pikepdf.Pdf, to_mm: Sequence[Matrix]) -> Element | None:
    """The topmost element; None where there is no tag tree. Several topmost elements get one above them without a tag.

    ``to_mm`` leads from the units of each page to mm.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/K" not in root:
        return None
    reader = _Reader(pdf, root, to_mm)
    tops = tuple(reader.element(kid) for kid in _listed(root.K) if isinstance(kid, pikepdf.Dictionary))
    if len(tops) == 1:
        return tops[0]
    return Element("", "", root.objgen[0], 0, tops)


def read_parents(pdf: pikepdf.Pdf) -> tuple[Mapping[Content, int], Mapping[int, int]]:
    """By the parent tree: number of the element of each piece of marked content, and of each annotation by its key."""
    contents: dict[Content, int] = {}
    annotations: dict[int, int] = {}
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return contents, annotations
    pages = {int(page.obj.StructParents): number for number, page in enumerate(pdf.pages) if "/StructParents" in page}
    for key, entry in pikepdf.NumberTree(root.ParentTree).items():
        if isinstance(entry, pikepdf.Dictionary):
            annotations[key] = entry.objgen[0]
        elif isinstance(entry, pikepdf.Array) and key in pages:
            for mcid, parent in enumerate(entry):
                if isinstance(parent, pikepdf.Dictionary):
                    contents[Content(pages[key], mcid)] = parent.objgen[0]
    return contents, annotations


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, root: Item, to_mm: Sequence[Matrix]) -> None:
        self._to_mm = to_mm
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._roles = {str(name): str(role) for name, role in root.get("/RoleMap", pikepdf.Dictionary()).items()}
        self._classes = root.get("/ClassMap", pikepdf.Dictionary())
        self._seen: set[tuple[int, int]] = set()

    def element(self, item: Item) -> Element:
        self._seen.add(item.objgen)
        home = self._page(item)
        parent = item.get("/P")
        attributes = self._attributes(item)
        return Element(
            tag=str(item.get("/S", "/"))[1:],
            role=self._role(str(item.get("/S", "/")))[1:],
            number=item.objgen[0],
            parent=parent.objgen[0] if parent is not None else 0,
            kids=tuple(kid for entry in _listed(item.get("/K")) for kid in [self._kid(entry, home)] if kid is not None),
            page=home,
            language=_text(item, "/Lang"),
            alt=_text(item, "/Alt"),
            actual_text=_text(item, "/ActualText"),
            title=_text(item, "/T"),
            identifier=_text(item, "/ID"),
            headers=_headers(item),
            attributes=attributes,
            bbox=self._bbox(attributes.get("Layout.BBox"), home),
        )

    def _page(self, item: Item) -> int | None:
        page = item.get("/Pg")
        return self._pages.get(page.objgen) if page is not None else None

    def _bbox(self, value: Value | None, page: int | None) -> Rect | None:
        if page is None or not isinstance(value, tuple) or len(value) != 4:
            return None
        x1, y1, x2, y2 = (float(side) for side in value)
        return box_in_mm((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)), self._to_mm[page])

    def _kid(self, entry: Item, home: int | None) -> Element | Content | Annotated | None:
        if not isinstance(entry, pikepdf.Dictionary):
            return Content(home, int(entry)) if home is not None else None
        if entry.get("/Type") == "/OBJR":
            return Annotated(entry.Obj.objgen[0])
        if "/MCID" in entry:
            page = self._page(entry)
            return Content(page if page is not None else home or 0, int(entry.MCID))
        return None if entry.objgen in self._seen else self.element(entry)

    def _role(self, tag: str) -> str:
        for _ in range(_MOST_MAPPINGS):
            if tag not in self._roles:
                break
            tag = self._roles[tag]
        return tag

    def _attributes(self, item: Item) -> dict[str, Value]:
        """Of the classes first, so that the element's own have the last word (ISO 32000-1, 14.7.5.3)."""
        given = [self._classes.get(str(name)) for name in _listed(item.get("/C")) if isinstance(name, pikepdf.Name)]
        found: dict[str, Value] = {}
        for group in [*(each for entry in given for each in _listed(entry)), *_listed(item.get("/A"))]:
            if isinstance(group, pikepdf.Dictionary) and "/O" in group:
                owner = str(group.O)[1:]
                found |= {f"{owner}.{key[1:]}": _value(value) for key, value in group.items() if key != "/O"}
        return found


def _listed(item: Item) -> list[Item]:
    if item is None:
        return []
    return list(item) if isinstance(item, pikepdf.Array) else [item]


def _text(item: Item, key: str) -> str | None:
    return str(item[key]) if key in item else None


def _headers(item: Item) -> tuple[str, ...]:
    return tuple(
        str(name)
        for group in _listed(item.get("/A"))
        if isinstance(group, pikepdf.Dictionary)
        for name in _listed(group.get("/Headers"))
    )


def _value(value: Item) -> Value:
    if isinstance(value, pikepdf.Array):
        return tuple(_plain(entry) for entry in value)
    return _plain(value)


def _plain(value: Item) -> str | float:
    """A number as a number, a name without its solidus, anything else as it reads."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value).removeprefix("/")
