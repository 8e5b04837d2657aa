"""Ctrl-C in the first build loses nothing that was computed, and says so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa.indexing import rebuild
from qa.storage import Layout

pytestmark = pytest.mark.long

KEPT = "qa: interrupted: what was computed so far is kept, the next build goes on from there"
# More than are encoded before the first vectors are written.
SENTENCES = 900
_PATIENCE = 250.0


def _write_long_article(corpus: Path) -> None:
    corpus.mkdir()
    lines = (
        f"Ship number {n} left harbour {n * 7 % 401} in the morning." for n in range(SENTENCES)
    )
    corpus.joinpath("ships.txt").write_text("\n\n".join(lines))


def _wait_for_vectors(layout: Layout, process: "subprocess.Popen[str]") -> None:
    """Return once the build has written its first vectors."""
    deadline = time.monotonic() + _PATIENCE
    while not any(file.stat().st_size for file in layout.vector_caches()):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.usefixtures("compiled_model")
def test_ctrl_c_in_the_first_build_keeps_what_it_has_computed(tmp_path: Path) -> None:
    """It ends as shells expect, with one line; the next build computes only what is missing."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    _write_long_article(corpus)
    command = [sys.executable, "-m", "qa.terminal", "ask", "Which ship left?"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QA_CORPUS": str(corpus), "QA_INDEX": str(index)},
    ) as process:
        _wait_for_vectors(Layout(index), process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    said = [line for line in err.splitlines() if not line.startswith("qa: still ")]
    assert process.returncode == 130
    assert out == ""
    assert said == [f"qa: no index in {index} yet: building it from {corpus}", KEPT]
    assert not Layout(index).current.exists()

    report = rebuild(corpus, index)
    assert report.reused >= 512
    assert report.encoded > 0
    assert Layout(index).vector_caches() == []
