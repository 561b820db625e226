"""The picture zoo."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.hostile.case import END, TAIL, Case, Content, case, picture
from tests.hostile.files import PNG_HEAD, bits, chunk, png, saved


def _shown(name: str, data: Content, *, file: str = "a.png", codes: tuple[str, ...] = ()) -> Case:
    return case("pictures", name, picture(file), *codes, files={file: data}, holds=(END,), pictures=1)


def _words(name: str, data: Content, code: str, *, file: str = "a.png") -> Case:
    """A picture that cannot be had: its alternative text stands in its place."""
    refused = code == "RF312"
    kept = () if refused else ("Der Kai am Morgen", END)
    return case(
        "pictures",
        name,
        picture(file),
        code,
        files={file: data},
        holds=kept,
        pictures=None if refused else 0,
        code=int(refused),
    )


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved("RGB", (80, 40), "JPEG", exif=exif.tobytes())


def cases() -> Iterator[Case]:
    yield from _headers()
    yield from _formats()


def _headers() -> Iterator[Case]:
    """Files that are broken, or claim more than they hold."""
    good = png(60, 40)
    photo = saved("RGB", (80, 60), "JPEG")
    yield _shown("png", good)
    yield _words("empty", b"", "RF311")
    yield _words("text", b"kein Bild", "RF311")
    yield _words("html", b"<!DOCTYPE html><title>404</title>", "RF311")
    for share in (9, 30, len(good) - 20):
        yield _words(f"png-cut-at-{share}", good[:share], "RF311")
    yield _words("jpeg-cut", photo[: len(photo) // 2], "RF311", file="a.jpg")
    yield _words("png-bad-checksum", png(60, 40, crc=1), "RF311")
    yield _words(
        "png-no-pixels",
        PNG_HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0)) + chunk(b"IEND", b""),
        "RF311",
    )
    yield _words("png-zero-wide", png(60, 40, claims=(0, 40)), "RF311")
    yield _words("png-30000", png(60, 40, claims=(30_000, 30_000)), "RF312")
    yield _words("png-four-milliards", png(60, 40, claims=(2**31 - 1, 2**31 - 1)), "RF312")
    yield _words("png-100000-thin", png(1, 100_000), "RF311")
    yield _words(
        "png-text-bomb", png(60, 40, extra=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 90_000_000))), "RF311"
    )
    yield _words(
        "png-profile-bomb", png(60, 40, extra=chunk(b"iCCP", b"a\0\0" + zlib.compress(b"a" * 90_000_000))), "RF311"
    )
    yield _shown("png-profile-broken", png(60, 40, extra=chunk(b"iCCP", b"a\0\0" + zlib.compress(b"a" * 900))))
    yield _shown("png-pixels-short-header", png(60, 40, extra=chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))))
    yield _shown("png-dpi-absurd", png(60, 40, extra=chunk(b"pHYs", struct.pack(">IIB", 2**32 - 1, 1, 1))))
    yield _shown("png-polyglot", good + b"PK\x03\x04<script>alert(1)</script>%PDF-1.7")
    yield _shown("png-one-bit-large", lambda: bits(7_000, 7_000))
    yield _words("png-one-bit-too-large", lambda: bits(12_000, 12_000), "RF312")


def _formats() -> Iterator[Case]:
    """Ways to keep a picture, and ways to name it."""
    good = png(60, 40)
    photo = saved("RGB", (80, 60), "JPEG")
    yield _shown("png-rgba-large", lambda: saved("RGBA", (7_000, 7_000), "PNG", colour=(1, 2, 3, 90)))
    yield _shown("png-16-bit", saved("I;16", (50, 50), "PNG"))
    yield _shown("png-16-bit-large", lambda: saved("I;16", (7_000, 7_000), "PNG"))
    yield _shown("png-palette-large", lambda: saved("P", (7_000, 7_000), "PNG", transparency=0))
    yield _shown(
        "png-animated", saved("RGB", (50, 50), "PNG", save_all=True, append_images=[Image.new("RGB", (50, 50), "red")])
    )
    yield _shown("jpeg-named-png", photo)
    yield _shown("png-named-jpeg", good, file="a.jpg")
    yield _shown("jpeg-cmyk", saved("CMYK", (50, 50), "JPEG"), file="a.jpg")
    yield _shown("jpeg-cmyk-large", lambda: saved("CMYK", (7_000, 7_000), "JPEG"), file="a.jpg")
    yield _shown("jpeg-grey", saved("L", (50, 50), "JPEG"), file="a.jpg")
    yield _shown("jpeg-turned", _turned(), file="a.jpg")
    yield _shown(
        "jpeg-exif-broken", photo[:2] + b"\xff\xe1\x00\x10Exif\0\0MM\0*\xff\xff\xff\xff" + photo[2:], file="a.jpg"
    )
    yield _words("jpeg-65000", _claims(photo, 65_000, 65_000), "RF312", file="a.jpg")
    yield _shown("webp", saved("RGBA", (50, 50), "WEBP"), file="a.webp")
    yield _shown(
        "webp-animated",
        saved("RGB", (50, 50), "WEBP", save_all=True, append_images=[Image.new("RGB", (50, 50), "red")]),
        file="a.webp",
    )
    yield _words("webp-cut", saved("RGB", (50, 50), "WEBP")[:30], "RF311", file="a.webp")
    yield _shown("avif", saved("RGB", (50, 50), "AVIF"), file="a.avif")
    yield _words("avif-cut", saved("RGB", (50, 50), "AVIF")[:-20], "RF311", file="a.avif")
    yield _shown(
        "gif-animated",
        saved("P", (50, 50), "GIF", save_all=True, append_images=[Image.new("P", (50, 50), 9)]),
        file="a.gif",
    )
    yield _words("gif-65535", b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\0\0\0;", "RF311", file="a.gif")
    yield _shown("bmp", saved("RGB", (50, 50), "BMP"), file="a.bmp")
    yield _words("bmp-negative", _bmp(-2_147_483_648), "RF312", file="a.bmp")
    yield _shown("tiff-lab", saved("LAB", (50, 50), "TIFF"), file="a.tif")
    yield _shown("tiff-float", saved("F", (50, 50), "TIFF"), file="a.tif")
    yield _words("tiff-loop", b"II*\0\x08\0\0\0\0\0\x08\0\0\0", "RF311", file="a.tif")
    yield _words("eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", "RF311", file="a.eps")
    yield _words("psd", b"8BPS" + b"\0" * 60, "RF311", file="a.psd")
    yield _words("pdf", b"%PDF-1.7", "RF311", file="a.pdf")
    yield _words("icns", b"icns" + b"\0" * 60, "RF311", file="a.png")
    yield _words("heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "RF311", file="a.heic")
    yield _words("too-many-bytes", lambda: good + b"\0" * 20_000_001, "RF312")
    yield case("pictures", "strict", picture("a.png"), "RF311", files={"a.png": b"\0"}, code=1, options=("--strict",))
    many = "".join(f"![Bild]({n}.png)\n\n" for n in range(30))
    yield case(
        "pictures",
        "many-large",
        picture("a.png") + many + TAIL,
        files={f"{n}.png": lambda: bits(6_000, 8_000) for n in range(30)} | {"a.png": good},
        holds=(END,),
    )
    yield case(
        "pictures",
        "too-many",
        picture("a.png") + "![Bild](a.png)\n\n" * 250 + TAIL,
        "RF316",
        files={"a.png": good},
        code=1,
    )
    yield case(
        "pictures",
        "size-absurd",
        picture("a.png){width=1e300mm height=0.0000001mm}("[:-1].rstrip("(")),
        "RF311",
        files={"a.png": good},
    )
    yield case("pictures", "alternative-long", picture("a.png", "Kai " * 5_000), files={"a.png": good}, pictures=1)


def _claims(photo: bytes, width: int, height: int) -> bytes:
    at = photo.index(b"\xff\xc0") + 5
    return photo[:at] + struct.pack(">HH", height, width) + photo[at + 4 :]


def _bmp(height: int) -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHI", 70, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 50, height, 1, 24, 0, 0, 0, 0, 0, 0)
    )
