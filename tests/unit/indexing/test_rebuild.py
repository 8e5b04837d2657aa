"""What a rebuild does and says: what was added, changed, removed, kept; what it encodes anew."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa.articles.names import plain_name
from qa.encoding.compiled import CompiledEncoder
from qa.errors import (
    ArticleUnreadableError,
    CorpusEmptyError,
    EncoderUnusableError,
    IndexUnusableError,
)
from qa.indexing import embed, inputs
from qa.model import CorpusChanges, Outcome, Progress, SkippedFile
from qa.storage.vector_cache import text_digest
from tests.support.desk import DOGS, RAIN, TRAINS, Desk, said
from tests.support.small_model import make_small_model


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is encoded as a passage or sentence, in order."""
    texts: list[str] = []
    original = CompiledEncoder.encode_passages

    def record(self: CompiledEncoder, given: list[str], progress: Any = None) -> Any:
        texts.extend(given)
        return original(self, given, progress)

    monkeypatch.setattr(CompiledEncoder, "encode_passages", record)
    return texts


def test_says_what_was_added_changed_removed_and_kept(desk: Desk) -> None:
    """Articles are identified by path, and changes by their bytes."""
    desk.write_three()
    first = desk.rebuild()
    assert first.changes == CorpusChanges(
        added=("dogs.txt", "travel/trains.md", "weather/rain.txt")
    )
    assert (first.passages, first.sentences, first.encoded) == (3, 6, 9)
    desk.write("dogs.txt", DOGS.replace("boots", "gloves"))
    (desk.corpus / "travel/trains.md").unlink()
    desk.write("news.txt", "A new bridge was opened.")
    second = desk.rebuild()
    assert second.changes == CorpusChanges(
        added=("news.txt",),
        changed=("dogs.txt",),
        removed=("travel/trains.md",),
        kept=("weather/rain.txt",),
    )
    with desk.engine() as engine:
        assert engine.paths() == ("dogs.txt", "news.txt", "weather/rain.txt")
        assert "gloves" in engine.ask("What does the postman wear?").passages[0].text


def test_an_unchanged_corpus_keeps_the_generation(desk: Desk, encoded: list[str]) -> None:
    """Nothing is written and nothing encoded when nothing has changed."""
    desk.write_three()
    first = desk.rebuild()
    encoded.clear()
    second = desk.rebuild()
    assert second.generation == first.generation
    assert second.changes == CorpusChanges(
        kept=("dogs.txt", "travel/trains.md", "weather/rain.txt")
    )
    assert (second.encoded, second.passages, second.sentences) == (0, 3, 6)
    assert encoded == []


def test_a_changed_file_costs_only_its_new_texts(desk: Desk, encoded: list[str]) -> None:
    """Texts that stood in the file before are found again by their digest."""
    kept = "The mayor opened the new bridge over the river on Saturday morning with a speech."
    desk.write("news.txt", f"{kept}\n\n" + "Traffic was dense around the station for hours. " * 2)
    desk.write_three()
    desk.rebuild()
    encoded.clear()
    new = "Two cyclists were the first to cross it, followed by a brass band and its admirers."
    desk.write("news.txt", f"{kept}\n\n{new}")
    report = desk.rebuild()
    assert report.changes.changed == ("news.txt",)
    assert encoded == [new]
    assert (report.encoded, report.reused) == (1, 1)


def test_a_moved_file_encodes_nothing(desk: Desk, encoded: list[str]) -> None:
    """A vector belongs to a text, wherever it stands."""
    desk.write_three()
    desk.rebuild()
    encoded.clear()
    desk.write("archive/2020/dogs.txt", DOGS)
    (desk.corpus / "dogs.txt").unlink()
    report = desk.rebuild()
    assert (report.changes.added, report.changes.removed) == (
        ("archive/2020/dogs.txt",),
        ("dogs.txt",),
    )
    assert encoded == []
    answer = desk.ask("Who barks at the postman?")
    assert answer.passages[0].citation.path == "archive/2020/dogs.txt"


