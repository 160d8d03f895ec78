"""What works a task: the type of the functions that write derivations."""

from collections.abc import Callable
from typing import TypeAlias

from calcquiz.algebra.tree import Tree
from calcquiz.solving.sheet import Sheet
from calcquiz.tasks.task import Args

Worker: TypeAlias = Callable[[Args, Sheet], Tree]
"""Takes the arguments of a task and the sheet to write on; returns what the last line arrives at."""
