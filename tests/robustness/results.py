"""What the harnesses of faults have counted, kept as JSON, and the table in `index/README.md`.

Each harness keeps one file below `tests/robustness/results`; its numbers are counted, never
written by hand.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("results")
HEAD = ("what happens", "tried", "answers lost", "wrong answers", "tracebacks", "made by")


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of fault or input.

    `tried` is how many of it there were; `lost` in how many the last good index answered no more or
    no error told what to do; `wrong` how many answers differed from before; `tracebacks` how many
    foreign exceptions, hangs, deaths, or control characters that reached a terminal.
    """

    fault: str
    tried: int
    lost: int
    wrong: int
    tracebacks: int


def record(name: str, command: str, rows: Sequence[Row]) -> None:
    """Keep what the harness `name` has counted; `command` is what makes it again."""
    RESULTS.mkdir(exist_ok=True)
    facts = {"command": command, "rows": [asdict(row) for row in rows]}
    (RESULTS / f"{name}.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def table_rows() -> list[tuple[str, ...]]:
    """Return the rows of that table, harness after harness by name."""
    rows = []
    for file in sorted(RESULTS.glob("*.json")):
        facts = json.loads(file.read_text(encoding="utf-8"))
        for row in (Row(**entry) for entry in facts["rows"]):
            counts = (row.tried, row.lost, row.wrong, row.tracebacks)
            rows.append((row.fault, *(f"{n:,}" for n in counts), f"`{facts['command']}`"))
    return rows
