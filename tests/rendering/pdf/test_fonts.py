"""The bundled fonts: whole, licensed, the only ones that exist, and each weight under the family's own name."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from releasefmt.system.fonts import FontsTooLateError, use_bundled_fonts
from tests.rendering.pdf.reading import opened
from tests.rendering.pdf.sheets import ROOT

FONTS = ROOT / "src/releasefmt/fonts"

LIST = """
import sys
from releasefmt.system.fonts import use_bundled_fonts
print(use_bundled_fonts())
assert "weasyprint" not in sys.modules
from weasyprint.text.ffi import ffi, fontconfig
config = fontconfig.FcInitLoadConfigAndFonts()
fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
print(fonts.nfont)
"""


def run(tmp_path: Path, code: str = LIST, **changes: str) -> list[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG", "XDG"))}
    environment |= {"HOME": str(tmp_path), **changes}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_files_are_the_ones_that_were_written_down() -> None:
    faces = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["faces"]
    assert len(faces) == 12
    for face in faces:
        data = (FONTS / face["asset"].removeprefix("bundled:")).read_bytes()
        assert hashlib.sha256(data).hexdigest() == face["sha256"], face["asset"]
    assert {path.name for path in FONTS.glob("*.ttf")} == {face["asset"].removeprefix("bundled:") for face in faces}


@pytest.mark.parametrize("family", ["SourceSerif4", "SourceSans3"])
def test_the_licence_lies_beside_them(family: str) -> None:
    assert "SIL Open Font License, Version 1.1" in (FONTS / f"{family}-LICENSE.md").read_text("utf-8")


@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("family", ["Source Serif 4", "Source Sans 3"])
def test_every_weight_is_reached_under_the_family_name(family: str, italic: bool, weight: int) -> None:
    """Semibold has a family name of its own beside the typographic one; here Pango must find it by the latter."""
    from weasyprint import HTML

    slant = "italic" if italic else "normal"
    html = f'<p style="font: {slant} {weight} 12pt {family!r}">Hafen</p>'
    pdf = opened(HTML(string=html).write_pdf())
    [file] = [item for item in pdf.objects if isinstance(item, type(pdf.Root)) and "/FontFile2" in item]
    font = TTFont(io.BytesIO(file.FontFile2.read_bytes()))
    assert font["OS/2"].usWeightClass == weight
    assert bool(font["head"].macStyle & 2) == italic
    assert str(file.FontFamily) == family


def test_nothing_but_the_bundled_fonts_exists(tmp_path: Path) -> None:
    file, count = run(tmp_path)
    assert int(count) == 12
    assert Path(file).is_relative_to(tmp_path / ".cache" / "releasefmt")


def test_what_the_user_has_set_for_fontconfig_does_not_count(tmp_path: Path) -> None:
    file, count = run(
        tmp_path, FONTCONFIG_FILE="/nowhere.conf", FONTCONFIG_SYSROOT=str(tmp_path), FONTCONFIG_PATH="/nowhere"
    )
    assert int(count) == 12
    assert Path(file).is_relative_to(tmp_path)


def test_a_cache_folder_that_cannot_be_made_gives_way_to_a_temporary_one(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    file, count = run(tmp_path, XDG_CACHE_HOME=str(tmp_path / "taken"))
    assert int(count) == 12
    assert not Path(file).is_relative_to(tmp_path / "taken")
    assert not Path(file).exists()  # it went when the process ended


def test_a_second_call_changes_nothing() -> None:
    before = os.environ["FONTCONFIG_FILE"]
    assert str(use_bundled_fonts()) == before
    assert os.environ["FONTCONFIG_FILE"] == before


def test_too_late_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    assert weasyprint.VERSION
    monkeypatch.delenv("FONTCONFIG_FILE")
    with pytest.raises(FontsTooLateError):
        use_bundled_fonts()
