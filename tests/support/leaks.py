"""What a test leaves behind in the process that runs it: threads, child processes, descriptors.

Python's own threads count, those that a library runs outside of Python do not. Children and
descriptors are listed by Linux alone; elsewhere only threads are compared.
"""

import gc
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PROCESS = Path("/proc/self")
_PATIENCE_SECONDS = 60.0
# tqdm starts one for all the progress bars of a process.
_LASTING = {"tqdm_monitor"}


@dataclass(frozen=True, slots=True)
class Resources:
    """What the process has at a moment: descriptors are pairs of a number and what is open."""

    threads: frozenset[threading.Thread]
    children: frozenset[int]
    descriptors: frozenset[tuple[int, str]]

    @classmethod
    def now(cls) -> Self:
        """Return what the process has now."""
        threads = frozenset(t for t in threading.enumerate() if t.name not in _LASTING)
        return cls(threads, frozenset(_children()), frozenset(_descriptors()))

    def left_behind(self) -> list[str]:
        """Return what has been added since and is still there, in words, an entry each.

        An object that only garbage holds is left to the collector, which is run for it. Libraries'
        own threads are waited for, for they end by themselves: those of a `ThreadPoolExecutor` when
        nobody holds their pool any more, those of rich once what they draw is no longer shown.
        """
        now = Resources.now()
        if now.descriptors - self.descriptors or now.threads - self.threads:
            gc.collect()
            for thread in now.threads - self.threads:
                if _is_of_a_library(thread):
                    thread.join(_PATIENCE_SECONDS)
            now = Resources.now()
        threads = sorted(thread.name for thread in now.threads - self.threads)
        return [
            *(f"the thread {name!r}" for name in threads),
            *(f"the process {n}: {_command(n)}" for n in sorted(now.children - self.children)),
            *(
                f"the descriptor {number}: {target}"
                for number, target in sorted(now.descriptors - self.descriptors)
            ),
        ]


def _is_of_a_library(thread: threading.Thread) -> bool:
    ours = type(thread).__module__.partition(".")[0] in {"threading", "qa", "tests"}
    return not ours or thread.name.startswith("ThreadPoolExecutor-")


def _children() -> list[int]:
    found = []
    for task in _PROCESS.glob("task/*/children"):
        try:
            found += [int(process) for process in task.read_text().split()]
        except OSError:
            # The thread has ended since it was listed.
            continue
    return found


def _descriptors() -> list[tuple[int, str]]:
    folder = _PROCESS / "fd"
    found = []
    for number in os.listdir(folder) if folder.exists() else ():  # noqa: PTH208 # in haste
        try:
            found.append((int(number), os.readlink(f"/proc/self/fd/{number}")))  # noqa: PTH115
        except OSError:
            # It was the listing's own.
            continue
    return found


def _command(process: int) -> str:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return "it has ended since"
    return command.replace(b"\0", b" ").decode(errors="replace").strip() or "it has ended, unread"
