"""Any number of different releases of one length, and one of any length."""

from __future__ import annotations

from pathlib import Path

_PLACES = (
    "Moabit",
    "Wedding",
    "Britz",
    "Lankwitz",
    "Köpenick",
    "Spandau",
    "Buckow",
    "Pankow",
    "Friedenau",
    "Mahlsdorf",
)
_THINGS = ("Wasserkocher", "Rollstühle", "Plattenspieler", "Nähmaschinen", "Fahrräder", "Stehlampen", "Kofferradios")
_SENTENCES = (
    "Die Vertreter\\*innen der Bezirke haben zum Abschluss ihrer Tagung erklärt, leer stehende Ladenräume zu öffnen.",
    "Das Landesbündnis begrüßt, dass Reparieren als Teil der Daseinsvorsorge anerkannt wird und nicht als Liebhaberei gilt.",
    "„Ein Beschluss lötet noch keinen Kontakt“, sagt Yasemin Dorn, Sprecherin des Bündnisses.",
    "Haftungsfragen – etwa bei elektrischen Geräten – bleiben bisher an den Ehrenamtlichen hängen.",
    "Die Vergabe der Räume dauert mancherorts länger als ein Jahr, und niemand weiß, wer darüber entscheidet.",
    "Dafür brauchen die Helfer\\*innen keine großen Summen, sondern trockene Räume und Menschen, die ans Telefon gehen.",
    "Bis zum Frühjahr will die Verwaltung eine Liste geeigneter Räume vorlegen und die Mieten für zwei Jahre übernehmen.",
)


def headline(number: int) -> str:
    """Of the release of that number."""
    return f"Werkstatt {number} in {_PLACES[number % len(_PLACES)]} rettet {_THINGS[number % len(_THINGS)]}"


def paragraphs(number: int, count: int = 5) -> list[str]:
    """Running text; no two releases have the same."""
    thing, place = _THINGS[number % len(_THINGS)], _PLACES[(number * 3) % len(_PLACES)]
    first = f"Rund {1200 + 7 * number} {thing} haben die Mitglieder in {place} im Jahr {1990 + number % 30} vor dem Müll bewahrt."
    texts = [first]
    for paragraph in range(count - 1):
        chosen = (_SENTENCES[(number + paragraph * 2 + step) % len(_SENTENCES)] for step in range(3 + paragraph % 3))
        texts.append(" ".join(chosen))
    return texts


def release(number: int, count: int = 5) -> str:
    """The draft of that number, with ``count`` paragraphs."""
    head = f"Berlin, {1 + number % 28}. Oktober 2025 – **Pressemitteilung**\n\n# {headline(number)}"
    return "\n\n".join((head, *paragraphs(number, count))) + "\n"


def written(folder: Path, count: int) -> list[Path]:
    """So many drafts in a folder."""
    folder.mkdir(parents=True)
    paths = [folder / f"release-{number:04}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(release(number), "utf-8")
    return paths
