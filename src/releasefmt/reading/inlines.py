"""Inline content built piece by piece, from Markdown tokens and from HTML tags alike: one stack, one set of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import urlsplit

from releasefmt.model.content import (
    Code,
    Emphasis,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    SoftBreak,
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from releasefmt.model.findings import Finding
from releasefmt.model.places import cut, joined, stretches, together, where, words_of
from releasefmt.model.rules import finding
from releasefmt.model.walk import leaves
from releasefmt.reading.language_tags import language_tag, runs_right_to_left
from releasefmt.reading.masks import MASKED, strip_masks
from releasefmt.reading.source import LINE_SEPARATOR

Attributes = dict[str, str]

_WRAPPERS: dict[str, type[Strong | Emphasis | Strikethrough | Superscript | Subscript]] = {
    "strong": Strong,
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "s": Strikethrough,
    "del": Strikethrough,
    "strike": Strikethrough,
    "sup": Superscript,
    "sub": Subscript,
}
# HTML Living Standard, index of elements, and the obsolete ones of its section 16.2.
_TRANSPARENT = frozenset(
    [
        *(
            "abbr",
            "acronym",
            "address",
            "bdi",
            "bdo",
            "big",
            "blink",
            "center",
            "cite",
            "data",
            "dfn",
            "div",
            "font",
            "ins",
        ),
        *(
            "label",
            "legend",
            "listing",
            "mark",
            "marquee",
            "nobr",
            "output",
            "p",
            "picture",
            "plaintext",
            "rb",
            "rtc",
            "ruby",
        ),
        *("search", "slot", "small", "span", "time", "u", "var", "wbr", "xmp"),
    ]
)
_CODE = frozenset(["code", "kbd", "samp", "tt"])
_UNPRINTABLE = frozenset(
    [
        *(
            "applet",
            "audio",
            "button",
            "canvas",
            "datalist",
            "dialog",
            "frameset",
            "head",
            "iframe",
            "map",
            "math",
            "meter",
        ),
        *(
            "nav",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "optgroup",
            "option",
            "progress",
            "script",
            "select",
            "style",
        ),
        *("svg", "template", "textarea", "title", "video"),
    ]
)
_UNPRINTABLE_VOID = frozenset(
    [
        *("area", "base", "basefont", "bgsound", "col", "embed", "frame", "input", "keygen", "link", "meta", "param"),
        *("source", "track"),
    ]
)
_NO_WORDS = frozenset(["script", "style", "svg"])  # code and drawings
_MAX_OPEN = 50  # marks inside one another; more are a slip of a program, and only cost time
_MAX_QUOTED = 300
_LENGTH = re.compile(r"([\d.]+)\s*(mm|cm|in|pt|px|)$", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%$")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "": 25.4 / 96}

# GFM's extended autolinks: addresses that stand bare in the text. That of a mailbox is looked for where its name begins,
# not again from each hyphen in it.
_BARE = re.compile(
    r"(?<![\w@/.])(?:https?://[^\s<>«»„“”]+|www\.[\w-]+\.[^\s<>«»„“”]+|(?<![+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})",
    re.IGNORECASE,
)
_LINE_SEPARATOR = re.compile(LINE_SEPARATOR)
_LONE_STARS = re.compile(r"(?<!\*)\*\*(?!\*)")
_NOTE_SIGN = re.compile(r"\[\^[^\[\]\s]{1,99}\]")
_SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(slots=True)
class _Frame:
    """An open mark. ``spoken`` says that its language is known. ``address`` is that of a link which has printed nothing yet."""

    tag: str
    make: Callable[[Inlines], Inlines]
    children: list[Inline] = field(default_factory=list)
    spoken: bool = False
    address: str = ""
    span: Span | None = None


@dataclass(slots=True)
class _Dropped:
    """An open HTML element that is not printed: how often it stands within itself, and its words."""

    tag: str
    span: Span | None
    depth: int = 1
    words: list[str] = field(default_factory=list)

    def hold(self, words: str, span: Span | None) -> None:
        """Words that are not printed, in a place that is the element's too."""
        self.words.append(words)
        self.span = _over(self.span, span)


