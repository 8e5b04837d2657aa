"""Candidates come from three views, and each is scored exactly in all of them."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.retrieval.generation_searcher import GenerationSearcher
from qa.retrieval.protocol import Candidates, Filters, Query
from qa.storage import Generation
from qa.storage.keys import split_keys
from tests.support.desk import Desk, said

WORDS = ["storm", "harbour", "mayor", "bridge", "train", "boots", "choir", "tax", "river", "bank"]
ARTICLES = st.dictionaries(
    st.sampled_from([f"{name}.txt" for name in "abcdefgh"]),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=8, max_size=14), min_size=1, max_size=3),
    min_size=1,
)
QUESTIONS = ("storm in the harbour", "tax on the bridge", "train", "nothing of the kind")


def _texts(generation: Generation, rows: "np.ndarray") -> list[tuple[str, int]]:
    paths = dict(generation.texts.paths())
    uids, ordinals = split_keys(generation.keys(rows))
    return [(paths[u], o) for u, o in zip(uids.tolist(), ordinals.tolist(), strict=True)]


def _search(generation: Generation, question: str) -> Candidates:
    vector = generation.encoder.encode_queries([question])[0]
    return GenerationSearcher(generation).search(Query(question, vector), Filters())


def _all(desk: Desk) -> dict[tuple[str, int], object]:
    """Everything an index says of each of its passages, by path and ordinal."""
    generation = desk.generation()
    told: dict[tuple[str, int], object] = {}
    for uid, path in generation.texts.paths():
        text, article = generation.texts.text(uid), generation.texts.article(uid)
        passages = generation.texts.passages(uid, range(article.passages), text)
        first = generation.article_rows(uid)[0].start
        for ordinal, passage in passages.items():
            row = np.array([first + ordinal])
            children, bounds = generation.children(row)
            assert bounds.tolist() == [0, len(passage.sentences)]
            assert generation.parents(children).tolist() == row.tolist() * len(children)
            assert generation.rows(generation.keys(row)).tolist() == row.tolist()
            told[path, ordinal] = (
                passage,
                generation.passages.take(row).tobytes(),
                generation.sentences.take(children).tobytes(),
            )
    for question in QUESTIONS:
        terms = generation.fulltext.terms(question)
        found = _search(generation, question)
        by_place = sorted(
            zip(
                _texts(generation, generation.rows(found.keys)),
                found.dense.tolist(),
                found.sentence.tolist(),
                (found.bm25 > 0).tolist(),
                strict=True,
            )
        )
        told[question, -1] = by_place
        keys = generation.fulltext.search(terms, 100)
        told[question, -2] = sorted(_texts(generation, generation.rows(keys)))
    generation.close()
    return told


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(states=st.lists(ARTICLES, min_size=2, max_size=3))
def test_an_index_edited_again_and_again_is_as_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory,
    small_model: object,
    states: list[dict[str, list[list[str]]]],
) -> None:
    """Same passages, vectors, row maps, candidates and hits, whatever was removed where."""
    assert small_model
    folder = tmp_path_factory.mktemp("edited")
    edited = Desk(folder / "corpus", folder / "index", small_model)  # type: ignore[arg-type]
    for state in states:
        for path in [*(edited.corpus.glob("*.txt") if edited.corpus.exists() else ())]:
            path.unlink()
        for name, paragraphs in state.items():
            edited.write(name, "\n\n".join(" ".join(words) + "." for words in paragraphs))
        edited.rebuild()
    fresh = Desk(edited.corpus, folder / "fresh", edited.model)
    fresh.rebuild()
    assert _all(edited) == _all(fresh)


def test_scores_are_exact_in_every_view(desk: Desk) -> None:
    """Whichever view brought a candidate, all three score it, each on its own scale."""
    desk.write_three()
    desk.rebuild()
    generation = desk.generation()
    question = "Who barks at the postman in the rain?"
    query = generation.encoder.encode_queries([question])[0]
    found = _search(generation, question)
    rows = generation.rows(found.keys)
    assert rows.tolist() == [0, 1, 2]
    passages = generation.passages.take(slice(0, 3)).astype(np.float32)
    assert found.dense == pytest.approx(passages @ query)
    sentences = generation.sentences.take(slice(0, 6)).astype(np.float32) @ query
    assert found.sentence_scores == pytest.approx(sentences)
    assert found.sentence == pytest.approx(sentences.reshape(3, 2).max(1))
    paths = [path for path, _ in _texts(generation, generation.rows(found.keys))]
    matched = {path for path, score in zip(paths, found.bm25, strict=True) if score > 0}
    assert matched == {"dogs.txt", "weather/rain.txt"}
    generation.close()


def test_the_order_of_equals_is_always_the_same(desk: Desk) -> None:
    """Texts of the same words come in the order in which they stand in the index."""
    for spaces, name in enumerate("dbca", 1):
        desk.write(f"{name}.txt", f"The{' ' * spaces}bridge was opened on Sunday.")
    desk.rebuild()
    first = desk.ask("When was the bridge opened?", limit=10)
    assert [passage.citation.path[0] for passage in first.passages] == list("abcd")
    assert said(desk.ask("When was the bridge opened?", limit=10)) == said(first)
