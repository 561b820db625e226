"""Quotation marks and apostrophes: straight ones into those of the language, wrong closers into right ones.

Only what is certain is changed: straight marks if all of a paragraph pair up, a wrong closer if a mark of the language
has opened the quotation, a straight apostrophe between letters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from releasefmt.model.findings import Finding
from releasefmt.model.language import Typography
from releasefmt.model.rules import finding
from releasefmt.passes.run import Edit, Run

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|«)")
# After these a mark opens, although no blank stands there.
_OPENING = "([{<–—-/'’‘‚“„«‹»›\"\u0640"
# High marks open in one language and close in another: behind a letter they open in none.
_HIGH = "“”"


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that waits for its partner; ``typed`` is what the author typed."""

    at: int
    typed: str
    inner: bool


class _Pairing:
    """One walk over the marks of a run."""

    def __init__(self, run: Run, typography: Typography) -> None:
        self.certain: list[Edit] = []
        self.straight: list[Edit] = []
        self.lone: list[int] = []
        self._run = run
        self._typography = typography
        self._stack: list[_Open] = []
        signs = _signs(typography.quotes, typography.inner_quotes, typography.false_closers)
        for match in signs.finditer(run.text):
            if not run.is_fixed(match.start(), match.end()):
                self._mark(match.start(), match[0])
        self.lone += [mark.at for mark in self._stack if mark.typed == '"']

    def _mark(self, at: int, sign: str) -> None:
        outer_open, outer_close = self._typography.quotes
        inner_open, inner_close = self._typography.inner_quotes
        top = self._stack[-1] if self._stack else None
        if sign == "'":
            self._single(at, top)
        elif sign == outer_open and sign != outer_close:
            if sign in _HIGH and self._run.text[at - 1 : at].isalnum():
                return
            self._stack.append(_Open(at, sign, inner=False))
        elif sign == inner_open and sign != inner_close and top is not None and self._opens(at):
            self._stack.append(_Open(at, sign, inner=True))
        elif sign == outer_close:
            self._close_outer(at)
        elif sign == inner_close and top is not None and top.inner and self._closes(at):
            self._pair(self._stack.pop(), at)
        elif sign == '"' or sign in self._typography.false_closers:
            self._double(at, sign)

    def _double(self, at: int, sign: str) -> None:
        """A straight mark, or one that closes by mistake."""
        waiting = self._waiting()
        if (
            waiting is not None
            and self._closes(at)
            and not (sign == '"' and self._opens(at) and self._before_opens(at))
        ):
            if sign == '"' or waiting.typed == self._typography.quotes[0]:
                self._close_outer(at)
        elif sign == '"' and self._opens(at) and len(self._stack) < 2:
            self._stack.append(_Open(at, sign, inner=bool(self._stack)))
        elif sign == '"':
            self.lone.append(at)

    def _single(self, at: int, top: _Open | None) -> None:
        """A straight single mark counts inside double ones only: elsewhere it may be an apostrophe."""
        if top is None or _APOSTROPHE.match(self._run.text, at):
            return
        if top.inner and top.typed in {"'", self._typography.inner_quotes[0]} and self._closes(at):
            self._pair(self._stack.pop(), at)
        elif not top.inner and self._opens(at):
            self._stack.append(_Open(at, "'", inner=True))

    def _waiting(self) -> _Open | None:
        """The mark that a double one would close; single ones left open above it were apostrophes."""
        double = {'"', self._typography.quotes[0]}
        return next((mark for mark in reversed(self._stack) if mark.typed in double), None)

    def _close_outer(self, at: int) -> None:
        waiting = self._waiting()
        if waiting is None:
            return
        while self._stack[-1] is not waiting:
            self._stack.pop()
        self._pair(self._stack.pop(), at)

    def _pair(self, opened: _Open, at: int) -> None:
        left, right = self._typography.inner_quotes if opened.inner else self._typography.quotes
        if opened.typed in {"'", '"'}:
            self.straight += [Edit(opened.at, opened.at + 1, left), Edit(at, at + 1, right)]
        else:
            self.certain.append(Edit(at, at + 1, right))

    def _opens(self, at: int) -> bool:
        text = self._run.text
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return (not before or before.isspace() or before in _OPENING) and bool(after) and not after.isspace()

    def _before_opens(self, at: int) -> bool:
        before = self._run.text[at - 1 : at]
        return not before or before.isspace() or before in "([{"

    def _closes(self, at: int) -> bool:
        text = self._run.text
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        return bool(before) and not before.isspace() and not after.isalnum()


@lru_cache(maxsize=64)
def _signs(*marks: tuple[str, ...]) -> re.Pattern[str]:
    """All marks of a language, of which each has few, and the straight ones."""
    signs = {'"', "'", *itertools.chain(*marks)}
    return re.compile("[" + re.escape("".join(sorted(signs))) + "]")


def set_quotes(run: Run, typography: Typography) -> Run:
    """The run with its quotation marks and apostrophes."""
    if typography.straight_marks:
        return run
    if "'" in run.text:
        run = run.edited(Edit(match.start(), match.end(), "’") for match in _APOSTROPHE.finditer(run.text))
    pairing = _Pairing(run, typography)
    edits = pairing.certain + ([] if pairing.lone else pairing.straight)
    return run.edited(sorted(edits, key=lambda edit: edit.start))


def quote_findings(run: Run, typography: Typography) -> Iterator[Finding]:
    """Straight marks without a partner, and quotations that open with a mark that closes in this language."""
    if typography.straight_marks:
        return
    for at in _Pairing(run, typography).lone[:1]:
        yield finding(
            "RF201",
            "A quotation mark has no partner in its paragraph; the straight marks there were left as they are.",
            run.span(at, at + 1),
            hint=f"Write {typography.quotes[0]} where the quotation begins and {typography.quotes[1]} where it ends.",
        )
    for sign in typography.false_openers:
        if sign == typography.quotes[0] or sign not in run.text:
            continue
        for match in re.finditer(rf"(?<![^\s(\[–—]){sign}(?=\w)", run.text):
            if not run.is_fixed(match.start(), match.end()):
                word = re.match(r"\w*", run.text[match.end() :])
                yield finding(
                    "RF202",
                    f"The mark {sign} before “{word[0] if word else ''}” ends a quotation in this language.",
                    run.span(match.start(), match.end()),
                    hint=f"Write {typography.quotes[0]}…{typography.quotes[1]}.",
                )
