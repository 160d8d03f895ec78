"""A document as PDF, through Typst (of the extra `pdf`; imported nowhere else): offline, with its own fonts."""

from calcquiz.records.errors import UsageError
from calcquiz.render.sheets.document import Document
from calcquiz.render.sheets.typst_sheet import typst_text

NEEDED = "Install it: python -m pip install 'calcquiz[pdf]', or choose --to html and print from the browser."


def pdf_bytes(document: Document) -> bytes:
    """Return the document as a PDF file.

    Raises:
        UsageError: typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise UsageError("a PDF needs typst, which is not installed", NEEDED) from error
    pdf: bytes = typst.compile(typst_text(document).encode(), format="pdf", ignore_system_fonts=True)
    return pdf
