"""The whole project passes its own linter, formatter and type checker."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT


@pytest.mark.long
@pytest.mark.parametrize(
    "command",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]],
    ids=" ".join,
)
def test_the_project_passes(command: list[str]) -> None:
    """Everything is configured in pyproject.toml; there are no other switches."""
    done = subprocess.run(
        [sys.executable, "-m", *command], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
