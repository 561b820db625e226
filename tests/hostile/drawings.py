"""SVG that reaches out, explodes or never ends."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tests.hostile.case import END, Case, case, picture

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80mm" height="40mm" viewBox="0 0 80 40">'
RECT = '<rect width="80" height="40" fill="#135"/>'


def _refused(name: str, inner: str, code: str = "RF311", *, top: str = "", opening: str = OPEN) -> Case:
    stops = code == "RF312"
    return case(
        "svg",
        name,
        picture("a.svg"),
        code,
        files={"a.svg": f"{top}{opening}{inner}</svg>"},
        code=int(stops),
        holds=() if stops else ("Der Kai am Morgen", END),
        pictures=None if stops else 0,
    )


def _drawn(name: str, inner: str, *, opening: str = OPEN, pictures: int = 2) -> Case:
    return case(
        "svg", name, picture("a.svg"), files={"a.svg": f"{opening}{inner}</svg>"}, holds=(END,), pictures=pictures
    )


def cases() -> Iterator[Case]:
    yield from _strange()
    yield from _costly()


def _strange() -> Iterator[Case]:
    yield _drawn("plain", RECT)
    yield _drawn("script", RECT + "<script>alert(1)</script>")
    yield _drawn("event", '<rect width="80" height="40" onload="alert(1)"/>')
    yield _drawn(
        "foreign-object",
        RECT
        + '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://evil.example"/></body></foreignObject>',
        pictures=1,
    )
    yield _drawn("link", f'<a xlink:href="javascript:alert(1)">{RECT}</a>')
    yield _drawn("animation", f'{RECT}<animate attributeName="href" values="javascript:alert(1)"/>')
    yield _refused(
        "picture-from-the-web", '<image xlink:href="https://evil.example/a.png" width="9" height="9"/>', "RF314"
    )
    yield _refused("picture-from-a-file", '<image href="file:///etc/passwd" width="9" height="9"/>', "RF314")
    yield _refused("picture-beside", '<image href="b.png" width="9" height="9"/>', "RF314")
    yield _refused("picture-is-svg", '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "RF314")
    yield _refused("picture-in-it-broken", '<image href="data:image/png;base64,AAAA" width="9" height="9"/>')
    yield _refused("use-from-the-web", '<use xlink:href="https://evil.example/a.svg#x"/>', "RF314")
    yield _refused("style-import", "<style>@import url(https://evil.example/a.css);</style>", "RF314")
    yield _refused("style-import-escaped", "<style>@\\69mport 'https://evil.example/a.css';</style>", "RF314")
    yield _refused("style-import-cut", "<style>@imp<!-- -->ort 'https://evil.example/a.css';</style>", "RF314")
    yield _refused("style-url", '<rect style="fill:url(https://evil.example/a.svg#x)" width="9" height="9"/>', "RF314")
    yield _refused("style-font", "<style>@font-face{font-family:x;src:url(//evil.example/x.ttf)}</style>", "RF314")
    yield _drawn("style-sheet", f'<?xml-stylesheet href="https://evil.example/a.css"?>{RECT}')
    yield _refused(
        "entities",
        f"{RECT}&d;",
        top='<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;"><!ENTITY d "&c;&c;">]>',
    )
    yield _refused(
        "entity-of-a-file", "<text>&x;</text>", top='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    yield _refused(
        "entity-of-parameters", RECT, top='<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://evil.example/a.dtd"> %x;]>'
    )
    yield _drawn("xinclude", RECT + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')
    yield _refused("use-loop", '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>')
    yield _refused("use-of-itself", '<use id="a" xlink:href="#a"/>')
    many = "".join(f'<g id="g{n}">{f"""<use xlink:href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 7))
    yield _refused("use-million", f'<rect id="g0" width="1" height="1"/>{many}', "RF312")
    yield _refused(
        "pattern-loop",
        '<pattern id="p" width="1" height="1"><rect width="1" height="1" fill="url(#p)"/></pattern><rect width="80" height="40" fill="url(#p)"/>',
    )
    yield _refused(
        "mask-loop",
        '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="80" height="40" mask="url(#m)"/>',
    )
    yield _refused("nested", "<g>" * 20_000 + "</g>" * 20_000)
    yield _refused("elements", RECT * 30_000, "RF312")
    yield _drawn(
        "elements-15000",
        "".join(f'<rect x="{n % 80}" y="{n // 400}" width=".5" height=".5"/>' for n in range(15_000)),
        pictures=1,
    )
    yield _refused("too-large", f"<!--{'a' * 2_500_000}-->", "RF312")
    yield _refused("no-size", RECT, opening='<svg xmlns="http://www.w3.org/2000/svg">')
    yield _refused("size-zero", RECT, opening='<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0">')
    yield _drawn(
        "size-huge",
        RECT,
        opening='<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000" viewBox="0 0 80 40">',
    )
    yield _drawn(
        "size-nan",
        RECT,
        opening='<svg xmlns="http://www.w3.org/2000/svg" width="nan" height="1e400" viewBox="0 0 80 40">',
    )
    yield _refused("size-thin", RECT, opening='<svg xmlns="http://www.w3.org/2000/svg" width="1" height="100000">')
    yield _refused("cut", f"{RECT}<g>")
    yield _refused("text", "<text>Kai</text>")
    yield case(
        "svg",
        "packed",
        picture("a.svg"),
        "RF311",
        files={"a.svg": lambda: gzip.compress((OPEN + RECT * 1_000_000).encode(), 1)},
        holds=("Der Kai am Morgen", END),
        pictures=0,
    )
    yield case("svg", "named-png", picture("a.png"), files={"a.png": OPEN + RECT + "</svg>"}, pictures=2)


