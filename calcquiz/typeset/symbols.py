"""The signs: one table from TeX command to Unicode character, kind and ASCII, from which every writer reads."""

from calcquiz.typeset.layout import Kind, Symbol

_VARIABLES = (
    r"\alpha α alpha, \beta β beta, \gamma γ gamma, \delta δ delta, \epsilon ϵ epsilon, \varepsilon ε epsilon, "
    r"\zeta ζ zeta, \eta η eta, \theta θ theta, \vartheta ϑ theta, \iota ι iota, \kappa κ kappa, "
    r"\lambda λ lambda, \mu μ mu, \nu ν nu, \xi ξ xi, \omicron ο omicron, \pi π pi, \varpi ϖ pi, \rho ρ rho, "
    r"\varrho ϱ rho, \sigma σ sigma, \varsigma ς sigma, \tau τ tau, \upsilon υ upsilon, \phi φ phi, \varphi ϕ phi, "
    r"\chi χ chi, \psi ψ psi, \omega ω omega, \Gamma Γ Gamma, \Delta Δ Delta, \Theta Θ Theta, \Lambda Λ Lambda, "
    r"\Xi Ξ Xi, \Pi Π Pi, \Sigma Σ Sigma, \Upsilon Υ Upsilon, \Phi Φ Phi, \Psi Ψ Psi, \Omega Ω Omega, "
    r"\infty ∞ oo, \partial ∂ d, \nabla ∇ grad, \ell ℓ l, \hbar ℏ hbar, \forall ∀ forall, \exists ∃ exists, "
    r"\neg ¬ not, \lnot ¬ not, \emptyset ∅ {}, \varnothing ∅ {}, \top ⊤ T, \bot ⊥ bot, \Re ℜ Re, \Im ℑ Im, "
    r"\aleph ℵ aleph, \angle ∠ angle, \degree ° deg, "
    r"\ldots … ..., \dots … ..., \dotsc … ..., \dotsb ⋯ ..., \cdots ⋯ ..., \vdots ⋮ :, \ddots ⋱ ..., "
    r"\$ $ $, \& & &, \_ _ _, \# # #, \square □ [], \blacksquare ■ []"
)
_OPERATORS = (
    r"+ + +, - − -, * ∗ *, / / /, \pm ± +-, \mp ∓ -+, \cdot · *, \times × x, \div ÷ /, \ast ∗ *, \star ⋆ *, "
    r"\circ ∘ o, \bullet ∙ *, \cup ∪ U, \cap ∩ n, \setminus ∖ minus, \wedge ∧ and, \land ∧ and, \vee ∨ or, \lor ∨ or, "
    r"\oplus ⊕ (+), \otimes ⊗ (x), \odot ⊙ (.)"
)
_RELATIONS = (
    r"= = =, < < <, \lt < <, > > >, \gt > >, \to → ->, \rightarrow → ->, \leftarrow ← <-, \gets ← <-, "
    r"\longrightarrow ⟶ ->, \mapsto ↦ |->, \leftrightarrow ↔ <->, \le ≤ <=, \leq ≤ <=, \leqslant ≤ <=, \ge ≥ >=, "
    r"\geq ≥ >=, \geqslant ≥ >=, \ne ≠ !=, \neq ≠ !=, \approx ≈ ~=, \sim ∼ ~, \simeq ≃ ~=, \cong ≅ ~=, \equiv ≡ ==, "
    r"\propto ∝ prop, \in ∈ in, \notin ∉ notin, \ni ∋ ni, \subset ⊂ subset, \subseteq ⊆ subseteq, "
    r"\supset ⊃ superset, \supseteq ⊇ superseteq, \ll ≪ <<, \gg ≫ >>, \implies ⟹ =>, \Rightarrow ⇒ =>, "
    r"\Longrightarrow ⟹ =>, \Leftarrow ⇐ <=, \impliedby ⟸ <=, \iff ⟺ <=>, \Leftrightarrow ⇔ <=>, \mid | |, "
    r"\perp ⊥ perp, \parallel ∥ ||, \coloneqq ≔ :=, \nearrow ↗ up, \searrow ↘ down, \uparrow ↑ up, "
    r"\downarrow ↓ down"
)


