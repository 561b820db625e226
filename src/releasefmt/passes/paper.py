"""What paper asks of a release beyond a screen: nothing left to fill in, and no address that only a click would show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from releasefmt.model.content import Image, Link
from releasefmt.model.findings import Finding, Severity
from releasefmt.model.rules import ERRORS_IN_PRINT, finding
from releasefmt.model.sheet import Sheet
from releasefmt.model.text import plain_text
from releasefmt.model.walk import leaves, links, runs_of

# What is left out when an address is said or printed.
_UNSAID = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_DIGITS_OF_A_NUMBER = 7  # the end of a telephone number, which is written alike with and without a country's code
_LONGEST = 60  # signs of an address in a message


def for_paper(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with the weight that they have where the page cannot be mended once it is printed (R14)."""
    return tuple(
        replace(entry, severity=Severity.ERROR) if entry.code in ERRORS_IN_PRINT else entry for entry in findings
    )


def lost_addresses(sheet: Sheet) -> Iterator[Finding]:
    """A warning at its first place for each address that is linked but printed nowhere on the page (RF305)."""
    blocks = [placed.block for placed in sheet.flow] + [block for note in sheet.notes for block in note.blocks]
    printed = "\n".join((*map(plain_text, sheet.first_head.address), *sheet.footer.lines, plain_text(blocks)))
    numbers = re.sub(r"[^\d\n]", "", printed)
    found: dict[str, Link] = {}
    for run in runs_of(blocks):
        for link in links(run):
            shown = _shown(link.target)
            seen = _number(shown) in numbers if link.target.startswith("tel:") else _stands_in(shown, printed)
            if not seen:
                found.setdefault(shown.casefold(), link)
    for link in found.values():
        yield _lost(link, _shown(link.target))


def _shown(target: str) -> str:
    """The address as it is printed or said."""
    kind, _, rest = target.partition(":")
    match kind.lower():
        case "tel":
            return rest
        case "mailto":
            return unquote(rest.partition("?")[0])
        case _:
            return unquote(_UNSAID.sub("", target, count=1)).rstrip("/")


def _number(shown: str) -> str:
    return re.sub(r"\D", "", shown)[-_DIGITS_OF_A_NUMBER:]


def _stands_in(address: str, text: str) -> bool:
    """Whether the address stands in the text as a whole and not as the beginning of another."""
    pattern = rf"(?<![\w@.-]){_UNSAID.pattern}{re.escape(address)}/?(?![\w/?#@-]|[.&]\w)"
    return re.search(pattern, unquote(text), re.IGNORECASE) is not None


def _lost(link: Link, address: str) -> Finding:
    words = " ".join(plain_text(link.children).split())
    words = words or next((leaf.alt for leaf in leaves(link.children) if isinstance(leaf, Image)), "")
    shown = address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"
    message = f"On paper nobody sees that “{words}” leads to {shown}; the address is printed nowhere."
    hint = "Write the address out, in brackets behind these words or as a footnote, or send the file for the screen."
    return finding("RF305", message, link.span, hint=hint)
