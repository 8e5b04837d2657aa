"""Makes the faults that an index is to survive, and counts what becomes of it.

`python tests/faults.py`            makes them all and keeps the counts for the README's table
`python tests/faults.py NAME …`     makes some, and prints the counts as JSON, one object a line
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

import faults_files
import faults_full
import faults_killed
from fault_room import Room, Tally, room, say
from kernel import can_trace
from survived import record


def killed(room: Room) -> list[Tally]:
    """Kill rebuilds in every situation, at every step."""
    if reason := can_trace():
        say(f"not killed: {reason}")
        return []
    made = faults_killed.situations(room)
    return [faults_killed.kill_everywhere(room, situation) for situation in made]


HARNESSES: dict[str, Callable[[Room], list[Tally]]] = {
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
        record("faults", "python tests/faults.py", [tally.row() for tally in tallies])
    return int(any(tally.remarks for tally in tallies))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
