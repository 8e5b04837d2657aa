"""Overviews made by hand, of articles cut as an index cuts them."""

import hashlib

import numpy as np

from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation
from qa.articles import parse
from qa.chunking import split_passages
from qa.encoding.protocol import Vectors
from qa.model import Passage
from qa.overview.build import make_overview
from qa.overview.values import ArticleCard, Overview

TEXT = (
    "The mayor, Ann Reed, closed the harbour of Port Vale on Monday after the storm of 2018.\n\n"
    "“The sea took three boats,” Reed told reporters from the Vale Gazette at the town hall.\n\n"
    "In 1953 the sea had taken the whole fleet, and the harbour wall was built after that.\n"
)


def mark(text: str, words: str, start: int = 0) -> Mark:
    """Return where the words stand in the text, from `start` on."""
    at = text.index(words, start)
    return Mark(at, at + len(words))


def made_annotations(text: str = TEXT) -> Annotations:
    """Return marks of `TEXT`, or of a text that has its words."""
    said, monday, flood = (
        mark(text, words) for words in ("The sea took three boats", "Monday", "2018")
    )
    begin = text.index("“The sea")
    end = text.index("hall.") + len("hall.")
    reed = text.index("Reed told")
    return Annotations(
        people=(
            Named(
                "Ann Reed",
                (mark(text, "Ann Reed"), Mark(reed, reed + 4)),
                mark(text, "The mayor"),
            ),
        ),
        organisations=(Named("Vale Gazette", (mark(text, "Vale Gazette"),)),),
        places=(Named("Port Vale", (mark(text, "Port Vale"),)),),
        dates=(
            DateMark(monday.start, monday.end, None),
            DateMark(flood.start, flood.end, "2018"),
            DateMark(mark(text, "1953").start, mark(text, "1953").end, "1953"),
        ),
        numbers=(mark(text, "three"),),
        quotations=(
            Quotation(
                said.start,
                said.end,
                "Ann Reed",
                Mark(reed, reed + 4),
                direct=True,
                sentence=Mark(begin, end),
            ),
        ),
    )


def made_card(path: str = "harbour.txt", **known: str | None) -> ArticleCard:
    """Return what is known of an article at this path."""
    facts: dict[str, str | None] = {
        "title": None,
        "published": None,
        "author": None,
        "source": None,
        **known,
    }
    return ArticleCard(document=path.rpartition(".")[0], path=path, **facts)


def cut(text: str, path: str = "harbour.txt") -> tuple[Passage, ...]:
    """Return the passages of an article, none of one that no index would take."""
    if not text.strip("\ufeff \n\r\t"):
        return ()
    return split_passages(parse(path, text.encode(errors="surrogatepass")))


def made_vectors(passages: tuple[Passage, ...]) -> Vectors:
    """Return a vector of length 1 for each sentence, the same for the same text."""
    texts = [sentence.text for passage in passages for sentence in passage.sentences]
    made = np.empty((len(texts), 8), np.float32)
    for row, text in enumerate(texts):
        seed = int.from_bytes(hashlib.sha256(text.encode(errors="replace")).digest()[:4], "big")
        made[row] = np.random.default_rng(seed).normal(size=8)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def made_overview_of(
    text: str = TEXT,
    annotations: Annotations | None = None,
    card: ArticleCard | None = None,
    *,
    sentences: int = 5,
) -> Overview:
    """Return the overview of a text; with `annotations` None that of one without marks."""
    article = card or made_card()
    passages = cut(text, article.path)
    return make_overview(
        article, text, passages, made_vectors(passages), annotations, sentences=sentences
    )
