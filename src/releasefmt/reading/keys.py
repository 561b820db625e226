"""What the keys of metadata mean: one table of their spellings in many languages and site generators (R1).

Spellings are compared without case and without blanks, hyphens and underscores: ``Press-Contact``, ``press_contact`` and
``pressContact`` are one.
"""

from __future__ import annotations

import re
from difflib import get_close_matches


def _spellings(text: str) -> tuple[str, ...]:
    return tuple(text.replace("|", "\n").split("\n"))


# The generators: Jekyll, Hugo, Hexo, Eleventy, Nikola, Pelican, Zola, Gatsby, Docusaurus, MkDocs, Quarto, pandoc.
NAMES: dict[str, str] = {
    "title": "title|headline|heading|page title|og title|titel|überschrift|schlagzeile|hauptzeile|titelzeile"
    "|titre|titolo|título|titulo|titular|kop|koptekst|tytuł|nagłówek|titulek|nadpis|název|overskrift|タイトル|見出し|العنوان",
    "subtitle": "subtitle|sub title|subheadline|sub headline|subheading|sub heading|subhead|subline|deck|tagline|standfirst"
    "|untertitel|unterzeile|unterüberschrift|sous titre|soustitre|chapeau|chapô|sottotitolo|occhiello sottotitolo|subtítulo"
    "|subtitulo|bajada|entradilla|ondertitel|onderkop|podtytuł|podtitulek|underrubrik|undertitel|underoverskrift|サブタイトル|副題",
    "kicker": "kicker|dachzeile|spitzmarke|overline|eyebrow|surtitre|occhiello|antetítulo|antetitulo|chapéu|bovenkop|nadtytuł"
    "|nadtitulek|overrubrik|trompet",
    "label": "label|textsorte|textart|dokumentart|art der mitteilung|document type|doctype|type de document|tipo di documento"
    "|tipo de documento|soort document|tekstsoort",
    "number": "number|no|nr|nummer|nummero|numéro|numero|número|numer|číslo|release number|press release number|pm nummer"
    "|pressemitteilungsnummer|laufende nummer|pm nr|pressemitteilung nr",
    "date": "date|dates|datum|issued|issue date|date issued|release date|date of release|published date|publication date"
    "|publish date|date published|pub date|published on|publishedat|published time|og published time|dc date|dcterms issued"
    "|erscheinungsdatum|veröffentlichungsdatum|veröffentlicht"
    "|veröffentlicht am|ausgabedatum|data|data di pubblicazione|data pubblicazione|pubblicato|date de publication|publié|publié le"
    "|fecha|fecha de publicación|publicado|data de publicação|publicatiedatum|gepubliceerd|data publikacji|data wydania"
    "|datum vydání|publicerad|publiceringsdatum|dato|udgivet|udgivelsesdato|日付|発表日|配信日|公開日|التاريخ",
    "place": "place|location|dateline|city|town|ort|stadt|erscheinungsort|ausstellungsort|lieu|ville|luogo|città|citta"
    "|lugar|ciudad|cidade|plaats|stad|miejsce|miejscowość|miasto|místo|město|plats|sted|場所|المكان",
    "embargo": "embargo|embargo until|embargoed until|embargo date|embargo time|embargoed|embargo datum|hold until|not before"
    "|release after|sperrfrist|sperrfrist bis|sperrvermerk|sperrfristende|sperre bis|freigabe|freigabe ab|frei ab|status embargo"
    "|embargo jusqu au|sous embargo|levée d embargo|embargo fino al|sotto embargo|embargo hasta|bajo embargo|embargo até"
    "|sob embargo|onder embargo|embargo tot|embargo do|embargo till|under embargo|klausul|klausuleret|解禁日時|解禁日|報道解禁",
    "language": "lang|language|locale|languagecode|content language|lang code|sprache|langue|lingua|idioma|língua|taal|język"
    "|jazyk|språk|sprog|言語|اللغة",
    "author": "author|authors|by line|byline|creator|dc creator|autor|autorin|autoren|autor*in|autor:in|verfasser|verfasserin"
    "|auteur|auteurs|autrice|autore|autori|autora|autores|auteur en|schrijver|autorzy|autoři|författare|forfatter|著者",
    "contact": "contact|contacts|press contact|press contacts|media contact|media contacts|contact person|contact information"
    "|contact details|pr contact|kontakt|kontakte|pressekontakt|medienkontakt|ansprechpartner|ansprechpartnerin|ansprechperson"
    "|rückfragen|contact presse|contacts presse|contact médias|contatto|contatti|contatto stampa|contatti stampa|ufficio stampa"
    "|contacto|contactos|contacto de prensa|contacto prensa|contato|contatos|contato de imprensa|perscontact|contactpersoon"
    "|kontakt dla mediów|kontakt prasowy|kontakt pro média|presskontakt|mediekontakt|連絡先|お問い合わせ|お問い合わせ先|جهة الاتصال",
    "boilerplate": "boilerplate|abbinder|about|about us|about text|company profile|über uns|ueber uns|kurzprofil|unternehmensprofil"
    "|à propos|a propos|informazioni su|chi siamo|acerca de|sobre|sobre nosotros|quem somos|over ons|o nas|o nás|om oss|om os"
    "|会社概要",
    "keywords": "keywords|keyword|tags|tag|schlagwörter|schlagworte|stichwörter|stichworte|schlüsselwörter|mots clés|mots cles"
    "|étiquettes|parole chiave|palabras clave|etiquetas|palavras chave|trefwoorden|słowa kluczowe|tagi|klíčová slova|štítky"
    "|nyckelord|taggar|nøgleord|emneord|キーワード|タグ",
    "category": "category|categories|section|sections|kategorie|kategorien|ressort|catégorie|catégories|categoria"
    "|categorie|categoría|categorías|categorias|kategoria|kategorier|kategori|カテゴリ",
    "kind": "type|kind|art|layout|post type|posttype|content type|page type|release type|typ|tipo",
    "description": "description|excerpt|summary|abstract|teaser|og description|meta description|seo description|beschreibung"
    "|zusammenfassung|kurzbeschreibung|kurztext|vorspann|anreißer|anreisser|résumé|resume|extrait|descrizione|sommario|riassunto"
    "|descripción|resumen|extracto|descrição|resumo|omschrijving|samenvatting|opis|streszczenie|popis|perex|shrnutí|beskrivning"
    "|sammanfattning|beskrivelse|resumé|概要",
}

