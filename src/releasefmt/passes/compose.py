"""Release × letterhead × style × language to a sheet: what stands where, every fixed word, every date.

A renderer only translates; whatever both of them would have to decide is decided here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from releasefmt.model.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Embargo,
    Figure,
    Footnote,
    Found,
    Heading,
    Immediate,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Release,
    Rule,
    Section,
    Strong,
    Table,
    Text,
)
from releasefmt.model.findings import Finding, Outcome
from releasefmt.model.language import Language, Printed
from releasefmt.model.letterhead import Letterhead
from releasefmt.model.rules import finding
from releasefmt.model.sheet import (
    Backgrounds,
    FirstPageHead,
    FooterSlot,
    Picture,
    Placed,
    Properties,
    RunningHead,
    Sheet,
    Words,
)
from releasefmt.model.style import Role, Style, TextStyle
from releasefmt.model.text import plain_text
from releasefmt.passes.columns import with_columns
from releasefmt.passes.house import reach
from releasefmt.passes.images import without_missing, words_for_missing
from releasefmt.passes.locales import fallbacks, locale_of
from releasefmt.passes.lonely import without_lonely_end, without_lonely_end_in
from releasefmt.passes.scripts import fitted

_WHOLE = frozenset({Role.CONTACT, Role.BOILERPLATE})  # sections that are not torn by the end of a page
_WHOLE_LETTERS = 1500  # a third of a page; a longer one is rather torn than that its page stays empty
_MM_PER_PT = 25.4 / 72
_MEAN_WIDTH = 0.5  # em of a letter
_PAPER_EDGE = 4.0  # mm below the footer that no office printer prints on
_BLANK = Backgrounds()
# Where nothing in the release says when it was written; a file must not carry the clock of the machine that made it.
UNDATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


def compose(
    release: Release,
    letterhead: Letterhead,
    style: Style,
    pack: Language,
    *,
    pictures: Mapping[str, Picture],
    logo: Picture | None,
    backgrounds: Backgrounds = _BLANK,
    source_name: str,
    source: bytes,
) -> Outcome[Sheet]:
    """The sheet of a release. ``pictures`` holds those that can be printed; the others give way to their words."""
    printed = pack.printed
    address = tuple(_address(letterhead, printed))
    composer = _Composer(release, letterhead, pack, pictures, style)
    label = composer.label()
    dateline = composer.dateline()
    title = plain_text(release.headline.value) if release.headline else label or source_name
    organisation = letterhead.organisation
    named = logo is not None or backgrounds.first is not None  # a designer's paper bears the name already
    moment = composer.status()
    right = " · ".join(filter(None, (label, composer.date(), moment if _is_embargo(release) else "")))
    sheet = Sheet(
        title=title,
        language=release.language.value,
        right_to_left=pack.right_to_left,
        style=style,
        first_head=FirstPageHead(
            organisation="" if logo is None else organisation.name,
            address=() if style.geometry.has_column else address,
            logo=logo,
            wordmark="" if named else without_lonely_end(organisation.name),
            addressee=letterhead.page.addressee,
        ),
        running_head=RunningHead(organisation.short or organisation.name, right),
        footer=FooterSlot(tuple(_footer(letterhead, printed)), printed.page_of),
        flow=tuple(composer.flow(label, dateline, moment)),
        notes=tuple(composer.footnotes()),
        properties=Properties(
            title=title,
            author=organisation.name or ", ".join(release.authors),
            subject=release.description or ", ".join(filter(None, (label, dateline))),
            keywords=release.keywords,
            modified=composer.modified(),
            source_name=source_name,
            source=source,
        ),
        words=Words(
            footnote=printed.footnote,
            back_to_text=printed.back_to_text,
            email_to=printed.email_to,
            phone=printed.phone,
            website=printed.website,
            done=printed.done,
            open=printed.open,
        ),
        pictures=dict(pictures),
        purpose=letterhead.purpose,
        crop_marks=letterhead.print.crop_marks,
        backgrounds=backgrounds,
    )
    return Outcome(with_columns(fitted(sheet)), (*composer.findings(), *_room_on_letterhead(sheet)))


def choose_pack(tag: str, packs: Sequence[Language], default: str) -> Outcome[Language]:
    """The pack of a release in ``tag``, its region's or else its language's; without one, the letterhead's, with a finding."""
    pack = find_pack(tag, packs)
    if pack is not None:
        return Outcome(pack)
    fallback = (find_pack(default, packs) if default else None) or packs[0]
    message = f"There are no fixed words for the language “{tag}”; date and page number are printed in {fallback.name}."
    return Outcome(fallback, (finding("RF112", message),))


