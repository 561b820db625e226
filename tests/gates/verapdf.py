"""veraPDF, the reference validator for PDF/A and PDF/UA, run inside this process through JPype.

A JVM can be started once in a process and not again, so it stays up for all later calls: 2 s for the first, some
100 ms for each after it. The calls are veraPDF's own, as in its documentation of the Java API (docs.verapdf.org/develop).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.gates.complaints import Complaint
from tests.gates.toolbox import JAXB_JARS, verapdf_jar


@cache
def _foundries() -> Any:
    """veraPDF's factory with the Greenfield parser registered, in a JVM that this call starts."""
    import jpype

    jar = verapdf_jar()
    assert jar is not None, "a test that calls veraPDF is marked needs('verapdf')"
    if not jpype.isJVMStarted():
        jpype.startJVM(
            "-Djava.awt.headless=true",
            "-Xmx512m",
            "-Xshare:auto",
            classpath=[str(path) for path in (jar, *JAXB_JARS)],
            convertStrings=True,
        )
    # veraPDF tells every broken file on java.util.logging too; what matters comes back as a result.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries")


def check(pdf: bytes, *flavours: str) -> tuple[Complaint, ...]:
    """What breaks the flavours ("ua1", "ua2", "1b" … "3a", "4", "4f"); a file that cannot be parsed is a complaint too."""
    return tuple(complaint for flavour in flavours for complaint in _check(pdf, flavour))


def _check(pdf: bytes, name: str) -> list[Complaint]:
    import jpype

    foundry = _foundries().defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    flavour = flavours.byFlavourId(name)
    if flavour == flavours.NO_FLAVOUR:
        raise ValueError(f"veraPDF knows no flavour {name!r}")
    gate = f"veraPDF {name}"
    stream = jpype.JClass("java.io.ByteArrayInputStream")(pdf)
    failures = jpype.JClass("org.verapdf.core.VeraPDFException")
    try:
        with foundry.createParser(stream, flavour) as parser, foundry.createValidator(flavour, False) as validator:
            result = validator.validate(parser)
            complaints = [_complaint(gate, failed) for failed in result.getTestAssertions()]
            compliant = bool(result.isCompliant())
    except failures as error:
        return [Complaint(gate, "parse", str(error.getMessage()))]
    if compliant == bool(complaints):
        raise AssertionError(f"veraPDF contradicts itself: compliant {compliant}, {len(complaints)} failed rules")
    return complaints


def _complaint(gate: str, assertion: Any) -> Complaint:
    rule = assertion.getRuleId()
    number = f"{rule.getSpecification().getId()} {rule.getClause()}-{rule.getTestNumber()}"
    return Complaint(gate, number, str(assertion.getMessage()), str(assertion.getLocation().getContext()))
