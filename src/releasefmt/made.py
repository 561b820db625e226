"""What a job has become, as bytes: told by a process that is not believed, or one on another machine."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from releasefmt.model.findings import Finding
from releasefmt.passes.naming import output_stem
from releasefmt.pipeline import Done, Job, Made, put
from releasefmt.reporting.result import Result


@dataclass(frozen=True, slots=True)
class Said:
    """What is told in the end; ``seconds`` by the clock."""

    made: Made
    seconds: float = 0.0


def encoded(made: Made, seconds: float) -> bytes:
    # The name of a draft may hold bytes that are no text; whoever asked knows it.
    explanation = None if made.explanation is None else replace(made.explanation, draft="")
    return msgspec.msgpack.encode(Said(replace(made, explanation=explanation), seconds))


def decoded(data: bytes) -> Said | None:
    """None where that is no such answer: it is decoded into the types above, without a pickle."""
    try:
        return msgspec.msgpack.decode(data, type=Said)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def finished(job: Job, data: bytes, doubt: Finding) -> Done:
    """Files at their places; ``doubt`` is what is said of an answer that is none."""
    said = decoded(data)
    if said is None:
        return refused(job, doubt)
    made = said.made
    if made.explanation is not None:
        made = replace(made, explanation=replace(made.explanation, draft=job.draft.name))
    if made.files is not None:
        if set(made.files) != set(job.formats):
            return refused(job, doubt)
        made = replace(made, stem=safe(made.stem))
    return replace(put(job, made), seconds=said.seconds)


def safe(stem: str) -> str:
    """A name that is one, whoever made it up; empty if it is empty."""
    return stem and output_stem("{stem}", stem, None)


def refused(job: Job, said: Finding) -> Done:
    return Done(Result(job.draft.name, (), (said,)))
