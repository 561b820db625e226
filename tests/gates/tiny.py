"""The smallest valid files the gates can be tried on, and what makes broken ones of them."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import pikepdf
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.gates.workspace import private_fontconfig, run, words

_PAGE = """<html lang="en"><head><title>A small release</title></head>
<style>@page { size: A4 } body { font-family: "Source Serif 4" }</style>
<body><h1>Headline</h1><p>One paragraph with a <a href="https://example.org">link to an example</a>.</p></body></html>"""

_DRAW = """import sys, weasyprint
page, variant = sys.argv[1:]
sys.stdout.buffer.write(weasyprint.HTML(string=page).write_pdf(pdf_variant=variant or None))"""


@cache
def pdf(variant: str = "pdf/ua-1") -> bytes:
    """One tagged A4 page by WeasyPrint; with an empty variant the same page without tags.

    Drawn in a process of its own: fontconfig reads its file once in a process, and another test may want another one.
    """
    done = run([sys.executable, "-c", _DRAW, _PAGE, variant], {"FONTCONFIG_FILE": str(private_fontconfig())})
    if done.returncode != 0:
        raise RuntimeError(words(done.stderr))
    with opened(done.stdout) as (document, saved):
        for annotation in document.pages[0].Annots:
            annotation.F = 4  # to be printed, which WeasyPrint leaves open and outloud minds
        return saved()


@contextmanager
def opened(whole: bytes) -> Iterator[tuple[pikepdf.Pdf, Callable[[], bytes]]]:
    """The PDF to be changed in place, and a function that gives the bytes of it as changed."""
    with pikepdf.open(io.BytesIO(whole)) as document:

        def saved() -> bytes:
            target = io.BytesIO()
            document.save(target, compress_streams=False)
            return target.getvalue()

        yield document, saved


HEADING = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
TEXT = "<w:t>Headline</w:t>"
"""The properties of the first paragraph of `docx` and the text after them, as python-docx writes them."""


@cache
def _parts() -> dict[str, bytes]:
    """A heading and a linked paragraph by python-docx, without the one part of its template that openxml-audit refuses."""
    document = Document()
    document.add_heading("Headline", 1)
    paragraph = document.add_paragraph()
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run("One paragraph.")._r)
    paragraph._p.append(link)
    effects = [key for key, held in document.part.rels.items() if held.reltype.endswith("/stylesWithEffects")]
    for key in effects:
        del document.part.rels[key]
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as package:
        return {name: package.read(name) for name in package.namelist()}


def docx(part: str = "", old: str = "", new: str = "") -> bytes:
    """The tiny document; given a part, with the one place in it that reads `old` made to read `new`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in _parts().items():
            package.writestr(name, _changed(content, old, new) if name == part else content)
    return target.getvalue()


def _changed(content: bytes, old: str, new: str) -> bytes:
    count = content.count(old.encode())
    assert count == 1, f"{old!r} stands {count} times in the part"
    return content.replace(old.encode(), new.encode())