def test_a_text_that_stands_twice_is_encoded_once(desk: Desk, encoded: list[str]) -> None:
    """Copies of an article, and passages that are one sentence, share a vector."""
    desk.write("a.txt", "The council met on Monday to discuss the budget of the coming year.")
    desk.write("b.txt", "The council met on Monday to discuss the budget of the coming year.")
    report = desk.rebuild()
    assert encoded == ["The council met on Monday to discuss the budget of the coming year."]
    assert (report.passages, report.sentences) == (2, 2)


def test_force_makes_everything_anew(desk: Desk, encoded: list[str]) -> None:
    """`force` takes no vector from before and gives the same answers."""
    desk.write_three()
    first = desk.rebuild()
    before = said(desk.ask("When does the train leave?"))
    encoded.clear()
    second = desk.rebuild(force=True)
    assert second.generation != first.generation
    assert (second.encoded, second.reused, len(encoded)) == (9, 0, 9)
    after = said(desk.ask("When does the train leave?"))
    assert {**after, "generation": ""} == {**before, "generation": ""}


def test_vectors_are_those_of_a_fresh_build(desk: Desk, tmp_path: Path) -> None:
    """However an index came about, its vectors are the same to the last bit."""
    desk.write_three()
    desk.rebuild()
    desk.write("dogs.txt", RAIN)
    desk.write("more.txt", TRAINS + "\n\nThe dining car is closed.")
    desk.rebuild()
    fresh = Desk(desk.corpus, tmp_path / "fresh", desk.model)
    fresh.rebuild()
    assert _vectors(desk) == _vectors(fresh)


def _vectors(desk: Desk) -> dict[tuple[str, int], tuple[bytes, bytes]]:
    generation = desk.generation()
    found = {}
    for uid, path in generation.texts.paths():
        passages, sentences = generation.article_rows(uid)
        for row in range(passages.start, passages.stop):
            children, _ = generation.children(np.array([row]))
            assert sentences.start <= children[0] <= children[-1] < sentences.stop
            found[path, row - passages.start] = (
                generation.passages.take(slice(row, row + 1)).tobytes(),
                generation.sentences.take(children).tobytes(),
            )
    generation.close()
    return found


def test_an_undecodable_file_fails_the_rebuild_and_the_index_stays(desk: Desk) -> None:
    """The error names file, line and byte; the index answers as before."""
    desk.write_three()
    desk.rebuild()
    before = said(desk.ask("Who barks?"))
    desk.write("bad.txt", b"First line.\nSecond \xff line.")
    desk.write("dogs.txt", "Gone.")
    with pytest.raises(ArticleUnreadableError) as caught:
        desk.rebuild()
    assert (caught.value.path, caught.value.place) == ("bad.txt", "line 2, byte 8")
    assert "--skip-bad" in str(caught.value)
    assert said(desk.ask("Who barks?")) == before
    assert [p.name for p in desk.index.iterdir() if p.name.startswith(".building")] == []


def test_skipped_files_are_told_of_again_and_again(desk: Desk) -> None:
    """What was left out stands in the report, in the status, and in the next report."""
    desk.write_three()
    desk.write("bad.txt", b"\xff\xfeU\x00")
    reason = "bad.txt is not UTF-8 text at line 1, byte 1: it looks like UTF-16, save it as UTF-8"
    skipped = (SkippedFile("bad.txt", reason),)
    first = desk.rebuild(skip_bad=True)
    assert first.skipped == skipped
    assert "bad.txt" not in first.changes.added
    assert desk.status().skipped == skipped
    assert not desk.status().index.stale
    second = desk.rebuild(skip_bad=True)
    assert (second.generation, second.skipped) == (first.generation, skipped)
    with pytest.raises(ArticleUnreadableError):
        desk.rebuild()


def test_a_skipped_file_that_is_mended_is_taken_in(desk: Desk) -> None:
    """A file that failed once is not left out for ever: the status says it is new."""
    desk.write_three()
    desk.write("bad.txt", b"\xff")
    desk.rebuild(skip_bad=True)
    desk.write("bad.txt", b"A mended article.")
    changes = desk.status().changes
    assert changes is not None
    assert changes.added == ("bad.txt",)
    report = desk.rebuild()
    assert (report.changes.added, report.skipped) == (("bad.txt",), ())
    assert desk.status().skipped == ()


