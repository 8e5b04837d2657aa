"""A check, what it finds, and how checks are run; checks nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa.doctor.subject import Subject
from qa.errors import QAError


class CheckLevel(StrEnum):
    """How serious a finding is; only BAD means that answers may be wrong or missing."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, in a sentence, and the command or action that resolves it."""

    level: CheckLevel
    text: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of this name found."""

    check: str
    result: Result


@dataclass(frozen=True, slots=True)
class Check:
    """A check by name; `run` returns None where there is nothing to check."""

    name: str
    run: Callable[[Subject], Result | None]


def good(text: str) -> Result:
    """Return the finding that all is well."""
    return Result(CheckLevel.GOOD, text)


def note(text: str, remedy: str | None = None) -> Result:
    """Return a finding worth knowing that keeps nothing from working."""
    return Result(CheckLevel.NOTE, text, remedy)


def bad(text: str, remedy: str | None = None) -> Result:
    """Return a finding that has to be resolved."""
    return Result(CheckLevel.BAD, text, remedy)


def examine(subject: Subject, checks: Sequence[Check]) -> Iterator[Finding]:
    """Run the checks one after another and yield what each finds, if there is anything to check.

    A check that raises an exception is itself a finding.
    """
    for check in checks:
        result = _run(check, subject)
        if result is not None:
            yield Finding(check.name, result)


def _run(check: Check, subject: Subject) -> Result | None:
    try:
        return check.run(subject)
    except QAError as error:
        return bad(error.message, error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks still run
        return bad(f"it could not be checked: {type(error).__name__}: {error}")
