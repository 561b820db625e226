"""Pixel pictures: checked, turned upright, and in a form that PDF and Word both take, in sRGB."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from releasefmt.model.limits import DEFAULT
from releasefmt.passes.picture_error import PictureError

MM_PER_INCH = 25.4
DEFAULT_DPI = 96.0
DPI_BELIEVED = (30.0, 1200.0)

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "AVIF")
_KEPT = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}, "MPO": {"L", "RGB"}}
_ORIENTATION = 0x0112  # Exif 2.3, table 4
_JPEG_QUALITY = 92
_GRAPHIC_COLOURS = 4096  # more of them make a photograph, which PNG would blow up
_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS file"),
    (b"8BPS", "a Photoshop file"),
    (b"PK\x03\x04", "an office document or an archive"),
    (b"\x1f\x8b", "a compressed file (perhaps SVGZ)"),
)


@dataclass(frozen=True, slots=True)
class Raster:
    """``data`` is image/png or image/jpeg; ``width`` and ``height`` are its natural size in mm."""

    data: bytes
    media: str
    width: float
    height: float


def read_raster(data: bytes, name: str, most: int = DEFAULT.picture_pixels) -> Raster:
    """A PNG, JPEG, GIF, BMP, TIFF, WebP or AVIF made ready; PictureError RF311 or RF312 says why it cannot be.

    PNG and JPEG that need no change keep their bytes. The natural size is by the file's dpi where that lies within
    30–1200, else by 96 dpi, as DOCX.md agrees it for both renderers.
    """
    if not data:
        raise PictureError("RF311", f"The picture “{name}” is empty.")
    # Pillow warns by itself of very many pixels, and at twice as many refuses: both are our RF312.
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _read(data, name, most)
        except PictureError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_pixels(name, most) from error
        except UnidentifiedImageError as error:
            raise _unknown_kind(data, name) from error
        except Exception as error:
            message = f"The picture “{name}” is damaged and cannot be read."
            raise PictureError("RF311", message, "Export it once more from the program that made it.") from error


def _read(data: bytes, name: str, most: int) -> Raster:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as probe:
        if probe.width * probe.height > most:
            raise _too_many_pixels(name, most, probe.width, probe.height)
        if probe.format == "PNG":
            probe.verify()  # the checksums, which decoding alone does not look at
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        image.load()
        dpi = _dpi(image)
        kind = image.format or ""
        turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
        untouched = (
            image.mode in _KEPT.get(kind, ())
            and not turned
            and _is_srgb(image)
            and not (kind == "PNG" and data[24] == 16)  # bit depth in IHDR; 8 bits are all that is printed
        )
        if untouched:
            upright: Image.Image = image
            media = "image/png" if kind == "PNG" else "image/jpeg"
        else:
            upright = ImageOps.exif_transpose(image)
            data, media = _encoded(_printable(upright), lossy=kind in ("JPEG", "MPO"))
        if upright.size != image.size or image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8):
            dpi = (dpi[1], dpi[0])
        return Raster(data, media, upright.width * MM_PER_INCH / dpi[0], upright.height * MM_PER_INCH / dpi[1])


def _dpi(image: Image.Image) -> tuple[float, float]:
    stored = image.info.get("dpi")
    try:
        across, down = (float(value) for value in stored or ())
    except (TypeError, ValueError, ZeroDivisionError):
        return DEFAULT_DPI, DEFAULT_DPI
    lowest, highest = DPI_BELIEVED
    # PNG counts whole pixels a metre, so that 30 dpi are 29.997. "Not a number" is not believed either.
    if lowest - 0.5 <= across <= highest + 0.5 and lowest - 0.5 <= down <= highest + 0.5:
        return across, down
    return DEFAULT_DPI, DEFAULT_DPI


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The embedded colour profile; one that cannot be read counts as none, as in every viewer."""
    stored = image.info.get("icc_profile")
    if not isinstance(stored, bytes) or not stored:
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(stored))
    except (OSError, ImageCms.PyCMSError):
        return None


def _is_srgb(image: Image.Image) -> bool:
    """Whether the colours need no conversion; a picture without a profile is sRGB by convention."""
    profile = _profile(image)
    if profile is None:
        return not image.info.get("icc_profile")
    description = ImageCms.getProfileDescription(profile).strip().lower()
    return "srgb" in description or description in ("c2", "c2ci")  # the last are Facebook's tiny sRGB profiles


def _printable(image: Image.Image) -> Image.Image:
    """The picture in mode L, RGB or RGBA, in sRGB, without any metadata."""
    profile = _profile(image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        clear = image.mode == "PA" or "transparency" in image.info
        image = image.convert("RGBA" if clear else "RGB")
    if image.mode in ("LA", "La", "RGBa", "RGBA"):
        image = image.convert("RGBA")
        alpha: Image.Image | None = image.getchannel("A")
        image = image.convert("RGB")
    else:
        alpha = None
    if image.mode.startswith("I") or image.mode == "F":
        image = _eight_bits(image)
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode in ("RGB", "CMYK") and profile is not None:
        image = _converted(image, profile)
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    if alpha is not None:
        image = image.convert("RGB")
        image.putalpha(alpha)
    image = image.copy()
    image.info.clear()
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits or more as 8 bits; what is brighter than the 16 bits hold is white."""
    deep = image.convert("I") if image.mode != "F" else image
    _, brightest = deep.getextrema()
    factor = 1 / 257 if float(str(brightest)) > 255 else 1.0
    return deep.point(lambda value: value * factor + 0).convert("L")


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        # A profile for another colour space than the picture's: the pixels are taken as they stand.
        return image.convert("RGB")
    assert converted is not None
    return converted


def _encoded(image: Image.Image, *, lossy: bool) -> tuple[bytes, str]:
    """Bytes and media type; photographs as JPEG, all else, and whatever is transparent, as PNG."""
    out = io.BytesIO()
    if image.mode != "RGBA" and (lossy or image.getcolors(_GRAPHIC_COLOURS) is None):
        image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
        return out.getvalue(), "image/jpeg"
    image.save(out, "PNG")
    return out.getvalue(), "image/png"


def _too_many_pixels(name: str, most: int, width: int = 0, height: int = 0) -> PictureError:
    size = f" ({width} × {height})" if width else ""
    message = f"The picture “{name}” has more than {most // 1_000_000} million pixels{size}."
    return PictureError("RF312", message, "4000 pixels across are enough for any page.")


def _unknown_kind(data: bytes, name: str) -> PictureError:
    hint = "Save it as PNG, JPEG or SVG."
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return PictureError("RF311", f"The picture “{name}” is a HEIC photograph, which cannot be printed.", hint)
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            return PictureError("RF311", f"“{name}” is {kind}, not a picture that can be printed.", hint)
    return PictureError("RF311", f"“{name}” is not a picture of a known kind, or it is damaged.", hint)