def test_an_article_that_becomes_unreadable_is_removed_when_skipped(desk: Desk) -> None:
    """With `skip_bad` no stale text stays behind a file that cannot be read any more."""
    desk.write_three()
    desk.rebuild()
    desk.write("dogs.txt", b"\xff")
    report = desk.rebuild(skip_bad=True)
    assert report.changes == CorpusChanges(
        removed=("dogs.txt",), kept=("travel/trains.md", "weather/rain.txt")
    )
    with desk.engine() as engine:
        assert engine.paths() == ("travel/trains.md", "weather/rain.txt")


def test_a_corpus_without_usable_article_is_an_error(desk: Desk) -> None:
    """Nothing is built of nothing, and nothing is left lying about."""
    desk.write("bad.txt", b"\xff")
    with pytest.raises(CorpusEmptyError, match="no article"):
        desk.rebuild(skip_bad=True)
    assert not desk.layout.current.exists()


def test_articles_of_headings_alone_have_no_passages(desk: Desk) -> None:
    """An article may add nothing to search; asking still works, of it too."""
    desk.write("empty.md", "# Only a heading\n")
    report = desk.rebuild()
    assert (report.passages, report.sentences) == (0, 0)
    answer = desk.ask("Is there anything?")
    assert (answer.outcome, answer.passages, answer.answer) == (Outcome.NOT_FOUND, (), None)
    assert answer.confidence == 0
    desk.write_three()
    desk.rebuild()
    assert desk.ask("Who barks at the postman?").passages[0].citation.path == "dogs.txt"
    assert desk.ask("Who barks at the postman?", within="empty").passages == ()


def test_removing_alone_makes_a_new_generation(desk: Desk, encoded: list[str]) -> None:
    """A removed article is found no more, and nothing is encoded for that."""
    desk.write_three()
    desk.rebuild()
    encoded.clear()
    (desk.corpus / "dogs.txt").unlink()
    report = desk.rebuild()
    assert report.changes.removed == ("dogs.txt",)
    assert encoded == []
    assert all(passage.citation.path != "dogs.txt" for passage in desk.ask("Who barks?").passages)


def test_the_model_is_remembered(desk: Desk) -> None:
    """A rebuild that names no model uses the index's own, even without the model's folder."""
    model = make_small_model(desk.corpus.parent / "own", seed=7)
    desk.write_three()
    desk.rebuild(model=str(model))
    (model / "model.safetensors").unlink()
    desk.write("dogs.txt", RAIN)
    desk.rebuild(model=None)
    generation = desk.generation()
    assert generation.manifest.encoder.model == str(model)
    generation.close()


def test_the_model_is_remembered_by_a_damaged_index(desk: Desk) -> None:
    """Mending an index does not turn it into one of another model."""
    desk.write_three()
    desk.rebuild()
    generation = desk.generation()
    generation.close()
    generation.layout.texts.unlink()
    report = desk.rebuild(model=None)
    assert any("texts.db" in notice for notice in report.notices)
    mended = desk.generation()
    assert mended.manifest.encoder == generation.manifest.encoder
    # What happened once is no trait of the index.
    assert mended.manifest.notices == ()
    mended.close()


def test_another_model_makes_every_vector_anew(desk: Desk, encoded: list[str]) -> None:
    """Vectors of two models never stand in one index."""
    desk.write_three()
    desk.rebuild()
    encoded.clear()
    other = make_small_model(desk.corpus.parent / "other", seed=1)
    report = desk.rebuild(model=str(other))
    assert (report.encoded, len(encoded)) == (9, 9)
    assert report.changes.kept == ("dogs.txt", "travel/trains.md", "weather/rain.txt")
    generation = desk.generation()
    assert generation.manifest.encoder.name == "other"
    generation.close()


