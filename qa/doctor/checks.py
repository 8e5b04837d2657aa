"""What a check is and what it finds; looks at nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa.doctor.subject import Subject
from qa.errors import QAError


class Verdict(StrEnum):
    """How it stands with something; only what is bad keeps answers from being right."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, in a sentence, and the command or act that mends it."""

    verdict: Verdict
    text: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of this name found."""

    check: str
    result: Result


@dataclass(frozen=True, slots=True)
class Check:
    """A check: `look` returns None where there is nothing to look at."""

    name: str
    look: Callable[[Subject], Result | None]


def good(text: str) -> Result:
    """Return that all is well."""
    return Result(Verdict.GOOD, text)


def note(text: str, remedy: str | None = None) -> Result:
    """Return what is worth knowing, but keeps nothing from working."""
    return Result(Verdict.NOTE, text, remedy)


def bad(text: str, remedy: str | None = None) -> Result:
    """Return what has to be mended."""
    return Result(Verdict.BAD, text, remedy)


# Runs checks one after another; a check that fails is itself a finding.
def examine(subject: Subject, checks: Sequence[Check]) -> Iterator[Finding]:
    """Yield what each check finds, in order; checks with nothing to look at yield nothing."""
    for check in checks:
        result = _looked(check, subject)
        if result is not None:
            yield Finding(check.name, result)


def _looked(check: Check, subject: Subject) -> Result | None:
    try:
        return check.look(subject)
    except QAError as error:
        return bad(error.message, error.remedy)
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
        return bad(f"it could not be checked: {type(error).__name__}: {error}")