def find_pack(tag: str, packs: Sequence[Language]) -> Language | None:
    """The pack of the nearest tag, as that of ``es-419`` for ``es-MX``; of the language where no region has one."""
    known = {pack.tag.lower(): pack for pack in packs}
    near = next((known[each.lower()] for each in fallbacks(tag) if each.lower() in known), None)
    language = tag.partition("-")[0].lower()
    return near or next((pack for pack in packs if not pack.base and pack.tag.partition("-")[0] == language), None)


def _is_embargo(release: Release) -> bool:
    return release.status is not None and isinstance(release.status.value, Embargo)


class _Composer:
    def __init__(
        self,
        release: Release,
        letterhead: Letterhead,
        pack: Language,
        pictures: Mapping[str, Picture],
        style: Style,
    ) -> None:
        self._release = release
        self._letterhead = letterhead
        self._printed = pack.printed
        self._pictures = pictures
        self._style = style
        self._zone = ZoneInfo(letterhead.timezone)
        self._locale = _locale(release.language.value, pack)

    # --- fixed words and dates ---

    def label(self) -> str:
        """``Pressemitteilung Nr. 12/2025``, in the author's own word."""
        release = self._release
        label = release.label.value if release.label else ""
        if release.number is None:
            return label
        word = label or self._printed.label
        template = self._printed.number.replace(" {number}", "\N{NO-BREAK SPACE}{number}")
        return template.format(label=word, number=release.number.value)

    def date(self) -> str:
        """The day of issue in the release's language."""
        issued = self._release.issued
        return format_date(issued.value, self._printed.date, self._locale) if issued else ""

    def dateline(self) -> str:
        """Place and date, or whichever there is."""
        place = self._release.place.value if self._release.place else ""
        date = self.date()
        return self._printed.dateline.format(place=place, date=date) if place and date else place or date

    def status(self) -> str:
        """The line that says when the release may be published."""
        if self._release.status is None:
            return ""
        match self._release.status.value:
            case Immediate(said=said):
                return said
            case Embargo(until=None, said=said):
                return said
            case Embargo(until=until, has_time=has_time, note=note):
                assert until is not None
                beside = f" {note}" if note.startswith("(") else f" – {note}" if note else ""
                day = format_date(until.date(), self._printed.embargo_date, self._locale)
                if not has_time:
                    return self._printed.embargo.format(moment=day) + beside
                clock = format_time(until.timetz(), self._printed.embargo_time, locale=self._locale)
                abroad = until.utcoffset() != until.replace(tzinfo=self._zone).utcoffset()
                zone = ""
                if self._printed.embargo_zone:
                    zone = f" {until.tzname()}"
                elif abroad:
                    zone = f" ({until.tzname()})"
                moment = self._printed.moment.format(day=day, time=f"{clock}{zone}")
                return self._printed.embargo.format(moment=moment) + beside

    def modified(self) -> dt.datetime:
        """Midnight of the day of issue where the organisation is."""
        issued = self._release.issued
        # The first and the last year that Python knows have no neighbour in another time zone.
        dated = issued is not None and dt.MINYEAR < issued.value.year < dt.MAXYEAR
        return dt.datetime.combine(issued.value, dt.time(0), self._zone) if issued and dated else UNDATED

    # --- the flow ---

    def flow(self, label: str, dateline: str, status: str) -> Iterator[Placed]:
        """Every part in its order: head, lead, body, end mark, boilerplate, contact, material, notes to editors."""
        release = self._release
        aside = self._style.geometry.has_column
        shown = Placed(Role.EMBARGO if _is_embargo(release) else Role.STATUS, _line(status))
        if status and not aside:
            yield shown
        if label:
            yield Placed(Role.LABEL, _line(label), aside=aside)
        if dateline:
            yield Placed(Role.DATELINE, _line(dateline), aside=aside)
        if aside and (address := tuple(_address(self._letterhead, self._printed))):
            lines = tuple(inline for line in address for inline in (LineBreak(), *map(self._narrow, line)))[1:]
            yield Placed(Role.ADDRESS, Paragraph(lines), aside=True)
        if status and aside:  # the column stands beside it, at the page's own height
            yield shown
        if release.kicker:
            yield Placed(Role.KICKER, Paragraph(self._words(release.kicker.value), release.kicker.span))
        if release.headline:
            words = without_lonely_end_in(self._words(release.headline.value))
            yield Placed(Role.HEADLINE, Heading(1, words, release.headline.span))
        if release.subheadline:
            yield Placed(Role.SUBHEADLINE, Paragraph(self._words(release.subheadline.value), release.subheadline.span))
        yield from self._blocks(Role.BODY, release.preamble)
        if release.lead:
            yield from self._blocks(Role.LEAD, release.lead.value)
        yield from self._blocks(Role.BODY, release.body)
        if release.end_mark:
            yield Placed(Role.END_MARK, _line(release.end_mark.value))
        yield from self._tail(Role.BOILERPLATE, release.boilerplate)
        yield from self._tail(Role.CONTACT, release.contacts)
        yield from self._tail(Role.MATERIAL, release.material)
        yield from self._tail(Role.NOTES, release.notes_to_editors)

    def _narrow(self, inline: Inline) -> Inline:
        """An e-mail address that is too long for the marginal column is broken behind its @ where that is enough."""
        text = self._style.text(Role.ADDRESS)
        room = self._style.geometry.column_width / (text.size * _MEAN_WIDTH * _MM_PER_PT)
        match inline:
            case Link(children=(Text(said),)) if len(said) > room and 0 < len(said.partition("@")[2]) <= room:
                name, _, host = said.partition("@")
                return replace(inline, children=(Text(f"{name}@"), LineBreak(), Text(host)))
        return inline

    def footnotes(self) -> Iterator[Footnote]:
        for note in self._release.notes:
            yield Footnote(note.number, without_missing(_heads_as_text(note.blocks), self._pictures), note.span)

    def findings(self) -> tuple[Finding, ...]:
        if self._release.contacts:
            return ()
        message = "Neither the draft nor the letterhead names a press contact."
        hint = "Add a part “Kontakt” to the draft, or [contact] to releasefmt.toml."
        return (finding("RF107", message, hint=hint),)

    def _words(self, content: Inlines) -> Inlines:
        return words_for_missing(content, self._pictures)

    def _blocks(self, role: Role, blocks: Blocks) -> Iterator[Placed]:
        """Body blocks; headings get levels without gaps below the headline."""
        levels: list[int] = []
        for block in without_missing(blocks, self._pictures):
            if isinstance(block, Heading):
                while levels and levels[-1] >= block.level:
                    levels.pop()
                levels.append(block.level)
                level = min(len(levels) + 1, 6)
                yield Placed(Role.CROSSHEAD if level == 2 else Role.SUBHEAD, Heading(level, block.content, block.span))
            else:
                yield Placed(role, _without_inner_heads(block))

    def _tail(self, role: Role, sections: Sequence[Found[Section]]) -> Iterator[Placed]:
        for entry in sections:
            opens = True
            if entry.value.heading:
                yield Placed(Role.SECTION_HEAD, Heading(2, self._words(entry.value.heading), entry.span), opens=True)
                opens = False
            blocks = without_missing(entry.value.blocks, self._pictures)
            whole = role in _WHOLE and len(plain_text(blocks)) <= _WHOLE_LETTERS
            for number, block in enumerate(blocks, 1):
                if isinstance(block, Heading):
                    yield Placed(Role.SECTION_HEAD, Heading(3, block.content, block.span), opens)
                else:
                    joined = whole and number < len(blocks) and isinstance(block, Paragraph)
                    yield Placed(role, _without_inner_heads(block), opens, joined)
                opens = False


