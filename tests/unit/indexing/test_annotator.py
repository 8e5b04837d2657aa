"""The thread that annotates beside the encoding: its order, its end, its errors."""

import threading
from collections.abc import Callable

import pytest

from qa.annotating import annotate
from qa.annotations.values import Annotations
from qa.articles import parse
from qa.articles.document import Document
from qa.encoding.compiled import CompiledEncoder
from qa.errors import AnnotatorUnusableError, EncoderUnusableError
from qa.indexing.annotator import Annotator
from qa.model import Progress
from tests.support.desk import Desk

PATIENCE_SECONDS = 60
Annotate = Callable[[Document, Callable[[], None]], Annotations]

ARTICLES = [
    parse("a.txt", b"Ann Reed of Oslo left on Monday."),
    parse("b.txt", b"Tom Hill said on Friday that he had paid 5 dollars."),
    parse("c.txt", b"Eva Long came."),
]


def replace(monkeypatch: pytest.MonkeyPatch, other: Annotate) -> None:
    """Annotate with another function."""
    monkeypatch.setattr(annotate, "annotate", other)


def never_ends(begun: threading.Event) -> Annotate:
    """Return what parses one part after another without end."""
    part = threading.Event()

    def go_on(_: Document, before_each: Callable[[], None]) -> Annotations:
        begun.set()
        while True:
            before_each()
            part.wait(0.01)

    return go_on


def test_each_article_gets_its_own_marks_in_the_order_in_which_they_were_started() -> None:
    """As if they had been annotated one by one."""
    with Annotator() as annotator:
        for number, article in enumerate(ARTICLES):
            annotator.start(7 + number, article)
        taken = list(annotator.take(lambda _: None))
    assert taken == [(7 + n, annotate.annotate(article)) for n, article in enumerate(ARTICLES)]
    assert [marks.people[0].name for _, marks in taken] == ["Ann Reed", "Tom Hill", "Eva Long"]


def test_it_is_reported_what_has_to_be_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many are done by then; nothing of those that were done before, but the end is."""
    last, go_on = threading.Event(), threading.Event()
    steps: list[Progress] = []

    def hold(document: Document, _: Callable[[], None]) -> Annotations:
        if document.path == "c.txt":
            last.set()
            go_on.wait(PATIENCE_SECONDS)
        return Annotations()

    def note(step: Progress) -> None:
        steps.append(step)
        go_on.set()

    replace(monkeypatch, hold)
    with Annotator() as annotator:
        for uid, article in enumerate(ARTICLES):
            annotator.start(uid, article)
        assert last.wait(PATIENCE_SECONDS)
        assert len(list(annotator.take(note))) == 3
    assert steps == [Progress("annotating", 2, 3), Progress("annotating", 3, 3)]


def test_at_the_end_nothing_more_is_annotated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the rest of the article that was begun; no thread is left behind."""
    begun = threading.Event()
    replace(monkeypatch, never_ends(begun))
    with Annotator() as annotator:
        for uid, article in enumerate(ARTICLES):
            annotator.start(uid, article)
        assert begun.wait(PATIENCE_SECONDS)
    assert not [thread for thread in threading.enumerate() if "annotating" in thread.name]


def test_an_error_is_raised_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one, and nothing is annotated after it."""
    tried: list[str] = []

    def fail(document: Document, _: Callable[[], None]) -> Annotations:
        tried.append(document.path)
        raise AnnotatorUnusableError("the pipeline has changed")

    replace(monkeypatch, fail)
    with Annotator() as annotator:
        annotator.check()
        for uid, article in enumerate(ARTICLES):
            annotator.start(uid, article)
        with pytest.raises(AnnotatorUnusableError, match="the pipeline has changed"):
            list(annotator.take(lambda _: None))
        with pytest.raises(AnnotatorUnusableError, match="the pipeline has changed"):
            annotator.check()
    assert tried == ["a.txt"]


def test_an_error_of_annotating_ends_the_encoding(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the next report, not when all is encoded."""
    failed = threading.Event()
    steps: list[str] = []

    def fail(*_: object) -> Annotations:
        failed.set()
        raise AnnotatorUnusableError("the pipeline has changed")

    encode = CompiledEncoder.encode_passages

    def wait(self: CompiledEncoder, texts: list[str], *_: object) -> object:
        assert failed.wait(PATIENCE_SECONDS)
        return encode(self, texts)

    replace(monkeypatch, fail)
    monkeypatch.setattr("qa.indexing.embed._ENCODE_AT_ONCE", 2)
    monkeypatch.setattr(CompiledEncoder, "encode_passages", wait)
    desk.write_three()
    with pytest.raises(AnnotatorUnusableError, match="the pipeline has changed"):
        desk.rebuild(progress=lambda step: steps.append(step.stage))
    assert steps.count("encoding") < 4
    assert "annotating" not in steps
    assert not desk.layout.current.exists()


def test_an_error_of_encoding_ends_the_annotating(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its own message, in the midst of an article."""
    begun = threading.Event()

    def fail(*_: object) -> object:
        assert begun.wait(PATIENCE_SECONDS)
        raise EncoderUnusableError("the encoder is broken")

    replace(monkeypatch, never_ends(begun))
    monkeypatch.setattr(CompiledEncoder, "encode_passages", fail)
    desk.write_three()
    with pytest.raises(EncoderUnusableError, match="the encoder is broken"):
        desk.rebuild()
    assert not desk.layout.current.exists()


def encode_first(patch: pytest.MonkeyPatch) -> None:
    """Annotate nothing until something is encoded."""
    encoded = threading.Event()
    encode, make = CompiledEncoder.encode_passages, annotate.annotate

    def encode_it(self: CompiledEncoder, texts: list[str], *_: object) -> object:
        vectors = encode(self, texts)
        encoded.set()
        return vectors

    def annotate_it(document: Document, before_each: Callable[[], None]) -> Annotations:
        assert encoded.wait(PATIENCE_SECONDS)
        return make(document, before_each)

    patch.setattr(CompiledEncoder, "encode_passages", encode_it)
    replace(patch, annotate_it)


def annotate_first(patch: pytest.MonkeyPatch) -> None:
    """Encode nothing until all is annotated."""
    annotated = threading.Semaphore(0)
    encode, make = CompiledEncoder.encode_passages, annotate.annotate

    def encode_it(self: CompiledEncoder, texts: list[str], *_: object) -> object:
        for _article in range(3):
            assert annotated.acquire(timeout=PATIENCE_SECONDS)
        return encode(self, texts)

    def annotate_it(document: Document, before_each: Callable[[], None]) -> Annotations:
        marks = make(document, before_each)
        annotated.release()
        return marks

    patch.setattr(CompiledEncoder, "encode_passages", encode_it)
    replace(patch, annotate_it)


def test_the_index_is_the_same_whichever_is_done_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order in which anything is written does not depend on it."""
    desk.write_three()
    desk.rebuild()
    texts = []
    for wait in (encode_first, annotate_first):
        with monkeypatch.context() as patch:
            wait(patch)
            desk.rebuild(force=True)
        generation = desk.generation()
        generation.close()
        texts.append(generation.layout.texts.read_bytes())
    assert texts[0] == texts[1]
