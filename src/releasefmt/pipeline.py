"""One draft from bytes to files, every stage by name; the command, the batch and other programs all call this.

``set_up`` reads what many drafts share (letterhead, style, language packs); ``understand`` goes as far as the release,
``draw_up`` as far as the sheet, ``run`` to the written files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from releasefmt.model.content import Blocks, CodeBlock, Paragraph, Release
from releasefmt.model.findings import Finding, Outcome, Severity, worst
from releasefmt.model.glyphs import IN_PDF, IN_WORD, missing_glyphs
from releasefmt.model.hyphenation import Patterns
from releasefmt.model.language import Language
from releasefmt.model.letterhead import Fonts, Letterhead, Output
from releasefmt.model.purpose import Purpose
from releasefmt.model.rules import finding
from releasefmt.model.sheet import AssetError, Assets, Backgrounds, Picture, Sheet, WordTemplate
from releasefmt.model.style import FontFace, Geometry, Role, Style
from releasefmt.model.text import plain_text
from releasefmt.passes.compose import choose_pack, compose, find_pack
from releasefmt.passes.copyfitting import fitted
from releasefmt.passes.extent import too_much
from releasefmt.passes.glyphs import lacking
from releasefmt.passes.house import with_house
from releasefmt.passes.house_fonts import (
    ENDINGS,
    HouseFonts,
    missing_characters,
    missing_cuts,
    resolve_fonts,
    with_scripts,
)
from releasefmt.passes.images import images_of
from releasefmt.passes.naming import asks_for_stem_only, output_stem
from releasefmt.passes.page import on_paper
from releasefmt.passes.paper import for_paper, lost_addresses
from releasefmt.passes.pictures import Wanted, resolve_logo, resolve_pictures
from releasefmt.passes.preflight import inspect
from releasefmt.passes.resolution import coarse_logo, coarse_pictures
from releasefmt.passes.stationery import resolve_paper
from releasefmt.passes.typography import polish
from releasefmt.passes.word_fonts import unsuited, word_faces
from releasefmt.reading.anatomy import infer_release
from releasefmt.reading.css import excess
from releasefmt.reading.dates import month_names
from releasefmt.reading.extent import too_long
from releasefmt.reading.mail import out_of_mail
from releasefmt.reading.markdown import read_markdown
from releasefmt.reading.metadata import read_metadata
from releasefmt.reading.settings import read_languages, read_letterhead, read_style
from releasefmt.reading.source import read_source
from releasefmt.reading.strict import key_place
from releasefmt.rendering import FORMATS, load, load_surveyor
from releasefmt.rendering.seal import is_intact
from releasefmt.rendering.separation import PROFILE, converted_colours, separation
from releasefmt.reporting.explain import Explanation, explain
from releasefmt.reporting.result import Counts, Result, Written
from releasefmt.system.assets import FolderAssets
from releasefmt.system.config import ConfigFile, find_config, load_style
from releasefmt.system.drafts import Draft
from releasefmt.system.drawing import draw_in_child
from releasefmt.system.fonts import bundled_characters, use_bundled_fonts
from releasefmt.system.hyphenation import load_patterns
from releasefmt.system.languages import language_texts
from releasefmt.system.output import OutputError, write_together
from releasefmt.system.quick_start import imported

# Room for one picture, as a share of the text area's height: it must leave room for its caption.
_PICTURE_HEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Setup:
    """What the drafts under one releasefmt.toml share. ``folder`` holds the letterhead's files, None without one.

    ``backgrounds`` are the designer's paper, ``template`` is the Word template of the house, ``embedded`` go into Word files. ``coverage`` is what characters
    (code points) each typeface of the house has, ``characters`` what all typefaces at hand have. ``file`` is releasefmt.toml.
    """

    letterhead: Letterhead
    style: Style
    packs: tuple[Language, ...]
    folder: Path | None
    logo: Picture | None
    backgrounds: Backgrounds = field(default_factory=Backgrounds)
    coverage: Mapping[str, frozenset[int]] = field(default_factory=dict)
    template: WordTemplate | None = None
    characters: frozenset[int] = field(default_factory=bundled_characters)
    file: ConfigFile | None = None
    embedded: tuple[FontFace, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One draft and what to make of it. ``out`` None means beside the draft; ``internal`` is R4's answer.

    ``overwrite``: also files that releasefmt did not write, or that were changed since. ``assets`` are in place of the folders of
    draft and letterhead.
    """

    draft: Draft
    setup: Setup
    formats: tuple[str, ...]
    out: Path | None = None
    internal: str = "stop"
    overwrite: bool = False
    assets: Assets | None = None

    @property
    def folder(self) -> Path:
        """Where its files go."""
        return self.out if self.out is not None else self.draft.folder


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job; ``explanation`` says what was understood, if anything was. ``seconds`` by the wall clock.

    ``inputs`` are what was read for it besides draft and setup, by ``system.recorder``.
    """

    result: Result
    explanation: Explanation | None = None
    seconds: float = field(default=0.0, compare=False)
    pages: int | None = None
    counts: Counts | None = None
    inputs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a job has become, before anything is written: ``files`` by format, named ``stem``; None where there is none to write."""

    findings: tuple[Finding, ...]
    explanation: Explanation | None = None
    stem: str = ""
    files: Mapping[str, bytes] | None = None
    pages: int | None = None
    counts: Counts | None = None


