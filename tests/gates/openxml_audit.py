"""openxml-audit: schema and semantics of a DOCX in pure Python; it and the SDK each catch what the other misses."""

from __future__ import annotations

from tests.gates.complaints import Complaint
from tests.gates.workspace import on_disk


def check(docx: bytes, *versions: str) -> tuple[Complaint, ...]:
    """What it reports at any severity for the versions ("office2010", "office2019", "microsoft365"; default: all three)."""
    from openxml_audit import FileFormat, OpenXmlValidator, PackageValidationError

    complaints: list[Complaint] = []
    with on_disk(docx, "file.docx") as path:
        for version in versions or ("office2010", "office2019", "microsoft365"):
            gate = f"openxml-audit {version}"
            try:
                result = OpenXmlValidator(file_format=FileFormat(version)).validate(path)
            except PackageValidationError as error:
                complaints.append(Complaint(gate, "package", str(error)))
                continue
            complaints += [
                Complaint(gate, error.id or error.error_type.value, error.description, f"{error.part_uri}{error.path}")
                for error in result.errors
            ]
            if not result.is_valid and not result.errors:
                complaints.append(Complaint(gate, "valid", "not valid, and no reason given"))
    return tuple(complaints)
