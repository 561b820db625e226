"""What Python and its libraries compile anew at every start, kept from the start before: a third of a cold command.

Three kinds, each looked up by the very text that it is made from, so that nothing kept can be out of date:

- regular expressions: the code that ``re`` hands to its matcher (some 400 of them, a sixth of the start);
- the methods that ``dataclasses`` and the functions that cssselect2 write as source and execute;
- the C declarations by which WeasyPrint calls Pango and HarfBuzz, which cffi reads with a parser of C written in Python.

``use`` puts the look-up in front of the two places in the standard library, `system/quick_start` before those of libraries;
``keep`` writes what was not found. Both do nothing where this Python is not built as they expect. The file is of no use to another Python: its
name says for which it is. Nothing of a draft is kept: a regular expression must be part of a program, or made of a vocabulary.
"""

from __future__ import annotations

import _sre
import dataclasses
import hashlib
import importlib.util
import marshal
import os
import re
import stat
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from releasefmt.system.cache import cache_folder

_MOST = 3_000
"""Entries of one kind; what comes beyond is made anew each time. A build of every kind of draft needs some 700."""
_WORTH = 3  # new entries: Babel and others have a pattern or two that are in another order at each start
_DIGEST = 32  # bytes of SHA-256 before the rest: a file that was cut short must not reach `marshal`

_OPTIMIZED = 0x1  # CO_OPTIMIZED of module inspect: functions have it, the bodies of modules and classes do not
_OF_VOCABULARIES = {
    ("releasefmt.passes.advice", "advice_for"),
    ("releasefmt.passes.quotes", "_signs"),
    ("releasefmt.passes.spaces", "space_rules"),
    ("releasefmt.reading.datelines", "_pattern"),
    ("releasefmt.reading.encodings", "_sequence"),
    ("releasefmt.reading.terms", "_pattern"),
}
"""Of the language packs' words and the letterhead's, never of a draft's."""

Pattern = tuple[str | bytes, int]
"""A regular expression and its flags as they were asked for."""


@dataclass(slots=True)
class Store:
    """Bytes by what they are made from. ``news`` counts what was added since the file was read."""

    patterns: dict[Pattern, bytes] = field(default_factory=dict)
    sources: dict[tuple[str, str], bytes] = field(default_factory=dict)
    declarations: dict[str, bytes] = field(default_factory=dict)
    news: int = 0

    def add(self, kind: dict[Any, bytes], key: object, value: Any) -> None:
        if len(kind) < _MOST:
            kind[key] = marshal.dumps(value)
            self.news += 1


def read(file: Path) -> Store:
    """What ``file`` holds, nothing if it is not there, damaged, or could have been written by somebody else."""
    try:
        with file.open("rb") as opened:
            if not _private(os.fstat(opened.fileno())):
                return Store()
            data = opened.read()
    except OSError:  # not there yet, or not to be read: everything is made anew, as without this module
        return Store()
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return Store()
    return Store(*_loaded(data[_DIGEST:]))


def _loaded(data: bytes) -> Any:
    return marshal.loads(data)  # noqa: S302 (of our own file, which `read` has found whole and private)  # nosec B302


def written(store: Store) -> bytes:
    """The content of the file."""
    data = marshal.dumps((store.patterns, store.sources, store.declarations))
    return hashlib.sha256(data).digest() + data


def place() -> Path:
    """The file for this very Python in the user's cache folder."""
    magic = importlib.util.MAGIC_NUMBER.hex()
    return cache_folder() / f"start-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_sre.MAGIC}-{magic}.bin"


