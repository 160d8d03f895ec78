"""Typeset: formulas as layout trees, read from TeX and syntax trees, written as a line, a block or TeX."""

from calcquiz.typeset.block import Block, cells
from calcquiz.typeset.block_writer import best, block
from calcquiz.typeset.expression import from_tree, tree_tex
from calcquiz.typeset.layout import Layout
from calcquiz.typeset.line_writer import line
from calcquiz.typeset.sentence import Place, Run, split_math
from calcquiz.typeset.tex_reader import read_tex
from calcquiz.typeset.tex_writer import to_tex

__all__ = [
    "Block",
    "Layout",
    "Place",
    "Run",
    "best",
    "block",
    "cells",
    "from_tree",
    "line",
    "read_tex",
    "split_math",
    "to_tex",
    "tree_tex",
]
