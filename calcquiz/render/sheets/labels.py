"""Labels of questions in other programs: where a question belongs, and what it can be found by."""

from calcquiz.records.variant import Variant
from calcquiz.render.safe import without_hidden

PROGRAM = "calcquiz"


def shelves(variant: Variant) -> tuple[str, str, str]:
    """Return the names of deck or category, outermost first: the program, the chapter, the section."""
    return PROGRAM, f"Chapter {variant.chapter}", without_hidden(variant.section)


def labels(variant: Variant) -> tuple[str, ...]:
    """Return the tags of a question, none with a blank in it."""
    named = (
        PROGRAM,
        f"chapter-{variant.chapter}",
        f"section-{variant.section}",
        variant.id,
        *variant.tags,
        f"difficulty-{variant.difficulty}",
    )
    return tuple(dict.fromkeys("-".join(without_hidden(label).split()) for label in named if label.strip()))
