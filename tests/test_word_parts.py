"""Word files of our own examples, part by part, against what was accepted: no byte of them changes unseen."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from releasefmt.pipeline import Job, run, set_up
from releasefmt.system.drafts import Draft
from tests.conftest import Golden
from tests.gates.workspace import PROJECT
from tests.rendering.docx.house_template import house
from tests.rendering.docx.parts import as_text, difference
from tests.scripts.test_scripts import home

EXAMPLES = PROJECT / "examples"


def word_file(draft: Path, style: str, out: Path) -> bytes:
    """The Word file alone, as the command writes it, so that goldens tell nothing of how the PDF was laid out."""
    setup = set_up(draft.parent, style=style)
    assert setup.value is not None, setup.findings
    job = Job(Draft(draft.name, draft.read_bytes(), draft.parent, draft.stem), setup.value, ("docx",), out)
    [written] = run(job).result.outputs
    return Path(written.path).read_bytes()


def poured(out: Path) -> bytes:
    """An example whose office has a Word template."""
    office = shutil.copytree(EXAMPLES / "landesbuendnis", out / "office")
    template = Document(io.BytesIO(house(as_template=False)))
    # python-docx brings a hundred table styles along; the golden file is about the others.
    for style in list(template.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    template.save(str(office / "haus.docx"))
    with (office / "releasefmt.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[docx]\ntemplate = "haus.docx"\nstyles = { headline = "Presse Titel", lead = "Presse Vorspann" }\n'
        )
    return word_file(office / "reparaturgipfel.md", "kanzlei", out)


FILES: dict[str, Callable[[Path], bytes]] = {
    # a short release in either style, its logo a drawing
    "short-kanzlei": lambda out: word_file(EXAMPLES / "kurz" / "sonntags-offen.md", "kanzlei", out),
    "short-redaktion": lambda out: word_file(EXAMPLES / "kurz" / "sonntags-offen.md", "redaktion", out),
    # footnotes, tables and lists over several pages
    "long": lambda out: word_file(EXAMPLES / "jahresbilanz" / "radbilanz.md", "redaktion", out),
    # a drawing and a photograph, in English
    "pictures": lambda out: word_file(EXAMPLES / "harbour-museum" / "pilot-cutter.md", "kanzlei", out),
    "right-to-left": lambda out: word_file(home("ar") / "release.md", "kanzlei", out),
    "template": poured,
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.needs("typeface-ar") if name == "right-to-left" else ()) for name in FILES],
)
def test_every_part_is_as_it_was_accepted(name: str, golden: Golden, tmp_path: Path) -> None:
    golden(f"word-{name}.txt", as_text(FILES[name](tmp_path)), difference)
