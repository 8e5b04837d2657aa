"""Which sentences a summary takes: in order, distinct, and each understood by itself."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.annotations.values import Mark, Named
from qa.encoding.protocol import Vectors
from qa.overview.summary import summarize
from tests.support.made_overviews import TEXT, cut, made_vectors, mark


def _texts(text: str, count: int = 5) -> list[str]:
    passages = cut(text)
    return [s.text for s in summarize(text, passages, made_vectors(passages), count)]


def test_the_article_keeps_its_order() -> None:
    """Whatever is chosen first stands where the article has it."""
    assert _texts(TEXT) == [line.strip() for line in TEXT.splitlines() if line.strip()]


def test_credits_and_asides_are_left_out() -> None:
    """Who edited an article is not what it says."""
    chosen = _texts(f"{TEXT}\nNobody was hurt.\n\nEdited by: Joan Smith\n")
    assert len(chosen) == 3
    assert not any("Edited" in text or "Nobody" in text for text in chosen)


def test_a_heading_comes_after_sentences() -> None:
    """What does not end as a sentence does, and a question, are taken where there is no better."""
    stated = "The harbour of Port Vale was closed on Monday after a storm."
    others = (
        "Storm closes the harbour of Port Vale for a second week",
        "Who will pay for the wall?",
    )
    text = f"{others[0]}\n\n{stated}\n\n{others[1]}\n"
    vectors = np.eye(3, dtype=np.float32)
    assert [s.text for s in summarize(text, cut(text), vectors, 1)] == [stated]


def test_nothing_is_said_twice() -> None:
    """The same sentence further down is left out, and so is one of nearly the same vector."""
    again = "The harbour of Port Vale was closed on Monday after a heavy storm."
    text = f"{again}\n\nThree boats and all of their nets were lost in the night.\n\n{again}\n"
    assert len(_texts(text)) == 2
    other = text[::-1].replace(
        again[::-1], "The port of Vale has been shut after the storm."[::-1], 1
    )
    other = other[::-1]
    passages = cut(other)
    vectors = made_vectors(passages)
    vectors[2] = vectors[0]
    assert len(summarize(other, passages, vectors)) == 2


def test_somebody_is_introduced_first() -> None:
    """Where nobody reads who Reed is, another sentence is taken, unless hers is introduced."""
    first = "The mayor, Ann Reed, closed the harbour of Port Vale on Monday."
    filler = "Three boats and all of their nets were lost during the night."
    leaning = "The harbour of Port Vale on Monday was closed, Reed said then."
    other = "Fishing for herring has been what families of the coast live on."
    text = f"{first}\n\n{leaning}\n\n{filler}\n\n{other}\n"
    reed = text.index("Reed said")
    people = (Named("Ann Reed", (mark(text, "Ann Reed"), Mark(reed, reed + 4))),)
    vectors = np.eye(4, dtype=np.float32)
    assert _chosen(text, vectors, 2, people) == [first, leaning]
    unseen = (Named("Ann Reed", (Mark(reed, reed + 4),)),)
    assert _chosen(text, vectors, 2, unseen) == [first, filler]


def _chosen(text: str, vectors: Vectors, count: int, people: tuple[Named, ...]) -> list[str]:
    return [s.text for s in summarize(text, cut(text), vectors, count, people=people)]


def test_many_sentences_that_say_the_same_take_no_time() -> None:
    """A file of one line ten thousand times over has one sentence to show."""
    text = "The harbour of Port Vale was closed on Monday after a heavy storm.\n" * 10_000
    passages = cut(text)
    vectors = np.zeros((sum(len(p.sentences) for p in passages), 8), np.float32)
    vectors[:, 0] = 1
    assert len(summarize(text, passages, vectors, 50)) == 1


def test_an_article_without_any_such_sentence_gives_its_first() -> None:
    """A poem has something to show, too; a file of ornaments has not."""
    assert _texts("He went.\n\nShe stayed.\n") == ["He went."]
    assert summarize("* * *\n", cut("* * *\n"), np.zeros((1, 8), np.float32)) == ()
    assert summarize("", (), np.zeros((0, 8), np.float32)) == ()


WORDS = st.sampled_from(
    ["Harbour", "storm", "he", "But", "“", "”", '"', ".", "?", "\n", "\n\n", "boats", "Port Vale",
     "a.m.", "Monday", "🚢", "was closed after", "the mayor of the town said"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60), st.integers(1, 6))
def test_any_text_gives_distinct_sentences_in_order(words: list[str], count: int) -> None:
    """Their offsets are exact, they do not overlap, and there are no more than asked for."""
    text = " ".join(words)
    passages = cut(text)
    found = summarize(text, passages, made_vectors(passages), count)
    assert len(found) <= count
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
    for before, after in pairwise(found):
        assert before.end <= after.start
