"""What the letterhead adds where the draft is silent: press contact and boilerplate, and the heads of its own parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from releasefmt.model.content import (
    LETTERHEAD,
    Blocks,
    Found,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Release,
    Section,
    Text,
)
from releasefmt.model.language import Printed
from releasefmt.model.letterhead import Letterhead


def with_house(release: Release, letterhead: Letterhead, printed: Printed) -> Release:
    """The release with the letterhead's contact and boilerplate where it has none of its own.

    A contact out of the metadata came without a head and gets the fixed one.
    """
    head: Inlines = (Text(printed.contact),)
    contacts = tuple(
        replace(entry, value=Section(head, entry.value.blocks))
        if entry.rule == "R1" and not entry.value.heading
        else entry
        for entry in release.contacts
    )
    return replace(
        release,
        contacts=contacts or _contact(letterhead, printed),
        boilerplate=release.boilerplate or _boilerplate(letterhead, printed),
    )


def reach(phone: str, email: str, web: str, printed: Printed) -> Iterator[Inlines]:
    """Telephone, e-mail and web address, each a line with its link."""
    if phone:
        digits = "".join(char for char in phone if char.isdigit() or char == "+")
        title = f"{printed.phone} {phone}"
        yield (Text(f"{printed.phone} "), Link((Text(phone),), f"tel:{digits}", title))
    if email:
        yield (Link((Text(email),), f"mailto:{email}", printed.email_to.format(address=email)),)
    if web:
        target = web if web.startswith(("http://", "https://")) else f"https://{web}"
        shown = web.removeprefix("https://").removeprefix("http://").rstrip("/")
        yield (Link((Text(shown),), target, printed.website.format(address=shown)),)


def _contact(letterhead: Letterhead, printed: Printed) -> tuple[Found[Section], ...]:
    contact = letterhead.contact
    lines: list[Inlines] = [(Text(line),) for line in (contact.name, contact.role) if line]
    lines += reach(contact.phone, contact.email, "", printed)
    lines += [(Text(line),) for line in contact.lines]
    if not lines:
        return ()
    content = tuple(inline for line in lines for inline in (LineBreak(), *line))[1:]
    heading = contact.heading or printed.contact
    return (Found(Section((Text(heading),), (Paragraph(content),)), LETTERHEAD),)


def _boilerplate(letterhead: Letterhead, printed: Printed) -> tuple[Found[Section], ...]:
    boilerplate, organisation = letterhead.boilerplate, letterhead.organisation
    paragraphs = [" ".join(part.split()) for part in boilerplate.text.split("\n\n") if part.strip()]
    if not paragraphs:
        return ()
    name = organisation.short or organisation.name
    heading = boilerplate.heading or (printed.about.format(name=name) if name else "")
    blocks: Blocks = tuple(Paragraph((Text(text),)) for text in paragraphs)
    return (Found(Section((Text(heading),) if heading else (), blocks), LETTERHEAD),)
