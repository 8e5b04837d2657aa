"""A real pseudo-terminal around the real program, with a screen that can be read."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy, deepcopy
from functools import partial
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte

_READ_SECONDS = 0.05
# How long the program may take to show what is waited for, on however busy a machine; below what
# the whole test may take, so that the screen is shown when it never comes.
_PATIENCE_SECONDS = 200.0

QA = ("-m", "qa.terminal")
_OTHER_SCREEN = 1049
_FAINT, _GREY = 2, 90


class _Screen(pyte.Screen):  # type: ignore[misc]
    """A screen that has a second one for programs that fill it, as every terminal does."""

    buffer: Any
    cursor: Any

    def select_graphic_rendition(self, *attributes: int) -> None:
        """Take faint text for grey, which is how terminals show it."""
        super().select_graphic_rendition(*(_GREY if a == _FAINT else a for a in attributes))

    def set_mode(self, *modes: int, **options: bool) -> None:
        """Go over to the second screen if that is asked for."""
        if options.get("private") and _OTHER_SCREEN in modes:
            self._first = deepcopy(self.buffer), copy(self.cursor)
            self.erase_in_display(2)
        super().set_mode(*modes, **options)

    def reset_mode(self, *modes: int, **options: bool) -> None:
        """Come back to the first screen if that is asked for."""
        if options.get("private") and _OTHER_SCREEN in modes:
            self.buffer, self.cursor = self._first
        super().reset_mode(*modes, **options)


class Terminal:
    """A program on a terminal of so many columns and rows.

    With `foot` the last row is the session's toolbar, which does not count among the lines.
    """

    def __init__(
        self, process: "pexpect.spawn[bytes]", columns: int, rows: int, *, foot: bool
    ) -> None:
        self._process = process
        self._foot = foot
        self._screen = _Screen(columns, rows)
        # The program asks where the cursor is, as it does a real terminal.
        self._screen.write_process_input = process.send
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""

    @property
    def lines(self) -> list[str]:
        """What the screen shows, without blanks at line ends and empty lines at its end."""
        rows = self._screen.display[:-1] if self._foot else self._screen.display
        text = "\n".join(line.rstrip() for line in rows)
        return text.rstrip("\n").split("\n")

    @property
    def text(self) -> str:
        """What the screen shows, as one text."""
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """What the screen shows, cell by cell."""
        columns, rows = range(self._screen.columns), range(self._screen.lines)
        return [[self._screen.buffer[row][column] for column in columns] for row in rows]

    @property
    def foot(self) -> str:
        """The last row of the screen."""
        return str(self._screen.display[-1]).strip()

    def styles(self, word: str) -> list[pyte.screens.Char]:
        """Return the first cell of each place where the word stands on the screen."""
        return [
            self._screen.buffer[row][line.index(word)]
            for row, line in enumerate(self._screen.display)
            if word in line
        ]

    @property
    def cursor_is_shown(self) -> bool:
        """Whether the terminal shows where the next character goes."""
        return not self._screen.cursor.hidden

    def send_signal(self, number: signal.Signals) -> Self:
        """Send a signal to the program in the foreground, which a shell may have started."""
        os.kill(os.tcgetpgrp(self._process.child_fd), number)
        return self

    def hang_up(self) -> int:
        """Take the terminal away, as a closed window does; return what signal ends the program."""
        self._process.ptyproc.fileobj.close()
        self._process.ptyproc.closed = True
        self._process.wait()
        return int(self._process.signalstatus)

    def wait_for_foot(self, text: str) -> Self:
        """Return when the last row shows the text; fail if it never does."""
        self._wait(lambda: text in self.foot)
        assert text in self.foot, f"{text!r} is not in {self.foot!r}, below:\n{self.text}"
        return self

    def resize(self, columns: int, rows: int) -> Self:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)
        return self

    def wait_for(self, text: str, *, times: int = 1) -> Self:
        """Return when the screen shows the text so many times; fail if it never does."""
        self._wait(lambda: self.text.count(text) >= times)
        assert self.text.count(text) >= times, f"{text!r} is not on the screen:\n{self.text}"
        return self

    def wait_until(self, shown: Callable[[], bool]) -> Self:
        """Return when the screen is as it should be; fail if it never is."""
        self._wait(shown)
        assert shown(), self.text
        return self

    def prompt(self, mark: str = "›") -> Self:
        """Return when an empty prompt is on the screen's last line."""
        return self.wait_until(lambda: self.lines[-1] == mark)

    def type(self, keys: str) -> Self:
        """Send keys."""
        self._process.send(keys.encode())
        return self

    def type_until(self, keys: str, text: str) -> Self:
        """Send keys again and again until the screen shows the text; fail if it never does."""
        self._wait(lambda: text in self.text, keys)
        return self.wait_for(text)

    def enter(self, line: str) -> Self:
        """Type a line and send it off."""
        return self.type(f"{line}\r")

    def kill(self) -> None:
        """End the program at once, as when its machine is in need."""
        self._process.kill(signal.SIGKILL)

    def exit_code(self) -> int:
        """Return the program's exit code when it has ended."""
        while self._pump():
            pass
        # Its terminal closes a little before it ends, and is not to end it.
        self._process.wait()
        self._process.close()
        return int(self._process.exitstatus)

    def _wait(self, shown: Callable[[], bool], keys: str = "") -> None:
        """Take what the program writes until it is shown, the program ends, or patience does.

        The keys are sent as often as it is looked at and not shown.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while not shown() and time.monotonic() < until and self.type(keys)._pump():
            pass

    def _pump(self) -> bool:
        try:
            read = self._process.read_nonblocking(65536, _READ_SECONDS)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += read
        self._stream.feed(read)
        return True


@contextmanager
def session(
    corpus: Path,
    index: Path,
    *arguments: str,
    columns: int = 80,
    rows: int = 45,
    state: Path | None = None,
    environment: dict[str, str] | None = None,
    program: Sequence[str] = QA,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Terminal]:
    """Run `qa` on a terminal, a session if no arguments are given; it is ended with the block.

    `program` is what Python is given to run; `prepare` is called in its process before.
    """
    foot = not arguments
    environment = dict(environment or {})
    if state is not None:
        environment["XDG_STATE_HOME"] = str(state)
    arguments = (*program, "--corpus", str(corpus), "--index", str(index), *arguments)
    with _terminal(
        sys.executable,
        arguments,
        environment,
        size=(rows, columns),
        foot=foot,
        prepare=prepare,
    ) as terminal:
        yield terminal


def _as_from_a_terminal(prepare: Callable[[], None] | None) -> None:
    """Heed the signals that those who started the tests, as `nohup` does, may have ignored."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if prepare:
        prepare()


