"""Language tags as authors write them, and which way their script runs."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

_TAG = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*")


def language_tag(typed: str) -> str | None:
    """A tag in the form of BCP 47 (RFC 5646, 2.1.1: ``de``, ``de-CH``), or None where it is none."""
    typed = typed.strip()
    if not _TAG.fullmatch(typed):
        return None
    primary, _, region = typed.replace("_", "-").partition("-")
    return f"{primary.lower()}-{region.upper()}" if len(region) == 2 else typed.replace("_", "-").lower()


def runs_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left, by CLDR; one that CLDR does not know is not."""
    try:
        return Locale.parse(tag.partition("-")[0]).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False
