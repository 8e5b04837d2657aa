"""Whatever is done to a rebuild or to the files, the index answers as before or says what to do."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.kernel import can_trace
from tests.robustness.results import RESULTS, Row, record, table_rows
from tests.support.paths import ROOT

HARNESS = ("-m", "tests.robustness.faults")

linux = pytest.mark.skipif(sys.platform != "linux", reason="faults are made with Linux' own means")


# One fault in so many is made, beginning with another each time: all of them are the command's.
EVERY = 4


def _counted(name: str) -> list[Row]:
    run = subprocess.run(
        [
            *(sys.executable, *HARNESS, name),
            *("--every", str(EVERY), "--first", str(random.randrange(EVERY))),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0, run.stdout + run.stderr
    return [Row(**{key: facts[key] for key in Row.__annotations__}) for facts in found]


def _survived(rows: list[Row]) -> bool:
    return all((row.lost, row.wrong, row.tracebacks) == (0, 0, 0) for row in rows)


@linux
@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_rebuild_killed_at_any_step_leaves_an_index_that_answers() -> None:
    """As before until the switch, as the new one after it; the next rebuild leaves no litter."""
    if reason := can_trace():
        pytest.skip(reason)
    first, edited, forced = rows = _counted("killed")
    assert _survived(rows)
    # The steps that the kernel has seen, of which one in EVERY was one to be killed at.
    assert min(first.tried, edited.tried, forced.tried) > 100 // EVERY


@linux
def test_a_disk_that_is_full_at_any_moment_leaves_the_index_as_it_was() -> None:
    """The error is one line, the old index answers, and with room again a rebuild works."""
    rows = _counted("full")
    assert _survived(rows)
    assert 30 // EVERY < rows[0].tried < 60 // EVERY


@linux
def test_a_file_that_is_cut_gone_swapped_or_locked_away_is_named() -> None:
    """With what mends it; and that does mend it."""
    rows = _counted("damaged")
    assert _survived(rows)
    assert rows[0].tried > 200 // EVERY


@linux
def test_no_flipped_bit_changes_an_answer() -> None:
    """In any file of the index, what lies beside it included: it is noticed, or harmless."""
    rows = _counted("flipped")
    assert _survived(rows)
    assert rows[0].tried > 4000 // EVERY


@linux
def test_no_flipped_bit_gets_into_the_reader() -> None:
    """It is noticed before the reader is loaded."""
    rows = _counted("reader")
    assert _survived(rows)
    assert rows[0].tried == 400 // EVERY


def test_the_table_is_made_of_what_was_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row after row, file after file, with the command that makes it."""
    monkeypatch.setattr("tests.robustness.results.RESULTS", tmp_path / "results")
    record("b", "python b.py", [Row("a flood", 1234, 0, 1, 2)])
    record("a", "python a.py", [Row("a fire", 5, 0, 0, 0), Row("a storm", 6, 0, 0, 0)])
    assert table_rows() == [
        ("a fire", "5", "0", "0", "0", "`python a.py`"),
        ("a storm", "6", "0", "0", "0", "`python a.py`"),
        ("a flood", "1,234", "0", "1", "2", "`python b.py`"),
    ]


def test_everything_in_the_table_was_survived() -> None:
    """What is committed shows no answer lost, none wrong and no traceback."""
    for file in RESULTS.glob("*.json"):
        assert _survived([Row(**row) for row in json.loads(file.read_text())["rows"]]), file.name
