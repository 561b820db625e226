"""WeasyPrint's C declarations without a parser of C: cffi's own generated module for them, kept from the start before."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

import _cffi_backend
import cffi

from releasefmt.system.prepared import in_use, kept_declarations

_IMPORT = "import _cffi_backend\n"


@contextmanager
def declared() -> Iterator[None]:
    """While it holds, ``cffi.FFI`` is what cffi's "out of line" modules have: the same types, looked up in C.

    The parser and what it builds (``cffi.FFI.cdef`` and every first ``new`` and ``cast`` of a type) take a seventh of a cold PDF.
    """
    if not in_use():
        yield
        return
    usual = cffi.FFI
    cffi.FFI = _Declared
    try:
        yield
    finally:
        cffi.FFI = usual


class _Declared(_cffi_backend.FFI):  # type: ignore[misc] # compiled, without types
    """Begins empty, as ``cffi.FFI`` does; becomes what the first declarations say."""

    def __init__(self) -> None:
        self._full = False

    def cdef(self, text: str) -> None:
        """ImportError: a second time; the caller tries without."""
        if self._full:
            raise ImportError("declarations in two parts")
        code = kept_declarations(f"{cffi.__version__}\n{text}", lambda: _module(text))
        self._full = True
        exec(code, {"_cffi_backend": _Backend(self)})  # noqa: S102 (what cffi generated)  # nosec B102


class _Backend:
    """What the generated module takes for ``_cffi_backend``: its FFI fills one that is there already."""

    def __init__(self, ffi: _Declared) -> None:
        self._ffi = ffi

    def FFI(self, *arguments: object, **options: object) -> _Declared:  # noqa: N802 (the name in the generated module)
        _cffi_backend.FFI.__init__(self._ffi, *arguments, **options)
        return self._ffi


def _module(text: str) -> CodeType:
    """cffi's module for declarations, ABI level, compiled. AttributeError where this cffi makes none."""
    declarations = cffi.api.FFI()
    declarations.cdef(text)
    declarations.set_source("declared", None)
    from cffi import recompiler  # late: it is needed once in the life of an installation

    made = recompiler.Recompiler(declarations, "declared", target_is_python=True)
    made.collect_type_table()
    made.collect_step_tables()
    source = io.StringIO()
    made.write_source_to_f(source, None)
    return compile(source.getvalue().replace(_IMPORT, ""), "<cffi>", "exec")