def set_up(
    folder: Path,
    config: Path | None = None,
    style: str = "",
    purpose: Purpose | None = None,
    output_name: str = "",
) -> Outcome[Setup | None]:
    """Letterhead, style and language packs for drafts in ``folder``; None with an error where one cannot be used.

    ``style``, ``purpose`` and ``output_name`` are meant in place of those of releasefmt.toml.
    """
    file = find_config(folder, config)
    if any(entry.severity is Severity.ERROR for entry in file.findings):
        return Outcome(None, file.findings)
    letterhead = read_letterhead(file.value.text, file.value.name) if file.value else Outcome(Letterhead())
    if letterhead.value is None:
        return Outcome(None, letterhead.findings)
    home = file.value.folder if file.value else None
    assets = FolderAssets(letterhead=home)
    fonts = _house_fonts(letterhead.value.fonts, assets)
    css = _house_css(letterhead.value.css, assets)
    problems = _in_config(fonts.findings, file.value, "fonts") + _in_config(css.findings, file.value, "css")
    if worst(problems) is Severity.ERROR:
        return Outcome(None, problems)
    files = load_style(style or letterhead.value.style, home if home and not style else Path.cwd())
    if files.value is None:
        return Outcome(None, files.findings if style else _in_config(files.findings, file.value, "style"))
    texts = files.value
    output = Output(output_name) if output_name else letterhead.value.output
    purpose = purpose or letterhead.value.purpose
    house = replace(letterhead.value, fonts=fonts.value.fonts, purpose=purpose, output=output)
    drawn = read_style(texts.style, texts.fonts, f"{texts.css}\n{css.value}", house, texts.file)
    if drawn.value is None:
        return Outcome(None, drawn.findings)
    paper = on_paper(drawn.value, house)
    if paper.value is None:
        return Outcome(None, _in_config(paper.findings, file.value, "page"))
    look = with_scripts(paper.value, fonts.value.coverage)
    logo = _logo(house, look, assets)
    problems += _in_config(logo.findings, file.value, "organisation", "logo")
    problems += _in_config(tuple(missing_cuts(look)), file.value, "fonts")
    backgrounds, said_of_paper = _backgrounds(house, look.geometry, assets)
    for key, said in said_of_paper:
        problems += _in_config((said,), file.value, "paper", key)
    if house.purpose is Purpose.PRINT:
        for name, said in converted_colours(house.colours, separation(assets.read(PROFILE))):
            problems += _in_config((said,), file.value, "colours", name)
        problems += _in_config(tuple(coarse_logo(logo.value)), file.value, "organisation", "logo")
    template, said_of_template = _word_template(house, assets)
    for keys, said in said_of_template:
        problems += _in_config((said,), file.value, "docx", *keys)
    embedded, said_of_faces = _embedded(house, look, fonts.value)
    problems += _in_config(said_of_faces, file.value, "docx", "embed_fonts")
    if worst(problems) is Severity.ERROR:
        return Outcome(None, problems)
    packs = language_packs(house.language)
    characters = bundled_characters() | fonts.value.characters
    setup = Setup(
        house,
        look,
        packs,
        home,
        logo.value,
        backgrounds,
        fonts.value.coverage,
        template,
        characters,
        file.value,
        embedded,
    )
    return Outcome(setup, file.findings + problems)


