"""CASText, the text of STACK: HTML that may differ by variant, nothing in it taken for a command."""

import re
from collections.abc import Iterable, Sequence

from calcquiz.render.sheets.document import Block, Room
from calcquiz.render.sheets.html import MATHJAX, html_blocks
from calcquiz.render.sheets.sentences import sentence_blocks

VARIANT = "thisvariant"
"""The variable that counts the variants of a question from 1; longer than any name that a learner may type."""
COMMANDS = re.compile(r"(?<=\[)\[|\{(?=[@#])|@|\$(?=\$)")
"""What begins a block, `[[`, a value, `{@` and `{#`, a file of Moodle's, `@@`, or a formula, `$$`."""


def castext(blocks: Iterable[Block]) -> str:
    """Return blocks as CASText; room to write on is left out."""
    html = html_blocks([block for block in blocks if not isinstance(block, Room)], MATHJAX)
    return COMMANDS.sub(lambda found: f"&#{ord(found[0])};", html)


def said(text: str) -> str:
    """Return a text of the bank as CASText."""
    return castext(sentence_blocks(text))


def by_variant(texts: Sequence[str]) -> str:
    """Return CASText that shows the text of the variant; texts that are all the same stand for themselves."""
    if len(set(texts)) <= 1:
        return "".join(texts[:1])
    named = [(place, text) for place, text in enumerate(texts, 1) if text]
    words = ("if", *("elif" for _ in named[1:]))
    branches = (
        f'[[{word} test="is({VARIANT}={place})"]]{text}' for word, (place, text) in zip(words, named, strict=True)
    )
    return f"{''.join(branches)}[[/if]]"


def choosing(count: int) -> str:
    """Return the statement of Maxima that finds the variant; seeds 1 to `count` give each of them once.

    STACK keeps the seed of a variant in `stack_seed` from version 4.5.0 on.
    """
    return f"{VARIANT}:ev(mod(stack_seed,{count})+1,simp);"


def chosen(name: str, values: Sequence[str]) -> str:
    """Return statements of Maxima that give a name the value of the variant."""
    return f"list{name}:[{','.join(values)}];\n{name}:list{name}[{VARIANT}];"
