"""One language's closed set of terms: what drafts say, and the fixed words that are printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What drafts say, in lower case; a term matches at a word's end, longest first.

    ``labels`` name the text's kind, ``none`` means "no embargo", ``not_places`` never stand in a dateline's place,
    ``function_words`` tell the language of a text.
    """

    labels: tuple[str, ...]
    numbers: tuple[str, ...]
    immediate: tuple[str, ...]
    embargo: tuple[str, ...]
    none: tuple[str, ...]
    notes_to_editors: tuple[str, ...]
    boilerplate: tuple[str, ...]
    contact: tuple[str, ...]
    not_contact: tuple[str, ...]
    material: tuple[str, ...]
    end: tuple[str, ...]
    date_words: tuple[str, ...]
    not_places: tuple[str, ...]
    placeholders: tuple[str, ...]
    function_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Fixed words of the printed page. ``date`` and ``time`` are CLDR patterns; ``page_of`` has {page} and {pages}."""

    label: str
    immediate: str
    embargo: str
    contact: str
    page_of: str
    date: str
    embargo_date: str
    embargo_time: str
    dateline: str
    number: str
    about: str
    phone: str
    email: str
    footnote: str
    back_to_text: str
    email_to: str
    website: str
    done: str
    open: str
    responsible: str


@dataclass(frozen=True, slots=True)
class Language:
    """``tag`` is BCP 47, ``name`` English for findings."""

    tag: str
    name: str
    right_to_left: bool
    vocabulary: Vocabulary
    printed: Printed
