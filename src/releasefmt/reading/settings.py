"""releasefmt.toml and style.toml into the model, and the letterhead's own colours and fonts laid over the style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli

from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.language import Language, Region
from releasefmt.model.letterhead import Colours, Letterhead
from releasefmt.model.naming import wrong_name
from releasefmt.model.rules import finding
from releasefmt.model.style import (
    LOOKS_BLACK,
    MOST_INK,
    Cmyk,
    Colour,
    Family,
    FontFace,
    Geometry,
    Ink,
    Role,
    Style,
    TextStyle,
)
from releasefmt.reading.strict import key_place, read_strictly
from releasefmt.reading.toml import read_toml


def read_letterhead(text: str, file: str) -> Outcome[Letterhead | None]:
    """releasefmt.toml; ``file`` is the name to show in findings."""
    outcome = read_strictly(Letterhead, text, file, broken="RF402", unknown="RF403", value="RF404")
    if outcome.value is None:
        return outcome
    findings = _check_values(outcome.value, text, file)
    return Outcome(None, findings) if findings else outcome


def _is_zone(name: str) -> bool:
    """Asked for itself: to list all zones, hundreds of files are opened."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, as “Europe”
        return False
    return True


def _check_values(letterhead: Letterhead, text: str, file: str) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for name, message, hint in _wrong_colours(letterhead.colours):
        found.append(finding("RF404", message, key_place(text, ("colours", name)), hint=hint, file=file))
    if not _is_zone(letterhead.timezone):
        message = f"“{letterhead.timezone}” is not a known time zone."
        hint = "Use a name like Europe/Berlin."
        found.append(finding("RF404", message, key_place(text, ("timezone",)), hint=hint, file=file))
    for name, most in letterhead.limits.impossible():
        message = f"The limit “{name}” must lie between 1 and {most}."
        hint = "Beyond that no machine is safe." if getattr(letterhead.limits, name) > most else ""
        found.append(finding("RF404", message, key_place(text, ("limits", name)), hint=hint, file=file))
    if wrong := wrong_name(letterhead.output.name):
        message, hint = wrong
        found.append(finding("RF404", message, key_place(text, ("output", "name")), hint=hint, file=file))
    return tuple(found)


def _wrong_colours(colours: Colours) -> Iterator[tuple[str, str, str]]:
    """Name, message and hint for each colour that cannot be used."""
    printed: dict[str, tuple[float, ...]] = {}
    for name in ("text", "accent", "muted", "link"):
        colour, inks = getattr(colours, name), getattr(colours, f"{name}_cmyk")
        try:
            if colour:
                Colour.parse(colour)
        except ValueError:
            yield name, f"“{colour}” is not a colour.", 'Write six hexadecimal digits, as in accent = "#8a1538".'
        if not inks:
            continue
        key = f"{name}_cmyk"
        try:
            parsed = Cmyk.parse(inks)
        except ValueError:
            hint = f"Write cyan, magenta, yellow and black in percent, as in {key} = [0, 100, 45, 50]."
            yield key, f"“{key}” does not hold four percentages.", hint
            continue
        if parsed.black > LOOKS_BLACK and parsed.total > parsed.black:
            message = f"“{key}” prints black type in several inks; where they do not meet, it gets coloured edges."
            yield key, message, f"Write {key} = [0, 0, 0, {parsed.black:g}], or less black."
        if parsed.total > MOST_INK:
            hint = "Ask for the house's colour for coated paper, or take some of cyan, magenta and yellow away."
            yield key, f"“{key}” puts {parsed.total:g} % of ink on one spot; at most {MOST_INK:g} % dry in time.", hint
        if not colour:
            yield key, f"“{key}” is given without “{name}”.", f"Write the same colour for the screen: {name} = …"
        elif printed.setdefault(colour.lower(), inks) != inks:
            hint = "Write the same values for both, or another colour for the screen for one of them."
            yield key, f"“{colour}” is printed with {Cmyk.parse(printed[colour.lower()]).words} elsewhere.", hint


