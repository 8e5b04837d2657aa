"""All checks in the order in which they are made and shown."""

from qa.doctor import (
    article_checks,
    index_checks,
    installation_checks,
    model_checks,
    privacy_checks,
)
from qa.doctor.checks import Check

CHECKS = (
    Check("python", installation_checks.python),
    Check("packages", installation_checks.packages),
    Check("model", installation_checks.model),
    Check("index", index_checks.in_use),
    Check("checksums", index_checks.checksums),
    Check("kept", index_checks.kept),
    Check("locks", index_checks.leftovers),
    Check("room", index_checks.space),
    Check("privacy", privacy_checks.of_index),
    Check("articles", article_checks.drift),
    Check("encoder", model_checks.encoder),
    Check("agreement", model_checks.agrees),
    Check("reader", model_checks.reader),
    Check("cache", model_checks.cache),
)
