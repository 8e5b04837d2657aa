"""Turns every failure into one line for a person, an exit code and, if asked for, JSON."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from qa.errors import FAULT, INTERRUPTED, QAError, UsageError
from qa.terminal import streams

# The options of any command that decide how an error is shown. All else is passed over, and none
# needs a value: what is wrong with the arguments may be that it is missing.
_ERROR_OPTIONS = click.Command(
    "errors",
    params=[
        click.Option([name], is_flag=False, flag_value="", multiple=True)
        for name in ("--json", "--format", "--batch", "--debug")
    ],
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    add_help_option=False,
)


@dataclass(frozen=True, slots=True)
class ErrorOutput:
    """How an error is shown: as a JSON object too, on one line if `lines`; `debug` shows where."""

    json: bool = False
    lines: bool = False
    debug: bool = False

    @classmethod
    def of(cls, arguments: Sequence[str]) -> "ErrorOutput":
        """Return what the arguments ask for, even if their command cannot parse them."""
        context = _ERROR_OPTIONS.make_context("qa", list(arguments), resilient_parsing=True)
        given = context.params
        lines = "jsonl" in given["format"] or bool(given["batch"])
        return cls(
            json=lines or bool(given["json"]) or "json" in given["format"],
            lines=lines,
            debug=bool(given["debug"]),
        )


def guarded(call: Callable[[], int], output: ErrorOutput) -> int:
    """Return the exit code of `call`; report the exception it raises, if any, and return its code.

    If the reader of standard output has closed the pipe, nothing is reported and the code is 0.
    """
    try:
        return _exit_code(call, output)
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as ended:
        code = int(ended.code or 0)
    except streams.OutputError as error:
        streams.notice(str(error))
        code = FAULT
    streams.discard_output()
    return code


def _exit_code(call: Callable[[], int], output: ErrorOutput) -> int:
    try:
        code = call()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except (BrokenPipeError, streams.OutputError):
        raise
    except Exception as error:  # noqa: BLE001 - the last place that can turn it into a message
        code = _report(error, output)
    streams.flush()
    return code


def _report(error: Exception, output: ErrorOutput) -> int:
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if output.debug:
        traceback.print_exception(error)
    if isinstance(error, click.ClickException):
        error = _as_usage_error(error)
    if isinstance(error, QAError):
        code, message, path = error.code, str(error), error.path
    else:
        remedy = "" if output.debug else "; --debug shows where"
        message = f"fault in the program: {type(error).__name__}: {error}{remedy}"
        code, path = FAULT, None
    streams.notice(message)
    if output.json:
        from qa.wire.answers import failure_object

        streams.write_json(failure_object(code, message, path), lines=output.lines)
    return code


def _as_usage_error(error: click.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "qa"
    if isinstance(error, click.NoSuchOption):
        near = f"did you mean {error.possibilities[0]}?" if error.possibilities else ""
        return UsageError(
            f"no such option: {error.option_name}", remedy=near or f"see {path} --help"
        )
    message = error.format_message().strip().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], remedy=f"see {path} --help")