def test_a_model_whose_files_changed_is_another_model(desk: Desk) -> None:
    """A folder named again with other weights in it is not taken for the old one."""
    import shutil

    model = make_small_model(desk.corpus.parent / "own", seed=3)
    desk.write_three()
    desk.rebuild(model=str(model))
    shutil.rmtree(model)
    make_small_model(model, seed=4)
    assert desk.rebuild(model=str(model)).encoded == 9
    assert desk.rebuild(model=str(model)).encoded == 0


def test_an_unknown_model_is_an_error_and_the_index_stays(desk: Desk) -> None:
    """The message names the model; nothing is fetched."""
    desk.write_three()
    first = desk.rebuild()
    with pytest.raises(EncoderUnusableError, match="no model 'no-such-model'"):
        desk.rebuild(model="no-such-model")
    assert desk.rebuild(model=None).generation == first.generation


def test_damage_is_noticed_before_it_is_copied(desk: Desk, encoded: list[str]) -> None:
    """A flipped bit in the old index does not live on in the new one."""
    desk.write_three()
    desk.rebuild()
    generation = desk.generation()
    generation.close()
    vectors = generation.layout.folder / "passages.faiss"
    data = bytearray(vectors.read_bytes())
    data[-1] ^= 1
    vectors.write_bytes(data)
    encoded.clear()
    desk.write("dogs.txt", RAIN)
    report = desk.rebuild()
    assert len(encoded) == len({text_digest(text) for text in encoded}) == 6
    assert any("passages.faiss" in notice for notice in report.notices)


def test_an_index_folder_that_cannot_be_made_is_an_error(desk: Desk) -> None:
    """The error is ours and names the folder."""
    desk.write_three()
    desk.index.write_text("I am a file")
    with pytest.raises(IndexUnusableError, match="cannot be made"):
        desk.rebuild()


def test_an_index_folder_that_cannot_be_written_is_an_error(desk: Desk) -> None:
    """The error is ours, whatever stands in the way."""
    desk.write_three()
    desk.layout.lock.mkdir(parents=True)
    with pytest.raises(IndexUnusableError, match=r"cannot be written.*--index"):
        desk.rebuild()


def test_two_generations_are_kept(desk: Desk) -> None:
    """The one in use and the one before it, for readers that have not yet moved on."""
    desk.write_three()
    names = []
    for count in range(4):
        desk.write("count.txt", f"The count is {count}.")
        names.append(desk.rebuild().generation)
    assert sorted(names[-2:]) == desk.layout.generations()
    assert sorted(p.name for p in desk.index.iterdir()) == sorted([".lock", "CURRENT", *names[-2:]])


def test_progress_comes_in_stages_that_end(desk: Desk) -> None:
    """Each stage counts up to its total and never beyond."""
    desk.write_three()
    seen: list[Progress] = []
    desk.rebuild(progress=seen.append)
    assert list(dict.fromkeys(step.stage for step in seen)) == [
        "reading articles",
        "indexing words",
        "encoding",
        "annotating",
        "writing the index",
    ]
    for stage in ("reading articles", "indexing words", "encoding", "annotating"):
        steps = [step for step in seen if step.stage == stage]
        assert [step.done for step in steps] == sorted(step.done for step in steps)
        assert steps[-1].done == steps[-1].total


