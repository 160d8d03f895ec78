"""The formats of sheets: the name of each, how its files end, and what writes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calcquiz.records.errors import UsageError

if TYPE_CHECKING:
    from calcquiz.records.worksheet import Item, LeftOut
    from calcquiz.render.sheets.document import Document

Groups = Sequence[tuple["Item", ...]]
Notes = tuple[str, tuple["LeftOut", ...]]


def _pdf(document: "Document") -> bytes:
    from calcquiz.render.sheets.pdf import pdf_bytes

    return pdf_bytes(document)


def _html(document: "Document") -> bytes:
    from calcquiz.render.sheets.html import html_page

    return html_page(document).encode()


def _markdown(document: "Document") -> bytes:
    from calcquiz.render.sheets.markdown_sheet import markdown_text

    return markdown_text(document).encode()


def _tex(document: "Document") -> bytes:
    from calcquiz.render.sheets.tex import tex_text

    return tex_text(document).encode()


def _typst(document: "Document") -> bytes:
    from calcquiz.render.sheets.typst_sheet import typst_text

    return typst_text(document).encode()


def _notebook(document: "Document") -> bytes:
    from calcquiz.render.sheets.notebook import notebook_text

    return notebook_text(document).encode()


def _anki(groups: Groups) -> Notes:
    from calcquiz.render.sheets.anki import anki_notes

    return anki_notes(item for group in groups for item in group), ()


def _moodle(groups: Groups) -> Notes:
    from calcquiz.render.sheets.moodle import moodle_xml

    return moodle_xml(groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file: pages, or the variants of each problem for another program."""

    ending: str
    write: "Callable[[Document], bytes] | None" = None
    """Writes the pages of a document; None for other programs."""
    notes: Callable[[Groups], Notes] | None = None
    """Writes the variants of each problem, and says what had to be left out."""


FORMATS: dict[str, Format] = {
    "pdf": Format(ending=".pdf", write=_pdf),
    "html": Format(ending=".html", write=_html),
    "md": Format(ending=".md", write=_markdown),
    "tex": Format(ending=".tex", write=_tex),
    "typst": Format(ending=".typ", write=_typst),
    "ipynb": Format(ending=".ipynb", write=_notebook),
    "anki": Format(ending=".txt", notes=_anki),
    "moodle": Format(ending=".xml", notes=_moodle),
}


def format_named(name: str | None, file: str) -> str:
    """Return the format that was asked for: by name, else by how the file ends, else HTML, which needs nothing.

    Raises:
        UsageError: no format has that name or ending.
    """
    known = ", ".join(FORMATS)
    if name is not None:
        if name.lower() not in FORMATS:
            raise UsageError(f"there is no format `{name}`", f"Write --to with one of: {known}.")
        return name.lower()
    ending = file[file.rfind(".") :].lower() if "." in file.rpartition("/")[2] else ""
    if not ending:
        return "html"
    for known_name, known_format in FORMATS.items():
        if known_format.ending == ending:
            return known_name
    raise UsageError(f"no format ends in {ending}", f"Say what to write: --to with one of {known}.")
