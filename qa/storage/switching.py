"""Which generation is in use: named by one file, replaced at once; makes and removes none."""

import os
import tempfile
from pathlib import Path

from qa.storage.layout import SCRATCH_PREFIX, Layout


def switch(layout: Layout, name: str) -> None:
    """Make the generation of this name the one in use, atomically."""
    handle, scratch = tempfile.mkstemp(dir=layout.root, prefix=SCRATCH_PREFIX)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    if layout.current.is_dir():
        # No file can take the place of a folder.
        layout.current.rmdir()
    Path(scratch).replace(layout.current)
    flush_folder(layout.root)


def flush_folder(folder: Path) -> None:
    """Have the operating system write down which files are in `folder`."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