@contextmanager
def shell(
    corpus: Path, index: Path, *, program: Sequence[str] = QA, rows: int = 60
) -> Iterator[Terminal]:
    """Run a shell with job control on a terminal, in which `qa` is a session.

    Its prompt is `$`.
    """
    qa = shlex.join([sys.executable, *program, "--corpus", str(corpus), "--index", str(index)])
    arguments = ("--norc", "--noprofile", "--noediting", "-i")
    with _terminal("bash", arguments, {"PS1": "$ "}, size=(rows, 100), foot=True) as terminal:
        yield terminal.prompt("$").enter(f'qa() {{ {qa} "$@"; }}').prompt("$")


@contextmanager
def _terminal(
    command: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    size: tuple[int, int],
    foot: bool,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Terminal]:
    """Run a program on a terminal of so many rows and columns; it is ended with the block."""
    process = pexpect.spawn(
        command,
        list(arguments),
        env={**os.environ, "TERM": "xterm-256color", **environment},
        dimensions=size,
        preexec_fn=partial(_as_from_a_terminal, prepare),
    )
    process.delaybeforesend = None
    # It is waited for, which takes no guess at how long the system needs to end it.
    process.ptyproc.delayafterclose = 0
    try:
        yield Terminal(process, size[1], size[0], foot=foot)
    finally:
        if process.isalive():
            process.kill(signal.SIGKILL)
            process.wait()
        process.close()
