"""The style sheet of HTML worksheets: a readable column on screens, light and dark; plain black on paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --page: #ffffff; --quiet: #595959; --line: #b5b5b5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --page: #161616; --quiet: #a8a8a8; --line: #5a5a5a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1.05rem/1.55 Georgia, "DejaVu Serif", serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.6rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
.question h2 { font-size: 1.05rem; margin: 1.8rem 0 0.3rem; }
p { margin: 0.4rem 0; }
small, .subtitle { color: var(--quiet); font-weight: normal; }
.fields { display: flex; gap: 2rem; margin: 1rem 0 0; color: var(--quiet); }
.field { flex: 1; display: flex; gap: 0.5rem; }
.blank { flex: 1; border-bottom: 1px solid var(--line); }
ul.entries { list-style: none; margin: 0.4rem 0; padding: 0; }
ul.entries > li { display: grid; grid-template-columns: 2.2rem 1fr; align-items: baseline; margin: 0.35rem 0; }
.label { text-align: right; padding-right: 0.6rem; }
.entry { min-width: 0; }
.entry > p:first-child { margin-top: 0; }
.display { margin: 0.5rem 0 0.5rem 1.5rem; width: fit-content; max-width: calc(100% - 1.5rem); overflow: auto hidden; }
code, pre { font: 0.9em "DejaVu Sans Mono", Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { overflow-x: auto; white-space: pre-wrap; }
figure { margin: 0.8rem 0; }
figure > svg { display: block; max-width: 100%; height: auto; }
figcaption { color: var(--quiet); font-size: 0.9em; }
.room { display: none; }
hr.page { border: 0; border-top: 1px solid var(--line); margin: 3rem 0 0; }
@page { size: PAPER; margin: 18mm 18mm 20mm; }
@media print {
  :root { color-scheme: light; --ink: #000000; --page: #ffffff; --quiet: #444444; --line: #777777; }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .room { display: block; }
  .question, figure, .display { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  hr.page { border: 0; margin: 0; break-after: page; }
}
"""
"""PAPER stands for the size of the page. Nothing is fetched: fonts are those of the reader's own machine."""
