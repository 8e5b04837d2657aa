"""Python's search for garbage while somebody types."""

import subprocess
import sys


def test_what_is_there_is_not_searched_again() -> None:
    """In a process of its own: the tests' own is left as it is."""
    code = (
        "import gc; from qa.terminal.session.session import tune_gc; tune_gc();"
        " print(gc.get_freeze_count() > 1000, gc.get_threshold()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "True 2000\n"