class InlineBuilder:
    """Collects inlines; ``open``/``close`` take HTML tag names, which the Markdown reader uses for its own marks too."""

    def __init__(self, findings: list[Finding], closed: frozenset[str] = frozenset()) -> None:
        """``closed`` are the names of all closing tags in the draft."""
        self._findings = findings
        self._closed = closed
        self._frames = [_Frame("", lambda children: children)]
        self._dropped: _Dropped | None = None

    @property
    def is_dropping(self) -> bool:
        """Whether an element is open that is not printed."""
        return self._dropped is not None

    def add(self, node: Inline) -> None:
        """One finished inline. A line end after ``<br>`` is the same line end, not a second one."""
        children = self._frames[-1].children
        if isinstance(node, SoftBreak) and children and isinstance(children[-1], LineBreak):
            return
        if self._dropped:
            self._dropped.hold(flat((node,)), node.span)
        else:
            children.append(node)

    def text(self, text: str | Text, span: Span | None = None) -> None:
        """Literal text; adjacent pieces are joined in the end so that patterns are seen whole."""
        node = strip_masks(text if isinstance(text, Text) else Text(text, span))
        if "\t" in node.text:  # no page has its stops where the author's editor had them
            node = Text(node.text.replace("\t", " "), node.span, node.places)
        if self._dropped:
            self._dropped.hold(node.text, node.span)
            return
        done = 0
        for line_end in _LINE_SEPARATOR.finditer(node.text) if LINE_SEPARATOR in node.text else ():
            self._frames[-1].children += [cut(node, done, line_end.start()), LineBreak(where(node, *line_end.span()))]
            done = line_end.end()
        if done < len(node.text):
            self._frames[-1].children.append(cut(node, done, len(node.text)))

    def new_line(self, span: Span | None, *, bullet: bool = False) -> None:
        """The edge of an HTML block that stands among words; ``bullet`` where it is the entry of a list."""
        children = self._frames[-1].children
        if children and not isinstance(children[-1], LineBreak):
            self.add(LineBreak(span))
        if bullet:
            self.text("• ", None)

    def open(self, tag: str, attributes: Attributes, span: Span | None, typed: str = "") -> None:
        """An opening tag, ``typed`` so in the draft. What carries no text is dropped with a finding that quotes it."""
        if self._dropped:
            self._dropped.depth += tag == self._dropped.tag
            self._dropped.hold(f" {attributes.get('alt', '')} ", span)
        elif tag == "br":
            self.add(LineBreak(span))
        elif tag == "img":
            self.image(attributes, span)
        elif tag in _WRAPPERS:
            wrapper = _WRAPPERS[tag]
            if any(_WRAPPERS.get(frame.tag) is wrapper for frame in self._frames):
                self._push(tag, lambda children: children)
            else:
                self._push(tag, lambda children: (wrapper(children, span),) if children else ())
        elif tag == "a":
            self.close("a")
            target, title = attributes.get("href", ""), attributes.get("title", "")
            self._push(tag, lambda children: self._link(children, target, title, span, named="href" in attributes))
            if self._frames[-1].tag == tag:
                self._frames[-1].address, self._frames[-1].span = target.strip(), span
        elif tag in _CODE:
            self._push(tag, lambda children: _code(children, span))
        elif tag in ("q", "rt", "rp"):
            self._push(tag, _MARKS[tag])
        elif tag in _UNPRINTABLE:
            self._dropped = _Dropped(tag, span)
        elif tag in _UNPRINTABLE_VOID:
            self._report(tag, "", span)
        elif tag not in _TRANSPARENT:
            self._unknown(tag, span, typed)
        elif any(frame.tag == tag for frame in self._frames):
            self._push(tag, lambda children: children)
        language = attributes.get("lang") or attributes.get("xml:lang")
        if language and (tag in _TRANSPARENT or self._frames[-1].tag == tag):
            self.speak(tag, language, span)

    def speak(self, tag: str, language: str, span: Span | None) -> None:
        """What stands in the mark ``tag``, which has just been opened or prints nothing of its own, is in a language."""
        known = language_tag(language)
        if known is None:
            message = f"The language “{language}” of this passage is not a language tag; it was left out."
            self._findings.append(finding("RF012", message, span, hint="Write it as in: fr or de-CH."))
            return
        if self._frames[-1].tag != tag or self._frames[-1].spoken:
            self._push(tag, lambda children: children)
        frame = self._frames[-1]
        if frame.tag == tag:
            make, turned = frame.make, runs_right_to_left(known)
            frame.spoken = True
            frame.make = lambda children: _foreign(make(children), known, span, right_to_left=turned)

    def is_gap(self, tag: str, typed: str) -> bool:
        """Whether what is ``typed`` like a tag is words in angle brackets."""
        html = tag in _WRAPPERS or tag in _CODE or tag in _MARKS or tag in _TRANSPARENT or tag in ("a", "br", "img")
        known = html or tag in _UNPRINTABLE or tag in _UNPRINTABLE_VOID
        return not (known or tag in self._closed or typed.endswith("/>"))

    def _unknown(self, tag: str, span: Span | None, typed: str) -> None:
        """A tag that is not HTML: ``<Card>…</Card>`` is a website's; ``<Vorname Nachname>`` a gap that the author fills in."""
        if not self.is_gap(tag, typed):
            message = f"“{typed}” is a command of a website; it was left out, and what it encloses is printed."
            self._findings.append(finding("RF023", message, span))
        else:
            self.text(typed, span)

    def close(self, tag: str, span: Span | None = None) -> None:
        """A closing tag; one that was never opened changes nothing. Marks that reach beyond it go on behind it."""
        if self._dropped:
            self._dropped.hold("", span)
            self._dropped.depth -= tag == self._dropped.tag
            if not self._dropped.depth:
                self._end_dropping(quoted=self._dropped.tag not in _NO_WORDS)
            return
        if any(frame.tag == tag for frame in self._frames[1:]):
            beyond: list[_Frame] = []
            while self._frames[-1].tag != tag:
                beyond.append(self._frames[-1])
                self._pop()
            self._pop(span)
            self._frames += [_Frame(frame.tag, frame.make, spoken=frame.spoken) for frame in reversed(beyond)]

    def _end_dropping(self, *, quoted: bool) -> None:
        """Its words are ``quoted`` unless they are code; an element that nothing closes may have swallowed any."""
        if self._dropped:
            words = " ".join("".join(self._dropped.words).split())
            self._report(self._dropped.tag, words if quoted else "", self._dropped.span)
        self._dropped = None

    def _report(self, tag: str, words: str, span: Span | None) -> None:
        if tag == "col":
            return
        words = words if len(words) <= _MAX_QUOTED else f"{words[:_MAX_QUOTED]}…"
        with_words = f" with its words “{words}”" if words else ""
        message = f"The HTML element <{tag}> cannot be printed; it was left out{with_words}."
        self._findings.append(finding("RF022", message, span, hint="Write what it should say as text."))

    def image(self, attributes: Attributes, span: Span | None) -> None:
        """A picture; one whose address is a website's template command is dropped with a finding."""
        source = attributes.get("src", "")
        if not source or MASKED.search(source):
            message = "The address of this picture is a command of a website; the picture was left out."
            self._findings.append(finding("RF023", message, span, hint="Name the picture's file beside the draft."))
            return
        self.add(
            Image(
                source,
                " ".join(strip_masks(Text(attributes.get("alt", ""))).text.split()),
                attributes.get("title", ""),
                _millimetres(attributes.get("width", "")),
                _millimetres(attributes.get("height", "")),
                span,
                _share(attributes.get("width", "")),
            )
        )

    def finish(self) -> Inlines:
        """All that was collected, tags left open being closed; the builder is empty again."""
        self._end_dropping(quoted=True)
        return self._collected()

    def next_paragraph(self) -> Inlines:
        """All that was collected; tags left open go on in the next paragraph, as HTML has it."""
        beyond = self._frames[1:]
        content = self._collected()
        self._frames += [_Frame(frame.tag, frame.make, spoken=frame.spoken) for frame in beyond]
        return content

    def _collected(self) -> Inlines:
        while len(self._frames) > 1:
            self._pop()
        children = _joined(self._frames[0].children)
        self._frames[0].children = []
        for node in children:
            if isinstance(node, Text):
                self._look_for_leftovers(node)
        for before, between, after in zip(children, children[1:], children[2:], strict=False):
            if isinstance(before, Text) and isinstance(between, SoftBreak) and isinstance(after, Text):
                self._look_for_line_end_hyphen(before, after)
        return _trim(autolink(_with_single_blanks(children)))

    def _look_for_line_end_hyphen(self, before: Text, after: Text) -> None:
        """A word parted at the end of a hard-wrapped line; ``Ein- und Ausgang`` is none."""
        head = re.search(r"[^\W\d_]+-$", before.text)
        tail = re.match(r"[^\W\d_]+", after.text)
        joins = ("und", "oder", "bzw", "sowie", "bis", "and", "or", "et", "ou", "e", "o", "en", "of", "y")
        if head and tail and tail[0].islower() and tail[0] not in joins:
            message = f"“{head[0]}” ends its line with a hyphen; “{head[0]} {tail[0]}” is printed."
            there = where(before, head.start(), head.end())
            hint = f"Write {head[0][:-1]}{tail[0]} if it is one word."
            self._findings.append(finding("RF030", message, there, hint=hint))

    def _look_for_leftovers(self, node: Text) -> None:
        """Marks that Markdown left as text, which the author surely did not mean to print."""
        stray = _LONE_STARS.search(node.text) if "**" in node.text else None
        if stray and node.text.strip("* #"):
            message = "Two stars are printed here as they stand; bold begins and ends right beside a letter or sign."
            there = where(node, stray.start(), stray.end())
            self._findings.append(finding("RF027", message, there, hint="Move blanks out of the stars."))
        for sign in _NOTE_SIGN.finditer(node.text):
            message = f"The footnote sign “{sign[0]}” has no footnote; it is printed as it stands."
            there = where(node, sign.start(), sign.end())
            self._findings.append(finding("RF026", message, there, hint=f"Write the note as {sign[0]}: text."))

    def _push(self, tag: str, make: Callable[[Inlines], Inlines]) -> None:
        if len(self._frames) <= _MAX_OPEN:
            self._frames.append(_Frame(tag, make))

    def _pop(self, end: Span | None = None) -> None:
        frame = self._frames.pop()
        known = frame.address.startswith("#") or MASKED.search(frame.address)
        if frame.address and not known and not _prints(frame.children):
            message = f"The link to “{frame.address}” has no words; it was left out."
            hint = "Write its words between the square brackets, or remove it."
            self._findings.append(finding("RF303", message, frame.span, hint=hint))
        made = frame.make(_joined(frame.children))
        if len(made) == 1 and isinstance(only := made[0], _MARKED):
            made = (replace(only, span=_over(only.span, end)),)
        self._frames[-1].children.extend(made)

    def _link(self, children: Inlines, target: str, title: str, span: Span | None, *, named: bool) -> Inlines:
        if not named or not _prints(children):
            return children
        problem = check_target(target)
        if problem is None:
            return (Link(children, target.strip(), title, span),)
        code, message, hint = problem
        self._findings.append(finding(code, message, span, hint=hint))
        return children


