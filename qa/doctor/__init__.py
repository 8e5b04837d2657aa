"""Is everything in order: packages, index, encoder, reader, articles? Changes nothing on disk.

`finding` says what a check is, `subject` what is looked at, `examination` runs checks and never
fails; the checks themselves, each a small function, lie in the modules that `table` puts in order.
"""

from qa.doctor.checks import Check, Finding, Result, Verdict, bad, examine, good, note
from qa.doctor.subject import Subject
from qa.doctor.table import CHECKS

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Result",
    "Subject",
    "Verdict",
    "bad",
    "examine",
    "good",
    "note",
]
