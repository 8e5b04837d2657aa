"""Times whole processes from outside and takes their peak memory.

Linux hands a new process the peak of the one that started it, so whoever calls this must be small:
nothing heavy may be imported here or by the caller.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from qa.errors import QAError
from qa.offline import VARIABLES

# ru_maxrss counts kilobytes on Linux and bytes on macOS.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """One process, from its start to its end: wall time and the peak of its resident memory.

    `processor_seconds` are those of all its threads, on whatever cores.
    """

    seconds: float
    peak_bytes: int
    output: str
    processor_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Command:
    """A process to run: its arguments, and which exit codes are no failure."""

    arguments: tuple[str, ...]
    accepted: frozenset[int] = frozenset({0})


def python_command(*arguments: str, accepted: Sequence[int] = (0,)) -> Command:
    """Return the command that runs this Python with `arguments`."""
    return Command((sys.executable, *arguments), frozenset(accepted))


def environment() -> dict[str, str]:
    """Return the environment of every process measured: this one's, with our package in reach."""
    import qa

    root = str(Path(qa.__file__).resolve().parents[1])
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **VARIABLES}


def run_process(command: Command) -> ProcessRun:
    """Run a process to its end.

    Raises:
        QAError: its exit code is not one of those accepted; the message holds its last line.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=environment(),
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.accepted:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().splitlines()[-1:]
            name = " ".join(command.arguments)
            raise QAError(f"{name} ended with {process.returncode}: {''.join(last)}")
        output.seek(0)
        text = output.read().decode()
    processor = usage.ru_utime + usage.ru_stime
    return ProcessRun(seconds, usage.ru_maxrss * _MAXRSS_UNIT, text, processor)


def alternate(commands: Mapping[str, Command], rounds: int) -> dict[str, list[ProcessRun]]:
    """Run the commands in turn, `rounds` times each, and return the runs by name.

    One round before those is not counted: it fills the system's caches. Taking turns spreads what
    else the machine does over all of them alike.
    """
    runs: dict[str, list[ProcessRun]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            once = run_process(command)
            if number:
                runs[name].append(once)
    return runs


def seconds(once: ProcessRun) -> float:
    """Return a run's wall time."""
    return once.seconds


def peak(once: ProcessRun) -> float:
    """Return a run's peak resident memory in megabytes (10^6 bytes)."""
    return once.peak_bytes / 1e6


def median_of(runs: Sequence[ProcessRun], of: Callable[[ProcessRun], float]) -> float:
    """Return the median over the runs."""
    return median(map(of, runs))


def ratio(
    runs: Sequence[ProcessRun], base: Sequence[ProcessRun], of: Callable[[ProcessRun], float]
) -> float:
    """Return the median over the rounds of how many times `base` a run takes in the same round."""
    return median(of(one) / of(other) for one, other in zip(runs, base, strict=True))
