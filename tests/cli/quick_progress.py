"""Runs `qa` with lines of progress that come at once, and an encoder that waits for the next."""

import re
import threading
from collections.abc import Callable, Sequence
from functools import partial

from qa.encoding.compiled import CompiledEncoder
from qa.encoding.protocol import Vectors
from qa.terminal import streams
from qa.terminal.app import run
from qa.terminal.output import progress

_encode = CompiledEncoder.encode_passages
_said: set[str] = set()
_changed = threading.Condition()
_calls = 0


def _say(message: str) -> None:
    streams.notice(message)
    with _changed:
        _said.update(re.findall(r"still encoding ([\d,]+)/", message))
        _changed.notify()


def _encode_after_a_line(
    self: CompiledEncoder, texts: Sequence[str], progress: Callable[[int], None] | None = None
) -> Vectors:
    global _calls  # noqa: PLW0603 - one process runs one command
    _calls += 1
    with _changed:
        _changed.wait_for(lambda: len(_said) >= _calls)
    return _encode(self, texts, progress)


if __name__ == "__main__":
    progress.progress_lines = partial(progress.progress_lines, _say, lambda _: 0.01)
    CompiledEncoder.encode_passages = _encode_after_a_line  # type: ignore[method-assign]
    run()
