"""Typing: how long a key takes to appear while the session does nothing, and while it rebuilds.

Drives the real program in a real pseudo-terminal, which POSIX systems alone have.
"""

import os
import select
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import QAError
from qa.evaluation.bench.processes import environment, python_command, run_process
from qa.evaluation.bench.result_rows import ResultRow, Unit, at_most
from qa.evaluation.bench.sample_texts import write_articles
from qa.evaluation.bench.setup import SEED, BenchmarkSetup, rebuild_command

# Nothing that the session itself writes has these letters, so that one is seen when it is echoed.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"
_CLEAR_LINE, _LEAVE, _ENTER = b"\x15", b"\x04", b"\r"
_ROWS, _COLUMNS = 40, 100
# The query for the position of the cursor, and the answer of a terminal.
_WHERE, _HERE = b"\x1b[6n", b"\x1b[1;1R"
_PATIENCE_SECONDS = 120.0
_BETWEEN_KEYS_SECONDS = 0.08
_SETTLING_SECONDS = 0.3
_ARTICLES_PER_KEY = 10
_LEAST_KEYS = 2
_MOST_MILLISECONDS = 50.0
_MILLI = 1000.0


def typing(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Time the echo of each key, without a rebuild and with one behind the session."""
    quiet: list[float] = []
    busy: list[float] = []
    why = "needs a system with pseudo-terminals"
    if hasattr(os, "openpty"):
        quiet, busy = _typed(setup)
        why = "the rebuild was over too soon"
    name, during = "typing", "a key's echo during a rebuild"
    bar = at_most(_MOST_MILLISECONDS)
    if len(busy) < _LEAST_KEYS:
        yield ResultRow(name, f"{during}: 95th percentile", None, Unit.MILLISECONDS, bar, why)
        return
    yield ResultRow(name, "a key's echo: median", statistics.median(quiet), Unit.MILLISECONDS)
    figure, note = f"{during}: median", f"{len(busy)} keys"
    yield ResultRow(name, figure, statistics.median(busy), Unit.MILLISECONDS, note=note)
    late = statistics.quantiles(busy, n=20, method="inclusive")[-1]
    yield ResultRow(name, f"{during}: 95th percentile", late, Unit.MILLISECONDS, bar)
    yield ResultRow(name, f"{during}: the slowest", max(busy), Unit.MILLISECONDS, bar)


def _typed(setup: BenchmarkSetup) -> tuple[list[float], list[float]]:
    """Return the milliseconds to the echo of each key, without a rebuild and during one."""
    keys = setup.scale.keys
    corpus, index = setup.work / "typing", setup.work / "index-typing"
    shutil.copytree(setup.corpus, corpus)
    setup.log("building the index of a session")
    run_process(rebuild_command(corpus, index))
    write_articles(corpus / "more", setup.samples, keys * _ARTICLES_PER_KEY, SEED)
    with _session(corpus, index, setup.work / "home") as terminal:
        terminal.wait_for(b" passages")
        setup.log("typing")
        quiet = _echoes(terminal, keys)
        terminal.send(b"/rebuild" + _ENTER)
        terminal.wait_for(b"rebuilding: ")
        setup.log("typing during a rebuild")
        return quiet, _echoes(terminal, keys, until=b"generation")


class _Terminal:
    """Our end of a pseudo-terminal."""

    def __init__(self, ours: int) -> None:
        self._ours = ours
        self.seen = bytearray()

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._ours, keys)

    def wait_for(self, text: bytes, *, since: int = 0) -> None:
        """Return when the program has written the text, after its first `since` bytes.

        Raises:
            QAError: it ends first, or takes two minutes.
        """
        patience = time.monotonic() + _PATIENCE_SECONDS
        while text not in self.seen[since:]:
            if time.monotonic() > patience or not self._read(_PATIENCE_SECONDS):
                last = bytes(self.seen[-200:])
                raise QAError(f"the session does not show {text.decode()!r}: {last!r}")

    def let_settle(self, seconds: float) -> None:
        """Read what comes in so much time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._read(left):
            pass

    def _read(self, seconds: float) -> bool:
        """Read once, if anything comes in so much time; return whether the program still runs."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return True
        try:
            read = os.read(self._ours, 65536)
        except OSError:
            # Linux raises an error once the other end is closed.
            return False
        for _ in range(read.count(_WHERE)):
            self.send(_HERE)
        self.seen += read
        return bool(read)


@contextmanager
def _session(corpus: Path, index: Path, home: Path) -> Iterator[_Terminal]:
    """Run a session with a history and settings of its own; it is left with the block."""
    import termios

    ours, its = os.openpty()
    termios.tcsetwinsize(its, (_ROWS, _COLUMNS))
    folders = {name: str(home) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    command = python_command("-m", "qa.terminal", "--corpus", str(corpus), "--index", str(index))
    process = subprocess.Popen(
        command.arguments,
        stdin=its,
        stdout=its,
        stderr=its,
        env=environment() | folders | {"TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(its)
    try:
        terminal = _Terminal(ours)
        yield terminal
        terminal.send(_CLEAR_LINE + _LEAVE)
        terminal.let_settle(_PATIENCE_SECONDS)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _echoes(terminal: _Terminal, keys: int, *, until: bytes | None = None) -> list[float]:
    """Type so many letters, one after another, and return the milliseconds to each one's echo.

    Ends early when the program has written `until`.
    """
    found: list[float] = []
    beginning = len(terminal.seen)
    while len(found) < keys:
        for letter in _LETTERS[: keys - len(found)]:
            since = len(terminal.seen)
            sent = time.perf_counter()
            terminal.send(letter.encode())
            terminal.wait_for(letter.encode(), since=since)
            echoed = time.perf_counter()
            if until and until in terminal.seen[beginning:]:
                return found
            found.append((echoed - sent) * _MILLI)
            terminal.let_settle(_BETWEEN_KEYS_SECONDS)
        terminal.send(_CLEAR_LINE)
        terminal.let_settle(_SETTLING_SECONDS)
    return found
