"""What the benchmark reports: rows with a bar and a verdict, as aligned text and as JSON values.

Measures nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts; the text after it in the table."""

    TIMES = "×"
    SECONDS = "s"
    MILLISECONDS = "ms"
    MEGABYTES = "MB"
    PER_SECOND = "/s"
    SHARE = ""
    COUNT = " "


class BarResult(StrEnum):
    """Whether a value keeps its bar."""

    KEPT = "kept"
    MISSED = "missed"
    NONE = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a value must not exceed (`most`) or fall short of."""

    limit: float
    most: bool = True

    def keeps(self, value: float) -> bool:
        """Return whether `value` is on the right side of the bar or on it."""
        return value <= self.limit if self.most else value >= self.limit


def at_most(limit: float) -> Bar:
    """Return the bar that a value must not exceed."""
    return Bar(limit)


def at_least(limit: float) -> Bar:
    """Return the bar that a value must reach."""
    return Bar(limit, most=False)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One figure. `value` is None where it was not measured, and `note` then says why."""

    measurement: str
    figure: str
    value: float | None
    unit: Unit
    bar: Bar | None = None
    note: str = ""

    @property
    def verdict(self) -> BarResult:
        """Whether the bar is kept; none without bar or value."""
        if self.bar is None or self.value is None:
            return BarResult.NONE
        return BarResult.KEPT if self.bar.keeps(self.value) else BarResult.MISSED

    def to_json(self) -> dict[str, object]:
        """Return the row as an object of plain values."""
        bar = None
        if self.bar:
            bar = {"limit": self.bar.limit, "side": "most" if self.bar.most else "least"}
        return {
            "measurement": self.measurement,
            "figure": self.figure,
            "value": self.value,
            "unit": self.unit.name.lower(),
            "bar": bar,
            "verdict": self.verdict.name.lower(),
            "note": self.note,
        }


HEAD = ("figure", "value", "bar", "verdict")


def results_table(rows: Sequence[ResultRow]) -> str:
    """Return the rows as aligned plain text, one line each under a head, a note in its line."""
    cells = [HEAD, *map(format_row, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    notes = ["", *(row.note for row in rows)]
    lines = []
    for (figure, value, bar, verdict), note in zip(cells, notes, strict=True):
        line = "  ".join(
            (
                figure.ljust(widths[0]),
                value.rjust(widths[1]),
                bar.ljust(widths[2]),
                verdict.ljust(widths[3]),
                note,
            )
        )
        lines.append(line.rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def format_row(row: ResultRow) -> tuple[str, str, str, str]:
    """Return the cells of a row under `HEAD`."""
    value = "not measured" if row.value is None else _amount(row.value, row.unit)
    bar = ""
    if row.bar:
        side = "at most" if row.bar.most else "at least"
        bar = f"{side} {_amount(row.bar.limit, row.unit)}"
    return row.figure, value, bar, row.verdict.value


def _amount(value: float, unit: Unit) -> str:
    match unit:
        case Unit.COUNT:
            number = f"{value:,.0f}"
        case Unit.SHARE:
            number = f"{value:.4f}"
        case Unit.MEGABYTES | Unit.PER_SECOND:
            number = f"{value:,.0f}"
        case Unit.MILLISECONDS:
            number = f"{value:.1f}"
        case _:
            number = f"{value:.2f}"
    return f"{number} {unit.value}".strip()
