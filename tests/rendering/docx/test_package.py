"""The package: the same bytes every time, every reference answered, nothing of the machine that made it."""

from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from tests.rendering.docx.opened import MC, WP, Opened, R, W, rendered
from tests.rendering.docx.sheets import ROOT, kitchen_sink, one_page, right_to_left, three_pages

SHEETS = {"one": one_page, "three": three_pages, "sink": kitchen_sink, "rtl": right_to_left}
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module", params=SHEETS)
def opened(request: pytest.FixtureRequest) -> Opened:
    return Opened(rendered(SHEETS[request.param]()))


def relationships(opened: Opened, part: str) -> dict[str, ET.Element]:
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in opened.members:
        return {}
    return {rel.attrib["Id"]: rel for rel in opened.xml(rels).iter(RELATIONSHIP)}


def test_two_renderings_are_equal() -> None:
    assert rendered(kitchen_sink()) == rendered(kitchen_sink())


def test_hash_seed_zone_and_place_do_not_change_a_byte(tmp_path: object) -> None:
    code = (
        "import hashlib; from tests.rendering.docx.opened import rendered; "
        "from tests.rendering.docx.sheets import kitchen_sink; print(hashlib.sha256(rendered(kitchen_sink())).hexdigest())"
    )
    digests = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("77", "America/New_York")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        }
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=str(tmp_path)
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_members_have_a_fixed_time_order_and_origin(opened: Opened) -> None:
    with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names[:4] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"]
    assert names[4:-1] == sorted(names[4:-1])
    assert names[-1] == "docProps/custom.xml", "the digest of the whole file stands at its end"
    assert len(set(names)) == len(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr) for entry in entries} == {(0, 0o600 << 16)}


def test_every_part_has_a_content_type(opened: Opened) -> None:
    types = opened.xml("[Content_Types].xml")
    named = {entry.attrib["PartName"].lstrip("/") for entry in types if "PartName" in entry.attrib}
    endings = {entry.attrib["Extension"] for entry in types if "Extension" in entry.attrib}
    assert named <= opened.members.keys()
    for member in opened.members.keys() - {"[Content_Types].xml"}:
        assert member in named or member.rsplit(".", 1)[1] in endings - {"xml"}, member


def test_every_relationship_leads_to_a_part_and_every_reference_to_a_relationship(opened: Opened) -> None:
    reached = set()
    for part in ["", *opened.members]:
        rels = relationships(opened, part)
        for rel in rels.values():
            if rel.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), rel.attrib["Target"])).lstrip(
                    "/"
                )
                assert target in opened.members, (part, target)
                reached.add(target)
        if part.endswith(".xml") and part != "[Content_Types].xml":
            used = {
                text for node in opened.xml(part).iter() for name, text in node.attrib.items() if name.startswith(R)
            }
            implied = {
                key for key, rel in rels.items() if part == "word/document.xml" and rel.get("TargetMode") is None
            }
            assert used <= rels.keys()
            assert rels.keys() - used <= implied, "a relationship that nothing uses"
    parts = {name for name in opened.members if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert reached == parts


def test_only_hyperlinks_lead_outside(opened: Opened) -> None:
    outside = [
        rel
        for part in opened.members
        for rel in relationships(opened, part).values()
        if rel.get("TargetMode") == "External"
    ]
    assert outside
    for rel in outside:
        assert rel.attrib["Type"].endswith("/hyperlink")
        assert rel.attrib["Target"].startswith(("https://", "http://", "mailto:", "tel:"))


def test_drawings_and_bookmarks_are_numbered_once(opened: Opened) -> None:
    drawings = Counter(node.attrib["id"] for story in opened.stories.values() for node in story.iter(f"{WP}docPr"))
    bookmarks = Counter(
        node.attrib[f"{W}id"] for story in opened.stories.values() for node in story.iter(f"{W}bookmarkStart")
    )
    assert drawings
    assert set(drawings.values()) == {1}
    assert set(bookmarks.values()) <= {1}


def test_every_style_and_list_that_is_used_exists(opened: Opened) -> None:
    styles = [style.attrib[f"{W}styleId"] for style in opened.xml("word/styles.xml").iter(f"{W}style")]
    assert len(styles) == len(set(styles))
    numbering = opened.xml("word/numbering.xml")
    numbers = {num.attrib[f"{W}numId"] for num in numbering.iter(f"{W}num")}
    for story in (*opened.stories.values(), opened.xml("word/styles.xml"), numbering):
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            for node in story.iter(f"{W}{tag}"):
                assert node.get(f"{W}val") in styles
        for node in story.iter(f"{W}numId"):
            assert node.get(f"{W}val") in numbers


def test_fields_are_closed(opened: Opened) -> None:
    for story in opened.stories.values():
        branches = [*story.iter(f"{MC}Choice"), *story.iter(f"{MC}Fallback")]
        for holder in (*story.iter(f"{W}p"), *(branch for branch in branches if len(branch) > 1)):
            kinds = Counter(node.get(f"{W}fldCharType") for node in holder.iter(f"{W}fldChar"))
            assert kinds["begin"] == kinds["separate"] == kinds["end"]


def test_nothing_tells_of_the_machine_or_of_other_programs(opened: Opened) -> None:
    traces = re.compile(rb"python-docx|/(?:home|root|tmp|work)/|file://|C:\\\\|localhost", re.IGNORECASE)
    for name, content in opened.members.items():
        assert not traces.search(content), name


def test_a_release_is_small() -> None:
    assert len(rendered(one_page())) < 20_000
