"""The generated index is sound: exact texts, unit vectors that fit them, all repeatable."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from qa.encoding.protocol import EncoderIdentity, Vectors
from qa.evaluation.bench.quality import _paragraphs, _recall
from qa.evaluation.bench.sample_texts import read_sample_texts
from qa.evaluation.bench.synthetic import PASSAGES_EACH, Mixture, _digests, _look_up
from qa.models.graph import Form
from qa.storage.keys import Rows
from qa.storage.vectors.faiss_files import VectorFile, write_vectors
from tests.support.paths import CORPUS


class Lettered:
    """An encoder whose vectors count letters."""

    identity = EncoderIdentity(None, "letters", "0", 26, 256, "", "", Form.FLOAT32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return each text's share of every letter, scaled to length 1."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        counts = np.array([[t.lower().count(c) + 0.1 for c in letters] for t in texts], np.float32)
        unit: Vectors = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return unit

    def is_one_piece(self, word: str) -> bool:
        """Return whether it is one letter."""
        return len(word) == 1

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return the same."""
        del progress
        return self.encode_queries(texts)


@pytest.fixture(scope="module")
def mixture() -> Mixture:
    """A mixture of the sample article."""
    return Mixture(read_sample_texts([CORPUS]), Lettered(), 3)


def test_a_generated_article_slices_back_to_its_passages(mixture: Mixture) -> None:
    """Passages and sentences are stretches of the text, each passage a line."""
    document, passages = mixture.article(4)
    assert len(passages) == PASSAGES_EACH
    for number, passage in enumerate(passages, 1):
        assert document.text[passage.start : passage.end] == passage.text
        assert document.text.split("\n")[number - 1] == passage.text
        assert (passage.paragraph, passage.line_start, passage.line_end) == (number,) * 3
        assert 2 <= len(passage.sentences) <= 4
        assert " ".join(sentence.text for sentence in passage.sentences) == passage.text
        for sentence in passage.sentences:
            assert document.text[sentence.start : sentence.end] == sentence.text
    assert document.size == len(document.text.encode())
    assert (document.path, document.name) == ("000/000004.txt", "000/000004")


def test_an_article_depends_on_its_number_and_the_seed_alone(mixture: Mixture) -> None:
    """Made again, it and its vectors are the same; with another number they are not."""
    again = Mixture(read_sample_texts([CORPUS]), Lettered(), 3)
    assert again.article(4) == mixture.article(4)
    assert again.article(5) != mixture.article(4)
    np.testing.assert_array_equal(again.passage_vectors(4), mixture.passage_vectors(4))
    assert not np.array_equal(again.passage_vectors(5), mixture.passage_vectors(4))


def test_vectors_are_of_length_one_and_near_their_texts(mixture: Mixture) -> None:
    """One a passage and one a sentence; a sentence's is nearer to its own text than to others'."""
    _, passages = mixture.article(0)
    sentences = [sentence.text for passage in passages for sentence in passage.sentences]
    found = mixture.sentence_vectors(0)
    assert mixture.passage_vectors(0).shape == (PASSAGES_EACH, 26)
    assert found.shape == (len(sentences), 26)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, rtol=1e-5)
    cosines = found @ Lettered().encode_passages(sentences).T
    assert np.diag(cosines).mean() > cosines.mean() + 0.01


def test_digests_lead_to_the_vectors_they_stand_for(mixture: Mixture) -> None:
    """In any order, of several articles, passages and sentences mixed."""
    one = _digests(1, mixture.article(1)[1])
    two = _digests(2, mixture.article(2)[1])
    wanted = [two.sentences[3], one.passages[0], one.passages[2], one.sentences[0]]
    expected = np.stack(
        [
            mixture.sentence_vectors(2)[3],
            mixture.passage_vectors(1)[0],
            mixture.passage_vectors(1)[2],
            mixture.sentence_vectors(1)[0],
        ]
    )
    np.testing.assert_array_equal(_look_up(mixture, wanted), expected.astype(np.float16))
    assert {len(digest) for digest in (*one.passages, *two.sentences)} == {16}


class Careless(VectorFile):
    """A search that forgets the nearest rows."""

    def search(self, query: Vectors, count: int, allowed: Rows | None = None) -> Rows:
        """Return the `count` rows after the first three."""
        return super().search(query, count + 3, allowed)[3:]


def test_recall_is_the_share_of_the_ten_nearest_that_are_found(tmp_path: Path) -> None:
    """Exact search finds all ten; one that forgets three finds seven."""
    chance = np.random.default_rng(0)
    rows = chance.standard_normal((200, 8), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    write_vectors(tmp_path / "v", 8, [rows])
    queries = rows[:5]
    exact, careless = VectorFile(tmp_path / "v", 8), Careless(tmp_path / "v", 8)
    assert _recall(exact, queries, exact.search, 20) == 1.0
    assert _recall(exact, queries, careless.search, 20) == pytest.approx(0.7)


def test_paragraphs_of_a_set_know_where_they_stand(tmp_path: Path) -> None:
    """Offsets count code points without the mark, newlines as they stand."""
    (tmp_path / "a.txt").write_bytes("\ufeffZoë.\r\n\r\nOslo 🦜.\n".encode())
    assert _paragraphs(tmp_path) == [("a.txt", 0, "Zoë."), ("a.txt", 8, "Oslo 🦜.")]
