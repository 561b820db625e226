"""The names of months, days, countries and cities are those of the CLDR that Babel has."""

from __future__ import annotations

from collections.abc import Callable

from releasefmt.reading import cldr
from tests.reading.cldr_names import module


def test_names_are_those_of_cldr(golden: Callable[[str, bytes], None]) -> None:
    golden(str(cldr.__file__), module().encode())
