"""Word templates of an invented house, made by python-docx, pandoc and LibreOffice, as offices really have them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image as Raster

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


@cache
def house(*, embargo_in_head: bool = False, as_template: bool = True, body_text: str = "") -> bytes:
    """Letterhead in header and footer with a logo, own styles beside Word's, German margins, a first page of its own."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(4.5), Cm(2.5)
    section.different_first_page_header_footer = True
    picture = io.BytesIO()
    Raster.new("RGB", (400, 100), "#a0461e").save(picture, "PNG")
    logo = section.first_page_header.paragraphs[0].add_run().add_picture(picture, width=Cm(4))
    logo._inline.docPr.set("descr", "Logo des Kulturamts: ein Ziegelstein")
    section.first_page_header.add_paragraph("Kulturamt Niederau · Rathausplatz 1 · 09998 Niederau")
    section.header.paragraphs[0].text = "Kulturamt Niederau"
    if embargo_in_head:
        _field(section.header.paragraphs[0], 'STYLEREF "Embargo"')
    section.footer.paragraphs[0].text = "Seite "
    _field(section.footer.paragraphs[0], "PAGE")
    styles = made.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(10)
    title: Any = styles.add_style("Presse Titel", WD_STYLE_TYPE.PARAGRAPH)
    title.base_style, title.font.size, title.font.bold = styles["Heading 1"], Pt(22), True
    title.font.color.rgb = RGBColor(0xA0, 0x46, 0x1E)
    lead: Any = styles.add_style("Presse Vorspann", WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style, lead.font.italic, lead.font.size = styles["Normal"], True, Pt(12)
    lead.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if body_text:
        made.add_paragraph(body_text)
    target = io.BytesIO()
    made.save(target)
    made_of = target.getvalue()
    return repacked(made_of, "[Content_Types].xml", _DOCUMENT, _TEMPLATE) if as_template else made_of


def _field(paragraph: Any, instruction: str) -> None:
    for kind in ("begin", "", "separate", "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = instruction
        run.append(mark)


def repacked(data: bytes, member: str, old: str, new: str) -> bytes:
    """The package with one text of a member put in the place of another; a text that is not there is an AssertionError."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == member:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            written.writestr(entry.filename, content)
    return target.getvalue()
