"""The figures as a table in Markdown, which reads well on a screen too."""

import os
import platform
from statistics import median

HEADINGS = (
    "page", "scale", "queries", "of constant", "from–to", "processor", "ms", "× smallest", "KB", "compressed",
    "first: queries", "first: ms",
)  # fmt: skip


def report(figures, bare):
    """`bare`: {scale: rate of the constant answer without middleware}."""
    smallest = min(row.scale for row in figures)
    base = {row.name: row for row in figures if row.scale == smallest}
    rows = [HEADINGS, *(_line(row, base[row.name]) for row in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = [_joined(row, widths) for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    constants = [rate for row in figures for rate in row.constants]
    said = [
        f"Constant answer: {median(constants):.0f} a second ({min(constants):.0f}–{max(constants):.0f}), without "
        f"middleware {median(bare.values()):.0f}.",
        f"{len(figures[0].rates)} rounds; {os.cpu_count()} cores, Python {platform.python_version()}.",
    ]
    return "\n".join([*lines, "", *said])


def _line(row, base):
    seen = row.seen
    return (
        row.name,
        str(row.scale),
        str(seen["queries"]),
        f"{row.ratio:.3f}",
        f"{min(row.ratios):.3f}–{max(row.ratios):.3f}",
        f"{1 / row.cost:.3f}" if row.cost else "",
        f"{row.milliseconds:.1f}",
        f"{row.growth(base):.2f}",
        f"{seen['raw'] / 1024:.0f}",
        f"{seen['compressed'] / 1024:.1f}",
        str(seen["first_queries"]),
        f"{seen['first_ms']:.0f}",
    )


def _joined(cells, widths):
    left = cells[0].ljust(widths[0])
    others = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return f"| {' | '.join([left, *others])} |"
