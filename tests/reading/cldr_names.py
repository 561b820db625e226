"""Writes ``releasefmt.reading.cldr``: loading seventeen locales of Babel would cost each start of the command more."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

LOCALES = (
    "de",
    "de_AT",
    "en",
    "fr",
    "it",
    "es",
    "nl",
    "pt",
    "pl",
    "cs",
    "sv",
    "da",
    "ja",
    "ar",
    "ar_SY",
    "ar_DZ",
    "ar_MA",
)
"""Languages whose month and weekday names are understood in a draft of any language."""
_ANY_FORM = LOCALES[:7]
"""Those whose names of months stand before a day, too, or may begin a line of a list, as in "2. Mars"."""
_FULL_STOP = (*_ANY_FORM, "cs", "da")
"""Those that put a full stop behind the day. In the others a month may be any word: Polish "marca" is Spanish for a brand."""
_SHORT_DAYS = ("de", "en")
"""Elsewhere short forms of weekdays are words of their own ("do", "sab", "mar")."""
_LINE = 112
"""Characters of a literal in one line."""
_CONTINENTS = ("Africa", "America", "Asia", "Australia", "Europe")


def module() -> str:
    """The source of the module."""
    return "\n".join(
        (
            '"""Names out of CLDR, as drafts write them in any of our languages. Written by `make accept`, not by hand."""',
            "",
            "from __future__ import annotations",
            "",
            *_numbered("LEADING_MONTHS", "may follow or lead a day", _months(_FULL_STOP), 1),
            "",
            *_numbered("MONTHS", "may stand between a day and a year", _months(LOCALES), 1),
            "",
            *_numbered("WEEKDAYS", "names a day of the week, Monday being 0", _weekdays(), 0),
            "",
            *_listed("COUNTRIES", "States and territories", _countries()),
            "",
            *_listed("CITIES", "Cities that have a time zone named after them", _cities()),
            "",
        )
    )


def _months(tags: Iterable[str]) -> dict[str, int]:
    names: dict[str, int] = {}
    for tag in tags:
        months = Locale.parse(tag).months
        widths = ("wide", "abbreviated") if tag in (*_ANY_FORM, "pt", "sv", "da") else ("wide",)
        for context in ("format", "stand-alone") if tag in _ANY_FORM else ("format",):
            for width in widths:
                for number, name in months[context][width].items():
                    # A Japanese month is a figure, which its own pattern reads.
                    if not name[0].isdigit():
                        names.setdefault(name.lower().rstrip("."), int(number))
    return names


def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for tag in LOCALES:
        for number, name in Locale.parse(tag).days["format"]["wide"].items():
            names.setdefault(name.lower(), int(number))
    for tag in _SHORT_DAYS:
        for number, name in Locale.parse(tag).days["format"]["abbreviated"].items():
            names.setdefault(f"{name.lower().rstrip('.')}.", int(number))
    return names


def _countries() -> set[str]:
    """As they follow the comma of a place."""
    territories = (Locale.parse(tag).territories for tag in LOCALES)
    return {name for names in territories for code, name in names.items() if code.isalpha()}


def _cities() -> set[str]:
    names: set[str] = set()
    for tag in LOCALES:
        for zone, entry in Locale.parse(tag).time_zones.items():
            continent, _, city = zone.partition("/")
            if continent in _CONTINENTS and "/" not in city:
                names |= {city.replace("_", " "), str(entry.get("city", city))}
    return names


def _numbered(constant: str, use: str, names: dict[str, int], first: int) -> list[str]:
    groups = (
        "|".join(name for name in names if names[name] == number) for number in range(first, max(names.values()) + 1)
    )
    about = f"Every spelling that {use}, in lower case; the numbers from {first} on are parted by a semicolon."
    return _constant(constant, ";".join(groups), about)


def _listed(constant: str, what: str, names: Iterable[str]) -> list[str]:
    return _constant(constant, "|".join(sorted(names)), f"{what} in all our languages.")


def _constant(name: str, text: str, about: str) -> list[str]:
    """A literal over as many lines as it takes."""
    lines = [f'    "{text[start : start + _LINE]}"' for start in range(0, len(text), _LINE)]
    return [f"{name} = (", *lines, ")", f'"""{about}"""']