@dataclass(frozen=True, slots=True)
class _StyleFile:
    """style.toml as it stands on disk."""

    name: str
    geometry: Geometry
    families: dict[Family, str]
    fallbacks: dict[Family, tuple[str, ...]]
    inks: dict[Ink, str]
    roles: dict[Role, TextStyle]
    cmyk: dict[Ink, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _FontsFile:
    """fonts.toml: the font files that travel with the package."""

    faces: tuple[FontFace, ...]


def _own_inks(colours: Colours) -> dict[Ink, tuple[str, tuple[float, ...]]]:
    """The letterhead's own colours, each with its printing inks; a link has the accent's where it has none."""
    link = (colours.link, colours.link_cmyk) if colours.link else (colours.accent, colours.accent_cmyk)
    own = {
        Ink.TEXT: (colours.text, colours.text_cmyk),
        Ink.ACCENT: (colours.accent, colours.accent_cmyk),
        Ink.MUTED: (colours.muted, colours.muted_cmyk),
        Ink.LINK: link,
    }
    return {ink: values for ink, values in own.items() if values[0]}


def read_style(text: str, fonts: str, css: str, letterhead: Letterhead, file: str) -> Outcome[Style | None]:
    """style.toml with fonts.toml and print.css, under the letterhead's colours and fonts."""
    outcome = read_strictly(_StyleFile, text, file, broken="RF406", unknown="RF406", value="RF406")
    faces = read_strictly(_FontsFile, fonts, "fonts.toml", broken="RF406", unknown="RF406", value="RF406")
    raw = outcome.value
    if raw is None or faces.value is None:
        return Outcome(None, outcome.findings + faces.findings)
    lacking = [
        str(member)
        for members, table in ((Role, raw.roles), (Ink, raw.inks), (Family, raw.families))
        for member in members
        if member not in table
    ]
    if lacking:
        message = f"The style “{raw.name}” lacks {', '.join(lacking)}."
        return Outcome(None, (finding("RF406", message, file=file),))
    uneven = [str(role) for role, text in raw.roles.items() if text.size * 2 != int(text.size * 2)]
    if uneven:
        message = f"The style “{raw.name}” sets {', '.join(uneven)} in a size that Word cannot have."
        return Outcome(None, (finding("RF406", message, hint="Write sizes in whole or half points.", file=file),))
    own = _own_inks(letterhead.colours)
    try:
        inks = {ink: Colour.parse(own[ink][0] if ink in own else value) for ink, value in raw.inks.items()}
        pressed = raw.cmyk | {ink: values for ink, (_, values) in own.items()}
        cmyk = {ink: Cmyk.parse(values) for ink, values in pressed.items() if values}
    except ValueError as error:
        return Outcome(None, (finding("RF406", f"The style “{raw.name}” has {error}.", file=file),))
    families = raw.families | {
        family: name
        for family, name in ((Family.BODY, letterhead.fonts.body), (Family.HEADS, letterhead.fonts.heads))
        if name
    }
    house = tuple(
        FontFace(font.family, font.weight, font.italic, f"letterhead:{font.file}") for font in letterhead.fonts.files
    )
    known = {face.family for face in (*faces.value.faces, *house)}
    missing = sorted(set(families.values()) - known)
    if missing:
        message = f"The font “{missing[0]}” is neither bundled nor named under fonts.files in releasefmt.toml."
        hint = f"Bundled are {', '.join(sorted({face.family for face in faces.value.faces}))}."
        return Outcome(None, (finding("RF409", message, hint=hint),))
    return Outcome(
        Style(
            name=raw.name,
            geometry=raw.geometry,
            families=families,
            fallbacks=raw.fallbacks,
            inks=inks,
            roles=raw.roles,
            faces=faces.value.faces + house,
            css=css,
            cmyk=cmyk,
        )
    )


@dataclass(frozen=True, slots=True)
class _RegionFile:
    """A region's language pack as it stands on disk: what differs from its base, another file's tag."""

    base: str
    tag: str
    name: str
    region: Region | None = None
    printed: dict[str, object] = field(default_factory=dict)
    typography: dict[str, object] = field(default_factory=dict)


def read_languages(files: Sequence[tuple[str, str]]) -> Outcome[tuple[Language, ...]]:
    """Every language pack out of file names and texts: the languages in their order, then the regions.

    A term that lacks or that nobody knows is a finding, so that no pack is half translated. A region's file names its
    ``base`` and only those terms of [printed] and [typography] that are its own.
    """
    read: dict[str, tuple[Language, Mapping[str, object]]] = {}
    found: list[Finding] = []
    waiting: list[tuple[str, str, str]] = []
    tables = {name: _table(text) for name, text in files}
    for name, text in files:
        raw = tables[name]
        if "base" in raw:
            waiting.append((name, text, str(raw["base"])))
            continue
        pack = read_language(text, name, raw)
        found += pack.findings
        if pack.value is not None:
            read[pack.value.tag] = pack.value, raw
    while ready := [entry for entry in waiting if entry[2] in read]:
        for name, text, base in ready:
            outcome = _read_region(text, name, tables[name], read[base][1])
            found += outcome.findings
            if outcome.value is not None:
                read[outcome.value[0].tag] = outcome.value
        waiting = [entry for entry in waiting if entry not in ready]
    for name, text, base in waiting:
        message = f"The language pack names “{base}” as its base, which is none."
        found.append(finding("RF406", message, key_place(text, ("base",)), file=name))
    return Outcome(tuple(pack for pack, _ in read.values()), tuple(found))


def read_language(text: str, file: str, table: Mapping[str, object] | None = None) -> Outcome[Language | None]:
    """The language pack of one file without a base; ``table`` is what TOML has made of the text, if that is known."""
    return read_strictly(Language, text, file, broken="RF406", unknown="RF406", value="RF406", raw=table or None)


def _read_region(
    text: str, file: str, table: Mapping[str, object], base: Mapping[str, object]
) -> Outcome[tuple[Language, Mapping[str, object]] | None]:
    """A region's pack, and its table with what it takes from its base."""
    own = read_strictly(_RegionFile, text, file, broken="RF406", unknown="RF406", value="RF406", raw=table)
    if own.value is None:
        return Outcome(None, own.findings)
    raw = {**base, **table}
    for part in ("printed", "typography"):
        raw[part] = {**_part(base, part), **_part(raw, part)}
    pack = read_strictly(Language, text, file, broken="RF406", unknown="RF406", value="RF406", raw=raw)
    return Outcome((pack.value, raw) if pack.value else None, pack.findings)


def _table(text: str) -> dict[str, object]:
    """The text as TOML, empty where it is none: whoever reads it strictly says so."""
    try:
        return read_toml(text)
    except tomli.TOMLDecodeError:
        return {}


def _part(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = table.get(name, {})
    return part if isinstance(part, Mapping) else {}