def _rows(table: str, kind: Kind) -> list[tuple[str, Symbol, str]]:
    rows = []
    for entry in table.split(", "):
        command, text, ascii_text = entry.split(" ")
        rows.append((command, Symbol(text, kind), ascii_text))
    return rows


_TABLE = [
    *_rows(_VARIABLES, Kind.VARIABLE),
    *_rows(_OPERATORS, Kind.OPERATOR),
    *_rows(_RELATIONS, Kind.RELATION),
    (",", Symbol(",", Kind.PUNCTUATION), ","),
    (";", Symbol(";", Kind.PUNCTUATION), ";"),
    (":", Symbol(":", Kind.PUNCTUATION), ":"),
    (r"\colon", Symbol(":", Kind.PUNCTUATION), ":"),
    (".", Symbol(".", Kind.PUNCTUATION), "."),
    ("?", Symbol("?", Kind.PUNCTUATION), "?"),
    ("!", Symbol("!", Kind.POSTFIX), "!"),
    (r"\%", Symbol("%", Kind.POSTFIX), "%"),
    (r"\prime", Symbol("′", Kind.PRIME), "'"),
]

COMMANDS: dict[str, Symbol] = {command: symbol for command, symbol, _ in _TABLE}
"""What a TeX command, or a plain character, stands for."""
COMMANDS |= {
    symbol.text: symbol
    for _, symbol, _ in reversed(_TABLE)
    if symbol.text not in COMMANDS and symbol.text not in set("$&_#%{}")
}

TEX: dict[Symbol, str] = {symbol: command for command, symbol, _ in reversed(_TABLE)}
"""The command that writes a symbol; the first in the table where there are several."""
ASCII: dict[str, str] = {symbol.text: text for _, symbol, text in reversed(_TABLE)}

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
_LOGARITHMS = ("exp", "log", "ln", "lg")
_ALGEBRA = ("det", "arg", "dim", "ker", "gcd", "deg", "hom", "Pr")
FUNCTIONS = frozenset(
    (*_CIRCULAR, "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", *_LOGARITHMS, *_ALGEBRA)
)
"""Functions that TeX has a command for; others are written with \\operatorname."""

BIG_SIGNS: dict[str, str] = {
    "sum": "∑",
    "prod": "∏",
    "coprod": "∐",
    "int": "∫",
    "iint": "∬",
    "iiint": "∭",
    "oint": "∮",
    "bigcup": "⋃",
    "bigcap": "⋂",
}
BIG_WORDS: dict[str, str] = {
    "lim": "lim",
    "max": "max",
    "min": "min",
    "sup": "sup",
    "inf": "inf",
    "limsup": "lim sup",
    "liminf": "lim inf",
    "argmin": "arg min",
    "argmax": "arg max",
}
BIG_OPERATORS = BIG_SIGNS | BIG_WORDS
BIG_TEX: dict[str, str] = {text: f"\\{name}" for name, text in BIG_OPERATORS.items()} | {
    "arg min": r"\operatorname*{arg\,min}",
    "arg max": r"\operatorname*{arg\,max}",
}
INTEGRALS: dict[str, int] = {"∫": 1, "∬": 2, "∭": 3, "∮": 1}
"""Integral signs, and how many signs stand side by side in a tall one."""
ASCII |= {"∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint"}
ASCII |= {"⋃": "Union", "⋂": "Intersection"}

ACCENTS: dict[str, tuple[str, str]] = {
    "hat": ("\u0302", "^"),
    "bar": ("\u0304", "_"),
    "vec": ("\u20d7", ">"),
    "dot": ("\u0307", "."),
    "ddot": ("\u0308", ".."),
    "tilde": ("\u0303", "~"),
    "overline": ("\u0305", "_"),
}
"""Accent -> (combining character, what stands above a longer body)."""
ACCENT_ALIASES = {"widehat": "hat", "widetilde": "tilde", "overrightarrow": "vec", "mathring": "dot"}

