"""A session's turns to a file that only its owner can read; never over another file unasked."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa.errors import UsageError
from qa.terminal.harmless import one_line
from qa.terminal.manner import Manner
from qa.terminal.markdown import markdown
from qa.terminal.turns import Turn
from qa.wire import SCHEMA, answer_object, dump

_FILE_MODE = 0o600
_INDENT = 2
_MARKDOWN = (".md", ".markdown")


def save_turns(turns: Sequence[Turn], name: str, *, manner: Manner, force: bool = False) -> Path:
    """Write the turns to the file of this name, as Markdown or JSON by its extension.

    Returns:
        The file. `force` lets it take the place of one that is there.

    Raises:
        UsageError: the name is missing or ends in something else, the file is there already or
            cannot be written, or there are no turns.
    """
    if not name:
        raise UsageError("a file is missing", remedy="/save FILE.md, or FILE.json")
    if not turns:
        raise UsageError("there is nothing to save yet", remedy="ask a question first")
    file = Path(name).expanduser()
    ending = file.suffix.lower()
    if ending in _MARKDOWN:
        text = _as_markdown(turns, manner)
    elif ending == ".json":
        text = _as_json(turns)
    else:
        raise UsageError(f"{one_line(name)} ends in neither .md nor .json")
    try:
        _write(file, text.encode(errors="replace"), force=force)
    except FileExistsError as error:
        message = f"{one_line(name)} is there already"
        remedy = "name another, or put --force after it"
        raise UsageError(message, path=str(file), remedy=remedy) from error
    except OSError as error:
        message = f"{one_line(name)} cannot be written: {error.strerror}"
        raise UsageError(message, path=str(file)) from error
    return file


def _write(file: Path, data: bytes, *, force: bool) -> None:
    """Write a file that is new, or beside the old one, whose name it takes only when whole."""
    target = file.with_name(f".{file.name}.{os.getpid()}") if force else file
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        if force:
            target.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _as_markdown(turns: Sequence[Turn], manner: Manner) -> str:
    parts = ["# Questions and answers\n"]
    for turn in turns:
        own = replace(manner, nearest=max(turn.shown, 1), timed=False)
        shown = replace(turn.answer, passages=turn.answer.passages[: turn.shown])
        parts.append(markdown(shown, own))
    return "\n".join(parts)


def _as_json(turns: Sequence[Turn]) -> str:
    made: list[object] = [
        {"number": turn.number, "in": turn.within, "answer": answer_object(turn.answer)}
        for turn in turns
    ]
    return dump({"schema": SCHEMA, "turns": made}, indent=_INDENT) + "\n"
