"""The head of a release: label, status, dateline, kicker, headline, subheadline, lead (rules R2, R3, R5–R8).

The blocks above the first prose are looked at one by one. Each either is a part, or stays what it is: a block that
nobody recognised is printed where the author put it, never dropped and never promoted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from zoneinfo import ZoneInfo

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    Embargo,
    Emphasis,
    Figure,
    Found,
    Heading,
    Immediate,
    Inlines,
    Paragraph,
    Rule,
    Section,
    SoftBreak,
    Span,
    Strong,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.language import Language
from releasefmt.model.places import collapsed, cut, joined, part_of, stripped
from releasefmt.model.rules import finding
from releasefmt.reading.datelines import Dateline, find_dateline
from releasefmt.reading.dates import date_at_start, find_date, find_time, find_zone, weekday_in, weekday_names
from releasefmt.reading.html import paragraph_block
from releasefmt.reading.inlines import drop_prefix, flat, flattened, place_of
from releasefmt.reading.keys import canonical
from releasefmt.reading.shapes import (
    holds_only_words,
    is_navigation,
    is_prose,
    is_reachable,
    is_set_off,
    lines_of,
    text_of,
    unwrapped,
    with_hard_breaks,
    word_count,
)
from releasefmt.reading.terms import find_label, find_number, find_section, find_status, is_none, label_at_end

_MAX_SUBHEADLINE = 40
_MAX_KICKER = 12
_MAX_ORNAMENTED = 3
_HORIZON = 40  # blocks that are looked at to tell what a block above the prose is
_MAX_HEAD_LINE = 15
_MAX_PLAIN_HEADLINE = 20
_MAX_PLAIN_SUBHEADLINE = 25
_CLOCK = re.compile(r"\d\s*(?:uhr|h|am|pm|a\.m|p\.m)(?!\w)", re.IGNORECASE)
_MAX_BOLD_HEADLINE = 30
_SENTENCE_END = re.compile(r"[.!?…][»«“”\"’')\]]*\s*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_JOINING = weekday_names().keys() | frozenset(
    [
        "bis",
        "zum",
        "ab",
        "am",
        "den",
        "dem",
        "der",
        "die",
        "das",
        "um",
        "uhr",
        "vor",
        "im",
        "in",
        "für",
        "endet",
        "on",
        "at",
        "until",
        "till",
        "from",
        "the",
        "and",
        "of",
        "for",
        "hrs",
        "hours",
        "le",
        "la",
        "les",
        "à",
        "a",
        "au",
        "de",
        "du",
        "des",
        "h",
        "heures",
        "tot",
        "op",
        "om",
        "uur",
        "en",
        "van",
        "fino",
        "al",
        "alle",
        "ore",
        "di",
        "del",
        "della",
        "dalle",
        "dal",
        "hasta",
        "el",
        "las",
        "los",
        "até",
        "às",
        "ao",
        "o",
        "do",
        "da",
        "horas",
        "hs",
        "na",
        "od",
        "dnia",
        "godz",
        "godziny",
        "w",
        "v",
        "ve",
        "i",
        "hodin",
        "hod",
        "dne",
        "roku",
        "r",
        "kl",
        "klockan",
        "klokken",
        "d",
        "og",
        "och",
    ]
)


@dataclass(slots=True)
class Head:
    """What was found so far; ``rest`` are the blocks after the lead."""

    packs: Sequence[Language]
    timezone: str
    findings: list[Finding] = field(default_factory=list)
    label: Found[str] | None = None
    label_language: Language | None = None
    number: Found[str] | None = None
    status: Found[Immediate | Embargo] | None = None
    status_language: Language | None = None
    place: Found[str] | None = None
    issued: Found[dt.date] | None = None
    kicker: Found[Inlines] | None = None
    headline: Found[Inlines] | None = None
    subheadline: Found[Inlines] | None = None
    lead: Found[Blocks] | None = None
    contacts: list[Found[Section]] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    rest: tuple[Block, ...] = ()
    _titled: Inlines | None = None
    _pending: list[Block] = field(default_factory=list)

    # --- single parts ---

    def take_label(self, words: Text) -> int:
        """R2: the label that begins ``words``; returns where the rest begins, 0 where there is none."""
        match = find_label(words.text, self.packs)
        if match is None or (self.label is not None and match.end < len(words.text)):
            return 0
        start, end = _place_of_label(words.text, match.text)
        if self.label is None:
            self.label = Found(match.text, "R2", cut(words, start, end).span)
            self.label_language = match.language
        elif self.label.value.casefold() != match.text.casefold():
            self._counts_first("labels", self.label.value, match.text, cut(words, start, end).span)
        if match.number:
            ahead = match.number in words.text[:start]
            span = part_of(words, match.number, 0 if ahead else end)
            if self.number is None:
                self.number = Found(match.number, "R2", span)
            elif self.number.value != match.number:
                self._counts_first("numbers", self.number.value, match.number, span)
        return match.end

    def _counts_first(self, parts: str, first: str, second: str, span: Span | None) -> None:
        """Say which words go where a part of which there is one is given twice."""
        message = f"The draft names two {parts}, “{first}” and “{second}”; the first one counts."
        self.findings.append(finding("RF108", message, span, hint="Delete one of them."))

    def take_status(self, words: Text, rule: str = "R3") -> int:
        """R3: release or embargo words that begin ``words``; returns where the rest begins, 0 where there are none."""
        text = words.text
        match = find_status(text, self.packs)
        if match is None:
            return 0
        self.status_language = self.status_language or match.language
        said = text[match.end :].strip(" \t\u00a0*_:")
        if match.kind == "immediate":
            own = stripped(cut(words, 0, match.end), " \t\u00a0*_:–—-")
            return match.end if self._set_immediate(own.text, own.span, rule) else 0
        own = stripped(words)
        self.set_embargo(said, own, rule)
        return len(text)

    def _set_immediate(self, said: str, span: Span | None, rule: str) -> bool:
        """Release words; False where the draft has said something else before: then they stay in their line."""
        if self.status is None:
            self.status = Found(Immediate(said), rule, span)
            return True
        if isinstance(self.status.value, Immediate):
            return self.status.value.said.casefold() == said.casefold()
        if re.search(r"sofort|imm[eé]di|inmedi", said, re.IGNORECASE):
            message = f"The draft names an embargo and says “{said}”; both are printed."
            self.findings.append(finding("RF108", message, span, hint="Delete one of them."))
        return False

    def set_embargo(self, said: str, line: Text, rule: str) -> None:
        """An embargo by what its ``line`` says of the time; what cannot be read is an error, never a guess."""
        if is_none(said, self.packs):
            return
        words, span = line.text, line.span
        read = self._read_embargo(said, words)
        before = self.status
        if before is not None and isinstance(before.value, Embargo):
            if read.until is not None and before.value.until == read.until and read.note in ("", before.value.note):
                return
            message = f"The draft names a second embargo, “{words}”; the first one counts, both are printed."
            self.findings.append(finding("RF108", message, span, hint="Delete one of them."))
            self.preamble.append(Paragraph(plain_title(line), span))
            return
        if before is not None:
            message = f"The draft names an embargo and says “{before.value.said}”; both are printed."
            self.findings.append(finding("RF108", message, before.span, hint="Delete one of them."))
            self.preamble.append(Paragraph(plain_title(Text(before.value.said, before.span)), before.span))
        if read.until is None:
            message = f"The embargo “{words}” has no date and time that can be read."
            hint = "Write it as in: Sperrfrist: 24. April 2025, 10:00 Uhr."
            self.findings.append(finding("RF105", message, span, hint=hint))
        elif (named := weekday_in(said)) is not None and (day := find_date(said)) and day.value.weekday() != named:
            message = f"The embargo “{words}” names another weekday than that of {day.value.isoformat()}."
            self.findings.append(finding("RF108", message, span, hint="Check which of the two is meant."))
        self.status = Found(read, rule, span)

    def _read_embargo(self, said: str, words: str) -> Embargo:
        found = find_date(said)
        if found is None:
            return Embargo(None, has_time=False, said=words)
        rest = said[: found.start] + " " * (found.end - found.start) + said[found.end :]
        time = find_time(rest)
        if time is None and _CLOCK.search(rest):
            return Embargo(None, has_time=False, said=words)  # "25 Uhr": midnight would be a guess
        zone = find_zone(rest) if time else None
        until = dt.datetime.combine(
            found.value + dt.timedelta(days=time.days if time else 0),
            time.value if time else dt.time(0),
            zone.value if zone else ZoneInfo(self.timezone),
        )
        note = _beside(said, [(part.start, part.end) for part in (found, time, zone) if part])
        return Embargo(until, has_time=time is not None, said=words, note=note)

    def take_dateline(self, content: Inlines) -> int:
        """R7: the dateline that begins a block; returns how many printed characters it takes, 0 for none."""
        text = flat(content)
        found = find_dateline(text, self.packs)
        if found is None:
            return 0
        if self.place is not None and not found.whole and not self._says_again(found):
            return 0
        span = place_of(content, found.place_at, found.place_at + len(found.place))
        if found.place and self.place is None:
            self.place = Found(found.place, "R7", span)
        elif self.place is not None and found.place not in ("", self.place.value):
            self._counts_first("places", self.place.value, found.place, span)
        if found.issued is not None:
            span = place_of(content, found.issued_at, found.issued_end)
            self.set_issued(found.issued, span, "R7")
            named = weekday_in(text[found.issued_at : found.issued_end])
            if named is not None and named != found.issued.weekday():
                message = f"The dateline names another weekday than that of {found.issued.isoformat()}."
                self.findings.append(finding("RF108", message, span, hint="Check which of the two is meant."))
        behind = max(found.place_at + len(found.place), found.issued_end)
        self._leave_out(_beside(text[behind : found.end], []), place_of(content, behind, found.end))
        return found.end

    def _says_again(self, found: Dateline) -> bool:
        """Whether a dateline in front of the news names the place that metadata or a line above have said, with a day."""
        return self.place is not None and found.place == self.place.value and found.issued is not None

    def _leave_out(self, words: str, span: Span | None) -> None:
        """Say which words go, as the wire's name in ``BERLIN, May 2, 2026 /SampleWire/ --``."""
        if words:
            hint = "Write it into the text if the press is to read it."
            self.findings.append(finding("RF117", f"“{words}” in the dateline is not printed.", span, hint=hint))

    def set_issued(self, day: dt.date, span: Span | None, rule: str) -> None:
        """The day of issue; a second, different one is a finding and the first one counts."""
        if self.issued is None:
            self.issued = Found(day, rule, span)
        elif self.issued.value != day:
            first, second = self.issued.value.isoformat(), day.isoformat()
            message = f"The metadata says {first}, the dateline {second}; the metadata counts."
            if self.issued.rule != "R1":
                message = f"The draft names two days of issue, {first} and {second}; the first one counts."
            self.findings.append(finding("RF108", message, span, hint="Make both say the same."))

    # --- the blocks above the prose ---

    def read(self, blocks: Sequence[Block], *, titled: Inlines | None) -> None:
        """Walk the blocks from the top. ``titled`` is the metadata's title, without its label."""
        blocks = self._lines_apart(blocks)
        start = self._apparatus(blocks, titled)
        self._lead(blocks, start)

    def _lines_apart(self, blocks: Sequence[Block]) -> list[Block]:
        """A paragraph above the prose whose lines are label, embargo and dateline is taken line by line."""
        out: list[Block] = []
        above = True
        for block in blocks:
            lines = lines_of(block.content) if above and isinstance(block, Paragraph) else ()
            texts = [flat(line) for line in lines]
            if len(lines) == 2 and is_set_off(lines[0]) and is_set_off(lines[1], Emphasis):
                out += [Paragraph(line, place_of(line)) for line in lines]  # headline and subheadline
                continue
            if len(lines) > 1 and self._are_apparatus(texts):
                out += [Paragraph(line, place_of(line)) for line in self._with_what_it_says(lines)]
                continue
            above = above and (not is_prose(block) or _is_title(text_of(block), _MAX_PLAIN_SUBHEADLINE))
            out.append(block)
        return out

    def _with_what_it_says(self, lines: Sequence[Inlines]) -> list[Inlines]:
        """An embargo's line keeps the line below it that is no part of its own: ``Es gilt das gesprochene Wort``."""
        out: list[Inlines] = []
        for line in lines:
            status = find_status(flat(out[-1]), self.packs) if out else None
            if status and status.kind == "embargo" and not self._is_apparatus(flat(line)):
                out[-1] = (*out[-1], SoftBreak(), *line)
            else:
                out.append(line)
        return out

    def _are_apparatus(self, lines: Sequence[str]) -> bool:
        """Short lines of which one at least is a part of the head; ``KEY: value`` lines stay together."""
        if any(word_count(line) > _MAX_HEAD_LINE for line in lines) or all(_key_of(line) for line in lines):
            return False
        return any(self._is_apparatus(line) for line in lines)

    def _is_apparatus(self, line: str) -> bool:
        label = find_label(line, self.packs)
        dateline = find_dateline(line, self.packs)
        return bool(
            find_status(line, self.packs)
            or (label and (label.end >= len(line) or find_status(line[label.end :], self.packs)))
            or (dateline and dateline.whole)
        )

    def _apparatus(self, blocks: Sequence[Block], titled: Inlines | None) -> int:
        """Everything down to where lead or body begins; returns the index of that block."""
        self._titled = titled
        index = 0
        while index < len(blocks) and self._takes(blocks, index):
            index += 1
        self._settle_title()
        self.preamble[:0] = self._pending
        return index

    def _takes(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether the block belongs to the head; if it does, it has been put where it belongs."""
        block = blocks[index]
        if isinstance(block, Rule):
            if self._pending and word_count(text_of(self._pending[-1])) > _MAX_ORNAMENTED:
                self.preamble += self._pending  # a rule parts them from the headline: no kicker
                self._pending.clear()
            return True
        if isinstance(block, Figure):
            self.preamble.append(block)
            return True
        if not isinstance(block, Paragraph | Heading):
            return False
        if not flat(block.content).strip():
            self._keep_pictures(block.content)
            return True
        if isinstance(block, Heading) and self.headline and find_section(flat(block.content), self.packs):
            return False
        content = self._strip_apparatus(block)
        if content is None:
            return True
        if isinstance(block, Heading):
            return self._takes_heading(blocks, index, content)
        return self._takes_paragraph(blocks, index, content)

    def _takes_heading(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """R5, R6: a heading above the prose, without its label; bold round all of it is decoration."""
        block = blocks[index]
        plain = Found(unwrapped(content), "R5", block.span)
        if self._titled is not None and self._repeats(content, self._titled):
            self.headline, self._titled = plain, None
            return True
        self._settle_title()
        if self.headline is None and self._label_at_end(blocks, index, content):
            return True
        if self.headline is None and content != text_content(block) and self._stands_above(blocks, index, content):
            # "Label – something" above a headline with its subheadline: the something is the kicker.
            self.kicker = plain
        elif self.headline is None and self._outranked(blocks, index):
            self._pending.append(Paragraph(content, block.span))
        elif self.headline is None:
            self.headline = plain
            self._settle_kicker()
        elif self.subheadline is None and not self._opens_body(blocks, index):
            self.subheadline = Found(plain.value, "R6", block.span)
        else:
            return False
        return True

    def _takes_paragraph(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """R5, R6: a paragraph above the prose that is headline, subheadline, or stands above the headline."""
        block = blocks[index]
        titled = self.headline is not None or self._titled is not None
        may_be_headline = not titled and not _is_news(block) and self._is_plain_headline(blocks, index, content)
        if is_prose(block) and not may_be_headline and not self._is_subheadline(blocks, index, content):
            return self._is_remark(blocks, index)
        if self._titled is not None and self._repeats(content, self._titled):
            self.headline, self._titled = Found(unwrapped(content), "R5", block.span), None
            return True
        awaited = self._heads_ahead(blocks, index) or (
            not is_set_off(content) and (self._bold_ahead(blocks, index) or self._plain_ahead(blocks, index))
        )
        if self.headline is None and self._titled is None and awaited:
            self._pending.append(Paragraph(content, block.span))
            return True
        self._settle_title()
        if self.headline is None:
            plain = self._is_plain_headline(blocks, index, content)
            if not plain and (not is_set_off(content) or word_count(flat(content)) > _MAX_BOLD_HEADLINE):
                return False
            if plain:
                message = "This line was taken as the headline."
                self.findings.append(finding("RF115", message, block.span, hint="Put “# ” in front of the headline."))
            self.headline = Found(unwrapped(content), "R5", block.span)
            self._settle_kicker()
            return True
        if self._is_subheadline(blocks, index, content):
            self.subheadline = Found(unwrapped(content), "R6", block.span)
            return True
        return False

    def _is_remark(self, blocks: Sequence[Block], index: int) -> bool:
        """Prose between the label's heading and a rule, with the headline below it (R4 has let it pass): no lead."""
        block = blocks[index]
        rule = next(
            (place for place in range(index, min(index + 4, len(blocks))) if isinstance(blocks[place], Rule)), 0
        )
        waiting = self.headline is None and self._titled is None and self.kicker is not None
        if not rule or not waiting or not self._heads_ahead(blocks, rule):
            return False
        self.preamble.append(block)
        return True

    def _plain_ahead(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether this line stands above a plain headline and is not that headline itself."""
        if self._is_plain_headline(blocks, index, text_content(blocks[index])):
            return False
        return any(
            isinstance(block, Paragraph) and self._is_plain_headline(blocks, place, block.content)
            for place, block in enumerate(blocks[index + 1 : index + 5], index + 1)
        )

    def _is_plain_headline(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """R5, for text out of a word processor: one short line that is no sentence, with the news right after it."""
        text = flat(content)
        return (
            _is_title(text, _MAX_PLAIN_HEADLINE)
            and not is_reachable(text)
            and find_section(text, self.packs) is None
            and not self._names_a_day(text)
            and not self._is_apparatus(text)
            and _key_of(text) is None
            and any(map(_is_news, islice(self._without_apparatus(blocks[index + 1 : index + 9]), 2)))
        )

    def _without_apparatus(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks without label, status, dateline and ``KEY: value`` lines, each looked at only when it is asked for."""
        return (
            block
            for block in blocks
            if not (isinstance(block, Paragraph) and (self._is_apparatus(text_of(block)) or _key_of(text_of(block))))
        )

    def _settle_title(self) -> None:
        """The metadata's title is the headline as soon as something comes that does not repeat it."""
        if self._titled is not None:
            self.headline, self._titled = Found(self._titled, "R1", place_of(self._titled)), None

    def _strip_apparatus(self, block: Paragraph | Heading) -> Inlines | None:
        """Take label, status, dateline and header lines off a block; None when nothing is left of it."""
        content = block.content
        if isinstance(block, Paragraph) and self._header_lines(block):
            return None
        if self.label is not None and self.number is None and (number := find_number(flat(content), self.packs)):
            self.number = Found(number, "R2", part_of(flattened(content), number))
            return None
        for _ in range(2):  # "Pressemitteilung – Sperrfrist: …" has two parts in a row
            words = flattened(content)
            end = self.take_status(words) or self.take_label(words)
            if end == 0:
                break
            content = drop_prefix(content, end)
            if not flat(content).strip(" .:–—-|"):
                self._keep_pictures(content)
                return None
        if self.dateline_line(content) is None:
            return None
        if isinstance(block, Paragraph):
            content = self._date_before_contact(content)
            if self._contact(Paragraph(content, block.span)):
                return None
        return content

    def dateline_line(self, content: Inlines) -> Inlines | None:
        """A dateline that fills its paragraph, with a label or status at its end at most (R2, R7)."""
        words = flattened(content)
        found = find_dateline(words.text, self.packs)
        if found is None:
            return content
        rest = stripped(cut(words, found.end, len(words.text)))
        label = find_label(rest.text, self.packs)
        if label is not None and label.end == len(rest.text):
            self.take_label(rest)
        elif find_status(rest.text, self.packs) and word_count(rest.text) < 12:
            self.take_status(rest)
        elif rest.text:
            return content
        self.take_dateline(content)
        self._keep_pictures(content)
        return None

    def _date_before_contact(self, content: Inlines) -> Inlines:
        """``June 5, 2026 Contact: Jo Sample, jo@…``: the date is taken, the contact stays."""
        text = flat(content)
        day = date_at_start(text) if self.lead is None else None
        if day is None:
            return content
        rest = text[day.end :].lstrip(" \t\u00a0|,·–—-")
        section = find_section(rest, self.packs)
        if section is None or section[0] != "contact" or not is_reachable(rest):
            return content
        self.set_issued(day.value, place_of(content, day.start, day.end), "R7")
        return drop_prefix(content, len(text) - len(rest))

    def _keep_pictures(self, content: Inlines) -> None:
        """Pictures and footnote signs of a block whose words went elsewhere stay above the text."""
        for node in content:
            if not holds_only_words((node,)):
                self.preamble.append(paragraph_block((node,), node.span))

    def _header_lines(self, block: Paragraph) -> bool:
        """``EMBARGO: …``, ``DATE: …``, ``CONTACT: …`` lines in one paragraph, all of them known to metadata."""
        lines = lines_of(block.content)
        fields = [_key_of(flat(line)) for line in lines]
        if not all(fields) or (len(lines) < 2 and not self._stands_for_itself(fields[0])):
            return False
        for line, match in zip(lines, fields, strict=True):
            assert match is not None
            key, value = canonical(match[1]), match[2]
            span = place_of(line, match.start(2), match.end(2))
            if key == "embargo":
                self.set_embargo(value, stripped(flattened(line)), "R3")
            elif key == "date" and (day := find_date(value)):
                self.set_issued(day.value, span, "R7")
                self._leave_out(_beside(value, [(day.start, day.end)]), span)
            elif key == "place" and self.place is None:
                self.place = Found(value.strip(), "R7", span)
            elif key == "contact" and value.strip():
                own = (Paragraph(drop_prefix(line, match.start(2)), span),)
                self.contacts.append(Found(Section((cut(flattened(line), *match.span(1)),), own), "R12", span))
            else:
                self.preamble.append(Paragraph(line, span))
        return True

    def _stands_for_itself(self, line: re.Match[str] | None) -> bool:
        """Whether a single ``Date: …`` line is no line of an invitation: nothing but a date stands in it."""
        found = find_dateline(line[2], self.packs) if line and canonical(line[1]) == "date" else None
        return found is not None and found.whole

    def _contact(self, block: Paragraph) -> bool:
        """A contact above the headline: by its word, or by an address right after one (R12)."""
        text = flat(block.content)
        section = find_section(text, self.packs)
        by_word = section is not None and section[0] == "contact" and is_reachable(text)
        goes_on = bool(self.contacts) and self.headline is None and is_reachable(text) and word_count(text) < 15
        if self.lead is not None or not (by_word or goes_on) or word_count(text) > 30:
            return False
        content = unwrapped(block.content)
        heading: Inlines = ()
        if by_word and section is not None:
            heading = (stripped(cut(flattened(content), 0, section[1])),)
            colon = re.match(r"\s*[:：–-]?\s*", flat(content)[section[1] :])
            # A picture behind the word keeps the line end between itself and what follows.
            lead_in = colon.end() if colon and holds_only_words(content) else 0
            content = drop_prefix(content, section[1] + lead_in)
        blocks = with_hard_breaks((Paragraph(content, block.span),))
        if self.contacts and goes_on and not by_word:
            last = self.contacts[-1]
            self.contacts[-1] = Found(Section(last.value.heading, last.value.blocks + blocks), last.rule, last.span)
        else:
            self.contacts.append(Found(Section(heading, blocks), "R12", block.span))
        return True

    # --- who is who ---

    def _repeats(self, content: Inlines, titled: Inlines) -> bool:
        """R5: whether a heading says what the metadata's title says (which may say more before it)."""
        here, there = (re.sub(r"\W+", " ", flat(part)).strip().casefold() for part in (content, titled))
        return bool(here) and (here == there or there.endswith(" " + here))

    def _heads_ahead(self, blocks: Sequence[Block], index: int) -> int:
        """How many headings come before the first prose: a short block here stands above the headline."""
        count = 0
        for block in blocks[index + 1 : index + _HORIZON]:
            if isinstance(block, Heading) and find_section(flat(block.content), self.packs) is None:
                count += 1
            elif is_prose(block) or not isinstance(block, Paragraph | Rule | Figure):
                break
        return count

    def _label_at_end(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """R2: ``Sample Labs – Press release`` above the headline that is still to come: a label and a kicker."""
        words = flattened(content)
        at = label_at_end(words.text, self.packs)
        if self.label is not None or not at:
            return False
        if not self._stands_above(blocks, index, content) and not self._bold_ahead(blocks, index):
            return False
        end = at + self.take_label(cut(words, at, len(words.text)))
        sender, remark = stripped(cut(words, 0, at), " –—-|:/"), stripped(cut(words, end, len(words.text)))
        kicker = joined((sender, Text(" "), remark)) if remark.text else sender
        self.kicker = Found(plain_title(kicker), "R5", place_of(content))
        return True

    def _outranked(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a heading of a higher level comes before the first prose: that one is the headline."""
        own = blocks[index]
        for block in blocks[index + 1 : index + _HORIZON]:
            if isinstance(block, Heading) and isinstance(own, Heading):
                text = flat(block.content)
                if block.level < own.level and not find_section(text, self.packs) and not self._is_apparatus(text):
                    return True
            elif is_prose(block) or not isinstance(block, Paragraph | Rule | Figure):
                return False
        return False

    def _stands_above(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """Whether what is left of a label's heading only says more of the label, as the headline is still to come.

        Then two more headings follow it, or one behind a status or behind a rule, with a subheadline or a dateline.
        """
        heads = self._heads_ahead(blocks, index)
        if heads > 1 or (heads and flat(content).startswith("(")):
            return True
        own = blocks[index]
        ahead = blocks[index + 1 : index + 10]
        rule = next((place for place, block in enumerate(ahead) if isinstance(block, Rule)), -1)
        parted = rule > 0
        for place, block in enumerate(ahead[rule + 1 :], rule + 1):
            if isinstance(block, Paragraph | Heading) and self._is_apparatus(flat(block.content)):
                parted = True
            elif isinstance(block, Heading):
                following = ahead[place + 1] if place + 1 < len(ahead) else None
                equal = isinstance(own, Heading) and block.level <= own.level
                return parted and (equal or (following is not None and self._goes_with_headline(following)))
            elif is_prose(block) and not find_section(text_of(block), self.packs):
                return False
        return False

    def _goes_with_headline(self, block: Block) -> bool:
        """A subheadline or a dateline, which only a headline has right below it."""
        set_off = isinstance(block, Paragraph) and is_set_off(block.content, Strong, Emphasis)
        return isinstance(block, Heading) or set_off or self._begins_with_place(block)

    def _bold_ahead(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a short all-bold paragraph, which can be the headline, comes before the first prose."""
        for block in blocks[index + 1 : index + _HORIZON]:
            if isinstance(block, Paragraph) and is_set_off(block.content):
                return word_count(flat(block.content)) <= _MAX_BOLD_HEADLINE
            if is_prose(block) or not isinstance(block, Paragraph | Rule | Figure):
                return False
        return False

    def _opens_body(self, blocks: Sequence[Block], index: int) -> bool:
        """A heading on the headline's own level with prose after it is a crosshead, not a subheadline."""
        block = blocks[index]
        made = self.headline.span if self.headline else None
        headings = [other for other in blocks[:index] if isinstance(other, Heading)]
        headline = next((other for other in headings if other.span == made), headings[0] if headings else None)
        return (
            isinstance(block, Heading)
            and isinstance(headline, Heading)
            and block.level <= headline.level
            and self.lead is None
        )

    def _settle_kicker(self) -> None:
        """R5: the short line right above the headline is the kicker; lines with a year or address stay as they are."""
        pending = self._pending
        last = pending[-1] if pending else None
        words = text_of(last) if last else ""
        short = word_count(words) <= _MAX_KICKER and not is_reachable(words) and not _YEAR.search(words)
        if isinstance(last, Paragraph) and not is_navigation(last.content) and short and self.kicker is None:
            pending.pop()
            self.kicker = Found(unwrapped(last.content), "R5", last.span)
        self.preamble[:0] = pending
        pending.clear()

    def _is_subheadline(self, blocks: Sequence[Block], index: int, content: Inlines) -> bool:
        """R6: all bold or italic and one sentence, or plain before an all-bold lead or a dateline; 40 words at most."""
        if (self.headline is None and self._titled is None) or self.subheadline is not None:
            return False
        text = flat(content)
        if word_count(text) > _MAX_SUBHEADLINE or find_dateline(text, self.packs) or find_section(text, self.packs):
            return False
        if is_set_off(content) and self._is_bold_lead(blocks, index):
            return False
        if is_set_off(content, Strong, Emphasis):
            return len(re.findall(r"[.!?](?=\s+\w)", text)) < 2 and any(
                isinstance(block, Paragraph | Heading) for block in blocks[index + 1 : index + _HORIZON]
            )
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is not None and self._begins_with_place(following):
            return True
        news = any(map(is_prose, islice(self._without_apparatus(blocks[index + 1 : index + 9]), 1)))
        if news and _is_title(text, _MAX_PLAIN_SUBHEADLINE) and _key_of(text) is None:
            return not is_reachable(text)
        following = next(
            (block for block in blocks[index + 1 : index + _HORIZON] if not self._is_passed_over(block)), None
        )
        return isinstance(following, Paragraph) and is_set_off(following.content) and is_prose(following)

    def _is_bold_lead(self, blocks: Sequence[Block], index: int) -> bool:
        """R8: prose all in bold that ends as a sentence does is the lead, unless the lead comes right after it.

        That one begins with its place, or is in bold as well.
        """
        block = blocks[index]
        if not is_prose(block) or not _SENTENCE_END.search(text_of(block)):
            return False
        following = next(
            (other for other in blocks[index + 1 : index + _HORIZON] if not self._is_passed_over(other)), None
        )
        if not isinstance(following, Paragraph):
            return True
        also_bold = is_set_off(following.content) and is_prose(following)
        return not also_bold and not self._begins_with_place(following)

    def _names_a_day(self, text: str) -> bool:
        """Whether a dateline with its date begins a text; a place alone may as well begin a headline."""
        found = find_dateline(text, self.packs)
        return found is not None and found.issued is not None

    def _begins_with_place(self, block: Block) -> bool:
        """A dateline comes right before the news, so what stands between it and the headline belongs to the headline."""
        found = find_dateline(text_of(block), self.packs) if isinstance(block, Paragraph) else None
        return found is not None and bool(found.place)

    def _goes_on_behind_place(self, block: Block) -> bool:
        """What follows a dateline in its paragraph is the lead, however short."""
        found = find_dateline(text_of(block), self.packs) if isinstance(block, Paragraph) else None
        if found is None or not found.place:
            return False
        return word_count(text_of(block)[found.end :]) > (2 if found.issued else 7)

    def _is_passed_over(self, block: Block) -> bool:
        """A rule, or a dateline on its own line, between subheadline and lead."""
        return isinstance(block, Rule) or (isinstance(block, Paragraph) and self._is_bare_dateline(block))

    def _is_bare_dateline(self, block: Paragraph) -> bool:
        found = find_dateline(flat(block.content), self.packs)
        return found is not None and found.whole

    # --- the lead ---

    def _waits_for_dateline(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a summary stands above the news, which begins with its dateline one or two paragraphs further down."""
        if self.place is not None or find_dateline(text_of(blocks[index]), self.packs):
            return False
        for block in blocks[index + 1 : index + 3]:
            if not isinstance(block, Paragraph):
                return False
            found = find_dateline(text_of(block), self.packs)
            if found is not None and found.place and not found.whole:
                return found.issued is not None or "," in found.place
        return False

    def _lead(self, blocks: Sequence[Block], start: int) -> None:
        """R8: the first paragraph of at least 12 words; shorter ones before it stay before it."""
        before: list[Block] = []
        for index in range(start, len(blocks)):
            block = blocks[index]
            news = is_prose(block) or self._goes_on_behind_place(block)
            if news and self._waits_for_dateline(blocks, index):
                before.append(block)
                continue
            if news and isinstance(block, Paragraph) and not find_section(text_of(block), self.packs):
                content = block.content
                taken = self.take_dateline(content)
                content = drop_prefix(content, taken) if taken else content
                self.lead = Found((Paragraph(_lead_style(content), block.span),), "R8", place_of(content))
                self.preamble += before
                self.rest = tuple(blocks[index + 1 :])
                return
            if not isinstance(block, Paragraph | Figure | Rule | BulletList):
                break
            if isinstance(block, Paragraph) and self.dateline_line(block.content) is None:
                continue
            if not isinstance(block, Rule):
                before.append(block)
        self.rest = tuple(blocks[start:])


def _is_title(text: str, words: int) -> bool:
    """One line without the stop of a sentence, the colon of a lead-in or the comma of a salutation."""
    bare = text.strip()
    return "\n" not in bare and not bare.endswith((".", ":", ";", ",", "…")) and 2 <= word_count(bare) <= words


def _place_of_label(text: str, label: str) -> tuple[int, int]:
    """Where a label that was found in a text begins and ends there, whose letters may have blanks between them."""
    if (at := text.find(label)) >= 0:
        return at, at + len(label)
    found = re.search(r"[ \u00a0]*".join(re.escape(sign) for sign in label if sign not in " \u00a0"), text)
    return found.span() if found else (0, len(text))


def _is_news(block: Block) -> bool:
    """Prose that is no long line without a stop, which a headline may be."""
    return is_prose(block) and not _is_title(text_of(block), _MAX_PLAIN_HEADLINE)


def _key_of(line: str) -> re.Match[str] | None:
    """``KEY: value`` with a key that metadata knows."""
    match = re.match(r"\s*([^\W\d_][\w ]{1,20}?)\s*:\s*(.*)$", line, re.DOTALL)
    return match if match and canonical(match[1]) not in (None, "kind") else None


def _beside(said: str, read: list[tuple[int, int]]) -> str:
    """What an embargo says besides its date, time and zone, such as ``(Beginn der Rede)``; joining words say nothing."""
    parts: list[str] = []
    edges = [0, *(edge for pair in sorted(read) for edge in pair), len(said)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = said[start:end].strip(" \t\n\u00a0*_:;,.|–—-")
        if any(word.casefold() not in _JOINING for word in re.findall(r"\w+", part)):
            parts.append(part)
    return "; ".join(parts)


def text_content(block: Block) -> Inlines:
    """The inlines of a paragraph or heading, none of any other block."""
    return block.content if isinstance(block, Paragraph | Heading) else ()


def _lead_style(content: Inlines) -> Inlines:
    """Whole-paragraph bold is the lead's style, not emphasis."""
    return unwrapped(content) if is_set_off(content) else content


def plain_title(words: Text) -> Inlines:
    """A metadata title as inlines; stars and other marks in it are literal."""
    return (stripped(collapsed(words)),)
