"""The examples are whole: every letterhead holds, every picture is there, nobody in them is real."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from releasefmt.model.content import Image
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.style import Colour
from releasefmt.passes.pictures import Wanted, resolve_logo, resolve_pictures
from releasefmt.reading.settings import read_letterhead
from releasefmt.system.assets import FolderAssets
from releasefmt.system.drafts import find_drafts

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = sorted(entry.parent for entry in EXAMPLES.glob("*/releasefmt.toml"))
NAMED = [pytest.param(folder, id=folder.name) for folder in FOLDERS]


def letterhead_of(folder: Path) -> Letterhead:
    outcome = read_letterhead((folder / "releasefmt.toml").read_text("utf-8"), "releasefmt.toml")
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def luminance(colour: Colour) -> float:
    """Relative luminance of WCAG 2."""
    channels = [value / 255 for value in (colour.red, colour.green, colour.blue)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_there_are_at_least_four_with_a_draft_each_and_names_of_their_own() -> None:
    assert len(FOLDERS) >= 4
    found = find_drafts([str(EXAMPLES)])
    assert found.findings == ()
    paths = [place.path for place in found.value if place.path is not None]
    assert sorted({path.parent for path in paths}) == FOLDERS
    assert len({path.stem for path in paths}) == len(paths)


@pytest.mark.parametrize("folder", NAMED)
def test_letterheads_hold_and_their_colours_can_be_read_on_white(folder: Path) -> None:
    letterhead = letterhead_of(folder)
    assert 1.05 / (luminance(Colour.parse(letterhead.colours.accent)) + 0.05) >= 4.5
    assert bool(letterhead.organisation.logo) == bool(letterhead.organisation.logo_alt)


def test_every_letterhead_has_its_own_colour() -> None:
    accents = sorted(letterhead_of(folder).colours.accent for folder in FOLDERS)
    assert all(one != other for one, other in pairwise(accents))


@pytest.mark.parametrize("folder", NAMED)
def test_logos_are_plain_drawings(folder: Path) -> None:
    organisation = letterhead_of(folder).organisation
    if not organisation.logo:
        return  # its name stands in the stead of one
    assets = FolderAssets(letterhead=folder)
    logo = resolve_logo(organisation.logo, organisation.logo_alt, assets, height=13.0, max_width=70.0)
    assert logo.findings == ()
    assert logo.value is not None
    assert logo.value.media == "image/svg+xml"


@pytest.mark.parametrize("folder", NAMED)
def test_pictures_are_small_files_of_a_sane_resolution(folder: Path) -> None:
    for draft in folder.glob("*.md"):
        for alt, source in re.findall(r"!\[([^\]]*)\]\((\S+)", draft.read_text("utf-8")):
            image = Image(source, alt)
            outcome = resolve_pictures([Wanted(image, 165.0, 180.0)], FolderAssets(draft=folder))
            assert outcome.findings == ()
            picture = outcome.value[source]
            assert 100 <= picture.width <= 165
            assert len(picture.data) < 100_000


@pytest.mark.parametrize("folder", NAMED)
def test_addresses_and_telephones_are_fictitious(folder: Path) -> None:
    for file in (*folder.glob("*.md"), *folder.glob("*.toml")):
        text = file.read_text("utf-8")
        hosts = re.findall(r"https?://([\w.-]+)", text) + re.findall(r"[\w.]+@([\w.-]+\w)", text)
        assert all(re.fullmatch(r"(?:[\w-]+\.)?example\.(?:org|com)", host) for host in hosts)
        numbers = re.findall(r"(?:phone = \"|Telefon |Telephone )([\d ]+)", text)
        # Berlin's 030 23125 and the United Kingdom's 01632 960 are kept free for film and literature.
        assert all(number.startswith(("030 23125 ", "01632 960 ")) for number in numbers)
