"""Ghostscript as a strict reader: every page is drawn, and the first error or warning ends it."""

from __future__ import annotations

from PIL import Image

from tests.gates.complaints import Complaint
from tests.gates.inks import MOST_INK
from tests.gates.workspace import on_disk, run, words

_COMMAND = ("gs", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING")
# The device that only measures ink: it interprets fonts, images and paths as a printer would, and writes no picture.
_DEVICE = ("-sDEVICE=bbox", "-r72")
# A picture of each page in the four inks, as they are given: nothing is converted from one profile into another.
_PLATES = ("-sDEVICE=tiff32nc", "-r100")


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """Why Ghostscript stopped, if it did."""
    with on_disk(pdf, "file.pdf") as path:
        done = run([*_COMMAND, *_DEVICE, path])
    if done.returncode == 0:
        return ()
    return (Complaint("Ghostscript", f"exit {done.returncode}", words(done.stdout + b"\n" + done.stderr)),)


def ink(pdf: bytes) -> tuple[Complaint, ...]:
    """Where on a page the inks come to more than dries when all is drawn, by the heaviest spot of each page."""
    found = []
    with on_disk(pdf, "file.pdf") as path:
        done = run([*_COMMAND, *_PLATES, f"-sOutputFile={path.with_name('%03d.tif')}", path])
        if done.returncode:
            return (Complaint("Ghostscript", f"exit {done.returncode}", words(done.stdout + b"\n" + done.stderr)),)
        for page in sorted(path.parent.glob("*.tif")):
            with Image.open(page) as picture:
                spots = picture.getcolors(picture.width * picture.height) or []
            most = max(sum(inks) for _, inks in spots if isinstance(inks, tuple)) / 2.55
            if most > MOST_INK:
                found.append(Complaint("Ghostscript", "ink", f"{most:.0f} % of ink on one spot", f"page {page.stem}"))
    return tuple(found)
