"""An index knows the corpus it was built from: another is refused, a missing one is no obstacle."""

from pathlib import Path

import pytest

from qa.doctor import Subject, article_checks, bad, note
from qa.engine import open_index
from qa.errors import IndexMismatchError
from qa.model import Answer, BuildReport
from qa.origin import ANOTHER_CORPUS_REMEDY, replaced_corpus
from qa.status import read_status
from qa.storage import current_generation
from qa.storage.integrity import add_digest, verify_digest
from qa.storage.manifest import read_manifest
from tests.support.desk import DOGS, Desk


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """A corpus in which no article is one of the three, though one has the path of one of them."""
    corpus = tmp_path / "another"
    corpus.mkdir()
    (corpus / "dogs.txt").write_text("Cats sleep all day.\n")
    return corpus


def ask(index: Path, corpus: Path) -> Answer:
    """Ask an index as `qa ask` would with this corpus."""
    with open_index(index, corpus=corpus) as engine:
        return engine.ask("Who barks at the postman?")


def rebuild_from(desk: Desk, corpus: Path, **options: bool) -> BuildReport:
    """Rebuild the index from another folder."""
    return Desk(corpus, desk.index, desk.model).rebuild(**options)


def manifest_file(desk: Desk) -> Path:
    """Return the manifest of the generation in use."""
    return desk.layout.generation(current_generation(desk.index)).manifest


def refusal(desk: Desk, corpus: Path) -> str:
    """Return what says that the index is of another corpus."""
    return f"the index was built from {desk.corpus}, and no article of it is in {corpus}"


def test_another_corpus_is_refused(indexed: Desk, another: Path) -> None:
    """Both folders are named; the same path alone makes no article the same."""
    with pytest.raises(IndexMismatchError) as caught:
        ask(indexed.index, another)
    assert caught.value.message == refusal(indexed, another)
    assert caught.value.remedy == ANOTHER_CORPUS_REMEDY
    assert (caught.value.expected, caught.value.found) == (str(another), str(indexed.corpus))
    assert caught.value.path == str(indexed.index)
    assert caught.value.code == 3


def test_an_index_of_another_corpus_does_not_take_over(indexed: Desk, another: Path) -> None:
    """Whoever has the index open keeps the generation of the own corpus, and its answers."""
    with indexed.engine() as engine:
        before = engine.info
        rebuild_from(indexed, another)
        with pytest.raises(IndexMismatchError):
            engine.refresh()
        assert engine.ask("Who barks at the postman?").index == before


def test_a_moved_pair_goes_on_answering(indexed: Desk, tmp_path: Path) -> None:
    """One article with its path and bytes is enough, and the answer says that others changed."""
    moved = tmp_path / "elsewhere"
    indexed.corpus.rename(moved)
    index = indexed.index.rename(tmp_path / "copied")
    assert not ask(index, moved).index.stale
    (moved / "dogs.txt").write_text("Cats sleep all day.\n")
    (moved / "weather" / "rain.txt").unlink()
    answer = ask(index, moved)
    assert answer.index.stale
    assert answer.passages[0].citation.path == "dogs.txt"


def test_a_link_to_the_corpus_is_the_corpus(indexed: Desk, tmp_path: Path) -> None:
    """Whatever name it is called by, and whatever is in it now."""
    link = tmp_path / "link"
    link.symlink_to(indexed.corpus)
    for path in ("travel/trains.md", "weather/rain.txt"):
        (indexed.corpus / path).unlink()
    indexed.write("dogs.txt", "Cats sleep all day.")
    assert ask(indexed.index, link).index.stale


@pytest.mark.parametrize("empty", [False, True])
def test_without_a_corpus_the_index_answers(
    empty: bool,  # noqa: FBT001 - a parameter of the test
    indexed: Desk,
    tmp_path: Path,
) -> None:
    """It was copied alone, or the name is misspelt: the answer says that nothing was compared."""
    missing = tmp_path / "corpsu"
    if empty:
        missing.mkdir()
    info = ask(indexed.index, missing).index
    assert (info.stale, info.compared) == (False, False)
    assert ask(indexed.index, indexed.corpus).index.compared
    status = read_status(indexed.index, missing)
    assert (status.index.compared, status.is_another, status.changes) == (False, False, None)


def test_an_older_manifest_is_never_refused(indexed: Desk, another: Path) -> None:
    """It does not name its corpus: the answer is stale, as before."""
    file = manifest_file(indexed)
    facts = verify_digest(file.read_bytes())
    assert facts.pop("corpus") == str(indexed.corpus)
    file.write_bytes(add_digest(facts))
    assert ask(indexed.index, another).index.stale
    assert read_status(indexed.index, another).corpus == ""


def test_a_rebuild_learns_where_the_corpus_is_now(indexed: Desk, tmp_path: Path) -> None:
    """Even if nothing else has changed; nothing is encoded again."""
    moved = indexed.corpus.rename(tmp_path / "elsewhere")
    report = rebuild_from(indexed, moved)
    assert (len(report.changes.kept), report.encoded, report.notices) == (3, 0, ())
    assert read_manifest(manifest_file(indexed)).corpus == str(moved)
    assert rebuild_from(indexed, moved).generation == report.generation


def test_a_rebuild_from_another_corpus_says_so(indexed: Desk, another: Path) -> None:
    """In the report, for whoever was not asked; an unchanged corpus emptied of all says nothing."""
    assert replaced_corpus(indexed.index, another) == refusal(indexed, another)
    assert replaced_corpus(indexed.index, indexed.corpus) is None
    assert replaced_corpus(indexed.index / "none", another) is None
    tried = rebuild_from(indexed, another, dry_run=True)
    assert tried.notices == (refusal(indexed, another),)
    report = rebuild_from(indexed, another)
    assert report.notices == (
        f"{refusal(indexed, another)}; `qa rollback` goes back to those it held",
    )
    (another / "dogs.txt").write_text(DOGS)
    assert rebuild_from(indexed, another).notices == ()


def test_status_and_doctor_say_it(indexed: Desk, another: Path, tmp_path: Path) -> None:
    """Neither refuses: they are what is asked when something is wrong."""
    status = read_status(indexed.index, another)
    assert (status.corpus, status.is_another) == (str(indexed.corpus), True)
    assert not indexed.status().is_another
    checked = article_checks.drift(Subject(indexed.index, another))
    assert checked == bad(refusal(indexed, another), ANOTHER_CORPUS_REMEDY)
    missing = tmp_path / "corpsu"
    assert article_checks.drift(Subject(indexed.index, missing)) == note(
        f"there is no corpus folder {missing}",
        f"name the one that the index was built from with --corpus: {indexed.corpus}",
    )
