"""Keeps libraries from the network: a whole process, or one import; never the host program's own.

A command sets its process's environment before any library is loaded. A program that imports `qa`
keeps its environment: what we call there is given `local_files_only`, and onnxruntime, which reads
its variable while it is imported, is imported with that variable set for as long as that takes.
"""

import os
import sys
import threading
from typing import Any

_TELEMETRY = "ORT_DISABLE_TELEMETRY"

VARIABLES = {
    # From 1.29 on onnxruntime reports its use, the graphs' names among it.
    _TELEMETRY: "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Each text is tokenized by itself, and threads of the library's own would stand in the way of
    # a process that forks.
    "TOKENIZERS_PARALLELISM": "false",
}
"""The variables by which libraries are kept quiet, read once when each is loaded."""

_importing = threading.Lock()


def keep_process_offline() -> None:
    """Set `VARIABLES` in this process's environment; only for a process that is a command of ours.

    Call it before a library is imported that reads them.
    """
    os.environ.update(VARIABLES)


def load_onnxruntime() -> Any:
    """Return onnxruntime with its telemetry off, and leave the environment as it was.

    Turning it off through its API alone is too late: the import by itself makes up a number for
    this device, keeps it on disk and reports it.
    """
    with _importing:
        if "onnxruntime" in sys.modules:
            import onnxruntime
        else:
            before = os.environ.get(_TELEMETRY)
            os.environ[_TELEMETRY] = "1"
            try:
                import onnxruntime
            finally:
                if before is None:
                    del os.environ[_TELEMETRY]
                else:
                    os.environ[_TELEMETRY] = before
        # Versions without telemetry need not have this; those imported by others before need it.
        getattr(onnxruntime, "disable_telemetry_events", lambda: None)()
    return onnxruntime