def _line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _locale(tag: str, pack: Language) -> Locale:
    """CLDR data of the release's language if it is the pack's, so that words and dates are of one language."""
    same = tag.partition("-")[0].lower() == pack.tag.partition("-")[0]
    return locale_of(tag if same else pack.tag, pack)


def _without_inner_heads(block: Block) -> Block:
    """A block whose headings inside quotes and lists are bold lines: only the flow makes the document's outline.

    A quote's attribution gets its dash.
    """
    match block:
        case Quote():
            attribution = (Text("– "), *block.attribution) if block.attribution else ()
            return Quote(_heads_as_text(block.blocks), attribution, block.span)
        case BulletList():
            return BulletList(tuple(map(_item, block.items)), block.tight, block.span)
        case OrderedList():
            return OrderedList(tuple(map(_item, block.items)), block.start, block.tight, block.span)
        case DefinitionList():
            items = tuple(
                Definition(item.term, tuple(map(_heads_as_text, item.descriptions)), item.span) for item in block.items
            )
            return DefinitionList(items, block.span)
        case Paragraph() | Heading() | Table() | Figure() | CodeBlock() | Rule():
            return block


def _item(item: ListItem) -> ListItem:
    return ListItem(_heads_as_text(item.blocks), item.checked, item.span)


def _heads_as_text(blocks: Blocks) -> Blocks:
    return tuple(
        Paragraph((Strong(block.content, block.span),), block.span)
        if isinstance(block, Heading)
        else _without_inner_heads(block)
        for block in blocks
    )


