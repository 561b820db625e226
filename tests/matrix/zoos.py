"""Drafts that hold one of everything: pictures of every kind, characters of every kind, a table of five pages."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image as Raster

from tests.gates.workspace import folder

_TOP = "# {title}\n\nUferstadt, 12. Mai 2025 – Ein Vorspann mit genug Wörtern, damit er als Vorspann gelesen wird und nicht als Kopf.\n\n"
_STREETS = ("Linden", "Hafen", "Mühlen", "Garten", "Kirch", "Schul", "Uferwiesen")
_ENDINGS = ("straße", "weg", "platz", "gasse", "allee")
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><circle cx="15" cy="15" r="12" fill="#a0461e"/></svg>'
)


def _pictures() -> dict[str, bytes]:
    colours = Raster.radial_gradient("L").resize((360, 240))
    shades = Raster.merge(
        "RGB", (colours, colours.transpose(Raster.Transpose.ROTATE_180), Raster.new("L", colours.size, 90))
    )
    turned = Raster.Exif()
    turned[0x0112] = 6  # a camera held upright

    def saved(image: Raster.Image, kind: str, **options: object) -> bytes:
        target = io.BytesIO()
        image.save(target, kind, **options)
        return target.getvalue()

    return {
        "farbe.png": saved(shades, "PNG", dpi=(150, 150)),
        "palette.png": saved(shades.quantize(64), "PNG"),
        "durchsichtig.png": saved(Raster.merge("RGBA", (*shades.split(), colours)), "PNG"),
        "grau.png": saved(colours, "PNG"),
        "strich.png": saved(colours.convert("1"), "PNG"),
        "sechzehn.png": saved(colours.convert("I").point(lambda value: value * 257).convert("I;16"), "PNG"),
        "foto.jpg": saved(shades, "JPEG", dpi=(72, 72)),
        "hochkant.jpg": saved(shades, "JPEG", exif=turned),
        "druck.jpg": saved(shades.convert("CMYK"), "JPEG"),
        "grau.jpg": saved(colours, "JPEG", progressive=True),
        "netz.webp": saved(shades, "WEBP"),
        "film.gif": saved(shades.quantize(32), "GIF", save_all=True, append_images=[shades.quantize(16)]),
        "scan.tif": saved(shades, "TIFF"),
        "zeichnung.svg": _SVG,
        "riesig.png": saved(Raster.new("RGB", (4, 2400), "#204060"), "PNG"),
        "dpi.png": saved(shades, "PNG", dpi=(9000, 9000)),
    }


def _picture_zoo() -> str:
    shown = "".join(f'![Das Bild {name} aus dem Zoo]({name} "Bildtext zu {name}")\n\n' for name in _pictures())
    return f"{_TOP.format(title='Alle Arten von Bildern')}{shown}Im Satz: ![ein kleines Bild](zeichnung.svg) geht es weiter.\n"


def _text_zoo() -> str:
    signs = " ".join(chr(code) for code in range(0xA1, 0x180) if code != 0xAD)
    return (
        _TOP.format(title="Alle Arten von Zeichen & <Klammern> – „Anführung“")
        + f"""{signs}

Weiches Tren\u00adnen, E\u2011Mail, 10\u202f%, Null\u200bbreite, a\u0308 zerlegt, Zeilen\u2028ende, Mal × und − minus, 3 > 2 & 1 < 2, "gerade" und 'einfach'.

`<xml attribut="1">&amp;</xml>` und \\* \\_ \\# geschützt, `Rück\\wärts`, \\& und &amp; und &lt; und &#8364; und &hellip;

Migrant*innen, Bürger\\*innen, Kolleg:innen, Autor_innen, Student/innen, Lehrer(innen), _kursiv_*fett*; https://www.hafen.example/suche?x=1&y=2

| Zeichen | & | < | " | ' |
|---|---|---|---|---|
| \\| | &amp; | &lt; | " | ' |
"""
    )


def _long_table() -> str:
    rows = "".join(
        f"| {number} | {_STREETS[number % 7]}{_ENDINGS[number % 5]} hinter der {_STREETS[number % 6]}brücke | {number * 37 % 990} | {number * 7919 % 100_000} |\n"
        for number in range(1, 191)
    )
    return f"{_TOP.format(title='Eine Tabelle von fünf Seiten')}| Nr. | Straße | Häuser | Euro |\n|--:|:--|--:|--:|\n{rows}\nDanach geht es weiter.\n"


ZOOS = {"pictures": _picture_zoo, "characters": _text_zoo, "table": _long_table}


@cache
def zoo(name: str) -> Path:
    """The draft of that name, laid out with its pictures."""
    place = folder() / "zoos" / name
    place.mkdir(parents=True)
    if name == "pictures":
        for file, data in _pictures().items():
            (place / file).write_bytes(data)
    draft = place / f"{name}.md"
    draft.write_text(ZOOS[name](), encoding="utf-8")
    return draft