def _foreign(children: Inlines, language: str, span: Span | None, *, right_to_left: bool) -> Inlines:
    return (Foreign(children, language, right_to_left, span),) if children else ()


_MARKED = (Strong, Emphasis, Strikethrough, Superscript, Subscript, Foreign, Link)
_MARKS: dict[str, Callable[[Inlines], Inlines]] = {
    "q": lambda children: (Text('"'), *children, Text('"')) if children else (),
    # Pronunciation stands behind its word; brackets that a page shows only in old browsers would be a second pair.
    "rt": lambda children: (Text("("), *children, Text(")")) if children else (),
    "rp": lambda children: tuple(
        node for node in children if not isinstance(node, Text) or node.text.strip(" ()（）【】")
    ),
}


def _prints(children: Iterable[Inline]) -> bool:
    """Whether there is more than blanks."""
    return any(
        not isinstance(node, SoftBreak) and not (isinstance(node, Text) and not node.text.strip()) for node in children
    )


def _code(children: Inlines, span: Span | None) -> Inlines:
    """Code, unless there is more in it than letters: a link or bold weigh more."""
    texts = [node for node in children if isinstance(node, Text)]
    if not texts or len(texts) < len(children):
        return children
    words = joined(texts)
    return (Code(words.text, span, stretches(words)),)


