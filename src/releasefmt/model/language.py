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
class Marks:
    """Signs that differ between the regions of one language; ``region`` is empty where it is the language's own.

    ``quotes`` and ``inner_quotes`` are an opening and a closing mark; the spaces stand inside the outer marks, before
    ``; ! ?`` and before the colon. ``hyphenation`` names the patterns, an empty one none; without ``sharp_s`` the region writes ss.
    """

    region: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    quote_space: str
    sign_space: str
    colon_space: str
    hyphenation: str
    sharp_s: bool


@dataclass(frozen=True, slots=True)
class Typography:
    """How a language sets what every keyboard lacks; terms keep their case, blanks in them are ordinary ones.

    ``false_closers`` close by mistake what the outer mark has opened, ``false_openers`` open what they ought to close.
    ``dash`` replaces a hyphen between blanks, the next two replace two and three hyphens; an empty one replaces none.
    With ``spaced_abbreviations`` an abbreviation without its blanks is worth a word to the author.
    Before ``after_number`` and behind ``before_number`` and ``titles`` no line ends; ``amounts`` announce a quantity.
    ``inner_capitals`` are gender endings that begin with a capital inside a word.
    """

    marks: tuple[Marks, ...]
    false_closers: tuple[str, ...]
    false_openers: tuple[str, ...]
    dash: str
    double_hyphen: str
    triple_hyphen: str
    abbreviations: tuple[str, ...]
    spaced_abbreviations: bool
    titles: tuple[str, ...]
    before_number: tuple[str, ...]
    after_number: tuple[str, ...]
    amounts: tuple[str, ...]
    date_link: str
    percent_blank: bool
    group_sign: str
    national_phone: bool
    inner_capitals: tuple[str, ...]

    def marks_for(self, tag: str) -> Marks:
        """The signs of a BCP 47 tag's region, or those of the language."""
        region = tag.rpartition("-")[2].upper() if "-" in tag else ""
        return next((marks for marks in self.marks if marks.region and marks.region == region), self.marks[0])


@dataclass(frozen=True, slots=True)
class Language:
    """``tag`` is BCP 47, ``name`` English for findings."""

    tag: str
    name: str
    right_to_left: bool
    vocabulary: Vocabulary
    printed: Printed
    typography: Typography