def understand(job: Job) -> Outcome[Release | None]:
    """Bytes to release: source, metadata, Markdown, anatomy."""
    letterhead = job.setup.letterhead
    typed = read_source(job.draft.data)
    mail = out_of_mail(typed.value)
    source = Outcome(mail.value, typed.findings + mail.findings)
    metadata = read_metadata(source.value, letterhead.limits)
    if worst(metadata.findings) is Severity.ERROR:
        return Outcome(None, source.findings + metadata.findings)
    if problem := too_long(source.value, metadata.value.body, letterhead.limits):
        return Outcome(None, (*source.findings, *metadata.findings, problem))
    document = read_markdown(source.value, metadata.value.body, month_names(), letterhead.limits)
    findings = source.findings + metadata.findings + document.findings
    if document.value is None:
        return Outcome(None, findings)
    if not _prints(document.value.blocks) and not metadata.value.entries:
        return Outcome(None, (*findings, finding("RF005", "The draft holds no text.")))
    release = infer_release(
        document.value,
        metadata.value,
        job.setup.packs,
        language=letterhead.language,
        timezone=letterhead.timezone,
        internal=job.internal,
    )
    return Outcome(release.value, _weighed(findings + release.findings, job))


def draw_up(job: Job, understood: Release) -> Outcome[tuple[Sheet, Explanation]]:
    """Release to sheet: the letterhead's parts, typography, checks, pictures, composition; and what ``explain`` says."""
    setup = job.setup
    pack = choose_pack(understood.language.value, setup.packs, setup.letterhead.language)
    polished = _polish(with_house(understood, setup.letterhead, pack.value.printed), setup, pack.value)
    release = polished.value
    geometry = setup.style.geometry
    room = (geometry.height - geometry.top - geometry.bottom) * _PICTURE_HEIGHT
    images = tuple(images_of(release))
    pictures = resolve_pictures(
        (Wanted(image, geometry.text_width, room) for image in images),
        assets_of(job),
        setup.letterhead.limits,
        draw_in_child,
    )
    sheet = compose(
        release,
        setup.letterhead,
        setup.style,
        pack.value,
        pictures=pictures.value,
        logo=setup.logo,
        backgrounds=setup.backgrounds,
        source_name=_source_name(job.draft),
        source=job.draft.data,
    )
    status = next(
        (plain_text((placed.block,)) for placed in sheet.value.flow if placed.role in (Role.EMBARGO, Role.STATUS)), ""
    )
    explanation = explain(job.draft.name, release, pack.value.printed, status)
    findings = pack.findings + inspect(understood, pack.value) + polished.findings + pictures.findings + sheet.findings
    findings += missing_characters(sheet.value, setup.coverage)
    findings += too_much(sheet.value, setup.letterhead.limits)
    if setup.letterhead.purpose is Purpose.PRINT:
        findings += (*coarse_pictures(images, pictures.value), *lost_addresses(sheet.value))
    return Outcome((sheet.value, explanation), _weighed(findings, job))


def copyfit(job: Job, sheet: Sheet) -> Outcome[Sheet]:
    """The sheet as both files get it, by the measure of the one format that is laid out here."""
    if "pdf" not in job.formats or _make_pdf_ready() is not None:
        return Outcome(sheet)
    surveyor = load_surveyor("pdf")
    assert surveyor is not None
    assets = assets_of(job)
    return fitted(sheet, lambda tried: surveyor(tried, assets))


def run(job: Job) -> Done:
    """One draft to its files. Nothing is written unless every format could be made; errors are findings."""
    return put(job, make(job))


