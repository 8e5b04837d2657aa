"""The benchmark's command line: measures, prints a table, writes JSON.

python -m qa.evaluation.bench [--quick] [--only NAME] [--json FILE] [--questions FOLDER]
"""

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from qa.errors import QAError
from qa.evaluation.bench import (
    build_speed,
    keystrokes,
    million_passages,
    query_latency,
)
from qa.evaluation.bench.machine import busy, describe, libraries
from qa.evaluation.bench.result_rows import ResultRow, results_table
from qa.evaluation.bench.setup import FULL, QUICK, BenchmarkSetup
from qa.offline import keep_process_offline
from qa.settings import Settings

SCHEMA = 1
SMALL = "everything at a small scale: this shows that it works, its verdicts say little"

MEASUREMENTS: dict[str, Callable[[BenchmarkSetup], Iterator[ResultRow]]] = {
    "cold": query_latency.cold,
    "following": query_latency.following,
    "batch": query_latency.batch,
    "about": query_latency.about,
    "encoding": build_speed.encoding,
    "rebuilding": build_speed.rebuilding,
    "annotating": build_speed.annotating,
    "million": million_passages.million,
    "typing": keystrokes.typing,
    "bounds": build_speed.bounds,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and return the exit code: 0 whatever the verdicts, else the error's."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for folder in filter(None, (options.work, options.json and options.json.absolute().parent)):
        if not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    names = list(dict.fromkeys(options.only or MEASUREMENTS))
    notes = [SMALL] if options.quick else []
    if warning := busy():
        notes.append(warning)
    try:
        with tempfile.TemporaryDirectory(prefix="article-qa-bench-", dir=options.work) as work:
            setup = BenchmarkSetup(
                work=Path(work).resolve(),
                corpus=Settings.from_environment(corpus=options.corpus).corpus.resolve(),
                folder=options.questions.resolve() if options.questions else None,
                scale=QUICK if options.quick else FULL,
                log=lambda text: _write(sys.stderr.write, f"{text} …"),
            )
            rows = [row for name in names for row in MEASUREMENTS[name](setup)]
    except QAError as error:
        _write(sys.stderr.write, f"bench: {error}")
        return error.code
    report = {
        "schema": SCHEMA,
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "machine": describe(),
        "libraries": libraries(),
        "command": shlex.join(
            ["python", "-m", "qa.evaluation.bench", *(arguments or sys.argv[1:])]
        ),
        "notes": notes,
        "rows": [row.to_json() for row in rows],
    }
    _write(sys.stdout.write, f"{report['date']}  {report['machine']}")
    _write(sys.stdout.write, str(report["command"]))
    for note in notes:
        _write(sys.stdout.write, f"note: {note}")
    _write(sys.stdout.write, "")
    _write(sys.stdout.write, results_table(rows))
    if options.json:
        text = json.dumps(report, indent=2, ensure_ascii=False)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    return 0


def _write(write: Callable[[str], int], line: str) -> None:
    write(f"{line}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa.evaluation.bench",
        description="Measure speed and memory side by side with a floor and with a plain script.",
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="everything at a small scale: shows that it works")
    add(
        "--only",
        action="append",
        choices=list(MEASUREMENTS),
        help="this measurement alone; may be given several times",
    )
    add("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    add("--questions", type=Path, metavar="FOLDER", help="a question set to take texts from")
    add("--corpus", type=Path, metavar="DIR", help="the sample article (QA_CORPUS, ./corpus)")
    add("--work", type=Path, metavar="DIR", help="where to make a folder to work in: 10 GB")
    return parser


if __name__ == "__main__":
    keep_process_offline()
    sys.exit(main())
