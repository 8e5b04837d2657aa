"""Makes the faults that an index is to survive, and counts what becomes of it.

`python -m tests.robustness.faults` makes them all and records the counts; with names of faults as
arguments it makes those and prints the counts as JSON, one object a line.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from tests.robustness import faults_files, faults_full, faults_killed
from tests.robustness.fault_workspace import FaultWorkspace, Tally, room, say
from tests.robustness.kernel import can_trace
from tests.robustness.results import record


def killed(room: FaultWorkspace) -> list[Tally]:
    """Kill rebuilds in every situation, at every step."""
    if reason := can_trace():
        say(f"not killed: {reason}")
        return []
    made = faults_killed.situations(room)
    return [faults_killed.kill_everywhere(room, situation) for situation in made]


HARNESSES: dict[str, Callable[[FaultWorkspace], list[Tally]]] = {
    "killed": killed,
    "full": lambda room: [faults_full.fill(room)],
    "damaged": lambda room: [faults_files.damage(room)],
    "flipped": lambda room: [faults_files.flip(room)],
    "reader": lambda room: [faults_files.flip_reader(room)],
}


def main(names: list[str]) -> int:
    """Run the harnesses of these names, or all; return 1 if anything did not survive."""
    tallies = []
    for name in names or HARNESSES:
        with room() as here:
            for tally in HARNESSES[name](here):
                tallies.append(tally)
                sys.stdout.write(json.dumps(asdict(tally)) + "\n")
                sys.stdout.flush()
    if not names:
        record("faults", "python -m tests.robustness.faults", [tally.row() for tally in tallies])
    return int(any(tally.remarks for tally in tallies))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
