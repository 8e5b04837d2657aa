"""The word index finds passages by their words, however it came about."""

from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamagedError
from qa.storage import fulltext
from qa.storage.fulltext import FulltextIndex, FulltextWriter
from qa.storage.keys import join_keys, split_keys

PASSAGES = {
    (1, 0): "The ministers discussed the trains of the northern line.",
    (1, 1): "Trains were late on Monday.",
    (2, 0): "Café owners protested against the new tax.",
    (3, 0): "A tax on trains, a tax on boats, a tax on planes.",
}


def _write(
    folder: Path, passages: dict[tuple[int, int], str], previous: Path | None = None
) -> None:
    writer = FulltextWriter(folder, previous)
    for (uid, ordinal), text in passages.items():
        writer.add(uid, ordinal, text)
    writer.finish()


def _found(words: FulltextIndex, question: str, **options: list[int]) -> list[tuple[int, int]]:
    uids, ordinals = split_keys(words.search(words.terms(question), 10, **options))
    return list(zip(uids.tolist(), ordinals.tolist(), strict=True))


@pytest.fixture
def words(tmp_path: Path) -> FulltextIndex:
    """The word index of PASSAGES."""
    _write(tmp_path / "words", PASSAGES)
    return FulltextIndex(tmp_path / "words")


def test_terms_are_stems_without_function_words(words: FulltextIndex) -> None:
    """Case, accents and endings do not count, nor do words that only build the sentence."""
    assert words.terms("What did the MINISTERS say about Cafés?") == ["minist", "say", "cafe"]
    assert words.terms("Who is it?") == []
    assert words.terms("") == []


def test_passages_are_found_best_first(words: FulltextIndex) -> None:
    """By stem, and the rarer word counts more."""
    assert _found(words, "late train") == [(1, 1), (1, 0), (3, 0)]
    assert _found(words, "cafe") == [(2, 0)]
    assert _found(words, "submarine") == []


def test_words_near_a_misspelt_one_are_found(words: FulltextIndex) -> None:
    """By their stems, whatever letter was left out, and in the articles asked alone."""

    def near(word: str, slips: int, **options: list[int]) -> list[tuple[int, int]]:
        uids, ordinals = split_keys(words.search_near(words.terms(word), slips, 10, **options))
        return sorted(zip(uids.tolist(), ordinals.tolist(), strict=True))

    assert near("tarins", 1) == [(1, 0), (1, 1), (3, 0)]
    assert near("tarins", 1, articles=[3]) == [(3, 0)]
    assert near("norhtern", 1) == [(1, 0)]
    assert near("submarine", 2) == []


def test_a_restriction_to_articles_holds(words: FulltextIndex) -> None:
    """Other articles are not found at all."""
    assert _found(words, "tax train", articles=[2]) == [(2, 0)]
    assert set(_found(words, "tax train", articles=[1, 3])) == {(1, 0), (1, 1), (3, 0)}


def test_scores_belong_to_the_keys_asked_for(words: FulltextIndex) -> None:
    """In the order of the keys, 0 without a match, more for what is found first."""
    terms = words.terms("late trains")
    keys = join_keys(np.array([3, 2, 1, 1]), np.array([0, 0, 1, 0]))
    scores = words.score(terms, keys).bm25
    assert scores[1] == 0
    assert scores[2] > scores[3] > scores[0] > 0


