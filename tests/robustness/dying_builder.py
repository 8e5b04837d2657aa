"""Rebuilds that end badly, for tests: run as a script, in a process of its own.

`count CORPUS INDEX`                 print how many events a rebuild has and at which it switches
`die CORPUS INDEX,INDEX… AT,AT…`     rebuild each index, killed (SIGKILL) at that event
`full CORPUS INDEX,INDEX… SIZE,…`    rebuild each where no file can grow beyond that many bytes
`hold CORPUS INDEX`                  stop in the middle of a rebuild until a line is read

An event is a call of a function by the main thread, or what Python audits (a file opened, renamed,
linked, …); the same work gives the same events. Each rebuild is a forked child, so that libraries
are imported once.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import faiss
import onnxruntime
import tantivy
from tokenizers import Tokenizer

from qa.errors import QAError
from qa.indexing import rebuild
from qa.model import Progress
from qa.storage import generations, writer

LOADED = (faiss, onnxruntime, tantivy, Tokenizer)


class Events:
    """Counts events and tells `heard` of each."""

    def __init__(self, heard: Callable[[int], None]) -> None:
        self.count = 0
        self._heard = heard

    def start(self) -> None:
        """Begin to count; this process can never stop."""
        sys.addaudithook(lambda *_: self._event())
        sys.setprofile(self._called)

    def _called(self, _frame: FrameType, kind: str, _value: Any) -> None:
        if kind in {"call", "c_call"}:
            self._event()

    def _event(self) -> None:
        self.count += 1
        self._heard(self.count)


def count(corpus: Path, index: Path) -> None:
    """Print the number of events of a rebuild and that of the moment it switches."""
    events = Events(lambda _: None)
    switches: list[int] = []
    original = generations.activate

    def activate(*given: Any) -> None:
        switches.append(events.count)
        original(*given)

    vars(writer)["activate"] = activate
    events.start()
    rebuild(corpus, index)
    print(events.count, switches[0])  # noqa: T201  # the caller reads it


def die(corpus: Path, index: Path, at: int) -> None:
    """Rebuild, and die at that event."""

    def heard(number: int) -> None:
        # To kill is an event too.
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    Events(heard).start()
    rebuild(corpus, index)


def full(corpus: Path, index: Path, size: int) -> None:
    """Rebuild where files cannot grow, and say what came of it."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        rebuild(corpus, index)
        said = "built"
    except QAError as error:
        said = f"{type(error).__name__}: {error}"
    except BaseException as error:  # noqa: BLE001  # that is what the test looks for
        said = f"foreign {type(error).__name__}: {error}"
    os.write(1, f"{said}\n".encode())


def hold(corpus: Path, index: Path) -> None:
    """Rebuild, but wait for a line while the articles are encoded."""
    held: list[Progress] = []

    def wait(step: Progress) -> None:
        if step.stage == "encoding" and not held:
            held.append(step)
            print("holding", flush=True)  # noqa: T201  # the caller waits for it
            sys.stdin.readline()

    print(rebuild(corpus, index, progress=wait).generation)  # noqa: T201


def main() -> None:
    """Do what the arguments say."""
    what, corpus, indexes, *numbers = sys.argv[1:]
    if what in {"count", "hold"}:
        {"count": count, "hold": hold}[what](Path(corpus), Path(indexes))
        return
    act = {"die": die, "full": full}[what]
    for index, number in zip(indexes.split(","), numbers[0].split(","), strict=True):
        child = os.fork()
        if not child:
            act(Path(corpus), Path(index), int(number))
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
