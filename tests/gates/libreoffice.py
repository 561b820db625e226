"""LibreOffice as a printer: a DOCX drawn as PDF with the bundled typefaces alone. No gate: it mends what it reads."""

from __future__ import annotations

from pathlib import Path

from tests.gates.workspace import folder, on_disk, private_fontconfig, run, words


class UnreadableError(Exception):
    """LibreOffice wrote no file; the message is its own."""


def to_pdf(docx: bytes, *typefaces: Path, bundled: bool = True) -> bytes:
    """The pages as LibreOffice sets them: about 8 s for the first call of a process, which makes its profile, then 2.

    ``typefaces`` are folders with more than the bundled ones, or without ``bundled`` in their stead.
    """
    return _converted(docx, "pdf:writer_pdf_Export", ".pdf", typefaces, bundled=bundled)


def to_docx(docx: bytes) -> bytes:
    """The document saved again, as somebody does who opens it there and changes a word."""
    return _converted(docx, "docx:MS Word 2007 XML", ".docx", ())


def _converted(docx: bytes, target: str, ending: str, typefaces: tuple[Path, ...], *, bundled: bool = True) -> bytes:
    profile = folder() / "libreoffice"
    fonts = private_fontconfig(*typefaces, bundled=bundled)
    environment = {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder()), "LC_ALL": "C.UTF-8"}
    with on_disk(docx, "file.docx") as path:
        out = path.parent / "out"
        done = run(
            [
                "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                "--infilter=MS Word 2007 XML",  # else it prints a file that is no DOCX as plain text
                "--convert-to", target, "--outdir", out, path,
            ],
            environment,
        )  # fmt: skip
        written = out / f"file{ending}"
        if not written.exists():
            raise UnreadableError(words(done.stdout + done.stderr) or f"exit {done.returncode}, no file, no reason")
        return written.read_bytes()