# Keys that steer a website or a typesetter, not a release; nobody need be told that they are not printed.
_OF_OTHERS = """
    slug|url|link|permalink|aliases|alias|image|images|img|icon|hero|card|featured|published|draft|comments|comment|weight|toc
    |template|templates|cover|thumbnail|thumb|previewimage|preview|twitter card|publisher|menu|menus|sitemap|series|math|mathjax|katex
    |documentclass|classoption|papersize|geometry|colorlinks|fontsize|mainfont|sansfont|monofont|output|lastmod|modified|updated
    |date updated|created|created at|date created|updated at|updated by|updated on|robots|header|footer|headers|redirect from|redirect to|redirects|id|uid|uuid|guid
    |theme|license|licence|copyright|status|parent|parent id|grand parent|nav order|has children|order|position|sort|sort by|rank|pin
    |pinned|sticky|top|hidden|hide|unlisted|private|visibility|password|meta|extra|params|taxonomies|outputs|resources|cascade
    |headless|iscjklanguage|markup|expirydate|expires|translationkey|translation key|translations|lang ref|ref|reflang|hreflang|linktitle
    |link title|nav title|navtitle|sidebar|sidebar label|sidebar position|pagination label|pagination next|pagination prev
    |displayed sidebar|custom edit url|hide title|hide table of contents|toc min heading level|toc max heading level|tableofcontents
    |toc depth|number sections|format|formats|execute|editor|engine|jupyter|bibliography|csl|nocite|link citations|citation|crossref
    |header includes|include before|include after|include in header|pdf engine|variables|filters|execute options|knitr|linestretch
    |margin left|margin right|margin top|margin bottom|indent|linkcolor|urlcolor|citecolor|reference doc|css|styles|scripts|js
    |stylesheet|body class|bodyclass|class|classes|style|color|colour|background|background image|banner|banner image|header image
    |header img|heroimage|feature image|featured image|featuredimage|featuredimagepreview|coverimage|cover image|social image|og image
    |image alt|image caption|image credit|teaser image|share img|photo|photos|gallery|video|videos|audio|attachments|files|download
    |downloads|disqus|disable comments|allow comments|has math|eleventynavigation|eleventyexcludefromcollections|eleventycomputed
    |pagination|path|filename|source|original|canonical|canonical url|canonicalurl|base|site|domain|version|revision|rev|generator
    |wp|wordpress id|post id|page id|paginate|rating|reading time|readingtime|readtime|word count|wordcount|show reading time|showtoc
    |show date|share|sharing|socials|social|twitter|facebook|og|opengraph|seo|search|index|noindex|nofollow|tagline image|event|events
    |publisher url|custom sidebar|blueprint|debug|page elements|mtime|ctime|review|as of|write up|enclosure|cdate
    |publishdate hidden|nocomments|annotations|has code|subject|institute|institution|affiliation|affiliations|orcid|doi|acknowledgements
    |organisation|organization|company|firma|release|redaktion
"""

# Tables that generators keep an author's own keys in: Zola's [extra] and [taxonomies], Hugo's [params] and the like.
CARRIERS = frozenset(
    ["extra", "params", "taxonomies", "meta", "metadata", "press", "presse", "release", "pressrelease"]
)

# Inside a key of ours, what names a person rather than a website.
_PERSONAL = frozenset(["name", "fullname", "given", "family"])


def squeezed(key: str) -> str:
    """A key without case, blanks, hyphens and underscores."""
    return re.sub(r"[\s_.-]+", "", key.strip().casefold())


_CANONICAL = {squeezed(spelling): key for key, line in NAMES.items() for spelling in _spellings(line)}
_FOREIGN = frozenset(squeezed(spelling) for spelling in re.split(r"[|\n]", _OF_OTHERS) if spelling.strip())

_EMBARGO = tuple(spelling for spelling, key in _CANONICAL.items() if key == "embargo" and len(spelling) >= 7)
_GRAVE = ("embargo", "sperrfrist", "sperrvermerk", "解禁")


def canonical(key: str) -> str | None:
    """Which part of a release a key gives, or None."""
    return _CANONICAL.get(squeezed(key))


def is_foreign(key: str) -> bool:
    """Whether a key belongs to a site generator or converter."""
    return squeezed(key) in _FOREIGN


def names_an_embargo(key: str) -> bool:
    """Whether a key that is not known means an embargo: ``Sperrfirst``, ``embargo_note``; a slip there is not to be passed over."""
    typed = squeezed(key)
    return any(word in typed for word in _GRAVE) or bool(get_close_matches(typed, _EMBARGO, 1, 0.85))


def is_personal(key: str) -> bool:
    """Whether a key inside an author's entry gives the name."""
    return squeezed(key) in _PERSONAL
