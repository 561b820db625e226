"""The words of the specification's own HTML, as a sheet of paper shows them.

Where releasefmt departs from HTML on purpose, the departure is one of the rules here, applied to the reference; nothing
is taken from releasefmt's own reading except which HTML elements its findings name as left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import tinyhtml5
from markdown_it import MarkdownIt

_XHTML = "{http://www.w3.org/1999/xhtml}"
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
        "ul",
    )
)
# HTML Living Standard, index of elements, and the obsolete ones of its section 16.2.
_KNOWN = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br "
        "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
        "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
        "input ins kbd label legend li link main map mark marquee math menu meta meter multicol nav nextid nobr noembed "
        "noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp "
        "script search section select slot small source spacer span strike strong style sub summary sup svg table tbody td "
        "template textarea tfoot th thead time title tr track tt u ul var video wbr xmp",
    )
)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_OPENING = re.compile(rf"<([a-zA-Z][a-zA-Z0-9]*)((?:{_ATTRIBUTE})*)\s*(/?)>")
_UNFINISHED = re.compile(r"<[a-zA-Z][^>]*\Z")
_PASSAGES = {"<?": re.compile(r"<\?.*?\?>", re.DOTALL), "<![CDATA[": re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)}
_LONE_STAR = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")


def fold(text: str) -> str:
    """White space is one blank, soft hyphens are nothing."""
    return " ".join(text.replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class Words:
    """What is read in the PDF, where the signs of lists are letters like all others, and in Word, which counts itself."""

    pdf: str
    docx: str


def reference(markdown: str, reference_html: str, left_out: Set[str]) -> Words:
    """The words that must be printed for an example. ``left_out`` is what findings name as left out."""
    rendered = _with_gender_stars(markdown, reference_html)
    for beginning in left_out & _PASSAGES.keys():
        rendered = _PASSAGES[beginning].sub("", rendered)
    rendered = _as_typed(rendered)
    return Words(*(page_words(rendered, left_out, signs=signs) for signs in (True, False)))


def page_words(page: str, left_out: Set[str] = frozenset(), *, signs: bool = False) -> str:
    """The words of a page of HTML as a browser builds it (tinyhtml5), with or without the ``signs`` of lists."""
    body = tinyhtml5.parse(page).find(f"{_XHTML}body")
    assert body is not None
    hidden = left_out | {"script", "style", "template", "head"}
    return fold("".join(_walk(body, hidden, signs=signs, lists=0)))


def links(markdown: str, reference_html: str) -> set[tuple[str, str]]:
    """Addresses and words of the reference's links that readers of a file can follow.

    Not those to places of a website's own, nor with signs that no address may hold (RFC 3986), nor to a domain that
    ends in a single letter. What begins ``www.`` is taken to be reached by https, where GFM in 2019 wrote http.
    """
    body = tinyhtml5.parse(_as_typed(_with_gender_stars(markdown, reference_html))).find(f"{_XHTML}body")
    assert body is not None
    found = set()
    for link in body.iter(f"{_XHTML}a"):
        words = fold("".join(_walk(link, frozenset(), signs=False, lists=0)))
        target = unquote(link.get("href", ""))
        if words.startswith("www."):
            target = target.replace("http://", "https://", 1)
        if (
            re.fullmatch(r"(?i:https?://|mailto:)[^\s<>\"{}|\\^`]+", target)
            and not re.search(r"@.*\.\w$", target)
            and words
        ):
            found.add((target, words))
    return found


def _with_gender_stars(markdown: str, reference_html: str) -> str:
    """One star between two letters is a letter, as in Bürger*innen: the example is rendered as if it were escaped.

    By markdown-it as it comes; it must agree with the specification about the example as it stands.
    """
    literal = _LONE_STAR.sub(r"\\*", markdown)
    if literal == markdown:
        return reference_html
    plain = MarkdownIt("commonmark")
    assert plain.render(markdown) == reference_html
    return str(plain.render(literal))


def _as_typed(reference_html: str) -> str:
    """Tags that are none to a person stay as they were typed.

    ``<Vorname>`` is no element of HTML and nothing closes it: a gap in the draft that is still to be filled. A tag
    without an end is none at all.
    """
    closed = {name.lower() for name in re.findall(r"</([a-zA-Z][\w-]*)", reference_html)}

    def typed(tag: re.Match[str]) -> str:
        name = tag[1].lower()
        return tag[0] if name in _KNOWN or name in closed or tag[3] else html.escape(tag[0], quote=False)

    return _UNFINISHED.sub(lambda rest: html.escape(rest[0], quote=False), _OPENING.sub(typed, reference_html))


def _walk(element: Element, hidden: Set[str], *, signs: bool, lists: int) -> Iterator[str]:
    """The element's words; blocks end their line. ``lists`` counts the lists around it."""
    tag: object = element.tag
    if not isinstance(tag, str):  # a comment
        return
    name = tag.removeprefix(_XHTML)
    if name in hidden:
        return
    yield "\n" if name in _BLOCKS or name == "br" else ""
    if name == "img":
        yield from _picture(element)
    elif name == "input" and element.get("type") == "checkbox":
        yield "☑ " if element.get("checked") is not None else "☐ "
    inside = lists + (name in ("ul", "ol"))
    yield element.text or ""
    number = int(element.get("start", "1")) if name == "ol" else 0
    for child in element:
        if child.tag == f"{_XHTML}li":
            # A number of five figures counts nothing: it is text, in Word too.
            if (signs or number > 9999) and child.find(f"{_XHTML}input") is None:
                yield f"\n{number}. " if name == "ol" else "\n• " if inside == 1 else "\n– "
            number += 1
        if _is_figure(element, child):
            child.set("caption", child.get("title", ""))
        yield from _walk(child, hidden, signs=signs, lists=inside)
        yield child.tail or ""
    yield "\n" if name in _BLOCKS else ""


def _is_figure(parent: Element, child: Element) -> bool:
    """A picture alone in its paragraph."""
    alone = len(parent) == 1 and not fold((parent.text or "") + (child.tail or ""))
    return alone and child.tag == f"{_XHTML}img" and parent.tag in (f"{_XHTML}p", f"{_XHTML}li")


def _picture(image: Element) -> Iterator[str]:
    """The files of the examples do not exist: alternative text takes their place, and a figure has its title as caption."""
    yield image.get("alt", "")
    if image.get("caption"):
        yield f"\n{image.get('caption')}"
