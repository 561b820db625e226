"""What the author should know: findings, their severities, and a value that carries them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from releasefmt.model.content import Span

T = TypeVar("T")


class Severity(IntEnum):
    """Ordered: a build fails at ERROR, with --strict at WARNING."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence for the author. ``file`` is set where the span is not in the draft but in another file."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value with its findings. Where a stage can fail, T includes None and a finding of severity ERROR says why."""

    value: T
    findings: tuple[Finding, ...] = ()


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """The highest severity among the findings, or None when there is none."""
    return max((finding.severity for finding in findings), default=None)
