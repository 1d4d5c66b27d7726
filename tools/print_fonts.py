"""The fonts of printed pages, from those of the web pages: typst reads TrueType, not woff2.

    pip install "fonttools[woff]"; python tools/print_fonts.py

The cuts of Fira Sans (Latin, Latin Extended, Cyrillic) become one file; Vazirmatn is taken at two
weights; of Noto Sans Ethiopic the web has one. ``coverage.json`` says which characters can be
printed: runs of first and last.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "static/vendor/fonts"
PRINT = ROOT / "hilfelotse/web/components/fonts"


def fira(weight):
    with TemporaryDirectory() as folder:
        cuts = []
        for subset in ("latin", "latin-ext", "cyrillic"):
            font = TTFont(WEB / f"fira-sans-{subset}-{weight}-normal.woff2")
            font.flavor = None
            cuts.append(f"{folder}/{subset}.ttf")
            font.save(cuts[-1])
        Merger().merge(cuts).save(PRINT / f"fira-sans-{weight}.ttf")


def vazirmatn(weight):
    font = TTFont(WEB / "vazirmatn-arabic-wght-normal.woff2")
    font.flavor = None
    font = instantiateVariableFont(font, {"wght": weight})
    font["OS/2"].usWeightClass = weight
    font.save(PRINT / f"vazirmatn-{weight}.ttf")


def ethiopic():
    font = TTFont(WEB / "noto-sans-ethiopic-ethiopic-400-normal.woff2")
    font.flavor = None
    font.save(PRINT / "noto-sans-ethiopic-400.ttf")


def coverage():
    shown = set()
    for path in PRINT.glob("*-400.ttf"):
        shown |= set(TTFont(path).getBestCmap())
    runs = []
    for code in sorted(shown):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    (PRINT / "coverage.json").write_text(json.dumps(runs) + "\n")


for weight in (400, 600):
    fira(weight)
    vazirmatn(weight)
ethiopic()
coverage()
for name in ("fira-sans", "vazirmatn", "noto-sans-ethiopic"):
    (PRINT / f"LICENSE-{name}").write_bytes((WEB / f"LICENSE-{name}").read_bytes())
