"""The language packs as the tests ask for them."""

from __future__ import annotations

from releasefmt.model.hyphenation import Patterns
from releasefmt.model.language import Language
from releasefmt.passes.compose import choose_pack
from releasefmt.pipeline import language_packs
from releasefmt.system.hyphenation import load_patterns


def pack_of(tag: str) -> Language:
    """The pack that a release in ``tag`` is set by."""
    return choose_pack(tag, language_packs(), "").value


def patterns_of(tag: str) -> Patterns | None:
    """Its hyphenation patterns, if it names some."""
    name = pack_of(tag).typography.hyphenation
    return load_patterns(name) if name else None


def languages() -> tuple[Language, ...]:
    """The packs without their regions, whose vocabulary reads a draft."""
    return tuple(pack for pack in language_packs() if not pack.base)
