"""Garbage collection while somebody types."""

import subprocess
import sys


def test_present_objects_are_exempt_from_collection() -> None:
    """In a process of its own, so that the tests' own is not affected."""
    code = (
        "import gc; from qa.terminal.session.session import tune_gc; tune_gc();"
        " print(gc.get_freeze_count() > 1000, gc.get_threshold()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "True 2000\n"
