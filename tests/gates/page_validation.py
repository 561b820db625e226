"""page-validation, the fast validator for PDF/UA-1 and PDF/A-1 to 3: some milliseconds a file, so fit for every test."""

from __future__ import annotations

from tests.gates.complaints import Complaint


def check(pdf: bytes, *profiles: str) -> tuple[Complaint, ...]:
    """What breaks the profiles ("ua1", "1a" … "3u"); a file that cannot be parsed is a complaint too."""
    return tuple(complaint for profile in profiles for complaint in _check(pdf, profile))


def _check(pdf: bytes, profile: str) -> list[Complaint]:
    import page

    gate = f"page-validation {profile}"
    try:
        report = page.validate_pdf_bytes(pdf, profile=profile)
    except page.ParseError as error:
        return [Complaint(gate, "parse", str(error))]
    complaints = [
        Complaint(gate, failure.rule_id, failure.message, _place(failure.object_id)) for failure in report.failures
    ]
    if report.is_compliant == bool(complaints):
        raise AssertionError(f"page contradicts itself: compliant {report.is_compliant}, {len(complaints)} failures")
    return complaints


def _place(number: object) -> str:
    return "" if number is None else f"object {getattr(number, 'object_number', number)}"
