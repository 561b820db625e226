"""Word files with one defect each, made from a sound one by changing one text of one part."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache

from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import kitchen_sink

TEXT, STYLES, LISTS = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RELATIONS, NOTES, FOOT, CORE = (
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
    "word/footer2.xml",
    "docProps/core.xml",
)


@dataclass(frozen=True, slots=True)
class Defect:
    """``old`` is a pattern that stands in ``part`` and is replaced once; ``code`` is what our own lint says, if it says any."""

    name: str
    part: str
    old: str
    new: str
    code: str = ""


DEFECTS = (
    # the package
    Defect("a relationship to a part that is not there", RELATIONS, r'Target="styles\.xml"', 'Target="stil.xml"'),
    Defect("a picture that is not in the package", RELATIONS, r'Target="media/image2\.png"', 'Target="media/bild.png"'),
    Defect("a picture without a relationship", TEXT, r'r:embed="rId12"', 'r:embed="rId99"'),
    Defect("a header without a relationship", TEXT, r'(<w:headerReference w:type="first" r:id=")rId7', r"\1rId77"),
    Defect("a part of an unknown type", "[Content_Types].xml", r"wordprocessingml\.styles\+xml", "wordprocessingml.stil+xml"),
    Defect("a part that breaks off", STYLES, r"</w:styles>", "", "RF600"),
    # the schema
    Defect("properties after the text of a run", TEXT, r"(<w:rPr><w:rStyle w:val=\"Strong\"/>.*?</w:rPr>)(<w:t[^>]*>starkem</w:t>)", r"\2\1"),
    Defect("properties of a paragraph in the wrong order", STYLES, r"(<w:spacing [^>]*/>)(<w:ind [^>]*/>)", r"\2\1"),
    Defect("a measure in words", TEXT, r'w:w="11906"', 'w:w="breit"'),
    Defect("an unknown element", TEXT, r"<w:titlePg/>", "<w:titelseite/>"),
    Defect("an unknown value", TEXT, r'<w:tblLayout w:type="fixed"/>', '<w:tblLayout w:type="fest"/>'),
    Defect("a cell without a paragraph", TEXT, r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>(?:(?!</w:p>).)*</w:p>", r"\1"),
    Defect("a row without a cell", TEXT, r"(<w:tr>)(<w:trPr>(?:(?!</w:trPr>).)*</w:trPr>)(?:(?!</w:tr>).)*(</w:tr>)", r"\1\2\3"),
    Defect("a list's levels out of order", LISTS, r'(<w:start w:val="1"/>)(<w:numFmt w:val="bullet"/>)', r"\2\1"),
    Defect("settings out of order", "word/settings.xml", r'(<w:zoom [^>]*/>)(<w:defaultTabStop [^>]*/>)', r"\2\1"),
    Defect("two styles with one id", STYLES, r'w:styleId="Kicker"', 'w:styleId="Lead"'),
    # what text asks for
    Defect("a paragraph in a style that is not there", TEXT, r'<w:pStyle w:val="Kicker"/>', '<w:pStyle w:val="Dachzeile"/>', "RF653"),
    Defect("letters in a style that is not there", TEXT, r'<w:rStyle w:val="Emphasis"/>', '<w:rStyle w:val="Kursiv"/>', "RF653"),
    Defect("a table in a style that is not there", TEXT, r'<w:tblStyle w:val="ReleaseTable"/>', '<w:tblStyle w:val="Tafel"/>', "RF653"),
    Defect("a list that is not there", TEXT, r'<w:numId w:val="\d+"/>', '<w:numId w:val="99"/>', "RF653"),
    Defect("a style based on none", STYLES, r'<w:basedOn w:val="BodyText"/>', '<w:basedOn w:val="Grundtext"/>'),
    Defect("a footnote that is not there", TEXT, r'<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="71"/>', "RF653"),
    Defect("two drawings with one number", TEXT, r'<wp:docPr id="5"', '<wp:docPr id="4"', "RF653"),
    Defect("two bookmarks with one number", TEXT, r'<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"'),
    # what a reader meets
    Defect("a link without a relationship", TEXT, r'(<w:hyperlink r:id=")rId11', r"\1rId98", "RF654"),
    Defect("a link that runs a script", RELATIONS, r'Target="https://example\.org[^"]*"', 'Target="javascript:alert(1)"', "RF654"),
    Defect("a link without words", TEXT, r"(<w:hyperlink [^>]*>)(?:(?!</w:hyperlink>).)*", r"\1", "RF654"),
    Defect("a link called “hier”", TEXT, r"(<w:hyperlink [^>]*>)(?:(?!</w:hyperlink>).)*", r"\1<w:r><w:t>hier</w:t></w:r>", "RF654"),
    Defect("a place inside that is not there", TEXT, r"NOTEREF _Note1", "NOTEREF _Note81", "RF654"),
    Defect("a field without an end", FOOT, r'<w:fldChar w:fldCharType="end"/>', "", "RF657"),
    Defect("a field without a beginning", FOOT, r'<w:fldChar w:fldCharType="begin"/>', "", "RF657"),
    Defect("a picture without alternative text", TEXT, r'(<wp:docPr [^>]*) descr="[^"]*"', r"\1", "RF655"),
    Defect("a picture named by its file", TEXT, r'(<wp:docPr [^>]*descr=")[^"]*', r"\1IMG_4711.jpg", "RF655"),
    Defect("a table without a head", TEXT, r"<w:tblHeader/>", "", "RF658"),
    Defect("merged cells", TEXT, r'(<w:tcW [^>]*/>)', r'\1<w:gridSpan w:val="2"/>', "RF658"),
    Defect("no headline", TEXT, r'<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="BodyText"/>', "RF656"),
    Defect("a head's level skipped", TEXT, r'<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading4"/>', "RF656"),
    Defect("an empty head", TEXT, r'(<w:pStyle w:val="Heading2"/></w:pPr>)(?:(?!</w:p>).)*', r"\1", "RF656"),
    Defect("empty paragraphs for distance", TEXT, r"<w:sectPr>", "<w:p/><w:p/><w:sectPr>", "RF656"),
    Defect("a language that there is not", STYLES, r'<w:lang w:val="de-DE"', '<w:lang w:val="deutsch"', "RF652"),
    Defect("no language", STYLES, r'<w:lang [^>]*/>', "", "RF652"),
    Defect("no title", CORE, r"<dc:title>[^<]*</dc:title>", "", "RF651"),
    Defect("a date in words", CORE, r"2026-04-23T22:00:00Z", "23. April 2026", "RF651"),
)  # fmt: skip


@cache
def sound() -> bytes:
    return rendered(kitchen_sink())


def changed(defect: Defect) -> bytes:
    """The file with the defect; an AssertionError if the pattern stands nowhere."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as source, zipfile.ZipFile(target, "w") as written:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == defect.part:
                text, count = re.subn(defect.old, defect.new, content.decode(), count=1, flags=re.DOTALL)
                assert count == 1
                assert text != content.decode()
                content = text.encode()
            written.writestr(entry, content)
    return target.getvalue()
