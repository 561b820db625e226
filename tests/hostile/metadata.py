"""Metadata above the text: what YAML, TOML and JSON can be bent to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile.case import END, LEAD, TAIL, Case, case

BODY = f"\nPressemitteilung\n\n{LEAD}{TAIL}"
TITLE = "title: Hafenrat öffnet den neuen Kai\n"


def _yaml(name: str, lines: str, *codes: str, code: int = 0, **more: Any) -> Case:
    return case("metadata", name, f"---\n{TITLE}{lines}---\n{BODY}", *codes, code=code, **more)


def _toml(name: str, lines: str, *codes: str, code: int = 0, **more: Any) -> Case:
    return case(
        "metadata", name, f'+++\ntitle = "Hafenrat öffnet den neuen Kai"\n{lines}+++\n{BODY}', *codes, code=code, **more
    )


def _json(name: str, lines: str, *codes: str, code: int = 0, **more: Any) -> Case:
    return case(
        "metadata",
        name,
        f'{{\n"title": "Hafenrat öffnet den neuen Kai",\n{lines}\n}}\n{BODY}',
        *codes,
        code=code,
        **more,
    )


def cases() -> Iterator[Case]:
    kept = ("Hafenrat öffnet den neuen Kai", END)
    laughs = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join(f'*{a}' for _ in range(9))}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    yield _yaml("yaml-aliases", laughs, "RF010", holds=kept)
    yield _yaml("yaml-alias-of-itself", "keywords: &a [*a]\n", "RF010", holds=kept)
    yield _yaml("yaml-merge", "x: &x {a: b}\ny:\n  <<: *x\n", "RF010", holds=kept)
    yield _yaml(
        "yaml-tag-python", "date: !!python/object/apply:os.system ['touch pwned']\n", "RF010", "RF012", holds=kept
    )
    yield _yaml("yaml-tag-binary", "place: !!binary R0lGODlhDAAMAIQAAP\n", "RF010", holds=kept)
    yield _yaml("yaml-twice", "place: Kai\nplace: Hafen\n", "RF108", holds=kept)
    yield _yaml("yaml-brackets", "keywords: " + "[" * 20_000 + "]" * 20_000 + "\n", "RF010", holds=kept)
    yield _yaml("yaml-braces", "keywords: " + "{a: " * 15_000 + "\n", "RF010", holds=kept)
    yield _yaml("yaml-indented", "".join(" " * n + "a:\n" for n in range(1, 350)), "RF010", holds=kept)
    yield _yaml("yaml-number", "date: " + "9" * 50_000 + "\n", "RF012", holds=kept)
    yield _yaml("yaml-sexagesimal", "date: 190:20:30:15\nnumber: 0o7\n", "RF012", holds=kept)
    yield _yaml("yaml-date-30-february", "date: 2026-02-30\n", "RF012", holds=kept)
    yield _yaml("yaml-date-far", "date: 99999-01-01T00:00:00Z\nembargo: 0000-00-00\n", "RF012", "RF105", code=1)
    yield _yaml("yaml-date-first-year", "date: 0001-01-01\n", "RF108", holds=kept)
    yield _yaml("yaml-time-zone", "embargo: 9999-12-31 23:59 +14:00\n", code=0, holds=kept)
    yield _yaml("yaml-nan", "number: .nan\nembargo: .inf\n", "RF105", code=1)
    yield _yaml("yaml-two-documents", "...\n---\nplace: Kai\n", holds=kept)
    yield _yaml("yaml-unclosed-quote", 'place: "Kai\n', "RF010", holds=kept)
    yield _yaml("yaml-tabs", "\tplace: Kai\n", "RF010", holds=kept)
    yield _yaml("yaml-surrogate", 'place: "Kai \\ud800 Hafen"\n', "RF006", holds=kept)
    yield _yaml("yaml-null", 'place: "Kai \\0 Hafen"\n', "RF006", holds=kept)
    yield _yaml("yaml-directive", "%YAML 9.9\n%TAG ! tag:evil.example,2026:\n", "RF010", holds=kept)
    yield _yaml("yaml-many-keys", "".join(f"k{n}: v\n" for n in range(6_000)), holds=kept)
    yield _yaml("yaml-large", "# b\n" * 40_000, "RF013", code=1, says=("64 KB",))
    yield _yaml("yaml-key-is-a-list", "? [a, b]\n: c\n? {a: b}\n: d\n", holds=kept)
    yield _yaml("yaml-long-value", "place: " + "Kai " * 15_000 + "\n", holds=(END,))
    yield case(
        "metadata",
        "yaml-list-at-top",
        f"---\n- a\n- b\n---\n\n# Hafenrat öffnet den neuen Kai\n{BODY}",
        "RF101",
        "RF106",
        holds=(END,),
    )
    yield case("metadata", "yaml-unclosed", f"---\n{TITLE}{BODY}", "RF101", holds=(END,))
    yield case("metadata", "only", "---\ntitle: Kai\n---\n", "RF106", "RF109")
    yield _toml("toml-brackets", "x = " + "[" * 30_000 + "\n", "RF010", holds=kept)
    yield _toml("toml-dotted", "x" + ".a" * 20_000 + " = 1\n", "RF010", holds=kept)
    yield _toml("toml-number", "number = " + "9" * 5_000 + "\n", "RF010", holds=kept)
    yield _toml("toml-twice", 'place = "Kai"\nplace = "Hafen"\n', "RF010", "RF108", holds=kept)
    yield _toml("toml-surrogate", 'place = "Kai \\uD800 Hafen"\n', "RF010", holds=kept)
    yield _toml("toml-date", "date = 9999-12-31T23:59:59.999999+23:59\n", "RF108", holds=kept)
    yield _toml("toml-inf", "date = inf\nembargo = nan\n", "RF012", "RF105", code=1)
    yield _json("json-brackets", '"x": ' + "[" * 9_000, "RF010", holds=kept)
    yield _json("json-twice", '"place": "Kai", "place": "Hafen"', "RF108", holds=kept)
    yield _json("json-surrogate", '"place": "Kai \\ud83d Hafen"', "RF006", holds=kept)
    yield _json("json-number", '"date": 1e999999', "RF012", holds=kept)
    yield _json("json-comma", '"place": "Kai",', holds=kept)
