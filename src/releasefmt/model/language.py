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
    """Fixed words of the printed page; ``page_of`` has {page} and {pages}.

    ``date``, ``embargo_date`` and ``embargo_time`` are CLDR's own forms by name (``long``, ``full``, ``short``) or patterns of
    CLDR; ``moment`` joins {day} and {time} of an embargo. With ``embargo_zone`` an embargo always names its time zone, else only a zone that is not the organisation's.
    """

    label: str
    immediate: str
    embargo: str
    contact: str
    page_of: str
    date: str
    embargo_date: str
    embargo_time: str
    moment: str
    embargo_zone: bool
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
class Typography:
    """How a language sets what every keyboard lacks; terms keep their case, blanks in them are ordinary ones.

    ``quotes`` and ``inner_quotes`` are an opening and a closing mark; the spaces stand inside the outer marks, before
    ``; ! ?`` and before the colon. ``hyphenation`` names the patterns, an empty one none; without ``sharp_s`` ss is written.
    With ``straight_marks`` those of the keyboard stay, as in Japanese, where no blank tells which of them opens.
    ``false_closers`` close by mistake what the outer mark has opened, ``false_openers`` open what they ought to close.
    ``dash`` replaces a hyphen between blanks, the next two replace two and three hyphens; an empty one replaces none;
    a ``tight_dash`` of three hyphens loses the blanks beside it.
    With ``spaced_abbreviations`` an abbreviation without its blanks is worth a word to the author.
    Before ``after_number`` and behind ``before_number``, ``titles`` and ``short_words`` no line ends; ``amounts`` announce
    a quantity.
    ``group_sign`` parts thousands, an empty one is CLDR's of the tag.
    ``inner_capitals`` are gender endings that begin with a capital inside a word.
    """

    straight_marks: bool
    false_closers: tuple[str, ...]
    false_openers: tuple[str, ...]
    dash: str
    double_hyphen: str
    triple_hyphen: str
    tight_dash: bool
    abbreviations: tuple[str, ...]
    spaced_abbreviations: bool
    titles: tuple[str, ...]
    short_words: tuple[str, ...]
    before_number: tuple[str, ...]
    after_number: tuple[str, ...]
    amounts: tuple[str, ...]
    date_link: str
    percent_blank: bool
    group_sign: str
    national_phone: bool
    inner_capitals: tuple[str, ...]
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    quote_space: str
    sign_space: str
    colon_space: str
    hyphenation: str
    sharp_s: bool


@dataclass(frozen=True, slots=True)
class Region:
    """What tells, in a draft of the base language, that it was written in this region; all in lower case.

    A ``certain`` word tells it by itself, and so does, with ``month_first``, dates like “April 24, 2025”; a label or a
    release line of ``labels`` does together with any of ``words``. Whatever is in ``against`` refuses it. A term that
    begins with a hyphen is the end of a word, a single letter stands anywhere.
    """

    certain: tuple[str, ...]
    month_first: bool
    labels: tuple[str, ...]
    words: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, or one region of it; equal is only the same one, since what follows from a pack is kept by the pack.

    ``tag`` is BCP 47, ``name`` English for findings. A region's pack names its ``base`` and says by ``region`` what tells it;
    its vocabulary is the base's, so that a word means the same wherever it is read.
    """

    tag: str
    name: str
    right_to_left: bool
    vocabulary: Vocabulary
    printed: Printed
    typography: Typography
    base: str = ""
    region: Region | None = None
