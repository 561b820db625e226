"""Which releasefmt.toml and which style hold for a draft, and their texts."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from releasefmt.model.findings import Outcome
from releasefmt.model.rules import finding
from releasefmt.system.recorder import digest, note
from releasefmt.system.regular import NotRegularError, TooLargeError, read_regular

FILE_NAME = "releasefmt.toml"
MAX_BYTES = 1_000_000
STYLE = "style:"
"""Before the name of a style, under which its texts are recorded."""

PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The text of a releasefmt.toml; ``folder`` is what ``letterhead:`` assets are beside. ``name`` is for people."""

    name: str
    text: str
    folder: Path


@dataclass(frozen=True, slots=True)
class StyleFiles:
    """The texts that make a style: its tokens, its print.css (empty if it has none), the list of bundled fonts."""

    name: str
    file: str
    style: str
    css: str
    fonts: str


def find_config(
    folder: Path, named: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Outcome[ConfigFile | None]:
    """The configuration for drafts in ``folder``: the named file, else the nearest upwards, else the user's own.

    None with an RF4xx error if there is one that cannot be used; None with RF408 if there is none at all.
    """
    if named is not None:
        return _read_config(named)
    start = folder.absolute()
    for candidate in (*(parent / FILE_NAME for parent in (start, *start.parents)), _users_config(environment)):
        if candidate is not None and os.path.lexists(candidate):
            return _read_config(candidate)
    message = f"No {FILE_NAME} was found beside the draft or above it; a plain letterhead is used."
    return Outcome(None, (finding("RF408", message, hint="“releasefmt init” writes one to begin with."),))


def _users_config(environment: Mapping[str, str]) -> Path | None:
    """Per user: %APPDATA% on Windows, else the XDG base directory, whose default is ~/.config."""
    if sys.platform == "win32":
        roaming = environment.get("APPDATA", "")
        return Path(roaming, "releasefmt", FILE_NAME) if roaming else None
    base = Path(environment.get("XDG_CONFIG_HOME", ""))
    # XDG base directory specification: a path that is not absolute is to be ignored.
    if not base.is_absolute():
        home = environment.get("HOME", "")
        if not home:
            return None
        base = Path(home, ".config")
    return base / "releasefmt" / FILE_NAME


def _read_config(path: Path) -> Outcome[ConfigFile | None]:
    name = _display(path)
    try:
        text = read_regular(path, MAX_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return Outcome(None, (finding("RF401", f"The configuration “{name}” does not exist.", file=name),))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"“{name}” is not saved as UTF-8; the first wrong character stands in line {line}."
        return Outcome(None, (finding("RF402", message, hint="Save it as UTF-8.", file=name),))
    except (OSError, ValueError) as error:
        return Outcome(None, (finding("RF402", f"“{name}” cannot be read: {_reason(error)}.", file=name),))
    return Outcome(ConfigFile(name, text, path.absolute().parent))


def _display(path: Path) -> str:
    """Relative to where the user is, if it is below."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def styles_folder(package: Path = PACKAGE) -> Path:
    """Where the bundled styles are: inside an installed package, at the top of a checkout."""
    installed = package / "styles"
    return installed if installed.is_dir() else package.parents[1] / "styles"


def known_styles(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the bundled styles in alphabetical order."""
    folder = folder or styles_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(entry.name for entry in folder.iterdir() if (entry / "style.toml").is_file()))


def load_style(name: str, beside: Path, package: Path = PACKAGE) -> Outcome[StyleFiles | None]:
    """The texts of a style given by its name or by its folder, which is seen from ``beside``.

    RF405 if there is none of that name, RF406 if its files cannot be read.
    """
    bundled = styles_folder(package)
    known = known_styles(bundled)
    if name in known:
        folder = bundled / name
        shown = f"styles/{name}/style.toml"
    else:
        folder = beside / name
        shown = str(Path(name, "style.toml"))
        # os.path, since Path.is_file raises where a name is too long
        if not name.strip() or not os.path.isfile(folder / "style.toml"):
            return _unknown(name, known)
    try:
        style = _text(folder / "style.toml")
        css = _text(folder / "print.css") if os.path.lexists(folder / "print.css") else ""
    except (OSError, ValueError) as error:
        message = f"The style “{name}” cannot be read: {_reason(error)}."
        return Outcome(None, (finding("RF406", message, file=shown),))
    try:
        fonts = _text(package / "fonts" / "fonts.toml")
    except (OSError, ValueError) as error:
        message = f"The fonts that belong to releasefmt cannot be read: {_reason(error)}."
        return Outcome(None, (finding("RF409", message, hint="Install releasefmt again."),))
    note(f"{STYLE}{name}", digest(f"{shown}\0{style}\0{css}".encode()))
    return Outcome(StyleFiles(folder.name, shown, style, css, fonts))


def _unknown(name: str, known: tuple[str, ...]) -> Outcome[StyleFiles | None]:
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    listed = ", ".join(f"“{style}”" for style in known) or "none"
    nearest = f"Did you mean “{near[0]}”? " if near else ""
    hint = f"{nearest}Known styles: {listed}. A folder with a style.toml can be named as well."
    return Outcome(None, (finding("RF405", f"There is no style “{name}”.", hint=hint),))


def _text(path: Path) -> str:
    return read_regular(path, MAX_BYTES).decode("utf-8-sig")


def _reason(error: OSError | ValueError) -> str:
    match error:
        case NotRegularError():
            return "it is not a file"
        case TooLargeError():
            return "it is larger than 1 MB"
        case UnicodeDecodeError():
            return "it is not saved as UTF-8"
        case PermissionError():
            return "you have no permission"
        case OSError() if error.strerror:
            return error.strerror[:1].lower() + error.strerror[1:]
        case _:
            return "its name is not one a file can have"
