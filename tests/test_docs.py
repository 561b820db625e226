"""What the README says is there, and what is there the README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from releasefmt.cli import app
from releasefmt.model.rules import RULES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(app)
assert isinstance(GROUP, TyperGroup)
COMMANDS = GROUP.commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`releasefmt {name}" in README


def test_every_option_of_build_stands_in_the_readme() -> None:
    options = {option for parameter in COMMANDS["build"].params for option in parameter.opts if option.startswith("--")}
    assert {option for option in options if option not in README} <= {"--help"}


def test_the_readme_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"releasefmt (init|build|check|explain|styles|verify|preview)\b", README)) == set(COMMANDS)


def test_the_first_screen_shows_two_commands_and_a_page() -> None:
    first = README.split("\n## ")[0]
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", first)
    assert "make demo" in first
    assert "make test" in first
    assert picture is not None
    assert (ROOT / picture[1]).stat().st_size > 10_000


def test_rule_codes_go_by_stage_and_names_are_their_own() -> None:
    assert all(re.fullmatch(r"RF[0-6]\d\d", code) for code in RULES)
    assert len({entry.name for entry in RULES.values()}) == len(RULES)


def test_every_rule_code_in_the_source_is_in_the_table() -> None:
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r'"(RF\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used <= set(RULES)
