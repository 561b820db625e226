"""Colour spaces by their families (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf

from releasefmt.measuring.facts import Colour
from releasefmt.measuring.pdf.bounds import Item

BLACK = Colour("DeviceGray", (0.0,))
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
PLAIN = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"})
"""Families whose components are grey, red, green and blue, or four inks."""


def space_of(space: Item, *, mask: bool = False) -> str:
    """The family of a colour space (ISO 32000-1, 8.6.3)."""
    if mask or space is None:
        return "mask"
    return str(space[0] if isinstance(space, pikepdf.Array) else space)[1:]


def initial(family: str, space: Item) -> Colour:
    """The colour that a space begins with: black in each that has one of its own (ISO 32000-1, 8.6.5.1 and 8.6.8)."""
    components: Mapping[str, int] = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}
    count = components.get(family, 0)
    if family == "ICCBased":
        count = int(space[1].N)
    if not count:
        return Colour(family, ())
    return Colour(family, (0.0, 0.0, 0.0, 1.0) if count == 4 else (0.0,) * count)