def _over(first: Span | None, last: Span | None) -> Span | None:
    """From one place to the end of a later one."""
    if first is None or last is None or (last.end_line, last.end_column) < (first.end_line, first.end_column):
        return first
    return Span(first.line, first.column, last.end_line, last.end_column)


def check_target(target: str) -> tuple[str, str, str] | None:
    """What is wrong with a link's address: rule code, sentence and remedy, or None when readers can follow it."""
    target = target.strip()
    if MASKED.search(target):
        message = "The address of this link is a command of a website; its words were kept and the link left out."
        return "RF023", message, "Write the address in full."
    if not target or target.startswith("#"):
        where = f"to “{target}”, which is nowhere" if target else "nowhere"
        message = f"This link leads {where}; its words were kept and the link left out."
        return "RF301", message, "Write the address in full, or remove the link."
    try:
        parts = urlsplit(target)
    except ValueError:
        parts = urlsplit("")
    scheme = parts.scheme.lower()
    good = bool(parts.netloc) if scheme in ("http", "https") else scheme in _SCHEMES and bool(parts.path)
    if good and "@" in parts.netloc:
        message = f"The address of this link seems to lead to “{parts.netloc.partition('@')[0]}” and leads to “{parts.netloc.rpartition('@')[2]}”; its words were kept and the link left out."
        return "RF302", message, "Write the address without what stands before the @."
    if good and not re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", target):
        return None
    if not scheme and re.match(r"www\.|[\w-]+(\.[\w-]+)*\.(de|at|ch|org|com|net|eu|info)(/|$)", target):
        return "RF302", f"The link address “{target}” lacks its beginning.", f"Write https://{target}."
    kind = (
        "is not a web, e-mail or telephone address" if scheme else "works only on the author's own website or machine"
    )
    message = f"The link address “{target}” {kind}; its words were kept and the link left out."
    return "RF302", message, "Write the address in full, beginning with https://."


