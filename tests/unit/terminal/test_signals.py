"""A signal ends a session wherever it is noted."""

import signal
import sys
from pathlib import Path

import pexpect
import pytest

from tests.support.paths import ROOT

# Its main thread reads a line, which never comes; another thread gets the signal, so that nothing
# wakes the main one.
READING = """
import signal, threading, time
from qa.terminal.session.plain_prompt import PlainPrompt
from qa.terminal.signals import give_terminal_back

class History:
    def load_history_strings(self):
        return []

def end():
    time.sleep(0.5)
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    time.sleep(30)

threading.Thread(target=end, daemon=True).start()
with give_terminal_back():
    PlainPrompt(History()).read()
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals to threads here")
def test_a_signal_that_wakes_nobody_ends_a_blocked_prompt(tmp_path: Path) -> None:
    """It is sent to the thread that reads."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", READING],
        cwd=str(tmp_path),
        env={"PYTHONPATH": str(ROOT)},
        timeout=20,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 128 + signal.SIGTERM