def _private(facts: os.stat_result) -> bool:
    """Whether nobody else can have put code into it."""
    if not stat.S_ISREG(facts.st_mode):
        return False
    return not hasattr(os, "getuid") or (
        facts.st_uid == os.getuid() and not facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


class _Matchers:
    """In front of ``re._compiler.compile``, and between it and ``_sre``, which gets the code to be kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # The one place there is, which no list of types has; `_as_expected` has looked whether it is there.
        self._compiler: Any = re._compiler  # type: ignore[attr-defined] # noqa: SLF001
        self._compile = self._compiler.compile
        self._asked: Pattern | None = None

    def install(self) -> None:
        self._compiler.compile = self.compiled
        self._compiler._sre = self  # noqa: SLF001 (as above)

    def compiled(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """As ``re._compiler.compile``."""
        if not isinstance(pattern, (str, bytes)) or flags & re.DEBUG:
            return self._made(pattern, flags, None)
        if kept := self._store.patterns.get((pattern, flags)):
            final, code, groups, names, by_number = _loaded(kept)
            made: re.Pattern[Any] = _sre.compile(pattern, final, array("I", code).tolist(), groups, names, by_number)
            return made
        return self._made(pattern, flags, (pattern, flags))

    def _made(self, pattern: Any, flags: int, asked: Pattern | None) -> re.Pattern[Any]:
        if asked and not _lasting(sys._getframe(2), pattern):  # noqa: SLF001 (inspect would have to be imported for it)
            asked = None
        self._asked = asked
        try:
            made: re.Pattern[Any] = self._compile(pattern, flags)
        finally:
            self._asked = None
        return made

    def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        """As ``_sre.compile``; ``groups`` are their count, their names and the names by number."""
        if self._asked is not None:
            count, names, by_number = groups
            kept = (flags, array("I", code).tobytes(), count, dict(names), by_number)
            self._store.add(self._store.patterns, self._asked, kept)
        return _sre.compile(pattern, flags, code, *groups)

    def __getattr__(self, name: str) -> Any:
        return getattr(_sre, name)


def _lasting(frame: FrameType | None, pattern: str | bytes) -> bool:
    """Whether a regular expression belongs to a program and not to what a program was given.

    It is made while a module or class is, it stands in the function that asks for it, or that function makes it of a vocabulary.
    """
    while frame is not None and frame.f_globals.get("__name__") in ("re", __name__):
        frame = frame.f_back
    if frame is None:
        return False
    code = frame.f_code
    importing = not code.co_flags & _OPTIMIZED or code.co_filename.startswith("<frozen importlib")
    return importing or pattern in code.co_consts or (frame.f_globals.get("__name__"), code.co_name) in _OF_VOCABULARIES


class _Sources:
    """Stands for ``exec`` in ``dataclasses`` and for ``eval`` in cssselect2, which makes a function of each selector."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def install(self) -> None:
        dataclasses.exec = self.executed  # type: ignore[attr-defined] # its own, before the built-in one

    def executed(self, source: str, names: dict[str, Any], local: dict[str, Any]) -> None:
        exec(self._code(source, "exec"), names, local)  # noqa: S102 (as dataclasses does)  # nosec B102

    def evaluated(self, source: str, names: dict[str, Any], local: dict[str, Any]) -> Any:
        return eval(self._code(source, "eval"), names, local)  # noqa: S307 (as cssselect2 does)  # nosec B307

    def _code(self, source: str, mode: str) -> CodeType:
        if kept := self._store.sources.get((source, mode)):
            code: CodeType = _loaded(kept)
            return code
        code = compile(source, "<string>", mode)
        self._store.add(self._store.sources, (source, mode), code)
        return code


_in_use: Store | None = None


def use() -> None:
    """From now on, in this process, what is kept is not made again. Nothing else changes."""
    global _in_use  # noqa: PLW0603 (what it changes is the process's, too)
    if _in_use is not None or not _as_expected():
        return
    _in_use = read(place())
    _Matchers(_in_use).install()
    _Sources(_in_use).install()


def keep() -> None:
    """Write what was made anew, for the next start; one that cannot write is slower and nothing else."""
    if _in_use is None or _in_use.news < _WORTH:
        return
    from releasefmt.system.output import OutputError, write_atomically

    file = place()
    if not file.is_absolute():
        return
    with suppress(OutputError):
        write_atomically(file, written(_in_use))


def _as_expected() -> bool:
    """Whether this Python has the places; CPython 3.11 to 3.14 have."""
    compiler = getattr(re, "_compiler", None)
    wide: bool = array("I").itemsize == _sre.CODESIZE
    return wide and hasattr(compiler, "compile") and hasattr(compiler, "_sre")


def in_use() -> bool:
    """Whether this process looks up at all."""
    return _in_use is not None


def prepare_selectors(module: Any) -> None:
    """Let ``cssselect2.compiler`` look up what it evaluates."""
    if _in_use is not None:
        module.eval = _Sources(_in_use).evaluated


def kept_declarations(text: str, make: Callable[[], CodeType]) -> CodeType:
    """What ``make`` makes of C declarations, from the start before if there was one."""
    if _in_use is None:
        return make()
    if kept := _in_use.declarations.get(text):
        code: CodeType = _loaded(kept)
        return code
    code = make()
    _in_use.add(_in_use.declarations, text, code)
    return code
