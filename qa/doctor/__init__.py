"""Checks the installation, the index, its models and the articles; changes nothing on disk.

`checks` defines a check and runs them, `subject` is what they look at. The checks themselves, each
a small function, are in the modules that `CHECKS` lists them from. `python -m qa.doctor` is not
the command `qa doctor`, but the process that encodes with the reference for one of the checks.
"""

from qa.doctor import (
    article_checks,
    index_checks,
    installation_checks,
    model_checks,
    privacy_checks,
)
from qa.doctor.checks import Check, CheckLevel, Finding, Result, bad, examine, good, note
from qa.doctor.subject import Subject

__all__ = [
    "CHECKS",
    "Check",
    "CheckLevel",
    "Finding",
    "Result",
    "Subject",
    "bad",
    "examine",
    "good",
    "note",
]

# In the order in which they are made and shown.
CHECKS = (
    Check("python", installation_checks.python),
    Check("packages", installation_checks.packages),
    Check("model", installation_checks.model),
    Check("annotator", installation_checks.annotator),
    Check("index", index_checks.in_use),
    Check("checksums", index_checks.checksums),
    Check("kept", index_checks.kept),
    Check("locks", index_checks.leftovers),
    Check("writable", index_checks.writable),
    Check("room", index_checks.space),
    Check("privacy", privacy_checks.of_index),
    Check("articles", article_checks.drift),
    Check("metadata", article_checks.metadata),
    Check("encoder", model_checks.encoder),
    Check("agreement", model_checks.agrees),
    Check("reader", model_checks.reader),
    Check("cache", model_checks.cache),
)
