"""The one handler of errors: any failure → one line for a person, an exit code, perhaps JSON."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import click

from qa.errors import QAError, UsageError
from qa.terminal import streams
from qa.wire.answers import error_object

INTERRUPTED = 130
# None of the documented codes: a program must not take a fault of ours for an answer.
FAULT = 70

_JSON_FORMATS = ("json", "jsonl")


@dataclass(frozen=True, slots=True)
class ErrorOutput:
    """What the arguments ask of an error message, known even if they cannot be parsed."""

    json: bool = False
    lines: bool = False
    debug: bool = False

    @classmethod
    def of(cls, arguments: Sequence[str]) -> "ErrorOutput":
        """Return the wishes that stand in the arguments, before `--` if that is there."""
        given = list(arguments)
        if "--" in given:
            given = given[: given.index("--")]
        formats = {value for flag, value in pairwise(given) if flag == "--format"}
        formats |= {
            word.removeprefix("--format=") for word in given if word.startswith("--format=")
        }
        lines = "jsonl" in formats or any(w.partition("=")[0] == "--batch" for w in given)
        return cls(
            json=lines or "--json" in given or "json" in formats,
            lines=lines,
            debug="--debug" in given,
        )


def guarded(call: Callable[[], int], wishes: ErrorOutput) -> int:
    """Return the call's exit code, or that of the failure it ended with, which is reported.

    A reader that has closed its end of standard output ends the program quietly, with 0.
    """
    try:
        return _attempted(call, wishes)
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except streams.OutputError as error:
        streams.notice(str(error))
        code = FAULT
    streams.forget_output()
    return code


def _attempted(call: Callable[[], int], wishes: ErrorOutput) -> int:
    try:
        code = call()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except (BrokenPipeError, streams.OutputError):
        raise
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a message
        code = _reported(error, wishes)
    streams.flush()
    return code


def _reported(error: Exception, wishes: ErrorOutput) -> int:
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if wishes.debug:
        traceback.print_exception(error)
    if isinstance(error, click.ClickException):
        error = _as_usage_error(error)
    if isinstance(error, QAError):
        streams.notice(str(error))
        if wishes.json:
            streams.write_json(error_object(error), lines=wishes.lines)
        return error.code
    remedy = "" if wishes.debug else "; --debug shows where"
    streams.notice(f"fault in the program: {type(error).__name__}: {error}{remedy}")
    return FAULT


def _as_usage_error(error: click.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "qa"
    message = error.format_message().strip().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], remedy=f"see {path} --help")
