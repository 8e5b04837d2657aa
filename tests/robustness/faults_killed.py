"""Kills a rebuild at every single write, rename, link, removal and flush below the index folder.

The kernel stops the builder before each such system call, whichever library makes it: each is
counted, and for each a fresh rebuild is ended by SIGKILL right there.
"""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.errors import IndexMissingError
from tests.robustness.fault_workspace import (
    FaultWorkspace,
    Tally,
    answers,
    copied,
    in_child,
    judge,
    litter,
    timeless,
)
from tests.robustness.kernel import Step, steps, trace_me
from tests.support.desk import DOGS

WORKERS = 3


@dataclass(frozen=True)
class Situation:
    """A rebuild, beginning each time with a copy of `base` (None: with nothing).

    `before` is what that answers, `after` what it answers, index apart, once it is rebuilt.
    """

    name: str
    base: Path | None
    rebuild: Callable[[Path], None]
    before: list[Any]
    after: list[Any]


def situations(workspace: FaultWorkspace) -> list[Situation]:
    """Return the situations to kill in; the articles have been edited since the base was made."""
    base = workspace.folder / "base"
    in_child(workspace.build, base)
    before = in_child(answers, base)["said"]
    workspace.write("dogs.txt", DOGS.replace("morning", "evening"))
    workspace.write("choir.txt", "The choir sings on Sunday.\n\nIts new leader comes from Graz.")
    (workspace.corpus / "rain.txt").unlink()
    made = []
    for name, start, act in (
        ("the first build", None, workspace.build),
        ("a rebuild after edits", base, workspace.build),
        ("a rebuild with --force", base, workspace.build_anew),
    ):
        index = workspace.folder / "whole"
        shutil.rmtree(index, ignore_errors=True)
        if start:
            copied(start, index)
        in_child(act, index)
        after = in_child(answers, index)["said"]
        made.append(Situation(name, start, act, before if start else [], timeless(after)))
    return made


def kill_everywhere(workspace: FaultWorkspace, situation: Situation) -> Tally:
    """Kill the situation's rebuild at its first step, at its second, … until one comes through."""
    tally = Tally(f"{situation.name} killed at each write, rename, flush")
    workers = [_start(workspace, situation, number) for number in range(WORKERS)]
    for process, stream in workers:
        with os.fdopen(stream) as lines:
            tally.add(Tally(**json.loads(lines.read())))
        os.waitpid(process, 0)
    return tally


def _start(workspace: FaultWorkspace, situation: Situation, number: int) -> tuple[int, int]:
    """Fork a worker that tries every WORKERS-th step; return it and where it writes its tally."""
    back, out = os.pipe()
    if worker := os.fork():
        os.close(out)
        return worker, back
    os.close(back)
    tally = Tally("")
    index = workspace.folder / f"killed-{number}"
    at = 1 + workspace.first + number * workspace.every
    while _killed_at(situation, index, at):
        _judge(tally, workspace, situation, index, at)
        at += WORKERS * workspace.every
    with os.fdopen(out, "w") as stream:
        stream.write(json.dumps(asdict(tally)))
    os._exit(0)


def _killed_at(situation: Situation, index: Path, at: int) -> bool:
    """Rebuild and kill at that step; return whether there is such a step."""
    shutil.rmtree(index, ignore_errors=True)
    if situation.base:
        copied(situation.base, index)
    return run_traced(lambda: situation.rebuild(index), index, at) is not None


def run_traced(work: Callable[[], object], below: Path, at: int) -> Step | None:
    """Run `work` in a child that is killed at its step number `at` below the folder `below`.

    Returns that step, before which it died, or None if there are fewer.
    """
    child = os.fork()
    if not child:
        trace_me()
        work()
        os._exit(0)
    count = 0
    with closing(steps(child)) as taken:
        for step in taken:
            if step.call == "msync" or any(file.is_relative_to(below) for file in step.files):
                count += 1
                if count == at:
                    return step
    return None


def _judge(
    tally: Tally, workspace: FaultWorkspace, situation: Situation, index: Path, at: int
) -> None:
    """Ask the index that is left, rebuild it, ask again, and look for litter."""
    what = f"{situation.name}, killed at step {at}"
    told = in_child(_life_after, workspace, situation, index)
    if "said" not in told:
        judge(tally, told, [], what)
        return
    asked, then, left = told["said"]
    switched = asked is not None and (
        not situation.before or asked[0]["index"] != situation.before[0]["index"]
    )
    if asked is None:
        expected = None if not situation.before else situation.before
    else:
        expected = situation.after if switched else situation.before
    found = timeless(asked) if switched else asked
    judge(tally, {"said": found}, expected, what)  # type: ignore[arg-type]
    if then != situation.after:
        tally.blame("wrong", f"{what}: other answers after the next rebuild")
    if left:
        tally.blame("wrong", f"{what}: the next rebuild leaves {left}")


def _life_after(workspace: FaultWorkspace, situation: Situation, index: Path) -> Any:
    try:
        asked = answers(index)
    except IndexMissingError:
        if situation.before:
            raise
        asked = None
    workspace.build(index)
    return asked, timeless(answers(index)), litter(index)
