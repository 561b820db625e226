"""What a golden file says of a Word file, and how a difference is told."""

from __future__ import annotations

import re

import pytest

from tests.rendering.docx.house_template import repacked
from tests.rendering.docx.opened import Opened, rendered
from tests.rendering.docx.parts import SEAL, as_text, difference
from tests.rendering.docx.sheets import kitchen_sink, one_page

TYPES = "[Content_Types].xml"


def test_nothing_of_a_part_is_left_out() -> None:
    data = rendered(kitchen_sink())
    text = as_text(data).decode()
    for name, content in Opened(data).members.items():
        shown = text.partition(f"=== {name}\n")[2].partition("\n=== ")[0]
        if name.endswith((".xml", ".rels")):
            assert re.sub(r"\n *", "", shown) == re.sub(r"\n *", "", SEAL.sub("…", content.decode())), name
        else:
            assert re.fullmatch(rf"{len(content)} bytes, sha256 [0-9a-f]{{64}}\n?", shown), name


def test_a_difference_names_the_part_and_the_place() -> None:
    before = rendered(one_page())
    after = repacked(before, "word/settings.xml", '<w:footnote w:id="0"/>', '<w:footnote w:id="1"/>')
    assert difference(as_text(after), as_text(before)) == (
        "word/settings.xml, line 7:\n"
        '  <w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\n'
        '-  <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\n'
        "-  <w:compat>\n"
        '+  <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="1"/></w:footnotePr>\n'
        "+  <w:compat>"
    )


@pytest.mark.parametrize(
    ("actual", "accepted", "said"),
    [
        ("=== a\n1\n", "=== a\n1\n=== b\n2\n", "b is no longer there"),
        ("=== a\n1\n=== b\n2\n", "=== a\n1\n", "b is new"),
        ("=== a\n1\n2\n", "=== a\n1\n", "a, line 2:\n- (the part ends)\n+ 2"),
        ("=== b\n2\n=== a\n1\n", "=== a\n1\n=== b\n2\n", "the parts stand in another order: b, a"),
    ],
)
def test_other_differences(actual: str, accepted: str, said: str) -> None:
    assert difference(actual.encode(), accepted.encode()) == said
