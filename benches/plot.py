"""Draws how long a claim takes in the memory store, against the claims that are live.

    python benches/plot.py ROWS.TSV IMAGE.SVG
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
from matplotlib import pyplot
from matplotlib.ticker import FuncFormatter

from report import read, with_unit

# Grey and these colours can be told apart on white and on dark, and by whoever sees red and green alike.
INK = "#808893"
CURVES = {"max": "#d55e00", "p99.9": "#cc79a7", "p99": "#0092d6", "p50": "#009e73"}


def with_prefix(count: float, _: object = None) -> str:
    return f"{count / 1e6:g} M" if count >= 1e6 else f"{count / 1e3:g} k"


def main() -> None:
    rows = [row for row in read(Path(sys.argv[1])) if row.language == "store"]
    matplotlib.rcParams.update({
        "svg.hashsalt": "xwsse",  # the same figures give the same file
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        **dict.fromkeys(["text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"], INK),
    })
    figure, axes = pyplot.subplots(figsize=(8, 4.5))
    for name, colour in CURVES.items():
        points = [(int(row.operation), row.nanos) for row in rows if row.contender == name]
        axes.plot(*zip(*points), color=colour, marker="o", linewidth=2, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sorted({int(row.operation) for row in rows}))
    axes.minorticks_off()
    axes.xaxis.set_major_formatter(FuncFormatter(with_prefix))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda nanos, _: with_unit(nanos)))
    axes.set_xlabel("live claims (logarithmic)")
    axes.set_ylabel("time of one claim (logarithmic)")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, labelcolor="linecolor")
    axes.grid(color=INK, alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(sys.argv[2], transparent=True, bbox_inches="tight", metadata={"Date": None, "Creator": None})


main()