def test_progress_moves_within_one_large_article(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is read, by characters; while it is encoded, by all the texts there are."""
    monkeypatch.setattr(inputs, "_REPORT_EVERY", 100)
    monkeypatch.setattr(embed, "_MOST_PENDING", 250)
    # Too long to be joined to its neighbours, and of one sentence.
    lines = [
        f"Train {n:03} to Vienna leaves the station hall from gate no {n:03}." for n in range(700)
    ]
    desk.write("big.txt", "\n\n".join(lines))
    desk.write("small.txt", "It is late.")
    seen: list[Progress] = []
    desk.rebuild(progress=seen.append)
    length = len(lines[0]) + 2
    assert [step for step in seen if step.stage == "reading big.txt"] == [
        Progress("reading big.txt", n * length - 2, 700 * length - 2) for n in range(100, 701, 100)
    ]
    encoded = [step for step in seen if step.stage == "encoding"]
    assert {step.total for step in encoded} == {700 * 2 + 2}
    done = [step.done for step in encoded]
    assert done == sorted(done)
    assert done[-1] == 700 * 2 + 2
    assert len(set(done)) > 3


def test_what_is_unusable_is_skipped_and_links_are_named(desk: Desk, tmp_path: Path) -> None:
    """Names that are not UTF-8 are left out on request; links are not followed, but reported."""
    desk.write_three()
    (tmp_path / "outside").mkdir()
    (desk.corpus / "linked").symlink_to("../outside")
    bad = os.fsencode(desk.corpus) + b"/bad\xff.txt"
    with open(bad, "wb") as file:  # noqa: PTH123 (bytes)
        file.write(b"Text.")
    with pytest.raises(ArticleUnreadableError, match="is not UTF-8"):
        desk.rebuild()
    report = desk.rebuild(skip_bad=True)
    assert [(entry.path, entry.reason) for entry in report.skipped] == [
        (r"bad\xff.txt", r"the file name bad\xff.txt is not UTF-8")
    ]
    assert report.notices == ("links to folders or out of the corpus are not followed: linked",)
    status = desk.status()
    assert status.skipped == report.skipped
    assert status.changes is not None
    assert not status.changes
    again = desk.rebuild(skip_bad=True)
    assert again.generation == report.generation


def test_a_name_is_told_apart_while_another_article_has_it(desk: Desk) -> None:
    """An article that is kept gets its ending when another of its name comes, and loses it."""

    def names() -> set[str]:
        found = desk.ask("Who barks at the postman?", limit=100).passages
        return {passage.citation.document for passage in found}

    desk.write("dogs.txt", DOGS)
    desk.write("rain.txt", RAIN)
    desk.rebuild()
    assert names() == {"dogs", "rain"}
    desk.write("dogs.md", f"{DOGS} And cats.")
    report = desk.rebuild()
    assert report.changes.kept == ("dogs.txt", "rain.txt")
    assert names() == {"dogs.txt", "dogs.md", "rain"}
    (desk.corpus / "dogs.md").unlink()
    desk.rebuild()
    assert names() == {"dogs", "rain"}


def test_names_of_an_earlier_version_are_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index whose articles share a name is written anew though no article has changed."""
    desk.write("dogs.txt", DOGS)
    desk.write("dogs.md", RAIN)
    with monkeypatch.context() as earlier:
        earlier.setattr(
            "qa.articles.names.unique_names",
            lambda paths: {path: plain_name(path) for path in paths},
        )
        first = desk.rebuild()
    second = desk.rebuild()
    assert (second.generation != first.generation, second.encoded) == (True, 0)
    assert second.changes == CorpusChanges(kept=("dogs.md", "dogs.txt"))
    assert desk.ask("Who barks at the postman?").passages[0].citation.document == "dogs.txt"
    assert desk.rebuild().generation == second.generation


def test_what_is_odd_in_articles_is_told_with_file_and_line(desk: Desk) -> None:
    """Of those that are read, a handful at most; they are indexed all the same."""
    desk.write("a.md", "---\ntitle: Dogs\ndate: 2020-13-45\n---\n" + DOGS)
    desk.write("b.md", "---\ntitle: Rain\n\n" + RAIN)
    report = desk.rebuild()
    assert report.notices == (
        'a.md, line 3: date "2020-13-45" is not understood; write it like 2024-01-31',
        "b.md, line 1: front matter without an end is read as text; end it with a line ---",
    )
    assert desk.ask("Who barks at the postman?").passages[0].citation.title == "Dogs"
    assert desk.rebuild().notices == ()
    for number in range(7):
        desk.write(f"n{number}.md", f"---\ndate: {number}\n---\n{RAIN}")
    notices = desk.rebuild().notices
    assert len(notices) == 6
    assert notices[-1] == "2 more like these; `qa doctor` looks at all articles"
