"""HTML and Markdown that would do something, and what a parser would drop in silence."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import END, HEAD, TAIL, Case, case


def _html(
    name: str,
    words: str,
    *codes: str,
    code: int = 0,
    holds: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
    ends: bool = True,
) -> Case:
    return case(
        "html",
        name,
        f"{HEAD}{words}{TAIL}",
        *codes,
        code=code,
        holds=(*holds, *(END,) * (ends and not code)),
        lacks=lacks,
    )


def cases() -> Iterator[Case]:
    yield _html("script", "<script>alert('pwned')</script>", "RF022", lacks=("pwned",))
    yield _html(
        "script-in-a-line", "Vor <script>alert('pwned')</script> nach", "RF022", holds=("Vor", "nach"), lacks=("pwned",)
    )
    yield _html("script-unclosed", "<script>alert('pwned')", "RF022", ends=False, lacks=("pwned",))
    yield _html("style", "<style>body { display: none }</style>", "RF022", lacks=("display",))
    yield _html("style-unclosed", "Text <style>body { display: none }", "RF022")
    yield _html("iframe", '<iframe src="https://evil.example"></iframe>', "RF022")
    yield _html("object", '<object data="file:///etc/passwd"><embed src="a.swf"></object>', "RF022")
    yield _html(
        "form", '<form action="https://evil.example"><input name="a" value="b"><button>Ja</button></form>', "RF022"
    )
    yield _html("meta-refresh", '<meta http-equiv="refresh" content="0; url=https://evil.example">', "RF022")
    yield _html("base", '<base href="https://evil.example/"><a href="kai">Kai</a>', "RF022", "RF302", holds=("Kai",))
    yield _html("link-stylesheet", '<link rel="stylesheet" href="https://evil.example/a.css">', "RF022")
    yield _html(
        "event",
        '<p onclick="alert(1)">Klick</p><b onmouseover=alert(1)>fett</b>',
        holds=("Klick", "fett"),
        lacks=("alert",),
    )
    yield _html("inline-style", '<p style="display:none">unsichtbar</p>', holds=("unsichtbar",))
    yield _html("hidden", "<p hidden>unsichtbar</p>", holds=("unsichtbar",))
    yield _html("picture-error", '<img src="x" onerror="alert(1)" alt="Kai">', "RF310", lacks=("alert",))
    yield _html(
        "picture-from-the-web",
        '<img src="https://evil.example/pixel.gif" alt="Der Kai am Morgen">',
        "RF314",
        holds=("Der Kai am Morgen",),
    )
    yield _html(
        "source-sets",
        '<picture><source srcset="https://evil.example/a.webp"><img src="../outside/a.png" alt="Der Kai"></picture>',
        "RF022",
        "RF314",
    )
    yield _html("video", '<video src="https://evil.example/a.mp4" poster="file:///etc/passwd">Film</video>', "RF022")
    yield _html(
        "svg-inside",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>Bild</text></svg>',
        "RF022",
        lacks=("alert",),
    )
    yield _html("mathml", "<math><mi>x</mi></math>", "RF022")
    yield _html("comment", "<!-- geheim: nicht senden -->", lacks=("geheim",))
    yield _html("comment-unclosed", "<!-- geheim", "RF045", holds=("geheim",))
    yield _html("comments-tricky", "<!--> sichtbar <!---> auch <!-- a -- b -->", holds=("sichtbar", "auch"))
    yield _html("comments-many", "<!--a-->\n" * 5_000)
    yield _html("cdata", "<![CDATA[<script>alert(1)</script>]]>", "RF022", lacks=("alert",))
    yield _html("processing", "<?php system('id') ?>", "RF022", lacks=("system",))
    yield _html("doctype-entities", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n\n&x;', "RF022")
    yield _html("entities-many", "&amp;" * 100_000, "RF043", code=1)
    yield _html("tag-unclosed", "<b" + " a" * 50_000)
    yield _html("tags-crossed", "<b><i>a</b>b</i><p><b>c</p>d</b>\n" * 300, holds=("a", "d"))
    yield _html("attributes-many", "<p " + " ".join(f'a{n}="b"' for n in range(5_000)) + ">Kai</p>", holds=("Kai",))
    yield _html(
        "cells-spanning",
        '<table><tr><td colspan="1000000000" rowspan="65534">a</td></tr><tr><td>b</td></tr></table>',
    )
    yield _html("list-start", '<ol start="-99999999999999999999"><li>a</li></ol>', holds=("a",))
    yield _html("list-start-in-markdown", "999999999. a\n", holds=("a",))
    yield _html("width", '<img src="a.png" width="1e999" height="nan" alt="Der Kai">', "RF310")
    yield _html("plaintext", "<plaintext>Rest", holds=("Rest",))
    yield _html("noscript", "<noscript>Ohne Skript</noscript><template>Vorlage</template>", "RF022")
    yield _html("marquee", "<marquee><blink>Neu</blink></marquee>", holds=("Neu",))
    yield _html("addresses-unused", "[Kai]: https://kai.example\n", lacks=("geheim",))
    yield _html("addresses-hiding", '[geheimes Wort]: https://kai.example "und ein Satz"\n')
    yield _html("notes-unused", "[^1]: Eine Fußnote ohne Zeichen.\n", "RF028", holds=("Eine Fußnote ohne Zeichen",))
    yield _html("notes-twice", "Kai[^1].\n\n[^1]: Erste.\n\n[^1]: Zweite.\n", "RF031", holds=("Erste", "Zweite"))
    yield _html(
        "notes-of-themselves", "Kai[^1].\n\n[^1]: Siehe[^1] und[^2].\n\n[^2]: Siehe[^1].\n", "RF503", holds=("Siehe",)
    )
    yield _html(
        "templates",
        "{{ config.items() }} {% include '/etc/passwd' %} ${7*7} <%= 7*7 %>",
        "RF023",
        lacks=("config", "include"),
    )
    yield _html("cells-too-many", "| a | b |\n|---|---|\n| 1 | 2 | drei |\n", "RF029", holds=("drei",))
    yield _html(
        "attributes-of-pandoc",
        '[Kai]{onclick="alert(1)" style="display:none" .klein}',
        holds=("Kai",),
        lacks=("alert",),
    )
    yield _html("code-of-a-shell", "```sh\nrm -rf / # $(id) `id`\n```\n", holds=("rmrf/",))