def autolink(inlines: Inlines) -> Inlines:
    """Bare web and e-mail addresses become links, but not inside a link or code."""
    out: list[Inline] = []
    for node in inlines:
        match node:
            case Text():
                out.extend(_autolink_text(node))
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign():
                out.append(replace(node, children=autolink(node.children)))
            case Link() | Code() | Image() | SoftBreak() | LineBreak() | NoteRef():
                out.append(node)
    return tuple(out)


def _autolink_text(node: Text) -> Inlines:
    pieces: list[Inline] = []
    done = 0
    for match in _BARE.finditer(node.text):
        # GFM 0.29, autolinks: what looks like an entity at the end is none of the address.
        address = re.sub(r"(?:&[A-Za-z0-9]+;)+$", "", match[0]).rstrip(".,;:!?*_~'\"”“’")
        unopened = address.count(")") - address.count("(")
        if unopened > 0:
            core = address.rstrip(").,;:!?")
            closing = [at for at in range(len(core), len(address)) if address[at] == ")"]
            address = address[: closing[-min(unopened, len(closing))]] if closing else address
            address = address.rstrip(".,;:!?")
        lowered = address.lower()
        is_web = lowered.startswith(("http://", "https://"))
        target = address if is_web else f"https://{address}" if lowered.startswith("www.") else f"mailto:{address}"
        if "\\" in address or check_target(target) is not None:
            continue
        start, end = match.start(), match.start() + len(address)
        if start > done:
            pieces.append(cut(node, done, start))
        piece = cut(node, start, end)
        pieces.append(Link((piece,), target, "", piece.span))
        done = end
    if not pieces:
        return (node,)
    if done < len(node.text):
        pieces.append(cut(node, done, len(node.text)))
    return tuple(pieces)


def drop_prefix(inlines: Inlines, count: int) -> Inlines:
    """The inlines without their first ``count`` printed characters; marks left empty go too."""
    out: list[Inline] = []
    for node in inlines:
        if count <= 0:
            out.append(node)
            continue
        match node:
            case Text():
                if len(node.text) > count:
                    out.append(cut(node, count, len(node.text)))
                count -= len(node.text)
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign():
                length = printed_length((node,))
                rest = drop_prefix(node.children, count)
                if rest:
                    out.append(replace(node, children=rest))
                count -= length
            case Link():
                length = printed_length((node,))
                rest = drop_prefix(node.children, count)
                if rest:
                    out.append(Link(rest, node.target, node.title, node.span))
                count -= length
            case Code():
                if len(node.text) > count:
                    kept = cut(words_of(node), count, len(node.text))
                    out.append(Code(kept.text, node.span, stretches(kept)))
                count -= len(node.text)
            case SoftBreak() | LineBreak():
                count -= 1
                if out:  # a picture was kept before it
                    out.append(node)
            case Image() | NoteRef():
                out.append(node)
    return _trim(tuple(out))