def _costly() -> Iterator[Case]:
    """What costs a renderer more than it costs to write."""
    yield _refused(
        "filter-blur",
        '<filter id="f" x="-100" y="-100" width="1e6" height="1e6"><feGaussianBlur stdDeviation="5000"/><feGaussianBlur stdDeviation="5000"/></filter>'
        + '<rect width="80" height="40" filter="url(#f)"/>' * 500,
        "RF319",
    )
    yield _refused(
        "filter-turbulence",
        '<filter id="f"><feTurbulence baseFrequency=".9" numOctaves="100000"/></filter><rect width="80" height="40" filter="url(#f)"/>',
        "RF319",
    )
    yield _refused(
        "filter-morphology",
        '<filter id="f">'
        + '<feMorphology operator="dilate" radius="500"/>' * 500
        + '</filter><rect width="80" height="40" filter="url(#f)"/>',
        "RF319",
    )
    yield _refused(
        "filter-convolve",
        '<filter id="f">'
        + f'<feConvolveMatrix order="99" kernelMatrix="{"1 " * 9801}"/>' * 60
        + '</filter><rect width="80" height="40" filter="url(#f)"/>',
        "RF319",
    )
    yield _refused("layers", '<g opacity=".9"><rect width="80" height="40"/></g>' * 9_000, "RF319")
    yield _refused(
        "layers-by-style", "<style>g{opacity:.9}</style>" + '<g><rect width="80" height="40"/></g>' * 9_000, "RF319"
    )
    yield _refused(
        "masks",
        '<mask id="m"><rect width="80" height="40" fill="#fff"/></mask>'
        + '<rect width="80" height="40" mask="url(#m)"/>' * 6_000,
        "RF319",
    )
    yield _drawn(
        "dashes",
        '<path d="M0 0' + "H80 H0 " * 3_000 + '" stroke="#000" stroke-width=".01" stroke-dasharray=".00001 .00001"/>',
        pictures=2,
    )
    yield _drawn(
        "pattern-tiny",
        '<pattern id="p" width=".0001" height=".0001" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern>'
        + '<rect width="80" height="40" fill="url(#p)"/>' * 6_000,
        pictures=1,
    )
    yield _drawn(
        "path-long",
        '<path d="M0 0'
        + "".join(f"L{n % 80} {n * 7 % 40}" for n in range(150_000))
        + '" fill="none" stroke="#000" stroke-width=".1"/>',
        pictures=1,
    )
    yield _refused(
        "style-rules",
        "<style>"
        + "".join(f".a{n} g rect:first-child{{fill:#000}}" for n in range(30_000))
        + "</style>"
        + RECT * 15_000,
        "RF319",
    )
    yield _refused(
        "clip-paths",
        "".join(
            f'<clipPath id="c{n}"><circle cx="40" cy="20" r="{n % 20}"/></clipPath><rect width="80" height="40" clip-path="url(#c{n})"/>'
            for n in range(4_000)
        ),
        "RF312",
    )
    yield _drawn(
        "numbers-huge", '<path d="M1e38 1e38L-1e38 1e300 1e-300 NaN" stroke="#000" stroke-width="1e38"/>' + RECT
    )
    yield _drawn("transform-huge", f'<g transform="scale(1e30) rotate(1e30) matrix(1e38 0 0 1e38 0 0)">{RECT}</g>')
    yield _drawn("transforms-many", f'<g transform="{"rotate(1) " * 100_000}">{RECT}</g>', pictures=1)