def make(job: Job) -> Made:
    """One draft to the bytes of its files; nothing is written."""
    release = understand(job)
    if release.value is None:
        return Made(release.findings)
    sheet = draw_up(job, release.value)
    drawing, explanation = sheet.value
    findings = release.findings + sheet.findings + _glyphs(drawing, release.value, job)
    if worst(findings) is Severity.ERROR:
        return Made(findings, explanation)
    fit = copyfit(job, drawing)
    drawing, findings = fit.value, findings + fit.findings
    made: dict[str, bytes] = {}
    for name in job.formats:
        rendered = _render(name, drawing, job)
        findings += rendered.findings
        if rendered.value is not None:
            made[name] = rendered.value
    if worst(findings) is Severity.ERROR:
        return Made(_once(findings), explanation)
    stem = output_stem(job.setup.letterhead.output.name, job.draft.stem, release.value)
    return Made(_once(findings), explanation, stem, made, drawing.pages or None, _counts(drawing))


def put(job: Job, made: Made) -> Done:
    """The files of a job to their places."""
    if made.files is None:
        return Done(Result(job.draft.name, (), made.findings), made.explanation)
    written, problems = _write(job, made.stem, made.files)
    result = Result(job.draft.name, written, _once(made.findings + problems))
    return Done(result, made.explanation, pages=made.pages, counts=made.counts)


def verify(data: bytes, job: Job | None = None) -> tuple[Finding, ...]:
    """What is wrong with a finished PDF by itself and, given its job, against the sheet that the job has drawn up."""
    from releasefmt.measuring.checks import compare, examine
    from releasefmt.measuring.facts import NotReadableError
    from releasefmt.measuring.pdf import copied_text, measure

    try:
        facts, copied = measure(data), copied_text(data)
    except NotReadableError as error:
        hint = "Name a PDF that releasefmt has built, or get the file again from where it came."
        return (finding("RF600", f"This is no PDF, or a damaged one: {error}.", hint=hint),)
    found = examine(facts)
    if job is None:
        return found
    release = understand(job)
    if release.value is None:
        return (*found, *release.findings)
    built = replace(job, formats=("pdf",))  # the job of a command that builds nothing names no formats
    sheet = copyfit(built, draw_up(job, release.value).value[0]).value
    return (*found, *compare(facts, sheet, copied))


def compare_files(word: bytes, pdf: bytes | None) -> tuple[Finding, ...]:
    """What is wrong with a finished Word file by itself, and in what it is another release than the PDF."""
    from releasefmt.measuring import docx, parity
    from releasefmt.measuring import pdf as portable
    from releasefmt.measuring.docx.lint import lint
    from releasefmt.measuring.facts import NotReadableError

    try:
        facts, found = docx.measure(word), lint(word)
    except NotReadableError as error:
        hint = "Name a Word file that releasefmt has built, or get the file again from where it came."
        return (finding("RF600", f"This is no Word file, or a damaged one: {error}.", hint=hint),)
    if pdf is None:
        hint = "Name the PDF of the same release beside it."
        return (*found, finding("RF649", "There is no PDF here to compare the Word file with.", hint=hint))
    try:
        return (*found, *parity.compare(facts, portable.measure(pdf)))
    except NotReadableError:
        return found  # said of the PDF itself


def output_paths(job: Job, release: Release | None = None) -> dict[str, Path]:
    """Where each format of a release is written. A PDF for another purpose than the screen says so in its name.

    Without its release a job whose file names need it has none.
    """
    template = job.setup.letterhead.output.name
    if release is None and not asks_for_stem_only(template):
        return {}
    return paths_of(job, output_stem(template, job.draft.stem, release))


def paths_of(job: Job, stem: str) -> dict[str, Path]:
    """Where each format is written under the name ``stem``."""
    suffixes = {"pdf": job.setup.letterhead.purpose.suffix}
    return {name: job.folder / f"{stem}{suffixes.get(name, '')}{FORMATS[name].ending}" for name in job.formats}


def sources(job: Job) -> tuple[Path, ...]:
    """The files that a job's are made from and that no release may be written over: the draft and the letterhead's."""
    given, home = job.setup.letterhead, job.setup.folder
    names = (given.organisation.logo, given.css, given.paper.first, given.paper.following, given.docx.template)
    house = () if home is None else tuple(home / name for name in names if name)
    return (job.draft.folder / Path(job.draft.name).name, *house)


@cache
def language_packs(first: str = "") -> tuple[Language, ...]:
    """Every language pack, that of the tag ``first`` before the others; a broken pack is a bug, hence an exception."""
    packs = read_languages(language_texts())
    if packs.findings:
        raise ValueError("; ".join(f"{entry.file}: {entry.message}" for entry in packs.findings))
    wanted = first.partition("-")[0].lower()
    return tuple(sorted(packs.value, key=lambda pack: pack.tag.partition("-")[0] != wanted))


