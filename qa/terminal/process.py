"""The program as a process of its own: how it begins and how it ends; decides nothing."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from qa.offline import keep_process_offline
from qa.terminal.app import main

# Importing makes hundreds of thousands of objects and no garbage. Looking for it as often as Python
# does by default takes a twentieth of the time of an answer.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def run() -> NoReturn:
    """Run the command line and end the process with its exit code.

    What was to be written is written when `main` returns. Then the process ends at once: to take
    the libraries apart again would add a fifth to the time of an answer.
    """
    keep_process_offline()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
