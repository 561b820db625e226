"""Importing WeasyPrint and python-docx in half their time: most of what they do when they start is of no use to a release.

Each shortcut holds during one import and is guarded: whatever goes wrong with it, the import is done again without.
The measures are those of a cold command on one core; the files that it writes are the same to the byte.
"""

from __future__ import annotations

import ctypes.util
import gc
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from types import ModuleType

from releasefmt.system.prepared import prepare_selectors

_FOR_FONTTOOLS = ("fontTools.subset", "fontTools.varLib.instancer")
"""What subsets fonts where HarfBuzz's own library for that is missing: 15 % of the import."""


def imported(name: str) -> ModuleType:
    """The module of that name, as ``importlib.import_module`` gives it."""
    if name in sys.modules:
        return sys.modules[name]
    try:
        with ExitStack() as shortcuts:
            for shortcut in (_no_collecting, *_SHORTCUTS.get(name, ())):
                shortcuts.enter_context(shortcut())
            return importlib.import_module(name)
    except (ImportError, OSError, AttributeError):
        return importlib.import_module(name)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without looking for garbage among modules, which stay: they are also left out of what is looked through later."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _no_searching() -> Iterator[None]:
    """Without running gcc, ld and ldconfig for each name that a library has on other systems.

    WeasyPrint (text/ffi.py) tries names in turn; before cffi gives one up it asks ``find_library``, which on Linux runs
    child processes: 54 of them, a third of the import. They could only tell a name such as ``libpango-1.0.so.0``, which the
    loader must then find by itself, as it does when WeasyPrint comes to that name in its turn.
    """
    if sys.platform != "linux":
        yield
        return
    found = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = found


def _nowhere(name: str) -> str | None:  # noqa: ARG001 (as find_library has it)
    return None


@contextmanager
def _bare(*packages: str) -> Iterator[None]:
    """Packages without what their ``__init__`` imports; whoever imports them afterwards gets the real ones.

    Of python-docx only the package layer is used (``docx.opc``, 20 modules); its own idea of a document is 80 more.
    """
    with ExitStack() as put:
        for name in packages:
            if name not in sys.modules and (spec := importlib.util.find_spec(name)) is not None:
                put.enter_context(_standing_in({name: importlib.util.module_from_spec(spec)}))
        yield


@contextmanager
def _kept() -> Iterator[None]:
    """With the functions of selectors and the C declarations kept from the start before, for good."""
    from releasefmt.system.declared import declared

    prepare_selectors(importlib.import_module("cssselect2.compiler"))
    with declared():
        yield


@contextmanager
def _late(*names: str) -> Iterator[None]:
    """Modules that are imported once something of them is used; whoever imports them afterwards gets the real ones."""
    with _standing_in({name: _Late(name) for name in names if name not in sys.modules}):
        yield


@contextmanager
def _standing_in(put: Mapping[str, ModuleType]) -> Iterator[None]:
    """Modules in place of the real ones, and afterwards neither found by their names nor in their packages."""
    sys.modules.update(put)
    try:
        yield
    finally:
        for name, module in put.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            package, _, last = name.rpartition(".")
            if getattr(sys.modules.get(package), last, None) is module:
                with suppress(AttributeError):
                    delattr(sys.modules[package], last)


class _Late(ModuleType):
    """Stands for a module whose functions are looked up when they are called."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _LateFunction(self.__name__, name)


class _LateFunction:
    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *arguments: object, **options: object) -> object:
        return getattr(importlib.import_module(self._module), self._name)(*arguments, **options)


_SHORTCUTS: dict[str, tuple[Callable[[], AbstractContextManager[None]], ...]] = {
    "releasefmt.rendering.pdf": (_no_searching, partial(_late, *_FOR_FONTTOOLS), _kept),
    "releasefmt.rendering.docx": (partial(_bare, "docx", "docx.oxml"),),
}
