"""Names of Word's own styles in the menus of a German or French Word; in the file they always have their English names."""

from __future__ import annotations

_LOCAL = {
    "Normal": "Standard",
    "Body Text": "Textkörper|Corps de texte",
    "Subtitle": "Untertitel|Sous-titre",
    "Title": "Titel|Titre",
    "Quote": "Zitat|Citation",
    "caption": "Beschriftung|Légende",
    "header": "Kopfzeile|En-tête",
    "footer": "Fußzeile|Pied de page",
    "footnote text": "Fußnotentext|Note de bas de page",
    "footnote reference": "Fußnotenzeichen|Appel note de bas de p.",
    "List Paragraph": "Listenabsatz|Paragraphe de liste",
    "List Bullet": "Aufzählungszeichen|Liste à puces",
    "List Number": "Listennummer|Liste à numéros",
    "Strong": "Fett|Élevé",
    "Emphasis": "Hervorhebung|Accentuation",
    "Hyperlink": "Lien hypertexte",
    "Table Grid": "Tabellenraster|Grille du tableau",
    **{f"heading {level}": f"Überschrift {level}|Titre {level}" for level in range(1, 10)},
}

_ENGLISH = {local.casefold(): name for name, locals_ in _LOCAL.items() for local in locals_.split("|")}


def in_file(name: str) -> str:
    """The name that the file has for one that a menu shows, in small letters; most are the same."""
    folded = " ".join(name.split()).casefold()
    return _ENGLISH.get(folded, folded).casefold()