DELIMITERS: dict[str, str] = {
    **{character: character for character in "()[]|"},
    r"\{": "{",
    r"\}": "}",
    r"\lbrace": "{",
    r"\rbrace": "}",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\|": "‖",
    r"\Vert": "‖",
    r"\lVert": "‖",
    r"\rVert": "‖",
    r"\vert": "|",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\langle": "⟨",
    r"\rangle": "⟩",
    r"\lfloor": "⌊",
    r"\rfloor": "⌋",
    r"\lceil": "⌈",
    r"\rceil": "⌉",
    "<": "⟨",
    ">": "⟩",
    "⟨": "⟨",
    "⟩": "⟩",
    "‖": "‖",
    "⌊": "⌊",
    "⌋": "⌋",
    "⌈": "⌈",
    "⌉": "⌉",
    ".": "",
    "/": "/",
}
"""What may follow \\left and \\right."""
DELIMITER_TEX: dict[str, str] = {
    "": ".",
    "{": r"\{",
    "}": r"\}",
    "‖": r"\|",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "⌊": r"\lfloor",
    "⌋": r"\rfloor",
    "⌈": r"\lceil",
    "⌉": r"\rceil",
}
OPENERS: dict[str, str] = {
    **{command: DELIMITERS[command] for command in ("(", "[", r"\{", r"\lbrace", r"\lbrack")},
    **{command: DELIMITERS[command] for command in (r"\langle", r"\lfloor", r"\lceil", r"\lvert", r"\lVert")},
    **{character: character for character in "⟨⌊⌈"},
}
"""Opening brackets that pair without \\left."""
CLOSERS: dict[str, str] = {
    **{command: DELIMITERS[command] for command in (")", "]", r"\}", r"\rbrace", r"\rbrack")},
    **{command: DELIMITERS[command] for command in (r"\rangle", r"\rfloor", r"\rceil", r"\rvert", r"\rVert")},
    **{character: character for character in "⟩⌋⌉"},
}
PAIRS: dict[str, str] = {"(": ")]", "[": "])", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
"""Opening bracket -> what may close it: half-open intervals mix round and square ones."""
ASCII |= {"⟨": "<", "⟩": ">", "‖": "||", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")"}

GRIDS: dict[str, tuple[str, str]] = {
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
    "aligned": ("", ""),
    "binom": ("(", ")"),
}
"""Kind of grid -> its brackets."""
GRID_ALIASES = {
    **dict.fromkeys(("align", "align*", "gathered", "split", "gather", "gather*"), "aligned"),
    **dict.fromkeys(("array", "smallmatrix"), "matrix"),
    "dcases": "cases",
}

STYLES: dict[str, str] = {
    **dict.fromkeys(("mathbf", "boldsymbol", "bm", "pmb"), "bold"),
    "mathbb": "blackboard",
    **dict.fromkeys(("mathcal", "mathscr"), "calligraphic"),
    **dict.fromkeys(("mathrm", "mathsf", "mathit"), "upright"),
}
STYLE_TEX = {"bold": r"\mathbf", "blackboard": r"\mathbb", "calligraphic": r"\mathcal", "upright": r"\mathrm"}
STYLED: dict[str, dict[str, str]] = {
    "blackboard": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "calligraphic": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
}
"""Letters that have a sign of their own in every terminal font; the others are written plain."""

SPACES: dict[str, int] = {
    r"\,": 1,
    r"\:": 1,
    r"\>": 1,
    r"\;": 1,
    "\\ ": 1,
    "~": 1,
    r"\space": 1,
    r"\enspace": 1,
    r"\quad": 2,
    r"\qquad": 4,
    r"\!": 0,
}
SPACE_TEX = {1: r"\,", 2: r"\quad", 4: r"\qquad"}

SUPERSCRIPTS: dict[str, str] = dict(
    zip(
        "0123456789+−()nxykmabcdefghijloprstuvwzT⊤′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵏᵐᵃᵇᶜᵈᵉᶠᵍʰⁱʲˡᵒᵖʳˢᵗᵘᵛʷᶻᵀᵀ′",
        strict=True,
    )
)
SUBSCRIPTS: dict[str, str] = dict(
    zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
LONGEST_SCRIPT = 5
"""Raised or lowered characters are small: longer scripts are easier to read as ^(…)."""

FUNCTION_LETTERS = frozenset("fghFGHLPpJσφΦΓρψ")
"""Letters that a bracket after them makes a function, as in f(x): 1/f(x) needs no further brackets."""
