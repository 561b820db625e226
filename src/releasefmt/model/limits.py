"""How much a draft may hold: every limit with what it is by default and how far a trusted batch may raise it.

What each costs without a limit was measured; a draft that passes one is refused with a finding that names the limit, the
line and the way out, before the work is done.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """``[limits]`` of releasefmt.toml. A KB is 1,000 bytes, an MB a million; ``nesting`` counts lists and quotes.

    ``characters`` and ``lines`` are those of the draft below its metadata, empty lines not counted; ``word`` is the most
    characters without a blank; ``parts`` are paragraphs, heads, entries, cells, lines, links and signs of notes together.
    """

    draft_kb: int = 1_000
    metadata_kb: int = 64
    characters: int = 300_000
    lines: int = 10_000
    word: int = 10_000
    parts: int = 3_000
    notes: int = 300
    nesting: int = 20
    rows: int = 1_000
    columns: int = 50
    items: int = 2_000
    pictures: int = 200
    picture_mb: int = 20
    picture_megapixels: int = 50

    @property
    def draft_bytes(self) -> int:
        return 1_000 * self.draft_kb

    @property
    def metadata_bytes(self) -> int:
        return 1_000 * self.metadata_kb

    @property
    def picture_bytes(self) -> int:
        return 1_000_000 * self.picture_mb

    @property
    def picture_pixels(self) -> int:
        return 1_000_000 * self.picture_megapixels

    def impossible(self) -> tuple[tuple[str, int], ...]:
        """Names of the limits that are not between 1 and the most that a machine can bear, each with that most."""
        bounds = ((field.name, getattr(HIGHEST, field.name)) for field in fields(self))
        return tuple((name, most) for name, most in bounds if not 1 <= getattr(self, name) <= most)


# Beyond these a single draft takes hours, or more memory or nested calls than there are;
# Pillow itself refuses larger pictures.
HIGHEST = Limits(
    draft_kb=10_000,
    metadata_kb=1_000,
    characters=3_000_000,
    lines=100_000,
    word=100_000,
    parts=30_000,
    notes=2_000,
    nesting=40,
    rows=10_000,
    columns=200,
    items=20_000,
    pictures=2_000,
    picture_mb=200,
    picture_megapixels=89,
)
DEFAULT = Limits()
RAISE = "For drafts that you trust, [limits] in releasefmt.toml can raise it."
