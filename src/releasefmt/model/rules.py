"""The table of rule codes: what each finding is called and how much it weighs.

Codes go by stage and are never reused: RF0xx reading, RF1xx anatomy, RF2xx typography, RF3xx links and images,
RF4xx letterhead and style, RF5xx output, RF6xx finished files.
"""

from __future__ import annotations

from dataclasses import dataclass

from releasefmt.model.content import Span
from releasefmt.model.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleEntry:
    name: str
    severity: Severity
    summary: str


_I, _W, _E = Severity.INFO, Severity.WARNING, Severity.ERROR

RULES: dict[str, RuleEntry] = {
    # reading
    "RF001": RuleEntry("draft-not-found", _E, "The draft does not exist."),
    "RF002": RuleEntry("draft-unreadable", _E, "The draft exists but cannot be read."),
    "RF003": RuleEntry("draft-too-large", _E, "The draft is larger than a press release can be."),
    "RF004": RuleEntry("encoding-guessed", _W, "The draft is not UTF-8; its encoding was guessed."),
    "RF005": RuleEntry("draft-empty", _E, "The draft holds no text."),
    "RF006": RuleEntry("control-character", _W, "A character that cannot be printed was replaced."),
    "RF007": RuleEntry("not-a-draft", _E, "The file is not a text draft."),
    "RF008": RuleEntry("folder-without-drafts", _E, "The folder holds no draft."),
    "RF009": RuleEntry("list-unusable", _E, "A list of drafts cannot be used."),
    "RF010": RuleEntry("metadata-broken", _W, "The metadata block could not be read as a whole."),
    "RF011": RuleEntry("metadata-unknown", _I, "A metadata key is not known and was left out."),
    "RF012": RuleEntry("metadata-value", _W, "A metadata value could not be understood."),
    "RF013": RuleEntry("metadata-too-large", _E, "The metadata block is larger than metadata can be."),
    "RF014": RuleEntry("nothing-matches", _E, "No draft matches a pattern."),
    "RF020": RuleEntry("escaped-twice", _W, "A star was escaped twice; it is printed as one star."),
    "RF021": RuleEntry("date-not-a-list", _I, "A line that begins with a date was kept as text."),
    "RF022": RuleEntry("html-dropped", _W, "An HTML element that cannot be printed was left out."),
    "RF023": RuleEntry("template-dropped", _W, "A template command of a website was left out."),
    "RF024": RuleEntry("nested-too-deep", _E, "Lists or quotes are nested too deeply."),
    "RF025": RuleEntry("too-many", _E, "A table or list has more entries than a release can hold."),
    "RF026": RuleEntry("note-without-text", _W, "A footnote sign has no footnote."),
    "RF027": RuleEntry("stray-marks", _W, "Stars that were meant to make text bold are printed as they stand."),
    "RF028": RuleEntry("note-without-sign", _W, "No sign in the text leads to a footnote."),
    "RF029": RuleEntry("cell-without-column", _W, "A row of a table has more cells than its head."),
    "RF030": RuleEntry("hyphen-at-line-end", _W, "A word is parted by a hyphen at the end of a line."),
    "RF031": RuleEntry("note-twice", _W, "Two footnotes have the same sign."),
    "RF032": RuleEntry("mail-quoted", _I, "Every line began with the sign of an answered e-mail."),
    "RF033": RuleEntry("mail-head", _W, "The head of an e-mail above the text was left out."),
    "RF040": RuleEntry("hidden-order", _W, "An invisible sign changes the order in which text is read, or hides it."),
    "RF041": RuleEntry("letter-lost", _W, "A letter was lost before the draft reached releasefmt."),
    "RF042": RuleEntry("encoded-twice", _W, "Letters were turned into others when the text was saved."),
    "RF043": RuleEntry("too-much-text", _E, "The draft is longer than a release can be."),
    "RF044": RuleEntry("word-too-long", _E, "Characters without a blank go on longer than any page is wide."),
    "RF045": RuleEntry("comment-unclosed", _W, "A comment has no end; its words are printed."),
    # anatomy
    "RF101": RuleEntry("no-headline", _W, "No headline was found."),
    "RF102": RuleEntry("no-dateline", _I, "No place or date was found."),
    "RF103": RuleEntry("no-label", _I, "Nothing says that this is a press release."),
    "RF104": RuleEntry("internal-text", _E, "Text above the first rule may be internal."),
    "RF105": RuleEntry("embargo-unread", _E, "An embargo is named but its time could not be read."),
    "RF106": RuleEntry("no-lead", _W, "No lead was found."),
    "RF107": RuleEntry("no-contact", _I, "Neither the draft nor the letterhead names a press contact."),
    "RF108": RuleEntry("conflict", _W, "The draft says two things about the same part."),
    "RF109": RuleEntry("language-guessed", _W, "The language was guessed."),
    "RF110": RuleEntry("placeholder", _W, "A placeholder has not been filled in."),
    "RF111": RuleEntry("after-the-end", _I, "Text after the end mark is printed as notes to editors."),
    "RF113": RuleEntry("internal-dropped", _I, "Internal text above the first rule was left out, as asked."),
    "RF112": RuleEntry("language-without-pack", _W, "There are no fixed words for the draft's language."),
    # typography
    "RF201": RuleEntry("quote-without-partner", _W, "A straight quotation mark has no partner in its paragraph."),
    "RF202": RuleEntry("quote-opened-wrongly", _W, "A quotation opens with a mark that closes in this language."),
    "RF203": RuleEntry("abbreviation-without-blank", _I, "An abbreviation is written without its blank."),
    "RF204": RuleEntry("percent-without-blank", _I, "A number stands close to its percent sign."),
    "RF205": RuleEntry("range-with-hyphen", _I, "A range of years is written with a hyphen."),
    "RF206": RuleEntry("number-ungrouped", _I, "A large number has no groups of three digits."),
    "RF207": RuleEntry("phone-spacing", _I, "A telephone number is not spaced as DIN 5008 has it."),
    "RF208": RuleEntry("capital-sharp-s", _I, "A small ß stands among capitals."),
    "RF209": RuleEntry("sharp-s-not-used", _I, "The draft's region does not use the letter ß."),
    "RF115": RuleEntry("headline-unmarked", _I, "A plain line was taken as the headline."),
    "RF117": RuleEntry("beside-dateline", _I, "Words beside place and date in a dateline are not printed."),
    "RF116": RuleEntry("embargo-in-text", _W, "The text speaks of an embargo that was not read as one."),
    "RF118": RuleEntry("day-that-cannot-be", _W, "A weekday, a day or a time of the text cannot be."),
    # links and images
    "RF301": RuleEntry("dead-link", _W, "A link leads nowhere; its words were kept and the link left out."),
    "RF302": RuleEntry("link-not-allowed", _W, "A link has an address that readers cannot follow."),
    "RF303": RuleEntry("link-without-words", _W, "A link has no words; it was left out."),
    "RF304": RuleEntry("link-not-used", _I, "The address of a link is given that nothing in the text uses."),
    "RF305": RuleEntry("link-lost-on-paper", _W, "A link's address stands nowhere on the printed page."),
    "RF310": RuleEntry("image-missing", _W, "An image could not be found."),
    "RF311": RuleEntry("image-broken", _W, "An image could not be read."),
    "RF312": RuleEntry("image-too-large", _E, "An image is too large."),
    "RF313": RuleEntry("image-without-alt", _W, "An image has no alternative text."),
    "RF314": RuleEntry("image-outside", _W, "An image lies outside the draft's folder."),
    "RF315": RuleEntry("image-too-coarse", _W, "An image has fewer than 300 dots per inch at its printed size."),
    "RF319": RuleEntry("drawing-too-costly", _W, "A drawing takes too long or too much memory to draw."),
    "RF316": RuleEntry("too-many-pictures", _E, "A draft names more pictures than a release can hold."),
    # letterhead and style
    "RF401": RuleEntry("config-missing", _E, "The named configuration file does not exist."),
    "RF402": RuleEntry("config-broken", _E, "releasefmt.toml cannot be read."),
    "RF403": RuleEntry("config-unknown-key", _E, "releasefmt.toml has a key that is not known."),
    "RF404": RuleEntry("config-value", _E, "releasefmt.toml has a value of the wrong kind."),
    "RF405": RuleEntry("style-unknown", _E, "The style does not exist."),
    "RF406": RuleEntry("style-broken", _E, "The style cannot be read."),
    "RF407": RuleEntry("logo-missing", _E, "The logo cannot be used."),
    "RF408": RuleEntry("config-absent", _I, "No releasefmt.toml was found; a plain letterhead is used."),
    "RF409": RuleEntry("font-missing", _E, "A font file of the letterhead cannot be used."),
    "RF410": RuleEntry("address-too-long", _W, "The letterhead's address has more lines than there is room for."),
    "RF411": RuleEntry("footer-too-long", _E, "The letterhead's footer has more lines than there is room for."),
    "RF412": RuleEntry("page-impossible", _E, "The page settings of releasefmt.toml do not fit together."),
    "RF413": RuleEntry("font-licence", _E, "A font of the letterhead must not be embedded."),
    "RF414": RuleEntry("font-cut-missing", _W, "A typeface of the letterhead has no italic or no bold."),
    "RF415": RuleEntry("font-coverage", _W, "A typeface of the letterhead lacks a character."),
    "RF416": RuleEntry("css-for-pdf-only", _I, "The letterhead's own style sheet changes the PDF only."),
    "RF417": RuleEntry("wordmark-too-long", _W, "The organisation's name is too long to stand in a logo's stead."),
    "RF418": RuleEntry("paper-unusable", _E, "The designer's paper cannot be used."),
    "RF419": RuleEntry("paper-without-bleed", _W, "The designer's paper has colour at its edge, but no bleed."),
    "RF430": RuleEntry("template-unusable", _E, "The Word template of the letterhead cannot be used."),
    "RF431": RuleEntry("template-style-unknown", _E, "The Word template has no style of that name."),
    "RF432": RuleEntry("template-style-added", _I, "The Word template lacks styles; they were added to the Word file."),
    "RF433": RuleEntry("template-text-left-out", _W, "Text or pictures in the body of the Word template are not used."),
    "RF434": RuleEntry("template-without-embargo", _W, "The heads of the Word template do not name the embargo."),
    "RF435": RuleEntry("font-not-embedded", _W, "A typeface is not embedded in the Word file."),
    "RF421": RuleEntry("css-too-large", _E, "The letterhead's own style sheet is too large or nested too deeply."),
    "RF420": RuleEntry("colour-converted", _I, "A colour of the letterhead has no CMYK values; it was converted."),
    # output
    "RF501": RuleEntry("not-written", _E, "A file could not be written."),
    "RF502": RuleEntry("glyph-missing", _E, "The fonts have no glyph for a character."),
    "RF503": RuleEntry("renderer-says", _W, "The renderer reported a problem."),
    "RF504": RuleEntry("same-output", _E, "Drafts would be written to the same file; none of them is built."),
    "RF505": RuleEntry("renderer-failed", _E, "The file could not be made."),
    "RF506": RuleEntry("defect", _E, "releasefmt itself failed on the draft."),
    "RF507": RuleEntry("short-last-page", _I, "The last page holds next to nothing."),
    "RF508": RuleEntry(
        "glyph-lent-in-word", _W, "The fonts have no glyph for a character; Word takes another typeface."
    ),
    "RF509": RuleEntry(
        "pages-estimated", _I, "The number of pages in a Word file made alone may be wrong until Word counts."
    ),
    "RF510": RuleEntry("not-overwritten", _E, "A file that releasefmt did not write, or that was changed, is kept."),
    "RF511": RuleEntry("output-is-source", _E, "A release would be written over a file that it is made from."),
    "RF515": RuleEntry("sandbox-impossible", _E, "This system cannot give what --sandbox promises; nothing is built."),
    "RF516": RuleEntry("sandbox-exceeded", _E, "A draft took more than the sandbox allows."),
    "RF517": RuleEntry("sandbox-incomplete", _W, "This system cannot keep the sandbox from other files."),
    "RF520": RuleEntry("worker-died", _E, "The process that built a draft died."),
    "RF521": RuleEntry("timed-out", _E, "A draft took longer than --timeout allows."),
    "RF522": RuleEntry("stopped", _E, "A draft was not built because the run was stopped."),
    "RF523": RuleEntry("not-tried", _E, "A draft was not tried because of --fail-fast."),
    "RF524": RuleEntry("manifest-unusable", _W, "The list of what was built cannot be used; all is built again."),
    "RF525": RuleEntry("cluster-unusable", _E, "The cluster cannot be used, or a draft is too large to be sent there."),
    # finished files
    "RF600": RuleEntry("file-unreadable", _E, "The finished file cannot be read."),
    "RF601": RuleEntry("tags-missing", _E, "The file has no tags."),
    "RF602": RuleEntry("content-untagged", _E, "Something on a page is neither tagged nor marked as decoration."),
    "RF603": RuleEntry("tags-contradict", _E, "Tags and what they stand for contradict each other."),
    "RF604": RuleEntry("running-head-tagged", _E, "A running head or foot is read out as text."),
    "RF605": RuleEntry("reading-order", _E, "The text is read out in another order than the draft has it."),
    "RF606": RuleEntry("words-missing", _E, "Words of the draft are not read out."),
    "RF607": RuleEntry("words-added", _E, "Words are read out that the draft does not have."),
    "RF608": RuleEntry("words-not-copied", _E, "Words cannot be copied or found as they are written."),
    "RF609": RuleEntry("figure-box", _E, "The place given for a picture is not where it stands."),
    "RF610": RuleEntry("language-wrong", _E, "The file or a passage is marked as being in another language."),
    "RF611": RuleEntry("alternative-missing", _E, "A picture in the file has no alternative text."),
    "RF612": RuleEntry("head-empty", _E, "A head holds no words."),
    "RF613": RuleEntry("head-levels", _E, "The levels of heads do not follow one another."),
    "RF614": RuleEntry("table-head-silent", _E, "A table's head does not say what it stands over."),
    "RF615": RuleEntry("link-misplaced", _E, "A link does not lie over its words, or leads nowhere."),
    "RF616": RuleEntry("link-silent", _E, "A link in the file does not say where it leads."),
    "RF617": RuleEntry("misplaced", _E, "Something does not stand where the style puts it."),
    "RF618": RuleEntry("page-boxes", _E, "A page has another size or other boxes than it should."),
    "RF619": RuleEntry("font-foreign", _E, "Text is set in a typeface that the style does not name."),
    "RF620": RuleEntry("font-incomplete", _E, "A font is not embedded, or its text cannot be copied."),
    "RF621": RuleEntry("glyph-undefined", _E, "A box stands where a character is missing."),
    "RF622": RuleEntry("contrast-low", _E, "Text stands out too little from its ground."),
    "RF623": RuleEntry("title-wrong", _E, "The file's title is missing, wrong or not shown."),
    "RF624": RuleEntry("claims-contradict", _E, "What the file says of itself does not agree."),
    "RF625": RuleEntry("attachment-wrong", _E, "The draft in the file is missing or another one."),
    "RF626": RuleEntry("bookmarks-wrong", _W, "The bookmarks are not the heads."),
    "RF627": RuleEntry("words-glued", _E, "Words are parted by a gap on paper, but by no blank in the file."),
    "RF628": RuleEntry("parts-lacking", _E, "A page names a font or picture that the file does not hold."),
    "RF629": RuleEntry("inks-wrong", _E, "A file for print has colours that no press can print as they are meant."),
    "RF640": RuleEntry("files-say-otherwise", _E, "The Word file and the PDF do not have the same words."),
    "RF641": RuleEntry("files-built-otherwise", _E, "Heads, lists, tables or notes of the two files are not the same."),
    "RF642": RuleEntry("files-link-otherwise", _E, "The links of the two files do not lead to the same addresses."),
    "RF643": RuleEntry("files-show-otherwise", _E, "The pictures of the two files are not the same."),
    "RF644": RuleEntry("pages-uncounted", _I, "The Word file names another number of pages until Word has counted."),
    "RF645": RuleEntry("paper-differs", _E, "The two files are for other paper or have other margins."),
    "RF646": RuleEntry("typefaces-differ", _E, "The two files are not set in the same typefaces."),
    "RF647": RuleEntry("colours-differ", _E, "The letters of the two files do not have the same colours."),
    "RF648": RuleEntry("title-differs", _E, "The two files do not have the same title or language."),
    "RF649": RuleEntry("word-alone", _I, "A Word file was named without the PDF to compare it with."),
    "RF651": RuleEntry("word-properties", _E, "The Word file does not say its title, language or time."),
    "RF652": RuleEntry("word-language", _E, "The Word file or a passage names no language, or one that there is not."),
    "RF653": RuleEntry("word-undefined", _E, "Text of the Word file asks for something that the file does not define."),
    "RF654": RuleEntry("word-link", _E, "A link of the Word file leads nowhere or does not say where."),
    "RF655": RuleEntry("word-picture", _E, "A picture of the Word file is silent or floats over the text."),
    "RF656": RuleEntry("word-heads", _E, "Heads or paragraphs of the Word file are empty or in the wrong order."),
    "RF657": RuleEntry("word-field", _E, "A field of the Word file has no beginning or no end."),
    "RF658": RuleEntry("word-table", _E, "A table of the Word file has no head, or merged cells."),
    "RF659": RuleEntry("word-font", _E, "A typeface inside the Word file cannot be read."),
}

ERRORS_IN_PRINT = frozenset({"RF110", "RF301"})
"""What a draft on a screen may still lack and a printed page may not (R14 of the anatomy)."""


def finding(code: str, message: str, span: Span | None = None, *, hint: str = "", file: str = "") -> Finding:
    """A finding with the severity that the table gives its code; an unknown code is a KeyError, hence a bug."""
    return Finding(code, RULES[code].severity, message, span, hint, file)
