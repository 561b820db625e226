"""Copied text against the draft: every word found again, addresses and compounds letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from releasefmt.measuring.expected import whole_text
from releasefmt.measuring.words import blanks_plain, plain
from releasefmt.model.findings import Finding
from releasefmt.model.rules import finding
from releasefmt.model.sheet import Sheet

_RUN = re.compile(r"[^\W\d_]+|\d+")
_EXACT = re.compile(
    r"\S+@\S+\.\w+"  # e-mail
    r"|(?:https?://|www\.)[^\s<>“”„»«]*[\w/]"  # web address
    r"|\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b"  # IBAN (ISO 13616)
)
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LINE_END = r"[ \t]*\r?\n\f?[ \t]*"
# Where a reader leaves the mark of a word broken: a hyphen, or PDFium's U+FFFE in its stead.
_BREAK = rf"(?:[-\u2010\u00ad\ufffe]?{_LINE_END}|\ufffe)"
_HYPHEN = rf"(?:-|\ufffe)(?:{_LINE_END})?"
_MARKS = ("-", "\ufffe")
_MOST = 8  # words named


def compare(copied: str, sheet: Sheet) -> Iterator[Finding]:
    """``copied`` has line feeds at the ends of lines and form feeds at those of pages; words broken there are joined."""
    meant = _unmarked(plain(whole_text(sheet)))
    shown = blanks_plain(_unmarked(copied)).split("\f")
    pages = [_without_running(page, number, sheet) for number, page in enumerate(shown)]
    text = "\n".join(pages)
    # From right to left, readers do not agree in which order ligatures and marks come: all letters have to be there.
    if few := _letters_from_the_right(meant) - _letters_from_the_right(text):
        yield finding("RF608", f"Letters cannot be copied or found in the file: {' '.join(few)}.")
    unbroken = Counter(_RUN.findall(text))
    lost = [
        run
        for run, count in Counter(filter(_from_the_left, _RUN.findall(meant))).items()
        if unbroken[run] < count and (found := _count(run, text)) < count and found + _over_pages(run, pages) < count
    ]
    if lost:
        named = ", ".join(f"“{run}”" for run in lost[:_MOST])
        more = f" and {len(lost) - _MOST} more" if len(lost) > _MOST else ""
        yield finding("RF608", f"Words cannot be copied or found in the file: {named}{more}.")
    for exact in dict.fromkeys(match[0] for match in _EXACT.finditer(meant)):
        if not re.search(_addressed(exact), text):
            yield finding("RF608", f"“{exact}” is copied with other signs than it has.")
    for compound in dict.fromkeys(match[0] for match in _COMPOUND.finditer(meant)):
        parts = compound.split("-")
        if not re.search(_HYPHEN.join(map(_broken, parts)), text) and not any(
            _over_pages(part, pages) for part in parts
        ):
            yield finding("RF608", f"“{compound}” is copied without its hyphen.")


def _without_running(page: str, number: int, sheet: Sheet) -> str:
    """The text of a page without the lines of its head and foot, so that a word goes on from page to page."""
    head, foot = sheet.running_head, [re.escape(plain(line)) for line in sheet.footer.lines]
    foot.append(re.sub(r"\\{pages?\\}", r"\\d+", re.escape(plain(sheet.footer.page_of))))
    text = re.sub(rf"(?:\s*(?:{'|'.join(foot)}))+\s*$", "", page)
    heads = [re.escape(plain(line)) for line in (head.left, head.right) if line]
    return re.sub(rf"^(?:\s*(?:{'|'.join(heads)}))+\s*", "", text) if number and heads else text


def _count(run: str, text: str) -> int:
    kind = r"\d" if run[0].isdigit() else r"[^\W\d_]"
    return len(re.findall(rf"(?<!{kind}){_broken(run)}(?!{kind})", text))


def _letters_from_the_right(text: str) -> Counter[str]:
    plain_forms = unicodedata.normalize("NFKC", text)
    return Counter(letter for letter in plain_forms if unicodedata.bidirectional(letter) in {"R", "AL"})


def _from_the_left(run: str) -> bool:
    return not _letters_from_the_right(run)


def _unmarked(text: str) -> str:
    """Without marks over and under letters, which each reader puts elsewhere; a letter of its own (é) has none."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Mn")


def _over_pages(run: str, pages: list[str]) -> int:
    """How often a word is broken at a page's end with footnotes between its halves."""
    splits = [(run[:place], run[place:]) for place in range(1, len(run))]
    return sum(
        any(f"{first}{mark}" in before for mark in _MARKS for first, _ in splits)
        and any(second in after for _, second in splits)
        for before, after in pairwise(pages)
    )


def _broken(run: str) -> str:
    """A word that may have been broken anywhere."""
    return f"{_BREAK}?".join(map(re.escape, run))


def _addressed(exact: str) -> str:
    """An address that may have been broken anywhere, but without a hyphen, or it would be another one."""
    signs = (r"[ \t]?" if sign == " " else _HYPHEN if sign == "-" else re.escape(sign) for sign in exact)
    return f"(?:{_LINE_END})?".join(signs)
