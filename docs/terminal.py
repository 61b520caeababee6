#!/usr/bin/env python3
"""Writes docs/terminal.svg, the README's recording of a terminal, from what a binary prints now:

    python3 docs/terminal.py target/release/hallway >docs/terminal.svg

The commands run on a copy of notes/. Only the time that a build took is not what was printed: it is
SECONDS, so that the same words give the same bytes. `.ci/check` compares with what is committed.

Where less motion is asked for, and where nothing moves, the picture is that of the command STILL.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

COMMANDS = ["hallway build", 'hallway who "feature flags"', "hallway explain nestor falco"]
STILL = COMMANDS[1]
SECONDS = "0.50"

COLUMNS = 80
CHARACTER, LINE, SIZE = 8.4, 19, 14
LEFT, TOP, BOTTOM = 20, 52, 12

# In seconds: before the first key, for each key, before the answer, to read it (at least, and a line).
WAIT, KEY, ANSWER, READ, READ_LINE = 0.6, 0.06, 0.5, 3.0, 0.3

PAPER, INK, FAINT = "#1c2029", "#dfe3ec", "#99a2b4"
COLOURS = {
    31: "#ff8f8f",
    32: "#9cd67f",
    33: "#e9c46a",
    34: "#86b8ff",
    35: "#d9a2ff",
    36: "#70d3d3",
}

STYLE = f"""
text {{ font: {SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  fill: {INK}; white-space: pre; }}
.b {{ font-weight: bold; }} .d {{ fill: {FAINT}; }} .u {{ text-decoration: underline; }}
.s, .k, .c {{ visibility: hidden; }} .still {{ visibility: visible; }}
.k {{ fill: {PAPER}; transform-box: fill-box; transform-origin: right; }} .c {{ fill: {INK}; }}
"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    screens = record(Path(sys.argv[1]).resolve())
    rows = 1 + max(len(lines) for lines in screens)
    width = round(2 * LEFT + COLUMNS * CHARACTER)
    height = TOP + rows * LINE + BOTTOM
    scenes, motion = zip(*map(scene, range(len(screens)), screens, starts(screens)))
    colours = " ".join(f".f{code} {{ fill: {colour}; }}" for code, colour in COLOURS.items())
    moving = "\n".join(motion)
    shown = "; ".join(COMMANDS)
    sys.stdout.write(f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
<title>hallway in a terminal</title>
<desc>{escape(f"What these commands print for the sample notes: {shown}")}</desc>
<!-- Written by docs/terminal.py. -->
<style>{STYLE}{colours}
@media (prefers-reduced-motion: no-preference) {{
.s, .still {{ visibility: hidden; }}
{moving}
}}
</style>
<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="9" fill="{PAPER}" stroke="#6b7488"/>
<g fill="#5a6273"><circle cx="22" cy="20" r="5.5"/><circle cx="41" cy="20" r="5.5"/><circle cx="60" cy="20" r="5.5"/></g>
{"".join(scenes)}</svg>
""")


def record(binary):
    """The lines that each command prints, in the order in which a terminal shows them."""
    here = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(here / "notes", Path(folder, "notes"))
        plain = {"PATH": os.environ["PATH"], "COLUMNS": str(COLUMNS)}
        screens = []
        for command in COMMANDS:
            words = [binary, *shlex.split(command)[1:], "--color", "always"]
            told = subprocess.run(
                words, cwd=folder, env=plain, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            text = told.stdout.decode()
            if told.returncode:
                sys.exit(f"{command}: {text}")
            text = re.sub(r" in \d+\.\d+ s\b", f" in {SECONDS} s", text)
            screens.append(text.rstrip("\n").split("\n"))
        return screens


def starts(screens):
    """When each scene begins and is over, in hundredths of the whole; and how many seconds that is."""
    times = [
        WAIT + KEY * len(command) + ANSWER + READ + READ_LINE * len(lines)
        for command, lines in zip(COMMANDS, screens)
    ]
    ends = [sum(times[: i + 1]) for i in range(len(times))]
    return [(end - time, end, ends[-1]) for time, end in zip(times, ends)]


def scene(number, lines, times):
    """One command with its answer: what is drawn, and how it moves."""
    command = COMMANDS[number]
    still = " still" if command == STILL else ""
    wide = len(command) * CHARACTER
    left = LEFT + 2 * CHARACTER
    y = TOP - SIZE
    drawn = f'<g class="s s{number}{still}">\n'
    drawn += piece("$", 0, 0, ["d"]) + piece(command, 2, 0, ["b"])
    drawn += f'<rect class="k k{number}" x="{left:g}" y="{y}" width="{wide:g}" height="{LINE}"/>'
    drawn += f'<rect class="c c{number}" x="{left:g}" y="{y}" width="{CHARACTER}" height="{SIZE + 4}"/>\n</g>\n'
    drawn += f'<g class="s a{number}{still}">\n'
    drawn += "".join(row(line, i + 1) for i, line in enumerate(lines)) + "</g>\n"

    start, end, whole = times
    typing = start + WAIT
    typed = typing + KEY * len(command)
    begin, type_, done, answer, over = (
        f"{100 * t / whole:.2f}%" for t in (start, typing, typed, typed + ANSWER, end)
    )
    steps = f"animation-timing-function: steps({len(command)})"
    motion = shows(f"s{number}", begin, over, whole) + shows(f"a{number}", answer, over, whole)
    motion += shows(f"k{number}", begin, done, whole, f", type{number} {whole:.2f}s infinite")
    motion += shows(f"c{number}", begin, answer, whole, f", go{number} {whole:.2f}s infinite")
    motion += f"@keyframes type{number} {{ {type_} {{ transform: none; {steps}; }} "
    motion += f"{done}, 100% {{ transform: scaleX(0); }} }}\n"
    motion += f"@keyframes go{number} {{ {type_} {{ transform: none; {steps}; }} "
    motion += f"{done}, 100% {{ transform: translateX({wide:g}px); }} }}"
    return drawn, motion


def shows(name, begin, over, whole, more=""):
    """A part that is there from one moment to another."""
    first = "" if begin == "0.00%" else "0% { visibility: hidden; } "
    last = "" if over == "100.00%" else f" {over} {{ visibility: hidden; }}"
    return (
        f".{name} {{ animation: {name} {whole:.2f}s step-end infinite{more}; }}\n"
        f"@keyframes {name} {{ {first}{begin} {{ visibility: visible; }}{last}"
        f" 100% {{ visibility: {'hidden' if last else 'visible'}; }} }}\n"
    )


def row(line, number):
    """One line of an answer: each run of one look is a text of its own, at its column."""
    drawn, column, looks = "", 0, set()
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        code = re.fullmatch(r"\x1b\[([\d;]*)m", part)
        if not code:
            drawn += piece(part, column, number, sorted(looks))
            column += len(part)
            continue
        for value in map(int, (code[1] or "0").split(";")):
            look = {1: "b", 2: "d", 4: "u"}.get(value) or f"f{value}"
            if value == 0:
                looks = set()
            elif look[0] == "f" and value not in COLOURS:
                sys.exit(f"COLOURS has none for {value}")
            else:
                looks.add(look)
    if column > COLUMNS:
        sys.exit(f"wider than {COLUMNS} columns: {line!r}")
    return drawn


def piece(text, column, number, looks):
    """Some characters at a column, as wide as they are in a terminal whatever the font is."""
    column += len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    if not text:
        return ""
    look = f' class="{" ".join(looks)}"' if looks else ""
    wide = f' textLength="{len(text) * CHARACTER:g}" lengthAdjust="spacingAndGlyphs"' if text[1:] else ""
    x, y = LEFT + column * CHARACTER, TOP + number * LINE
    return f'<text x="{x:g}" y="{y}"{wide}{look}>{escape(text, quote=False)}</text>\n'


if __name__ == "__main__":
    main()
