"""Ghostscript as a strict reader: every page is drawn, and the first error or warning ends it."""

from __future__ import annotations

from tests.gates.complaints import Complaint
from tests.gates.workspace import on_disk, run, words

_COMMAND = ("gs", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING")
# The device that only measures ink: it interprets fonts, images and paths as a printer would, and writes no picture.
_DEVICE = ("-sDEVICE=bbox", "-r72")


def check(pdf: bytes) -> tuple[Complaint, ...]:
    """Why Ghostscript stopped, if it did."""
    with on_disk(pdf, "file.pdf") as path:
        done = run([*_COMMAND, *_DEVICE, path])
    if done.returncode == 0:
        return ()
    return (Complaint("Ghostscript", f"exit {done.returncode}", words(done.stdout + b"\n" + done.stderr)),)
