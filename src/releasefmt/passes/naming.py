"""The name of the files that a release becomes."""

from __future__ import annotations

import re

from releasefmt.model.content import Release
from releasefmt.model.text import plain_text

# Signs that one file system or another refuses in a name, the gender star among them, and control characters.
_REFUSED = re.compile(r"[\x00-\x1f<>:\"/\\|?*]+")
_LONGEST = 120  # characters; with the ending below the 255 bytes that file systems allow, umlauts included


def output_stem(template: str, stem: str, release: Release) -> str:
    """``template`` of releasefmt.toml ([output] name) filled in, safe on every file system, without an ending."""
    filled = template.format(
        stem=stem,
        date=release.issued.value.isoformat() if release.issued else "",
        language=release.language.value,
        headline=plain_text(release.headline.value) if release.headline else stem,
    )
    name = re.sub(r"\s+", " ", _REFUSED.sub("-", filled)).strip(" .-_")[:_LONGEST].strip(" .-_")
    return name or stem