def _prints(blocks: Blocks) -> bool:
    """Whether there is more in the blocks than blanks; an indented no-break space is code to Markdown."""
    silent = (Paragraph, CodeBlock)
    return any(not isinstance(block, silent) for block in blocks) or bool(plain_text(blocks).strip())


def warm_up(formats: tuple[str, ...]) -> None:
    """Import what the formats are made with, which takes longer than a release; a worker does so before its first job."""
    if "pdf" in formats and _make_pdf_ready() is not None:
        return  # each job will say why it cannot be
    for name in formats:
        load(name)


def _polish(release: Release, setup: Setup, pack: Language) -> Outcome[Release]:
    """Typography and soft hyphens by the release's own language, in a passage of another one by that one's."""

    def speaking(tag: str) -> tuple[Language, Patterns | None] | None:
        other = find_pack(tag, setup.packs)
        return None if other is None else (other, _patterns(other))

    return polish(release, pack, _patterns(pack), setup.letterhead.words.hyphenation, speaking)


def _patterns(pack: Language) -> Patterns | None:
    name = pack.typography.hyphenation
    return load_patterns(name) if name else None


def _source_name(draft: Draft) -> str:
    """The name under which the PDF carries the draft: the file's own, or one made up for standard input.

    Bytes of a name that are no letters (PEP 383) cannot be said in a PDF; U+FFFD stands for each.
    """
    name = Path(draft.name).name
    said = name if Path(name).stem == draft.stem else f"{draft.stem}.md"
    return said.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _weighed(findings: tuple[Finding, ...], job: Job) -> tuple[Finding, ...]:
    return for_paper(findings) if job.setup.letterhead.purpose is Purpose.PRINT else findings


def assets_of(job: Job) -> Assets:
    """The files that a release may use."""
    return job.assets or FolderAssets(
        draft=job.draft.folder, letterhead=job.setup.folder, largest=job.setup.letterhead.limits.picture_bytes
    )


def _in_config(findings: tuple[Finding, ...], file: ConfigFile | None, *key: str) -> tuple[Finding, ...]:
    """Findings about a setting, at its line of releasefmt.toml; without a file they have no place."""
    if file is None:
        return findings
    return tuple(replace(entry, file=file.name, span=key_place(file.text, key)) for entry in findings)


def _logo(letterhead: Letterhead, style: Style, assets: FolderAssets) -> Outcome[Picture | None]:
    organisation = letterhead.organisation
    if not organisation.logo:
        return Outcome(None)
    geometry = style.geometry
    return resolve_logo(
        organisation.logo,
        organisation.logo_alt or organisation.name,
        assets,
        height=geometry.logo_height,
        max_width=geometry.logo_max_width,
        draw=draw_in_child,
    )


def _house_fonts(fonts: Fonts, assets: FolderAssets) -> Outcome[HouseFonts]:
    """The house's font files, before any draft is drawn."""
    if not fonts.files and not fonts.folder:
        return Outcome(HouseFonts(fonts, {}))
    try:
        in_folder = assets.names(fonts.folder, ENDINGS) if fonts.folder else ()
    except AssetError as error:
        message = f"The fonts of the letterhead cannot be used: {error.message}"
        return Outcome(HouseFonts(fonts, {}), (finding("RF409", message),))
    return resolve_fonts(fonts, in_folder, assets)


def _backgrounds(
    letterhead: Letterhead, geometry: Geometry, assets: FolderAssets
) -> tuple[Backgrounds, list[tuple[str, Finding]]]:
    """The designer's paper and what is wrong with it, with the key under ``paper`` that it concerns."""
    press = letterhead.purpose is Purpose.PRINT
    given = {"first": letterhead.paper.first, "following": letterhead.paper.following}
    papers = {
        key: resolve_paper(name, assets, geometry, for_print=press, draw=draw_in_child) for key, name in given.items()
    }
    said = [(key, entry) for key, paper in papers.items() for entry in paper.findings]
    return Backgrounds(papers["first"].value, papers["following"].value), said


