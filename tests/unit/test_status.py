"""What `read_status` says of an index and of how the corpus has changed since."""

import os
import shutil

import pytest

from qa.errors import IndexMissingError
from qa.model import CorpusChanges
from tests.support.desk import DOGS, Desk


def test_an_untouched_corpus_has_not_changed(indexed: Desk) -> None:
    """Figures are those of the manifest, and nothing is stale."""
    status = indexed.status()
    assert (status.articles, status.passages, status.sentences) == (3, 3, 6)
    assert status.index.encoder == "small (float32)"
    assert status.reader == "own"
    assert status.index.built_at.endswith("Z")
    assert not status.index.stale
    assert status.changes == CorpusChanges(
        kept=("dogs.txt", "travel/trains.md", "weather/rain.txt")
    )
    folder = indexed.layout.generation(status.index.generation).folder
    beside = {"manifest.json", ".checked", ".checked-reader"}
    files = [p for p in folder.rglob("*") if p.is_file() and p.name not in beside]
    assert status.size == sum(p.stat().st_size for p in files)


def test_changes_are_given_by_path(indexed: Desk) -> None:
    """Added, changed, removed and kept, as the next rebuild would find them."""
    indexed.write("dogs.txt", DOGS + "!")
    indexed.write("new.md", "New.")
    (indexed.corpus / "weather/rain.txt").unlink()
    status = indexed.status()
    assert status.changes == CorpusChanges(
        added=("new.md",),
        changed=("dogs.txt",),
        removed=("weather/rain.txt",),
        kept=("travel/trains.md",),
    )
    assert status.index.stale
    assert indexed.rebuild().changes == status.changes


def test_a_file_that_was_only_touched_is_the_same(indexed: Desk) -> None:
    """Times make one look; contents decide."""
    os.utime(indexed.corpus / "dogs.txt", (4e9, 4e9))
    assert not indexed.status().index.stale


def test_a_change_that_keeps_size_and_time_is_seen(indexed: Desk) -> None:
    """A file put in another's place with an old date is not taken for it."""
    file = indexed.corpus / "dogs.txt"
    indexed.write("dogs.txt", DOGS.replace("Dogs", "Cats"))
    os.utime(file, (1e9, 1e9))
    changes = indexed.status().changes
    assert changes is not None
    assert changes.changed == ("dogs.txt",)


def test_without_a_corpus_there_is_nothing_to_compare(indexed: Desk) -> None:
    """An index answers wherever it is; it is not stale for want of a corpus."""
    shutil.rmtree(indexed.corpus)
    status = indexed.status()
    assert status.changes is None
    assert not status.index.stale
    assert status.articles == 3


def test_without_an_index_there_is_an_error(desk: Desk) -> None:
    """It names the folder and the command that makes one."""
    with pytest.raises(IndexMissingError) as caught:
        desk.status()
    assert caught.value.path == str(desk.index)
    assert "run `qa rebuild`" in str(caught.value)
