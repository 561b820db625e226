"""Where characters stand, through cuts and joins."""

from __future__ import annotations

import pickle

from releasefmt.model.content import Span, Stretch, Text
from releasefmt.model.places import cut, joined, where


def at(column: int, end: int, line: int = 1) -> Span:
    return Span(line, column, line, end)


PLAIN = Text("Stadt", at(3, 8))
ENTITY = Text("&", at(8, 13), (Stretch(0, at(8, 13), literal=False),))
TOGETHER = joined((PLAIN, ENTITY, Text("Land", at(13, 17))))


def test_what_stands_letter_for_letter_carries_its_span_only() -> None:
    assert joined((cut(PLAIN, 0, 2), cut(PLAIN, 2, 5))) == PLAIN
    assert joined((cut(PLAIN, 0, 2), cut(PLAIN, 2, 5))).span == PLAIN.span
    assert joined((cut(PLAIN, 0, 2), cut(PLAIN, 2, 5))).places == ()


def test_every_character_has_its_own_place() -> None:
    assert TOGETHER.text == "Stadt&Land"
    assert TOGETHER.span == at(3, 17)
    assert where(TOGETHER, 4, 5) == at(7, 8)
    assert where(TOGETHER, 5, 6) == at(8, 13)
    assert where(TOGETHER, 6, 7) == at(13, 14)
    assert where(TOGETHER, 4, 7) == at(7, 14)


def test_of_no_characters_it_is_the_point_before() -> None:
    assert where(TOGETHER, 5, 5) == at(8, 8)
    assert where(TOGETHER, 10, 10) == at(17, 17)
    assert where(Text("", at(4, 4)), 0, 0) == at(4, 4)
    assert where(Text("wort"), 0, 1) is None


def test_a_cut_keeps_the_places() -> None:
    part = cut(TOGETHER, 3, 8)
    assert part.text == "dt&La"
    assert [where(part, index, index + 1) for index in range(5)] == [
        where(TOGETHER, index, index + 1) for index in range(3, 8)
    ]


def test_a_text_without_a_place_stands_between_its_neighbours() -> None:
    put_in = joined((PLAIN, Text(" und "), Text("Land", at(13, 17))))
    assert where(put_in, 6, 8) == at(8, 8)
    assert where(put_in, 10, 14) == at(13, 17)
    led = joined((Text("– "), PLAIN))
    assert where(led, 0, 1) == at(3, 3)
    assert where(led, 2, 7) == PLAIN.span


def test_over_lines() -> None:
    text = joined(
        (PLAIN, Text(" ", Span(1, 8, 2, 1), (Stretch(0, Span(1, 8, 2, 1), literal=False),)), Text("x", at(1, 2, 2)))
    )
    assert where(text, 0, 7) == Span(1, 3, 2, 2)
    assert where(text, 5, 6) == Span(1, 8, 2, 1)


def test_places_take_no_part_in_equality_and_can_be_sent() -> None:
    assert pickle.loads(pickle.dumps(TOGETHER)) == Text("Stadt&Land")
    assert pickle.loads(pickle.dumps(TOGETHER)).places == TOGETHER.places
