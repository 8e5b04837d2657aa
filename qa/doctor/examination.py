"""Runs checks one after another; a check that fails is itself a finding."""

from collections.abc import Iterator, Sequence

from qa.doctor.finding import Check, Finding, Result, bad
from qa.doctor.subject import Subject
from qa.errors import QAError


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