def test_scores_of_a_few_passages_are_those_among_all(
    words: FulltextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether all passages with a term are scored or only those asked for, to the last bit."""
    terms = words.terms("late trains and a northern tax")
    for keys in (join_keys(np.array([3, 1]), np.array([0, 1])), np.array([1], np.uint64)):
        monkeypatch.setattr(fulltext, "_ALL_UP_TO", 4)
        among_all = words.score(terms, keys)
        monkeypatch.setattr(fulltext, "_ALL_UP_TO", 3)
        alone = words.score(terms, keys)
        assert among_all.bm25.tolist() == alone.bm25.tolist()
        assert among_all.holds.tolist() == alone.holds.tolist()


def test_rarer_terms_weigh_more(words: FulltextIndex) -> None:
    """ln(1 + (N - n + 0.5) / (n + 0.5)) with 4 passages, 3 of them with the word."""
    rare, often = words.statistics(["cafe", "train"]).rarity().tolist()
    assert rare == pytest.approx(np.log(1 + 3.5 / 1.5))
    assert often == pytest.approx(np.log(1 + 1.5 / 3.5))


def test_an_edited_index_finds_what_a_fresh_one_finds(tmp_path: Path) -> None:
    """Removed articles are gone, added ones there, and the index edited from is as it was."""
    _write(tmp_path / "old", PASSAGES)
    writer = FulltextWriter(tmp_path / "new", tmp_path / "old")
    writer.remove(1)
    writer.add(4, 0, "Boats and trains are dear.")
    writer.finish()
    left = {key: text for key, text in PASSAGES.items() if key[0] != 1}
    _write(tmp_path / "fresh", {**left, (4, 0): "Boats and trains are dear."})
    edited, fresh = FulltextIndex(tmp_path / "new"), FulltextIndex(tmp_path / "fresh")
    for question in ("trains", "boats", "tax", "Monday", "ministers"):
        assert _found(edited, question) == _found(fresh, question)
    assert _found(FulltextIndex(tmp_path / "old"), "Monday") == [(1, 1)]


def test_where_files_cannot_be_linked_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems know no links."""

    def refuse(*_: object) -> None:
        raise OSError

    _write(tmp_path / "old", PASSAGES)
    monkeypatch.setattr("os.link", refuse)
    _write(tmp_path / "new", {(9, 0): "Planes"}, tmp_path / "old")
    assert set(_found(FulltextIndex(tmp_path / "new"), "planes")) == {(3, 0), (9, 0)}


def test_keys_hold_uid_and_ordinal() -> None:
    """Both ways, up to 32 bits each."""
    uids, ordinals = np.array([0, 7, 2**32 - 1]), np.array([0, 2**32 - 1, 3])
    again = split_keys(join_keys(uids, ordinals))
    assert [part.tolist() for part in again] == [uids.tolist(), ordinals.tolist()]


def test_a_folder_that_is_no_word_index_is_damage(tmp_path: Path) -> None:
    """The error names the folder."""
    with pytest.raises(IndexDamagedError) as caught:
        FulltextIndex(tmp_path / "nothing")
    assert caught.value.path == str(tmp_path / "nothing")


def test_an_index_that_cannot_be_written_can_be_asked(tmp_path: Path) -> None:
    """A folder of another user is no obstacle to reading: nothing needs to be locked there."""
    _write(tmp_path / "words", PASSAGES)
    # Even one who may write everywhere cannot open a folder as a file.
    (tmp_path / "words" / ".tantivy-meta.lock").mkdir()
    words = FulltextIndex(tmp_path / "words")
    assert _found(words, "cafe") == [(2, 0)]
    assert words.statistics(["cafe"]).rarity()[0] > 1


def test_which_terms_a_passage_holds_is_exact_for_any_number_of_terms(tmp_path: Path) -> None:
    """More terms than one search can tell apart are told apart by several."""
    terms = [f"word{number}" for number in range(60)]
    writer = FulltextWriter(tmp_path / "words", None)
    held = [set(terms[start::7]) for start in range(6)]
    for uid, words in enumerate(held):
        writer.add(uid, 0, " ".join(sorted(words)))
    writer.finish()
    index = FulltextIndex(tmp_path / "words")
    keys = join_keys(np.arange(5, -1, -1), np.zeros(6, np.int64))
    scored = index.score(terms, keys)
    assert scored.holds.shape == (60, 6)
    for column, uid in enumerate(range(5, -1, -1)):
        assert {terms[row] for row in np.flatnonzero(scored.holds[:, column])} == held[uid]
        assert scored.bm25[column] > 0
    assert index.score([], keys).holds.shape == (0, 6)
