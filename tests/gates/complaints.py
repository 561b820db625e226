"""What a gate has to say against a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """One rule of one gate that a file breaks; `where` is the gate's own address of the place, or empty."""

    gate: str
    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.gate} {self.rule}: {self.message}{place}"


def listed(complaints: Iterable[Complaint]) -> str:
    """The complaints a line each, equal ones once with their number; empty for a clean file."""
    lines: dict[str, int] = {}
    for complaint in complaints:
        lines[str(complaint)] = lines.get(str(complaint), 0) + 1
    return "\n".join(line if count == 1 else f"{line} ({count} times)" for line, count in lines.items())
