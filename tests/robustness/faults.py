"""Makes the faults that an index is to survive, and counts what becomes of it.

`python -m tests.robustness.faults` makes them all and records the counts; with names of faults as
arguments it makes those and prints the counts as JSON, one object a line. With `--every N` it makes
one in N of them, the first of which is number `--first` from 0.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from tests.robustness import faults_files, faults_full, faults_killed
from tests.robustness.fault_workspace import FaultWorkspace, Tally, make_workspace, say
from tests.robustness.kernel import can_trace
from tests.robustness.results import record


def killed(workspace: FaultWorkspace) -> list[Tally]:
    """Kill rebuilds in every situation, at every step."""
    if reason := can_trace():
        say(f"not killed: {reason}")
        return []
    made = faults_killed.situations(workspace)
    return [faults_killed.kill_everywhere(workspace, situation) for situation in made]


HARNESSES: dict[str, Callable[[FaultWorkspace], list[Tally]]] = {
    "killed": killed,
    "full": lambda workspace: [faults_full.fill(workspace)],
    "damaged": lambda workspace: [faults_files.damage(workspace)],
    "flipped": lambda workspace: [faults_files.flip(workspace)],
    "reader": lambda workspace: [faults_files.flip_reader(workspace)],
}


def main() -> int:
    """Run the harnesses of these names, or all; return 1 if anything did not survive."""
    parser = argparse.ArgumentParser(description="Make the faults that an index is to survive.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(HARNESSES)}")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="make one in N")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="begin with this one")
    options = parser.parse_args()
    tallies = []
    for name in options.names or HARNESSES:
        with make_workspace(options.every, options.first) as workspace:
            for tally in HARNESSES[name](workspace):
                tallies.append(tally)
                sys.stdout.write(json.dumps(asdict(tally)) + "\n")
                sys.stdout.flush()
    if not options.names and options.every == 1:
        record("faults", "python -m tests.robustness.faults", [tally.row() for tally in tallies])
    return int(any(tally.remarks for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