def printed_length(inlines: Inlines) -> int:
    """How many characters ``drop_prefix`` counts: line ends are one, pictures and footnote signs none."""
    return len(flat(inlines))


def flat(inlines: Inlines) -> str:
    """The text that patterns look at, one character for each that ``drop_prefix`` counts."""
    return "".join(node.text for node in _flat_texts(inlines))


def flattened(inlines: Inlines) -> Text:
    """The text of ``flat`` with the author's place of each character."""
    return joined(tuple(_flat_texts(inlines)))


def _flat_texts(inlines: Inlines) -> Iterator[Text]:
    for node in inlines:
        match node:
            case Text():
                yield node
            case Code():
                yield words_of(node)
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
                yield from _flat_texts(node.children)
            case SoftBreak() | LineBreak():
                yield together(" " if isinstance(node, SoftBreak) else "\n", node.span)
            case Image() | NoteRef():
                pass


def place_of(inlines: Inlines, start: int = 0, end: int | None = None) -> Span | None:
    """The author's place of the printed characters from ``start`` to ``end``, all the rest by default."""
    words = flattened(inlines)
    if not words.text:
        return next((leaf.span for leaf in leaves(inlines) if leaf.span is not None), None)
    return where(words, start, len(words.text) if end is None else end)


def _joined(inlines: list[Inline]) -> Inlines:
    """Inlines with texts that follow one another as one text, each run joined at once."""
    out: list[Inline] = []
    run: list[Text] = []
    for node in inlines:
        if isinstance(node, Text):
            run.append(node)
            continue
        if run:
            out.append(joined(run))
            run = []
        out.append(node)
    return (*out, joined(run)) if run else tuple(out)


def _with_single_blanks(inlines: Inlines) -> Inlines:
    """One blank where blanks meet across marks, none beside a line end: HTML shows it so, Word would show them all."""
    forwards, _ = _without_blanks(inlines, beside=True, forwards=True)
    return _without_blanks(forwards, beside=True, forwards=False)[0]


def _without_blanks(inlines: Inlines, *, beside: bool, forwards: bool) -> tuple[Inlines, bool]:
    """Without the blanks that begin a text behind a blank or line end, or that end one before a line end.

    ``beside`` says whether such stands beside the inlines, the answer whether such stands at their other end.
    """
    out: list[Inline] = []
    for node in inlines if forwards else reversed(inlines):
        match node:
            case Text(text):
                kept = node
                if beside and (text[:1] if forwards else text[-1:]) in " \t":
                    begin = len(text) - len(text.lstrip(" \t")) if forwards else 0
                    kept = cut(node, begin, len(text) if forwards else len(text.rstrip(" \t")))
                if kept.text:
                    out.append(kept)
                    beside = forwards and kept.text[-1] in " \t"
            case Strong() | Emphasis() | Strikethrough() | Superscript() | Subscript() | Foreign() | Link():
                children, beside = _without_blanks(node.children, beside=beside, forwards=forwards)
                if children:
                    out.append(node if children == node.children else replace(node, children=children))
            case SoftBreak() | LineBreak():
                out.append(node)
                beside = True
            case Code() | Image() | NoteRef():
                out.append(node)
                beside = False
            case _:
                assert_never(node)
    return tuple(out if forwards else reversed(out)), beside


def _trim(inlines: Inlines) -> Inlines:
    """Without breaks and blanks at either end; a break does not stand beside nothing."""
    out = list(inlines)
    while out and isinstance(out[0], SoftBreak | LineBreak):
        out.pop(0)
    while out and isinstance(out[-1], SoftBreak | LineBreak):
        out.pop()
    if out and isinstance(out[0], Text):
        first = out[0]
        blanks = len(first.text) - len(first.text.lstrip(" \t"))
        out[0] = cut(first, blanks, len(first.text))
    if out and isinstance(out[-1], Text):
        last = out[-1]
        out[-1] = cut(last, 0, len(last.text.rstrip(" \t")))
    trimmed = tuple(node for node in out if not (isinstance(node, Text) and not node.text))
    return trimmed if len(trimmed) == len(inlines) else _trim(trimmed)


def _millimetres(length: str) -> float | None:
    match = _LENGTH.match(length.strip())
    try:
        return float(match[1]) * _MM[match[2].lower()] if match else None
    except ValueError:
        return None


def _share(length: str) -> float | None:
    match = _SHARE.match(length.strip())
    return float(match[1]) / 100 if match else None