def _word_template(
    letterhead: Letterhead, assets: FolderAssets
) -> tuple[WordTemplate | None, tuple[tuple[tuple[str, ...], Finding], ...]]:
    """The Word template of the house and what is wrong with it, with the keys under ``docx`` that it concerns."""
    given = letterhead.docx
    if not given.template:
        wrong = finding("RF431", "docx.styles names styles of a Word template, but docx.template names none.")
        return None, ((("styles",), wrong),) if given.styles else ()
    try:
        data = assets.read(f"letterhead:{given.template}")
    except AssetError as error:
        message = f"The Word template cannot be used: {error.message}"
        return None, ((("template",), finding("RF430", message)),)
    from releasefmt.rendering.docx.poured import inspected

    template = WordTemplate(given.template, data, tuple(given.styles.items()))
    return template, inspected(template)


def _embedded(
    letterhead: Letterhead, style: Style, fonts: HouseFonts
) -> tuple[tuple[FontFace, ...], tuple[Finding, ...]]:
    """The faces that go into Word files, and a word about each that cannot."""
    if not letterhead.docx.embed_fonts:
        return (), ()
    faces = word_faces(style, every=bool(letterhead.docx.template))
    left_out = dict(unsuited(faces, fonts.facts))
    return tuple(face for face in faces if face not in left_out), tuple(left_out.values())


def _house_css(name: str, assets: FolderAssets) -> Outcome[str]:
    """The house's own style sheet, with a word about where it counts."""
    if not name:
        return Outcome("")
    try:
        data = assets.read(f"letterhead:{name}")
        text = data.decode("utf-8-sig")
    except AssetError as error:
        return Outcome("", (finding("RF406", f"The style sheet of the letterhead cannot be used: {error.message}"),))
    except UnicodeDecodeError:
        return Outcome("", (finding("RF406", f"The style sheet “{name}” is not saved as UTF-8."),))
    if problem := excess(data, text, name):
        return Outcome("", (problem,))
    message = f"The style sheet “{name}” changes the PDF only; the Word file keeps the look of the style."
    return Outcome(text, (finding("RF416", message),))


def _make_pdf_ready() -> Finding | None:
    """WeasyPrint, pointed at the bundled fonts and imported; or why that cannot be done."""
    try:
        use_bundled_fonts()
    except OutputError as error:
        return finding("RF505", error.message)
    imported(FORMATS["pdf"].module)
    return None


def _glyphs(sheet: Sheet, release: Release, job: Job) -> tuple[Finding, ...]:
    """Characters that no typeface has: an error where a PDF is made, or may be."""
    file = job.setup.file
    signs = lacking(sheet, release, job.setup.characters, file.text if file else "", file.name if file else "")
    return tuple(missing_glyphs(signs, IN_WORD if job.formats == ("docx",) else IN_PDF))


def _render(name: str, sheet: Sheet, job: Job) -> Outcome[bytes | None]:
    if name == "pdf":
        problem = _make_pdf_ready()
        if problem is not None:
            return Outcome(None, (problem,))
    imported(FORMATS[name].module)
    return load(name)(replace(sheet, template=job.setup.template, embedded=job.setup.embedded), assets_of(job))


def _write(job: Job, stem: str, made: Mapping[str, bytes]) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """All files of the release, or none; where the system fails between two renames, those that were written are named."""
    paths = paths_of(job, stem)
    problems: tuple[Finding, ...] = ()
    done: tuple[Path, ...] = tuple(paths.values())
    try:
        write_together(
            {paths[name]: data for name, data in made.items()},
            is_intact,
            overwrite=job.overwrite,
            sources=sources(job),
            make_folders=job.out is not None,
        )
    except OutputError as error:
        done, problems = error.written, (finding(error.code, error.message, hint=error.hint),)
    written = tuple(
        Written(name, str(path), hashlib.sha256(made[name]).hexdigest(), len(made[name]))
        for name, path in paths.items()
        if path in done
    )
    return written, problems


def _counts(sheet: Sheet) -> Counts:
    text = "\n".join(plain_text((placed.block,)) for placed in sheet.flow)
    return Counts(len(text.split()), len(text), len(sheet.pictures))


def _once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Both renderers may say the same."""
    return tuple(dict.fromkeys(findings))
