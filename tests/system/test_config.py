"""The nearest configuration holds, and styles are found by name or folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from releasefmt.model.findings import Outcome
from releasefmt.system.config import ConfigFile, StyleFiles, find_config, known_styles, load_style, styles_folder


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_nearest_upwards_holds_then_the_users_then_none(here: Path) -> None:
    deep = here / "a" / "b"
    deep.mkdir(parents=True)
    home = {"HOME": str(here / "home")}
    none = find_config(deep, environment=home)
    assert none.value is None
    assert [found.code for found in none.findings] == ["RF408"]

    users = here / "home" / ".config" / "releasefmt" / "releasefmt.toml"
    users.parent.mkdir(parents=True)
    users.write_text("# user")
    assert _text(find_config(deep, environment=home)) == "# user"
    xdg = here / "xdg" / "releasefmt" / "releasefmt.toml"
    xdg.parent.mkdir(parents=True)
    xdg.write_text("# xdg")
    assert _text(find_config(deep, environment=home | {"XDG_CONFIG_HOME": str(here / "xdg")})) == "# xdg"
    assert _text(find_config(deep, environment=home | {"XDG_CONFIG_HOME": "xdg"})) == "# user"

    (here / "releasefmt.toml").write_text("# top")
    assert _text(find_config(deep, environment=home)) == "# top"
    (deep / "releasefmt.toml").write_text("# beside")
    found = find_config(deep, environment=home)
    assert found.value is not None
    assert (found.value.name, found.value.text, found.value.folder) == ("a/b/releasefmt.toml", "# beside", deep)


def test_the_named_one_comes_first(here: Path) -> None:
    (here / "releasefmt.toml").write_text("# beside")
    (here / "house.toml").write_bytes(b"\xef\xbb\xbf# named")
    assert _text(find_config(here, here / "house.toml")) == "# named"
    assert _codes(find_config(here, here / "gone.toml")) == ["RF401"]


def test_a_configuration_that_cannot_be_read_stops_the_search(here: Path) -> None:
    (here / "a").mkdir()
    (here / "releasefmt.toml").write_text("# top")
    beside = here / "a" / "releasefmt.toml"
    beside.write_bytes(b'# first\nname = "B\xfcro"\n')
    outcome = find_config(here / "a")
    assert _codes(outcome) == ["RF402"]
    assert "line 2" in outcome.findings[0].message
    beside.unlink()
    os.mkfifo(beside)
    assert _codes(find_config(here / "a")) == ["RF402"]
    beside.unlink()
    beside.symlink_to("gone")
    assert _codes(find_config(here / "a")) == ["RF401"]


@pytest.fixture
def package(here: Path) -> Path:
    package = here / "site" / "releasefmt"
    for folder in ("fonts", "styles/kanzlei", "styles/redaktion", "styles/no-style"):
        (package / folder).mkdir(parents=True)
    (package / "fonts" / "fonts.toml").write_text("# fonts")
    (package / "styles" / "kanzlei" / "style.toml").write_text("# kanzlei")
    (package / "styles" / "kanzlei" / "print.css").write_text("/* css */")
    (package / "styles" / "redaktion" / "style.toml").write_text("# redaktion")
    return package


def test_styles_by_name(package: Path, here: Path) -> None:
    assert known_styles(styles_folder(package)) == ("kanzlei", "redaktion")
    style = load_style("kanzlei", here, package).value
    assert style is not None
    assert (style.name, style.style, style.css, style.fonts) == ("kanzlei", "# kanzlei", "/* css */", "# fonts")
    plain = load_style("redaktion", here, package).value
    assert plain is not None
    assert plain.css == ""


def test_styles_by_folder(package: Path, here: Path) -> None:
    own = here / "haus" / "stil"
    own.mkdir(parents=True)
    (own / "style.toml").write_text("# own")
    for name in ("stil", "./stil", str(own)):
        style = load_style(name, here / "haus", package).value
        assert style is not None
        assert (style.name, style.style) == ("stil", "# own")


@pytest.mark.parametrize("name", ["kanzlai", "", " ", "../nothing", "a\0b", "no-style"])
def test_unknown_styles_name_the_known(package: Path, here: Path, name: str) -> None:
    outcome = load_style(name, here, package)
    assert _codes(outcome) == ["RF405"]
    assert "“kanzlei”, “redaktion”" in outcome.findings[0].hint
    assert ("Did you mean “kanzlei”?" in outcome.findings[0].hint) == (name == "kanzlai")


def test_broken_styles_and_installations(package: Path, here: Path) -> None:
    (package / "styles" / "kanzlei" / "print.css").write_bytes(b"\xff")
    assert _codes(load_style("kanzlei", here, package)) == ["RF406"]
    (package / "fonts" / "fonts.toml").unlink()
    assert _codes(load_style("redaktion", here, package)) == ["RF409"]


def test_the_checkout_has_its_styles_at_the_top() -> None:
    assert "kanzlei" in known_styles()
    assert known_styles(Path("gone")) == ()


def _text(outcome: Outcome[ConfigFile | None]) -> str:
    assert outcome.value is not None
    return outcome.value.text


def _codes(outcome: Outcome[ConfigFile | None] | Outcome[StyleFiles | None]) -> list[str]:
    return [found.code for found in outcome.findings]