# --- letterhead slots ------------------------------------------------------------------------------------------


def _address(letterhead: Letterhead, printed: Printed) -> Iterator[Inlines]:
    organisation = letterhead.organisation
    for line in organisation.address:
        yield (Text(line),)
    yield from reach(organisation.phone, organisation.email, organisation.web, printed)


def _room_on_letterhead(sheet: Sheet) -> Iterator[Finding]:
    """What the letterhead has no room for: address lines above its rule, footer lines above the paper's edge."""
    geometry, style = sheet.style.geometry, sheet.style
    wordmark = style.text(Role.WORDMARK)
    width = (geometry.name_end - geometry.wordmark_x) / (wordmark.size * _MEAN_WIDTH * _MM_PER_PT)
    lines = math.ceil(len(sheet.first_head.wordmark) / width)
    room = _lines_in(geometry.letterhead_rule_y - geometry.wordmark_y, wordmark)
    if lines > room:
        message = f"The organisation's name takes about {lines} lines where a logo would stand; {room} have room."
        yield finding(
            "RF417", message, hint="Name a logo under [organisation] in releasefmt.toml, or shorten the name."
        )
    lines = len(sheet.first_head.address)
    end = geometry.first_top if geometry.address_below_rule else geometry.letterhead_rule_y
    room = _lines_in(end - geometry.address_y, style.text(Role.ADDRESS)) if lines else 0
    if lines > room:
        message = f"The address has {lines} lines, telephone, e-mail and web address included; {room} have room."
        yield finding("RF410", message, hint="Move some of them to [footer] lines in releasefmt.toml.")
    lines = len(sheet.footer.lines)
    room = _lines_in(geometry.height - geometry.footer_y - _PAPER_EDGE, style.text(Role.FOOTER))
    if lines > room:
        message = f"The footer has {lines} lines, the responsible person included; {room} have room."
        yield finding("RF411", message, hint="Join lines under [footer] in releasefmt.toml, with “ · ” between them.")


def _lines_in(millimetres: float, text: TextStyle) -> int:
    return int(millimetres / (text.leading * _MM_PER_PT))


def _footer(letterhead: Letterhead, printed: Printed) -> Iterator[str]:
    yield from letterhead.footer.lines
    if letterhead.footer.responsible:
        yield printed.responsible.format(name=letterhead.footer.responsible)
