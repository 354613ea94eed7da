"""What the user sees: where it runs, how far it is, and the table."""

import datetime
import os
import platform
import re
import statistics
import sys
from pathlib import Path


def tell(text: str) -> None:
    """Says on a terminal what goes on, over what was said before; elsewhere nothing."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def machine() -> str:
    """Processor, date, and how many other programs want to run just now."""
    processor = platform.processor() or platform.machine()
    description = Path("/proc/cpuinfo")
    if description.exists():
        model = re.search(r"model name\s*: (.*)", description.read_text())
        processor = model[1] if model else processor
    today, load = datetime.date.today(), os.getloadavg()[0]
    return f"{os.cpu_count()} cores of {processor}, {today}, load {load:.1f} at the start"


def table(figures: dict) -> str:
    """Medians in Markdown; each unit has its own reference, the first that is measured in it."""
    rows = [["", "CPU time in", "median", "lowest", "highest", "to ours"]]
    ours: dict[str, float] = {}
    for contestant, values in figures.items():
        median = statistics.median(values)
        ratio = median / ours.setdefault(contestant.unit, median)
        numbers = [written(value) for value in (median, min(values), max(values), ratio)]
        rows.append([contestant.name, contestant.unit, *numbers])
    widths = [max(map(len, column)) for column in zip(*rows)]
    rules = ["-" * width for width in widths[:2]] + ["-" * (width - 1) + ":" for width in widths[2:]]
    return "\n".join(line(row, widths) for row in [rows[0], rules, *rows[1:]])


def written(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def line(row: list[str], widths: list[int]) -> str:
    cells = [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths))
    ]
    return f"| {' | '.join(cells)} |"
